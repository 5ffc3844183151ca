/* SPDX-License-Identifier: MIT */
/*
 * raster.c - DESIGN: the sheet is laid out twice by the same code: once without a surface, to learn its length, and once
 * to draw. x counts from the edge where reading starts, so a right-to-left receipt is the same list of calls.
 */
#include "firmware/print/raster.h"

#include "drivers/printer/escpos.h"
#include "firmware/print/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { SHEET_ARENA_MAX_BYTES = 64 * 1024 * 1024, DARK = 0x80 };

static enum fail to_bits(const SDL_Surface *surface, struct raster *ret)
{
	size_t stride = (size_t)surface->w / 8;
	uint8_t *bits = calloc((size_t)surface->h, stride);

	if (!bits)
		return FAIL(IO, "no memory for a raster");
	for (int y = 0; y < surface->h; y++) {
		const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch);
		for (int x = 0; x < surface->w; x++)
			if ((row[x] >> 8 & 0xff) < DARK)
				bits[(size_t)y * stride + (size_t)x / 8] |= (uint8_t)(0x80 >> x % 8);
	}
	escpos_guard(bits, (size_t)surface->h * stride);
	*ret = (struct raster){ .dots = surface->w, .rows = surface->h, .bits = bits };
	return FAIL_NONE;
}

static enum fail lay_out(struct sheet *sheet, void (*compose)(struct sheet *sheet, const void *about), const void *about)
{
	sheet->y = 0;
	sheet->code = FAIL_NONE;
	compose(sheet, about);
	arena_reset(&sheet->arena);
	return sheet->code;
}

static enum fail draw(struct raster_kit *kit, bool rtl, void (*compose)(struct sheet *sheet, const void *about), const void *about,
                      struct raster *ret)
{
	struct sheet sheet = { .kit = kit, .rtl = rtl };

	arena_init(&sheet.arena, SHEET_ARENA_MAX_BYTES);
	enum fail code = lay_out(&sheet, compose, about);
	if (code == FAIL_NONE && sheet.y > RASTER_ROWS_MAX)
		code = FAIL(LIMIT, "a receipt of %d rows, at most %d", sheet.y, RASTER_ROWS_MAX);
	if (code == FAIL_NONE)
		sheet.surface = SDL_CreateRGBSurfaceWithFormat(0, kit->dots, sheet.y, 32, SDL_PIXELFORMAT_ARGB8888);
	if (code == FAIL_NONE && !sheet.surface)
		code = FAIL(IO, "no memory for a sheet of %d rows", sheet.y);
	if (sheet.surface) {
		ink_box(sheet.surface, 0, 0, sheet.surface->w, sheet.surface->h, INK_WHITE);
		code = lay_out(&sheet, compose, about);
	}
	if (code == FAIL_NONE && sheet.surface)
		code = to_bits(sheet.surface, ret);
	SDL_FreeSurface(sheet.surface);
	arena_done(&sheet.arena);
	text_forget(kit->text);
	return code;
}

static void compose_receipt(struct sheet *sheet, const void *about)
{
	sheet_receipt(sheet, about);
}

enum fail raster_receipt(struct raster_kit *kit, const struct receipt *receipt, struct raster *ret)
{
	return draw(kit, receipt->rtl, compose_receipt, receipt, ret);
}

struct void_words { const char *title, *why; };

static void compose_void(struct sheet *sheet, const void *about)
{
	const struct void_words *words = about;

	sheet_void(sheet, words->title, words->why);
}

enum fail raster_void(struct raster_kit *kit, const char *title, const char *why, bool rtl, struct raster *ret)
{
	const struct void_words words = { title, why };

	return draw(kit, rtl, compose_void, &words, ret);
}

void raster_done(struct raster *raster)
{
	free(raster->bits);
	*raster = (struct raster){ 0 };
}
