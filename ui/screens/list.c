/* SPDX-License-Identifier: MIT */
/*
 * list.c - the services of one need. A life event first says what to know, then what to do, in order, and its main button leads to the
 * first that was not done. What does not fit on one page with the list comes before it, on pages of its own.
 */
#include "ui/screens/parts.h"
#include "ui/screens/service_tile.h"
#include "ui/screens/shelf.h"
#include "ui/visit/az.h"
#include "ui/visit/list.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/steps.h"

enum { GAP = 24, BELOW_STEPS = 8 };

struct list {
	struct build *build;
	const struct need *need;                   /* NULL: it went away */
	const char *title, *summary, *lang;
	struct step step[NEED_ADVICE_MAX]; int steps;
	struct shelf shelf;
	int pages;                                 /* of steps, before the list; 0: they stand with it */
	int first, count;                          /* the steps of the page shown */
	bool listed;                               /* the page shown has the list */
};

static bool any_sent(const struct list *list)
{
	const struct form *form[VISIT_SERVICE_MAX];
	size_t count = list_services(list->build->visit, list->build->visit->need, form);
	for (size_t i = 0; i < count; i++)
		if (list_sent(list->build->visit, form[i]))
			return true;
	return false;
}

static void collect(struct list *list)
{
	struct build *build = list->build;
	const struct form *form[VISIT_SERVICE_MAX];
	size_t count = list_services(build->visit, build->visit->need, form);
	struct shelf_entry *entry = arena_new(&build->tree->arena, (count + 1) * sizeof *entry);
	for (size_t i = 0; i < count; i++)
		entry[i] = (struct shelf_entry){ .tile = service_tile(build, form[i]) };
	list->shelf = (struct shelf){ .entry = entry, .count = (int)count, .width = columns_touch_width(build) };
	list->title = list->summary = "";
	if (!list->need)
		return;
	bool own = false;
	list->title = need_words(&list->need->name, build->language, &own);
	list->lang = own ? NULL : "en";
	if (!own)
		build_lend(build, list->title);
	list->summary = list->need->event ? need_words(&list->need->summary, build->language, NULL) : "";
	for (size_t i = 0; i < list->need->advice_count; i++)
		list->step[list->steps++] = (struct step){ .icon = "info", .what = need_words(&list->need->advice[i], build->language, &own), .lang = own ? NULL : "en" };
}

static bool small_title(const struct list *list)
{
	return list->build->frame.panel == PANEL_SMALL || list->build->frame.percent > 100;
}

static int head_height(const struct list *list, bool summary, int width)
{
	int height = prose_title_height(list->build, list->title, small_title(list), width) + GAP;
	return summary && *list->summary ? height + fit_height(list->build, TYPE_BODY, list->summary, width) + GAP : height;
}

static void plan_shelf(struct list *list, int room, int page)
{
	static const struct shelf_way ordered[] = { { 1, false, true }, { 1, false, false }, { 1, true, false }, { 2, true, false } };
	static const struct shelf_way named[] = { { 1, false, true }, { 1, false, false }, { 2, false, false }, { 2, true, false } };
	bool event = list->need && list->need->event, large = list->build->frame.percent > 100;
	shelf_plan(list->build, &list->shelf, event ? ordered : named, large ? event ? 3 : 2 : 4, room, page);
}

/* All of it on one page: steps above or beside the list. */
static bool fits_whole(struct list *list)
{
	const struct build *build = list->build;
	int reading = columns_reading_width(build), read = head_height(list, true, reading) + (list->steps ? steps_height(build, list->step, list->steps, reading) + BELOW_STEPS : 0);
	if (read > columns_room(build, 0))
		return false;
	plan_shelf(list, build->frame.split ? build->frame.touch.height : columns_room(build, 0) - read, 0);
	return shelf_whole(&list->shelf);
}

/* Steps from @first on that fill a page. */
static int take_steps(const struct list *list, int first)
{
	const struct build *build = list->build;
	int width = columns_reading_width(build), used = head_height(list, first == 0, width), i = first;
	for (; i < list->steps; i++) {
		used += steps_height(build, &list->step[i], 1, width);
		if (used > columns_room(build, 0) && i > first)
			break;
	}
	return i - first;
}

/* Who has done something of the list has read the steps. */
static void plan(struct list *list)
{
	struct frame *frame = &list->build->frame, beside = *frame;
	int wanted = list->build->visit->list_page;
	list->listed = true;
	list->count = list->steps;
	if (fits_whole(list))
		return;
	if (any_sent(list))
		list->steps = 0;
	frame_whole(frame);
	for (int first = 0; first < list->steps; list->pages++) {
		int count = take_steps(list, first);
		if (list->pages == wanted) {
			list->first = first;
			list->count = count;
			list->listed = false;
		}
		first += count;
	}
	if (!list->listed)
		return;
	list->count = 0;
	*frame = beside;
	int reading = columns_reading_width(list->build);
	int room = list->build->frame.split ? list->build->frame.touch.height : columns_room(list->build, 0) - head_height(list, list->pages == 0, reading);
	plan_shelf(list, room, wanted - list->pages);
}

static void show_actions(const struct list *list)
{
	struct build *build = list->build;
	const struct form *next = list_next(build->visit);
	int page = list->listed ? list->pages + list->shelf.page : build->visit->list_page;
	const char *arrow = build->tree->rtl ? "arrow-left" : "arrow-right";
	struct action_row row = { .back = ACT(ACTION_BACK) };
	if (page > 0 && list->pages > 0)
		row.back = (struct node_action)ACT(ACTION_PAGE, .number = -1);
	if (!list->listed) {
		row.main_id = "page-next";
		row.main_words = say(build, "action.next_part");
		row.main_icon = arrow;
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	} else if (next) {
		row.main_id = "next";
		row.main_words = say(build, any_sent(list) ? "list.next" : "list.first");
		row.main_icon = arrow;
		row.main = (struct node_action)ACT(ACTION_SERVICE, .text = next->service.code);
	}
	action_row_show(build, &row);
}

void list_screen(struct build *build)
{
	if (az_here(build->visit->need)) {
		az_screen(build);
		return;
	}
	struct list *list = arena_new(&build->tree->arena, sizeof *list);
	*list = (struct list){ .build = build, .need = list_need(build->visit, build->visit->need) };
	frame_apart(&build->frame);
	collect(list);
	plan(list);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, list->title, small_title(list));
	if (list->first == 0 && (list->count > 0 || list->pages == 0))
		prose_in(build, list->lang, TYPE_BODY, list->summary);
	if (list->count > 0)
		steps_show(build, &list->step[list->first], list->count);
	columns_touch(build, GAP);
	if (list->listed)
		shelf_show(build, &list->shelf);
	columns_end(build);
	show_actions(list);
	counter_show(build, true);
}
