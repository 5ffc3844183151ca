/* SPDX-License-Identifier: MIT */
/* easier.c - larger text, other colours, more time. Only what this kiosk really does is offered. */
#include "ui/screens/screens.h"

#include "ui/screens/parts.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

#include <string.h>

static const int sizes[] = { 100, 150, 200 };
static const size_t size_count[] = { [PANEL_PORTRAIT] = 3, [PANEL_LANDSCAPE] = 3, [PANEL_SMALL] = 1 }; /* those at which the panel's screens hold together */

static const char *const themes[] = { "default", "black-on-white", "white-on-black", "soft-and-dim" };

/* One of a row of equal buttons. */
static void option(struct build *build, const char *id, const char *words, const char *icon, enum type_style type, bool on, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_RADIO, .id = id, .name = words, .icon = icon, .look = LOOK_LANGUAGE, .type = type, .state = on ? NODE_CHECKED : 0, .text_align = ALIGN_CENTRE,
		.action = action, .box = { .grow = 1, .equal = true, .min_height = build->frame.panel == PANEL_SMALL ? 80 : 112, .height = build->frame.panel == PANEL_SMALL && build->frame.percent <= 100 ? 80 : 0 }));
}

static void open_set(struct build *build, const char *id, const char *title, int columns)
{
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = title, .type = TYPE_BODY_STRONG));
	build_open(build, NODE(.role = NODE_ROLE_RADIO_GROUP, .id = id, .name = title, .label = "", .box = { .flow = FLOW_ROW, .wrap = true, .columns = columns, .gap = 18, .row_gap = 18 }));
}

int screen_largest(enum panel_class panel)
{
	return sizes[size_count[panel] - 1];
}

static void text_sizes(struct build *build)
{
	size_t count = size_count[build->frame.panel];
	if (count < 2)
		return;
	open_set(build, "sizes", say(build, "easier.size"), (int)count);
	for (size_t i = 0; i < count && i < sizeof sizes / sizeof sizes[0]; i++)
		option(build, build_text(build, "size:%d", sizes[i]), say(build, build_text(build, "easier.size.%d", sizes[i])), build->frame.percent > 100 ? NULL : "a-large-small", TYPE_SMALL, build->visit->text_percent == sizes[i],
			(struct node_action)ACT(ACTION_TEXT_SIZE, .number = sizes[i]));
	build_close(build);
}

static void colours(struct build *build)
{
	static const char *const icon[] = { "rotate-ccw", "sun", "moon", "contrast" };
	open_set(build, "colours", say(build, "easier.colours"), 2);
	for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++)
		option(build, build_text(build, "theme:%s", themes[i]), say(build, build_text(build, "easier.%s", themes[i])), icon[i], TYPE_SMALL,
			strcmp(*build->visit->theme ? build->visit->theme : "default", themes[i]) == 0, (struct node_action)ACT(ACTION_THEME, .text = themes[i]));
	build_close(build);
}

static void more_time(struct build *build)
{
	bool on = build->visit->more_time;
	build_leaf(build, NODE(.role = NODE_ROLE_CHECKBOX, .id = "more-time-always", .name = say(build, "easier.time"), .hint = say(build, "easier.time_text"), .look = LOOK_CHOICE, .type = TYPE_CONTROL,
		.state = on ? NODE_CHECKED : 0, .action = ACT(ACTION_MORE_TIME_ALWAYS), .box = { .min_height = build->frame.row_height }));
}

static void way(struct build *build, const char *id, const char *words, const char *icon, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = action, .box = { .grow = 1, .equal = true, .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

/* By other ways than a plain touch and eyes: each has a sheet of its own. */
static void ways(struct build *build)
{
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 18 });
	way(build, "hands", say(build, "hands.title"), "hand", (struct node_action)ACT(ACTION_OPEN, .number = SHEET_HANDS));
	way(build, "listen-row", say(build, "listen.title"), "headphones", (struct node_action)ACT(ACTION_SPEECH, .number = SPEECH_ON));
	build_close(build);
}

void easier_sheet(struct build *build)
{
	int gap = build->frame.panel == PANEL_SMALL ? 14 : 20;
	frame_pages_if_large(&build->frame);
	part_under(build);
	sheet_open(build, say(build, "easier.title"));
	build_group(build, (struct box){ .gap = gap });
	text_sizes(build);
	build_close(build);
	if (build->frame.split) {
		more_time(build);
		ways(build);
	}
	sheet_touch(build, gap);
	colours(build);
	if (!build->frame.split) {
		more_time(build);
		ways(build);
	}
	sheet_end(build, say(build, "action.done"), "check");
}
