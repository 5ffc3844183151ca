/* SPDX-License-Identifier: MIT */
/* keyboard.c - letters. Rows are strings, see letters.c; what is not a letter is a function key. All rows together are as high as the design's five. */
#include "ui/widgets/keyboard.h"

#include "firmware/base/utf8.h"
#include "ui/visit/select.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/letters.h"

#include <string.h>

enum { ROWS = 5, ONE = 100, SIDE = 32, GAP_ACROSS = 12, BELOW_FIELD = 56, LOW = 64, LOW_SMALL = 56, LOW_COLUMN = 62, TALLEST = 98 };

static const char *const upper_rows[2][4] = { { "1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM" }, { "1234567890", "ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ" } };
static const char *const email_rows[2][4] = { { "1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm" }, { "1234567890", "abcdefghij", "klmnopqrst", "uvwxyz'" } };
/* Where a row has to give way, what an address on the web needs beside letters. */
static const char *const email_signs[4] = { "1234567890", "/:?#&=%!$*", "'~^|{}`", "" };

/* The heights of the rows with letters, and of the low one below them. */
struct heights { int letters, low, gap; };

static bool is_pad(enum keyboard_kind kind)
{
	return kind == KEYBOARD_NUMBER || kind == KEYBOARD_PHONE || kind == KEYBOARD_DATE;
}

/* The visit may have come from another language, with letters that this one does not have. */
static enum keyboard_layer layer_of(const struct build *build)
{
	enum keyboard_layer layer = build->visit->layer;
	bool own = layer == LAYER_OWN || layer == LAYER_OWN_MORE;
	return own && !letters_own(build->language) ? LAYER_LOWER : layer;
}

/* A low panel keeps an email's digits behind a key, as those of a text. */
static bool email_turns(const struct build *build, const struct keyboard *keyboard)
{
	return build->frame.low && keyboard->kind == KEYBOARD_EMAIL;
}

static const char *const *rows_of(const struct build *build, const struct keyboard *keyboard)
{
	bool alphabet = keys_by_alphabet(build->visit);
	if (email_turns(build, keyboard) && layer_of(build) == LAYER_SYMBOLS)
		return email_signs;
	return keyboard->kind == KEYBOARD_UPPER ? upper_rows[alphabet] : keyboard->kind == KEYBOARD_EMAIL ? email_rows[alphabet] : letters_of(layer_of(build), build->language, alphabet)->row;
}

/* A low panel has a row less: digits stand behind the symbols, the rarest symbols give way, a postcode's space stands beside its letters; other letters stand twelve to a row, folded. */
struct spared { bool digits, rarest, last, folded; };
enum { FOLDED_KEYS = 12 };

static struct spared spared_of(const struct build *build, const struct keyboard *keyboard)
{
	bool turns = email_turns(build, keyboard) || (build->frame.low && keyboard->kind == KEYBOARD_TEXT), symbols = layer_of(build) == LAYER_SYMBOLS;
	bool digits = strcmp(rows_of(build, keyboard)[0], "1234567890") == 0;
	return (struct spared){ turns && !symbols && digits, turns && symbols, build->frame.low && keyboard->kind == KEYBOARD_UPPER, turns && !symbols && !digits };
}

static int row_count(const struct build *build, const struct keyboard *keyboard)
{
	struct spared spared = spared_of(build, keyboard);
	return ROWS - (spared.digits || spared.rarest || spared.last || spared.folded);
}

/* Above the foot of a small column, its whole width; the row to correct with gives way on a low panel. */
static struct area column_area(const struct build *build, const struct keyboard *keyboard)
{
	const struct frame *frame = &build->frame;
	int rows = row_count(build, keyboard), height = rows * frame->key_height + (rows - 1) * frame->key_gap + (frame->low ? 0 : LOW_COLUMN + frame->key_gap);
	return (struct area){ frame->margin, frame_bottom(frame->typing) - height, frame->width - 2 * frame->margin, height };
}

