/* SPDX-License-Identifier: MIT */
/* needs.h - what people come for: topics, and life events whose services belong together; from the council's home/home.json. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"

#include <jansson.h>
#include <stdbool.h>

enum {
	NEEDS_MAX_BYTES = 64 * 1024, NEEDS_ARENA_BYTES = 512 * 1024,
	NEED_MAX = 20 /* of each kind */, NEED_ADVICE_MAX = 10, NEED_SERVICE_MAX = 20, NEED_LANGUAGE_MAX = 8,
	NEED_TEXT_MAX_BYTES = 2000, NEED_CODE_MAX_BYTES = 63, NEED_TAG_MAX_BYTES = 15,
};

struct need_text { const char *tag[NEED_LANGUAGE_MAX], *text[NEED_LANGUAGE_MAX]; size_t count; };

struct need {
	const char *id, *icon;
	bool event;                                            /* a life event; else a topic, whose services name it themselves */
	struct need_text name, summary;                        /* summary: of an event */
	struct need_text advice[NEED_ADVICE_MAX]; size_t advice_count; /* what no service does */
	const char *service[NEED_SERVICE_MAX]; size_t service_count;   /* of an event: codes, the first one first */
	bool raises; enum form_raise_why why;                  /* of an event: what is done for it needs more of others */
};

struct needs { struct need *need; size_t count; };         /* topics first, both in the file's order */

/**
 * needs_load - @json as assets/home/home.schema.json has it. @arena: holds the result. @ret: empty unless FAIL_NONE.
 * FAIL_INPUT something is missing or has another shape · FAIL_LIMIT. needs_read - from the file @path; FAIL_EMPTY there is none · FAIL_IO.
 */
enum fail needs_load(const json_t *json, struct arena *arena, struct needs *ret);
enum fail needs_read(const char *path, struct arena *arena, struct needs *ret);

/** need_words - @text in @language, else in English. @ret_own (may be NULL): whether the language has it, or is English of any kind. */
const char *need_words(const struct need_text *text, const char *language, bool *ret_own);
