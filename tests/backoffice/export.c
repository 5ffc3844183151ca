/* SPDX-License-Identifier: MIT */
/* export.c - a cursor is (received, source, id); events younger than the lag wait, so that none comes to lie behind it. */
#include "tests/backoffice/export.h"

#include "firmware/base/clock.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/instant.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/caller.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAIN_CURSOR_BYTES = 20 + DEVICE_SOURCE_MAX_BYTES + ID_TEXT_BYTES + 2, TAIL_BYTES = 512 };

void export_cursor_write(const struct storage_cursor *cursor, char ret[static EXPORT_CURSOR_BYTES])
{
	char plain[PLAIN_CURSOR_BYTES];
	int size = snprintf(plain, sizeof plain, "%" PRId64 " %s %s", cursor->received_ms, cursor->id, cursor->source);
	base64url_write(plain, (size_t)size, ret);
}

enum fail export_cursor_read(const char *text, struct storage_cursor *ret)
{
	char plain[PLAIN_CURSOR_BYTES], *id;
	size_t size, length = strlen(text);
	if (length >= EXPORT_CURSOR_BYTES)
		return FAIL(LIMIT, "a cursor is shorter");
	TRY(base64url_read(text, length, plain, sizeof plain - 1, &size));
	plain[size] = '\0';
	errno = 0;
	ret->received_ms = strtoll(plain, &id, 10);
	char *source = *id == ' ' ? strchr(id + 1, ' ') : NULL;
	if (strlen(plain) != size || errno != 0 || ret->received_ms < 0 || plain[0] < '0' || plain[0] > '9' || !source)
		return FAIL(INPUT, "this is no cursor");
	*source++ = '\0';
	if (!id_valid(id + 1) || !envelope_source_valid(source))
		return FAIL(INPUT, "this is no cursor");
	snprintf(ret->id, sizeof ret->id, "%s", id + 1);
	snprintf(ret->source, sizeof ret->source, "%s", source);
	return FAIL_NONE;
}

struct export { struct buffer *body; struct storage_cursor last; int64_t count; bool full; };

static enum fail line_add(void *context, const struct storage_row *row)
{
	struct export *export = context;
	char time[INSTANT_TEXT_BYTES];
	TRY(instant_write(row->received_ms, time));
	if (export->body->size_bytes + strlen(row->event) + TAIL_BYTES > HTTPS_ANSWER_MAX_BYTES / 2) {
		export->full = true;
		return FAIL(LIMIT, "the answer is full");
	}
	TRY(buffer_printf(export->body, "{\"received\":\"%s\",\"event\":%s}\n", time, row->event));
	export->last.received_ms = row->received_ms;
	snprintf(export->last.id, sizeof export->last.id, "%s", row->id);
	snprintf(export->last.source, sizeof export->last.source, "%s", row->source);
	export->count++;
	return FAIL_NONE;
}

static enum fail export(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct export export = { .body = &answer->body };
	const char *after = https_argument(request, "after"), *limit = https_argument(request, "limit");
	char *end = NULL, cursor[EXPORT_CURSOR_BYTES] = "";
	int64_t max = limit ? strtoll(limit, &end, 10) : EXPORT_LIMIT_DEFAULT;
	if (max < 1 || max > EXPORT_LIMIT_MAX || (limit && *end != '\0'))
		return FAIL(INPUT, "limit is a number from 1 to %d", EXPORT_LIMIT_MAX);
	if (after && *after)
		TRY(export_cursor_read(after, &export.last));
	const struct storage_cursor from = export.last;
	const struct storage_query query = { .order = STORAGE_OLDEST, .from = from.id[0] ? &from : NULL, .now_ms = clock_wall_ms(), .lag_ms = STORAGE_LAG_MS, .max = max };
	enum fail fail = office->storage->engine->each(office->storage, &query, line_add, &export);
	if (fail != FAIL_NONE && !export.full)
		return fail;
	if (export.last.id[0])
		export_cursor_write(&export.last, cursor);
	answer->status = 200;
	answer->content_type = "application/x-ndjson";
	answer_header(answer, "Foyer-Cursor", cursor);
	return buffer_printf(&answer->body, "{\"cursor\":\"%s\",\"count\":%" PRId64 ",\"more\":%s}\n", cursor, export.count, export.count == max || export.full ? "true" : "false");
}

void export_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	fail_clear();
	if (!operator_called(office, request, answer))
		return;
	enum fail fail = export(office, request, answer);
	if (fail != FAIL_NONE)
		answer_problem(answer, fail == FAIL_STORE ? 503 : 400, fail == FAIL_STORE ? "The storage does not answer" : fail_words());
}
