/* SPDX-License-Identifier: MIT */
/* layout.h - from boxes in design pixels to rectangles on the panel. */
#pragma once

#include "ui/text/text.h"
#include "ui/tree/node.h"

struct layout_panel {
	int width_px, height_px;
	double px_per_mm;        /* 4.03 at 21.5 inch, 1080 × 1920 */
	int text_percent;        /* 100..200 */
};

/* Where a screen composes differently. */
enum panel_class { PANEL_PORTRAIT, PANEL_LANDSCAPE, PANEL_SMALL };

enum panel_class layout_class(const struct layout_panel *panel);
/** layout_px - @dp design pixels on this panel. layout_width_dp, layout_height_dp - the panel's size in design pixels. */
int layout_px(const struct layout_panel *panel, int dp);
int layout_width_dp(const struct layout_panel *panel);
int layout_height_dp(const struct layout_panel *panel);

/** layout_type - the text style of @type on this panel. */
struct text_style layout_type(const struct layout_panel *panel, enum type_style type);

/**
 * layout_tree - give every node its rectangle. Each node's own content (icon, text, hint, field) is measured by its look:
 * see layout_content() for the one place that both layout and painter use.
 * Returns FAIL_NONE · FAIL_LIMIT something does not fit in its parent (the trail names the node; the rectangles are set all the same).
 */
enum fail layout_tree(struct tree *tree, struct text *text, const struct layout_panel *panel);

/** layout_hit - the actionable node at a point, respecting a modal dialog; NULL. */
struct node *layout_hit(const struct tree *tree, int x_px, int y_px);
