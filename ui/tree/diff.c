/* SPDX-License-Identifier: MIT */
/* diff.c - nodes are matched by key through a small hash table; their rectangles are merged until few are left. */
#include "ui/tree/diff.h"

#include <string.h>

enum { KEY_SLOTS = 1024 };

struct key_table { const struct node *node[KEY_SLOTS]; bool seen[KEY_SLOTS]; };

static void table_fill(struct key_table *table, const struct tree *tree)
{
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		size_t at = node->key % KEY_SLOTS;
		while (table->node[at])
			at = (at + 1) % KEY_SLOTS;
		table->node[at] = node;
	}
}

/* The node of that key that was not matched yet. */
static const struct node *table_take(struct key_table *table, uint64_t key)
{
	for (size_t at = key % KEY_SLOTS; table->node[at]; at = (at + 1) % KEY_SLOTS) {
		if (table->node[at]->key == key && !table->seen[at]) {
			table->seen[at] = true;
			return table->node[at];
		}
	}
	return NULL;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_content(const struct node *a, const struct node *b)
{
	return a->role == b->role && a->look == b->look && a->type == b->type && a->ink == b->ink && a->state == b->state && a->caret == b->caret && a->select == b->select
		&& a->place == b->place && a->of == b->of && a->text_align == b->text_align
		&& same_text(a->name, b->name) && same_text(a->label, b->label) && same_text(a->value, b->value) && same_text(a->hint, b->hint)
		&& same_text(a->error, b->error) && same_text(a->lang, b->lang) && same_text(a->icon, b->icon)
		&& same_text(a->icon_after, b->icon_after) && same_text(a->image, b->image);
}

static bool same_place(const struct node *a, const struct node *b)
{
	return a->left_px == b->left_px && a->top_px == b->top_px && a->width_px == b->width_px && a->height_px == b->height_px;
}

static bool rects_touch(const struct diff_rect *a, const struct diff_rect *b)
{
	return a->left_px < b->left_px + b->width_px && b->left_px < a->left_px + a->width_px
		&& a->top_px < b->top_px + b->height_px && b->top_px < a->top_px + a->height_px;
}

static struct diff_rect rects_join(const struct diff_rect *a, const struct diff_rect *b)
{
	int left = a->left_px < b->left_px ? a->left_px : b->left_px, top = a->top_px < b->top_px ? a->top_px : b->top_px;
	int right = a->left_px + a->width_px, bottom = a->top_px + a->height_px;
	if (b->left_px + b->width_px > right)
		right = b->left_px + b->width_px;
	if (b->top_px + b->height_px > bottom)
		bottom = b->top_px + b->height_px;
	return (struct diff_rect){ left, top, right - left, bottom - top };
}

/* Add one rectangle: it swallows those it touches; when there is no room it joins the last. */
static void area_add(struct diff *diff, struct diff_rect rect)
{
	for (int i = 0; i < diff->area_count;) {
		bool full = diff->area_count == DIFF_AREA_MAX && i == diff->area_count - 1;
		if (rects_touch(&diff->area[i], &rect) || full) {
			rect = rects_join(&diff->area[i], &rect);
			diff->area[i] = diff->area[--diff->area_count];
			i = 0;
		} else {
			i++;
		}
	}
	diff->area[diff->area_count++] = rect;
}

static void area_add_node(struct diff *diff, const struct node *node, int margin_px)
{
	if (node->width_px > 0 && node->height_px > 0)
		area_add(diff, (struct diff_rect){ node->left_px - margin_px, node->top_px - margin_px, node->width_px + 2 * margin_px, node->height_px + 2 * margin_px });
}

static void change_add(struct diff *diff, enum diff_kind kind, const struct node *before, const struct node *after, int margin_px)
{
	diff->change[diff->change_count++] = (struct diff_change){ .kind = kind, .key = after ? after->key : before->key, .before = before, .after = after };
	if (before)
		area_add_node(diff, before, margin_px);
	if (after)
		area_add_node(diff, after, margin_px);
}

void diff_trees(const struct tree *before, const struct tree *after, int margin_px, struct diff *ret)
{
	*ret = (struct diff){ 0 };
	ret->whole = !before->root || before->root->key != after->root->key || before->rtl != after->rtl
		|| !same_text(before->lang, after->lang) || !same_place(before->root, after->root);
	struct key_table table = { 0 };
	if (before->root)
		table_fill(&table, before);

	for (const struct node *node = after->root; node; node = node_next(node)) {
		const struct node *old = table_take(&table, node->key);
		if (!old)
			change_add(ret, DIFF_APPEARED, NULL, node, margin_px);
		else if (!same_content(old, node))
			change_add(ret, DIFF_CHANGED, old, node, margin_px);
		else if (!same_place(old, node))
			change_add(ret, DIFF_MOVED, old, node, margin_px);
	}
	for (size_t i = 0; i < KEY_SLOTS; i++)
		if (table.node[i] && !table.seen[i])
			change_add(ret, DIFF_GONE, table.node[i], NULL, margin_px);
}
