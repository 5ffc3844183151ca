/* SPDX-License-Identifier: MIT */
/* sheet_proof.c - what shows whether a head prints as it should: millimetres, fine patterns. */
#include "firmware/print/sheet.h"

#include <stdio.h>

enum { MILLIMETRES_PER_10_INCH = 254, TICK = 16, TICK_FIVE = 26, TICK_TEN = 40, PATTERN_ROWS = 32 };

/* From the left on every paper: a ruler has no language. */
void sheet_ruler(struct sheet *sheet, const struct paper_block *block)
{
	const struct text_style style = sheet_style(sheet, ROLE_SMALL);
	int margin = sheet_margin(sheet), width = sheet_width(sheet), dpi = sheet->kit->dpi, thick = sheet_dots(sheet, 2), long_px = sheet_dots(sheet, TICK_TEN);
	bool rtl = sheet->rtl;

	(void)block;
	sheet->rtl = false;
	ink_box(sheet->page, margin, sheet->y, width, thick, INK_BLACK);
	for (int mm = 0;; mm++) {
		int x = (mm * dpi * 10 + MILLIMETRES_PER_10_INCH / 2) / MILLIMETRES_PER_10_INCH;
		if (x + thick > width)
			break;
		ink_box(sheet->page, margin + x, sheet->y, thick, sheet_dots(sheet, mm % 10 == 0 ? TICK_TEN : mm % 5 == 0 ? TICK_FIVE : TICK), INK_BLACK);
		if (mm % 10 != 0)
			continue;
		char words[16];
		snprintf(words, sizeof words, "%d", mm);
		const struct paragraph *number = sheet_line(sheet, words, &style);
		int across = number ? number->width_px : 0, left = mm == 0 ? margin : margin + x - across / 2;
		if (left + across <= sheet->kit->dots - margin + sheet_dots(sheet, 8))
			sheet_ink(sheet, number, left, across, sheet->y + long_px, INK_BLACK);
	}
	sheet->y += long_px + style.line_px;
	sheet->rtl = rtl;
}

static void lines(struct sheet *sheet, int x, int y, int width, int height, int step, bool upright)
{
	for (int at = 0; at + step / 2 <= (upright ? width : height); at += step)
		ink_box(sheet->page, upright ? x + at : x, upright ? y : y + at, upright ? step / 2 : width, upright ? height : step / 2, INK_BLACK);
}

static void chequers(struct sheet *sheet, int x, int y, int width, int height, int step)
{
	for (int row = 0; row < height; row += step)
		for (int column = row / step % 2 * step; column < width; column += 2 * step)
			ink_box(sheet->page, x + column, y + row, column + step < width ? step : width - column, step, INK_BLACK);
}

/* Each pattern goes through every dot of the head: one that is dead is a white line through all of them. */
void sheet_pattern(struct sheet *sheet, const struct paper_block *block)
{
	int margin = sheet_margin(sheet), width = sheet_width(sheet), rows = PATTERN_ROWS, quarter = width / 4 / 8 * 8;

	(void)block;
	for (int i = 0; i < 4; i++) {
		int x = margin + i * quarter, across = i < 3 ? quarter : width - 3 * quarter;
		if (i == 0)
			lines(sheet, x, sheet->y, across, rows, 2, true);
		else if (i == 1)
			lines(sheet, x, sheet->y, across, rows, 4, true);
		else if (i == 2)
			lines(sheet, x, sheet->y, across, rows, 4, false);
		else
			chequers(sheet, x, sheet->y, across, rows, 2);
	}
	sheet->y += rows;
	ink_box(sheet->page, margin, sheet->y, width, rows, INK_BLACK);
	sheet->y += rows;
}
