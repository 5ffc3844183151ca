/* SPDX-License-Identifier: MIT */
/* audit.c - the rules as a table of functions, each looking at the whole tree. */
#include "ui/tree/audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const double TARGET_MM = 12.7, GAP_MM = 2.54, LOW_PANEL_MM = 174;

struct audit {
	const struct tree *tree;
	double px_per_mm;
	int width_px, height_px;
	const struct node *stop[NODE_MAX]; /* what can be pressed now, in reading order */
	int stop_count;
	struct audit_rule_broken *broken;
	int count;
};

[[gnu::format(printf, 4, 5)]]
static void tell(struct audit *audit, const char *rule, const struct node *node, const char *format, ...)
{
	if (audit->count++ >= AUDIT_BROKEN_MAX)
		return;
	struct audit_rule_broken *broken = &audit->broken[audit->count - 1];
	broken->rule = rule;
	broken->node = node;
	va_list words;
	va_start(words, format);
	vsnprintf(broken->words, sizeof broken->words, format, words);
	va_end(words);
}

static void check_names(struct audit *audit)
{
	for (const struct node *node = audit->tree->root; node; node = node_next(node)) {
		bool needs = node->action.what || node->role == NODE_ROLE_HEADING || node->role == NODE_ROLE_FIELD || node->role == NODE_ROLE_SCREEN
			|| node->role == NODE_ROLE_DIALOG || node->role == NODE_ROLE_RADIO_GROUP || node->role == NODE_ROLE_CHECKBOX_GROUP;
		if (needs && !(node->state & NODE_DECOR) && !node->name[0])
			tell(audit, "name", node, "%s #%s has no name", node_role_name(node->role), node->id);
		if (node->action.what && !node->id[0])
			tell(audit, "id", node, "\"%s\" can be pressed but has no id", node->name);
	}
}

/* A role that says "press me" to those who do not see the lip. */
static void check_roles(struct audit *audit)
{
	for (int i = 0; i < audit->stop_count; i++) {
		enum node_role role = audit->stop[i]->role;
		if (role != NODE_ROLE_BUTTON && role != NODE_ROLE_KEY && role != NODE_ROLE_RADIO && role != NODE_ROLE_CHECKBOX && role != NODE_ROLE_FIELD)
			tell(audit, "role", audit->stop[i], "#%s can be pressed but is a %s", audit->stop[i]->id, node_role_name(role));
	}
}

static bool inside(const struct node *node, const struct node *outer)
{
	for (; node; node = node->parent)
		if (node == outer)
			return true;
	return false;
}

static void check_headings(struct audit *audit)
{
	const struct node *modal = tree_modal(audit->tree);
	int first = 0;
	for (const struct node *node = audit->tree->root; node; node = node_next(node)) {
		if (node->role != NODE_ROLE_HEADING || (modal && !inside(node, modal)))
			continue;
		first += node->level == 1;
		if (node->level < 1)
			tell(audit, "heading", node, "heading #%s has no level", node->id);
	}
	if (first != 1)
		tell(audit, "heading", audit->tree->root, "%d headings of level 1", first);
}

static void check_sizes(struct audit *audit)
{
	int least = (int)(TARGET_MM * audit->px_per_mm);
	for (int i = 0; i < audit->stop_count; i++) {
		const struct node *node = audit->stop[i];
		if (node->width_px < least || node->height_px < least)
			tell(audit, "target", node, "#%s is %d × %d px, the least is %d", node->id, node->width_px, node->height_px, least);
	}
}

/* SOURCE: US 508 402.4 (4.8 mm); EN 301 549 5.1.4 at 600 mm (7.33 mm). */
static const struct { int percent; double mm; } capitals[] = { { 200, 9.0 }, { 150, 7.33 }, { 0, 4.8 } };

/* Words on function keys, and lines of Nastaliq on the lowest panels, stay at the large size's 7.33 mm where others have 9: a key is as wide as its row allows. */
static bool keeps_large(const struct audit *audit, const struct node *node)
{
	const char *lang = node->lang ? node->lang : audit->tree->lang;
	bool low = audit->height_px / audit->px_per_mm < LOW_PANEL_MM && lang && strcmp(lang, "ur") == 0;
	return low || node->look == LOOK_KEY_FUNCTION || (node->look == LOOK_KEY && node->type != TYPE_BODY && node->type != TYPE_KEY);
}

static void check_capitals(struct audit *audit)
{
	for (const struct node *node = audit->tree->root; node; node = node_next(node)) {
		size_t row = 0;
		while (audit->tree->text_percent < capitals[row].percent || (capitals[row].percent == 200 && keeps_large(audit, node)))
			row++;
		if (node->capital_um > 0 && node->capital_um < (int)(capitals[row].mm * 1000))
			tell(audit, "capital", node, "%s #%s \"%.40s\" has capitals of %.2f mm, the least is %.2f", node_role_name(node->role), node->id, node->label ? node->label : node->name,
				node->capital_um / 1000.0, capitals[row].mm);
	}
}

