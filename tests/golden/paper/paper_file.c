/* SPDX-License-Identifier: MIT */
/* paper_file.c - rasters as PNG files of one bit a dot. */
#include "tests/golden/paper/papers.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTE = 8 };

enum fail paper_write(const char *path, const struct raster *raster, int margin)
{
	int width = raster->dots + 2 * margin, height = raster->rows + 2 * margin, stride = (width + BYTE - 1) / BYTE;
	FILE *file = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	uint8_t *row = malloc((size_t)stride);

	if (!row || !info)
		abort();
	if (!file || setjmp(png_jmpbuf(png)) != 0)
		return FAIL(IO, "%s cannot be written", path);
	png_init_io(png, file);
	png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	for (int y = 0; y < height; y++) {
		memset(row, 0xff, (size_t)stride);
		int from = y - margin;
		for (int x = 0; from >= 0 && from < raster->rows && x < raster->dots; x++)
			if (raster->bits[from * (raster->dots / BYTE) + x / BYTE] & 0x80 >> x % BYTE)
				row[(x + margin) / BYTE] &= (uint8_t)~(0x80 >> (x + margin) % BYTE);
		png_write_row(png, row);
	}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(row);
	return fclose(file) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be written", path);
}

enum fail paper_read(const char *path, struct raster *ret)
{
	png_image image = { .version = PNG_IMAGE_VERSION };

	if (!png_image_begin_read_from_file(&image, path))
		return FAIL(EMPTY, "there is no %s", path);
	image.format = PNG_FORMAT_GRAY;
	uint8_t *pixels = malloc(PNG_IMAGE_SIZE(image));
	struct raster raster = { .dots = (int)image.width, .rows = (int)image.height };
	if (!pixels)
		abort();
	if (!png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
		free(pixels);
		return FAIL(IO, "%s is no picture", path);
	}
	raster.bits = calloc((size_t)raster.rows, (size_t)(raster.dots / BYTE) + 1);
	if (!raster.bits)
		abort();
	for (int y = 0; y < raster.rows; y++)
		for (int x = 0; x < raster.dots; x++)
			if (pixels[y * raster.dots + x] < 0x80)
				raster.bits[y * (raster.dots / BYTE) + x / BYTE] |= (uint8_t)(0x80 >> x % BYTE);
	free(pixels);
	*ret = raster;
	return FAIL_NONE;
}
