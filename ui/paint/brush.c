/* SPDX-License-Identifier: MIT */
/* brush.c - DESIGN: what is told comes from the same calls that draw, so that a rule about colours cannot look at other ones. */
#include "ui/paint/brush.h"

static uint32_t rgb(const struct brush *brush, enum colour colour)
{
	return brush->theme->rgb[colour];
}

static bool tell(const struct brush *brush, struct paint_stroke stroke)
{
	SDL_Rect whole = stroke.area;
	if (brush->told && SDL_IntersectRect(&whole, &brush->surface->clip_rect, &stroke.area))
		brush->told(brush->context, &stroke);
	return brush->told != NULL;
}

static SDL_Rect bounds(const struct shape *shape)
{
	return (SDL_Rect){ shape->left, shape->top, shape->width, shape->height };
}

void brush_fill(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, enum colour colour)
{
	if (!tell(brush, (struct paint_stroke){ .mark = mark, .node = node, .area = bounds(shape), .colour = colour }))
		raster_fill(brush->surface, shape, rgb(brush, colour));
}

void brush_ring(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, int border, enum colour colour, int dash_px)
{
	if (!tell(brush, (struct paint_stroke){ .mark = mark, .node = node, .area = bounds(shape), .colour = colour, .line_px = border }))
		raster_ring(brush->surface, shape, border, rgb(brush, colour), dash_px);
}

void brush_veil(const struct brush *brush, const struct node *node, const SDL_Rect *area, enum colour colour, uint32_t alpha)
{
	if (!tell(brush, (struct paint_stroke){ .mark = PAINT_VEIL, .node = node, .area = *area, .colour = colour }))
		raster_veil(brush->surface, area, rgb(brush, colour), alpha);
}

void brush_frame(const struct brush *brush, const struct node *node, enum paint_mark mark, const struct shape *shape, int border, enum colour edge, enum colour fill)
{
	if (!brush->told) {
		raster_frame(brush->surface, shape, border, rgb(brush, edge), rgb(brush, fill));
		return;
	}
	if (mark == PAINT_SIGN) {
		struct shape inside = shape_inset(*shape, border);
		brush_fill(brush, node, PAINT_SIGN, shape, edge);
		brush_fill(brush, node, PAINT_FILL, &inside, fill);
		return;
	}
	brush_fill(brush, node, mark, shape, fill);
	brush_ring(brush, node, PAINT_EDGE, shape, border, edge, 0);
}

void brush_text(const struct brush *brush, const struct node *node, struct text *text, const struct paragraph *paragraph, int left, int top, enum colour colour)
{
	SDL_Rect area = { left, top, paragraph->width_px, paragraph->height_px };
	if (!tell(brush, (struct paint_stroke){ .mark = PAINT_TEXT, .node = node, .area = area, .colour = colour, .paragraph = paragraph }))
		text_draw(text, paragraph, brush->surface, left, top, rgb(brush, colour));
}

void brush_mask(const struct brush *brush, const struct node *node, const uint8_t *cover, int side, int left, int top, enum colour colour)
{
	if (!tell(brush, (struct paint_stroke){ .mark = PAINT_SIGN, .node = node, .area = { left, top, side, side }, .colour = colour }) && cover)
		raster_mask(brush->surface, cover, side, side, left, top, rgb(brush, colour));
}
