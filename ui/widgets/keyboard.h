/* SPDX-License-Identifier: MIT */
/* keyboard.h - the keyboards on the screen: letters with three layers, postcode, email, and the number pads. */
#pragma once

#include "ui/widgets/build.h"

enum keyboard_kind { KEYBOARD_NONE, KEYBOARD_TEXT, KEYBOARD_UPPER /* postcodes, codes */, KEYBOARD_EMAIL, KEYBOARD_NUMBER, KEYBOARD_PHONE, KEYBOARD_DATE };

struct keyboard {
	enum keyboard_kind kind;
	bool next;        /* another box comes after this one */
	int next_part;    /* 1..: on that part of a long page; 0: the page has one part */
	bool lines;       /* the value may have several lines */
	bool point, minus; /* of a number pad */
};

/** keyboard_area - where it stands: at the bottom of the body (portrait) or of the touch column. keyboard_reserve - what the reading half must leave free; 0 on split panels. */
struct area keyboard_area(const struct build *build, const struct keyboard *keyboard);
int keyboard_reserve(const struct build *build, const struct keyboard *keyboard);

/** keyboard_show - the keys of the layer in use; ids as in screens.h. Never mirrored. */
void keyboard_show(struct build *build, const struct keyboard *keyboard);

/** keyboard_row_open - row @row, from 1: a group that switches stop at. keyboard_row_close - it is named by its first and its last key. */
struct node *keyboard_row_open(struct build *build, int row, int gap);
void keyboard_row_close(struct build *build, struct node *row);
