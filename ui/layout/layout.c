/* SPDX-License-Identifier: MIT */
/* layout.c - placing: each node gets its rectangle and gives its children theirs. */
#include "ui/layout/layout.h"

#include "ui/layout/measure.h"

enum { LEADING_DP = 8 /* of a line of words: air above and below its ink */ };

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static void place(struct flow *flow, struct node *node, int left, int top, int width, int height);

struct room { int left, top, width, height; bool mirrored; };

static void note_cramped(struct flow *flow, struct node *node, int need, int have, int leave)
{
	if (need <= have + leave)
		return;
	node->cramped = true;
	if (flow->cramped)
		return;
	flow->cramped = node;
	flow->need_px = need;
	flow->have_px = have;
}

/* @x counts from the start edge of the room. */
static void place_in(struct flow *flow, const struct room *room, struct node *child, int x, int y, int width, int height)
{
	int left = room->mirrored ? room->left + room->width - x - width : room->left + x;
	place(flow, child, left, room->top + y, width, height);
}

static int aligned(enum box_align align, int slack)
{
	return align == ALIGN_CENTRE ? slack / 2 : align == ALIGN_END ? slack : 0;
}

static void place_line(struct flow *flow, struct node *node, const struct room *room, const struct flow_line *line, int top, int height)
{
	int64_t used = 0;
	int count = 0, gap = flow_gap(flow, node);
	for (struct node *child = line->first; child != line->end; child = flow_next(child->next), count++)
		used += child->width_px + (count ? (int64_t)gap * SUB : 0);
	note_cramped(flow, node, (int)(used / SUB), room->width, 1);
	int64_t at = aligned(node->box.pack, (int)((int64_t)room->width * SUB - used));
	if (at < 0)
		at = 0;
	for (struct node *child = line->first, *next; child != line->end; child = next) {
		next = flow_next(child->next);
		int from = (int)((at + SUB / 2) / SUB), end = (int)((at + child->width_px + SUB / 2) / SUB);
		at += child->width_px + (int64_t)gap * SUB;
		int high = node->box.align == ALIGN_FILL && child->box.height == 0 && look_of(child->look)->width == 0 ? height : flow_height(flow, child, end - from);
		note_cramped(flow, node, high, height, 1);
		place_in(flow, room, child, from, top + aligned(node->box.align, height - high), end - from, high);
	}
}

static void place_row(struct flow *flow, struct node *node, const struct room *room)
{
	if (!node->box.wrap) {
		flow_row_widths(flow, node, room->width);
		struct flow_line line = { .first = flow_next(node->child) };
		place_line(flow, node, room, &line, 0, room->height);
		return;
	}
	int top = aligned(node->box.pack, 0);
	for (struct node *first = flow_next(node->child); first;) {
		struct flow_line line = flow_wrap_line(flow, node, first, room->width);
		int height = flow_line_height(flow, &line);
		place_line(flow, node, room, &line, top, height);
		top += height + flow_gap_lines(flow, node);
		first = line.end;
	}
	note_cramped(flow, node, top - flow_gap_lines(flow, node), room->height, 1);
}

static void place_column(struct flow *flow, struct node *node, const struct room *room)
{
	int used = 0, grow = 0, count = 0, gap = flow_gap(flow, node);
	for (EACH_CHILD(node, measured)) {
		measured->width_px = flow_width_in(flow, node, measured, room->width);
		measured->height_px = measured->box.equal && measured->box.grow > 0 ? 0 : flow_height(flow, measured, measured->width_px);
		used += measured->height_px + (count++ ? gap : 0);
		grow += measured->box.grow;
	}
	note_cramped(flow, node, used, room->height, 1);
	int left = max_int(room->height - used, 0), at = grow ? 0 : aligned(node->box.pack, left), given = 0, asked = 0;
	for (struct node *child = flow_next(node->child), *next; child; child = next) {
		next = flow_next(child->next);
		asked += child->box.grow;
		int share = grow ? left * asked / grow - given : 0;
		given += share;
		int width = child->width_px, height = child->height_px + share;
		note_cramped(flow, node, width, room->width, 1);
		place_in(flow, room, child, aligned(node->box.align, room->width - width), at, width, height);
		at += height + gap;
	}
}

