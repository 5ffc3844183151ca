/* SPDX-License-Identifier: MIT */
/* packed.h - what was typed without what people write between: only letters and digits, in capitals. */
#pragma once

#include "firmware/base/span.h"

enum { PACKED_MAX = 32 };

struct packed { char text[PACKED_MAX + 1]; size_t size; };

/** packed_filler - bytes at @at (before @end) of a character that only divides: space, dash, bracket, dot, slash, thin or hard ones too; 0. */
size_t packed_filler(const char *at, const char *end);

/** packed_read - ASCII letters and digits of @text, in capitals. False: another character among them, or more than @max ≤ PACKED_MAX. */
bool packed_read(struct span text, size_t max, struct packed *ret);

/** packed_digits - the same when all of them are digits. */
bool packed_digits(struct span text, size_t max, struct packed *ret);

/**
 * packed_fit - lay @text on a shape of 'A' (letter) and '9' (digit) of the same length; where O and 0, or I and 1, were mistaken for
 * each other, @ret has the one that fits.  @ret: room for the text and a NUL.  Returns how many were changed; -1 does not fit.
 */
int packed_fit(const char *text, const char *shape, char *ret);
