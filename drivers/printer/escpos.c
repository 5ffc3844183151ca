/* SPDX-License-Identifier: MIT */
/* escpos.c - commands as bytes. SOURCE: Epson's ESC/POS command reference; only what nearly every clone has, but for GS ( H. */
#include "drivers/printer/escpos.h"

#include <stdbool.h>
#include <string.h>

enum { WHITE_WORTH_ROWS = 8, FEED_MAX_UNITS = 255, TEAR_FEED_ROWS = 120 };

enum fail escpos_start(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1c, 0x2e, 0x1b, 0x40, 0x1b, 0x61, 0, 0x1d, 0x4c, 0, 0 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_speak(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1d, 0x61, 0x0e };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_ask(struct buffer *to, int what)
{
	const uint8_t bytes[] = { 0x10, 0x04, (uint8_t)what };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_fill(struct buffer *to)
{
	static const uint8_t zeros[ESCPOS_FILL_BYTES];

	return buffer_add(to, zeros, sizeof zeros);
}

enum fail escpos_close_head(struct buffer *to)
{
	static const uint8_t zeros[ESCPOS_HEAD_BYTES];

	return buffer_add(to, zeros, sizeof zeros);
}

/* Whether these two bytes would act on reception. */
static bool obeyed(uint8_t first, uint8_t second)
{
	return first == 0x10 && (second == 0x04 || second == 0x05 || second == 0x14);
}

size_t escpos_guard(uint8_t *bits, size_t size)
{
	size_t changed = 0;

	for (size_t i = 0; i + 1 < size; i++) {
		if (!obeyed(bits[i], bits[i + 1]))
			continue;
		bits[i + 1] |= 0x08;
		changed++;
	}
	return changed;
}

static bool is_white(const uint8_t *bits, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bits[i] != 0)
			return false;
	return true;
}

static int white_rows(const uint8_t *bits, size_t stride, int rows)
{
	int count = 0;

	while (count < rows && is_white(bits + (size_t)count * stride, stride))
		count++;
	return count;
}

static enum fail feed(struct buffer *to, int units)
{
	while (units > 0) {
		int now = units > FEED_MAX_UNITS ? FEED_MAX_UNITS : units;
		const uint8_t bytes[] = { 0x1b, 0x4a, (uint8_t)now };
		TRY(buffer_add(to, bytes, sizeof bytes));
		units -= now;
	}
	return FAIL_NONE;
}

/* How many bytes of each row are sent: to the last with ink, and so many that where two rows meet no command stands that a printer would obey. */
static size_t used_width(const uint8_t *bits, size_t stride, int rows)
{
	size_t width = 1;

	for (int row = 0; row < rows; row++) {
		const uint8_t *at = bits + (size_t)row * stride;
		size_t used = stride;
		while (used > width && at[used - 1] == 0)
			used--;
		width = used;
	}
	for (int row = 0; row + 1 < rows && width < stride; row++) {
		const uint8_t *at = bits + (size_t)row * stride;
		if (obeyed(at[width - 1], at[stride]))
			width++; /* and the byte after it is white in all of them */
	}
	return width;
}

static enum fail add_rows(struct buffer *to, const uint8_t *bits, size_t stride, size_t width, int rows)
{
	if (width == stride)
		return buffer_add(to, bits, stride * (size_t)rows);
	for (int row = 0; row < rows; row++)
		TRY(buffer_add(to, bits + (size_t)row * stride, width));
	return FAIL_NONE;
}

/* Stored as function 112, printed as function 50. */
static enum fail stored_strip(struct buffer *to, const uint8_t *bits, size_t stride, int rows)
{
	size_t width = used_width(bits, stride, rows), counted = width * (size_t)rows + 10;
	const uint8_t head[] = {
		0x1d, 0x38, 0x4c, (uint8_t)counted, (uint8_t)(counted >> 8), (uint8_t)(counted >> 16), 0, 0x30, 0x70, 0x30, 1, 1, 0x31,
		(uint8_t)(width * 8), (uint8_t)(width * 8 >> 8), (uint8_t)rows, (uint8_t)(rows >> 8),
	};
	static const uint8_t tail[] = { 0x1d, 0x28, 0x4c, 2, 0, 0x30, 0x32 };

	TRY(buffer_add(to, head, sizeof head));
	TRY(add_rows(to, bits, stride, width, rows));
	return buffer_add(to, tail, sizeof tail);
}

static enum fail strip(struct buffer *to, const uint8_t *bits, size_t stride, int rows)
{
	size_t width = used_width(bits, stride, rows);
	const uint8_t head[] = { 0x1d, 0x76, 0x30, 0, (uint8_t)width, (uint8_t)(width >> 8), (uint8_t)rows, (uint8_t)(rows >> 8) };

	TRY(buffer_add(to, head, sizeof head));
	return add_rows(to, bits, stride, width, rows);
}

enum fail escpos_raster(struct buffer *to, const struct profile *profile, const uint8_t *bits, int rows)
{
	size_t stride = (size_t)profile->dots / 8;
	int worth = profile->feed_units > 0 ? WHITE_WORTH_ROWS : rows + 1;

	for (int row = 0; row < rows;) {
		int white = white_rows(bits + (size_t)row * stride, stride, rows - row);
		if (white >= worth) {
			TRY(feed(to, white * profile->feed_units));
			row += white;
			continue;
		}
		int count = 0;
		while (row + count < rows && count < profile->strip_rows) {
			white = white_rows(bits + (size_t)(row + count) * stride, stride, rows - row - count);
			if (white >= worth)
				break;
			count += white > 0 ? white : 1;
		}
		if (count > profile->strip_rows)
			count = profile->strip_rows;
		TRY((profile->raster == RASTER_STORED ? stored_strip : strip)(to, bits + (size_t)row * stride, stride, count));
		row += count;
	}
	return FAIL_NONE;
}

static enum fail cut_and_hold(struct buffer *to, const struct profile *profile)
{
	int steps = profile->present_mm * 1000 / profile->present_um;
	const uint8_t bytes[] = { 0x1b, 0x69, 0x1d, 0x65, 3, (uint8_t)(steps < 1 ? 1 : steps > 255 ? 255 : steps) };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_cut(struct buffer *to, const struct profile *profile)
{
	const uint8_t bytes[] = { 0x1d, 0x56, 66, (uint8_t)profile->cut_feed_units };
	const uint8_t simple[] = { 0x1b, 0x64, (uint8_t)profile->cut_feed_lines, 0x1d, 0x56, 1 };

	if (profile->presenter == PRESENTER_CUSTOM)
		return cut_and_hold(to, profile);
	if (profile->cut && profile->cut_feed_lines > 0)
		return buffer_add(to, simple, sizeof simple);
	if (profile->cut)
		return buffer_add(to, bytes, sizeof bytes);
	return feed(to, TEAR_FEED_ROWS * (profile->feed_units > 0 ? profile->feed_units : 1));
}

enum fail escpos_process_id(struct buffer *to, int id)
{
	const uint8_t bytes[] = {
		0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30,
		(uint8_t)('0' + id / 1000 % 10), (uint8_t)('0' + id / 100 % 10), (uint8_t)('0' + id / 10 % 10), (uint8_t)('0' + id % 10),
	};

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_ask_model(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1d, 0x49, 67 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_ask_cuts(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1d, 0x67, 0x32, 0, 178, 0 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_draw_back(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1d, 0x65, 2 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_ask_full(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x10, 0x04, 20 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_recover(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x10, 0x05, 1 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_clear(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8 };

	return buffer_add(to, bytes, sizeof bytes);
}

enum fail escpos_fence(struct buffer *to)
{
	static const uint8_t bytes[] = { 0x1d, 0x72, 1 };

	return buffer_add(to, bytes, sizeof bytes);
}
