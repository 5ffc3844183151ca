/* SPDX-License-Identifier: MIT */
/* items.c - what was added to a repeated page so far: each with Change and Remove, one more, or on; and the sheet that asks before one goes. */
#include "firmware/forms/repeat.h"
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/screens.h"
#include "ui/visit/items.h"
#include "ui/visit/privacy.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/errors.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/item_row.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { GAP = 24, ADD_HEIGHT = 112, ADD_HEIGHT_SMALL = 80 };

struct items {
	struct build *build;
	const struct form_page *page;
	const char *title, *about, *full;
	struct item_row *row; size_t rows, first, count;
	struct error_line line; int errors;
	int part, room;
	bool small;
};

static int add_height(const struct items *items)
{
	const struct build *build = items->build;
	int least = build->frame.panel == PANEL_SMALL ? ADD_HEIGHT_SMALL : ADD_HEIGHT, words = fit_line(build, TYPE_BODY_STRONG) + 40;
	return words > least ? words : least;
}

static void collect(struct items *items)
{
	struct build *build = items->build;
	const struct visit *visit = build->visit;
	items->rows = items_count(visit);
	items->row = arena_new(&build->tree->arena, (items->rows + 1) * sizeof *items->row);
	for (size_t i = 0; i < items->rows; i++)
		items->row[i] = (struct item_row){ .index = (int)i, .name = answer_item_name(build, items->page, i), .words = answer_item(build, visit->page, i),
			.privacy = visit_page_privacy(visit, items->page), .field = items->page->repeat->name, .lang = phrase_lang(build, visit->form), .removable = items_removable(visit) };
	if (visit->error_count > 0)
		items->line = (struct error_line){ .field = visit->error[0].field, .message = screen_message(visit, &build->tree->arena, &visit->error[0]) };
	items->errors = visit->error_count > 0;
}

static int reading_height(const struct items *items)
{
	const struct build *build = items->build;
	int width = columns_reading_width(build), height = prose_title_height(build, items->title, items->small, width) + GAP;
	height += fit_height(build, TYPE_BODY, items->about, width) + GAP;
	if (items->errors)
		height += errors_height(build, &items->line, 1, width, ERRORS_LOW, "") + GAP;
	if (items->full)
		height += note_height(build, NULL, items->full, width) + GAP;
	return height;
}

static size_t take(const struct items *items, size_t first)
{
	int used = 0;
	size_t i = first;
	for (; i < items->rows; i++) {
		used += item_row_height(items->build, &items->row[i], columns_touch_width(items->build));
		if (used > items->room && i > first)
			break;
	}
	return i - first;
}

static void turn_to_page(struct items *items)
{
	int add = items->full ? 0 : add_height(items) + GAP;
	items->room = items->build->frame.split ? items->build->frame.touch.height - add : columns_room(items->build, 0) - reading_height(items) - add;
	items->count = take(items, 0);
	for (; items->part < items->build->visit->list_page && items->first + items->count < items->rows; items->part++) {
		items->first += items->count;
		items->count = take(items, items->first);
	}
}

static bool goes_on(const struct items *items)
{
	return items->first + items->count < items->rows;
}

static void show_rows(struct items *items)
{
	struct build *build = items->build;
	build_open(build, NODE(.role = NODE_ROLE_LIST, .id = "items"));
	for (size_t i = items->first; i < items->first + items->count; i++)
		item_row_show(build, &items->row[i], columns_touch_width(build));
	build_close(build);
	if (!items->full && !goes_on(items))
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "add", .name = say(build, "items.another"), .icon = "plus", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG,
			.text_align = ALIGN_CENTRE, .action = ACT(ACTION_ITEM_ADD), .box = { .height = add_height(items) }));
}

static void show_actions(const struct items *items)
{
	struct build *build = items->build;
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "continue", .main_words = say(build, "action.continue"), .main_icon = build->tree->rtl ? "arrow-left" : "arrow-right",
		.main = ACT(ACTION_CONTINUE) };
	if (items->part > 0) /* the visit may stand beyond the end */
		row.back = (struct node_action)ACT(ACTION_PAGE, .number = items->part - 1 - build->visit->list_page);
	if (goes_on(items)) {
		row.main_id = "page-next";
		row.main_words = say_count(build, "items.more", (long)(items->rows - items->first - items->count), NULL);
		row.main_icon = "arrow-down";
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	}
	action_row_show(build, &row);
}

void items_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	frame_pages_if_large(&build->frame);
	if (visit->error_count == 0)
		frame_apart(&build->frame);
	struct items items = { .build = build, .page = items_page(visit), .small = build->frame.panel == PANEL_SMALL || visit->error_count > 0 };
	collect(&items);
	items.title = say_count(build, "items.title", (long)items.rows, NULL);
	items.about = phrase_repeat(build, items.page);
	items.full = items_full(visit) ? say_count(build, "items.full", items.page->repeat->max, NULL) : NULL;
	turn_to_page(&items);

	part_header(build, false);
	columns_reading(build, 0);
	errors_show(build, &items.line, items.errors, ERRORS_LOW, "");
	prose_title(build, items.title, items.small);
	prose_quiet(build, items.about);
	if (items.full)
		note_show(build, NOTE_PLAIN, "info", NULL, items.full);
	columns_touch(build, GAP);
	show_rows(&items);
	columns_end(build);
	show_actions(&items);
	counter_show(build, true);
}

void remove_sheet(struct build *build)
{
	const struct visit *visit = build->visit;
	const struct form_page *page = items_page(visit);
	size_t index = (size_t)visit->item;
	part_under(build);
	sheet_open(build, say_with(build, "items.remove_title", WORDS_VALUES({ "answer", answer_item_name(build, page, index) })));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fit_shorten(build, TYPE_CONTROL, answer_item(build, visit->page, index), sheet_width(build), 3), .type = TYPE_CONTROL, .state = NODE_PERSONAL,
		.privacy = visit_page_privacy(visit, page), .field = page->repeat->name));
	sheet_touch(build, 28);
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "item-gone", .name = say(build, "items.remove_now"), .icon_after = "trash-2", .look = LOOK_MAIN, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_ITEM_GONE), .box = { .min_height = build->frame.action.height }));
	sheet_end(build, say(build, "items.keep"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
