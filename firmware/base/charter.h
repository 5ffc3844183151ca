/* SPDX-License-Identifier: MIT */
/* charter.h - the council's own words to everybody: how it uses what is told here, and what it promises (assets/site/charter.json). */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/date.h"
#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	CHARTER_MAX_BYTES = 128 * 1024, CHARTER_ARENA_BYTES = 512 * 1024,
	CHARTER_LANGUAGE_MAX = 20, CHARTER_TAG_MAX_BYTES = 15,
	CHARTER_PARAGRAPH_MAX = 8, CHARTER_PARAGRAPH_MAX_BYTES = 700, /* two parts of them fit a printed page's frame */
};

enum charter_part { CHARTER_PRIVACY, CHARTER_PROMISE, CHARTER_PART_COUNT };

struct charter_text { const char *tag; const char *paragraph[CHARTER_PARAGRAPH_MAX]; size_t count; };
struct charter {
	struct { const struct charter_text *text; size_t count; } part[CHARTER_PART_COUNT]; /* count 0: the council has none */
	struct date checked;   /* when somebody last read them; none: not said */
};

/**
 * charter_load, charter_read - {"privacy", "promise"?: {LANGUAGE: [paragraph, …]}, "checked"?: "YYYY-MM-DD", "slots"?}, with English in each; all text in @arena.
 * FAIL_INPUT, FAIL_LIMIT: @ret has nothing · charter_read() also FAIL_EMPTY no such file · FAIL_IO.
 */
enum fail charter_load(const json_t *json, struct arena *arena, struct charter *ret);
enum fail charter_read(const char *path, struct arena *arena, struct charter *ret);

/** charter_there - whether there is anything to read. */
bool charter_there(const struct charter *charter);

/** charter_text - @part in @language, else in English; NULL: the council has none. @ret_own (may be NULL): whether the language had it. */
const struct charter_text *charter_text(const struct charter *charter, enum charter_part part, const char *language, bool *ret_own);