static void place_stack(struct flow *flow, struct node *node, const struct room *room)
{
	for (struct node *child = flow_next(node->child), *next; child; child = next) {
		next = flow_next(child->next);
		int width = flow_width_in(flow, node, child, room->width);
		int height = node->box.pack == ALIGN_FILL && child->box.height == 0 && look_of(child->look)->width == 0 ? room->height : flow_height(flow, child, width);
		note_cramped(flow, node, height, room->height, 1);
		place_in(flow, room, child, aligned(node->box.align, room->width - width), aligned(node->box.pack, room->height - height), width, height);
	}
}

/* From edge to edge, so that what meets in design pixels meets on every panel. */
static int span_px(const struct flow *flow, int from_dp, int size_dp)
{
	return flow_px(flow, from_dp + size_dp) - flow_px(flow, from_dp);
}

/* Relative to the parent's outer edges. */
static void place_absolute(struct flow *flow, struct node *node, bool mirrored)
{
	struct room room = { node->left_px, node->top_px, node->width_px, node->height_px, mirrored };
	for (struct node *child = node->child; child; child = child->next) {
		if (!child->box.absolute)
			continue;
		int x = flow_px(flow, child->box.x), width = child->box.width > 0 ? span_px(flow, child->box.x, child->box.width) : flow_width(flow, child, max_int(room.width - x, 1));
		int height = child->box.height > 0 ? span_px(flow, child->box.y, child->box.height) : flow_height(flow, child, width);
		place_in(flow, &room, child, x, flow_px(flow, child->box.y), width, height);
	}
}

/* Its own icon and words, and what that leaves for the children. */
static void place_own(struct flow *flow, struct node *node, struct room *room)
{
	node->own_width_px = node->own_height_px = 0;
	if (!flow_has_own(node))
		return;
	bool beside = node->child && flow_beside(node);
	int width = beside ? flow_own_in_row(flow, node, room->width) : room->width, own_width = 0, own_height = 0;
	flow_own(flow, node, width, &own_width, &own_height);
	note_cramped(flow, node, own_width, width, 1);
	note_cramped(flow, node, own_height, room->height, flow_px(flow, LEADING_DP));
	node->own_left_px = room->mirrored && beside ? room->left + room->width - width : room->left;
	node->own_top_px = room->top;
	node->own_width_px = width;
	node->own_height_px = node->child && !beside ? own_height : room->height;
	if (!node->child)
		return;
	int taken = (beside ? width : own_height) + (own_height ? flow_gap_own(flow, node) : 0);
	if (beside) {
		room->left += room->mirrored ? 0 : taken;
		room->width = max_int(room->width - taken, 0);
	} else {
		room->top += taken;
		room->height = max_int(room->height - taken, 0);
	}
}

static void place(struct flow *flow, struct node *node, int left, int top, int width, int height)
{
	node->left_px = left;
	node->top_px = top;
	node->width_px = width;
	node->height_px = height;
	bool mirrored = layout_mirrored(flow->tree, node);
	struct insets in = flow_insets(flow, node);
	struct room room = { left + (mirrored ? in.end : in.start), top + in.top, max_int(width - in.start - in.end, 0), max_int(height - in.top - in.bottom, 0), mirrored };
	place_own(flow, node, &room);
	if (node->box.flow == FLOW_STACK)
		place_stack(flow, node, &room);
	else if (node->box.flow == FLOW_ROW)
		place_row(flow, node, &room);
	else
		place_column(flow, node, &room);
	place_absolute(flow, node, mirrored);
}

enum fail layout_tree(struct tree *tree, struct text *text, const struct layout_panel *panel)
{
	struct flow flow = { .tree = tree, .text = text, .panel = panel };
	struct node *root = tree->root;
	if (!root)
		return FAIL_NONE;
	arena_init(&flow.arena, TEXT_ARENA_MAX_BYTES * 4);
	for (struct node *node = root; node; node = node_next(node)) {
		node->memo_for_px = node->capital_um = 0;
		node->cramped = false;
	}
	pages_turn(&flow);
	tree->text_percent = panel->text_percent;
	place(&flow, root, 0, 0, panel->width_px, panel->height_px);
	arena_done(&flow.arena);
	if (flow.cramped)
		return FAIL(LIMIT, "%s #%s needs %d px and has %d", node_role_name(flow.cramped->role), flow.cramped->id, flow.need_px, flow.have_px);
	return FAIL_NONE;
}

struct node *layout_hit(const struct tree *tree, int x_px, int y_px)
{
	struct node *hit = NULL;
	for (struct node *node = tree->root; node; node = node_next(node))
		if (x_px >= node->left_px && y_px >= node->top_px && x_px < node->left_px + node->width_px && y_px < node->top_px + node->height_px && node_focusable(tree, node))
			hit = node;
	return hit;
}
