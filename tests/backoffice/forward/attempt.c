/* SPDX-License-Identifier: MIT */
/* attempt.c - kept in the note of a waiting delivery, so that any storage and any worker has it. */
#include "tests/backoffice/forward/attempt.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { NOTE_MAX_BYTES = 2048, POLL_QUICK_MS = 2000, POLL_LATER_MS = 15 * 60 * 1000 };

void attempt_read(const char *note, int64_t claim, struct attempt *ret)
{
	json_t *kept = NULL;
	*ret = (struct attempt){ 0 };
	if (claim <= 1)
		return;
	if (json_parse(note, strlen(note), NOTE_MAX_BYTES, &kept) == FAIL_NONE && json_is_object(kept)) {
		ret->perhaps_sent = json_bool_or(kept, "perhaps", false);
		ret->since_ms = json_int_or(kept, "since", 0);
		ret->asked = json_int_or(kept, "asked", 0);
		ret->polls = json_int_or(kept, "polls", 0);
		ret->refusals = json_int_or(kept, "refusals", 0);
		ret->refused_ms = json_int_or(kept, "refused", 0);
		snprintf(ret->token, sizeof ret->token, "%s", json_text_or(kept, "token", ""));
	}
	if (json_int_or(kept, "claim", 0) != claim - 1) /* the claim before this one was not settled, or settled by hand */
		ret->perhaps_sent = true;
	json_decref(kept);
}

enum fail attempt_note(const struct attempt *attempt, int64_t claim, const char *why, struct buffer *ret)
{
	json_t *note = json_pack("{s:I, s:s%}", "claim", (json_int_t)claim, "why", why, strnlen(why, ATTEMPT_WHY_BYTES - 1));
	const struct { const char *name; int64_t value; } numbers[] = {
		{ "since", attempt->since_ms }, { "asked", attempt->asked }, { "polls", attempt->polls }, { "refusals", attempt->refusals }, { "refused", attempt->refused_ms },
	};
	if (!note)
		return FAIL(INPUT, "a reason that is no text");
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (numbers[i].value)
			json_object_set_new(note, numbers[i].name, json_integer(numbers[i].value));
	if (attempt->perhaps_sent)
		json_object_set_new(note, "perhaps", json_true());
	if (attempt->token[0])
		json_object_set_new(note, "token", json_string(attempt->token));
	size_t room = ret->max_bytes - ret->size_bytes, size = json_dumpb(note, NULL, 0, JSON_COMPACT);
	char text[NOTE_MAX_BYTES];
	enum fail fail = size > sizeof text || size > room ? FAIL(LIMIT, "a note of %zu bytes", size) : FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = buffer_add(ret, text, json_dumpb(note, text, sizeof text, JSON_COMPACT));
	json_decref(note);
	return fail;
}

int64_t attempt_poll_ms(const struct attempt *attempt)
{
	return attempt->polls < ATTEMPT_POLLS_QUICK ? POLL_QUICK_MS : POLL_LATER_MS;
}
