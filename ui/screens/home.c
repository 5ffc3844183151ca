/* SPDX-License-Identifier: MIT */
/* home.c - what people come for: topics, life events, and all services; without topics the services themselves. More than fit are paged. */
#include "ui/screens/parts.h"
#include "ui/screens/service_tile.h"
#include "ui/screens/shelf.h"
#include "ui/visit/list.h"
#include "ui/visit/paper.h"
#include "ui/visit/wallet.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

enum { GAP = 24, SEARCH_HEIGHT = 100, SEARCH_HEIGHT_SMALL = 84 };

/* What the resident must know before choosing; "" nothing. */
static const char *trouble(const struct build *build)
{
	const struct visit *visit = build->visit;
	if (visit->service_count == 0)
		return say(build, "home.none");
	if (visit->hub_down)
		return say(build, "home.hub_down");
	if (visit->broken_count)
		return say_count(build, "home.broken", (long)visit->broken_count, NULL);
	return paper_lacks(visit) ? say(build, "home.no_printing") : "";
}

static struct shelf_entry need_entry(const struct build *build, const struct need *need)
{
	bool own = false;
	const char *name = need_words(&need->name, build->language, &own);
	return (struct shelf_entry){ .low = need->event, .tile = { .id = build_text(build, "%s:%s", need->event ? "event" : "topic", need->id), .icon = need->icon, .name = name,
		.lang = own ? NULL : "en", .action = ACT(ACTION_NEED, .text = need->id) } };
}

/* Topics, then what belongs together when life changes, then the way to everything. */
static int collect_needs(const struct build *build, struct shelf_entry *entry, int count)
{
	const struct visit *visit = build->visit;
	const struct form *form[VISIT_SERVICE_MAX];
	bool headed = false;
	const struct need *need;
	for (size_t i = 0; (need = list_need_at(visit, i)); i++) {
		if (list_services(visit, need->id, form) == 0)
			continue;
		if (need->event && !headed) {
			entry[count++] = (struct shelf_entry){ .heading = say(build, "home.events") };
			headed = true;
		}
		entry[count++] = need_entry(build, need);
	}
	entry[count++] = (struct shelf_entry){ .low = true, .half = true, .tile = { .id = "all", .icon = "list-checks", .name = say_count(build, "az.all", (long)visit->service_count, NULL),
		.action = ACT(ACTION_NEED, .text = "all"), .arrow = true } };
	entry[count++] = (struct shelf_entry){ .low = true, .half = true, .tile = where_tile(build) };
	if (visit->parking.offered)
		entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = resume_tile(build) };
	return count;
}

static int collect_services(const struct build *build, struct shelf_entry *entry, int count)
{
	for (size_t i = 0; i < build->visit->service_count && i < VISIT_SERVICE_MAX; i++)
		entry[count++] = (struct shelf_entry){ .tile = service_tile(build, build->visit->service[i]) };
	entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = where_tile(build) };
	if (build->visit->parking.offered)
		entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = resume_tile(build) };
	return count;
}

/* What else is touched here: on the shelf where everything else is read above it. */
static int collect_ways(const struct build *build, struct shelf_entry *entry)
{
	int count = 0;
	if (push_shows(build->visit))
		entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = { .id = "push", .icon = "ticket", .name = push_words(build), .action = ACT(ACTION_PUSH), .arrow = true } };
	if (!build->frame.apart)
		return count;
	if (build->visit->service_count > 0)
		entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = { .id = "search", .icon = "search", .name = say(build, "home.search"), .action = ACT(ACTION_SEARCH) } };
	if (!build->visit->forgotten && !wallet_empty(build->visit))
		entry[count++] = (struct shelf_entry){ .low = true, .wide = true, .tile = { .id = "forget", .icon = "trash-2", .name = say(build, "wallet.forget"), .action = ACT(ACTION_FORGET) } };
	return count;
}

/* Looks like the box that it leads to. */
static int search_height(const struct build *build)
{
	int words = fit_height(build, TYPE_BODY, say(build, "search.title"), columns_reading_width(build)) + 48, least = build->frame.panel == PANEL_SMALL ? SEARCH_HEIGHT_SMALL : SEARCH_HEIGHT;
	return words > least ? words : least;
}

