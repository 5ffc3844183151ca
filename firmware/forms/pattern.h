/* SPDX-License-Identifier: MIT */
/* pattern.h - the regular expressions of form definitions, matched in time that never explodes. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_CODE_MAX = 2000, PATTERN_DEPTH_MAX = 30, PATTERN_REPEAT_MAX = 1000 };

struct pattern;

/**
 * pattern_compile - @source (JavaScript's grammar without flags) as a program in @arena.
 * Not known, and refused: references back to a group, looking behind, Unicode properties.
 * Returns FAIL_NONE · FAIL_LIMIT longer than FORM_PATTERN_MAX_BYTES or more than PATTERN_CODE_MAX steps · FAIL_INPUT with what is wrong.
 */
enum fail pattern_compile(const char *source, struct arena *arena, const struct pattern **ret);

/**
 * pattern_matches - whether @text (@length bytes of UTF-8) has a match somewhere in it.
 * Cost: at most length × program steps; a pattern that looks ahead has a budget, behind which nothing matches.
 */
bool pattern_matches(const struct pattern *pattern, const char *text, size_t length);
