/* SPDX-License-Identifier: MIT */
/*
 * easier.c - larger text, other colours, controls within reach, more time. Only what this kiosk really does is offered. What does not fit is on the
 * next part of the sheet; on a wide panel the title's column takes what it can.
 */
#include "ui/screens/screens.h"

#include "ui/screens/parts.h"
#include "ui/visit/idle.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/sheet.h"

#include <string.h>

static const int sizes[] = { 100, 150, SCREEN_LARGEST_PERCENT };

static const char *const themes[] = { "default", "black-on-white", "white-on-black", "soft-and-dim" };

enum { OPTION_MAX = 4, OPTION_AROUND = 40, OPTION_AIR = 28, ICON_ROOM = 60, SETS_MAX = 8, BETWEEN = 18, LIP = 6, TICK_MORE = 20 /* large words need what they need */ };

/* Buttons of which one is chosen, or a row of ways to go on. */
struct option { const char *id, *words, *icon; bool on; struct node_action action; };
struct set {
	const char *id, *title, *hint;       /* TITLE NULL: ways, not choices. HINT: below the buttons, NULL none */
	bool tick;                           /* one thing that is on or off: title and hint are its words */
	struct option option[OPTION_MAX]; int count, columns;
};

struct sheet_plan { struct build *build; struct set set[SETS_MAX]; int sets, first, left, end; /* LEFT: the first that stands on the right */ };

static int gap_of(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 14 : 20;
}

static bool with_icons(const struct build *build, const struct set *set)
{
	return build->frame.percent <= 100 && set->columns < 4;
}

static int least(const struct build *build, const struct set *set)
{
	return build->frame.panel == PANEL_SMALL ? 80 : set->title ? 112 : 96;
}

/* Words that are too long for the columns stand in fewer of them. */
static int columns_of(const struct build *build, const struct set *set, int width)
{
	int columns = set->columns;
	for (; columns > 1; columns--) {
		int room = (width - (columns - 1) * BETWEEN) / columns - OPTION_AROUND - (with_icons(build, set) ? ICON_ROOM : 0);
		bool fit = true;
		for (int i = 0; i < set->count; i++)
			fit &= fit_lines(build, TYPE_SMALL, set->option[i].words, room) <= 2;
		if (fit)
			break;
	}
	return columns;
}

static int option_height(const struct build *build, const struct set *set, int width)
{
	int columns = columns_of(build, set, width), room = (width - (columns - 1) * BETWEEN) / columns - OPTION_AROUND - (with_icons(build, set) ? ICON_ROOM : 0), height = least(build, set);
	for (int i = 0; i < set->count; i++) {
		int words = fit_height(build, TYPE_SMALL, set->option[i].words, room) + OPTION_AIR;
		height = words > height ? words : height;
	}
	return height;
}

static struct choice tick_of(const struct set *set)
{
	return (struct choice){ .label = set->title, .hint = set->hint };
}

static int set_height(const struct build *build, const struct set *set, int width)
{
	struct choice tick = tick_of(set);
	if (set->tick)
		return choice_height(build, &tick, width) + LIP + (build->frame.percent > 100 ? TICK_MORE : 0);
	int columns = columns_of(build, set, width), rows = (set->count + columns - 1) / columns, gap = gap_of(build);
	return (set->title ? fit_line(build, TYPE_BODY_STRONG) + gap : 0) + (set->hint ? fit_height(build, TYPE_SMALL, set->hint, width) + gap : 0) + rows * option_height(build, set, width) + (rows - 1) * BETWEEN + LIP;
}

static void show_option(struct build *build, const struct set *set, const struct option *option, int height)
{
	build_leaf(build, NODE(.role = set->title ? NODE_ROLE_RADIO : NODE_ROLE_BUTTON, .id = option->id, .name = option->words, .icon = with_icons(build, set) ? option->icon : NULL,
		.look = set->title ? LOOK_LANGUAGE : LOOK_SECOND, .type = TYPE_SMALL, .state = option->on ? NODE_CHECKED : 0, .text_align = ALIGN_CENTRE, .action = option->action,
		.box = { .grow = 1, .equal = true, .height = height, .pad_start = 12, .pad_end = 12 }));
}

/* Row by row, so that they may go on over the page. */
static void show_rows(struct build *build, const struct set *set, int columns, int height)
{
	build_open(build, NODE(.role = set->title ? NODE_ROLE_RADIO_GROUP : NODE_ROLE_GROUP, .id = set->id, .name = set->title ? set->title : "", .label = "", .box = { .gap = BETWEEN }));
	for (int row = 0; row < set->count; row += columns) {
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = BETWEEN });
		for (int i = row; i < row + columns && i < set->count; i++)
			show_option(build, set, &set->option[i], height);
		build_close(build);
	}
	build_close(build);
}

