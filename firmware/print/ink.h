/* SPDX-License-Identifier: MIT */
/* ink.h - black and white shapes on the page that becomes a raster: boxes, rules, discs, codes, stamps. One bit a dot. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/print/stamp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INK_QR_SHORT_BYTES = 24 /* up to here a code is made to survive a third of it missing, longer ones a seventh */ };

enum ink_colour { INK_WHITE, INK_BLACK };

/* Paper as it grows downwards: rows × dots / 8 bytes, leftmost dot is the high bit, 1 is ink. */
struct ink_page { uint8_t *bits; int dots, rows, rows_max, room; };

/** ink_page_init - a page @dots wide (a multiple of 8) that never grows beyond @rows_max. ink_page_done - accepts a zeroed one. */
void ink_page_init(struct ink_page *page, int dots, int rows_max);
void ink_page_done(struct ink_page *page);

/** ink_page_grow - at least @rows long, as far as it may; what is new is white. */
void ink_page_grow(struct ink_page *page, int rows);

/** ink_box, ink_round, ink_dashes, ink_disc - filled shapes; the page grows for them and clips them. @radius: of all four corners. */
void ink_box(struct ink_page *page, int x, int y, int width, int height, enum ink_colour colour);
void ink_round(struct ink_page *page, int x, int y, int width, int height, int radius, enum ink_colour colour);
void ink_dashes(struct ink_page *page, int x, int y, int width, int height, int dash);
void ink_disc(struct ink_page *page, int x, int y, int size);

/** ink_stamp - a picture with its top left there; its white is left as it is below. */
void ink_stamp(struct ink_page *page, const struct stamp *stamp, int x, int y, enum ink_colour colour);

/** ink_code_modules - modules along one side of the QR code of @text; 0 when it holds too much. ink_code - draw it, @module dots each. */
int ink_code_modules(const char *text);
void ink_code(struct ink_page *page, const char *text, int x, int y, int module);
