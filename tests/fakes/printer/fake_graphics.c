/* SPDX-License-Identifier: MIT */
/* fake_graphics.c - pictures: GS v 0, whose rows are burnt as they come; GS ( L, stored first; ESC *, part of a line. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdlib.h>
#include <string.h>

enum { STORED_MAX_DOTS = 2047, STORED_MAX_ROWS = 1662, HEAD_BYTES = 10 };

int fake_shift(const struct fake_printer *printer, int width)
{
	int area = fake_area(printer), left = printer->mode.left;

	if (width >= area || printer->mode.align == FAKE_LEFT)
		return left;
	return left + (printer->mode.align == FAKE_RIGHT ? area - width : (area - width) / 2);
}

void fake_burn(struct fake_printer *printer, const uint8_t *from, int width, int wide, int tall)
{
	uint8_t row[FAKE_STRIDE] = { 0 };
	int shift = fake_shift(printer, width * wide), end = printer->mode.left + fake_area(printer);

	if (end > FAKE_DOTS)
		end = FAKE_DOTS;
	for (int x = shift; x < end && (x - shift) / wide < width; x++)
		if (from[(x - shift) / wide / 8] & 0x80 >> (x - shift) / wide % 8)
			row[x / 8] |= (uint8_t)(0x80 >> x % 8);
	for (int i = 0; i < tall; i++)
		fake_paper_row(printer, row);
}

static void count_strip(struct fake_printer *printer, int rows)
{
	printer->paper.strips++;
	if (rows > printer->paper.tallest_strip)
		printer->paper.tallest_strip = rows;
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
	count_strip(printer, rows);
}

void fake_strip_byte(struct fake_printer *printer, uint8_t byte)
{
	struct fake_strip *strip = &printer->strip;

	if (strip->column < FAKE_STRIDE)
		strip->row[strip->column] = byte;
	if (++strip->column < strip->stride)
		return;
	fake_burn(printer, strip->row, strip->stride < FAKE_STRIDE ? 8 * strip->stride : FAKE_DOTS, strip->wide, strip->tall);
	memset(strip->row, 0, sizeof strip->row);
	strip->column = 0;
}

/* Function 112 row by row, 113 column by column; @at: its parameters after the function's number. */
static bool store(struct fake_printer *printer, const uint8_t *at, size_t size, bool columns)
{
	struct fake_stored *stored = &printer->stored;

	if (size < HEAD_BYTES - 2)
		return false;
	int wide = at[1], tall = at[2], width = at[4] + 256 * at[5], height = at[6] + 256 * at[7];
	size_t want = columns ? (size_t)width * (size_t)((height + 7) / 8) : (size_t)height * (size_t)((width + 7) / 8);
	if (wide < 1 || wide > 2 || tall < 1 || tall > 2 || width < 1 || width > STORED_MAX_DOTS || height < 1 || height > STORED_MAX_ROWS
	    || size - (HEAD_BYTES - 2) < want)
		return false;
	free(stored->bits);
	*stored = (struct fake_stored){ .bits = malloc(want), .width = width, .height = height, .wide = wide, .tall = tall, .columns = columns };
	if (!stored->bits)
		abort();
	memcpy(stored->bits, at + HEAD_BYTES - 2, want);
	return true;
}

static void print_stored(struct fake_printer *printer)
{
	struct fake_stored *stored = &printer->stored;
	uint8_t row[STORED_MAX_DOTS / 8 + 1];
	size_t stride = (size_t)(stored->width + 7) / 8, column_bytes = (size_t)(stored->height + 7) / 8;

	if (!stored->bits)
		return;
	fake_line_end(printer, 0);
	count_strip(printer, stored->height);
	for (int y = 0; y < stored->height; y++) {
		memset(row, 0, sizeof row);
		for (int x = 0; x < stored->width; x++) {
			const uint8_t *from = stored->columns ? stored->bits + (size_t)x * column_bytes + y / 8 : stored->bits + (size_t)y * stride + x / 8;
			if (*from & 0x80 >> (stored->columns ? y : x) % 8)
				row[x / 8] |= (uint8_t)(0x80 >> x % 8);
		}
		fake_burn(printer, row, stored->width, stored->wide, stored->tall);
	}
	free(stored->bits);
	*stored = (struct fake_stored){ 0 };
}

void fake_graphics(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	size_t head = bytes[1] == '8' ? 7 : 5;
	uint8_t function = size >= head + 2 ? bytes[head + 1] : 0;
	const uint8_t *at = bytes + head + 2;

	if (function == 50 || function == 2)
		print_stored(printer);
	else if ((function != 112 && function != 113) || !store(printer, at, size - head - 2, function == 113))
		fake_ignored(printer, bytes, size);
}

void fake_bit_image(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	int columns = bytes[3] + 256 * bytes[4], tall = bytes[2] & 32 ? 24 : 8;
	int wide = bytes[2] & 1 ? 1 : 2, dot_rows = 24 / tall;

	if (size == 5) {
		fake_ignored(printer, bytes, size);
		return;
	}
	for (int x = 0; x < columns * wide; x++)
		for (int y = 0; y < 24; y++) {
			int dot = y / dot_rows;
			if (bytes[5 + x / wide * (tall / 8) + dot / 8] & 0x80 >> dot % 8)
				fake_line_ink(printer, x, 23 - y);
		}
	int room = fake_area(printer) - printer->line.pen;
	fake_line_step(printer, columns * wide < room ? columns * wide : room, 24);
}
