/* SPDX-License-Identifier: MIT */
/* pattern.h - the regular expressions of form definitions, matched by PCRE2 within a budget. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_DEPTH_MAX = 30, PATTERN_ARENA_BYTES = 256 * 1024 };

struct pattern;

/**
 * pattern_compile - @source (JavaScript's grammar without flags) in @arena, of which it takes less than PATTERN_ARENA_BYTES.
 * What PCRE2 knows beyond JavaScript is accepted too. \d, \w and \s are of ASCII; a dot is one character, whatever its size.
 * Returns FAIL_NONE · FAIL_LIMIT longer than FORM_PATTERN_MAX_BYTES, nested deeper than PATTERN_DEPTH_MAX or too large · FAIL_INPUT with what is wrong.
 */
enum fail pattern_compile(const char *source, struct arena *arena, const struct pattern **ret);

/**
 * pattern_matches - whether @text (@length bytes of UTF-8) has a match somewhere in it.
 * A pattern that explodes on @text runs out of its budget (steps and 4 MiB) and does not match.
 */
bool pattern_matches(const struct pattern *pattern, const char *text, size_t length);
