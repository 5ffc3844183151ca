/* SPDX-License-Identifier: MIT */
/* face.h - the fonts: which script a character belongs to, and an open font for each (script, weight, size). */
#pragma once

#include "firmware/base/fail.h"
#include "ui/text/text.h"

#include <SDL_ttf.h>

enum script { SCRIPT_LATIN, SCRIPT_ARABIC, SCRIPT_NASTALIQ, SCRIPT_BENGALI, SCRIPT_COUNT };

/* A face is a number, so that runs can name one without holding it: (script, weight, size) packed. */
int face_number(enum script script, enum text_weight weight, int size_px);
enum script face_script(int face);

struct faces;

/**
 * faces_open - maps the font files of @folder. @paper: the zero has no slash, which one bit a dot would close, and letters stand on whole
 * pixels, drawn once for all their places (dots.h). FAIL_EMPTY none of them is there · FAIL_IO.
 */
enum fail faces_open(const char *folder, bool paper, struct faces **ret);
void faces_close(struct faces *faces);

/** faces_lacks - a font file that is missing or broken, each told once; NULL. Another font writes its letters, or boxes. */
const char *faces_lacks(struct faces *faces);

/** faces_font - the open font for @face, set to write in that direction; at most 32 stay open. NULL only if every font file is broken. */
TTF_Font *faces_font(struct faces *faces, int face, bool rtl);

/** script_of - the script a character asks for, or -1 for what is common to all (spaces, most signs). @hand: for Arabic. */
int script_of(uint32_t character, enum text_hand hand);

/** faces_have - whether the fonts of @script can draw @character. */
bool faces_have(struct faces *faces, enum script script, uint32_t character);

/** faces_extent - how far the font for @face goes above and below its line, both positive; 0 without a font. */
void faces_extent(struct faces *faces, int face, int *ret_ascent_px, int *ret_descent_px);

/** faces_on_paper - whether they were opened for it: then there is no faces_font(), but these two. Measure and draw one run; nothing without a font. */
bool faces_on_paper(const struct faces *faces);
int faces_dots_width(struct faces *faces, int face, bool rtl, const char *bytes, int size);
void faces_dots_draw(struct faces *faces, int face, bool rtl, const char *bytes, int size, const struct text_paper *paper, int x_px, int y_px, bool ink);

/** faces_weight - the weight that exists nearest to @weight. */
enum text_weight faces_weight(enum script script, enum text_weight weight);

/** faces_capital - how high a capital of that script's font is, in parts of an em; 0 without the font. */
double faces_capital(const struct faces *faces, enum script script);
