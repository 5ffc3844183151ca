/* SPDX-License-Identifier: MIT */
/* fake_graphics.c - pictures: GS v 0, whose rows are burnt as they come. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

static int shift_of(const struct fake_printer *printer, int width)
{
	int area = fake_area(printer), left = printer->mode.left;

	if (width >= area || printer->mode.align == FAKE_LEFT)
		return left;
	return left + (printer->mode.align == FAKE_RIGHT ? area - width : (area - width) / 2);
}

/* One row of a picture, each dot @wide times, inside the print area. */
static void burn(struct fake_printer *printer, const uint8_t *from, int width, int wide, int tall)
{
	uint8_t row[FAKE_STRIDE] = { 0 };
	int shift = shift_of(printer, width * wide), end = printer->mode.left + fake_area(printer);

	if (end > FAKE_DOTS)
		end = FAKE_DOTS;
	for (int x = shift; x < end && (x - shift) / wide < width; x++)
		if (from[(x - shift) / wide / 8] & 0x80 >> (x - shift) / wide % 8)
			row[x / 8] |= (uint8_t)(0x80 >> x % 8);
	for (int i = 0; i < tall; i++)
		fake_paper_row(printer, row);
}

void fake_strip_begin(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	int m = bytes[3] & 3, rows = bytes[6] + 256 * bytes[7];

	fake_line_end(printer, 0);
	printer->strip = (struct fake_strip){ .stride = bytes[4] + 256 * bytes[5], .wide = m & 1 ? 2 : 1, .tall = m & 2 ? 2 : 1 };
	if (printer->strip.stride == 0 || rows == 0) {
		fake_ignored(printer, bytes, size);
		return;
	}
	printer->paper.strips++;
	if (rows > printer->paper.tallest_strip)
		printer->paper.tallest_strip = rows;
}

void fake_strip_byte(struct fake_printer *printer, uint8_t byte)
{
	struct fake_strip *strip = &printer->strip;

	if (strip->column < FAKE_STRIDE)
		strip->row[strip->column] = byte;
	if (++strip->column < strip->stride)
		return;
	burn(printer, strip->row, strip->stride < FAKE_STRIDE ? 8 * strip->stride : FAKE_DOTS, strip->wide, strip->tall);
	memset(strip->row, 0, sizeof strip->row);
	strip->column = 0;
}
