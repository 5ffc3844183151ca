/* SPDX-License-Identifier: MIT */
/* dump.c - the tree in words: what is not in here does not exist for anybody but the eye. */
#include "ui/tree/dump.h"

#include <string.h>

static const struct { unsigned bit; const char *name; } state_names[] = {
	{ NODE_DISABLED, "disabled" }, { NODE_CHECKED, "checked" },   { NODE_INVALID, "invalid" },
	{ NODE_SECRET, "secret" },     { NODE_MODAL, "modal" },       { NODE_PRESSED, "pressed" },
	{ NODE_FOCUSED, "focused" },   { NODE_SELECTED_TEXT, "selected-text" }, { NODE_MULTILINE, "multiline" }, { NODE_PERSONAL, "personal" },
};
enum { STATE_NAMES = sizeof state_names / sizeof state_names[0] };

/* The same mask whatever the length, so that the length is no hint. */
static const char *shown_value(const struct node *node)
{
	if (node->value && node->value[0] && node->state & NODE_SECRET)
		return "••••";
	return node->value;
}

/* The next node for reading: decoration is left out with all that is in it. */
static const struct node *dump_next(const struct node *node, int *depth)
{
	if (node->child && !(node->state & NODE_DECOR)) {
		++*depth;
		return node->child;
	}
	while (node && !node->next) {
		node = node->parent;
		--*depth;
	}
	return node ? node->next : NULL;
}

static enum fail quoted(struct buffer *ret, const char *label, const char *text)
{
	TRY(buffer_printf(ret, " %s\"", label));
	for (const char *at = text; *at; at++) {
		if (*at == '"' || *at == '\\')
			TRY(buffer_printf(ret, "\\%c", *at));
		else if (*at == '\n')
			TRY(buffer_printf(ret, "\\n"));
		else
			TRY(buffer_add(ret, at, 1));
	}
	return buffer_printf(ret, "\"");
}

static enum fail dump_states(const struct node *node, struct buffer *ret)
{
	for (size_t i = 0; i < STATE_NAMES; i++)
		if (node->state & state_names[i].bit)
			TRY(buffer_printf(ret, " %s", state_names[i].name));
	return FAIL_NONE;
}

static enum fail dump_node(const struct node *node, int depth, bool with_rects, struct buffer *ret)
{
	TRY(buffer_printf(ret, "%*s%s", depth * 2, "", node_role_name(node->role)));
	if (node->level > 0)
		TRY(buffer_printf(ret, " %d", node->level));
	if (node->id[0])
		TRY(buffer_printf(ret, " #%s", node->id));
	if (node->name[0])
		TRY(quoted(ret, "", node->name));
	if (node->label && node->label[0])
		TRY(quoted(ret, "label=", node->label));
	if (node->value)
		TRY(quoted(ret, "value=", shown_value(node)));
	TRY(dump_states(node, ret));
	if (node->place > 0)
		TRY(buffer_printf(ret, " %d/%d", node->place, node->of));
	if (node->hint && node->hint[0])
		TRY(quoted(ret, "hint=", node->hint));
	if (node->error && node->error[0])
		TRY(quoted(ret, "error=", node->error));
	if (node->lang && node->lang[0])
		TRY(buffer_printf(ret, " lang=%s", node->lang));
	if (node->action.what)
		TRY(buffer_printf(ret, " action"));
	if (with_rects)
		TRY(buffer_printf(ret, " [%d,%d %dx%d]", node->left_px, node->top_px, node->width_px, node->height_px));
	if (with_rects && node->capital_um > 0)
		TRY(buffer_printf(ret, " cap=%.2f", node->capital_um / 1000.0));
	return buffer_printf(ret, "\n");
}

enum fail dump_text(const struct tree *tree, bool with_rects, struct buffer *ret)
{
	int depth = 0;
	for (const struct node *node = tree->root; node; node = dump_next(node, &depth))
		if (!(node->state & NODE_DECOR))
			TRY(dump_node(node, depth, with_rects, ret));
	return FAIL_NONE;
}

static void put_text(json_t *object, const char *key, const char *text)
{
	if (text && text[0])
		json_object_set_new(object, key, json_string(text));
}

static json_t *json_node(const struct node *node, int depth)
{
	json_t *object = json_object();
	json_object_set_new(object, "id", json_string(node->id));
	json_object_set_new(object, "role", json_string(node_role_name(node->role)));
	json_object_set_new(object, "name", json_string(node->name));
	put_text(object, "label", node->label);
	if (node->value)
		json_object_set_new(object, "value", json_string(shown_value(node)));
	put_text(object, "hint", node->hint);
	put_text(object, "error", node->error);
	put_text(object, "lang", node->lang);
	if (node->level > 0)
		json_object_set_new(object, "level", json_integer(node->level));
	if (node->place > 0) {
		json_object_set_new(object, "place", json_integer(node->place));
		json_object_set_new(object, "of", json_integer(node->of));
	}
	json_t *states = json_array();
	for (size_t i = 0; i < STATE_NAMES; i++)
		if (node->state & state_names[i].bit)
			json_array_append_new(states, json_string(state_names[i].name));
	json_object_set_new(object, "state", states);
	if (node->action.what)
		json_object_set_new(object, "action", json_true());
	json_object_set_new(object, "rect", json_pack("[iiii]", node->left_px, node->top_px, node->width_px, node->height_px));
	if (node->capital_um > 0)
		json_object_set_new(object, "cap_um", json_integer(node->capital_um));
	json_object_set_new(object, "depth", json_integer(depth));
	return object;
}

json_t *dump_json(const struct tree *tree)
{
	json_t *nodes = json_array();
	const char *focus = "";
	int depth = 0;
	for (const struct node *node = tree->root; node; node = dump_next(node, &depth)) {
		if (node->state & NODE_DECOR)
			continue;
		if (node->state & NODE_FOCUSED)
			focus = node->id;
		json_array_append_new(nodes, json_node(node, depth));
	}
	return json_pack("{s:s, s:s, s:b, s:s, s:o}", "screen", tree->root ? tree->root->id : "", "lang", tree->lang, "rtl", tree->rtl, "focus", focus, "nodes", nodes);
}
