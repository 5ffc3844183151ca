/* SPDX-License-Identifier: MIT */
/* picture.c - one byte a dot for libpng's simple interface. */
#include "tests/fakes/printer/picture.h"

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *make_pixels(const struct fake_receipt *receipt, size_t width, size_t height)
{
	uint8_t *pixels = malloc(width * height);

	if (!pixels)
		abort();
	memset(pixels, 0xff, width * height);
	for (int y = 0; y < receipt->rows; y++)
		for (int x = 0; x < FAKE_DOTS; x++)
			if (receipt->bits[y * FAKE_STRIDE + x / 8] & 0x80 >> x % 8)
				pixels[(size_t)(y + PICTURE_MARGIN_DOTS) * width + (size_t)x + PICTURE_MARGIN_DOTS] = 0;
	return pixels;
}

enum fail picture_write(const char *path, const struct fake_receipt *receipt)
{
	size_t width = FAKE_DOTS + 2 * PICTURE_MARGIN_DOTS, height = (size_t)receipt->rows + 2 * PICTURE_MARGIN_DOTS;
	png_image image = { .version = PNG_IMAGE_VERSION, .width = (png_uint_32)width, .height = (png_uint_32)height, .format = PNG_FORMAT_GRAY };
	char beside[PATH_MAX];

	if ((size_t)snprintf(beside, sizeof beside, "%s.part", path) >= sizeof beside)
		return FAIL(IO, "the picture's path is too long");
	uint8_t *pixels = make_pixels(receipt, width, height);
	int well = png_image_write_to_file(&image, beside, 0, pixels, 0, NULL);
	free(pixels);
	if (!well)
		return FAIL(IO, "%s: %s", beside, image.message);
	if (rename(beside, path) != 0)
		return FAIL(IO, "%s: %s", path, strerror(errno));
	return FAIL_NONE;
}