struct area keyboard_area(const struct build *build, const struct keyboard *keyboard)
{
	const struct frame *frame = &build->frame;
	if (is_pad(keyboard->kind))
		return keypad_area(build, keyboard);
	if (frame->column)
		return column_area(build, keyboard);
	int height = ROWS * frame->key_height + (ROWS - 1) * frame->key_gap, most = ROWS * TALLEST + LOW + ROWS * frame->key_gap;
	if (frame->split) {
		height = frame->touch.height < most ? frame->touch.height : most;
		return (struct area){ frame->touch.x, frame_bottom(frame->touch) - height, frame->touch.width, height };
	}
	return (struct area){ SIDE, frame_bottom(frame->body) - height, frame->width - 2 * SIDE, height };
}

static struct heights heights_of(const struct build *build, const struct keyboard *keyboard)
{
	const struct frame *frame = &build->frame;
	struct heights heights = { .low = frame->column ? LOW_COLUMN : frame->panel == PANEL_SMALL ? LOW_SMALL : LOW, .gap = frame->key_gap };
	int lows = keyboard->suggests ? 2 : 1;
	if (frame->column)
		heights.letters = frame->key_height;
	else
		heights.letters = (keyboard_area(build, keyboard).height - lows * heights.low - (ROWS + lows - 1) * heights.gap) / ROWS;
	return heights;
}

int keyboard_reserve(const struct build *build, const struct keyboard *keyboard)
{
	if (keyboard->kind == KEYBOARD_NONE || build->frame.split)
		return 0;
	return keyboard_area(build, keyboard).height + (build->frame.column ? 0 : BELOW_FIELD);
}

/* Where the rows of one keyboard are written. */
struct rows { struct build *build; const struct keyboard *keyboard; int width; struct heights high; const char *language; enum type_style letters; int pad /* inside a letter's border; 0: as usual */; };

/* Low keys have no room for the lines of a hand that stands tall. */
static const char *latin_of(const struct build *build)
{
	return build->frame.column && fit_tall(build) > 1 ? "en" : NULL;
}

/* Where the widest letters of a language have no room in a row of eleven, all of them are smaller. */
static enum type_style letters_type(const struct rows *rows)
{
	enum { ROW_KEYS = 11, WIDEST = 54, WIDEST_SMALLER = 50 };
	int room = (rows->width - (ROW_KEYS - 1) * GAP_ACROSS) / ROW_KEYS;
	if (!rows->language || rows->build->frame.column || room >= WIDEST)
		return TYPE_KEY;
	return room >= WIDEST_SMALLER ? TYPE_BODY_STRONG : TYPE_KEY_WORD;
}

static int widest_of(const struct build *build, enum type_style type, const char *const row[4])
{
	char key[LETTERS_KEY_BYTES];
	int widest = 0;
	for (int i = 0; i < 4; i++)
		for (const char *at = row[i]; letters_next(&at, key);) {
			int width = fit_width(build, type, key);
			widest = width > widest ? width : widest;
		}
	return widest;
}

/* Keys of the lowest panel are narrow: the largest in which each letter of a language has room. */
static enum type_style letters_type_low(const struct rows *rows, const struct letters *letters, int keys)
{
	enum { AROUND = 8 };
	int room = (rows->width - (keys - 1) * GAP_ACROSS) / keys - AROUND;
	if (!rows->language || !rows->build->frame.low)
		return rows->letters;
	return widest_of(rows->build, TYPE_KEY, letters->row) <= room ? TYPE_KEY : widest_of(rows->build, TYPE_BODY_STRONG, letters->row) <= room ? TYPE_BODY_STRONG : TYPE_KEY_WORD;
}

static void type_key(const struct rows *rows, const char *text, int share, const char *language)
{
	struct build *build = rows->build;
	const char *label = strcmp(text, "'") == 0 ? "’" : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = build_text(build, "key:%s", text), .name = text, .label = label, .lang = language ? language : latin_of(build), .look = LOOK_KEY,
		.type = utf8_back(text, strlen(text)) > 0 ? TYPE_KEY_WORD : language ? rows->letters : TYPE_KEY, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_TYPE, .text = text),
		.box = { .grow = share, .equal = true, .height = rows->high.letters, .pad_start = rows->pad, .pad_end = rows->pad }));
}

static bool fits(const struct build *build, const char *words, int room)
{
	return words && fit_width(build, TYPE_KEY_WORD, words) + 14 <= room;
}

