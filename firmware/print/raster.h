/* SPDX-License-Identifier: MIT */
/* raster.h - a receipt as dots, one bit each, ready for the printer. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/print/ink.h"
#include "firmware/print/receipt.h"
#include "ui/text/text.h"

#include <stdint.h>

enum {
	RASTER_ROWS_MAX = 4800,   /* 60 cm of paper; a longer receipt is a mistake in its texts */
	RASTER_TYPE_MIN_PX = 28,  /* 10 pt at 203 dots an inch; nothing is smaller */
};

struct raster { int dots, rows; uint8_t *bits; /* rows × dots / 8, leftmost dot is the high bit, 1 is ink */ };

/* What drawing needs, opened once. A stamp that is missing is left out. */
struct raster_kit { struct text *text; int dots; struct ink_stamp logo, by, late; };

/** raster_kit_open - fonts and stamps from @assets for paper @dots wide. FAIL_EMPTY, FAIL_IO no fonts. raster_kit_close - accepts a zeroed one. */
enum fail raster_kit_open(const char *assets, int dots, struct raster_kit *ret);
void raster_kit_close(struct raster_kit *kit);

/**
 * raster_receipt - draw @receipt. Dots that a printer would obey are changed already (escpos_guard).
 * @ret: end with raster_done(). FAIL_LIMIT longer than RASTER_ROWS_MAX rows · FAIL_IO no memory for the sheet.
 */
enum fail raster_receipt(struct raster_kit *kit, const struct receipt *receipt, struct raster *ret);

/** raster_void - the slip that ends a torn receipt: it says so, and why. */
enum fail raster_void(struct raster_kit *kit, const char *title, const char *why, bool rtl, struct raster *ret);

void raster_done(struct raster *raster);
