/* SPDX-License-Identifier: MIT */
/* A table of keys; each entry knows when the field takes it instead of the focus. */
#include "ui/input/keys.h"

#include <limits.h>
#include <string.h>

struct situation {
	const struct visit *visit;
	const struct tree *tree;
	const struct node *focus;
	const struct window_event *event;
	bool types;  /* the focus is on the field, or nowhere while a field types */
};

static struct key_meaning move(int steps)
{
	return (struct key_meaning){ .kind = KEY_FOCUS, .steps = steps };
}

static struct key_meaning edit(enum action what, int number, const char *text)
{
	return (struct key_meaning){ .kind = KEY_EDIT, .action = { .what = what, .number = number, .text = text } };
}

static struct key_meaning press(const struct node *node)
{
	return node ? (struct key_meaning){ .kind = KEY_PRESS, .node = node } : (struct key_meaning){ .kind = KEY_NOTHING };
}

/* The one thing that goes on from here, by the ids that screens use. */
static const struct node *main_button(const struct tree *tree)
{
	static const char *const ids[] = { "more-time", "continue", "begin", "send", "try-again", "start" };
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		const struct node *node = tree_find(tree, ids[i]);
		if (node && node_focusable(tree, node))
			return node;
	}
	return NULL;
}

static struct key_meaning on_tab(const struct situation *at) { return move(at->event->shift ? -1 : 1); }
static struct key_meaning on_up(const struct situation *at) { (void)at; return move(-1); }
static struct key_meaning on_down(const struct situation *at) { (void)at; return move(1); }
/* Shift marks, Ctrl goes by words. */
static struct key_meaning caret(const struct situation *at, int number)
{
	const struct window_event *event = at->event;
	if (event->control)
		return edit(event->shift ? ACTION_SELECT_WORD : ACTION_CARET_WORD, number, NULL);
	return edit(event->shift ? ACTION_SELECT : ACTION_CARET, number, NULL);
}

static struct key_meaning on_left(const struct situation *at) { return at->types ? caret(at, -1) : move(-1); }
static struct key_meaning on_right(const struct situation *at) { return at->types ? caret(at, 1) : move(1); }
static struct key_meaning on_home(const struct situation *at) { return caret(at, INT_MIN); }
static struct key_meaning on_end(const struct situation *at) { return caret(at, INT_MAX); }
static struct key_meaning on_backspace(const struct situation *at) { (void)at; return edit(ACTION_DELETE, 0, NULL); }
static struct key_meaning on_all(const struct situation *at) { (void)at; return edit(ACTION_SELECT_ALL, 0, NULL); }
static struct key_meaning on_undo(const struct situation *at) { (void)at; return edit(ACTION_UNDO, 0, NULL); }

static struct key_meaning on_delete(const struct situation *at) { (void)at; return edit(ACTION_DELETE, 1, NULL); }

static struct key_meaning on_return(const struct situation *at)
{
	if (!at->types)
		return press(at->focus ? at->focus : main_button(at->tree));
	if (at->focus && (at->focus->state & NODE_MULTILINE))
		return edit(ACTION_TYPE, 0, "\n");
	return press(main_button(at->tree));
}

static struct key_meaning on_escape(const struct situation *at)
{
	bool closes = at->visit->sheet != SHEET_NONE;
	return edit(closes ? ACTION_CLOSE : ACTION_BACK, 0, NULL);
}

static const struct { const char *name; struct key_meaning (*meaning)(const struct situation *at); } keys[] = {
	{ "Tab", on_tab },   { "Up", on_up },     { "Down", on_down },           { "Left", on_left },     { "Right", on_right },
	{ "Home", on_home }, { "End", on_end },   { "BackSpace", on_backspace }, { "Delete", on_delete }, { "Return", on_return },
	{ "Escape", on_escape },
};

/* With Ctrl: nothing is copied, cut or pasted, for it could be somebody else's. */
static const struct { const char *name; struct key_meaning (*meaning)(const struct situation *at); } control_keys[] = {
	{ "A", on_all }, { "Z", on_undo }, { "Left", on_left }, { "Right", on_right }, { "Home", on_home }, { "End", on_end },
};

static bool is_field(const struct node *node)
{
	return node && node->role == NODE_ROLE_FIELD;
}

struct key_meaning key_read(const struct visit *visit, const struct tree *tree, const struct node *focus, const struct window_event *event)
{
	bool field = visit->field[0] && visit->sheet == SHEET_NONE && (visit->place == PLACE_QUESTION || visit->place == PLACE_SEARCH || visit->place == PLACE_WHERE || visit->place == PLACE_PUSH || visit->place == PLACE_RESUME);
	struct situation at = { visit, tree, focus, event, field && (!focus || is_field(focus)) };
	if (event->kind == WINDOW_TEXT) {
		if (strcmp(event->text, " ") == 0 && focus && !is_field(focus))
			return press(focus);
		return field ? edit(ACTION_TYPE, 0, event->text) : (struct key_meaning){ .kind = KEY_NOTHING };
	}
	bool control = event->control || event->alt;
	for (size_t i = 0; event->control && !event->alt && i < sizeof control_keys / sizeof control_keys[0]; i++)
		if (strcmp(control_keys[i].name, event->text) == 0)
			return control_keys[i].meaning(&at);
	for (size_t i = 0; !control && event->kind == WINDOW_KEY && i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(keys[i].name, event->text) == 0)
			return keys[i].meaning(&at);
	return (struct key_meaning){ .kind = KEY_NOTHING };
}
