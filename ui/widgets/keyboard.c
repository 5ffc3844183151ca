/* SPDX-License-Identifier: MIT */
/* keyboard.c - letters. Rows are strings, see letters.c; what is not a letter is a table of function keys. */
#include "ui/widgets/keyboard.h"

#include "firmware/base/utf8.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/letters.h"

#include <string.h>

enum { ROWS = 5, ONE = 100, SIDE = 32, GAP_ACROSS = 12, BELOW_FIELD = 56 };

static const char *const upper_rows[4] = { "1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM" };
static const char *const email_rows[4] = { "1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm" };

/* .shown: letters that say what the key is for, before its words. */
struct function { const char *id, *words, *icon; int share; enum action what; bool on; int number; const char *shown, *language; };

static bool is_pad(enum keyboard_kind kind)
{
	return kind == KEYBOARD_NUMBER || kind == KEYBOARD_PHONE || kind == KEYBOARD_DATE;
}

struct area keyboard_area(const struct build *build, const struct keyboard *keyboard)
{
	const struct frame *frame = &build->frame;
	if (is_pad(keyboard->kind))
		return keypad_area(build, keyboard);
	int height = ROWS * frame->key_height + (ROWS - 1) * frame->key_gap;
	if (frame->split)
		return (struct area){ frame->touch.x, frame_bottom(frame->touch) - height, frame->touch.width, height };
	return (struct area){ SIDE, frame_bottom(frame->body) - height, frame->width - 2 * SIDE, height };
}

int keyboard_reserve(const struct build *build, const struct keyboard *keyboard)
{
	if (keyboard->kind == KEYBOARD_NONE || build->frame.split)
		return 0;
	return keyboard_area(build, keyboard).height + BELOW_FIELD;
}

static void type_key(struct build *build, const char *text, int share, const char *language)
{
	const char *label = strcmp(text, "'") == 0 ? "’" : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = build_text(build, "key:%s", text), .name = text, .label = label, .lang = language, .look = LOOK_KEY,
		.type = utf8_back(text, strlen(text)) > 0 ? TYPE_KEY_WORD : TYPE_KEY, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_TYPE, .text = text),
		.box = { .grow = share, .equal = true, .height = build->frame.key_height }));
}

/* @room: the key's width: words and icon if both fit, else the words, at last the icon alone. */
static void function_key(struct build *build, const struct function *key, int room)
{
	bool next = key->what == ACTION_NEXT_FIELD;
	int words = fit_width(build, TYPE_KEY_WORD, key->words) + 14;
	bool words_fit = !key->icon || words <= room, icon_fits = !words_fit || words + 40 + 8 <= room;
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = key->id, .name = key->shown && strcmp(key->shown, key->words) != 0 ? build_text(build, "%s %s", key->shown, key->words) : key->words, .label = key->shown ? key->shown : words_fit ? NULL : "", .lang = key->language, .icon = icon_fits && !next ? key->icon : NULL, .icon_after = icon_fits && next ? key->icon : NULL,
		.look = strcmp(key->id, "key-space") == 0 ? LOOK_KEY : LOOK_KEY_FUNCTION, .type = TYPE_KEY_WORD, .text_align = ALIGN_CENTRE,
		.state = key->on ? NODE_CHECKED : 0, .action = ACT((int)key->what, .number = key->number, .text = key->what != ACTION_TYPE ? NULL : strcmp(key->id, "key-space") == 0 ? " " : "\n"),
		.box = { .grow = key->share, .equal = true, .height = build->frame.key_height }));
}

static void row_keys(struct build *build, const char *row, int share, const char *language)
{
	char key[LETTERS_KEY_BYTES];
	while (letters_next(&row, key))
		type_key(build, build_text(build, "%s", key), share, language);
}

struct node *keyboard_row_open(struct build *build, int row, int gap)
{
	return build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = build_text(build, "row:%d", row), .state = NODE_ROW, .box = { .flow = FLOW_ROW, .gap = gap }));
}

void keyboard_row_close(struct build *build, struct node *row)
{
	if (row->child)
		row->name = say_with(build, "key.row", WORDS_VALUES({ "first", row->child->name }, { "last", row->last->name }));
	build_close(build);
}

static int share_width(int width, int share, int total, int keys)
{
	return (width - GAP_ACROSS * (keys - 1)) * share / total;
}

/* The visit may have come from another language, with letters that this one does not have. */
static enum keyboard_layer layer_of(const struct build *build)
{
	enum keyboard_layer layer = build->visit->layer;
	bool own = layer == LAYER_OWN || layer == LAYER_OWN_MORE;
	return own && !letters_own(build->language) ? LAYER_LOWER : layer;
}

static void fourth_row(struct build *build, const struct keyboard *keyboard, const char *row, bool shifts, const char *language, int width)
{
	enum keyboard_layer layer = layer_of(build);
	bool on = keyboard->kind == KEYBOARD_TEXT && (layer == LAYER_UPPER || layer == LAYER_MARKED_UPPER || layer == LAYER_OWN_MORE);
	struct function shift = { "key-shift", say(build, "key.shift"), "arrow-big-up", 155, ACTION_SHIFT, on, 0, NULL, NULL };
	struct function delete = { "key-delete", say(build, "key.delete"), "delete", shifts ? 200 : 245, ACTION_DELETE, false, 0, NULL, NULL };
	int letters = letters_count(row), keys = letters + 1 + shifts, total = letters * ONE + delete.share + (shifts ? shift.share : 0);
	struct node *fourth = keyboard_row_open(build, 4, GAP_ACROSS);
	if (shifts)
		function_key(build, &shift, share_width(width, shift.share, total, keys));
	row_keys(build, row, ONE, language);
	function_key(build, &delete, share_width(width, delete.share, total, keys));
	keyboard_row_close(build, fourth);
}