static int gap(int a, int a_size, int b, int b_size)
{
	return a < b ? b - (a + a_size) : a - (b + b_size);
}

static void check_gaps(struct audit *audit)
{
	int least = (int)(GAP_MM * audit->px_per_mm);
	for (int i = 0; i < audit->stop_count; i++) {
		for (int j = i + 1; j < audit->stop_count; j++) {
			const struct node *a = audit->stop[i], *b = audit->stop[j];
			int across = gap(a->left_px, a->width_px, b->left_px, b->width_px), down = gap(a->top_px, a->height_px, b->top_px, b->height_px);
			int apart = across > down ? across : down;
			if (apart < 0)
				tell(audit, "overlap", b, "#%s and #%s overlap", a->id, b->id);
			else if (apart < least)
				tell(audit, "gap", b, "#%s and #%s are %d px apart, the least is %d", a->id, b->id, apart, least);
		}
	}
}

static void check_bounds(struct audit *audit)
{
	for (const struct node *node = audit->tree->root; node; node = node_next(node)) {
		if (node->state & NODE_DECOR)
			continue;
		if (node->left_px < 0 || node->top_px < 0 || node->left_px + node->width_px > audit->width_px || node->top_px + node->height_px > audit->height_px)
			tell(audit, "screen", node, "%s #%s reaches outside the screen", node_role_name(node->role), node->id);
		if (node->cramped)
			tell(audit, "room", node, "%s #%s \"%.60s\" is too small for what is in it", node_role_name(node->role), node->id, node->name);
	}
}

/* Whether words of its own stand in its own place. */
static bool has_words(const struct node *node)
{
	if (node->own_width_px <= 0 || node->own_height_px <= 0 || node->role == NODE_ROLE_IMAGE)
		return false;
	return (node->label && node->label[0]) || (!node->child && node->name[0]) || (node->hint && node->hint[0]) || (node->value && node->value[0]);
}

/* Words over words: no two nodes set theirs in the same place. */
static void check_words(struct audit *audit)
{
	const struct node *modal = tree_modal(audit->tree), *said[NODE_MAX];
	int count = 0;
	for (const struct node *node = audit->tree->root; node; node = node_next(node))
		if (has_words(node) && (!modal || inside(node, modal)))
			said[count++] = node;
	for (int i = 0; i < count; i++) {
		for (int j = i + 1; j < count; j++) {
			const struct node *a = said[i], *b = said[j];
			int across = gap(a->own_left_px, a->own_width_px, b->own_left_px, b->own_width_px);
			int down = gap(a->own_top_px, a->own_height_px, b->own_top_px, b->own_height_px);
			if (across < 0 && down < 0)
				tell(audit, "words", b, "\"%.50s\" stands on \"%.50s\"", b->label ? b->label : b->name, a->label ? a->label : a->name);
		}
	}
}

static bool shows(const struct node *node)
{
	bool surface = node->look != LOOK_PLAIN && node->look != LOOK_PAPER && node->look != LOOK_SCRIM && node->look != LOOK_SHEET && node->look != LOOK_WATERMARK;
	return surface || node->image || has_words(node);
}

/* The counter is nobody's background, and nobody is its: only a sheet may slide behind what can be pressed there. */
static void check_counter(struct audit *audit)
{
	const struct node *modal = tree_modal(audit->tree), *counter = tree_find(audit->tree, "counter");
	for (const struct node *node = audit->tree->root; counter && node; node = node_next(node)) {
		if (inside(node, counter) || inside(counter, node) || !shows(node) || (modal && !inside(node, modal)))
			continue;
		for (const struct node *button = counter->child; button; button = button->next) {
			int across = gap(node->left_px, node->width_px, button->left_px, button->width_px), down = gap(node->top_px, node->height_px, button->top_px, button->height_px);
			if (button->action.what && across < 0 && down < 0)
				tell(audit, "counter", node, "%s #%s \"%.40s\" lies under #%s", node_look_name(node->look), node->id, node->label ? node->label : node->name, button->id);
		}
	}
}

static void check_person(struct audit *audit)
{
	const struct node *person = tree_find(audit->tree, "person");
	if (!person || !node_focusable(audit->tree, person))
		tell(audit, "person", audit->tree->root, "no button that calls a person");
}

int audit_tree(const struct tree *tree, double px_per_mm, int width_px, int height_px, struct audit_rule_broken ret[static AUDIT_BROKEN_MAX])
{
	static void (*const rule[])(struct audit *) = {
		check_names, check_roles, check_headings, check_sizes, check_capitals, check_gaps, check_bounds, check_words, check_counter, check_person,
	};
	struct audit audit = { .tree = tree, .px_per_mm = px_per_mm, .width_px = width_px, .height_px = height_px, .broken = ret };
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node_focusable(tree, node))
			audit.stop[audit.stop_count++] = node;
	for (size_t i = 0; i < sizeof rule / sizeof rule[0]; i++)
		rule[i](&audit);
	return audit.count;
}
