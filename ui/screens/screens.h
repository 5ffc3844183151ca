/* SPDX-License-Identifier: MIT */
/* screens.h - from the visit to the tree: every screen is a function, this is the table of them. */
#pragma once

#include "ui/layout/layout.h"
#include "ui/tree/node.h"
#include "ui/visit/visit.h"

/**
 * screen_build - the tree for what the visit shows now, ready for layout_tree(). Ids are stable:
 * start, person, finish, language, easier, close, topic:<id>, event:<id>, all, where, next, service:<code>, begin, use, different, forget, back, continue, skip, field:<field>, choice:<field>:<value>,
 * key:<char>, key-delete, key-space, key-shift, key-layer, key-clear, key-next, error:<field>, change:<component>, send, print-again, print-list, print-branch, print-charter, charter, another,
 * add, item-change:<n>, item-remove:<n>, item-gone, more-time, page-next, page-previous, why, sign, interpreter, try-again, language:<tag>, rate:<n>.
 * Returns FAIL_NONE · FAIL_LIMIT/FAIL_INPUT from tree_end().
 */
enum fail screen_build(const struct visit *visit, struct tree *tree);

/* @spare: the words had no room as the panel composes them; it stays so while the same screen is shown, that its parts follow each other. @room: what layout_tree() said at last. */
struct fitting { struct text *text; const struct layout_panel *panel; bool spare; enum fail room; };

/**
 * screen_fit - screen_build() and layout_tree(); where the words have no room, once more with less beside them and in pages.
 * Returns what screen_build() returns; @fitting->room is not FAIL_NONE where there is no room even so: the tree is laid out as far as it goes.
 */
enum fail screen_fit(const struct visit *visit, struct tree *tree, struct fitting *fitting);

/** SCREEN_LARGEST_PERCENT - the largest text that the easier sheet offers, on every panel. */
enum { SCREEN_LARGEST_PERCENT = 200 };

/** screen_message - the sentence for one broken rule in the visit's language, in @arena (custom messages honoured). */
const char *screen_message(const struct visit *visit, struct arena *arena, const struct form_error *error);