/* What ends the last row: on to the next box, a new line, or clear. */
static void last_key(struct build *build, const struct keyboard *keyboard, int room)
{
	struct function next = { "key-next", say(build, "key.next"), "arrow-right", 200, ACTION_NEXT_FIELD, false, keyboard->next_part, NULL, NULL };
	struct function line = { "key-line", say(build, "key.line"), NULL, 200, ACTION_TYPE, false, 0, NULL, NULL };
	struct function clear = { "key-clear", say(build, "key.clear"), "x", 175, ACTION_CLEAR, false, 0, NULL, NULL };
	function_key(build, keyboard->next ? &next : keyboard->lines ? &line : &clear, room);
}

static void email_row(struct build *build, const struct keyboard *keyboard, int width)
{
	static const char *const keys[] = { "@", ".", "-", "_", "+", NULL };
	for (int i = 0; keys[i]; i++)
		type_key(build, keys[i], ONE, NULL);
	type_key(build, ".co.uk", 190, NULL);
	type_key(build, ".com", 165, NULL);
	last_key(build, keyboard, share_width(width, 175, 1030, 8));
}

static struct function space_key(const struct build *build, int share)
{
	return (struct function){ "key-space", say(build, "key.space"), NULL, share, ACTION_TYPE, false, 0, NULL, NULL };
}

static void upper_row(struct build *build, const struct keyboard *keyboard, int width)
{
	struct function space = space_key(build, 600);
	type_key(build, "-", ONE, NULL);
	function_key(build, &space, 400);
	last_key(build, keyboard, share_width(width, 175, 900, 3));
}

/* To the language's own letters and back, or to those with marks: one key, whatever the layer; from the symbols always to the marks. */
static struct function other_letters(const struct build *build, enum keyboard_layer layer)
{
	const char *own = letters_own(build->language);
	bool marked = layer == LAYER_MARKED || layer == LAYER_MARKED_UPPER, back = marked || layer == LAYER_OWN || layer == LAYER_OWN_MORE;
	if (back)
		return (struct function){ marked ? "key-marked" : "key-own", say(build, "key.letters"), NULL, 150, ACTION_LAYER, false, 1 + LAYER_LOWER, NULL, NULL };
	if (own && layer != LAYER_SYMBOLS)
		return (struct function){ "key-own", own, NULL, 150, ACTION_LAYER, false, 1 + LAYER_OWN, own, build->language };
	return (struct function){ "key-marked", say(build, "key.marked"), NULL, 150, ACTION_LAYER, false, 1 + LAYER_MARKED, letters_marked(build->language), NULL };
}

static void text_row(struct build *build, const struct keyboard *keyboard, const struct letters *letters, int width)
{
	enum keyboard_layer layer = layer_of(build);
	bool symbols = layer == LAYER_SYMBOLS;
	struct function other = other_letters(build, layer), space = space_key(build, 300);
	struct function first = { "key-layer", say(build, symbols ? "key.letters" : "key.symbols"), NULL, 150, ACTION_LAYER, false, 1 + (symbols ? LAYER_LOWER : LAYER_SYMBOLS), NULL, NULL };
	int total = 2 * 150 + 3 * ONE + space.share + 190, keys = 7;
	function_key(build, &first, share_width(width, 150, total, keys));
	function_key(build, &other, share_width(width, 150, total, keys));
	type_key(build, "-", ONE, NULL);
	function_key(build, &space, share_width(width, space.share, total, keys));
	type_key(build, letters->comma, ONE, letters->language);
	type_key(build, letters->stop, ONE, letters->language);
	last_key(build, keyboard, share_width(width, 190, total, keys));
}

void keyboard_show(struct build *build, const struct keyboard *keyboard)
{
	if (keyboard->kind == KEYBOARD_NONE)
		return;
	if (is_pad(keyboard->kind)) {
		keypad_show(build, keyboard);
		return;
	}
	const struct letters *letters = letters_of(layer_of(build), build->language);
	bool text = keyboard->kind == KEYBOARD_TEXT;
	const char *const *rows = keyboard->kind == KEYBOARD_UPPER ? upper_rows : keyboard->kind == KEYBOARD_EMAIL ? email_rows : letters->row;
	const char *language = text ? letters->language : NULL;
	struct area area = keyboard_area(build, keyboard);
	struct box box = frame_box(area, FLOW_COLUMN, build->frame.key_gap);
	box.keep_left = true;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "keyboard", .name = say(build, "key.keyboard"), .label = "", .box = box));
	for (int i = 0; i < 3; i++) {
		struct node *row = keyboard_row_open(build, i + 1, GAP_ACROSS);
		row_keys(build, rows[i], ONE, language);
		keyboard_row_close(build, row);
	}
	fourth_row(build, keyboard, rows[3], text && letters->shifts, language, area.width);
	struct node *last = keyboard_row_open(build, ROWS, GAP_ACROSS);
	if (text)
		text_row(build, keyboard, letters, area.width);
	else if (keyboard->kind == KEYBOARD_EMAIL)
		email_row(build, keyboard, area.width);
	else
		upper_row(build, keyboard, area.width);
	keyboard_row_close(build, last);
	build_close(build);
}
