/* SPDX-License-Identifier: MIT */
/* clean.c - somebody wipes the screen: how long touches will do nothing. */
#include "ui/screens/parts.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/prose.h"

/* Whether the words have room between title and countdown. */
static bool fits(const struct build *build, const char *left)
{
	enum { GAPS = 4 };
	int width = build->frame.body.width, number = fit_line(build, TYPE_REFERENCE), beside = fit_height(build, TYPE_CONTROL_STRONG, left, width - fit_width(build, TYPE_REFERENCE, "00") - 24);
	int words = prose_title_height(build, say(build, "clean.title"), true, width) + fit_height(build, TYPE_BODY, say(build, "clean.text"), width);
	return words + (number > beside ? number : beside) + GAPS * columns_gap(build) <= build->frame.body.height;
}

/* A small column: how long there is, and as much of the words as stand above it. */
static void clean_column(struct build *build, const char *seconds, const char *left)
{
	build->frame.pages = false;
	columns_reading(build, 0);
	prose_title(build, say(build, "clean.title"), true);
	if (build->frame.low ? fits(build, left) : build->frame.percent <= 150 && fit_tall(build) == 0)
		prose_text(build, TYPE_BODY, say(build, "clean.text"));
	build_open(build, NODE(.role = NODE_ROLE_TIMER, .id = "countdown", .name = left, .label = "", .value = seconds, .box = { .flow = FLOW_ROW, .gap = 24, .align = ALIGN_CENTRE }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = seconds, .type = TYPE_REFERENCE, .state = NODE_DECOR, .box = { .min_width = fit_width(build, TYPE_REFERENCE, seconds) }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = left, .type = TYPE_CONTROL_STRONG, .state = NODE_DECOR, .box = { .grow = 1 }));
	build_close(build);
	columns_touch(build, 0);
	columns_end(build);
	counter_show(build, false);
}

void clean_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	bool small = build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
	const char *seconds = build_text(build, "%d", visit->clean_seconds), *left = say_with(build, "clean.left", WORDS_VALUES({ "seconds", seconds }));
	if (build->frame.column) {
		clean_column(build, seconds, left);
		return;
	}
	if (build->frame.percent > 150)
		frame_whole(&build->frame);
	frame_without_action(&build->frame);
	header_show(build, NULL, NULL, false);
	columns_reading(build, 0);
	prose_title(build, say(build, "clean.title"), small);
	prose_text(build, build->frame.percent > 150 ? TYPE_BODY : TYPE_CONTROL, say(build, "clean.text"));
	prose_text(build, build->frame.percent > 150 ? TYPE_BODY : TYPE_CONTROL, say(build, "clean.again"));
	columns_touch(build, 24);
	build_open(build, NODE(.role = NODE_ROLE_TIMER, .id = "countdown", .name = left, .label = "", .value = seconds, .look = LOOK_CARD, .box = { .gap = 16, .pad_top = build->frame.percent > 150 ? 16 : 36, .pad_bottom = build->frame.percent > 150 ? 20 : 40, .pad_start = 40, .pad_end = 40 }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = seconds, .type = small ? TYPE_REFERENCE : TYPE_COUNTDOWN, .text_align = ALIGN_CENTRE, .state = NODE_DECOR));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = left, .type = TYPE_CONTROL_STRONG, .text_align = ALIGN_CENTRE, .state = NODE_DECOR));
	build_close(build);
	columns_end(build);
	counter_show(build, false);
}
