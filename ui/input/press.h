/* SPDX-License-Identifier: MIT */
/* press.h - one finger on one control: shows at once, acts on release inside, slides off without doing anything. */
#pragma once

#include "drivers/display/window.h"
#include "ui/tree/node.h"

struct press {
	bool down;         /* a finger is on the panel; others are ignored until it leaves */
	bool inside;       /* and still (or again) on the control it went down on */
	uint64_t key;      /* that control; 0: it went down where nothing can be pressed */
	bool left;         /* a finger has left the panel before, there and then */
	int left_x_px, left_y_px; int64_t left_ms;
};

enum press_result {
	PRESS_NOTHING,
	PRESS_LOOKS,       /* the pressed look changed: show the tree again */
	PRESS_FIRES,       /* released inside: do *ret_node's action */
	PRESS_ELSEWHERE,   /* a whole touch on nothing: wakes an idle kiosk */
};

/**
 * press_event - follow DOWN, MOVE and UP on @tree (laid out). @ret_node: set on PRESS_FIRES, borrowed from @tree.
 * Screens may be rebuilt in between: the control is remembered by its key. Other kinds of events: PRESS_NOTHING.
 */
enum press_result press_event(struct press *press, const struct tree *tree, const struct window_event *event, const struct node **ret_node);

/** press_mark - set NODE_PRESSED on the control in @tree, so that the painter shows it; not on keys while a secret field types. */
void press_mark(const struct press *press, struct tree *tree);

/**
 * press_again - whether @event is a DOWN within HANDS_STEADY_MS and @near_px of where and when a finger left: a hand that shakes. To be told every
 * DOWN and UP before press_event(). press_swallow - this touch does nothing, down to its end; no press_event() for its DOWN.
 */
bool press_again(struct press *press, const struct window_event *event, int64_t now_ms, int near_px);
void press_swallow(struct press *press);

/** press_cancel - the screen was taken away under the finger: nothing will fire; the finger must leave first. */
void press_cancel(struct press *press);
