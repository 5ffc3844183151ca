/* SPDX-License-Identifier: MIT */
/* A table of meanings; the keyboard is a grid of rows by the places that the layout gave its keys. */
#include "ui/input/pad.h"

#include "ui/tree/focus.h"

#include <stdlib.h>
#include <string.h>

struct stand {
	const struct visit *visit;
	const struct tree *tree;
	const struct node *focus;
	enum pad pad;
};

static struct key_meaning nothing(void)
{
	return (struct key_meaning){ .kind = KEY_NOTHING };
}

static struct key_meaning go(const struct node *node)
{
	return node ? (struct key_meaning){ .kind = KEY_GO, .node = node } : nothing();
}

static struct key_meaning press(const struct node *node)
{
	return node ? (struct key_meaning){ .kind = KEY_PRESS, .node = node } : nothing();
}

static struct key_meaning act(enum action what, int number)
{
	return (struct key_meaning){ .kind = KEY_EDIT, .action = { .what = what, .number = number } };
}

static const struct node *stop(const struct tree *tree, const char *id)
{
	const struct node *node = tree_find(tree, id);
	return node && node_focusable(tree, node) && !(node->state & NODE_DISABLED) ? node : NULL;
}

/* ---- the keyboard on the screen ---- */

static const struct node *row_of(const struct node *node)
{
	return node && node->parent && (node->parent->state & NODE_ROW) ? node->parent : NULL;
}

static const struct node *before(const struct node *node)
{
	const struct node *at = node->parent->child;
	if (at == node)
		return NULL;
	while (at->next != node)
		at = at->next;
	return at;
}

static int centre(const struct node *node)
{
	return node->left_px + node->width_px / 2;
}

/* The key of @row nearest below or above @from. */
static const struct node *nearest(const struct node *row, const struct node *from)
{
	const struct node *best = row->child;
	for (const struct node *key = row->child; key; key = key->next)
		if (abs(centre(key) - centre(from)) < abs(centre(best) - centre(from)))
			best = key;
	return best;
}

/* From one key to the row above or below, or out to what comes before or after the keyboard. */
static const struct node *to_row(const struct tree *tree, const struct node *from, int steps)
{
	const struct node *row = row_of(from), *to = steps > 0 ? row->next : before(row);
	if (to)
		return nearest(to, from);
	const struct node *end = steps > 0 ? row->last : row->parent->child->child;
	return focus_move(tree, end->key, steps);
}

static const struct node *along_row(const struct node *from, int steps)
{
	const struct node *row = row_of(from), *to = steps > 0 ? from->next : before(from);
	return to ? to : steps > 0 ? row->child : row->last;
}

static const struct node *first_key(const struct tree *tree)
{
	const struct node *row = tree_find(tree, "row:1");
	return row ? row->child : NULL;
}

/* ---- a keypad ---- */

static struct key_meaning through_things(const struct stand *at, int steps)
{
	if (row_of(at->focus))
		return go(to_row(at->tree, at->focus, steps));
	return go(focus_move(at->tree, at->focus ? at->focus->key : 0, steps));
}

static struct key_meaning on_up(const struct stand *at) { return through_things(at, -1); }
static struct key_meaning on_down(const struct stand *at) { return through_things(at, 1); }

static struct key_meaning on_previous(const struct stand *at)
{
	if (row_of(at->focus))
		return go(along_row(at->focus, -1));
	const struct node *part = stop(at->tree, "page-previous");
	if (part)
		return press(part);
	return act(at->visit->sheet != SHEET_NONE ? ACTION_CLOSE : ACTION_BACK, 0);
}

/* What would send is only gone to: a key that is pressed once too often sends nothing. */
static struct key_meaning on_next(const struct stand *at)
{
	static const char *const ids[] = { "page-next", "more-time", "continue", "begin", "start" };
	if (row_of(at->focus))
		return go(along_row(at->focus, 1));
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		if (stop(at->tree, ids[i]))
			return press(stop(at->tree, ids[i]));
	return go(stop(at->tree, "send"));
}

static struct key_meaning on_select(const struct stand *at)
{
	const struct node *focus = at->focus;
	if (!focus)
		return at->visit->place == PLACE_IDLE && stop(at->tree, "start") ? press(stop(at->tree, "start")) : go(focus_move(at->tree, 0, 1));
	bool types = focus->role == NODE_ROLE_FIELD && strncmp(focus->id, "field:", 6) == 0 && strcmp(focus->id + 6, at->visit->field) == 0;
	return types && first_key(at->tree) ? go(first_key(at->tree)) : press(focus);
}

static struct key_meaning on_help(const struct stand *at)
{
	bool again = at->visit->sheet == SHEET_PERSON && at->visit->keypad_here;
	return act(ACTION_OPEN, again ? SHEET_LEARN : SHEET_PERSON);
}

