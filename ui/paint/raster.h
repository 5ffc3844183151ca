/* SPDX-License-Identifier: MIT */
/* raster.h - antialiased shapes on a 32-bit surface, cut by its clip rectangle. Internal to ui/paint. */
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

enum { CORNER_TOP_LEFT, CORNER_TOP_RIGHT, CORNER_BOTTOM_RIGHT, CORNER_BOTTOM_LEFT, CORNER_COUNT };

struct shape { int left, top, width, height; int radius[CORNER_COUNT]; };

/** shape_round - a rectangle with four equal corners, at most half of its smaller side. */
struct shape shape_round(int left, int top, int width, int height, int radius);

/** shape_inset - the shape @by px smaller on each side (larger when negative), corners concentric. */
struct shape shape_inset(struct shape shape, int by);

/** shape_cover - how much of the pixel the shape covers, 0..256. */
uint32_t shape_cover(const struct shape *shape, int x, int y);

/** raster_fill - the shape in @rgb. */
void raster_fill(SDL_Surface *surface, const struct shape *shape, uint32_t rgb);

/** raster_veil - the whole rectangle in @rgb at @alpha 0..256. */
void raster_veil(SDL_Surface *surface, const SDL_Rect *area, uint32_t rgb, uint32_t alpha);

/** raster_frame - filled in @fill with a border of @border px inside its edge in @edge. */
void raster_frame(SDL_Surface *surface, const struct shape *shape, int border, uint32_t edge, uint32_t fill);

/** raster_ring - only the border; what is inside stays. @dash_px > 0: in dashes of that length with gaps as long. */
void raster_ring(SDL_Surface *surface, const struct shape *shape, int border, uint32_t rgb, int dash_px);

/** raster_mask - @rgb through a mask of coverage, rows of @width bytes. */
void raster_mask(SDL_Surface *surface, const uint8_t *cover, int width, int height, int left, int top, uint32_t rgb);

/** raster_image - a picture with alpha (ARGB8888), cut by @within unless NULL. */
void raster_image(SDL_Surface *surface, SDL_Surface *image, int left, int top, const struct shape *within);
