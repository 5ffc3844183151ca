/* SPDX-License-Identifier: MIT */
/* audit.h - rules that every laid-out screen keeps; used by tests on every screen of every journey. */
#pragma once

#include "ui/tree/node.h"

struct audit_rule_broken { const char *rule; const struct node *node; char words[160]; };
enum { AUDIT_BROKEN_MAX = 32 };

/**
 * audit_tree - names and roles present, one level-1 heading, targets ≥ 12.7 mm and gaps ≥ 2.54 mm at @px_per_mm, capitals ≥ 4.8 mm (7.33 at text size 150 %, 9 at 200 %; 7.33 there too for words on function keys, and for Urdu on a panel lower than 174 mm), everything inside the
 * screen, text inside its box, no two actionable nodes overlapping, no words on other words, nothing but a sheet under the counter's buttons, the person button present. With a modal dialog only what it leaves in reach counts.
 * Returns how many rules are broken (those beyond AUDIT_BROKEN_MAX are counted but not told).
 */
int audit_tree(const struct tree *tree, double px_per_mm, int width_px, int height_px, struct audit_rule_broken ret[static AUDIT_BROKEN_MAX]);

/** audit_reach - whether every control that can be pressed now lies between @top_px and @bottom_px, the part of the panel within everybody's reach. As audit_tree(). */
int audit_reach(const struct tree *tree, int top_px, int bottom_px, struct audit_rule_broken ret[static AUDIT_BROKEN_MAX]);
