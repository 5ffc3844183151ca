/* SPDX-License-Identifier: MIT */
/* raster.c - DESIGN: straight parts of rows are plain 32-bit fills; only the pixels on a curve are weighed one by one. */
#include "ui/paint/raster.h"

#include "ui/text/blend.h"

#include <math.h>

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

struct shape shape_round(int left, int top, int width, int height, int radius)
{
	int most = min_int(width, height) / 2;
	int r = radius < 0 || radius > most ? most : radius;
	return (struct shape){ left, top, width, height, { r, r, r, r } };
}

struct shape shape_inset(struct shape shape, int by)
{
	struct shape inner = { shape.left + by, shape.top + by, max_int(shape.width - 2 * by, 0), max_int(shape.height - 2 * by, 0), { 0 } };
	for (int i = 0; i < CORNER_COUNT; i++)
		inner.radius[i] = shape.radius[i] > 0 ? max_int(shape.radius[i] - by, 0) : 0;
	return inner;
}

uint32_t shape_cover(const struct shape *shape, int x, int y)
{
	int dx = x - shape->left, dy = y - shape->top;
	if (dx < 0 || dy < 0 || dx >= shape->width || dy >= shape->height)
		return 0;
	int from_right = shape->width - 1 - dx, from_bottom = shape->height - 1 - dy;
	bool right = from_right < dx, bottom = from_bottom < dy;
	int corner = bottom ? (right ? CORNER_BOTTOM_RIGHT : CORNER_BOTTOM_LEFT) : (right ? CORNER_TOP_RIGHT : CORNER_TOP_LEFT);
	int radius = shape->radius[corner], in_x = right ? from_right : dx, in_y = bottom ? from_bottom : dy;
	if (in_x >= radius || in_y >= radius)
		return 256;
	float across = (float)radius - (float)in_x - 0.5f, down = (float)radius - (float)in_y - 0.5f;
	float cover = (float)radius - sqrtf(across * across + down * down) + 0.5f;
	return cover <= 0 ? 0 : cover >= 1 ? 256 : (uint32_t)(cover * 256);
}

