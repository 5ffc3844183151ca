/* SPDX-License-Identifier: MIT */
/*
 * layout.c - DESIGN: width in, height out. Each node is asked how wide it would like to be and how high it is at a width; then it is
 * placed and places its children. While a parent works, its children's left_px and width_px hold 1/64 px, so that equal keys do not
 * add up their roundings.
 */
#include "ui/layout/layout.h"

enum { SUB = 64, LEADING_DP = 8 /* of a line of words: air above and below its ink */ };

struct flow {
	struct tree *tree;
	struct text *text;
	const struct layout_panel *panel;
	struct arena arena;   /* for measuring; emptied after each node */
	const struct node *cramped;
	int need_px, have_px;
};

struct insets { int top, bottom, start, end; };

static int px(const struct flow *flow, int dp)
{
	return layout_px(flow->panel, dp);
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

static struct insets insets_of(const struct flow *flow, const struct node *node)
{
	const struct box *box = &node->box;
	const struct look *look = look_of(node->look);
	int border = layout_border_px(flow->panel, look->border);
	bool own = box->pad_top || box->pad_bottom || box->pad_start || box->pad_end;
	if (own)
		return (struct insets){ px(flow, box->pad_top), px(flow, box->pad_bottom), px(flow, box->pad_start), px(flow, box->pad_end) };
	return (struct insets){ border + px(flow, look->pad_top), border + px(flow, look->pad_bottom), border + px(flow, look->pad_x), border + px(flow, look->pad_x) };
}

static int gap_along(const struct flow *flow, const struct node *node)
{
	return px(flow, node->box.gap);
}

static int gap_lines(const struct flow *flow, const struct node *node)
{
	return px(flow, node->box.row_gap ? node->box.row_gap : node->box.gap);
}

/* Between a node's own icon and words and its first child. */
static int gap_own(const struct flow *flow, const struct node *node)
{
	return px(flow, node->box.gap ? node->box.gap : look_of(node->look)->gap);
}

static bool has_own(const struct node *node)
{
	if (node->child)
		return (node->label && node->label[0]) || (node->icon && node->role != NODE_ROLE_IMAGE);
	return true;
}

/* What a node draws itself, measured in at most @max_width; remembered, because the flow asks more than once. */
static void measure_own(struct flow *flow, struct node *node, int max_width, int *ret_width, int *ret_height)
{
	if (max_width < 1)
		max_width = 1;
	if (node->memo_for_px != max_width) {
		struct content content;
		struct insets in = insets_of(flow, node);
		int high = node->box.height > 0 && !node->child ? max_int(px(flow, node->box.height) - in.top - in.bottom, 1) : 0;
		layout_content(flow->tree, node, flow->text, flow->panel, max_width, high, &flow->arena, &content);
		node->memo_for_px = max_width;
		node->memo_width_px = content.width_px;
		node->memo_height_px = content.height_px;
		arena_reset(&flow->arena);
	}
	*ret_width = node->memo_width_px;
	*ret_height = node->memo_height_px;
}

static struct node *next_in_flow(struct node *node)
{
	while (node && node->box.absolute)
		node = node->next;
	return node;
}

#define EACH_CHILD(NODE, CHILD) struct node *CHILD = next_in_flow((NODE)->child); CHILD; CHILD = next_in_flow(CHILD->next)

static int node_height(struct flow *flow, struct node *node, int width);
static int node_width(struct flow *flow, struct node *node, int max_width);

static int limit_width(const struct flow *flow, const struct node *node, int width)
{
	if (node->box.max_width > 0)
		width = min_int(width, px(flow, node->box.max_width));
	return max_int(width, px(flow, node->box.min_width));
}

/* How wide a child is in a column of @inner px. */
static int width_in_column(struct flow *flow, struct node *node, struct node *child, int inner)
{
	if (child->box.width > 0)
		return px(flow, child->box.width);
	if (look_of(child->look)->width > 0)
		return px(flow, look_of(child->look)->width);
	if (node->box.align == ALIGN_FILL)
		return limit_width(flow, child, inner);
	return node_width(flow, child, inner);
}

/* ---- rows: widths in 1/64 px go to the children's width_px ---- */

struct row { int count, grow; int64_t used, inner; };

static struct row row_natural(struct flow *flow, struct node *node, int inner)
{
	struct row row = { .inner = (int64_t)inner * SUB };
	for (EACH_CHILD(node, child)) {
		int width = child->box.equal && child->box.grow > 0 ? 0 : node_width(flow, child, inner);
		child->width_px = width * SUB;
		row.used += child->width_px;
		row.grow += child->box.grow;
		row.count++;
	}
	if (row.count > 1)
		row.used += (int64_t)gap_along(flow, node) * SUB * (row.count - 1);
	return row;
}

static bool may_shrink(const struct node *child)
{
	return child->box.width == 0 && look_of(child->look)->width == 0 && !(child->box.equal && child->box.grow > 0);
}

/* Too little room: words give way in proportion to what they have beyond their least. */
static void row_shrink(struct flow *flow, struct node *node, struct row *row)
{
	int64_t missing = row->used - row->inner, give = 0;
	for (EACH_CHILD(node, child))
		if (may_shrink(child))
			give += max_int(0, child->width_px - px(flow, child->box.min_width) * SUB);
	if (give == 0)
		return;
	if (missing > give)
		missing = give;
	for (EACH_CHILD(node, child))
		if (may_shrink(child))
			child->width_px -= (int)(missing * max_int(0, child->width_px - px(flow, child->box.min_width) * SUB) / give);
	row->used -= missing;
}

static void row_widths(struct flow *flow, struct node *node, int inner)
{
	struct row row = row_natural(flow, node, inner);
	if (row.used > row.inner)
		row_shrink(flow, node, &row);
	int64_t left = row.inner - row.used;
	if (left <= 0 || row.grow == 0)
		return;
	for (EACH_CHILD(node, child))
		child->width_px += (int)(left * child->box.grow / row.grow);
}

/* ---- wrapping rows: one line at a time ---- */

struct line { struct node *first, *end; int count; int64_t used; };

static int column_width(const struct flow *flow, const struct node *node, int inner)
{
	int columns = node->box.columns;
	return (inner * SUB - gap_along(flow, node) * SUB * (columns - 1)) / columns;
}

static struct line wrap_line(struct flow *flow, struct node *node, struct node *first, int inner)
{
	struct line line = { .first = first, .end = first };
	int64_t gap = (int64_t)gap_along(flow, node) * SUB;
	while (line.end) {
		struct node *child = line.end;
		child->width_px = node->box.columns > 0 ? column_width(flow, node, inner) : node_width(flow, child, inner) * SUB;
		int64_t used = line.used + (line.count ? gap : 0) + child->width_px;
		bool full = node->box.columns > 0 ? line.count == node->box.columns : line.count > 0 && used > (int64_t)inner * SUB;
		if (full)
			break;
		line.used = used;
		line.count++;
		line.end = next_in_flow(child->next);
	}
	int grow = 0;
	for (struct node *child = first; child != line.end; child = next_in_flow(child->next))
		grow += child->box.grow;
	int64_t left = (int64_t)inner * SUB - line.used;
	if (node->box.columns == 0 && grow > 0 && left > 0) {
		for (struct node *child = first; child != line.end; child = next_in_flow(child->next))
			child->width_px += (int)(left * child->box.grow / grow);
		line.used += left;
	}
	return line;
}

static int line_height(struct flow *flow, const struct line *line)
{
	int height = 0;
	for (struct node *child = line->first; child != line->end; child = next_in_flow(child->next))
		height = max_int(height, node_height(flow, child, (child->width_px + SUB / 2) / SUB));
	return height;
}

/* ---- measuring ---- */

static int flow_height(struct flow *flow, struct node *node, int inner)
{
	int height = 0, count = 0;
	if (node->box.flow == FLOW_ROW && node->box.wrap) {
		for (struct node *first = next_in_flow(node->child); first; count++) {
			struct line line = wrap_line(flow, node, first, inner);
			height += line_height(flow, &line) + (count ? gap_lines(flow, node) : 0);
			first = line.end;
		}
		return height;
	}
	if (node->box.flow == FLOW_ROW) {
		row_widths(flow, node, inner);
		struct line line = { .first = next_in_flow(node->child) };
		return line_height(flow, &line);
	}
	for (EACH_CHILD(node, child)) {
		int one = node_height(flow, child, width_in_column(flow, node, child, inner));
		height = node->box.flow == FLOW_STACK ? max_int(height, one) : height + one + (count++ ? gap_along(flow, node) : 0);
	}
	return height;
}

/* A row's own content takes what its children leave. */
static int own_width_in_row(struct flow *flow, struct node *node, int inner)
{
	int width = inner;
	for (EACH_CHILD(node, child))
		width -= node_width(flow, child, inner) + gap_own(flow, node);
	return max_int(width, 1);
}

static bool flows_beside(const struct node *node)
{
	return node->box.flow == FLOW_ROW && !node->box.wrap;
}

static int node_height(struct flow *flow, struct node *node, int width)
{
	if (node->box.height > 0)
		return px(flow, node->box.height);
	const struct look *look = look_of(node->look);
	struct insets in = insets_of(flow, node);
	int inner = max_int(width - in.start - in.end, 1), own_width = 0, own_height = 0, height = 0;
	if (has_own(node)) {
		bool beside = node->child && flows_beside(node);
		int room = beside ? own_width_in_row(flow, node, inner) : inner;
		measure_own(flow, node, room, &own_width, &own_height);
		if (beside)
			height = max_int(own_height, flow_height(flow, node, max_int(inner - room, 1)));
		else
			height = own_height + (node->child && own_height ? gap_own(flow, node) : 0);
	}
	if (node->child && !(has_own(node) && flows_beside(node)))
		height += flow_height(flow, node, inner);
	int least = max_int(px(flow, node->box.min_height), layout_grown(flow->panel, look->height, look->grow_percent));
	return max_int(height + in.top + in.bottom, least);
}

static int flow_width(struct flow *flow, struct node *node, int inner)
{
	if (node->box.flow == FLOW_ROW && node->box.columns > 0)
		return inner;
	if (node->box.flow == FLOW_ROW) {
		int64_t used = 0;
		int count = 0;
		for (EACH_CHILD(node, child))
			used += node_width(flow, child, inner) + (count++ ? gap_along(flow, node) : 0);
		return (int)(used > inner ? inner : used);
	}
	int width = 0;
	for (EACH_CHILD(node, child))
		width = max_int(width, node_width(flow, child, inner));
	return width;
}

static int node_width(struct flow *flow, struct node *node, int max_width)
{
	if (node->box.width > 0)
		return px(flow, node->box.width);
	if (look_of(node->look)->width > 0)
		return px(flow, look_of(node->look)->width);
	struct insets in = insets_of(flow, node);
	int most = node->box.max_width > 0 ? min_int(max_width, px(flow, node->box.max_width)) : max_width;
	int inner = max_int(most - in.start - in.end, 1), width = 0, own_width = 0, own_height = 0;
	if (has_own(node)) {
		measure_own(flow, node, inner, &own_width, &own_height);
		width = own_width;
	}
	if (node->child) {
		int children = flow_width(flow, node, inner);
		width = has_own(node) && flows_beside(node) ? width + gap_own(flow, node) + children : max_int(width, children);
	}
	return min_int(limit_width(flow, node, width + in.start + in.end), max_int(max_width, px(flow, node->box.min_width)));
}

/* ---- placing ---- */

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

static void place_line(struct flow *flow, struct node *node, const struct room *room, const struct line *line, int top, int height)
{
	int64_t used = 0;
	int count = 0, gap = gap_along(flow, node);
	for (struct node *child = line->first; child != line->end; child = next_in_flow(child->next), count++)
		used += child->width_px + (count ? (int64_t)gap * SUB : 0);
	note_cramped(flow, node, (int)(used / SUB), room->width, 1);
	int64_t at = aligned(node->box.pack, (int)((int64_t)room->width * SUB - used));
	if (at < 0)
		at = 0;
	for (struct node *child = line->first, *next; child != line->end; child = next) {
		next = next_in_flow(child->next);
		int from = (int)((at + SUB / 2) / SUB), end = (int)((at + child->width_px + SUB / 2) / SUB);
		at += child->width_px + (int64_t)gap * SUB;
		int high = node->box.align == ALIGN_FILL && child->box.height == 0 && look_of(child->look)->width == 0 ? height : node_height(flow, child, end - from);
		note_cramped(flow, node, high, height, 1);
		place_in(flow, room, child, from, top + aligned(node->box.align, height - high), end - from, high);
	}
}

static void place_row(struct flow *flow, struct node *node, const struct room *room)
{
	if (!node->box.wrap) {
		row_widths(flow, node, room->width);
		struct line line = { .first = next_in_flow(node->child) };
		place_line(flow, node, room, &line, 0, room->height);
		return;
	}
	int top = aligned(node->box.pack, 0);
	for (struct node *first = next_in_flow(node->child); first;) {
		struct line line = wrap_line(flow, node, first, room->width);
		int height = line_height(flow, &line);
		place_line(flow, node, room, &line, top, height);
		top += height + gap_lines(flow, node);
		first = line.end;
	}
	note_cramped(flow, node, top - gap_lines(flow, node), room->height, 1);
}

static void place_column(struct flow *flow, struct node *node, const struct room *room)
{
	int used = 0, grow = 0, count = 0, gap = gap_along(flow, node);
	for (EACH_CHILD(node, measured)) {
		measured->width_px = width_in_column(flow, node, measured, room->width);
		measured->height_px = measured->box.equal && measured->box.grow > 0 ? 0 : node_height(flow, measured, measured->width_px);
		used += measured->height_px + (count++ ? gap : 0);
		grow += measured->box.grow;
	}
	note_cramped(flow, node, used, room->height, 1);
	int left = max_int(room->height - used, 0), at = grow ? 0 : aligned(node->box.pack, left), given = 0, asked = 0;
	for (struct node *child = next_in_flow(node->child), *next; child; child = next) {
		next = next_in_flow(child->next);
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
	for (struct node *child = next_in_flow(node->child), *next; child; child = next) {
		next = next_in_flow(child->next);
		int width = width_in_column(flow, node, child, room->width);
		int height = node->box.pack == ALIGN_FILL && child->box.height == 0 && look_of(child->look)->width == 0 ? room->height : node_height(flow, child, width);
		note_cramped(flow, node, height, room->height, 1);
		place_in(flow, room, child, aligned(node->box.align, room->width - width), aligned(node->box.pack, room->height - height), width, height);
	}
}

/* Relative to the parent's outer edges. */
static void place_absolute(struct flow *flow, struct node *node, bool mirrored)
{
	struct room room = { node->left_px, node->top_px, node->width_px, node->height_px, mirrored };
	for (struct node *child = node->child; child; child = child->next) {
		if (!child->box.absolute)
			continue;
		int x = px(flow, child->box.x), width = child->box.width > 0 ? px(flow, child->box.width) : node_width(flow, child, max_int(room.width - x, 1));
		place_in(flow, &room, child, x, px(flow, child->box.y), width, node_height(flow, child, width));
	}
}

/* Its own icon and words, and what that leaves for the children. */
static void place_own(struct flow *flow, struct node *node, struct room *room)
{
	node->own_width_px = node->own_height_px = 0;
	if (!has_own(node))
		return;
	bool beside = node->child && flows_beside(node);
	int width = beside ? own_width_in_row(flow, node, room->width) : room->width, own_width = 0, own_height = 0;
	measure_own(flow, node, width, &own_width, &own_height);
	note_cramped(flow, node, own_width, width, 1);
	note_cramped(flow, node, own_height, room->height, px(flow, LEADING_DP));
	node->own_left_px = room->mirrored && beside ? room->left + room->width - width : room->left;
	node->own_top_px = room->top;
	node->own_width_px = width;
	node->own_height_px = node->child && !beside ? own_height : room->height;
	if (!node->child)
		return;
	int taken = (beside ? width : own_height) + (own_height ? gap_own(flow, node) : 0);
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
	struct insets in = insets_of(flow, node);
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
	arena_init(&flow.arena, TEXT_ARENA_MAX_BYTES * 4);
	for (struct node *node = tree->root; node; node = node_next(node)) {
		node->memo_for_px = 0;
		node->cramped = false;
	}
	place(&flow, tree->root, 0, 0, panel->width_px, panel->height_px);
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
