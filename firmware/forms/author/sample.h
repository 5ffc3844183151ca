/* SPDX-License-Identifier: MIT */
/* sample.h - a text that a regular expression may take. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAMPLE_REPEAT_MAX = 4 /* of "any number of times", more than the least */ };

/**
 * sample_pattern - a random text after @pattern: letters, classes, groups, alternatives and counts are followed; what looks ahead or behind,
 * back references and word boundaries are passed over, so the text may not match: ask pattern_matches().
 * @seed: moves on; not 0.  @room: of @ret, which ends with NUL.
 * Returns false when @pattern is nested deeper than 30, or the text does not fit; then @ret is "".
 */
bool sample_pattern(const char *pattern, uint32_t *seed, size_t room, char *ret);
