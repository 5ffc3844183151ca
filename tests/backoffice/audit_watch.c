/* SPDX-License-Identifier: MIT */
/* audit_watch.c - DESIGN: nobody who has the kiosk, with its key, can take back what it has said here before. */
#include "tests/backoffice/audit_watch.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_BYTES = 160 };
static const int64_t KEEP_MS = INT64_C(86400000) * AUDIT_WATCH_KEEP_DAYS;

static void compare(const json_t *before, const json_t *now, char words[static WORDS_BYTES])
{
	const json_t *was = json_object_get(before, "audit"), *is = json_object_get(now, "audit");
	long long from = json_int_or(was, "checkpoint", 0), to = json_int_or(is, "checkpoint", 0);
	words[0] = '\0';
	if (from > 0 && to < from)
		snprintf(words, WORDS_BYTES, "its audit went back from row %lld to row %lld: it was cut, or made anew", from, to);
	else if (from > 0 && to == from && strcmp(json_text_or(was, "hash", ""), json_text_or(is, "hash", "")) != 0)
		snprintf(words, WORDS_BYTES, "row %lld of its audit is another one than it was: a fork", from);
}

void audit_watch(const json_t *before, json_t *now, int64_t now_ms)
{
	char words[WORDS_BYTES];
	json_t *kept = json_object_get(before, AUDIT_WATCH_ALARM);
	int64_t age_ms = now_ms - json_int_or(kept, "since_ms", 0);
	compare(before, now, words);
	json_object_del(now, AUDIT_WATCH_ALARM);
	if (words[0])
		json_object_set_new(now, AUDIT_WATCH_ALARM, json_pack("{s:s, s:I}", "words", words, "since_ms", (json_int_t)now_ms));
	else if (kept && age_ms >= 0 && age_ms < KEEP_MS)
		json_object_set(now, AUDIT_WATCH_ALARM, kept);
}
