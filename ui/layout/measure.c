/* SPDX-License-Identifier: MIT */
/*
 * measure.c - DESIGN: while a parent works, its children's width_px holds 1/64 px, so that equal keys do not add up their roundings.
 * Words are measured by layout_content(), the same that the painter draws by.
 */
#include "ui/layout/measure.h"

int flow_px(const struct flow *flow, int dp)
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

struct insets flow_insets(const struct flow *flow, const struct node *node)
{
	const struct box *box = &node->box;
	const struct look *look = look_of(node->look);
	int border = layout_border_px(flow->panel, look->border);
	bool own = box->pad_top || box->pad_bottom || box->pad_start || box->pad_end;
	if (own)
		return (struct insets){ flow_px(flow, box->pad_top), flow_px(flow, box->pad_bottom), flow_px(flow, box->pad_start), flow_px(flow, box->pad_end) };
	return (struct insets){ border + flow_px(flow, look->pad_top), border + flow_px(flow, look->pad_bottom), border + flow_px(flow, look->pad_x), border + flow_px(flow, look->pad_x) };
}

int flow_gap(const struct flow *flow, const struct node *node)
{
	return flow_px(flow, node->box.gap);
}

int flow_gap_lines(const struct flow *flow, const struct node *node)
{
	return flow_px(flow, node->box.row_gap ? node->box.row_gap : node->box.gap);
}

/* Between a node's own icon and words and its first child. */
int flow_gap_own(const struct flow *flow, const struct node *node)
{
	return flow_px(flow, node->box.gap ? node->box.gap : look_of(node->look)->gap);
}

bool flow_has_own(const struct node *node)
{
	if (node->child)
		return (node->label && node->label[0]) || (node->icon && node->role != NODE_ROLE_IMAGE);
	return true;
}

/* The smallest of its words counts. */
static int capital_um(const struct flow *flow, const struct content *content)
{
	int least = 0;
	for (int i = 0; i < content->part_count; i++) {
		const struct paragraph *words = content->part[i].kind == PART_TEXT ? content->part[i].paragraph : NULL;
		int is = words && words->run_count > 0 ? (int)(text_capital(flow->text, &words->style) * 1000 / flow->panel->px_per_mm) : 0;
		least = is > 0 && (least == 0 || is < least) ? is : least;
	}
	return least;
}

/* What a node draws itself, measured in at most @max_width; remembered, because the flow asks more than once. */
void flow_own(struct flow *flow, struct node *node, int max_width, int *ret_width, int *ret_height)
{
	if (max_width < 1)
		max_width = 1;
	if (node->memo_for_px != max_width) {
		struct content content;
		struct insets in = flow_insets(flow, node);
		int high = node->box.height > 0 && !node->child ? max_int(flow_px(flow, node->box.height) - in.top - in.bottom, 1) : 0;
		layout_content(flow->tree, node, flow->text, flow->panel, max_width, high, &flow->arena, &content);
		node->memo_for_px = max_width;
		node->memo_width_px = content.width_px;
		node->memo_height_px = content.height_px;
		node->capital_um = capital_um(flow, &content);
		arena_reset(&flow->arena);
	}
	*ret_width = node->memo_width_px;
	*ret_height = node->memo_height_px;
}

struct node *flow_next(struct node *node)
{
	while (node && (node->box.absolute || node->away))
		node = node->next;
	return node;
}

static int limit_width(const struct flow *flow, const struct node *node, int width)
{
	if (node->box.max_width > 0)
		width = min_int(width, flow_px(flow, node->box.max_width));
	return max_int(width, flow_px(flow, node->box.min_width));
}

/* How wide a child is in a column of @inner px. */
int flow_width_in(struct flow *flow, struct node *node, struct node *child, int inner)
{
	if (child->box.width > 0)
		return flow_px(flow, child->box.width);
	if (look_of(child->look)->width > 0)
		return flow_px(flow, look_of(child->look)->width);
	if (node->box.align == ALIGN_FILL)
		return limit_width(flow, child, inner);
	return flow_width(flow, child, inner);
}

/* ---- rows: widths in 1/64 px go to the children's width_px ---- */

struct row { int count, grow; int64_t used, inner; };

static struct row row_natural(struct flow *flow, struct node *node, int inner)
{
	struct row row = { .inner = (int64_t)inner * SUB };
	for (EACH_CHILD(node, child)) {
		int width = child->box.equal && child->box.grow > 0 ? 0 : flow_width(flow, child, inner);
		child->width_px = width * SUB;
		row.used += child->width_px;
		row.grow += child->box.grow;
		row.count++;
	}
	if (row.count > 1)
		row.used += (int64_t)flow_gap(flow, node) * SUB * (row.count - 1);
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
			give += max_int(0, child->width_px - flow_px(flow, child->box.min_width) * SUB);
	if (give == 0)
		return;
	if (missing > give)
		missing = give;
	for (EACH_CHILD(node, child))
		if (may_shrink(child))
			child->width_px -= (int)(missing * max_int(0, child->width_px - flow_px(flow, child->box.min_width) * SUB) / give);
	row->used -= missing;
}

void flow_row_widths(struct flow *flow, struct node *node, int inner)
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

static int column_width(const struct flow *flow, const struct node *node, int inner)
{
	int columns = node->box.columns;
	return (inner * SUB - flow_gap(flow, node) * SUB * (columns - 1)) / columns;
}

