/* SPDX-License-Identifier: MIT */
/* keypad.c - digits 1 to 9, then delete, 0 and what the field still needs; more than one more key makes a fifth row where there is the height for it: not in a small column, nor with the largest text. Numbers have keys to move in them, a date's few digits are typed anew. */
#include "ui/widgets/keypad.h"

#include "ui/widgets/fit.h"

enum { GAP = 18, AROUND = 14, ICON_GAP = 8, FLAT_GAP = 12, EXTRA_MAX = 4, LOW = 64, LOW_SMALL = 56, COLUMN_ROOM = 368, COLUMN_ROOM_LOW = 316 /* of a date */ };

struct extra { const char *id, *words, *icon, *text; enum action what; int number; };

/* A low panel has all digits in one row and the rest below them. */
static bool flat(const struct build *build)
{
	return build->frame.low;
}

static bool edits(const struct build *build, const struct keyboard *keyboard)
{
	return keyboard->kind != KEYBOARD_DATE && !flat(build);
}

static int list_extras(const struct build *build, const struct keyboard *keyboard, struct extra ret[static EXTRA_MAX])
{
	int count = 0;
	if (keyboard->next)
		ret[count++] = (struct extra){ "key-next", say(build, "key.next"), "arrow-right", NULL, ACTION_NEXT_FIELD, keyboard->next_part };
	if (keyboard->kind == KEYBOARD_PHONE)
		ret[count++] = (struct extra){ "key:+", "+", NULL, "+", ACTION_TYPE, 0 };
	if (keyboard->point)
		ret[count++] = (struct extra){ "key:.", ".", NULL, ".", ACTION_TYPE, 0 };
	if (keyboard->minus)
		ret[count++] = (struct extra){ "key:-", "-", NULL, "-", ACTION_TYPE, 0 };
	if (count == 0 && !edits(build, keyboard))
		ret[count++] = (struct extra){ "key-clear", say(build, "key.clear"), NULL, NULL, ACTION_CLEAR, 0 };
	return count;
}

/* Rows of digits and what goes with them; below them one to move, lower. */
static int row_count(const struct build *build, const struct keyboard *keyboard)
{
	struct extra extra[EXTRA_MAX];
	if (flat(build))
		return 2;
	return !build->frame.column && build->frame.percent <= 150 && list_extras(build, keyboard, extra) > 1 ? 5 : 4;
}

static int low_height(const struct build *build, const struct keyboard *keyboard)
{
	return !edits(build, keyboard) ? 0 : build->frame.panel == PANEL_SMALL ? LOW_SMALL : LOW;
}

static int key_height(const struct build *build, const struct keyboard *keyboard, int rows)
{
	if (flat(build))
		return build->frame.key_height + 8;
	int column = keyboard->kind == KEYBOARD_DATE && (build->frame.reach || fit_tall(build) > 1) ? COLUMN_ROOM_LOW : COLUMN_ROOM;
	int room = build->frame.split ? build->frame.touch.height : build->frame.column ? column : 5 * build->frame.key_height + 4 * build->frame.key_gap;
	int low = low_height(build, keyboard), height = (room - (rows - 1) * GAP - (low ? low + GAP + 3 /* what rounding takes */ : 0)) / rows - build->frame.column;
	int most = build->frame.percent > 100 ? 96 : 104;
	return height < most ? height : most;
}

struct area keypad_area(const struct build *build, const struct keyboard *keyboard)
{
	const struct frame *frame = &build->frame;
	int rows = row_count(build, keyboard), low = low_height(build, keyboard);
	int height = rows * key_height(build, keyboard, rows) + (rows - 1) * GAP + (low ? low + GAP : 0);
	struct area column = frame->split ? frame->touch : frame->body;
	if (frame->column) {
		height += 3; /* what rounding takes */
		column = (struct area){ frame->margin, frame->typing.y, frame->width - 2 * frame->margin, frame->typing.height };
	}
	return (struct area){ column.x, frame_bottom(column) - height, column.width, height };
}

static void digit(struct build *build, int number, int height)
{
	const char *text = build_text(build, "%d", number);
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = build_text(build, "key:%d", number), .name = text, .lang = build->frame.column ? "en" : NULL, .look = LOOK_KEY, .type = build->frame.column ? TYPE_KEY : TYPE_ENTRY, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_TYPE, .text = text), .box = { .grow = 1, .equal = true, .height = height }));
}

