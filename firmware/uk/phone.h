/* SPDX-License-Identifier: MIT */
/* phone.h - whether a text is a telephone number that could be rung. Nobody is rung. */
#pragma once

#include "firmware/base/span.h"

enum phone {
	PHONE_WRONG,
	PHONE_GOOD,
	PHONE_DRAMA, /* set aside for films and tests: nobody has it. Right in a test, a mistake or a copied example in service */
};

/**
 * phone_check - British by length and prefix (with or without +44), or "+" or "00" and 7..15 digits.
 * Spaces, dashes, brackets, dots and an extension of up to 6 digits do not matter.
 */
enum phone phone_check(struct span text);
