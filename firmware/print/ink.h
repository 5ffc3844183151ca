/* SPDX-License-Identifier: MIT */
/* ink.h - black and white shapes on the sheet that becomes a raster: boxes, rules, discs, codes, stamps. */
#pragma once

#include "firmware/base/fail.h"
#include "ui/text/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INK_STAMP_MAX_BYTES = 64 * 1024, INK_STAMP_MAX_DOTS = 256 };

enum { INK_BLACK = 0x000000, INK_WHITE = 0xffffff };

/* A small black and white picture: the logo, an icon. */
struct ink_stamp { int width, height; uint8_t *dot; /* one byte a dot, 1 is ink */ };

/** ink_box, ink_round, ink_dashes, ink_disc - filled shapes, clipped by the sheet. @radius: of all four corners. */
void ink_box(SDL_Surface *sheet, int x, int y, int width, int height, uint32_t rgb);
void ink_round(SDL_Surface *sheet, int x, int y, int width, int height, int radius, uint32_t rgb);
void ink_dashes(SDL_Surface *sheet, int x, int y, int width, int height, int dash);
void ink_disc(SDL_Surface *sheet, int x, int y, int size);

/** ink_code_modules - modules along one side of the QR code of @text; 0 when it holds too much. ink_code - draw it, @module dots each. */
int ink_code_modules(const char *text);
void ink_code(SDL_Surface *sheet, const char *text, int x, int y, int module);

/** ink_stamp_parse - plain PBM ("P1"), at most INK_STAMP_MAX_DOTS each way. FAIL_INPUT · FAIL_LIMIT. ink_stamp_read - from a file; FAIL_EMPTY there is none. */
enum fail ink_stamp_parse(const char *bytes, size_t size, struct ink_stamp *ret);
enum fail ink_stamp_read(const char *path, struct ink_stamp *ret);
void ink_stamp_done(struct ink_stamp *stamp);
void ink_stamp_put(SDL_Surface *sheet, const struct ink_stamp *stamp, int x, int y);