static void show_set(struct build *build, const struct set *set, int width)
{
	struct choice tick = tick_of(set);
	if (set->tick) {
		build_leaf(build, NODE(.role = NODE_ROLE_CHECKBOX, .id = set->id, .name = set->title, .hint = set->hint, .look = LOOK_CHOICE, .type = TYPE_CONTROL, .state = set->option[0].on ? NODE_CHECKED : 0,
			.action = set->option[0].action, .box = { .height = build->frame.percent > 100 ? 0 : choice_height(build, &tick, width), .min_height = choice_height(build, &tick, width) }));
		return;
	}
	int columns = columns_of(build, set, width), height = option_height(build, set, width);
	if (set->title)
		build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = set->title, .type = TYPE_BODY_STRONG));
	if (build->frame.low) {
		show_rows(build, set, columns, height);
		return;
	}
	build_open(build, NODE(.role = set->title ? NODE_ROLE_RADIO_GROUP : NODE_ROLE_GROUP, .id = set->id, .name = set->title ? set->title : "", .label = "",
		.box = { .flow = FLOW_ROW, .wrap = true, .columns = columns, .gap = BETWEEN, .row_gap = BETWEEN }));
	for (int i = 0; i < set->count; i++)
		show_option(build, set, &set->option[i], height);
	build_close(build);
	if (set->hint)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = build_text(build, "%s-note", set->id), .name = set->hint, .type = TYPE_SMALL));
}

/* ---- what there is ---- */

static void add_option(struct set *set, const char *id, const char *words, const char *icon, bool on, struct node_action action)
{
	set->option[set->count++] = (struct option){ id, words, icon, on, action };
}

static struct set *add_set(struct sheet_plan *plan, const char *id, const char *title, int columns)
{
	plan->set[plan->sets] = (struct set){ .id = id, .title = title, .columns = columns };
	return &plan->set[plan->sets++];
}

static void add_tick(struct sheet_plan *plan, const char *id, const char *title, const char *hint, bool on, struct node_action action)
{
	struct set *set = add_set(plan, id, title, 1);
	set->tick = true;
	set->hint = hint;
	struct choice whole = tick_of(set);
	if (plan->build->frame.low && choice_height(plan->build, &whole, plan->build->frame.body.width) > plan->build->frame.body.height)
		set->hint = NULL; /* its name says it */
	add_option(set, id, title, NULL, on, action);
}

static void add_sizes(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	enum { SIZES = sizeof sizes / sizeof sizes[0] };
	struct set *set = add_set(plan, "sizes", say(build, "easier.size"), SIZES);
	for (int i = 0; i < SIZES; i++)
		add_option(set, build_text(build, "size:%d", sizes[i]), say(build, build_text(build, "easier.size.%d", sizes[i])), "a-large-small", build->visit->text_percent == sizes[i],
			(struct node_action)ACT(ACTION_TEXT_SIZE, .number = sizes[i]));
}

static void add_colours(struct sheet_plan *plan)
{
	static const char *const icon[] = { "rotate-ccw", "sun", "moon", "contrast" };
	struct build *build = plan->build;
	const char *now = *build->visit->theme ? build->visit->theme : "default";
	struct set *set = add_set(plan, "colours", say(build, "easier.colours"), build->frame.panel == PANEL_SMALL && !build->frame.reach ? 2 : 4);
	for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++)
		add_option(set, build_text(build, "theme:%s", themes[i]), say(build, build_text(build, "easier.%s", themes[i])), icon[i], strcmp(now, themes[i]) == 0,
			(struct node_action)ACT(ACTION_THEME, .text = themes[i]));
}

static void add_reach(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	if (!build->visit->reach_here)
		return;
	struct set *set = add_set(plan, "reaches", say(build, "easier.reach"), 3);
	for (int i = REACH_OFF; i < REACH_COUNT; i++)
		add_option(set, build_text(build, "reach:%d", i), say(build, build_text(build, "easier.reach.%d", i)), NULL, (int)build->visit->reach == i, (struct node_action)ACT(ACTION_REACH, .number = i));
	if (build->visit->reach != REACH_OFF && !frame_reach_holds(build->visit->band, build->visit->height_dp, build->visit->text_percent))
		set->hint = say(build, "easier.reach.no_room");
}

