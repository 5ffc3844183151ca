/* SPDX-License-Identifier: MIT */
/* measure.h - how wide a node would like to be, and how high it is at a width. Internal to ui/layout. */
#pragma once

#include "ui/layout/layout.h"

enum { SUB = 64 }; /* parts of a pixel */

struct flow {
	struct tree *tree;
	struct text *text;
	const struct layout_panel *panel;
	struct arena arena;   /* for measuring; emptied after each node */
	const struct node *cramped;
	int need_px, have_px;
};

struct insets { int top, bottom, start, end; };

/* One line of a row that wraps: from first up to, not with, end; used in 1/64 px. */
struct flow_line { struct node *first, *end; int count; int64_t used; };

/** flow_px - design pixels here. flow_insets - border and padding. flow_gap, flow_gap_lines, flow_gap_own - between children, lines, and own content and children. */
int flow_px(const struct flow *flow, int dp);
struct insets flow_insets(const struct flow *flow, const struct node *node);
int flow_gap(const struct flow *flow, const struct node *node);
int flow_gap_lines(const struct flow *flow, const struct node *node);
int flow_gap_own(const struct flow *flow, const struct node *node);

/** flow_has_own - whether the node draws something itself. flow_beside - whether that stands beside its children. */
bool flow_has_own(const struct node *node);
bool flow_beside(const struct node *node);

/** flow_own - what the node draws itself, measured in at most @max_width. flow_own_in_row - what is left for it beside its children. */
void flow_own(struct flow *flow, struct node *node, int max_width, int *ret_width, int *ret_height);
int flow_own_in_row(struct flow *flow, struct node *node, int inner);

/** flow_height - of the node at @width. flow_width - at most @max_width. flow_width_in - of a child in a column of @inner px. */
int flow_height(struct flow *flow, struct node *node, int width);
int flow_width(struct flow *flow, struct node *node, int max_width);
int flow_width_in(struct flow *flow, struct node *node, struct node *child, int inner);

/** flow_row_widths - gives each child of a row its width_px, in 1/64 px. flow_wrap_line - the same for the line that starts at @first. */
void flow_row_widths(struct flow *flow, struct node *node, int inner);
struct flow_line flow_wrap_line(struct flow *flow, struct node *node, struct node *first, int inner);
int flow_line_height(struct flow *flow, const struct flow_line *line);

/** flow_next - @node, or the first after it that is not placed absolutely and not on another page; NULL. */
struct node *flow_next(struct node *node);

/** pages_turn - if the tree has a column that turns, take out of the tree what is on its other pages. */
void pages_turn(struct flow *flow);

#define EACH_CHILD(NODE, CHILD) struct node *CHILD = flow_next((NODE)->child); CHILD; CHILD = flow_next(CHILD->next)
