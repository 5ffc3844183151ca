/* SPDX-License-Identifier: MIT */
/* keyboard.c - letters. Rows are strings; what is not a letter is a table of function keys. */
#include "ui/widgets/keyboard.h"

#include "firmware/base/utf8.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/keypad.h"

#include <string.h>

enum { ROWS = 5, ONE = 100, SIDE = 32, GAP_ACROSS = 12, BELOW_FIELD = 56 };

/* The four upper rows of each layer. "'" is drawn as ’. */
static const char *const layer_rows[][4] = {
	[LAYER_LOWER] = { "1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm" },
	[LAYER_UPPER] = { "1234567890", "QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM" },
	[LAYER_SYMBOLS] = { "1234567890", "&£@#%+=/()", "!?:;\"_ŵŷâê", "îôûïöéá" },
};
static const char *const upper_rows[4] = { "1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM" };
static const char *const email_rows[4] = { "1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm" };

struct function { const char *id, *words, *icon; int share; enum action what; bool on; int number; };

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

static void type_key(struct build *build, const char *text, int share)
{
	const char *label = strcmp(text, "'") == 0 ? "’" : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = build_text(build, "key:%s", text), .name = text, .label = label, .look = LOOK_KEY,
		.type = utf8_length(text) > 1 ? TYPE_KEY_WORD : TYPE_KEY, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_TYPE, .text = text),
		.box = { .grow = share, .equal = true, .height = build->frame.key_height }));
}

/* @room: the key's width: words and icon if both fit, else the words, at last the icon alone. */
static void function_key(struct build *build, const struct function *key, int room)
{
	bool next = key->what == ACTION_NEXT_FIELD;
	int words = fit_width(build, TYPE_KEY_WORD, key->words) + 14;
	bool words_fit = !key->icon || words <= room, icon_fits = !words_fit || words + 40 + 8 <= room;
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = key->id, .name = key->words, .label = words_fit ? NULL : "", .icon = icon_fits && !next ? key->icon : NULL, .icon_after = icon_fits && next ? key->icon : NULL,
		.look = strcmp(key->id, "key-space") == 0 ? LOOK_KEY : LOOK_KEY_FUNCTION, .type = TYPE_KEY_WORD, .text_align = ALIGN_CENTRE,
		.state = key->on ? NODE_CHECKED : 0, .action = ACT((int)key->what, .number = key->number, .text = key->what != ACTION_TYPE ? NULL : strcmp(key->id, "key-space") == 0 ? " " : "\n"),
		.box = { .grow = key->share, .equal = true, .height = build->frame.key_height }));
}

static void letters(struct build *build, const char *row, int share)
{
	for (const char *at = row; *at;) {
		const char *from = at;
		utf8_next(&at);
		type_key(build, arena_text_n(&build->tree->arena, from, (size_t)(at - from)), share);
	}
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

static void fourth_row(struct build *build, const struct keyboard *keyboard, const char *row, int width)
{
	bool shifts = keyboard->kind == KEYBOARD_TEXT && build->visit->layer != LAYER_SYMBOLS;
	struct function shift = { "key-shift", say(build, "key.shift"), "arrow-big-up", 155, ACTION_SHIFT, build->visit->layer == LAYER_UPPER, 0 };
	struct function delete = { "key-delete", say(build, "key.delete"), "delete", shifts ? 200 : 245, ACTION_DELETE, false, 0 };
	int keys = (int)utf8_length(row) + 1 + shifts, total = (int)utf8_length(row) * ONE + delete.share + (shifts ? shift.share : 0);
	struct node *fourth = keyboard_row_open(build, 4, GAP_ACROSS);
	if (shifts)
		function_key(build, &shift, share_width(width, shift.share, total, keys));
	letters(build, row, ONE);
	function_key(build, &delete, share_width(width, delete.share, total, keys));
	keyboard_row_close(build, fourth);
}

/* What ends the last row: on to the next box, a new line, or clear. */
static void last_key(struct build *build, const struct keyboard *keyboard, int room)
{
	struct function next = { "key-next", say(build, "key.next"), "arrow-right", 200, ACTION_NEXT_FIELD, false, keyboard->next_part };
	struct function line = { "key-line", say(build, "key.line"), NULL, 200, ACTION_TYPE, false, 0 };
	struct function clear = { "key-clear", say(build, "key.clear"), NULL, 175, ACTION_CLEAR, false, 0 };
	function_key(build, keyboard->next ? &next : keyboard->lines ? &line : &clear, room);
}

static void last_row(struct build *build, const struct keyboard *keyboard, int width)
{
	static const char *const email_keys[] = { "@", ".", "-", "_", "+", NULL };
	bool symbols = build->visit->layer == LAYER_SYMBOLS;
	struct function layer = { "key-layer", say(build, symbols ? "key.letters" : "key.symbols"), NULL, 162, ACTION_LAYER, false, 0 };
	struct function space = { "key-space", say(build, "key.space"), NULL, 420, ACTION_TYPE, false, 0 };
	struct node *last = keyboard_row_open(build, ROWS, GAP_ACROSS);
	if (keyboard->kind == KEYBOARD_EMAIL) {
		for (int i = 0; email_keys[i]; i++)
			type_key(build, email_keys[i], ONE);
		type_key(build, ".co.uk", 190);
		type_key(build, ".com", 165);
		last_key(build, keyboard, share_width(width, 175, 1030, 8));
	} else if (keyboard->kind == KEYBOARD_UPPER) {
		space.share = 600;
		type_key(build, "-", ONE);
		function_key(build, &space, 400);
		last_key(build, keyboard, share_width(width, 175, 900, 3));
	} else {
		function_key(build, &layer, share_width(width, 162, 1040, 6));
		type_key(build, "-", ONE);
		function_key(build, &space, 300);
		type_key(build, ",", ONE);
		type_key(build, ".", ONE);
		last_key(build, keyboard, share_width(width, 190, 1060, 6));
	}
	keyboard_row_close(build, last);
}

void keyboard_show(struct build *build, const struct keyboard *keyboard)
{
	if (keyboard->kind == KEYBOARD_NONE)
		return;
	if (is_pad(keyboard->kind)) {
		keypad_show(build, keyboard);
		return;
	}
	const char *const *rows = keyboard->kind == KEYBOARD_UPPER ? upper_rows : keyboard->kind == KEYBOARD_EMAIL ? email_rows : layer_rows[build->visit->layer];
	struct area area = keyboard_area(build, keyboard);
	struct box box = frame_box(area, FLOW_COLUMN, build->frame.key_gap);
	box.keep_left = true;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "keyboard", .name = say(build, "key.keyboard"), .label = "", .box = box));
	for (int i = 0; i < 3; i++) {
		struct node *row = keyboard_row_open(build, i + 1, GAP_ACROSS);
		letters(build, rows[i], ONE);
		keyboard_row_close(build, row);
	}
	fourth_row(build, keyboard, rows[3], area.width);
	last_row(build, keyboard, area.width);
	build_close(build);
}