/* By other ways than a plain touch and eyes: each has a sheet of its own. */
static void add_ways(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	struct set *set = add_set(plan, "ways", NULL, 2);
	add_option(set, "hands", say(build, "hands.title"), "hand", false, (struct node_action)ACT(ACTION_OPEN, .number = SHEET_HANDS));
	add_option(set, "listen-row", say(build, "listen.title"), "headphones", false, (struct node_action)ACT(ACTION_SPEECH, .number = SPEECH_ON));
}

/* Away with all of it, now; or, when nobody has begun, time to wipe the screen. */
static void add_hide(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	struct set *set = add_set(plan, "away", NULL, 2);
	add_option(set, "hide", say(build, "easier.hide"), "eye-off", false, (struct node_action)ACT(ACTION_HIDE));
	if (build->visit->place == PLACE_IDLE)
		add_option(set, "clean", say(build, "easier.clean"), "hand", false, (struct node_action)ACT(ACTION_CLEAN, .number = 1));
	else if (build->visit->language_count > 1) /* who came with somebody that interprets */
		add_option(set, "pair", say(build, "pair.title"), "globe", build->visit->pair.on, (struct node_action)ACT(ACTION_OPEN, .number = SHEET_PAIR));
	set->columns = set->count;
}

/* While somebody helps, their name leads to their own sheet: the counter's place is the person's, to stop it. */
static void add_staff(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	if (build->visit->staff.in && build->visit->assist.way != ASSIST_ALONE)
		add_option(add_set(plan, "helper", NULL, 1), "staff", staff_who(build), NULL, false, (struct node_action)ACT(ACTION_OPEN, .number = SHEET_STAFF));
}

static void collect(struct sheet_plan *plan)
{
	struct build *build = plan->build;
	add_sizes(plan);
	add_colours(plan);
	add_reach(plan);
	add_tick(plan, "more-time-always", say(build, "easier.time"), say(build, visit_times_usual(build->visit) ? "easier.time_text" : "easier.time_longer"), build->visit->more_time, (struct node_action)ACT(ACTION_MORE_TIME_ALWAYS));
	add_tick(plan, "calm", say(build, "easier.calm"), say(build, "easier.calm_text"), build->visit->calm, (struct node_action)ACT(ACTION_CALM));
	add_ways(plan);
	add_hide(plan);
	add_staff(plan);
}

/* ---- what of it is shown ---- */

/* How many sets from @first on fill @room. */
static int take(const struct sheet_plan *plan, int first, int room)
{
	int used = 0, i = first;
	for (; i < plan->sets; i++) {
		int height = set_height(plan->build, &plan->set[i], sheet_width(plan->build)) + gap_of(plan->build);
		if (used + height > room)
			break;
		used += height;
	}
	return i - first;
}

/* Of one part; at least one set, so that the last part comes. */
static void fill(struct sheet_plan *plan, int first, bool pages)
{
	struct sheet_room room = sheet_rooms(plan->build, say(plan->build, "easier.title"), gap_of(plan->build));
	plan->first = plan->left = first;
	if (plan->build->frame.split)
		plan->left += take(plan, first, room.reading);
	plan->end = plan->left + take(plan, plan->left, room.touch - (pages ? pager_height(plan->build) + gap_of(plan->build) : 0));
	if (plan->end == first)
		plan->end++;
}

static void turn_to_part(struct sheet_plan *plan)
{
	fill(plan, 0, false);
	if (plan->end == plan->sets)
		return;
	fill(plan, 0, true);
	for (int part = 0; part < plan->build->visit->list_page && plan->end < plan->sets; part++)
		fill(plan, plan->end, true);
}

void easier_sheet(struct build *build)
{
	struct sheet_plan *plan = arena_new(&build->tree->arena, sizeof *plan);
	*plan = (struct sheet_plan){ .build = build };
	frame_pages_if_large(&build->frame);
	collect(plan);
	if (build->frame.pages)
		plan->end = plan->sets; /* the layout turns them */
	else
		turn_to_part(plan);
	int gap = gap_of(build), width = build->frame.pages ? build->frame.body.width : sheet_width(build);
	part_under(build);
	sheet_open(build, say(build, "easier.title"));
	build_group(build, (struct box){ .gap = gap });
	for (int i = plan->first; i < plan->left; i++)
		show_set(build, &plan->set[i], width);
	build_close(build);
	sheet_touch(build, gap);
	for (int i = plan->left; i < plan->end; i++)
		show_set(build, &plan->set[i], width);
	if (!build->frame.pages)
		pager_show(build, width, plan->first, plan->sets - plan->end, "action.more", -1);
	sheet_end(build, say(build, "action.done"), "check");
}
