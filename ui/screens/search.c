/* SPDX-License-Identifier: MIT */
/* search.c - what is looked for, and what was found for it so far, above (or beside) the keyboard. Nothing found is no dead end. */
#include "ui/screens/parts.h"
#include "ui/screens/service_tile.h"
#include "ui/screens/shelf.h"
#include "ui/visit/search.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/keyboard.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

enum { GAP = 24, AROUND_MAIN = 24, AIR_MAIN = 8 };

static void collect(struct build *build, struct shelf *ret)
{
	const struct form *form[VISIT_SERVICE_MAX];
	size_t count = search_services(build->visit, build->visit->search, form);
	struct shelf_entry *entry = arena_new(&build->tree->arena, (count + 1) * sizeof *entry);
	for (size_t i = 0; i < count; i++)
		entry[i] = (struct shelf_entry){ .tile = service_tile(build, form[i]) };
	if (search_where(build->visit, build->visit->search))
		entry[count++] = (struct shelf_entry){ .tile = where_tile(build) };
	*ret = (struct shelf){ .entry = entry, .count = (int)count, .width = columns_reading_width(build) };
}

/* How many there are is heard after each letter. */
static const char *found_words(const struct build *build, const struct shelf *shelf)
{
	bool low = build->frame.percent > (fit_tall(build) ? 100 : 150);
	if (!*build->visit->search)
		return say(build, "search.hint");
	if (shelf->count && low)
		return ""; /* the first of them needs the room */
	if (shelf->count)
		return say_count(build, "search.found", shelf->count, NULL);
	return low || (build->frame.reach && build->frame.shape == PANEL_PORTRAIT) ? say(build, "search.none_short") : say_with(build, "search.none", WORDS_VALUES({ "words", build->visit->search }));
}

static void show_found(struct build *build, const struct shelf *shelf, const char *words)
{
	if (*build->visit->search && shelf->count == 0) {
		note_show(build, NOTE_PLAIN, "search", NULL, words);
		return;
	}
	if (*words)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "found", .name = words, .type = TYPE_SMALL, .ink = INK_QUIET));
	if (shelf->count == 0)
		return;
	build_group(build, (struct box){ .gap = GAP });
	shelf_show(build, shelf);
	build_close(build);
}

/* What was found, page by page; the first way back leads to the box again. */
static void results(struct build *build, struct shelf *shelf)
{
	static const struct shelf_way ways[] = { { 1, true, false } };
	shelf_plan(build, shelf, ways, 1, columns_room(build, 0), 0);
	part_header(build, false);
	columns_reading(build, 0);
	build->tree->turn.wanted = build->visit->list_page - 1;
	prose_title(build, say_count(build, "search.found", shelf->count, NULL), true);
	columns_touch(build, GAP);
	shelf_show(build, shelf);
	columns_end(build);
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_PAGE, .number = -1) });
	counter_show(build, true);
}

/* The box above the keyboard; what was found is a page further on. */
static void search_column(struct build *build)
{
	const struct keyboard keyboard = { .kind = KEYBOARD_TEXT };
	const char *title = say(build, "search.title");
	struct shelf shelf;
	collect(build, &shelf);
	if (build->visit->list_page > 0 && shelf.count > 0) {
		results(build, &shelf);
		return;
	}
	int reserve = keyboard_reserve(build, &keyboard);
	bool nothing = *build->visit->search && shelf.count == 0, heard = build->frame.low && (build->frame.percent > 150 || (build->frame.percent > 100 && fit_tall(build) > 1));
	struct field field = { .name = "search", .label = title, .label_inside = heard, .label_hidden = true, .value = build->visit->search };
	frame_types(&build->frame);
	build->frame.action.height = columns_beside_height(build, reserve);
	columns_reading(build, reserve);
	build_title(build, title);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .level = 1, .name = title, .label = heard ? "" : nothing ? fit_shorten(build, TYPE_BODY_STRONG, say(build, "search.none_short"), build->frame.body.width, 1) : NULL, .type = TYPE_BODY_STRONG));
	field_show(build, &field);
	columns_touch(build, 0);
	columns_end(build);
	keyboard_show(build, &keyboard);
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "all", .main_words = say_count(build, "home.all", (long)build->visit->service_count, NULL), .main = ACT(ACTION_NEED, .text = "all") };
	if (shelf.count > 0) {
		row.main_id = "page-next";
		row.main_words = say_count(build, "search.found", shelf.count, NULL);
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	}
	int lines = fit_lines(build, TYPE_SMALL_STRONG, row.main_words, build->frame.action.width - AROUND_MAIN);
	bool crowds = lines * fit_line(build, TYPE_SMALL_STRONG) + AIR_MAIN > (build->frame.action.height - build->frame.row_gap) / 2;
	if (crowds && shelf.count == 0)
		row.main = (struct node_action){ 0 }; /* home leads to all services too */
	else if (crowds && build->frame.low)
		row.main_words = say(build, "action.continue");
	action_row_show(build, &row);
	counter_show(build, true);
}

void search_screen(struct build *build)
{
	static const struct shelf_way ways[] = { { 1, true, false }, { 2, true, false } };
	const struct keyboard keyboard = { .kind = KEYBOARD_TEXT };
	const char *title = say(build, "search.title");
	if (build->frame.column) {
		search_column(build);
		return;
	}
	struct field field = { .name = "search", .label = title, .label_hidden = true, .value = build->visit->search };
	int reserve = keyboard_reserve(build, &keyboard), width = columns_reading_width(build);
	struct shelf shelf;
	collect(build, &shelf);
	const char *words = found_words(build, &shelf);
	enum type_style type = build->frame.percent <= 100 && build->frame.panel != PANEL_SMALL ? TYPE_QUESTION_SMALL : TYPE_BODY_STRONG;
	int above = fit_height(build, type, title, width) + GAP + field_height(build, &field, width) + GAP + fit_height(build, TYPE_SMALL, words, width) + GAP;
	shelf_plan(build, &shelf, ways, build->frame.percent > 100 || build->frame.split ? 1 : 2, columns_room(build, reserve) - above, build->visit->list_page);

	part_header(build, false);
	columns_reading(build, reserve);
	build_title(build, title);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .level = 1, .name = title, .type = type));
	field_show(build, &field);
	show_found(build, &shelf, words);
	columns_touch(build, GAP);
	columns_end(build);
	keyboard_show(build, &keyboard);
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "all", .main_words = say_count(build, "home.all", (long)build->visit->service_count, NULL), .main_icon = build->tree->rtl ? "arrow-left" : "arrow-right",
		.main = ACT(ACTION_NEED, .text = "all") };
	action_row_show(build, &row);
	counter_show(build, true);
}
