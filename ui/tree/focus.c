/* SPDX-License-Identifier: MIT */
/* focus.c - one focus per tree, always on something that can be pressed. */
#include "ui/tree/focus.h"

struct node *focus_move(const struct tree *tree, uint64_t key, int steps)
{
	struct node *stop[NODE_MAX];
	int count = 0, at = -1;
	for (struct node *node = tree->root; node && count < NODE_MAX; node = node_next(node)) {
		if (!node_focusable(tree, node))
			continue;
		if (node->key == key)
			at = count;
		stop[count++] = node;
	}
	if (count == 0)
		return NULL;
	if (at < 0)
		at = steps > 0 ? -1 : 0;
	return stop[((at + steps) % count + count) % count];
}

struct node *focus_keep(const struct tree *tree, uint64_t key)
{
	struct node *node = tree_find_key(tree, key);
	return node && (node_focusable(tree, node) || node->state & NODE_ROW) ? node : NULL;
}

void focus_set(struct tree *tree, struct node *node)
{
	for (struct node *at = tree->root; at; at = node_next(at))
		at->state &= ~(unsigned)NODE_FOCUSED;
	if (node)
		node->state |= NODE_FOCUSED;
}

struct node *focus_find(const struct tree *tree)
{
	for (struct node *at = tree->root; at; at = node_next(at))
		if (at->state & NODE_FOCUSED)
			return at;
	return NULL;
}