static uint32_t *row_of(SDL_Surface *surface, int y)
{
	return (uint32_t *)(void *)((uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
}

static void fill_row(SDL_Surface *surface, int y, int from, int end, uint32_t rgb)
{
	const SDL_Rect clip = surface->clip_rect;
	from = max_int(from, clip.x);
	end = min_int(end, clip.x + clip.w);
	if (from < end)
		SDL_memset4(row_of(surface, y) + from, 0xff000000u | rgb, (size_t)(end - from));
}

/* Where the curve of a corner begins to cover a row wholly: pixels from the side that are not covered in full. */
static int curve_px(int radius, int in_y)
{
	if (in_y >= radius)
		return 0;
	float down = (float)radius - (float)in_y - 0.5f;
	float reach = (float)radius - 0.5f;
	float across = reach * reach - down * down;
	return min_int(radius, radius - (int)floorf(across > 0 ? sqrtf(across) : 0));
}

static int curve_left(const struct shape *shape, int dy)
{
	return max_int(curve_px(shape->radius[CORNER_TOP_LEFT], dy), curve_px(shape->radius[CORNER_BOTTOM_LEFT], shape->height - 1 - dy));
}

static int curve_right(const struct shape *shape, int dy)
{
	return max_int(curve_px(shape->radius[CORNER_TOP_RIGHT], dy), curve_px(shape->radius[CORNER_BOTTOM_RIGHT], shape->height - 1 - dy));
}

static void weigh_row(SDL_Surface *surface, const struct shape *shape, int y, int from, int end, uint32_t rgb)
{
	const SDL_Rect clip = surface->clip_rect;
	uint32_t *row = row_of(surface, y);
	from = max_int(from, clip.x);
	end = min_int(end, clip.x + clip.w);
	for (int x = from; x < end; x++) {
		uint32_t cover = shape_cover(shape, x, y);
		if (cover)
			row[x] = blend_pixel(row[x], rgb, cover);
	}
}

static void shape_row(SDL_Surface *surface, const struct shape *shape, int y, uint32_t rgb)
{
	int left = curve_left(shape, y - shape->top), right = curve_right(shape, y - shape->top);
	int from = shape->left + left, end = shape->left + shape->width - right;
	if (from > end)
		from = end;
	weigh_row(surface, shape, y, shape->left, from, rgb);
	fill_row(surface, y, from, end, rgb);
	weigh_row(surface, shape, y, end, shape->left + shape->width, rgb);
}

static void row_range(const SDL_Surface *surface, const struct shape *shape, int *ret_from, int *ret_end)
{
	*ret_from = max_int(shape->top, surface->clip_rect.y);
	*ret_end = min_int(shape->top + shape->height, surface->clip_rect.y + surface->clip_rect.h);
}

void raster_fill(SDL_Surface *surface, const struct shape *shape, uint32_t rgb)
{
	int from, end;
	row_range(surface, shape, &from, &end);
	for (int y = from; y < end; y++)
		shape_row(surface, shape, y, rgb);
}

void raster_veil(SDL_Surface *surface, const SDL_Rect *area, uint32_t rgb, uint32_t alpha)
{
	SDL_Rect cut;
	if (!SDL_IntersectRect(area, &surface->clip_rect, &cut))
		return;
	for (int y = cut.y; y < cut.y + cut.h; y++) {
		uint32_t *row = row_of(surface, y), below = row[cut.x], veiled = blend_pixel(below, rgb, alpha);
		for (int x = cut.x; x < cut.x + cut.w; x++) {
			if (row[x] != below) { /* a page is mostly stretches of one colour */
				below = row[x];
				veiled = blend_pixel(below, rgb, alpha);
			}
			row[x] = veiled;
		}
	}
}

void raster_frame(SDL_Surface *surface, const struct shape *shape, int border, uint32_t edge, uint32_t fill)
{
	struct shape inner = shape_inset(*shape, border);
	int from, end;
	row_range(surface, shape, &from, &end);
	for (int y = from; y < end; y++) {
		bool inside = y >= inner.top && y < inner.top + inner.height;
		bool straight = inside && curve_left(shape, y - shape->top) == 0 && curve_right(shape, y - shape->top) == 0;
		if (straight) {
			fill_row(surface, y, shape->left, inner.left, edge);
			fill_row(surface, y, inner.left + inner.width, shape->left + shape->width, edge);
		} else {
			shape_row(surface, shape, y, edge);
		}
		if (inside)
			shape_row(surface, &inner, y, fill);
	}
}

/* Dashes run along the nearer edge; round a corner they follow the sum of both ways. */
static bool in_gap(const struct shape *shape, int x, int y, int dash_px)
{
	int dx = x - shape->left, dy = y - shape->top;
	int to_side = min_int(dx, shape->width - 1 - dx), to_end = min_int(dy, shape->height - 1 - dy), radius = shape->radius[CORNER_TOP_LEFT];
	int along = to_side < radius && to_end < radius ? to_side - to_end + 4 * radius : to_end < to_side ? to_side : to_end;
	return along / dash_px % 2 == 1;
}

static void ring_span(SDL_Surface *surface, const struct shape *shape, const struct shape *inner, int y, int from, int end, uint32_t rgb, int dash_px)
{
	const SDL_Rect clip = surface->clip_rect;
	uint32_t *row = row_of(surface, y);
	from = max_int(from, clip.x);
	end = min_int(end, clip.x + clip.w);
	for (int x = from; x < end; x++) {
		uint32_t outer_cover = shape_cover(shape, x, y), inner_cover = shape_cover(inner, x, y);
		if (outer_cover > inner_cover && !(dash_px > 0 && in_gap(shape, x, y, dash_px)))
			row[x] = blend_pixel(row[x], rgb, outer_cover - inner_cover);
	}
}

void raster_ring(SDL_Surface *surface, const struct shape *shape, int border, uint32_t rgb, int dash_px)
{
	struct shape inner = shape_inset(*shape, border);
	int from, end;
	row_range(surface, shape, &from, &end);
	for (int y = from; y < end; y++) {
		int dy = y - inner.top, right = shape->left + shape->width;
		if (dy < 0 || dy >= inner.height) {
			ring_span(surface, shape, &inner, y, shape->left, right, rgb, dash_px);
			continue;
		}
		int left_end = inner.left + curve_left(&inner, dy), right_from = inner.left + inner.width - curve_right(&inner, dy);
		if (right_from < left_end)
			right_from = left_end;
		ring_span(surface, shape, &inner, y, shape->left, left_end, rgb, dash_px);
		ring_span(surface, shape, &inner, y, right_from, right, rgb, dash_px);
	}
}

void raster_mask(SDL_Surface *surface, const uint8_t *cover, int width, int height, int left, int top, uint32_t rgb)
{
	SDL_Rect cut, area = { left, top, width, height };
	if (!SDL_IntersectRect(&area, &surface->clip_rect, &cut))
		return;
	for (int y = cut.y; y < cut.y + cut.h; y++)
		blend_row(row_of(surface, y) + cut.x, cover + (size_t)(y - top) * (size_t)width + (cut.x - left), cut.w, rgb & 0xffffff);
}

void raster_image(SDL_Surface *surface, SDL_Surface *image, int left, int top, const struct shape *within)
{
	SDL_Rect cut, area = { left, top, image->w, image->h };
	if (!SDL_IntersectRect(&area, &surface->clip_rect, &cut))
		return;
	if (within) {
		SDL_Rect bounds = { within->left, within->top, within->width, within->height };
		if (!SDL_IntersectRect(&cut, &bounds, &cut))
			return;
	}
	for (int y = cut.y; y < cut.y + cut.h; y++) {
		uint32_t *row = row_of(surface, y);
		const uint32_t *from = row_of(image, y - top);
		bool curved = within && (curve_left(within, y - within->top) > 0 || curve_right(within, y - within->top) > 0);
		for (int x = cut.x; x < cut.x + cut.w; x++) {
			uint32_t pixel = from[x - left], alpha = pixel >> 24;
			alpha += alpha >> 7;
			if (alpha && curved)
				alpha = alpha * shape_cover(within, x, y) >> 8;
			if (alpha == 256)
				row[x] = pixel;
			else if (alpha)
				row[x] = blend_pixel(row[x], pixel & 0xffffff, alpha);
		}
	}
}
