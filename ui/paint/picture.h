/* SPDX-License-Identifier: MIT */
/* picture.h - icons and figures from SVG files, rasterised when first used and kept. Internal to ui/paint. */
#pragma once

#include "ui/paint/theme.h"

#include <SDL.h>

enum { PICTURE_FILE_MAX_BYTES = 64 * 1024, PICTURE_SIDE_MAX_PX = 2048, PICTURES_MAX = 192, PICTURE_NAME_BYTES = 48, PICTURES_MAX_BYTES = 16 * 1024 * 1024 };

struct pictures;

struct pictures *pictures_new(const char *assets);
void pictures_free(struct pictures *pictures);
/** pictures_lacks - the last picture that is missing or broken, told once, in @ret; NULL. */
const char *pictures_lacks(struct pictures *pictures, char ret[static PICTURE_NAME_BYTES]);

/**
 * pictures_icon - assets/icons/@name.svg as coverage of @side_px × @side_px, rows of that many bytes; NULL when there is none.
 * Borrowed until the next call.
 */
const uint8_t *pictures_icon(struct pictures *pictures, const char *name, int side_px);

/* The colours of a figure's layers, beside the theme's own names: {plate}, {mark}, {detail} of a logo, {text} of what follows the words. */
struct picture_layers { uint32_t plate, mark, detail, text; };

/**
 * pictures_figure - assets/figures/@name.svg with the theme's colours, as large as fits in @width_px × @height_px (0: as the other says).
 * ARGB8888. NULL when there is none. Borrowed until the next call.
 */
SDL_Surface *pictures_figure(struct pictures *pictures, const struct theme *theme, const struct picture_layers *layers, const char *name, int width_px, int height_px);
