/* SPDX-License-Identifier: MIT */
/* focus.h - where keys and switches stand: moves in reading order, survives a rebuild by its key. */
#pragma once

#include "ui/tree/node.h"

/**
 * focus_move - the focusable node @steps (−1, +1 …) after the one with @key, in reading order and around the ends.
 * A @key that is not there counts as before the first. NULL when nothing can be focused.
 */
struct node *focus_move(const struct tree *tree, uint64_t key, int steps);

/** focus_keep - after a rebuild: the node with @key if it can still be focused or is a row of a keyboard, else NULL. */
struct node *focus_keep(const struct tree *tree, uint64_t key);

/** focus_set - mark @node (or nothing: NULL) as the focused one, so that painter and dumps show it. */
void focus_set(struct tree *tree, struct node *node);

/** focus_find - the node that is marked; NULL. */
struct node *focus_find(const struct tree *tree);
