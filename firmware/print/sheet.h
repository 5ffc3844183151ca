/* SPDX-License-Identifier: MIT */
/* sheet.h - inside the raster: what stands where. Sizes are said in dots at 203 an inch and become the paper's own. */
#pragma once

#include "firmware/print/paper.h"
#include "firmware/print/ink.h"
#include "firmware/print/kit.h"

enum {
	SHEET_GAP = 22, SHEET_RULE = 4, SHEET_DASH = 8, SHEET_TOP = 8, SHEET_BOTTOM = 12,
	SHEET_FRAME = 5, SHEET_RADIUS = 20, SHEET_PAD = 20,
};

struct sheet {
	struct raster_kit *kit;
	struct ink_page *page;
	struct arena arena;
	bool rtl, large;
	int rows_max;
	int y;                 /* where the next thing goes; the length when all is laid out */
	const struct paper_list *list;
	int date_px;           /* column of the calendar's dates; 0 not measured yet */
	enum fail code;        /* the first failure; what follows is left out */
};

/** sheet_blocks - all of them, between a little white. Failures are kept in sheet->code. */
void sheet_blocks(struct sheet *sheet, const struct paper_list *list);

/* For the files of this folder that draw one kind of block each. Starts count from the edge where reading starts. */

/** sheet_dots - @size as dots of this head. sheet_big - the same, larger in large print. sheet_margin - of white at each side. sheet_width - between the margins. */
int sheet_dots(const struct sheet *sheet, int size);
int sheet_big(const struct sheet *sheet, int size);
int sheet_margin(const struct sheet *sheet);
int sheet_width(const struct sheet *sheet);
int sheet_left(const struct sheet *sheet, int start, int width); /* of something @width wide that begins at @start */

/** sheet_style - how words of @role are set on this paper. */
struct text_style sheet_style(const struct sheet *sheet, enum paper_role role);

/** sheet_set - lay words out in the direction of their own first letter; NULL after a failure, and for "". sheet_ink - draw them. */
const struct paragraph *sheet_set(struct sheet *sheet, const char *utf8, const struct text_style *style, int width);
void sheet_ink(struct sheet *sheet, const struct paragraph *paragraph, int start, int width, int y, enum ink_colour colour);

/** sheet_put - words at sheet->y in @width, which moves on below them. */
void sheet_put(struct sheet *sheet, const char *utf8, const struct text_style *style, int start, int width);

/** sheet_line - words in one line that are read from the left whatever stands around them: a reference, a code. Its width in *@ret_width. */
const struct paragraph *sheet_line(struct sheet *sheet, const char *utf8, const struct text_style *style);

/** sheet_fit - the largest size of @style from @most down to @least, in steps of 2, in which each of @lines is at most @width wide. */
int sheet_fit(struct sheet *sheet, const char *const *lines, int count, struct text_style style, int most, int least, int width);

/** sheet_icon - a stamp @height high; returns its width, 0 without one. */
int sheet_icon(struct sheet *sheet, const char *name, int start, int y, int height, enum ink_colour colour);

/* One kind of block each; they begin at sheet->y and move it on. */
void sheet_box(struct sheet *sheet, const struct paper_block *block);
void sheet_code(struct sheet *sheet, const struct paper_block *block);
void sheet_barcode(struct sheet *sheet, const struct paper_block *block);
void sheet_thin_line(struct sheet *sheet, const struct paper_block *block);
void sheet_row(struct sheet *sheet, const struct paper_block *block);
void sheet_banner(struct sheet *sheet, const struct paper_block *block);
void sheet_number(struct sheet *sheet, const struct paper_block *block);
void sheet_ruler(struct sheet *sheet, const struct paper_block *block);
void sheet_pattern(struct sheet *sheet, const struct paper_block *block);