static bool fits_with_icon(const struct build *build, const char *words, int room)
{
	return fits(build, words, room - fit_icon(build, TYPE_KEY_WORD) - 8);
}

void keyboard_function(struct build *build, const struct function_key *key, int height, int room)
{
	bool high = build->frame.column && fit_tall(build) > 1 && key->icon; /* words taller than the key */
	bool next = key->what == ACTION_NEXT_FIELD, whole = (!high && fits(build, key->words, room)) || (!key->icon && !key->brief), brief = !whole && ((!high && fits(build, key->brief, room)) || !key->icon);
	const char *seen = key->shown ? key->shown : whole ? key->words : brief ? key->brief : "";
	bool icon_fits = key->icon && (!*seen || fits_with_icon(build, seen, room));
	build_leaf(build, NODE(.role = NODE_ROLE_KEY, .id = key->id, .name = key->shown && strcmp(key->shown, key->words) != 0 ? build_text(build, "%s %s", key->shown, key->words) : key->words, .label = seen == key->words ? NULL : seen, .lang = key->language,
		.icon = icon_fits && !next ? key->icon : NULL, .icon_after = icon_fits && next ? key->icon : NULL,
		.look = key->text && strcmp(key->text, " ") == 0 ? LOOK_KEY : LOOK_KEY_FUNCTION, .type = TYPE_KEY_WORD, .text_align = ALIGN_CENTRE,
		.state = key->on ? NODE_CHECKED : 0, .action = ACT((int)key->what, .number = key->number, .text = key->text), .box = { .grow = key->share, .equal = true, .height = height }));
}

