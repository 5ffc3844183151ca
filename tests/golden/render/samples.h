/* SPDX-License-Identifier: MIT */
/* samples.h - screens with nothing behind them: for looking at, and to notice when a change moves something. */
#pragma once

#include "ui/layout/layout.h"

struct sample {
	const char *name, *theme;
	void (*build)(struct tree *tree);
	struct layout_panel panel;
};

extern const struct sample samples[];
extern const int sample_count;

/* Pieces of screens, for both sample files. */
enum { PRESS = 1 };
struct sample_words { const char *lang; const char *easier, *language, *finish, *person, *status, *back, *next; };
extern const struct sample_words sample_english, sample_welsh, sample_urdu;

void sample_begin(struct tree *tree, const char *id, const char *title, const struct sample_words *words);
void sample_header(struct tree *tree, const char *first, const char *second);
void sample_progress(struct tree *tree, int now, int of);
void sample_actions(struct tree *tree, const struct sample_words *words, const char *main, const char *icon);
void sample_counter(struct tree *tree, const struct sample_words *words);
void sample_counter_large(struct tree *tree, const struct sample_words *words);
void sample_counter_landscape(struct tree *tree, const struct sample_words *words);
void sample_counter_small(struct tree *tree, const struct sample_words *words);

/* Everything but the counter; @focus: which choice has the focus, −1 none. */
void sample_radios_page(struct tree *tree, int focus);

void sample_idle(struct tree *tree);
void sample_home(struct tree *tree);
void sample_radios(struct tree *tree);
void sample_radios_focus(struct tree *tree);
void sample_radios_welsh(struct tree *tree);
void sample_radios_urdu(struct tree *tree);
void sample_radios_large(struct tree *tree);
void sample_radios_small(struct tree *tree);
void sample_keyboard(struct tree *tree);
void sample_error(struct tree *tree);
void sample_check(struct tree *tree);
void sample_done(struct tree *tree);
void sample_waiting(struct tree *tree);
void sample_person(struct tree *tree);
void sample_home_landscape(struct tree *tree);
void sample_parts(struct tree *tree);
