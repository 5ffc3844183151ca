/* SPDX-License-Identifier: MIT */
/* layout.h - from boxes in design pixels to rectangles on the panel. */
#pragma once

#include "ui/layout/look.h"
#include "ui/text/text.h"
#include "ui/tree/node.h"

struct layout_panel {
	int width_px, height_px;
	double px_per_mm;        /* 4.03 at 21.5 inch, 1080 × 1920 */
	int text_percent;        /* 100..200 */
};

/* Where a screen composes differently. */
enum panel_class { PANEL_PORTRAIT, PANEL_LANDSCAPE, PANEL_SMALL };

/** layout_class - how screens compose on this panel: portrait when it is higher than wide, small when it has little height. */
enum panel_class layout_class(const struct layout_panel *panel);

/** layout_low - a panel of 10 inches: a line of words less of everything. */
enum { LAYOUT_LOW_DP = 700 };
bool layout_low(const struct layout_panel *panel);
/** layout_px - @dp design pixels on this panel. layout_border_px - the same for the width of a line: rounded down, at least 1. layout_width_dp, layout_height_dp - the panel's size in design pixels. */
int layout_px(const struct layout_panel *panel, int dp);
int layout_border_px(const struct layout_panel *panel, int dp);
int layout_width_dp(const struct layout_panel *panel);
int layout_height_dp(const struct layout_panel *panel);

/** layout_type - the text style of @type on this panel. */
struct text_style layout_type(const struct layout_panel *panel, enum type_style type);

/** layout_nastaliq - the size that Nastaliq is set in where others have @size_px: it stands taller, but keeps the millimetres of the text size. */
int layout_nastaliq(const struct layout_panel *panel, int size_px);

/** layout_grown - @dp at the panel's text size: @grow_percent more at 200 %, in px. */
int layout_grown(const struct layout_panel *panel, int dp, int grow_percent);

/** layout_icon - the side of an icon beside text of @type, in px. */
int layout_icon(const struct layout_panel *panel, enum type_style type);

/** layout_language - the language of @node's words: its own, an ancestor's, the screen's. What the root says is of the screen's name alone. */
const char *layout_language(const struct tree *tree, const struct node *node);

/** layout_mirrored - whether @node's children run from right to left. layout_text_rtl - whether its words do. */
bool layout_mirrored(const struct tree *tree, const struct node *node);
bool layout_text_rtl(const struct tree *tree, const struct node *node);

/* What a node draws of its own: parts with their places, on the surface in px. */
enum part_kind { PART_TEXT, PART_ICON, PART_IMAGE, PART_CIRCLE, PART_BOX, PART_PLATE, PART_DOT_HERE, PART_DOT_AWAY, PART_CARET, PART_MARKED /* of a text: drawn again in the other colours */ };
struct part {
	enum part_kind kind;
	int left_px, top_px, width_px, height_px;
	const struct paragraph *paragraph; /* TEXT, MARKED */
	int in_x_px, in_y_px;              /* MARKED: where it lies in the paragraph */
	const char *name;                  /* ICON, IMAGE */
	enum colour ink;
};
enum { CONTENT_PART_MAX = 20, CONTENT_MARKED_MAX = 12 };
struct content {
	struct part part[CONTENT_PART_MAX];
	int part_count;
	int width_px, height_px;           /* the room it needs */
	bool clip;                         /* parts may reach outside the node's own place and are cut there */
};

/**
 * layout_content - the one place that says what of @node stands where; the layout measures by it and the painter draws by it.
 * @width_px, @height_px: the room, without border and padding; width 0: as wide as it likes; height 0: not placed vertically.
 * @arena: holds paragraphs and copies. @ret: places relative to the room's left top.
 */
void layout_content(const struct tree *tree, const struct node *node, struct text *text, const struct layout_panel *panel, int width_px, int height_px, struct arena *arena, struct content *ret);

/**
 * layout_tree - give every node its rectangle. Each node's own content (icon, text, hint, field) is measured by its look:
 * see layout_content() for the one place that both layout and painter use.
 * Returns FAIL_NONE · FAIL_LIMIT something does not fit in its parent (the trail names the node; the rectangles are set all the same).
 */
enum fail layout_tree(struct tree *tree, struct text *text, const struct layout_panel *panel);

/** layout_text_at - the byte of the value of the field @node (laid out) under a point. @ret_on: on its letters, not beside them. */
int layout_text_at(const struct tree *tree, const struct node *node, struct text *text, const struct layout_panel *panel, int x_px, int y_px, struct arena *arena, bool *ret_on);

/** layout_hit - the actionable node at a point, respecting a modal dialog; NULL. */
struct node *layout_hit(const struct tree *tree, int x_px, int y_px);