static void row_keys(const struct rows *rows, const char *row, int share)
{
	char key[LETTERS_KEY_BYTES];
	while (letters_next(&row, key))
		type_key(rows, build_text(rows->build, "%s", key), share, rows->language);
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

static void function_row_key(const struct rows *rows, const struct function_key *key, int total, int keys)
{
	keyboard_function(rows->build, key, rows->high.letters, share_width(rows->width, key->share, total, keys));
}

/* What ends the last row: on to the next box, or a new line. */
enum { NEXT_SHARE = 200, LINE_SHARE = 240, WIDER = 70 };

/* 0: there is none. */
static int last_share(const struct keyboard *keyboard)
{
	return keyboard->next ? NEXT_SHARE : keyboard->lines ? LINE_SHARE : 0;
}

static void last_key(const struct rows *rows, int total, int keys)
{
	const struct build *build = rows->build;
	struct function_key next = { .id = "key-next", .words = say(build, "key.next"), .icon = "arrow-right", .share = NEXT_SHARE, .what = ACTION_NEXT_FIELD, .number = rows->keyboard->next_part };
	struct function_key line = { .id = "key-line", .words = say(build, "key.line"), .brief = say(build, "key.line_short"), .share = LINE_SHARE, .what = ACTION_TYPE, .text = "\n" };
	if (last_share(rows->keyboard) > 0)
		function_row_key(rows, rows->keyboard->next ? &next : &line, total, keys);
}

static struct function_key space_key(const struct build *build, int share)
{
	return (struct function_key){ .id = "key-space", .words = say(build, "key.space"), .share = share, .what = ACTION_TYPE, .text = " " };
}

/* To the symbols, or back to the letters. */
static struct function_key layer_key(const struct build *build, const char *shown)
{
	bool symbols = layer_of(build) == LAYER_SYMBOLS;
	return (struct function_key){ .id = "key-layer", .words = say(build, symbols ? "key.letters" : "key.symbols"), .share = 150, .what = ACTION_LAYER, .number = 1 + (symbols ? LAYER_LOWER : LAYER_SYMBOLS), .shown = symbols ? NULL : shown };
}

static struct function_key shift_key(const struct build *build)
{
	enum keyboard_layer layer = layer_of(build);
	bool on = layer == LAYER_UPPER || layer == LAYER_MARKED_UPPER || layer == LAYER_OWN_MORE;
	return (struct function_key){ .id = "key-shift", .words = say(build, "key.shift"), .icon = "arrow-big-up", .share = 155, .what = ACTION_SHIFT, .on = on };
}

static struct function_key delete_key(const struct build *build, int share)
{
	return (struct function_key){ .id = "key-delete", .words = say(build, "key.delete"), .icon = "delete", .share = share, .what = ACTION_DELETE };
}

static void fourth_row(const struct rows *rows, int number, const char *row, bool shifts)
{
	struct build *build = rows->build;
	struct function_key shift = email_turns(build, rows->keyboard) ? layer_key(build, "123") : shift_key(build);
	struct function_key delete = delete_key(build, shifts ? 200 : 245), space = space_key(build, 250);
	bool spaced = spared_of(build, rows->keyboard).last;
	int letters = letters_count(row), keys = letters + 1 + shifts + spaced, total = letters * ONE + delete.share + (shifts ? shift.share : 0) + (spaced ? space.share : 0);
	struct node *fourth = keyboard_row_open(build, number, GAP_ACROSS);
	if (shifts)
		function_row_key(rows, &shift, total, keys);
	row_keys(rows, row, ONE);
	if (spaced)
		function_row_key(rows, &space, total, keys);
	function_row_key(rows, &delete, total, keys);
	if (spaced)
		last_key(rows, total, keys);
	keyboard_row_close(build, fourth);
}

static void email_row(const struct rows *rows)
{
	static const char *const keys[] = { "@", ".", "-", "_", "+", NULL };
	for (int i = 0; keys[i]; i++)
		type_key(rows, keys[i], ONE, NULL);
	type_key(rows, ".co.uk", 190, NULL);
	type_key(rows, ".com", 165, NULL);
	last_key(rows, 855 + last_share(rows->keyboard), 8);
}

static void upper_row(const struct rows *rows)
{
	struct function_key space = space_key(rows->build, 600);
	int last = last_share(rows->keyboard), total = ONE + 600 + last, keys = last ? 3 : 2;
	type_key(rows, "-", ONE, NULL);
	function_row_key(rows, &space, total, keys);
	last_key(rows, total, keys);
}

/* To the language's own letters and back, or to those with marks: one key, whatever the layer; from the symbols always to the marks. */
static struct function_key other_letters(const struct build *build, enum keyboard_layer layer)
{
	const char *own = letters_own(build->language);
	bool marked = layer == LAYER_MARKED || layer == LAYER_MARKED_UPPER, back = marked || layer == LAYER_OWN || layer == LAYER_OWN_MORE;
	if (back)
		return (struct function_key){ .id = marked ? "key-marked" : "key-own", .words = say(build, "key.letters"), .share = 150, .what = ACTION_LAYER, .number = 1 + LAYER_LOWER };
	if (own && layer != LAYER_SYMBOLS)
		return (struct function_key){ .id = "key-own", .words = own, .share = 150, .what = ACTION_LAYER, .number = 1 + LAYER_OWN, .shown = own, .language = build->language };
	return (struct function_key){ .id = "key-marked", .words = say(build, "key.marked"), .share = 150, .what = ACTION_LAYER, .number = 1 + LAYER_MARKED, .shown = letters_marked(build->language) };
}

static void text_row(const struct rows *rows, const struct letters *letters)
{
	const struct build *build = rows->build;
	int last = last_share(rows->keyboard);
	struct function_key first = layer_key(build, NULL), other = other_letters(build, layer_of(build)), space = space_key(build, last ? 500 - last : 400);
	int total = 2 * 150 + 3 * ONE + space.share + last, keys = last ? 7 : 6;
	if (other.shown && !fits(build, other.shown, share_width(rows->width, other.share, total, keys))) {
		other.share += WIDER;
		space.share -= WIDER;
	}
	function_row_key(rows, &first, total, keys);
	function_row_key(rows, &other, total, keys);
	type_key(rows, "-", ONE, NULL);
	function_row_key(rows, &space, total, keys);
	type_key(rows, letters->comma, ONE, letters->language);
	type_key(rows, letters->stop, ONE, letters->language);
	last_key(rows, total, keys);
}

/* What has no room in three rows, and the keys that go with it. A letter with marks is one, and then others: it needs no space. */
static void folded_row(const struct rows *rows, const struct letters *letters, const char *rest)
{
	struct build *build = rows->build;
	bool own = letters->language != NULL;
	struct function_key shift = shift_key(build), symbols = layer_key(build, NULL), back = other_letters(build, layer_of(build)), space = space_key(build, 200), delete = delete_key(build, 120);
	int last = last_share(rows->keyboard), more = letters_count(rest);
	shift.share = 100;
	int total = (letters->shifts ? shift.share : 0) + back.share + more * ONE + (own ? space.share + 2 * ONE : symbols.share) + delete.share + last, keys = letters->shifts + 1 + more + (own ? 3 : 1) + 1 + (last > 0);
	if (letters->shifts)
		function_row_key(rows, &shift, total, keys);
	if (!own)
		function_row_key(rows, &symbols, total, keys);
	function_row_key(rows, &back, total, keys);
	row_keys(rows, rest, ONE);
	if (own) {
		function_row_key(rows, &space, total, keys);
		type_key(rows, letters->comma, ONE, letters->language);
		type_key(rows, letters->stop, ONE, letters->language);
	}
	function_row_key(rows, &delete, total, keys);
	last_key(rows, total, keys);
}

static void folded_rows(struct rows *rows, const struct letters *letters)
{
	enum { WIDE = 115 };
	char key[LETTERS_KEY_BYTES];
	int room = rows->width / FOLDED_KEYS - KEY_GAP_LEAST - 6;
	const char *rest = letters_folded(layer_of(rows->build), rows->build->language, keys_by_alphabet(rows->build->visit));
	if (!rest)
		rest = build_text(rows->build, "%s%s%s%s", letters->row[0], letters->row[1], letters->row[2], letters->row[3]);
	rows->letters = letters_type_low(rows, letters, FOLDED_KEYS);
	rows->pad = 3;
	for (int i = 1; i < ROWS - 1; i++) {
		struct node *row = keyboard_row_open(rows->build, i, KEY_GAP_LEAST);
		for (int n = 0; n < FOLDED_KEYS && letters_next(&rest, key); n++)
			type_key(rows, build_text(rows->build, "%s", key), fit_width(rows->build, rows->letters, key) > room ? WIDE : ONE, rows->language);
		keyboard_row_close(rows->build, row);
	}
	struct node *last = keyboard_row_open(rows->build, ROWS - 1, GAP_ACROSS);
	folded_row(rows, letters, rest);
	keyboard_row_close(rows->build, last);
}

void keyboard_edit_row(struct build *build, int row, int width, int gap, int height, bool letters)
{
	bool undo = select_undoes(build->visit), alphabet = keys_by_alphabet(build->visit);
	struct function_key clear = { .id = "key-clear", .words = say(build, "key.clear"), .icon = "x", .what = ACTION_CLEAR };
	if (undo)
		clear = (struct function_key){ .id = "key-undo", .words = say(build, "key.undo"), .icon = "rotate-ccw", .what = ACTION_UNDO };
	const struct function_key keys[] = {
		{ .id = "key-left", .words = say(build, "key.left"), .icon = "arrow-left", .what = ACTION_CARET, .number = -1 },
		{ .id = "key-right", .words = say(build, "key.right"), .icon = "arrow-right", .what = ACTION_CARET, .number = 1 },
		clear,
		{ .id = "key-word", .words = say(build, "key.word"), .brief = say(build, "key.word_short"), .what = ACTION_SELECT_WORD },
		{ .id = "key-order", .words = say(build, alphabet ? "key.computer" : "key.alphabet"), .brief = alphabet ? "QWE" : "A–Z", .what = ACTION_KEY_ORDER, .number = alphabet ? KEY_ORDER_COMPUTER : KEY_ORDER_ALPHABET },
	};
	int count = letters ? 5 : 3, room = (width - gap * (count - 1)) / count;
	bool icons = true; /* all or none */
	for (int i = 0; i < count; i++)
		icons &= !keys[i].icon || fits_with_icon(build, keys[i].words, room);
	struct node *edit = keyboard_row_open(build, row, gap);
	for (int i = 0; i < count; i++) {
		struct function_key key = keys[i];
		key.share = 1;
		if (!icons && fits(build, key.words, room))
			key.icon = NULL;
		keyboard_function(build, &key, height, room);
	}
	keyboard_row_close(build, edit);
}

/* Names from the council's list, as many as have room. */
static void suggestions(const struct rows *rows)
{
	struct build *build = rows->build;
	const struct suggest *suggest = &build->visit->suggest;
	int most = build->frame.panel == PANEL_SMALL || build->frame.percent > 100 ? 2 : SUGGEST_MAX, count = suggest->count < most ? suggest->count : most;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "row:0", .name = say_count(build, "suggest.count", count, NULL), .label = "", .state = NODE_ROW, .box = { .flow = FLOW_ROW, .gap = GAP_ACROSS }));
	int room = share_width(rows->width, 1, count, count);
	for (int i = 0; i < count; i++) {
		const char *name = suggest->name[i], *shown = fit_shorten(build, TYPE_KEY_WORD, name, room - 24, 1);
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "suggested:%d", i), .name = name, .label = shown == name ? NULL : shown, .place = i + 1, .of = count, .look = LOOK_KEY, .type = TYPE_KEY_WORD,
			.text_align = ALIGN_CENTRE, .action = ACT(ACTION_SUGGESTED, .number = i), .box = { .grow = 1, .equal = true, .height = rows->high.low }));
	}
	build_close(build);
}

