/* SPDX-License-Identifier: MIT */
/* fake_line.c - letters and small pictures gather in a line until it is printed: margins, alignment, the right edge. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

int fake_area(const struct fake_printer *printer)
{
	int left = printer->mode.left < printer->options.dots ? printer->mode.left : printer->options.dots;
	int most = printer->options.dots - left;

	return printer->mode.width > 0 && printer->mode.width < most ? printer->mode.width : most;
}

void fake_line_ink(struct fake_printer *printer, int x, int up)
{
	int at = printer->line.pen + x;

	if (at < 0 || at >= fake_area(printer) || up < 0 || up >= FAKE_LINE_ROWS)
		return;
	printer->line.bits[FAKE_LINE_ROWS - 1 - up][at / 8] |= (uint8_t)(0x80 >> at % 8);
}

void fake_line_step(struct fake_printer *printer, int width, int height)
{
	struct fake_line *line = &printer->line;

	line->begun = true;
	line->pen += width;
	if (line->pen > line->right)
		line->right = line->pen;
	if (height > line->height)
		line->height = height;
}

void fake_line_drop(struct fake_printer *printer)
{
	memset(&printer->line, 0, sizeof printer->line);
}

static void print_row(struct fake_printer *printer, const uint8_t *from, int shift)
{
	uint8_t row[FAKE_STRIDE] = { 0 };

	for (int x = 0; x < printer->line.right && x + shift < FAKE_DOTS; x++)
		if (from[x / 8] & 0x80 >> x % 8)
			row[(x + shift) / 8] |= (uint8_t)(0x80 >> (x + shift) % 8);
	fake_paper_row(printer, row);
}

void fake_line_end(struct fake_printer *printer, int rows)
{
	struct fake_line *line = &printer->line;
	int area = fake_area(printer), height = line->height;

	if (line->begun) {
		if (line->right > area)
			line->right = area;
		int free_dots = area - line->right;
		int shift = printer->mode.left + (printer->mode.align == FAKE_LEFT ? 0 : printer->mode.align == FAKE_RIGHT ? free_dots : free_dots / 2);
		for (int row = FAKE_LINE_ROWS - height; row < FAKE_LINE_ROWS; row++)
			print_row(printer, line->bits[row], shift);
		if (printer->text_size > 0 && printer->text_size + 2 < FAKE_TEXT_MAX_BYTES) {
			printer->text[printer->text_size++] = '\n';
			printer->text[printer->text_size] = '\0';
		}
		fake_line_drop(printer);
	}
	fake_paper_feed(printer, rows - height);
}
