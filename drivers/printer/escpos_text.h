/* SPDX-License-Identifier: MIT */
/* escpos_text.h - paper in the printer's own letters, for links too slow for dots. Joined scripts and Welsh's ŵ and ŷ are beyond it: who can, prints dots. */
#pragma once

#include "drivers/printer/pages.h"
#include "drivers/printer/profile.h"
#include "firmware/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	ESCPOS_TEXT_MAX_BYTES = 4096,   /* of one paragraph */
	ESCPOS_TEXT_COLUMNS_MIN = PROFILE_COLUMNS_MIN, ESCPOS_TEXT_COLUMNS_MAX = PROFILE_COLUMNS_MAX,
	ESCPOS_TEXT_LARGEST = 8,        /* times as wide, as high */
	ESCPOS_QR_MAX_BYTES = 512, ESCPOS_QR_MODULE_MAX = 16,
	ESCPOS_CODE128_MAX_BYTES = 32, ESCPOS_CODE128_MODULE_MAX = 6,
};

enum escpos_align { ESCPOS_LEFT, ESCPOS_CENTRE, ESCPOS_RIGHT, ESCPOS_ALIGN_COUNT };
enum escpos_level { ESCPOS_LEVEL_L, ESCPOS_LEVEL_M, ESCPOS_LEVEL_Q, ESCPOS_LEVEL_H, ESCPOS_LEVEL_COUNT };

/* How letters look; the zeroed one is plain, 0 times is once. */
struct escpos_style { bool bold, underline; int wide, high; enum escpos_align align; };

/* What the printer was told so far, so that nothing is told twice. */
struct escpos_text {
	struct buffer *to;
	const struct pages_map *map;
	int columns;
	int place;                 /* of @map, that the printer writes with; -1 it was not told any */
	struct escpos_style style;
	struct buffer *ends;       /* gets where each line ends, a size_t each; NULL: nobody asks */
	size_t lost;               /* letters and signs that came out as less than they are */
};

/**
 * escpos_text_begin - out of Chinese mode, font A, plain, @to is appended to from here on. @columns: of font A across the paper.
 * Call escpos_start() before. FAIL_INPUT @columns is out of range · FAIL_LIMIT @to is full, as below.
 */
enum fail escpos_text_begin(struct escpos_text *text, struct buffer *to, const struct pages_map *map, int columns);

/**
 * escpos_text_put - a paragraph, broken between words at the paper's width (a longer word is cut), each line ended; "\n" ends a line,
 * "" is an empty one. A character stays on the page in use while that has it, else the map's first page with it is chosen; one that no page
 * has is replaced, and counted in text->lost if a reader misses something. Controls are never sent on.
 * FAIL_INPUT a script that needs dots: nothing was appended · FAIL_LIMIT longer than its maximum, or @to is full (perhaps half appended).
 */
enum fail escpos_text_put(struct escpos_text *text, const char *utf8, const struct escpos_style *style);

/** escpos_text_indented - the same behind @mark ("1. ", "- "), and all lines after the first indented by its width. */
enum fail escpos_text_indented(struct escpos_text *text, const char *mark, const char *utf8, const struct escpos_style *style);

/** escpos_text_rule - a line of dashes. escpos_text_feed - @lines (1..255) empty ones by one command. */
enum fail escpos_text_rule(struct escpos_text *text);
enum fail escpos_text_feed(struct escpos_text *text, int lines);

/**
 * escpos_text_qr - a QR code (model 2) by the printer, in the style's @align. @utf8: no controls, 1..ESCPOS_QR_MAX_BYTES. @module: dots of one.
 * escpos_text_code128 - bars of printable ASCII, 1..ESCPOS_CODE128_MAX_BYTES, with the letters below. @height: dots. FAIL_INPUT, FAIL_LIMIT.
 */
enum fail escpos_text_qr(struct escpos_text *text, const char *utf8, int module, enum escpos_level level, enum escpos_align align);
enum fail escpos_text_code128(struct escpos_text *text, const char *ascii, int height, int module, enum escpos_align align);
