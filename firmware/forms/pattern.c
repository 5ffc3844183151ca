/* SPDX-License-Identifier: MIT */
/* DESIGN: the compiled pattern lies in the form's arena and is dropped with it, so PCRE2 is given memory from there and never frees it. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "firmware/forms/pattern.h"

#include "firmware/forms/form.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 1000 * 1000, HEAP_MAX_KIB = 4096, WORDS_BYTES = 128 };

/* What a pattern means in JavaScript: $ only at the very end, [] is nothing, \u0041, a group that took no part is empty. */
static const uint32_t meaning = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C;

struct pattern { const pcre2_code *code; };
struct room { struct arena *arena; size_t left_bytes; };

static void *room_take(size_t size, void *context)
{
	struct room *room = context;
	if (size > room->left_bytes)
		return NULL;
	room->left_bytes -= size;
	return arena_new(room->arena, size);
}

static void room_keep(void *memory, void *context)
{
	(void)memory, (void)context;
}

static enum fail refuse(int code, size_t at)
{
	unsigned char words[WORDS_BYTES];
	pcre2_get_error_message(code, words, sizeof words);
	switch (code) {
	case PCRE2_ERROR_HEAP_FAILED: case PCRE2_ERROR_PATTERN_TOO_LARGE: case PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP:
		return FAIL(LIMIT, "%s", (const char *)words);
	default:
		return FAIL(INPUT, "at byte %zu: %s", at, (const char *)words);
	}
}

enum fail pattern_compile(const char *source, struct arena *arena, const struct pattern **ret)
{
	if (strlen(source) > FORM_PATTERN_MAX_BYTES)
		return FAIL(LIMIT, "it is longer than %d bytes", FORM_PATTERN_MAX_BYTES);
	int code = PCRE2_ERROR_HEAP_FAILED;
	size_t at = 0;
	struct room *room = arena_new(arena, sizeof *room); /* the compiled pattern keeps pointing at it */
	*room = (struct room){ arena, PATTERN_ARENA_BYTES - 4096 };
	pcre2_general_context *memory = pcre2_general_context_create(room_take, room_keep, room);
	pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
	if (!context)
		return refuse(code, at);
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	pcre2_set_parens_nest_limit(context, PATTERN_DEPTH_MAX);
	struct pattern *pattern = arena_new(arena, sizeof *pattern);
	pattern->code = pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED, meaning, &code, &at, context);
	if (!pattern->code)
		return refuse(code, at);
	*ret = pattern;
	return FAIL_NONE;
}

bool pattern_matches(const struct pattern *pattern, const char *text, size_t length)
{
	pcre2_match_context *budget = pcre2_match_context_create(NULL);
	pcre2_match_data *found = pcre2_match_data_create(1, NULL);
	if (!budget || !found)
		abort();
	pcre2_set_match_limit(budget, STEPS_MAX);
	pcre2_set_heap_limit(budget, HEAP_MAX_KIB);
	int code = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, 0, 0, found, budget);
	pcre2_match_data_free(found);
	pcre2_match_context_free(budget);
	return code >= 0;
}
