/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the panel driver reports one pointer. A second finger shows as another DOWN, which is ignored; the first UP ends the touch.
 */
#include "ui/input/press.h"

#include "ui/layout/layout.h"
#include "ui/visit/hands.h"

#include <stdlib.h>

static void hold(struct press *press, bool down, bool inside, uint64_t key)
{
	press->down = down;
	press->inside = inside;
	press->key = key;
}

static enum press_result went_down(struct press *press, const struct node *at)
{
	if (press->down)
		return PRESS_NOTHING;
	hold(press, true, at != NULL, at ? at->key : 0);
	return at ? PRESS_LOOKS : PRESS_NOTHING;
}

static enum press_result moved(struct press *press, const struct node *at)
{
	bool inside = press->key != 0 && at && at->key == press->key;
	if (!press->down || inside == press->inside)
		return PRESS_NOTHING;
	press->inside = inside;
	return PRESS_LOOKS;
}

static enum press_result went_up(struct press *press, const struct node *at, const struct node **ret_node)
{
	struct press was = *press;
	hold(press, false, false, 0);
	if (!was.down)
		return PRESS_NOTHING;
	if (was.key == 0)
		return at ? PRESS_NOTHING : PRESS_ELSEWHERE;
	if (!at || at->key != was.key)
		return was.inside ? PRESS_LOOKS : PRESS_NOTHING;
	*ret_node = at;
	return PRESS_FIRES;
}

enum press_result press_event(struct press *press, const struct tree *tree, const struct window_event *event, const struct node **ret_node)
{
	switch (event->kind) {
	case WINDOW_DOWN:
		return went_down(press, layout_hit(tree, event->x_px, event->y_px));
	case WINDOW_MOVE:
		return press->down ? moved(press, layout_hit(tree, event->x_px, event->y_px)) : PRESS_NOTHING;
	case WINDOW_UP:
		return went_up(press, layout_hit(tree, event->x_px, event->y_px), ret_node);
	case WINDOW_KEY: case WINDOW_TEXT: case WINDOW_EXPOSED: case WINDOW_CLOSED:
		break;
	}
	return PRESS_NOTHING;
}

/* Whoever looks over a shoulder does not see which key types something secret. */
static bool types_secretly(const struct tree *tree)
{
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node->role == NODE_ROLE_FIELD && node->caret >= 0)
			return node->state & NODE_SECRET;
	return false;
}

void press_mark(const struct press *press, struct tree *tree)
{
	struct node *node = press->down && press->inside ? tree_find_key(tree, press->key) : NULL;
	if (node && !(node->role == NODE_ROLE_KEY && types_secretly(tree)))
		node->state |= NODE_PRESSED;
}

bool press_again(struct press *press, const struct window_event *event, int64_t now_ms, int near_px)
{
	bool near = press->left && abs(event->x_px - press->left_x_px) <= near_px && abs(event->y_px - press->left_y_px) <= near_px;
	bool again = event->kind == WINDOW_DOWN && !press->down && near && now_ms - press->left_ms < HANDS_STEADY_MS;
	if (event->kind == WINDOW_UP) {
		press->left = true;
		press->left_x_px = event->x_px;
		press->left_y_px = event->y_px;
		press->left_ms = now_ms;
	}
	return again;
}

/* A finger on a key that no node has. */
void press_swallow(struct press *press)
{
	hold(press, true, false, UINT64_MAX);
}

/* The finger stays down, on a key that no node has. */
void press_cancel(struct press *press)
{
	if (press->down)
		hold(press, true, false, UINT64_MAX);
}
