/* SPDX-License-Identifier: MIT */
/*
 * watermark.c - DESIGN: rows of the word, each shifted against the one above, counted from the corner of the node: a part that is painted again has the
 * same letters in the same places. So faint that words below it are read as before, so large that no photograph lacks it.
 */
#include "ui/paint/watermark.h"

#include "ui/paint/raster.h"

#include <stdlib.h>
#include <string.h>

enum { FAINT = 34 /* of 256 */, SHIFT_PARTS = 3, BETWEEN_PERCENT = 60, ROWS_PERCENT = 190 };

/* How much of each pixel its letters cover; NULL: nothing can be set. End with free(). */
static uint8_t *cover_of(struct text *text, const struct paragraph *word)
{
	SDL_Surface *ink = SDL_CreateRGBSurfaceWithFormat(0, word->width_px, word->height_px, 32, SDL_PIXELFORMAT_RGB888);
	uint8_t *cover = malloc((size_t)word->width_px * (size_t)word->height_px);
	if (!ink || !cover)
		abort();
	SDL_FillRect(ink, NULL, 0);
	text_draw(text, word, ink, 0, 0, 0xffffff);
	for (int y = 0; y < word->height_px; y++) {
		const uint8_t *row = (const uint8_t *)ink->pixels + (size_t)y * (size_t)ink->pitch;
		for (int x = 0; x < word->width_px; x++) {
			uint32_t pixel;
			memcpy(&pixel, row + (size_t)x * sizeof pixel, sizeof pixel);
			cover[(size_t)y * (size_t)word->width_px + (size_t)x] = (uint8_t)((pixel & 0xff) * FAINT / 256);
		}
	}
	SDL_FreeSurface(ink);
	return cover;
}

void watermark_paint(SDL_Surface *surface, struct text *text, struct arena *arena, const struct node *node, const struct watermark *how)
{
	const struct paragraph *word = NULL;
	const struct text_style style = { .size_px = how->size_px, .weight = TEXT_BOLD };
	if (!node->value || !node->value[0] || text_set(text, arena, node->value, &style, 0, TEXT_START, how->rtl, &word) != FAIL_NONE || word->width_px <= 0 || word->height_px <= 0)
		return;
	uint8_t *cover = cover_of(text, word);
	int across = word->width_px + how->size_px * BETWEEN_PERCENT / 100, down = how->size_px * ROWS_PERCENT / 100;
	down = down > word->height_px ? down : word->height_px;
	for (int row = 0, y = 0; y < node->height_px; row++, y += down)
		for (int x = -(row % SHIFT_PARTS) * across / SHIFT_PARTS; x < node->width_px; x += across)
			raster_mask(surface, cover, word->width_px, word->height_px, node->left_px + x, node->top_px + y, how->rgb);
	free(cover);
}
