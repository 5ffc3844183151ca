/* SPDX-License-Identifier: MIT */
/* dots.h - letters for paper, one bit a pixel: each font file is open once for all its sizes, each letter of a size drawn once. Internal to ui/text. */
#pragma once

#include "ui/text/face.h"

#include <stddef.h>
#include <stdint.h>

enum { DOTS_FILES = 16, DOTS_SIZES = 24 /* of one file; then the first opened goes */, DOTS_GLYPHS = 3000 /* kept; then all go */ };

struct dots;

struct dots *dots_new(void);
void dots_free(struct dots *dots);

/** dots_open - file number @file (below DOTS_FILES) from @bytes, which stay. @tag: its script, as ISO 15924 says. False: it is no font. No-op if it is open. */
bool dots_open(struct dots *dots, int file, const void *bytes, size_t size, const char *tag);
bool dots_is_open(const struct dots *dots, int file);

/** dots_has - whether it can draw @character. dots_extent - how far it goes above and below its line at @size_px, both positive. */
bool dots_has(struct dots *dots, int file, uint32_t character);
void dots_extent(struct dots *dots, int file, int size_px, int *ret_ascent_px, int *ret_descent_px);

/**
 * dots_width - of @size bytes of UTF-8 when shaped as one run. dots_draw - put it on @paper with its top left there.
 * The same places and dots as SDL_ttf's with light hinting, cut at half.
 */
int dots_width(struct dots *dots, int file, int size_px, bool rtl, const char *bytes, int size);
struct text_paper;
void dots_draw(struct dots *dots, int file, int size_px, bool rtl, const char *bytes, int size, const struct text_paper *paper, int x_px, int y_px, bool ink);
