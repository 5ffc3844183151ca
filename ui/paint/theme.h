/* SPDX-License-Identifier: MIT */
/* theme.h - colours by token: a council's brand file and a theme file (assets/themes). */
#pragma once

#include "firmware/base/fail.h"

#include <stdint.h>

enum colour {
	COLOUR_PAPER, COLOUR_CARD, COLOUR_SUNK, COLOUR_INK, COLOUR_INK2, COLOUR_LINE, COLOUR_RULE,
	COLOUR_PRIMARY, COLOUR_ON_PRIMARY, COLOUR_PRIMARY_DEEP, COLOUR_TINT, COLOUR_ON_TINT,
	COLOUR_ACCENT, COLOUR_ON_ACCENT, COLOUR_ACCENT_DEEP, COLOUR_ERROR, COLOUR_ERROR_TINT, COLOUR_OK, COLOUR_OK_TINT, COLOUR_OK_DOT,
	COLOUR_FOCUS, COLOUR_FOCUS_LINE, COLOUR_DISABLED, COLOUR_ON_DISABLED, COLOUR_COUNTER, COLOUR_ON_COUNTER, COLOUR_COUNTER_LINE,
	COLOUR_HELP, COLOUR_ON_HELP, COLOUR_HELP_DEEP,
	COLOUR_COUNT
};

struct theme { uint32_t rgb[COLOUR_COUNT]; int lip_dp, border_dp; char name[32]; char logo[64]; };

/** theme_read - @assets/themes/@name.json over @assets/themes/brand.json; derived colours are mixed here. FAIL_INPUT a missing token or a brand colour below 10:1 · FAIL_IO · FAIL_EMPTY. */
enum fail theme_read(const char *assets, const char *name, struct theme *ret);

/** theme_contrast - WCAG contrast ratio of two colours, 1..21. */
double theme_contrast(uint32_t a, uint32_t b);
const char *colour_name(enum colour colour);
