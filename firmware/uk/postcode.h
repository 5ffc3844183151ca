/* SPDX-License-Identifier: MIT */
/* postcode.h - a UK postcode, read from however it was typed. That it has the shape does not mean that anybody lives there. */
#pragma once

#include "firmware/base/span.h"

enum { POSTCODE_BYTES = 9 };

struct postcode {
	char text[POSTCODE_BYTES]; /* "MF2 4QT" */
	size_t outward;            /* characters before the space: "MF2" */
	bool mended;               /* an O stood for a 0 or an I for a 1, or the other way round */
};

/**
 * postcode_read - any case, with or without spaces, dashes, dots.
 * @ret: filled when it is one. The letters are checked by their places, and O and 0, I and 1 are put right by theirs: "mf2 4qt", "CFIO 1EP".
 * Returns whether it is one; 5 to 7 letters and digits.
 */
bool postcode_read(struct span text, struct postcode *ret);
