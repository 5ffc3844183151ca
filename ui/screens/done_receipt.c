/* SPDX-License-Identifier: MIT */
/* done_receipt.c - one sentence about the receipt, and what to do about it. It is never called printed before the printer, or a person, said so. */
#include "ui/screens/done.h"
#include "ui/screens/parts.h"

#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"

enum { PRESSES = 2, PRESS_GAP = 14, PRESS_PAD = 36, AROUND = 40, INSIDE = 2 * 29 + 20, AROUND_WORDS = 120 /* icon and paddings of the note */, ROOM_LEAST = 260, LINES = 3 };

enum press { PRESS_NOTHING, PRESS_PRINT, PRESS_AGAIN, PRESS_LARGE, PRESS_YES, PRESS_NO, PRESS_PHOTO };

static const struct { const char *id, *words, *icon; struct node_action action; } presses[] = {
	[PRESS_NOTHING] = { 0 },
	[PRESS_PRINT] = { "print-again", "action.print", "printer", { ACTION_PRINT_AGAIN, 0, NULL } },
	[PRESS_AGAIN] = { "print-again", "action.print_again", "printer", { ACTION_PRINT_AGAIN, 0, NULL } },
	[PRESS_LARGE] = { "print-large", "action.print_large", "a-large-small", { ACTION_PRINT_AGAIN, 1, NULL } },
	[PRESS_YES] = { "receipt-yes", "receipt.yes", "check", { ACTION_PRINT_SEEN, 0, NULL } },
	[PRESS_NO] = { "print-again", "receipt.no", "printer", { ACTION_PRINT_AGAIN, 0, NULL } },
	[PRESS_PHOTO] = { "photo", "action.photo", "eye", { ACTION_OPEN, SHEET_PHOTO, NULL } },
};

struct strip { enum note_kind kind; const char *icon, *strong, *text; enum press press[PRESSES]; };

static const struct strip *strip_of(enum receipt_state state)
{
	static const struct strip strips[] = {
		[RECEIPT_NONE] = { NOTE_PLAIN, "pencil", "receipt.none", "receipt.none_text", { PRESS_PHOTO } },
		[RECEIPT_ASK] = { NOTE_PLAIN, "printer", "receipt.ask", "receipt.ask_text", { PRESS_PRINT, PRESS_LARGE } },
		[RECEIPT_WAITING] = { NOTE_PLAIN, "printer", "receipt.waiting", "receipt.waiting_text", { 0 } },
		[RECEIPT_PRINTING] = { NOTE_PLAIN, "printer", "receipt.printing", "receipt.printing_text", { 0 } },
		[RECEIPT_DONE] = { NOTE_GOOD, "printer-check", "receipt.done", "receipt.done_text", { PRESS_AGAIN, PRESS_LARGE } },
		[RECEIPT_UNSURE] = { NOTE_WARNING, "triangle-alert", "receipt.unsure", "receipt.unsure_text", { PRESS_YES, PRESS_NO } },
		[RECEIPT_PAPER] = { NOTE_WARNING, "triangle-alert", "receipt.paper", "receipt.paper_text", { PRESS_PHOTO } },
		[RECEIPT_COVER] = { NOTE_WARNING, "triangle-alert", "receipt.cover", "receipt.cover_text", { PRESS_PHOTO } },
		[RECEIPT_NO_PRINTER] = { NOTE_PLAIN, "pencil", "receipt.no_printer", "receipt.no_printer_text", { PRESS_PHOTO } },
		[RECEIPT_STUCK] = { NOTE_WARNING, "triangle-alert", "receipt.stuck", "receipt.stuck_text", { PRESS_PHOTO } },
		[RECEIPT_WITHDRAWN] = { NOTE_WARNING, "triangle-alert", "receipt.withdrawn", "receipt.withdrawn_text", { PRESS_PHOTO, PRESS_AGAIN } },
	};
	return &strips[state];
}

static int count_of(const struct strip *strip)
{
	return strip->press[0] == PRESS_NOTHING ? 0 : strip->press[1] == PRESS_NOTHING ? 1 : PRESSES;
}

/* A small panel, a wide one with the largest text, and large Nastaliq, have no room for more than what to do. */
static const char *text_of(const struct build *build, const struct strip *strip)
{
	bool short_of_room = build->frame.panel == PANEL_SMALL || (build->frame.percent > 150 && (build->frame.panel == PANEL_LANDSCAPE || fit_tall(build) > 1));
	return short_of_room && count_of(strip) > 0 ? "" : say(build, strip->text);
}

static int press_height(const struct build *build)
{
	int usual = part_small_height(build), words = fit_line(build, TYPE_SMALL_STRONG) + PRESS_PAD;
	return words > usual ? words : usual;
}

static int press_width(const struct build *build, enum press press)
{
	return fit_width(build, TYPE_SMALL_STRONG, say(build, presses[press].words)) + INSIDE;
}

