/* SPDX-License-Identifier: MIT */
/* reply.c - reading the back office's answer with suspicion: proxies and portals answer too. */
#include "firmware/sync/reply.h"

#include "firmware/base/json.h"

#include <string.h>
#include <strings.h>

static bool type_is_json(const char *content_type)
{
	size_t length = content_type ? strcspn(content_type, "; \t") : 0;
	return (length == strlen("application/json") && strncasecmp(content_type, "application/json", length) == 0) ||
		(length > 5 && length < 100 && strncasecmp(content_type, "application/", 12) == 0 && strncasecmp(content_type + length - 5, "+json", 5) == 0);
}

static enum reply_verdict verdict_of(const char *status)
{
	static const char *const name[REPLY_COUNT] = {
		[REPLY_ACCEPTED] = "accepted", [REPLY_DUPLICATE] = "duplicate", [REPLY_REJECTED] = "rejected",
	};
	for (int i = 1; i < REPLY_COUNT; i++)
		if (strcmp(name[i], status) == 0)
			return (enum reply_verdict)i;
	return REPLY_MISSING;
}

/* The problem's title, or the problem if it is a text; what is not printable becomes a question mark. */
static void note_take(const json_t *problem, char ret[static REPLY_NOTE_BYTES])
{
	const char *text = json_is_string(problem) ? json_string_value(problem) : json_text_or(problem, "title", "");
	size_t i;
	for (i = 0; text[i] && i < REPLY_NOTE_BYTES - 1; i++)
		ret[i] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
	ret[i] = '\0';
}

static enum fail result_take(const json_t *result, const struct event_id *ids, size_t count, struct reply_result *ret, bool *named)
{
	const char *id, *status;
	TRY(json_take_text(result, "id", ID_TEXT_BYTES - 1, &id));
	TRY(json_take_text(result, "status", 32, &status));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(ids[i].text, id) != 0)
			continue;
		enum reply_verdict verdict = verdict_of(status);
		/* Two answers about one event that differ prove nothing. */
		ret[i].verdict = !named[i] || ret[i].verdict == verdict ? verdict : REPLY_MISSING;
		named[i] = true;
		if (verdict == REPLY_REJECTED)
			note_take(json_object_get(result, "problem"), ret[i].note);
	}
	return FAIL_NONE;
}

static enum fail results_take(const json_t *reply, const struct event_id *ids, size_t count, struct reply_result *ret)
{
	const json_t *results = json_object_get(reply, "results");
	bool named[REPLY_RESULTS_MAX] = { false };
	if (!json_is_array(results))
		return FAIL(INPUT, "the answer has no list of results");
	if (json_array_size(results) > REPLY_RESULTS_MAX || count > REPLY_RESULTS_MAX)
		return FAIL(LIMIT, "the answer has more than %d results", REPLY_RESULTS_MAX);
	for (size_t i = 0; i < json_array_size(results); i++)
		TRY(result_take(json_array_get(results, i), ids, count, ret, named));
	return FAIL_NONE;
}

/* @take reads what the body holds; half an answer proves nothing. */
static enum fail whole(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret,
	enum fail (*take)(const json_t *reply, const struct event_id *ids, size_t count, struct reply_result *ret))
{
	memset(ret, 0, count * sizeof *ret);
	if (!type_is_json(content_type))
		return FAIL(INPUT, "the answer is not JSON");
	json_t *reply;
	TRY(json_parse(bytes, size, REPLY_MAX_BYTES, &reply));
	enum fail fail = take(reply, ids, count, ret);
	json_decref(reply);
	if (fail != FAIL_NONE)
		memset(ret, 0, count * sizeof *ret);
	return fail == FAIL_NONE || fail == FAIL_LIMIT ? fail : FAIL(INPUT, "the answer is not the back office's");
}

enum fail reply_read(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret)
{
	return whole(content_type, bytes, size, ids, count, ret, results_take);
}

static enum fail offset_take(const json_t *element, struct reply_result *ret)
{
	const json_t *offset = json_object_get(element, "offset"), *code = json_object_get(element, "error_code");
	if (json_is_integer(offset) && json_integer_value(offset) >= 0 && !code) {
		ret->verdict = REPLY_ACCEPTED;
		return FAIL_NONE;
	}
	if (!json_is_integer(code))
		return FAIL(INPUT, "an element of the answer is neither an offset nor an error");
	json_int_t error = json_integer_value(code);
	ret->verdict = error == 400 || error == 413 || error == 422 ? REPLY_REJECTED : REPLY_MISSING;
	note_take(json_object_get(element, "message"), ret->note);
	return FAIL_NONE;
}

static enum fail offsets_take(const json_t *reply, const struct event_id *, size_t count, struct reply_result *ret)
{
	const json_t *offsets = json_object_get(reply, "offsets");
	if (!json_is_array(offsets) || json_array_size(offsets) != count)
		return FAIL(INPUT, "the answer does not have one offset for each event");
	for (size_t i = 0; i < count; i++)
		TRY(offset_take(json_array_get(offsets, i), &ret[i]));
	return FAIL_NONE;
}

enum fail reply_read_offsets(const char *content_type, const char *bytes, size_t size, size_t count, struct reply_result *ret)
{
	return whole(content_type, bytes, size, NULL, count, ret, offsets_take);
}

bool reply_is_page(const char *content_type)
{
	static const char *const pages[] = { "text/html", "application/xhtml+xml" };
	size_t length = content_type ? strcspn(content_type, "; \t") : 0;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (length == strlen(pages[i]) && strncasecmp(content_type, pages[i], length) == 0)
			return true;
	return false;
}
