/* SPDX-License-Identifier: MIT */
/* diff.h - what changed from one build of a screen to the next: which nodes, and which pixels. */
#pragma once

#include "ui/tree/node.h"

enum { DIFF_AREA_MAX = 16 };

enum diff_kind { DIFF_APPEARED, DIFF_CHANGED, DIFF_MOVED, DIFF_GONE };
struct diff_rect { int left_px, top_px, width_px, height_px; };
struct diff_change {
	enum diff_kind kind;       /* CHANGED: says or looks something else; MOVED: only its place */
	uint64_t key;
	const struct node *before; /* NULL when APPEARED */
	const struct node *after;  /* NULL when GONE */
};

struct diff {
	bool whole;                /* another screen, language or size, or no tree before: everything is to be painted */
	struct diff_rect area[DIFF_AREA_MAX]; /* what to paint again; none overlap; already @margin_px larger than the nodes */
	int area_count;
	struct diff_change change[2 * NODE_MAX];
	int change_count;
};

/**
 * diff_trees - compare two laid-out trees by key, old @before against new @after.
 * @margin_px: how far a node's paint reaches outside its rectangle (lip, focus ring).
 * @ret: filled always; its nodes are borrowed from the two trees. Cost: O(nodes).
 */
void diff_trees(const struct tree *before, const struct tree *after, int margin_px, struct diff *ret);