static int presses_width(const struct build *build, const struct strip *strip)
{
	int count = count_of(strip), width = count > 1 ? (count - 1) * PRESS_GAP : 0;
	for (int i = 0; i < count; i++)
		width += press_width(build, strip->press[i]);
	return width;
}

/* Where the buttons stand, and what is said: beside the words as long as those stay short, else below them. Two beside leave no room for a long hint. */
struct setting { bool beside; const char *strong, *text; };

static struct setting set(const struct build *build, const struct strip *strip, int width)
{
	struct setting setting = { .strong = say(build, strip->strong), .text = text_of(build, strip) };
	int room = width - presses_width(build, strip) - AROUND_WORDS;
	bool two = count_of(strip) > 1, room_beside = room >= ROOM_LEAST && fit_words_whole(build, TYPE_BODY_STRONG, setting.strong, room);
	if (count_of(strip) == 0)
		return setting;
	int strong = room_beside ? fit_lines(build, TYPE_BODY_STRONG, setting.strong, room) : 0, text = room_beside && *setting.text ? fit_lines(build, TYPE_SMALL, setting.text, room) : 0;
	setting.beside = room_beside && strong <= LINES && (two || strong + text <= LINES + 1);
	if (two && (setting.beside ? strong + text > LINES : build->frame.percent > 100))
		setting.text = "";
	return setting;
}

static bool in_one_row(const struct build *build, const struct strip *strip, int width)
{
	for (int i = 0; i < count_of(strip); i++)
		if (press_width(build, strip->press[i]) * 2 + PRESS_GAP > width)
			return false;
	return count_of(strip) > 1;
}

int done_receipt_height(const struct build *build, int width)
{
	const struct strip *strip = strip_of(build->visit->receipt);
	const struct setting setting = set(build, strip, width);
	int high = press_height(build), rows = in_one_row(build, strip, width) ? 1 : count_of(strip);
	if (!setting.beside)
		return note_height(build, setting.strong, setting.text, width) + rows * (high + PRESS_GAP);
	int height = note_height(build, setting.strong, setting.text, width - presses_width(build, strip));
	return height > high + AROUND ? height : high + AROUND;
}

static void show_press(struct build *build, enum press press, enum node_look look, enum type_style type, struct box box)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = presses[press].id, .name = say(build, presses[press].words), .icon = look == LOOK_SECOND ? presses[press].icon : NULL, .look = look, .type = type,
		.text_align = ALIGN_CENTRE, .action = presses[press].action, .box = box));
}

static void show_presses(struct build *build, const struct strip *strip, struct box box)
{
	for (int i = 0; i < count_of(strip); i++)
		show_press(build, strip->press[i], LOOK_SMALL, TYPE_SMALL_STRONG, box);
}

void done_receipt(struct build *build, int width)
{
	const struct strip *strip = strip_of(build->visit->receipt);
	const struct setting setting = set(build, strip, width);
	int high = press_height(build);
	if (count_of(strip) == 0) {
		note_show(build, strip->kind, strip->icon, setting.strong, setting.text);
	} else if (setting.beside) {
		note_open(build, strip->kind, strip->icon, setting.strong, setting.text);
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = PRESS_GAP });
		show_presses(build, strip, (struct box){ .min_height = high });
		build_close(build);
		note_close(build);
	} else {
		bool row = in_one_row(build, strip, width);
		build_group(build, (struct box){ .gap = PRESS_GAP });
		note_show(build, strip->kind, strip->icon, setting.strong, setting.text);
		build_group(build, (struct box){ .flow = row ? FLOW_ROW : FLOW_COLUMN, .gap = PRESS_GAP });
		show_presses(build, strip, (struct box){ .min_height = high, .grow = row, .equal = row });
		build_close(build);
		build_close(build);
	}
}

/* A question and its answers are one thing: apart, "Yes" stands on a page alone. The hint gives way. False: there is no room for both even so. */
static bool rows_together(struct build *build, const struct strip *strip, int title_height)
{
	const char *strong = say(build, strip->strong);
	int width = build->frame.body.width, high = press_height(build), room = build->frame.body.height - title_height - 2 * PRESS_GAP - high;
	if (!in_one_row(build, strip, width) || note_height(build, strong, "", width) > room)
		return false;
	build_group(build, (struct box){ .gap = PRESS_GAP });
	note_show(build, strip->kind, strip->icon, strong, "");
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = PRESS_GAP });
	show_presses(build, strip, (struct box){ .min_height = high, .grow = 1, .equal = true });
	build_close(build);
	build_close(build);
	return true;
}

void done_receipt_rows(struct build *build, int title_height)
{
	const struct strip *strip = strip_of(build->visit->receipt);
	if (rows_together(build, strip, title_height))
		return;
	note_show(build, strip->kind, strip->icon, say(build, strip->strong), say(build, strip->text));
	for (int i = 0; i < count_of(strip); i++)
		show_press(build, strip->press[i], LOOK_SECOND, TYPE_BODY_STRONG, (struct box){ .min_height = build->frame.action.height });
}
