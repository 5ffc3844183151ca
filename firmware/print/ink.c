/* SPDX-License-Identifier: MIT */
/* ink.c - dots set by hand: crisp at 203 dots an inch, where a grey edge would only become noise. */
#include "firmware/print/ink.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

static void dot(SDL_Surface *sheet, int x, int y, uint32_t rgb)
{
	if (x < 0 || y < 0 || x >= sheet->w || y >= sheet->h)
		return;
	uint32_t *row = (uint32_t *)(void *)((uint8_t *)sheet->pixels + (ptrdiff_t)y * sheet->pitch);
	row[x] = 0xff000000u | rgb;
}

void ink_box(SDL_Surface *sheet, int x, int y, int width, int height, uint32_t rgb)
{
	for (int row = y; row < y + height; row++)
		for (int column = x; column < x + width; column++)
			dot(sheet, column, row, rgb);
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

void ink_round(SDL_Surface *sheet, int x, int y, int width, int height, int radius, uint32_t rgb)
{
	for (int row = 0; row < height; row++) {
		int from_edge = row < height - 1 - row ? row : height - 1 - row;
		int cut = corner_cut(radius, from_edge);
		ink_box(sheet, x + cut, y + row, width - 2 * cut, 1, rgb);
	}
}

void ink_dashes(SDL_Surface *sheet, int x, int y, int width, int height, int dash)
{
	int gaps = width / dash / 2; /* so that it begins and ends with a dash */

	for (int at = 0; at <= gaps; at++)
		ink_box(sheet, x + (gaps > 0 ? at * (width - dash) / gaps : 0), y, dash, height, INK_BLACK);
}

void ink_disc(SDL_Surface *sheet, int x, int y, int size)
{
	ink_round(sheet, x, y, size, size, size / 2, INK_BLACK);
}

static QRcode *encode(const char *text)
{
	return QRcode_encodeString(text, 0, QR_ECLEVEL_H, QR_MODE_8, 1);
}

int ink_code_modules(const char *text)
{
	QRcode *code = encode(text);
	int modules = code ? code->width : 0;

	QRcode_free(code);
	return modules;
}

void ink_code(SDL_Surface *sheet, const char *text, int x, int y, int module)
{
	QRcode *code = encode(text);

	for (int at = 0; code && at < code->width * code->width; at++)
		if (code->data[at] & 1)
			ink_box(sheet, x + at % code->width * module, y + at / code->width * module, module, module, INK_BLACK);
	QRcode_free(code);
}

/* The next number of a PBM header, behind spaces and comments; -1: none there. */
static int take_number(const char **at, const char *end)
{
	int number = -1;

	while (*at < end && (strchr(" \t\r\n", **at) || **at == '#')) {
		if (**at == '#')
			while (*at < end && **at != '\n')
				(*at)++;
		else
			(*at)++;
	}
	while (*at < end && **at >= '0' && **at <= '9' && number <= INK_STAMP_MAX_DOTS)
		number = (number < 0 ? 0 : number * 10) + *(*at)++ - '0';
	return number;
}

enum fail ink_stamp_parse(const char *bytes, size_t size, struct ink_stamp *ret)
{
	const char *at = bytes + 2, *end = bytes + size;

	if (size > INK_STAMP_MAX_BYTES)
		return FAIL(LIMIT, "a stamp larger than %d bytes", INK_STAMP_MAX_BYTES);
	if (size < 2 || memcmp(bytes, "P1", 2) != 0)
		return FAIL(INPUT, "a stamp that is not a plain PBM");
	int width = take_number(&at, end), height = take_number(&at, end);
	if (width < 1 || height < 1)
		return FAIL(INPUT, "a stamp without a size");
	if (width > INK_STAMP_MAX_DOTS || height > INK_STAMP_MAX_DOTS)
		return FAIL(LIMIT, "a stamp larger than %d dots", INK_STAMP_MAX_DOTS);
	size_t dots = (size_t)width * (size_t)height, count = 0;
	uint8_t *dot_of = calloc(dots, 1);
	if (!dot_of)
		abort();
	for (; at < end && count < dots; at++)
		if (*at == '0' || *at == '1')
			dot_of[count++] = *at == '1';
	if (count < dots) {
		free(dot_of);
		return FAIL(INPUT, "a stamp that ends early");
	}
	*ret = (struct ink_stamp){ .width = width, .height = height, .dot = dot_of };
	return FAIL_NONE;
}

enum fail ink_stamp_read(const char *path, struct ink_stamp *ret)
{
	BUFFER_AUTO bytes = { 0 };

	buffer_init(&bytes, INK_STAMP_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return ink_stamp_parse(buffer_text(&bytes), bytes.size_bytes, ret);
}

void ink_stamp_done(struct ink_stamp *stamp)
{
	free(stamp->dot);
	*stamp = (struct ink_stamp){ 0 };
}

void ink_stamp_put(SDL_Surface *sheet, const struct ink_stamp *stamp, int x, int y)
{
	for (int at = 0; at < stamp->width * stamp->height; at++)
		if (stamp->dot[at])
			dot(sheet, x + at % stamp->width, y + at / stamp->width, INK_BLACK);
}
