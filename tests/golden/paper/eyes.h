/* SPDX-License-Identifier: MIT */
/* eyes.h - how well somebody else's reading of a paper agrees with what should stand on it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EYES_CHARS = 8192 };

/* A text as characters, spaces as one, without marks of direction; letters that can be written in two ways in one of them. */
struct eyes_text { uint32_t character[EYES_CHARS]; int count; };

/** eyes_text_of - @utf8 as above; what is beyond EYES_CHARS is left out. */
void eyes_text_of(const char *utf8, struct eyes_text *ret);

/** eyes_turn - @text with the words of each run of ASCII words in the opposite order: in a line from right to left tesseract tells them as they stand from the right. */
void eyes_turn(const struct eyes_text *text, struct eyes_text *ret);

/** eyes_distance - the fewest characters to add, drop or change so that @wanted stands somewhere in @read; *@ret_from to *@ret_to is where. */
int eyes_distance(const struct eyes_text *wanted, const struct eyes_text *read, int *ret_from, int *ret_to);

/** eyes_same_digits - whether the digits of both, in order, are the same. @from..@to: of @read. */
bool eyes_same_digits(const struct eyes_text *wanted, const struct eyes_text *read, int from, int to);