/* Words too long for the key at the size of the text are set as on other keyboards. */
static void word_key(struct build *build, const struct extra *key, int height, int room)
{
	bool before = key->what == ACTION_DELETE, narrow = build->frame.column && !before;
	const char *icon = narrow ? NULL : key->icon;
	if (fit_width(build, TYPE_SMALL, key->words) + AROUND + (icon ? fit_icon(build, TYPE_SMALL) + ICON_GAP : 0) > room) {
		keyboard_function(build, &(struct function_key){ .id = key->id, .words = key->words, .icon = key->icon, .share = 1, .what = key->what, .number = key->number }, height, room);
		return;
	}
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = key->id, .name = key->words, .icon = before ? icon : NULL, .icon_after = before ? NULL : icon, .look = LOOK_KEY_FUNCTION, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT((int)key->what, .number = key->number), .box = { .grow = 1, .equal = true, .height = height }));
}

static void function(struct build *build, const struct extra *key, int height, int room)
{
	bool column = build->frame.column;
	if (key->what != ACTION_TYPE) {
		word_key(build, key, height, room);
		return;
	}
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = key->id, .name = key->words, .lang = column ? "en" : NULL, .look = LOOK_KEY, .type = column ? TYPE_KEY : TYPE_ENTRY, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_TYPE, .number = key->number, .text = key->text), .box = { .grow = 1, .equal = true, .height = height }));
}

static int room_of(int width, int keys, int gap)
{
	return (width - (keys - 1) * gap) / keys;
}

static void show_flat(struct build *build, const struct extra *extra, int extras, int height, int width)
{
	int room = room_of(width, 1 + extras, FLAT_GAP);
	struct node *digits = keyboard_row_open(build, 1, FLAT_GAP);
	for (int i = 1; i <= 10; i++)
		digit(build, i % 10, height);
	keyboard_row_close(build, digits);
	struct node *rest = keyboard_row_open(build, 2, FLAT_GAP);
	function(build, &(struct extra){ "key-delete", say(build, "key.delete"), "delete", NULL, ACTION_DELETE, 0 }, height, room);
	for (int i = 0; i < extras; i++)
		function(build, &extra[i], height, room);
	keyboard_row_close(build, rest);
}

void keypad_show(struct build *build, const struct keyboard *keyboard)
{
	struct extra extra[EXTRA_MAX];
	int extras = list_extras(build, keyboard, extra), rows = row_count(build, keyboard), height = key_height(build, keyboard, rows);
	struct area area = keypad_area(build, keyboard);
	struct box box = frame_box(area, FLOW_COLUMN, GAP);
	box.keep_left = true;
	if (flat(build))
		box.gap = FLAT_GAP;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "keyboard", .name = say(build, "key.keyboard"), .label = "", .box = box));
	if (flat(build)) {
		show_flat(build, extra, extras, height, area.width);
		build_close(build);
		return;
	}
	for (int row = 0; row < 3; row++) {
		struct node *three = keyboard_row_open(build, row + 1, GAP);
		for (int column = 1; column <= 3; column++)
			digit(build, row * 3 + column, height);
		keyboard_row_close(build, three);
	}
	int beside = rows == 5 ? 1 : extras, room = room_of(area.width, 2 + beside, GAP);
	struct node *fourth = keyboard_row_open(build, 4, GAP);
	function(build, &(struct extra){ "key-delete", say(build, "key.delete"), "delete", NULL, ACTION_DELETE, 0 }, height, room);
	digit(build, 0, height);
	for (int i = 0; i < beside; i++)
		function(build, &extra[i], height, room);
	keyboard_row_close(build, fourth);
	if (rows == 5) {
		struct node *fifth = keyboard_row_open(build, 5, GAP);
		for (int i = 1; i < extras; i++)
			function(build, &extra[i], height, room_of(area.width, extras - 1, GAP));
		keyboard_row_close(build, fifth);
	}
	if (edits(build, keyboard))
		keyboard_edit_row(build, rows + 1, area.width, GAP, low_height(build, keyboard), false);
	build_close(build);
}
