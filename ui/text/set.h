/* SPDX-License-Identifier: MIT */
/* set.h - from a sentence to lines of runs: scripts, directions, breaks. Internal to ui/text. */
#pragma once

#include "ui/text/ink.h"

#include <fribidi.h>

enum { SET_CHARS = TEXT_MAX_BYTES, SET_CLEAN_BYTES = 3 * TEXT_MAX_BYTES + 1 };

/* Everything one text_set() needs, kept so that it is not allocated each time; large, but only touched as far as texts are long. */
struct set {
	struct faces *faces;
	struct ink *ink;
	struct text_style style;
	int max_width_px;
	enum text_align align;
	bool rtl;

	int count;                                 /* characters */
	uint32_t character[SET_CHARS];
	int source_at[SET_CHARS + 1], clean_at[SET_CHARS + 1]; /* byte offsets in what came and in clean */
	char clean[SET_CLEAN_BYTES];               /* well-formed, without control characters */
	uint8_t script[SET_CHARS];
	FriBidiLevel level[SET_CHARS];
	FriBidiCharType type[SET_CHARS];
	FriBidiBracketType bracket[SET_CHARS];

	struct text_line line[SET_CHARS + 1];
	int line_count;
	struct text_run run[SET_CHARS];
	FriBidiLevel run_level[SET_CHARS];
	int run_count;
	int width_px, line_px, baseline_px;        /* results */
};

/** set_lines - break, order and measure; fills line, run and the results from the fields above. @utf8: at most TEXT_MAX_BYTES. */
void set_lines(struct set *set, const char *utf8);

/** set_tracking - what @characters characters of this style add, in px. */
int set_tracking(const struct text_style *style, int characters);

/** set_wipe - forget the sentence. */
void set_wipe(struct set *set);
