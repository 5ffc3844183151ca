/* SPDX-License-Identifier: MIT */
#include "tests/backoffice/import.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PAYLOAD_MAX_BYTES = 2048 };
static const char stick_audience[] = "urn:foyer:stick";

struct import { struct storage *storage; const char *const *targets; struct import_count *count; };

/* A stick may lie in a drawer for weeks: the token is judged by the time it names itself, and opens nothing but this file. */
static enum fail token_time(const char *token, int64_t *ret_s)
{
	char payload[PAYLOAD_MAX_BYTES];
	size_t size;
	json_t *claims;
	const char *begins = strchr(token, '.');
	if (!begins)
		return FAIL(INPUT, "it is no token");
	begins++;
	TRY(base64url_read(begins, strcspn(begins, "."), payload, sizeof payload, &size));
	TRY(json_parse(payload, size, sizeof payload, &claims));
	enum fail fail = json_take_int(claims, "iat", 0, INT64_MAX, ret_s);
	json_decref(claims);
	return fail;
}

/* Whose part it is. FAIL_DENIED a kiosk that is revoked · FAIL_EMPTY one that nobody knows · FAIL_SIGNATURE, FAIL_INPUT. */
static enum fail sender_of(const struct import *import, const char *token, const struct buffer *part, char ret_source[static DEVICE_SOURCE_MAX_BYTES])
{
	char digest[SHA256_TEXT_BYTES];
	const char *kid;
	json_t *header, *jwk = NULL;
	bool revoked = false;
	int64_t time_s;
	TRY(token_time(token, &time_s));
	TRY(token_peek(token, &header));
	enum fail fail = json_take_text(header, "kid", SHA256_TEXT_BYTES - 1, &kid);
	if (fail == FAIL_NONE)
		fail = import->storage->engine->kiosk_find(import->storage, kid, &jwk, &revoked);
	if (fail == FAIL_EMPTY)
		fail = FAIL(EMPTY, "nobody knows this kiosk");
	if (fail == FAIL_NONE && revoked)
		fail = FAIL(DENIED, "this kiosk is revoked");
	sha256_text(part->bytes, part->size_bytes, digest);
	if (fail == FAIL_NONE)
		fail = token_check(token, jwk, stick_audience, digest, time_s, ret_source, DEVICE_SOURCE_MAX_BYTES);
	if (fail == FAIL_NONE)
		fail = import->storage->engine->kiosk_bind(import->storage, kid, ret_source, clock_wall_ms());
	json_decref(jwk);
	json_decref(header);
	return fail;
}

/* Up to STORAGE_BATCH_MAX events at once, in one commit. */
struct load { json_t *kept[STORAGE_BATCH_MAX]; struct storage_event events[STORAGE_BATCH_MAX]; size_t count; };

static enum fail load_put(const struct import *import, struct load *load)
{
	enum storage_verdict verdicts[STORAGE_BATCH_MAX];
	const struct storage_put put = { .events = load->events, .count = load->count, .targets = import->targets, .now_ms = clock_wall_ms() };
	enum fail fail = load->count > 0 ? import->storage->engine->put(import->storage, &put, verdicts) : FAIL_NONE;
	for (size_t i = 0; i < load->count; i++) {
		if (fail == FAIL_NONE) {
			import->count->accepted += verdicts[i] == STORAGE_ACCEPTED;
			import->count->duplicates += verdicts[i] == STORAGE_DUPLICATE;
			import->count->conflicts += verdicts[i] == STORAGE_CONFLICT;
		}
		storage_event_done(&load->events[i]);
		json_decref(load->kept[i]);
	}
	load->count = 0;
	return fail;
}

static enum fail line_take(const struct import *import, struct load *load, const char *source, const char *line, size_t size)
{
	json_t *event = NULL;
	enum fail fail = envelope_event_check(line, size, &event);
	if (fail == FAIL_NONE && strcmp(json_text_or(event, "source", ""), source) != 0)
		fail = FAIL(DENIED, "the event is another kiosk's");
	if (fail != FAIL_NONE) {
		log_fail("import.event", fail);
		fail_clear();
		json_decref(event);
		import->count->refused++;
		return FAIL_NONE;
	}
	load->kept[load->count] = event;
	load->events[load->count++] = storage_event_of(event);
	return load->count == STORAGE_BATCH_MAX ? load_put(import, load) : FAIL_NONE;
}

static enum fail lines_take(const struct import *import, const char *source, const struct buffer *part)
{
	struct load load = { .count = 0 };
	const char *at = part->bytes, *end = at + part->size_bytes;
	enum fail fail = FAIL_NONE;
	while (at < end && fail == FAIL_NONE) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		size_t size = (size_t)((line_end ? line_end : end) - at);
		if (size > 0)
			fail = line_take(import, &load, source, at, size);
		at += size + 1;
	}
	enum fail put = load_put(import, &load);
	return fail != FAIL_NONE ? fail : put;
}

static const char part_ending[] = ".ndjson";

static enum fail part_take(const struct import *import, const char *folder, const char *name)
{
	char path[PATH_MAX], token_name[NAME_MAX + 1], source[DEVICE_SOURCE_MAX_BYTES];
	BUFFER_AUTO part;
	BUFFER_AUTO token;
	buffer_init(&part, IMPORT_PART_MAX_BYTES);
	buffer_init(&token, DEVICE_TOKEN_MAX_BYTES);
	snprintf(token_name, sizeof token_name, "%.*s.jwt", (int)(strlen(name) - strlen(part_ending)), name);
	TRY(file_path(path, sizeof path, folder, name));
	TRY(file_read(path, &part));
	TRY(file_path(path, sizeof path, folder, token_name));
	if (file_read(path, &token) != FAIL_NONE)
		return FAIL(SIGNATURE, "there is no signature beside it");
	TRY(sender_of(import, buffer_text(&token), &part, source));
	return lines_take(import, source, &part);
}

/* Our own trouble ends the import; what is wrong with one part does not keep the others out. */
static enum fail part_try(const struct import *import, const char *folder, const char *name)
{
	enum fail fail = part_take(import, folder, name);
	import->count->parts++;
	if (fail == FAIL_NONE || fail == FAIL_STORE)
		return fail;
	log_fail("import.part", fail_note(fail, "%s", name));
	fail_clear();
	import->count->refused++;
	return FAIL_NONE;
}

static int is_part(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > strlen(part_ending) && strcmp(entry->d_name + length - strlen(part_ending), part_ending) == 0;
}

static int is_queue(const struct dirent *entry)
{
	return strncmp(entry->d_name, "queue-", 6) == 0;
}

static enum fail parts_take(const struct import *import, const char *folder)
{
	struct dirent **names;
	enum fail fail = FAIL_NONE;
	int count = scandir(folder, &names, is_part, alphasort);
	if (count < 0)
		return FAIL(IO, "%s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		if (fail == FAIL_NONE)
			fail = part_try(import, folder, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return fail;
}

enum fail import_folder(struct storage *storage, const char *folder, const char *const *targets, struct import_count *ret)
{
	const struct import import = { storage, targets, ret };
	struct dirent **names;
	*ret = (struct import_count){ 0 };
	TRY(parts_take(&import, folder));
	enum fail fail = FAIL_NONE;
	int count = scandir(folder, &names, is_queue, alphasort);
	if (count < 0)
		return FAIL(IO, "%s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		char path[PATH_MAX];
		if (fail == FAIL_NONE)
			fail = file_path(path, sizeof path, folder, names[i]->d_name);
		if (fail == FAIL_NONE)
			fail = parts_take(&import, path);
		free(names[i]);
	}
	free(names);
	return fail;
}
