/* SPDX-License-Identifier: MIT */
/* keys.h - what a hardware key means here: move the focus, press what has it, or edit the field that types. */
#pragma once

#include "drivers/display/window.h"
#include "ui/tree/node.h"
#include "ui/visit/visit.h"

enum key_meaning_kind { KEY_NOTHING, KEY_FOCUS, KEY_GO, KEY_PRESS, KEY_EDIT };
struct key_meaning {
	enum key_meaning_kind kind;
	int steps;                 /* KEY_FOCUS: -1 back, +1 on */
	const struct node *node;   /* KEY_PRESS: this one; KEY_GO: the focus goes here; borrowed from the tree */
	struct node_action action; /* KEY_EDIT: do this */
};

/**
 * key_read - @event of kind KEY or TEXT on the screen @tree, whose focused node is @focus (NULL: none, the field types).
 * Text goes to the field that types, wherever the focus ring is, except that Space on a control presses it.
 * Return presses what has the focus; in a one-line field, or without focus, the page's main button.
 */
struct key_meaning key_read(const struct visit *visit, const struct tree *tree, const struct node *focus, const struct window_event *event);
