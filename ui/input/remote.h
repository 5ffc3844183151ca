/* SPDX-License-Identifier: MIT */
/* remote.h - somebody else's finger: a test or the desk names a node and what to do with it. */
#pragma once

#include "ui/tree/node.h"

struct remote_act { struct node_action first, then; const char *node_id; }; /* then.what 0: one action only */

/**
 * remote_read - @does "press" or "set" (with @text) on the node @id of @tree, by the rules of a touch: the node is there, can be
 * pressed, and lies inside the sheet if there is one. @ret: borrows from @tree and @text.
 * Returns FAIL_NONE · FAIL_EMPTY no such node · FAIL_DENIED it cannot be pressed now, or is no field · FAIL_INPUT no such doing.
 */
enum fail remote_read(const struct tree *tree, const char *id, const char *does, const char *text, struct remote_act *ret);
