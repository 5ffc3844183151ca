/* SPDX-License-Identifier: MIT */
/* validate.h - whether a text has the shape of an e-mail address, a telephone number, a UK postcode. Shape only: nobody is asked. */
#pragma once

#include "firmware/forms/value.h"

#include <stdbool.h>

/** email_valid - one @, a local part of 1..64, a domain with a dot, at most 254 in all. ASCII only: see span_ascii(). */
bool email_valid(struct span text);

/**
 * phone_valid - a number that could be rung: British by length and prefix (with or without +44), or "+" or "00" and 7..15 digits.
 * Spaces, dashes, brackets, dots and an extension do not matter. Numbers set aside for drama and tests are numbers like any other.
 */
bool phone_valid(struct span text);

/** postcode_valid - the shape of a UK postcode in any case, with or without spaces. */
bool postcode_valid(struct span text);
