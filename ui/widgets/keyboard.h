/* SPDX-License-Identifier: MIT */
/* keyboard.h - the keyboards on the screen: letters with three layers, postcode, email, and the number pads; below them the keys that move and mark. */
#pragma once

#include "ui/widgets/build.h"

enum keyboard_kind { KEYBOARD_NONE, KEYBOARD_TEXT, KEYBOARD_UPPER /* postcodes, codes */, KEYBOARD_EMAIL, KEYBOARD_NUMBER, KEYBOARD_PHONE, KEYBOARD_DATE };

struct keyboard {
	enum keyboard_kind kind;
	bool next;        /* another box comes after this one */
	int next_part;    /* 1..: on that part of a long page; 0: the page has one part */
	bool lines;       /* the value may have several lines */
	bool point, minus; /* of a number pad */
	bool suggests;     /* names may be offered above the keys: room is kept for them */
};

enum { KEY_LEAST = 52, KEY_GAP_LEAST = 11 }; /* 12.7 and 2.54 mm */

/* A key that is not a letter. */
struct function_key {
	const char *id, *words, *brief /* when there is no room for them; NULL */, *icon;
	int share;
	enum action what;
	int number;
	bool on;
	const char *shown /* letters that say what it is for, before its words; NULL */, *language, *text;
};

/** keyboard_area - where it stands: at the bottom of the body (portrait) or of the touch column. keyboard_reserve - what the reading half must leave free; 0 on split panels. */
struct area keyboard_area(const struct build *build, const struct keyboard *keyboard);
int keyboard_reserve(const struct build *build, const struct keyboard *keyboard);

/** keyboard_show - the keys of the layer in use; ids as in screens.h. Never mirrored. */
void keyboard_show(struct build *build, const struct keyboard *keyboard);

/** keyboard_function - @key, @height high, in @room: words and icon if both fit, else the words, then the brief ones, at last the icon alone. */
void keyboard_function(struct build *build, const struct function_key *key, int height, int room);

/** keyboard_edit_row - left, right, clear or undo; with @letters a word at a time, and their order. @row: its number. In @width. */
void keyboard_edit_row(struct build *build, int row, int width, int gap, int height, bool letters);

/** keyboard_row_open - row @row, from 1: a group that switches stop at. keyboard_row_close - it is named by its first and its last key. */
struct node *keyboard_row_open(struct build *build, int row, int gap);
void keyboard_row_close(struct build *build, struct node *row);
