/* SPDX-License-Identifier: MIT */
/* action_row.h - the bottom row of a page: back, and the one main thing. */
#pragma once

#include "ui/widgets/build.h"

enum { ACTION_MORE_MAX = 2 };

/* A small thing beside the two: @words are heard, @brief is seen. */
struct action_more { const char *id, *words, *brief, *icon; struct node_action action; };

struct action_row {
	const char *back_words;           /* NULL: "Back" */
	const char *back_id;              /* NULL: "back" */
	struct node_action back;          /* .what 0: no back button */
	bool back_stays;                  /* also on the later pages of a column that turns: it closes something */
	bool back_plain;                  /* no arrow: it does not lead back */
	const char *main_id, *main_words, *main_icon; /* icon after the words; NULL none */
	const char *main_brief;           /* what is seen of the words where they have no room at all; or NULL */
	struct node_action main;          /* .what 0: no main button */
	struct action_more more[ACTION_MORE_MAX]; /* only where all stand beside the box that types */
	int more_count;
};

/** action_row_pairs - whether what stands beside the box that types has room two by two. */
bool action_row_pairs(const struct build *build, const struct action_row *row);

/** action_row_show - the row in the open group; its texts need to live only during the call. */
void action_row_show(struct build *build, const struct action_row *row);
