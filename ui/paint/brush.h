/* SPDX-License-Identifier: MIT */
/* brush.h - each stroke of the painter, in a token's colour: put on the surface, or told to whoever asks what would be drawn. Internal to ui/paint. */
#pragma once

#include "ui/paint/paint.h"
#include "ui/paint/raster.h"

struct brush {
	const struct theme *theme;
	SDL_Surface *surface;      /* its clip rectangle counts; a brush that tells needs no pixels there */
	paint_told *told;          /* NULL: it draws */
	void *context;
};

/** brush_fill - the shape; @mark: FILL, LIP, SIGN, RING … brush_ring - only its border, in dashes of @dash_px > 0. brush_veil - lets what is behind shine through. */
void brush_fill(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, enum colour colour);
void brush_ring(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, int border, enum colour colour, int dash_px);
void brush_veil(const struct brush *brush, const struct node *node, const SDL_Rect *area, enum colour colour, uint32_t alpha);

/** brush_frame - filled, with a border inside its edge. Told as the fill, then the edge; where @mark is SIGN as the sign, then the fill inside. */
void brush_frame(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, int border, enum colour edge, enum colour fill);

/** brush_text - a paragraph. brush_mask - an icon's coverage; NULL when told only. */
void brush_text(const struct brush *brush, const struct node *node, struct text *text, const struct paragraph *paragraph, int left, int top, enum colour colour);
void brush_mask(const struct brush *brush, const struct node *node, const uint8_t *cover, int side, int left, int top, enum colour colour);
