/* SPDX-License-Identifier: MIT */
/* stamp.c - SOURCE: the PBM format of Netpbm, one image, both its forms. */
#include "firmware/print/stamp.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <stdlib.h>
#include <string.h>

/* The next number of a PBM header, behind spaces and comments; -1: none there. */
static int take_number(const char **at, const char *end)
{
	int number = -1;

	while (*at < end && (memchr(" \t\r\n", **at, 4) || **at == '#')) {
		if (**at == '#')
			while (*at < end && **at != '\n')
				(*at)++;
		else
			(*at)++;
	}
	while (*at < end && **at >= '0' && **at <= '9' && number <= STAMP_MAX_DOTS)
		number = (number < 0 ? 0 : number * 10) + *(*at)++ - '0';
	return number;
}

/* "101 0": how many dots there were, at most @dots. */
static size_t take_plain(const char *at, const char *end, uint8_t *ret, size_t dots)
{
	size_t count = 0;

	for (; at < end && count < dots; at++)
		if (*at == '0' || *at == '1')
			ret[count++] = *at == '1';
	return count;
}

/* Eight dots a byte, each row from a byte of its own, after one space. */
static size_t take_packed(const char *at, const char *end, uint8_t *ret, size_t width, size_t height)
{
	size_t stride = (width + 7) / 8;

	if (at >= end || (size_t)(end - at - 1) < stride * height)
		return 0;
	for (size_t i = 0; i < width * height; i++)
		ret[i] = (uint8_t)at[1 + i / width * stride + i % width / 8] >> (7 - i % width % 8) & 1;
	return width * height;
}

enum fail stamp_parse(const char *bytes, size_t size, struct stamp *ret)
{
	const char *at = bytes + 2, *end = bytes + size;

	if (size > STAMP_MAX_BYTES)
		return FAIL(LIMIT, "a stamp larger than %d bytes", STAMP_MAX_BYTES);
	if (size < 2 || (memcmp(bytes, "P1", 2) != 0 && memcmp(bytes, "P4", 2) != 0))
		return FAIL(INPUT, "a stamp that is not a PBM");
	int width = take_number(&at, end), height = take_number(&at, end);
	if (width < 1 || height < 1)
		return FAIL(INPUT, "a stamp without a size");
	if (width > STAMP_MAX_DOTS || height > STAMP_MAX_DOTS)
		return FAIL(LIMIT, "a stamp larger than %d dots", STAMP_MAX_DOTS);
	size_t dots = (size_t)width * (size_t)height;
	uint8_t *dot = calloc(dots, 1);
	if (!dot)
		abort();
	size_t count = bytes[1] == '1' ? take_plain(at, end, dot, dots) : take_packed(at, end, dot, (size_t)width, (size_t)height);
	if (count < dots) {
		free(dot);
		return FAIL(INPUT, "a stamp that ends early");
	}
	*ret = (struct stamp){ .width = width, .height = height, .dot = dot };
	return FAIL_NONE;
}

enum fail stamp_read(const char *path, struct stamp *ret)
{
	BUFFER_AUTO bytes = { 0 };

	buffer_init(&bytes, STAMP_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return stamp_parse(buffer_text(&bytes), bytes.size_bytes, ret);
}

/* How much of the cell from @left, @top to @right, @bottom is ink, in the parts that both sizes have in common. */
static int ink_in(const struct stamp *from, const struct stamp *to, int column, int row)
{
	int left = column * from->width, right = left + from->width, top = row * from->height, bottom = top + from->height, ink = 0;

	for (int y = top / to->height; y * to->height < bottom; y++)
		for (int x = left / to->width; x * to->width < right; x++) {
			int x_from = x * to->width > left ? x * to->width : left, x_to = (x + 1) * to->width < right ? (x + 1) * to->width : right;
			int y_from = y * to->height > top ? y * to->height : top, y_to = (y + 1) * to->height < bottom ? (y + 1) * to->height : bottom;
			if (from->dot[y * from->width + x])
				ink += (x_to - x_from) * (y_to - y_from);
		}
	return ink;
}

struct stamp stamp_scale(const struct stamp *from, int height)
{
	height = height < 1 ? 1 : height > STAMP_MAX_DOTS ? STAMP_MAX_DOTS : height;
	int width = (from->width * height + from->height / 2) / from->height;
	struct stamp to = { .width = width < 1 ? 1 : width > STAMP_MAX_DOTS ? STAMP_MAX_DOTS : width, .height = height };

	to.dot = calloc((size_t)to.width * (size_t)to.height, 1);
	if (!to.dot)
		abort();
	for (int row = 0; row < to.height; row++)
		for (int column = 0; column < to.width; column++)
			to.dot[row * to.width + column] = 2 * ink_in(from, &to, column, row) >= from->width * from->height;
	return to;
}

void stamp_done(struct stamp *stamp)
{
	free(stamp->dot);
	*stamp = (struct stamp){ 0 };
}
