/* SPDX-License-Identifier: MIT */
/* shelf.c - a heading never stands last on a page; a row is as high as its highest tile. */
#include "ui/screens/shelf.h"

#include "ui/widgets/fit.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { GAP = 24, GAP_SPLIT = 16, BETWEEN = 20, LOW = 96, LOW_SMALL = 80, LOW_AROUND = 52 /* padding */, LOW_ICON = 60, LOW_AIR = 40, TILE_AROUND = 166 /* padding, arch, gap */, TILE_ARROW = 66 };

static int gap_of(const struct build *build)
{
	return build->frame.split ? GAP_SPLIT : GAP;
}

static bool is_low(const struct shelf *shelf, const struct shelf_entry *entry)
{
	return entry->low || shelf->way.low;
}

static int columns_of(const struct shelf *shelf, const struct shelf_entry *entry)
{
	return entry->wide ? 1 : entry->half && shelf->way.columns > 2 ? 2 : shelf->way.columns;
}

static int width_of(const struct shelf *shelf, const struct shelf_entry *entry)
{
	int columns = columns_of(shelf, entry);
	return (shelf->width - (columns - 1) * BETWEEN) / columns;
}

static struct tile tile_of(const struct shelf *shelf, const struct shelf_entry *entry)
{
	struct tile tile = entry->tile;
	if (!shelf->way.hints || shelf->brief)
		tile.hint = NULL;
	if (is_low(shelf, entry) && columns_of(shelf, entry) > 1)
		tile.arrow = false; /* the words need the room */
	return tile;
}

static int words_room(const struct shelf *shelf, const struct shelf_entry *entry)
{
	int around = is_low(shelf, entry) ? LOW_AROUND + LOW_ICON : TILE_AROUND;
	return width_of(shelf, entry) - around - (tile_of(shelf, entry).arrow ? TILE_ARROW : 0);
}

static int entry_height(const struct build *build, const struct shelf *shelf, const struct shelf_entry *entry)
{
	struct tile tile = tile_of(shelf, entry);
	if (!is_low(shelf, entry))
		return tile_height(build, &tile, width_of(shelf, entry));
	int words = fit_height(build, TYPE_BODY_STRONG, tile.name, words_room(shelf, entry)) + LOW_AIR, least = build->frame.panel == PANEL_SMALL ? LOW_SMALL : LOW;
	return words > least ? words : least;
}

/* How many entries the row that begins with @first has. */
static int row_count(const struct shelf *shelf, int first)
{
	const struct shelf_entry *entry = &shelf->entry[first];
	int count = 1;
	if (entry->heading || entry->wide)
		return 1;
	while (count < columns_of(shelf, entry) && first + count < shelf->count && !entry[count].heading && !entry[count].wide && entry[count].half == entry->half)
		count++;
	return count;
}

static int row_height(const struct build *build, const struct shelf *shelf, int first)
{
	int highest = 0;
	if (shelf->entry[first].heading)
		return fit_height(build, TYPE_HEADING, shelf->entry[first].heading, shelf->width);
	for (int i = first; i < first + row_count(shelf, first); i++) {
		int height = entry_height(build, shelf, &shelf->entry[i]);
		highest = height > highest ? height : highest;
	}
	return highest;
}

/* How many entries from @first fit into @room; at least a row, with the heading above it. */
static int take(const struct build *build, const struct shelf *shelf, int first, int room)
{
	int used = 0, i = first;
	while (i < shelf->count) {
		int height = row_height(build, shelf, i) + (i > first ? gap_of(build) : 0);
		bool least = i == first || (i == first + 1 && shelf->entry[first].heading);
		if (used + height > room && !least)
			break;
		used += height;
		i += row_count(shelf, i);
	}
	if (i < shelf->count && i > first + 1 && shelf->entry[i - 1].heading)
		i--;
	return i - first;
}

