/* SPDX-License-Identifier: MIT */
/* storage.c - which engine it is, and what an event is to all of them. */
#include "tests/backoffice/storage.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "firmware/base/json_quick.h"
#include "tests/backoffice/storage/engines.h"

#include <stdlib.h>
#include <string.h>

enum { EVENT_TEXT_MAX_BYTES = 6 * 256 * 1024 };

struct storage_event storage_event_of(const json_t *event)
{
	struct storage_event ret = {
		.source = json_text_or(event, "source", ""), .id = json_text_or(event, "id", ""), .type = json_text_or(event, "type", ""),
		.time = json_text_or(event, "time", ""), .sequence = json_text_or(event, "sequence", ""),
	};
	struct buffer text;
	BUFFER_AUTO sorted;
	buffer_init(&text, EVENT_TEXT_MAX_BYTES);
	buffer_init(&sorted, EVENT_TEXT_MAX_BYTES);
	if (json_quick_write(event, true, &sorted) != FAIL_NONE || json_quick_write(event, false, &text) != FAIL_NONE)
		abort(); /* a request is smaller, and no character has an escape of more than six */
	ret.text = text.bytes;
	sha256_text(sorted.bytes, sorted.size_bytes, ret.digest);
	struct reference reference;
	const char *subject = json_text_or(event, "subject", "");
	if (*subject && reference_parse(subject, &reference) == FAIL_NONE)
		memcpy(ret.reference, reference.text, sizeof ret.reference);
	return ret;
}

void storage_event_done(struct storage_event *event)
{
	free(event->text);
}

enum fail storage_open(const char *where, const char *folder, bool read_only, struct storage **ret)
{
	if (!where)
		return sqlite_open(folder, read_only, ret);
	if (strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0)
		return postgres_open(where, read_only, ret);
	return FAIL(INPUT, "there is no storage of this kind");
}

void storage_close(struct storage *storage)
{
	if (storage)
		storage->engine->close(storage);
}
