/* SPDX-License-Identifier: MIT */
/*
 * pages.c - what does not fit is on the next page: of a column that turns, the nodes of one page stay in the tree. DESIGN: here, because only the
 * layout knows what fits; a heading goes with what follows it, the title stays, and the last page alone has the button that goes on from the screen.
 */
#include "ui/layout/measure.h"

struct leaves { struct flow *flow; struct node *atom[NODE_MAX]; int count, room_px, width_px; };

/* Plain columns are looked into; everything else stands or goes as a whole. */
static bool through(const struct node *node)
{
	bool group = node->role == NODE_ROLE_GROUP || node->role == NODE_ROLE_LIST || node->role == NODE_ROLE_RADIO_GROUP || node->role == NODE_ROLE_CHECKBOX_GROUP;
	return group && node->child && node->look == LOOK_PLAIN && node->box.flow == FLOW_COLUMN && node->box.height == 0 && node->box.min_height == 0 && !flow_has_own(node);
}

/* No page is turned for it. */
static bool nothing(const struct node *node)
{
	return node->role == NODE_ROLE_GROUP && !node->child && node->look == LOOK_PLAIN && node->box.grow == 0 && node->box.height == 0 && node->box.min_height == 0;
}

static void collect(struct leaves *leaves, struct node *node)
{
	for (struct node *child = node->child; child; child = child->next) {
		if (through(child))
			collect(leaves, child);
		else if (nothing(child))
			child->away = true;
		else if (!child->box.absolute && (child->child || child->box.grow == 0))
			leaves->atom[leaves->count++] = child;
	}
}

/* A group is gone when everything in it is; without room of its own when only what is heard is left. */
static bool mark_groups(struct node *node)
{
	bool all = true, seen = false;
	for (struct node *child = node->child; child; child = child->next) {
		if (through(child))
			child->away = mark_groups(child);
		all &= child->away;
		seen |= !child->away && !child->box.absolute;
	}
	if (through(node))
		node->box.absolute = !all && !seen;
	return all;
}

static bool fits(struct leaves *leaves, const struct turn *turn, int first, int end)
{
	for (int i = 0; i < leaves->count; i++)
		leaves->atom[i]->away = (i < first || i >= end) && leaves->atom[i] != turn->title;
	mark_groups(turn->column);
	int fixed = turn->column->box.height;
	turn->column->box.height = 0;
	int height = flow_height(leaves->flow, turn->column, leaves->width_px);
	turn->column->box.height = fixed;
	return height <= leaves->room_px;
}

static bool leads(const struct node *node)
{
	return node->role == NODE_ROLE_HEADING;
}

/* On the lowest panel not even its gap is seen. */
static void hush(const struct leaves *leaves, struct node *title)
{
	title->label = "";
	title->memo_for_px = 0;
	title->box.absolute = layout_low(leaves->flow->panel);
}

/* Whether what a heading is about stands below it when the title is only heard. */
static bool fits_untitled(struct leaves *leaves, const struct turn *turn, int first, int end)
{
	struct node *title = turn->title;
	if (!title || first == 0 || end > leaves->count)
		return false;
	const char *label = title->label;
	hush(leaves, title);
	bool fit = fits(leaves, turn, first, end);
	title->label = label;
	title->memo_for_px = 0;
	title->box.absolute = false;
	return fit;
}

/* The first atom of the next page. */
static int fill(struct leaves *leaves, const struct turn *turn, int first)
{
	int end = first + 1;
	if (first >= leaves->count) /* nothing is in it */
		return leaves->count;
	while (end < leaves->count && fits(leaves, turn, first, end + 1))
		end++;
	if (end == first + 1 && leads(leaves->atom[first]) && fits_untitled(leaves, turn, first, end + 1))
		return end + 1;
	while (end < leaves->count && end > first + 1 && leads(leaves->atom[end - 1]))
		end--;
	return end;
}

/* On later pages the title is one line, or is only heard. */
static void title_again(struct leaves *leaves, const struct turn *turn)
{
	struct node *title = turn->title;
	if (!title)
		return;
	title->label = turn->title_again;
	title->type = TYPE_HEADING;
	title->memo_for_px = 0;
	if (flow_height(leaves->flow, title, leaves->width_px) * 3 > leaves->room_px)
		hush(leaves, title);
	title->memo_for_px = 0;
}

static void take_out(struct node *node)
{
	struct node *kept = NULL, **link = &node->child;
	for (struct node *child = node->child; child; child = child->next) {
		if (child->away)
			continue;
		take_out(child);
		*link = kept = child;
		link = &child->next;
	}
	*link = NULL;
	node->last = kept;
}

static void away(struct node *node, bool gone)
{
	if (node)
		node->away = gone;
}

static void lead_to(struct node *button, int page, const struct turn *turn)
{
	if (button)
		button->action.number = page - turn->wanted;
}

void pages_turn(struct flow *flow)
{
	struct turn *turn = &flow->tree->turn;
	struct leaves leaves = { .flow = flow };
	if (!turn->column || !turn->next)
		return;
	leaves.room_px = flow_px(flow, turn->column->box.height);
	leaves.width_px = flow_px(flow, turn->column->box.width);
	collect(&leaves, turn->column);
	struct node *title = turn->title;
	const char *label = title ? title->label : NULL;
	enum type_style type = title ? title->type : TYPE_BODY;
	int page = 0, first = 0, end = fill(&leaves, turn, 0);
	while (page < turn->wanted && end < leaves.count) {
		if (page++ == 0)
			title_again(&leaves, turn);
		first = end;
		end = fill(&leaves, turn, first);
	}
	if (title && page == 0) {
		title->label = label;
		title->type = type;
	}
	if (!fits(&leaves, turn, first, end) && title) { /* what stands there needs all the room: the title is only heard */
		hush(&leaves, title);
		mark_groups(turn->column);
	}
	away(turn->previous, page == 0);
	away(turn->back, page > 0 && turn->previous);
	away(turn->next, end >= leaves.count);
	away(turn->main, end < leaves.count && turn->next);
	lead_to(turn->previous, page - 1, turn);
	lead_to(turn->next, page + 1, turn);
	take_out(flow->tree->root);
	*turn = (struct turn){ 0 };
}
