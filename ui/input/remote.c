/* SPDX-License-Identifier: MIT */
/* The same gate as a finger's: what cannot be touched cannot be driven from outside either. */
#include "ui/input/remote.h"

#include "ui/visit/visit.h"

#include <string.h>

enum fail remote_read(const struct tree *tree, const char *id, const char *does, const char *text, struct remote_act *ret)
{
	bool set = strcmp(does, "set") == 0;
	if (!set && strcmp(does, "press") != 0)
		return FAIL(INPUT, "a node can be pressed or set, not \"%.20s\"", does);
	const struct node *node = tree_find(tree, id);
	if (!node)
		return FAIL(EMPTY, "there is no \"%.80s\" on this screen", id);
	if (!node_focusable(tree, node))
		return FAIL(DENIED, "\"%.80s\" cannot be pressed now", id);
	if (set && node->role != NODE_ROLE_FIELD)
		return FAIL(DENIED, "\"%.80s\" is no field", id);
	*ret = (struct remote_act){ .first = node->action, .node_id = node->id };
	if (set)
		ret->then = (struct node_action){ .what = ACTION_SET, .text = text ? text : "" };
	return FAIL_NONE;
}
