/* SPDX-License-Identifier: MIT */
/* text.h - sentences of any script set in a width: bidi, script runs, line breaks, ink. No window needed; the printer uses it too. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

enum text_weight { TEXT_REGULAR, TEXT_MEDIUM, TEXT_SEMIBOLD, TEXT_BOLD, TEXT_WEIGHT_COUNT };
enum text_align { TEXT_START, TEXT_CENTRE, TEXT_END };

enum text_hand { TEXT_HAND_PLAIN, TEXT_HAND_NASTALIQ }; /* how Arabic script is written: Naskh-like, or Nastaliq (Urdu on the screen) */

struct text_style {
	int size_px;             /* em; TEXT_SIZE_MIN..TEXT_SIZE_MAX, else the nearest */
	int line_px;             /* baseline to baseline; 0: by script. Scripts that need more take more: Arabic and Bengali 1.5 em, Nastaliq 2.1 em */
	enum text_weight weight; /* Latin has all four; other scripts take the nearest they have */
	int tracking_px;         /* added between characters, Latin only; may be negative */
	int tracking_milli_em;   /* the same in thousandths of the size; both are added */
	enum text_hand hand;
	bool tight;              /* line_px even where the script would like more: for one line in a low button */
};

enum {
	TEXT_MAX_BYTES = 16 * 1024,
	TEXT_SIZE_MIN = 6, TEXT_SIZE_MAX = 400,
	TEXT_INK_MAX_BYTES = 6 * 1024 * 1024, /* the cache; when it is full everything in it is dropped */
	TEXT_ARENA_MAX_BYTES = 3 * 1024 * 1024, /* the most that one text_set() takes from an arena */
};

struct text; /* the engine: fonts by (script, weight, size), a cache of ink with a maximum */

struct text_run { int x_px, y_px, width_px; int face; const char *bytes; int size_bytes; int start_bytes; bool rtl; };
struct text_line { int top_px, width_px; int first_run, run_count; int start_bytes, end_bytes; };
struct paragraph {
	int width_px, height_px;    /* of the ink's boxes: widest line; lines × line height */
	const struct text_line *line; int line_count;
	const struct text_run *run; int run_count;
	struct text_style style;
	int line_px, baseline_px;   /* of each line: its height, and its baseline from its top */
};

/** text_open - fonts from @folder (assets/fonts), opened when first used. FAIL_EMPTY no fonts there · FAIL_IO. */
enum fail text_open(const char *folder, struct text **ret);
/** text_open_paper - the same for one bit a pixel: zeros have no slash, and letters, on whole pixels, are drawn three times as fast. */
enum fail text_open_paper(const char *folder, struct text **ret);
void text_close(struct text *text);
/** text_lacks - a font file that is missing or broken, each told once; NULL. Its letters are written in another font, or as boxes. */
const char *text_lacks(struct text *text);

/**
 * text_set - lay @utf8 out in at most @max_width_px (0: one line). @rtl: the base direction. "\n" breaks lines; a word that is too long is broken.
 * @ret: in @arena. FAIL_LIMIT more than TEXT_MAX_BYTES. Broken UTF-8 shows as U+FFFD, control characters as spaces.
 * Lines break after spaces, and after a hyphen or en dash that a letter follows; no word is ever lost. Offsets in lines and runs count in @utf8 if it is valid.
 */
enum fail text_set(struct text *text, struct arena *arena, const char *utf8, const struct text_style *style, int max_width_px, enum text_align align, bool rtl, const struct paragraph **ret);

/** text_measure - the size that text_set() would give, without keeping it. 0 × 0 when it would fail. */
void text_measure(struct text *text, const char *utf8, const struct text_style *style, int max_width_px, bool rtl, int *ret_width_px, int *ret_height_px);

/** text_draw - put a paragraph's ink on @surface (32 bit) with its top left at @x_px, @y_px, in @rgb, clipped by the surface's clip rectangle. @surface: 32 bit with red in bits 16–23, blue in 0–7. */
void text_draw(struct text *text, const struct paragraph *paragraph, SDL_Surface *surface, int x_px, int y_px, uint32_t rgb);

/** text_draw_dots - the same on paper, by an engine of text_open_paper(): one bit a pixel, rows of @dots / 8 bytes, the left one is the high bit; where half is covered, it is set (@ink) or cleared. */
struct text_paper { uint8_t *bits; int dots, rows; };
void text_draw_dots(struct text *text, const struct paragraph *paragraph, const struct text_paper *paper, int x_px, int y_px, bool ink);

/**
 * text_capital - how high capitals are in words of @style, in px. Arabic and Bengali have none: they are set in the size of the Latin capitals
 * beside them, and measured by those. Nastaliq is set in its own size, and measured by its own font's.
 */
double text_capital(const struct text *text, const struct text_style *style);

/** text_caret - where the caret before byte @offset stands: @ret_x, @ret_y of the line's top inside the paragraph. */
void text_caret(struct text *text, const struct paragraph *paragraph, int offset, int *ret_x, int *ret_y);

/**
 * text_hit - the byte offset of the caret place nearest to @x_px, @y_px in the paragraph of @utf8, between characters as they are read.
 * @ret_on: whether the point is on the ink of a character, not beside the text. Cost: measures one line.
 */
int text_hit(struct text *text, const struct paragraph *paragraph, const char *utf8, int x_px, int y_px, bool *ret_on);

/** text_marked - the rectangles of the bytes from @from to @to, at most @room, line by line, left to right; neighbours are one. Returns how many. */
struct text_area { int left_px, top_px, width_px; };
int text_marked(struct text *text, const struct paragraph *paragraph, int from, int to, struct text_area *ret, int room);

/** text_forget - drop all cached ink and wipe it (it shows answers); fonts stay open. */
void text_forget(struct text *text);
