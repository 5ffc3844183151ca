/* SPDX-License-Identifier: MIT */
/* theme.h - colours by token: a council's brand file and a theme file (assets/themes). */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

enum colour {
	COLOUR_NONE, /* nothing is drawn; also: whatever stands behind says */
	COLOUR_PAPER, COLOUR_CARD, COLOUR_SUNK, COLOUR_INK, COLOUR_INK2, COLOUR_LINE, COLOUR_RULE,
	COLOUR_PRIMARY, COLOUR_ON_PRIMARY, COLOUR_PRIMARY_DEEP, COLOUR_TINT, COLOUR_ON_TINT,
	COLOUR_ACCENT, COLOUR_ON_ACCENT, COLOUR_ACCENT_DEEP, COLOUR_ERROR, COLOUR_ERROR_TINT, COLOUR_OK, COLOUR_OK_TINT, COLOUR_OK_DOT,
	COLOUR_FOCUS, COLOUR_FOCUS_LINE, COLOUR_DISABLED, COLOUR_ON_DISABLED, COLOUR_COUNTER, COLOUR_ON_COUNTER, COLOUR_COUNTER_LINE,
	COLOUR_HELP, COLOUR_ON_HELP, COLOUR_HELP_DEEP,
	COLOUR_COUNT
};

enum { THEME_MAX_BYTES = 16 * 1024, THEME_WORDS_BYTES = 256 };

struct theme {
	uint32_t rgb[COLOUR_COUNT];
	int lip_dp, border_dp;       /* lip 0: a high-contrast theme, which shows states by inversion and thicker borders */
	double text_contrast, edge_contrast; /* what the theme promises, checked when it is read */
	char name[32];               /* "default", "white-on-black", … */
	char council[96];            /* from the brand file; "" a brand that was built in */
	char logo[64];               /* file name in assets/figures; layers {plate} {mark} {detail}; "" none */
};

/**
 * theme_read - @assets/themes/@name.json over @assets/themes/brand.json; colours that it leaves out and that come
 * from the brand (primary, primary_deep, tint, accent, accent_deep, counter, counter_line, help, help_deep, focus) are mixed here.
 * FAIL_INPUT a missing token, a key that no brand has, a brand colour below 10:1, or a pair of colours below the theme's own promise · FAIL_IO · FAIL_EMPTY · FAIL_LIMIT.
 */
enum fail theme_read(const char *assets, const char *name, struct theme *ret);

/**
 * theme_rescue - as theme_read(), for a kiosk, which needs some colours to say anything in. A brand that cannot be used gives way to one that is built in, without
 * name and logo; the theme "default" to the one this program was built with, so that it can always be read. Another theme fails as there.
 * @ret_words: why one gave way, also on failure; "" both are the files'.
 */
enum fail theme_rescue(const char *assets, const char *name, char ret_words[static THEME_WORDS_BYTES], struct theme *ret);

/** theme_contrast - WCAG contrast ratio of two colours, 1..21. */
double theme_contrast(uint32_t a, uint32_t b);

/** theme_check - every text and edge pair of the painter against the theme's promise. FAIL_INPUT names the first that is below. */
enum fail theme_check(const struct theme *theme);

/** theme_checks - whether theme_check() looks at these two, either on the other. */
bool theme_checks(enum colour ink, enum colour ground);
const char *colour_name(enum colour colour);
