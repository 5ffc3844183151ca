/* SPDX-License-Identifier: MIT */
/* id.h - names for things: UUIDv7 for machines, references for people. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

enum { ID_TEXT_BYTES = 37, MARK_TEXT_BYTES = 17, REFERENCE_TEXT_BYTES = 24, REFERENCE_PREFIX_MAX = 6 };

struct event_id { char text[ID_TEXT_BYTES]; };          /* UUIDv7, lower case (RFC 9562) */
struct reference { char text[REFERENCE_TEXT_BYTES]; };  /* "MB 7K4 29Q XM3" */

/** mark_new - 16 random hexadecimal digits: the name of something that says nothing about it. */
void mark_new(char ret[static MARK_TEXT_BYTES]);

/** id_new - a fresh UUIDv7 of @wall_ms; ids made by one program sort in the order they were made. */
struct event_id id_new(int64_t wall_ms);

/** id_valid - 36 characters, lower-case hex and dashes in their places, version 7, variant 10. */
bool id_valid(const char *text);

/**
 * reference_new - @prefix (1..6 letters A-Z), eight random Crockford characters (40 bits) and a check character, in threes.
 * The check is a sum over GF(32) with a different weight for each place: one wrong character, or any two swapped, always shows.
 */
struct reference reference_new(const char *prefix);

/**
 * reference_parse - what a person typed or said → the same reference as printed.
 * Case, spaces, dashes, O/0 and I/L/1 do not matter. FAIL_INPUT wrong length, character or check.
 */
enum fail reference_parse(const char *typed, struct reference *ret);
