/* SPDX-License-Identifier: MIT */
/* ink.c - dots set by hand: crisp at 203 dots an inch, where a grey edge would only become noise. */
#include "firmware/print/ink.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

enum { GROW_ROWS = 512 };

void ink_page_init(struct ink_page *page, int dots, int rows_max)
{
	*page = (struct ink_page){ .dots = dots, .rows_max = rows_max };
}

void ink_page_done(struct ink_page *page)
{
	free(page->bits);
	*page = (struct ink_page){ 0 };
}

void ink_page_grow(struct ink_page *page, int rows)
{
	size_t stride = (size_t)page->dots / 8;

	if (rows > page->rows_max)
		rows = page->rows_max;
	if (rows <= page->rows)
		return;
	if (rows > page->room) {
		page->room = rows + GROW_ROWS + page->room / 2;
		page->bits = realloc(page->bits, (size_t)page->room * stride);
		if (!page->bits)
			abort();
	}
	memset(page->bits + (size_t)page->rows * stride, 0, (size_t)(rows - page->rows) * stride);
	page->rows = rows;
}

static void span(uint8_t *row, int from, int to, enum ink_colour colour)
{
	for (int at = from; at < to;) {
		int end = (at | 7) + 1 < to ? (at | 7) + 1 : to;
		uint8_t mask = (uint8_t)(0xff >> at % 8 & 0xff << (8 - (end - (at & ~7))));
		row[at / 8] = (uint8_t)(colour == INK_BLACK ? row[at / 8] | mask : row[at / 8] & ~mask);
		at = end;
	}
}

void ink_box(struct ink_page *page, int x, int y, int width, int height, enum ink_colour colour)
{
	int left = x > 0 ? x : 0, right = x + width < page->dots ? x + width : page->dots;

	ink_page_grow(page, y + height);
	for (int row = y > 0 ? y : 0; row < y + height && row < page->rows; row++)
		span(page->bits + (size_t)row * (size_t)(page->dots / 8), left, right, colour);
}

/* How far a corner of @radius cuts in at @row rows from the edge; centres of dots against the circle, doubled to stay whole. */
static int corner_cut(int radius, int row)
{
	int rise = 2 * (radius - row) - 1, cut = 0;

	if (rise <= 0)
		return 0;
	while (cut < radius) {
		int across = 2 * (radius - cut) - 1;
		if (across * across + rise * rise <= 4 * radius * radius)
			break;
		cut++;
	}
	return cut;
}

void ink_round(struct ink_page *page, int x, int y, int width, int height, int radius, enum ink_colour colour)
{
	for (int row = 0; row < height; row++) {
		int from_edge = row < height - 1 - row ? row : height - 1 - row;
		int cut = corner_cut(radius, from_edge);
		ink_box(page, x + cut, y + row, width - 2 * cut, 1, colour);
	}
}

void ink_dashes(struct ink_page *page, int x, int y, int width, int height, int dash)
{
	int gaps = width / dash / 2; /* so that it begins and ends with a dash */

	for (int at = 0; at <= gaps; at++)
		ink_box(page, x + (gaps > 0 ? at * (width - dash) / gaps : 0), y, dash, height, INK_BLACK);
}

void ink_disc(struct ink_page *page, int x, int y, int size)
{
	ink_round(page, x, y, size, size, size / 2, INK_BLACK);
}

void ink_stamp(struct ink_page *page, const struct stamp *stamp, int x, int y, enum ink_colour colour)
{
	for (int row = 0; row < stamp->height; row++)
		for (int column = 0; column < stamp->width;) {
			const uint8_t *dot = stamp->dot + row * stamp->width;
			int end = column;
			while (end < stamp->width && dot[end])
				end++;
			if (end > column)
				ink_box(page, x + column, y + row, end - column, 1, colour);
			column = end + 1;
		}
}

static QRcode *encode(const char *text)
{
	return QRcode_encodeString(text, 0, strlen(text) <= INK_QR_SHORT_BYTES ? QR_ECLEVEL_H : QR_ECLEVEL_M, QR_MODE_8, 1);
}

int ink_code_modules(const char *text)
{
	QRcode *code = encode(text);
	int modules = code ? code->width : 0;

	QRcode_free(code);
	return modules;
}

void ink_code(struct ink_page *page, const char *text, int x, int y, int module)
{
	QRcode *code = encode(text);

	for (int at = 0; code && at < code->width * code->width; at++)
		if (code->data[at] & 1)
			ink_box(page, x + at % code->width * module, y + at / code->width * module, module, module, INK_BLACK);
	QRcode_free(code);
}
