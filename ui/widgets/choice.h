/* SPDX-License-Identifier: MIT */
/* choice.h - one row to pick: a radio or a checkbox with its words. */
#pragma once

#include "ui/widgets/build.h"

struct choice {
	bool many;                 /* a checkbox */
	const char *field, *value; /* id "choice:<field>:<value>" */
	const char *label, *hint, *lang, *image;
	const char *shown;         /* drawn instead of a label that is longer than a screen; NULL: the label */
	bool checked, personal;
	bool told;                 /* no choice but something to read: its lines stand as in running text */
	int place, of;
};

/** choice_show - the row in the open group, pressed by ACTION_CHOOSE. */
void choice_show(struct build *build, const struct choice *choice);

/** choice_box - its height and pads, for a row that stands among such. */
struct box choice_box(const struct build *build, const struct choice *choice);

/** choice_width - how wide a row is here: two stand side by side where everything that is read stands above. */
enum { CHOICE_PAIR_GAP = 20 };
int choice_width(const struct build *build);

/** choice_height - the room it takes in @width, without the gap after it. */
int choice_height(const struct build *build, const struct choice *choice, int width);
