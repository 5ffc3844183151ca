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

struct text_style {
	int size_px;             /* em */
	int line_px;             /* baseline to baseline; 0: by script */
	enum text_weight weight;
	int tracking_px;         /* added between characters, Latin only; may be negative */
};

enum { TEXT_MAX_BYTES = 16 * 1024 };

struct text; /* the engine: fonts by (script, weight, size), a cache of ink with a maximum */

struct text_run { int x_px, y_px, width_px; int face; const char *bytes; int size_bytes; int start_bytes; bool rtl; };
struct text_line { int top_px, width_px; int first_run, run_count; int start_bytes, end_bytes; };
struct paragraph {
	int width_px, height_px;    /* of the ink's boxes: widest line; lines × line height */
	const struct text_line *line; int line_count;
	const struct text_run *run; int run_count;
	struct text_style style;
};

/** text_open - fonts from @folder (assets/fonts), opened when first used. FAIL_EMPTY no fonts there · FAIL_IO. */
enum fail text_open(const char *folder, struct text **ret);
void text_close(struct text *text);

/**
 * text_set - lay @utf8 out in at most @max_width_px (0: one line). @rtl: the base direction. "\n" breaks lines; a word that is too long is broken.
 * @ret: in @arena. FAIL_LIMIT more than TEXT_MAX_BYTES. Broken UTF-8 shows as U+FFFD.
 */
enum fail text_set(struct text *text, struct arena *arena, const char *utf8, const struct text_style *style, int max_width_px, enum text_align align, bool rtl, const struct paragraph **ret);

/** text_draw - put a paragraph's ink on @surface (32 bit) with its top left at @x_px, @y_px, in @rgb, clipped by the surface's clip rectangle. */
void text_draw(struct text *text, const struct paragraph *paragraph, SDL_Surface *surface, int x_px, int y_px, uint32_t rgb);

/** text_caret - where the caret before byte @offset stands: @ret_x, @ret_y of the line's top inside the paragraph. */
void text_caret(struct text *text, const struct paragraph *paragraph, int offset, int *ret_x, int *ret_y);

/** text_forget - drop all cached ink and wipe it (it shows answers); fonts stay open. */
void text_forget(struct text *text);