static struct key_meaning on_hide(const struct stand *at)
{
	(void)at;
	return act(ACTION_HIDE, 0);
}

/* ---- the voice ---- */

/* A key of the voice wakes it; Stop has nothing to stop then. */
static struct key_meaning on_voice(const struct stand *at)
{
	static const enum speech_command commands[PAD_COUNT] = {
		[PAD_REPEAT] = SPEECH_REPEAT, [PAD_PAUSE] = SPEECH_PAUSE, [PAD_STOP] = SPEECH_STOP, [PAD_LOUDER] = SPEECH_LOUDER, [PAD_SOFTER] = SPEECH_SOFTER,
		[PAD_FASTER] = SPEECH_FASTER, [PAD_SLOWER] = SPEECH_SLOWER, [PAD_HEADPHONES_IN] = SPEECH_PRIVATE, [PAD_HEADPHONES_OUT] = SPEECH_SPEAKER,
	};
	bool plug = at->pad == PAD_HEADPHONES_IN || at->pad == PAD_HEADPHONES_OUT;
	if (at->visit->voice.on || plug)
		return act(ACTION_SPEECH, (int)commands[at->pad]);
	return at->pad == PAD_STOP ? nothing() : act(ACTION_SPEECH, SPEECH_ON);
}

/* ---- two switches ---- */

static const struct node *row_first(const struct node *node)
{
	return row_of(node) ? node->parent : node;
}

/* The thing after a keyboard, from its last row; a keyboard is entered at its first. */
static struct key_meaning on_move(const struct stand *at)
{
	const struct node *focus = at->focus;
	if (row_of(focus))
		return go(focus->next ? focus->next : focus->parent);
	if (focus && focus->state & NODE_ROW) {
		if (focus->next)
			return go(focus->next);
		return go(focus->last ? focus_move(at->tree, focus->last->key, 1) : NULL);
	}
	return go(row_first(focus_move(at->tree, focus ? focus->key : 0, 1)));
}

static struct key_meaning on_choose(const struct stand *at)
{
	const struct node *focus = at->focus;
	if (!focus)
		return go(row_first(focus_move(at->tree, 0, 1)));
	return focus->state & NODE_ROW ? go(focus->child) : press(focus);
}

static struct key_meaning on_switch(const struct stand *at)
{
	int number = at->pad == PAD_SWITCH_1 ? 1 : 2;
	if (!switches_ready(at->visit))
		return act(ACTION_SWITCH, number);
	return number == at->visit->switches.moves ? on_move(at) : on_choose(at);
}

const struct node *pad_follow(const struct visit *visit, const struct tree *tree, const struct pad_chosen *chosen)
{
	if (chosen->moved)
		return visit->field[0] && visit->sheet == SHEET_NONE ? NULL : focus_move(tree, 0, 1);
	if (chosen->role == NODE_ROLE_RADIO && chosen->what == ACTION_CHOOSE)
		return stop(tree, "continue");
	bool types = chosen->role == NODE_ROLE_FIELD || chosen->what == ACTION_SUGGESTED || (chosen->role == NODE_ROLE_KEY && chosen->what != ACTION_DELETE);
	const struct node *offered = tree_find(tree, "row:0");
	return !types ? NULL : offered ? offered : tree_find(tree, "row:1");
}

/* ---- all ---- */

static const struct { enum pad pad; struct key_meaning (*meaning)(const struct stand *at); } meanings[] = {
	{ PAD_PREVIOUS, on_previous }, { PAD_NEXT, on_next },     { PAD_UP, on_up },           { PAD_DOWN, on_down },
	{ PAD_SELECT, on_select },     { PAD_HELP, on_help },     { PAD_HIDE, on_hide },     { PAD_SWITCH_1, on_switch }, { PAD_SWITCH_2, on_switch },
	{ PAD_REPEAT, on_voice },      { PAD_PAUSE, on_voice },   { PAD_STOP, on_voice },      { PAD_LOUDER, on_voice },  { PAD_SOFTER, on_voice },
	{ PAD_FASTER, on_voice },      { PAD_SLOWER, on_voice },  { PAD_HEADPHONES_IN, on_voice }, { PAD_HEADPHONES_OUT, on_voice },
};

struct key_meaning pad_read(const struct visit *visit, const struct tree *tree, const struct node *focus, enum pad pad)
{
	struct stand at = { visit, tree, focus, pad };
	bool pressed = pad != PAD_SWITCH_1 && pad != PAD_SWITCH_2 && pad != PAD_HEADPHONES_IN && pad != PAD_HEADPHONES_OUT;
	if (visit->sheet == SHEET_LEARN && pressed)
		return act(ACTION_LEARN, (int)pad);
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (meanings[i].pad == pad)
			return meanings[i].meaning(&at);
	return nothing();
}