/* A word broken in two is hard to read. */
static bool words_fit(const struct build *build, const struct shelf *shelf)
{
	for (int i = 0; i < shelf->count; i++) {
		const struct shelf_entry *entry = &shelf->entry[i];
		const char *word = entry->heading ? "" : entry->tile.name;
		while (*word) {
			size_t length = strcspn(word, " ");
			if (fit_width(build, TYPE_BODY_STRONG, build_text(build, "%.*s", (int)length, word)) > words_room(shelf, entry))
				return false;
			word += length + (word[length] == ' ');
		}
	}
	return true;
}

/* On the lowest panel a tile is at most half a page: its name, and a line more where the words are small. */
static bool too_high(const struct build *build, const struct shelf *shelf)
{
	for (int i = 0; i < shelf->count && build->frame.low; i++)
		if (!shelf->entry[i].heading && entry_height(build, shelf, &shelf->entry[i]) * 2 > build->frame.body.height)
			return true;
	return false;
}

void shelf_plan(const struct build *build, struct shelf *shelf, const struct shelf_way *ways, int way_count, int room, int page)
{
	struct shelf_way last = ways[way_count - 1];
	shelf->way = ways[0];
	shelf->brief = too_high(build, shelf);
	shelf->first = shelf->page = 0;
	for (int i = 0; i < way_count; i++) {
		shelf->way = ways[i];
		if (!words_fit(build, shelf))
			continue;
		last = ways[i];
		shelf->shown = take(build, shelf, 0, room);
		if (shelf->shown == shelf->count)
			return;
	}
	shelf->way = last;
	room -= pager_height(build) + gap_of(build);
	shelf->shown = take(build, shelf, 0, room);
	for (; shelf->page < page && shelf->first + shelf->shown < shelf->count; shelf->page++) {
		shelf->first += shelf->shown;
		shelf->shown = take(build, shelf, shelf->first, room);
	}
}

bool shelf_whole(const struct shelf *shelf)
{
	return shelf->shown == shelf->count;
}

int shelf_height(const struct build *build, const struct shelf *shelf)
{
	int height = shelf_whole(shelf) ? 0 : pager_height(build) + gap_of(build);
	for (int i = shelf->first; i < shelf->first + shelf->shown; i += row_count(shelf, i))
		height += row_height(build, shelf, i) + (i > shelf->first ? gap_of(build) : 0);
	return height;
}

static void show_low(struct build *build, const struct tile *tile, int height)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = tile->id, .name = tile->name, .lang = tile->lang, .icon = tile->icon,
		.icon_after = !tile->arrow ? NULL : build->tree->rtl ? "arrow-left" : "arrow-right", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_START,
		.action = tile->action, .box = { .height = height, .pad_start = LOW_AROUND / 2, .pad_end = LOW_AROUND / 2 }));
}

static void show_row(struct build *build, const struct shelf *shelf, int first)
{
	int count = row_count(shelf, first), height = row_height(build, shelf, first), columns = columns_of(shelf, &shelf->entry[first]);
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = BETWEEN });
	for (int i = 0; i < columns; i++) {
		const struct shelf_entry *entry = &shelf->entry[first + i];
		build_group(build, (struct box){ .grow = 1, .equal = true });
		if (i < count) {
			struct tile tile = tile_of(shelf, entry);
			if (is_low(shelf, entry))
				show_low(build, &tile, height);
			else
				tile_show(build, &tile, height);
		}
		build_close(build);
	}
	build_close(build);
}

/* The pager counts what can be touched. */
static int touched(const struct shelf *shelf, int from, int to)
{
	int count = 0;
	for (int i = from; i < to; i++)
		count += shelf->entry[i].heading == NULL;
	return count;
}

void shelf_show(struct build *build, const struct shelf *shelf)
{
	int end = shelf->first + shelf->shown;
	build_group(build, (struct box){ .gap = gap_of(build) });
	for (int i = shelf->first; i < end; i += row_count(shelf, i)) {
		if (shelf->entry[i].heading)
			prose_heading(build, 2, shelf->entry[i].heading);
		else
			show_row(build, shelf, i);
	}
	pager_show(build, shelf->width, touched(shelf, 0, shelf->first), touched(shelf, end, shelf->count), "action.more", -1);
	build_close(build);
}