struct flow_line flow_wrap_line(struct flow *flow, struct node *node, struct node *first, int inner)
{
	struct flow_line line = { .first = first, .end = first };
	int64_t gap = (int64_t)flow_gap(flow, node) * SUB;
	while (line.end) {
		struct node *child = line.end;
		child->width_px = node->box.columns > 0 ? column_width(flow, node, inner) : flow_width(flow, child, inner) * SUB;
		int64_t used = line.used + (line.count ? gap : 0) + child->width_px;
		bool full = node->box.columns > 0 ? line.count == node->box.columns : line.count > 0 && used > (int64_t)inner * SUB;
		if (full)
			break;
		line.used = used;
		line.count++;
		line.end = flow_next(child->next);
	}
	int grow = 0;
	for (struct node *child = first; child != line.end; child = flow_next(child->next))
		grow += child->box.grow;
	int64_t left = (int64_t)inner * SUB - line.used;
	if (node->box.columns == 0 && grow > 0 && left > 0) {
		for (struct node *child = first; child != line.end; child = flow_next(child->next))
			child->width_px += (int)(left * child->box.grow / grow);
		line.used += left;
	}
	return line;
}

int flow_line_height(struct flow *flow, const struct flow_line *line)
{
	int height = 0;
	for (struct node *child = line->first; child != line->end; child = flow_next(child->next))
		height = max_int(height, flow_height(flow, child, (child->width_px + SUB / 2) / SUB));
	return height;
}

/* ---- measuring ---- */

static int children_height(struct flow *flow, struct node *node, int inner)
{
	int height = 0, count = 0;
	if (node->box.flow == FLOW_ROW && node->box.wrap) {
		for (struct node *first = flow_next(node->child); first; count++) {
			struct flow_line line = flow_wrap_line(flow, node, first, inner);
			height += flow_line_height(flow, &line) + (count ? flow_gap_lines(flow, node) : 0);
			first = line.end;
		}
		return height;
	}
	if (node->box.flow == FLOW_ROW) {
		flow_row_widths(flow, node, inner);
		struct flow_line line = { .first = flow_next(node->child) };
		return flow_line_height(flow, &line);
	}
	for (EACH_CHILD(node, child)) {
		int one = flow_height(flow, child, flow_width_in(flow, node, child, inner));
		height = node->box.flow == FLOW_STACK ? max_int(height, one) : height + one + (count++ ? flow_gap(flow, node) : 0);
	}
	return height;
}

/* A row's own content takes what its children leave. */
int flow_own_in_row(struct flow *flow, struct node *node, int inner)
{
	int width = inner;
	for (EACH_CHILD(node, child))
		width -= flow_width(flow, child, inner) + flow_gap_own(flow, node);
	return max_int(width, 1);
}

bool flow_beside(const struct node *node)
{
	return node->box.flow == FLOW_ROW && !node->box.wrap;
}

int flow_height(struct flow *flow, struct node *node, int width)
{
	if (node->box.height > 0)
		return flow_px(flow, node->box.height);
	const struct look *look = look_of(node->look);
	struct insets in = flow_insets(flow, node);
	int inner = max_int(width - in.start - in.end, 1), own_width = 0, own_height = 0, height = 0;
	if (flow_has_own(node)) {
		bool beside = node->child && flow_beside(node);
		int room = beside ? flow_own_in_row(flow, node, inner) : inner;
		flow_own(flow, node, room, &own_width, &own_height);
		if (beside)
			height = max_int(own_height, children_height(flow, node, max_int(inner - room, 1)));
		else
			height = own_height + (node->child && own_height ? flow_gap_own(flow, node) : 0);
	}
	if (node->child && !(flow_has_own(node) && flow_beside(node)))
		height += children_height(flow, node, inner);
	int least = max_int(flow_px(flow, node->box.min_height), layout_grown(flow->panel, look->height, look->grow_percent));
	return max_int(height + in.top + in.bottom, least);
}

static int children_width(struct flow *flow, struct node *node, int inner)
{
	if (node->box.flow == FLOW_ROW && node->box.columns > 0)
		return inner;
	if (node->box.flow == FLOW_ROW) {
		int64_t used = 0;
		int count = 0;
		for (EACH_CHILD(node, child))
			used += flow_width(flow, child, inner) + (count++ ? flow_gap(flow, node) : 0);
		return (int)(used > inner ? inner : used);
	}
	int width = 0;
	for (EACH_CHILD(node, child))
		width = max_int(width, flow_width(flow, child, inner));
	return width;
}

int flow_width(struct flow *flow, struct node *node, int max_width)
{
	if (node->box.width > 0)
		return flow_px(flow, node->box.width);
	if (look_of(node->look)->width > 0)
		return flow_px(flow, look_of(node->look)->width);
	struct insets in = flow_insets(flow, node);
	int most = node->box.max_width > 0 ? min_int(max_width, flow_px(flow, node->box.max_width)) : max_width;
	int inner = max_int(most - in.start - in.end, 1), width = 0, own_width = 0, own_height = 0;
	if (flow_has_own(node)) {
		flow_own(flow, node, inner, &own_width, &own_height);
		width = own_width;
	}
	if (node->child) {
		int children = children_width(flow, node, inner);
		width = flow_has_own(node) && flow_beside(node) ? width + flow_gap_own(flow, node) + children : max_int(width, children);
	}
	return min_int(limit_width(flow, node, width + in.start + in.end), max_int(max_width, flow_px(flow, node->box.min_width)));
}
