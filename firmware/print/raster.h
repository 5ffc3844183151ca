/* SPDX-License-Identifier: MIT */
/* raster.h - blocks as dots, one bit each, ready for the printer. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/print/paper.h"
#include "firmware/print/kit.h"
#include "firmware/print/letters.h"
#include "firmware/print/receipt.h"

#include <stdint.h>

enum {
	RASTER_ROWS_MAX = 4800,        /* 60 cm of paper; a longer receipt is a mistake in its texts */
	RASTER_LARGE_ROWS_MAX = 12000, /* the same in large print */
	RASTER_LONG_ROWS_MAX = 24000,  /* 3 m: a year of collections in large print */
};

struct raster {
	int dots, rows;
	uint8_t *bits;           /* rows × dots / 8, leftmost dot is the high bit, 1 is ink */
	struct letters *letters; /* instead of them, in text mode; rows are about as many then */
};

/**
 * raster_blocks - draw @blocks from the top down, as long as they are; in the printer's letters where @kit says so and nothing is lost by it. Dots that a printer would obey are changed already (escpos_guard).
 * @large: every capital is at least 4 mm high. @rows_max: at most RASTER_LONG_ROWS_MAX.
 * @ret: end with raster_done(). FAIL_LIMIT longer than @rows_max · FAIL_EMPTY, FAIL_IO the fonts have gone.
 */
enum fail raster_blocks(struct raster_kit *kit, const struct paper_list *blocks, bool large, int rows_max, struct raster *ret);

/** raster_receipt - a receipt, of at most RASTER_ROWS_MAX, or RASTER_LARGE_ROWS_MAX. raster_void - the slip that ends a torn one: it says so, and why. */
enum fail raster_receipt(struct raster_kit *kit, const struct receipt *receipt, bool large, struct raster *ret);
enum fail raster_void(struct raster_kit *kit, const char *title, const char *why, bool rtl, bool large, struct raster *ret);

void raster_done(struct raster *raster);
