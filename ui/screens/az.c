/* SPDX-License-Identifier: MIT */
/*
 * az.c - all services by the alphabet: its letters, and what begins with the one that was pressed; before one is, everything. Letters that
 * lead nowhere are drawn if there is room, and are never a control. Where letters and services have no room together, the letters come first.
 */
#include "ui/screens/parts.h"
#include "ui/screens/service_tile.h"
#include "ui/screens/shelf.h"
#include "ui/visit/az.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

enum { GAP = 24, CELL_GAP = 16, ROW_GAP = 20 /* the lip is in it */, CELL_AROUND = 40 /* padding and borders */, CELL_LEAST = 72, CELL_AIR = 24, CELL_HEIGHT_LEAST = 64 };

struct letters { int place[ALPHABET_MAX], count, columns, height; };

struct screen {
	struct az az;
	struct build *build;
	int chosen;                    /* -1: none */
	struct letters letters;
	struct shelf shelf;
	const char *title, *found;
};

static void arrange(const struct screen *screen, bool live_only, int width, struct letters *ret)
{
	const struct az *az = &screen->az;
	int cell = CELL_LEAST;
	*ret = (struct letters){ 0 };
	for (int i = 0; i < az->alphabet.count; i++) {
		bool live = az_count(az, i) > 0, last = i == az->alphabet.count - 1;
		if (!live && (live_only || last))
			continue;
		int needed = fit_width(screen->build, TYPE_CONTROL, az->alphabet.letter[i]) + CELL_AROUND;
		cell = needed > cell ? needed : cell;
		ret->place[ret->count++] = i;
	}
	int most = (width + CELL_GAP) / (cell + CELL_GAP), rows;
	most = most > 0 ? most : 1;
	rows = (ret->count + most - 1) / most;
	ret->columns = rows > 0 ? (ret->count + rows - 1) / rows : 1;
	ret->height = fit_line(screen->build, TYPE_CONTROL) + CELL_AIR;
	if (ret->height < CELL_HEIGHT_LEAST)
		ret->height = CELL_HEIGHT_LEAST;
}

static int letters_height(const struct letters *letters)
{
	int rows = (letters->count + letters->columns - 1) / letters->columns;
	return rows > 0 ? rows * letters->height + (rows - 1) * ROW_GAP : 0;
}

static struct tile entry_tile(const struct build *build, const struct az_entry *entry)
{
	struct tile tile = entry->form ? service_tile(build, entry->form) : where_tile(build);
	if (entry->other < 0)
		return tile;
	tile.id = build_text(build, "%s:%d", tile.id, entry->other);
	tile.name = say_with(build, "az.see", WORDS_VALUES({ "name", entry->name }, { "service", tile.name }));
	tile.hint = NULL;
	return tile;
}

/* Before a letter is pressed every service stands here once. */
static void collect(struct screen *screen)
{
	const struct az *az = &screen->az;
	struct shelf_entry *entry = arena_new(&screen->build->tree->arena, (az->count + 1) * sizeof *entry);
	int count = 0;
	for (size_t i = 0; i < az->count; i++)
		if (screen->chosen >= 0 ? az->entry[i].letter == screen->chosen : az->entry[i].other < 0)
			entry[count++] = (struct shelf_entry){ .tile = entry_tile(screen->build, &az->entry[i]) };
	screen->shelf = (struct shelf){ .entry = entry, .count = count, .width = columns_touch_width(screen->build) };
	screen->found = screen->chosen >= 0 ? say_count(screen->build, "az.letter", count, WORDS_VALUES({ "letter", az->alphabet.letter[screen->chosen] })) :
		say_count(screen->build, "search.found", count, NULL);
}

static bool small_title(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
}

static int above(const struct screen *screen)
{
	const struct build *build = screen->build;
	int width = columns_reading_width(build);
	return prose_title_height(build, screen->title, small_title(build), width) + GAP + fit_height(build, TYPE_BODY_STRONG, screen->found, width) + GAP;
}

static bool shelf_fits(struct screen *screen, int room)
{
	static const struct shelf_way named[] = { { 1, false, true }, { 1, false, false }, { 2, false, false }, { 2, true, false }, { 1, true, false } };
	bool large = screen->build->frame.percent > 100;
	shelf_plan(screen->build, &screen->shelf, named, large ? 2 : 4, room, screen->build->visit->list_page);
	if (shelf_height(screen->build, &screen->shelf) > room)
		shelf_plan(screen->build, &screen->shelf, named + 4, 1, room, screen->build->visit->list_page);
	return shelf_height(screen->build, &screen->shelf) <= room;
}

