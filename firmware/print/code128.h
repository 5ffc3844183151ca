/* SPDX-License-Identifier: MIT */
/* code128.h - a text as a Code 128 bar code: widths of bars and spaces, in modules. */
#pragma once

#include "firmware/base/fail.h"

#include <stdint.h>

enum { CODE128_TEXT_MAX = 48, CODE128_WIDTHS_MAX = 6 * (2 * CODE128_TEXT_MAX + 4) + 1 };

struct code128 { uint8_t width[CODE128_WIDTHS_MAX]; int count, modules; }; /* bar, space, bar …, each 1..4 modules; all of them together */

/** code128_make - @text of printable ASCII, at most CODE128_TEXT_MAX bytes; digits go two to a symbol where that is shorter. FAIL_INPUT · FAIL_LIMIT. */
enum fail code128_make(const char *text, struct code128 *ret);
