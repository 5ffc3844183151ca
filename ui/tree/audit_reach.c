/* SPDX-License-Identifier: MIT */
/* audit_reach.c - for those who sit, or stand, or have one hand: where a control may be. */
#include "ui/tree/audit.h"

#include <stdio.h>

int audit_reach(const struct tree *tree, int top_px, int bottom_px, struct audit_rule_broken ret[static AUDIT_BROKEN_MAX])
{
	int count = 0;
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		bool within = node->top_px >= top_px && node->top_px + node->height_px <= bottom_px;
		if (!node_focusable(tree, node) || within || count++ >= AUDIT_BROKEN_MAX)
			continue;
		struct audit_rule_broken *broken = &ret[count - 1];
		*broken = (struct audit_rule_broken){ .rule = "reach", .node = node };
		snprintf(broken->words, sizeof broken->words, "#%.60s stands at %d to %d px, reach is %d to %d", node->id, node->top_px, node->top_px + node->height_px, top_px, bottom_px);
	}
	return count;
}