static void search(struct build *build)
{
	const char *words = say(build, "home.search");
	int room = columns_reading_width(build) - 150;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "search", .name = words, .label = fit_width(build, TYPE_BODY, words) > room ? say(build, "search.title") : words, .icon = "search", .look = LOOK_FIELD,
		.action = ACT(ACTION_SEARCH), .box = { .height = search_height(build) }));
}

static void plan(const struct build *build, struct shelf *shelf, int room)
{
	static const struct shelf_way wide_needs[] = { { 3, false, false }, { 3, true, false }, { 2, true, false } }, needs[] = { { 2, false, false }, { 2, true, false } }, large_needs[] = { { 1, false, false }, { 1, true, false } };
	static const struct shelf_way names[] = { { 1, false, true }, { 1, false, false }, { 2, false, false } }, large_names[] = { { 1, false, true }, { 1, false, false } };
	static const struct shelf_way rows[] = { { 1, true, false } };
	bool large = build->frame.percent > 100, by_need = list_by_need(build->visit);
	int page = build->visit->list_page;
	struct shelf_entry *entry = arena_new(&build->tree->arena, (2 * NEED_MAX + VISIT_SERVICE_MAX + 5) * sizeof *entry);
	shelf->entry = entry;
	shelf->width = columns_touch_width(build);
	shelf->count = collect_ways(build, entry);
	shelf->count = by_need ? collect_needs(build, entry, shelf->count) : collect_services(build, entry, shelf->count);
	if (build->frame.low && build->frame.split)
		shelf_plan(build, shelf, rows, 1, room, page);
	else if (by_need && !large && build->frame.panel == PANEL_LANDSCAPE)
		shelf_plan(build, shelf, wide_needs, 3, room, page);
	else if (by_need)
		shelf_plan(build, shelf, large ? large_needs : needs, 2, room, page);
	else
		shelf_plan(build, shelf, large ? large_names : names, large ? 2 : 3, room, page);
}

void home_screen(struct build *build)
{
	frame_apart(&build->frame);
	if (build->frame.percent <= 100 && fit_tall(build) < 2 && list_by_need(build->visit) && wallet_empty(build->visit) && !build->visit->forgotten && !*trouble(build))
		(void)frame_beside(&build->frame, fit_tall(build) == 0);
	bool open, small = build->frame.panel == PANEL_SMALL && !build->frame.apart;
	const char *title = say(build, "home.title"), *hours = part_hours(build, &open), *note = trouble(build);
	bool lacks_paper = *note && note == say(build, "home.no_printing");
	if (!wallet_empty(build->visit))
		frame_pages_if_large(&build->frame);
	frame_without_action(&build->frame);
	int reading = columns_reading_width(build), forget = part_forget_height(build, reading);
	int below = (build->frame.apart ? 0 : search_height(build) + GAP) + (forget ? forget + GAP : 0) + (*note ? note_height(build, NULL, note, reading) + GAP : 0);
	small |= build->frame.split && prose_title_height(build, title, false, reading) + GAP + below > columns_room(build, 0);
	int above = prose_title_height(build, title, small, reading) + GAP + below;
	int timed = forget || build->frame.low ? 0 : note_height(build, NULL, hours, reading) + GAP; /* the person's button says it too */
	if (build->frame.split && above + timed > columns_room(build, 0))
		timed = 0;
	above += timed;
	struct shelf shelf = { 0 };
	plan(build, &shelf, build->frame.split ? build->frame.touch.height : columns_room(build, 0) - above);

	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, title, small);
	if (timed)
		note_show(build, NOTE_PLAIN, "clock", NULL, hours);
	part_forget(build);
	if (build->visit->service_count > 0 && !build->frame.apart)
		search(build);
	if (*note)
		note_show(build, lacks_paper ? NOTE_PLAIN : NOTE_WARNING, lacks_paper ? "printer" : "circle-alert", NULL, note);
	columns_touch(build, GAP);
	shelf_show(build, &shelf);
	columns_end(build);
	if (build->frame.pages)
		action_row_show(build, &(struct action_row){ .back_id = NULL });
	counter_show(build, true);
}