/* How many there are, for the ear alone: the eye sees them. */
static void suggestions_heard(struct build *build, const struct area *area)
{
	int most = build->frame.panel == PANEL_SMALL || build->frame.percent > 100 ? 2 : SUGGEST_MAX, count = build->visit->suggest.count;
	if (count > 0)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "suggestions", .name = say_count(build, "suggest.count", count < most ? count : most, NULL), .label = "",
			.box = { .absolute = true, .x = area->x, .y = area->y - 4, .width = 2, .height = 2 }));
}

/* Four of letters and the one with the space; a row that is spared is not counted. */
static void five_rows(const struct rows *rows, const struct letters *letters)
{
	struct build *build = rows->build;
	const struct keyboard *keyboard = rows->keyboard;
	const char *const *row = rows_of(build, keyboard);
	struct spared spared = spared_of(build, keyboard);
	bool text = keyboard->kind == KEYBOARD_TEXT;
	int upper = spared.rarest ? 2 : 3, number = 1;
	for (int i = spared.digits; i < upper; i++) {
		struct node *keys = keyboard_row_open(build, number++, GAP_ACROSS);
		row_keys(rows, row[i], ONE);
		keyboard_row_close(build, keys);
	}
	fourth_row(rows, number++, row[upper], (text && letters->shifts) || email_turns(build, keyboard));
	if (spared.last)
		return;
	struct node *last = keyboard_row_open(build, number, GAP_ACROSS);
	if (text)
		text_row(rows, letters);
	else
		(keyboard->kind == KEYBOARD_EMAIL ? email_row : upper_row)(rows);
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
	bool text = keyboard->kind == KEYBOARD_TEXT;
	const struct letters *letters = letters_of(layer_of(build), build->language, keys_by_alphabet(build->visit));
	struct area area = keyboard_area(build, keyboard);
	struct rows rows = { .build = build, .keyboard = keyboard, .width = area.width, .high = heights_of(build, keyboard), .language = text ? letters->language : NULL };
	rows.letters = letters_type(&rows);
	struct box box = frame_box(area, FLOW_COLUMN, build->frame.key_gap);
	box.keep_left = true;
	bool suggests = keyboard->suggests && !build->frame.column; /* where they have no room the whole name is typed */
	if (suggests && build->visit->suggest.count == 0)
		box.pad_top = rows.high.low + rows.high.gap; /* no key moves when names come */
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "keyboard", .name = say(build, "key.keyboard"), .label = "", .box = box));
	if (suggests && build->visit->suggest.count > 0)
		suggestions(&rows);
	rows.letters = letters_type_low(&rows, letters, 11);
	if (spared_of(build, keyboard).folded)
		folded_rows(&rows, letters);
	else
		five_rows(&rows, letters);
	if (!build->frame.low)
		keyboard_edit_row(build, ROWS + 1, area.width, GAP_ACROSS, rows.high.low, true);
	build_close(build);
	if (suggests)
		suggestions_heard(build, &area);
}
