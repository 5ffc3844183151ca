/* SPDX-License-Identifier: MIT */
/* picture.c - one bit a dot, row by row through libpng, which ends a failed write by longjmp(). */
#include "tests/fakes/printer/picture.h"

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NARROW_MM = 58, WIDE_MM = 80, NARROW_HEAD_MAX_MM = 56, TOOTH_DOTS = 12, INCH_TENTHS_MM = 254, USUAL_DPI = 203 };

int picture_margin(int dots, int dpi)
{
	int head_mm = dots * INCH_TENTHS_MM / 10 / dpi, paper_mm = head_mm < NARROW_HEAD_MAX_MM ? NARROW_MM : WIDE_MM;
	int free_tenths = paper_mm * dpi * 10 - dots * INCH_TENTHS_MM; /* of an inch's dots */

	return free_tenths > 0 ? (free_tenths + INCH_TENTHS_MM) / (2 * INCH_TENTHS_MM) : 0;
}

/* Where a hand tore, the lowest rows are missing in teeth. */
static bool is_torn_away(const struct fake_receipt *receipt, int x, int below)
{
	int tooth = x % (2 * TOOTH_DOTS);

	return receipt->torn && below < (tooth < TOOTH_DOTS ? tooth : 2 * TOOTH_DOTS - tooth);
}

/* A row of the picture: 1 is white; what is torn away is black, so that it is seen. */
static void fill_row(const struct fake_receipt *receipt, int y, int margin, int width, uint8_t *ret)
{
	int row = y - PICTURE_MARGIN_DOTS, below = receipt->rows + 2 * PICTURE_MARGIN_DOTS - 1 - y;

	memset(ret, 0xff, (size_t)(width + 7) / 8);
	for (int x = 0; x < receipt->dots && row >= 0 && row < receipt->rows; x++)
		if (receipt->bits[row * FAKE_STRIDE + x / 8] & 0x80 >> x % 8)
			ret[(x + margin) / 8] &= (uint8_t)~(0x80 >> (x + margin) % 8);
	for (int x = 0; x < width && receipt->torn && below < TOOTH_DOTS; x++)
		if (is_torn_away(receipt, x, below))
			ret[x / 8] &= (uint8_t)~(0x80 >> x % 8);
}

static bool write_png(FILE *file, const struct fake_receipt *receipt)
{
	int margin = picture_margin(receipt->dots, receipt->dpi), width = receipt->dots + 2 * margin, height = receipt->rows + 2 * PICTURE_MARGIN_DOTS;
	png_uint_32 per_metre = (png_uint_32)(receipt->dpi * 10000 / INCH_TENTHS_MM);
	uint8_t *row = malloc((size_t)(width + 7) / 8);
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png ? png_create_info_struct(png) : NULL;

	if (!row || !info)
		abort();
	if (setjmp(png_jmpbuf(png)) != 0) {
		png_destroy_write_struct(&png, &info);
		free(row);
		return false;
	}
	png_init_io(png, file);
	png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	             PNG_FILTER_TYPE_DEFAULT);
	png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
	png_write_info(png, info);
	for (int y = 0; y < height; y++) {
		fill_row(receipt, y, margin, width, row);
		png_write_row(png, row);
	}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	free(row);
	return true;
}

enum fail picture_write(const char *path, const struct fake_receipt *receipt)
{
	char beside[PATH_MAX];

	if ((size_t)snprintf(beside, sizeof beside, "%s.part", path) >= sizeof beside)
		return FAIL(IO, "the picture's path is too long");
	FILE *file = fopen(beside, "we");
	if (!file)
		return FAIL(IO, "%s: %s", beside, strerror(errno));
	struct fake_receipt piece = *receipt;
	if (piece.dots == 0)
		piece.dots = FAKE_DOTS;
	if (piece.dpi == 0)
		piece.dpi = USUAL_DPI;
	bool well = write_png(file, &piece);
	if (fclose(file) != 0 || !well)
		return FAIL(IO, "%s: %s", beside, strerror(errno));
	if (rename(beside, path) != 0)
		return FAIL(IO, "%s: %s", path, strerror(errno));
	return FAIL_NONE;
}
