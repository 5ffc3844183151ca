/* SPDX-License-Identifier: MIT */
/* council_tax.h - what a council's Council Tax reference looks like. There is no national form, so it is data: assets/site/council-tax.json. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/base/span.h"

#include <jansson.h>

enum {
	COUNCIL_TAX_MAX_BYTES = 16 * 1024, COUNCIL_TAX_DIGITS = 20, COUNCIL_TAX_PREFIX_MAX = 10, COUNCIL_TAX_TEXT_MAX_BYTES = 500,
	COUNCIL_TAX_WEIGHT_MAX = 100,
	COUNCIL_TAX_ARENA_BYTES = 16 * 1024,
};

struct council_tax {
	const char *name, *where_on_bill, *picture, *example; /* to be shown; picture is an asset's name; "" none */
	int length_min, length_max;                           /* digits */
	const char *prefix[COUNCIL_TAX_PREFIX_MAX]; size_t prefix_count; /* one of them; any when there are none */
	int modulus;                                          /* 0: no check digit; 10; 11 */
	int weight[COUNCIL_TAX_DIGITS];                       /* length_max of them; shorter references count as if zeros came first */
};

/**
 * council_tax_load - {"name", "length_min", "length_max", "prefix": [], "check": "none", "mod10" or "mod11", "weights": [], "where_on_bill",
 * "picture", "example"}. Texts are plain, or an object of languages with English as the fallback.
 * @ret: texts in @arena (COUNCIL_TAX_ARENA_BYTES).
 * Returns FAIL_NONE · FAIL_INPUT, FAIL_LIMIT naming the member; the example must pass its own rules.
 */
enum fail council_tax_load(const json_t *entry, const char *language, struct arena *arena, struct council_tax *ret);

/** council_tax_read - the same from a file. FAIL_EMPTY: there is none, so nothing is known about references. FAIL_IO. */
enum fail council_tax_read(const char *path, const char *language, struct arena *arena, struct council_tax *ret);

enum council_tax_fault {
	COUNCIL_TAX_GOOD, COUNCIL_TAX_CHARACTER /* not a digit */, COUNCIL_TAX_SHORT, COUNCIL_TAX_LONG, COUNCIL_TAX_PREFIX, COUNCIL_TAX_CHECK /* a digit is mistyped */,
};

/** council_tax_check - any spacing. @ret: the digits when it is good. */
enum council_tax_fault council_tax_check(const struct council_tax *council_tax, struct span text, char ret[static COUNCIL_TAX_DIGITS + 1]);
