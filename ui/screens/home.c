/* SPDX-License-Identifier: MIT */
/* home.c - what the kiosk can do, as tiles; more than fit are paged. */
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/note.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tile.h"

enum { GAP = 24, TILE_LEAST_WIDTH = 440 };

struct grid { int columns, width, room, first, count; bool summary; };

static struct tile tile_of(const struct build *build, const struct form *form, bool summary)
{
	const char *icon = *form->service.icon ? form->service.icon : "clipboard-list";
	return (struct tile){ .id = build_text(build, "service:%s", form->service.code), .icon = icon, .name = phrase_service(build, form), .lang = phrase_lang(build, form),
		.hint = summary ? phrase_kiosk(build, form, "summary", form->service.summary) : NULL, .action = ACT(ACTION_SERVICE, .text = form->service.code), .arrow = true };
}

static int row_height(const struct build *build, const struct grid *grid, int first)
{
	int highest = 0;
	for (int i = first; i < first + grid->columns && i < (int)build->visit->service_count; i++) {
		struct tile tile = tile_of(build, build->visit->service[i], grid->summary);
		int height = tile_height(build, &tile, grid->width);
		highest = height > highest ? height : highest;
	}
	return highest;
}

/* How many tiles from @first fit. */
static int take(const struct build *build, const struct grid *grid, int first, int room)
{
	int used = 0, i = first, count = (int)build->visit->service_count;
	for (; i < count; i += grid->columns) {
		int height = row_height(build, grid, i) + (i > first ? GAP : 0);
		if (used + height > room && i > first)
			break;
		used += height;
	}
	return (i < count ? i : count) - first;
}

static void turn_to_page(const struct build *build, struct grid *grid)
{
	int count = (int)build->visit->service_count;
	grid->count = take(build, grid, 0, grid->room);
	if (grid->count == count)
		return;
	int room = grid->room - pager_height(build) - GAP;
	grid->count = take(build, grid, 0, room);
	for (int page = 0; page < build->visit->list_page && grid->first + grid->count < count; page++) {
		grid->first += grid->count;
		grid->count = take(build, grid, grid->first, room);
	}
}

static void show_tiles(struct build *build, const struct grid *grid)
{
	for (int i = grid->first; i < grid->first + grid->count; i += grid->columns) {
		int height = row_height(build, grid, i);
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 20 });
		for (int j = i; j < i + grid->columns; j++) {
			struct tile tile = j < grid->first + grid->count ? tile_of(build, build->visit->service[j], grid->summary) : (struct tile){ 0 };
			build_group(build, (struct box){ .grow = 1, .equal = true });
			if (tile.id)
				tile_show(build, &tile, height);
			build_close(build);
		}
		build_close(build);
	}
	pager_show(build, grid->first, (int)build->visit->service_count - grid->first - grid->count, "home.more", -1);
}

/* What the resident must know before choosing; "" nothing. */
static const char *trouble(const struct build *build)
{
	const struct visit *visit = build->visit;
	if (visit->service_count == 0)
		return say(build, "home.none");
	if (visit->hub_down)
		return say(build, "home.hub_down");
	return visit->broken_count ? say_count(build, "home.broken", (long)visit->broken_count, NULL) : "";
}

void home_screen(struct build *build)
{
	bool open;
	const char *title = say(build, "home.title"), *hours = part_hours(build, &open), *note = trouble(build);
	frame_without_action(&build->frame);
	int reading = columns_reading_width(build);
	int above = prose_title_height(build, title, build->frame.panel == PANEL_SMALL, reading) + GAP + note_height(build, NULL, hours, reading) + GAP + (*note ? note_height(build, NULL, note, reading) + GAP : 0);
	struct grid grid = { .columns = 1, .summary = true, .room = build->frame.split ? build->frame.touch.height : columns_room(build, 0) - above };
	grid.width = columns_touch_width(build);
	if (take(build, &grid, 0, grid.room) < (int)build->visit->service_count) {
		grid.summary = false;
		if (build->frame.percent <= 100 && (grid.width - 20) / 2 >= TILE_LEAST_WIDTH) {
			grid.columns = 2;
			grid.width = (grid.width - 20) / 2;
		}
	}
	turn_to_page(build, &grid);

	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, title, build->frame.panel == PANEL_SMALL);
	note_show(build, NOTE_PLAIN, "clock", NULL, hours);
	if (*note)
		note_show(build, NOTE_WARNING, "circle-alert", NULL, note);
	columns_touch(build, GAP);
	show_tiles(build, &grid);
	columns_end(build);
	counter_show(build, true);
}
