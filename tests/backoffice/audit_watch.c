/* SPDX-License-Identifier: MIT */
/* audit_watch.c - DESIGN: nobody who has the kiosk, with its key, can take back what it has said here before. */
#include "tests/backoffice/audit_watch.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_BYTES = 160 };
static const int64_t KEEP_MS = INT64_C(86400000) * AUDIT_WATCH_KEEP_DAYS;

/* "ROW:HASH"; 0 none */
static long long row_of(const json_t *beat)
{
	long long row = strtoll(json_text_or(beat, "audit_checkpoint", ""), NULL, 10);
	return row > 0 ? row : 0;
}

static void compare(const json_t *before, const json_t *now, char words[static WORDS_BYTES])
{
	long long from = row_of(before), to = row_of(now);
	words[0] = '\0';
	if (from > 0 && to < from)
		snprintf(words, WORDS_BYTES, "its audit went back from row %lld to row %lld: it was cut, or made anew", from, to);
	else if (from > 0 && to == from && strcmp(json_text_or(before, "audit_checkpoint", ""), json_text_or(now, "audit_checkpoint", "")) != 0)
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