/* Letters and services on one page: with all letters, else with those that lead somewhere. */
static bool fits_together(struct screen *screen)
{
	const struct build *build = screen->build;
	int room = columns_room(build, 0), width = columns_reading_width(build);
	for (int live_only = build->frame.pages; live_only < 2; live_only++) {
		arrange(screen, live_only, width, &screen->letters);
		int used = above(screen) + letters_height(&screen->letters) + GAP;
		if (build->frame.split ? used <= room && shelf_fits(screen, build->frame.touch.height) : used < room && shelf_fits(screen, room - used))
			return true;
	}
	return false;
}

static void show_letter(const struct screen *screen, int place, int number, int of)
{
	struct build *build = screen->build;
	const char *letter = screen->az.alphabet.letter[place];
	size_t count = az_count(&screen->az, place);
	if (count == 0) {
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = letter, .type = TYPE_CONTROL, .ink = INK_QUIET, .text_align = ALIGN_CENTRE, .state = NODE_DECOR,
			.box = { .height = screen->letters.height, .pad_top = CELL_AIR / 2, .pad_bottom = 1 }));
		return;
	}
	build_leaf(build, NODE(.role = NODE_ROLE_RADIO, .id = build_text(build, "letter:%s", letter), .name = say_count(build, "az.letter", (long)count, WORDS_VALUES({ "letter", letter })), .label = letter,
		.look = LOOK_LANGUAGE, .type = TYPE_CONTROL, .text_align = ALIGN_CENTRE, .state = place == screen->chosen ? NODE_CHECKED : 0, .place = number, .of = of,
		.action = ACT(ACTION_NEED, .text = build_text(build, AZ_NEED ":%s", letter)), .box = { .height = screen->letters.height }));
}

static void show_letters(const struct screen *screen, int first, int count)
{
	struct build *build = screen->build;
	const struct letters *letters = &screen->letters;
	int live = 0, number = 0;
	bool pages = build->frame.pages; /* one may end between two rows */
	struct box row = { .flow = FLOW_ROW, .wrap = true, .columns = letters->columns, .gap = CELL_GAP, .row_gap = ROW_GAP };
	for (int i = 0; i < letters->count; i++)
		live += az_count(&screen->az, letters->place[i]) > 0;
	build_open(build, NODE(.role = NODE_ROLE_RADIO_GROUP, .id = "letters", .name = screen->title, .label = "",
		.box = pages ? (struct box){ .gap = ROW_GAP } : row));
	for (int i = 0; i < letters->count; i++) {
		if (pages && i % letters->columns == 0)
			build_group(build, row);
		number += az_count(&screen->az, letters->place[i]) > 0;
		if (i >= first && i < first + count)
			show_letter(screen, letters->place[i], number, live);
		if (pages && (i + 1 == letters->count || (i + 1) % letters->columns == 0))
			build_close(build);
	}
	build_close(build);
}

/* More letters than a page holds are paged by rows. */
static void show_letters_alone(struct screen *screen, int room)
{
	struct build *build = screen->build;
	struct letters *letters = &screen->letters;
	arrange(screen, true, columns_touch_width(build), letters);
	int first = 0, count = letters->count;
	if (letters_height(letters) > room) {
		int rows = (room - pager_height(build) - GAP + ROW_GAP) / (letters->height + ROW_GAP);
		count = (rows > 0 ? rows : 1) * letters->columns;
		for (int page = 0; page < build->visit->list_page && first + count < letters->count; page++)
			first += count;
	}
	int end = first + count < letters->count ? first + count : letters->count;
	build_group(build, (struct box){ .gap = GAP });
	show_letters(screen, first, count);
	pager_show(build, columns_touch_width(build), first, letters->count - end, "action.more", -1);
	build_close(build);
}

static void show_found(const struct screen *screen)
{
	build_leaf(screen->build, NODE(.role = NODE_ROLE_STATUS, .id = "found", .name = screen->found, .type = TYPE_BODY_STRONG));
}

void az_screen(struct build *build)
{
	struct screen *screen = arena_new(&build->tree->arena, sizeof *screen);
	screen->build = build;
	screen->title = say(build, "az.title");
	az_collect(build->visit, &screen->az);
	screen->chosen = az_chosen(build->visit, &screen->az.alphabet);
	collect(screen);
	bool together = fits_together(screen);
	int room = build->frame.split ? build->frame.touch.height : columns_room(build, 0) - above(screen);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, screen->title, small_title(build));
	if (together)
		show_letters(screen, 0, screen->letters.count);
	if (together || screen->chosen >= 0)
		show_found(screen);
	columns_touch(build, GAP);
	if (!together && screen->chosen < 0) {
		show_letters_alone(screen, room);
	} else {
		if (!together)
			(void)shelf_fits(screen, room);
		shelf_show(build, &screen->shelf);
	}
	columns_end(build);
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_BACK) });
	counter_show(build, true);
}
