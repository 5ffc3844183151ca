/* SPDX-License-Identifier: MIT */
/* still_there.c - a whole screen: the answers are not under it, they are not in the tree at all. */
#include "ui/screens/parts.h"
#include "ui/visit/idle.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

enum { BLOCKS = 9, AROUND_FINISH = 140, AROUND_TWO = 104 };

static void countdown(struct build *build)
{
	const struct visit *visit = build->visit;
	int seconds = visit->warn_seconds < 0 ? 0 : visit->warn_seconds, all = (int)(visit_warning_ms(visit) / 1000);
	int full = (seconds * BLOCKS + all - 1) / all;
	bool small = build->frame.split, number_small = build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
	bool tight = fit_tall(build) > 1;
	const char *words = say_count(build, "still.clearing", seconds, NULL);
	build_open(build, NODE(.role = NODE_ROLE_TIMER, .id = "countdown", .name = words, .label = "", .value = build_text(build, "%d", seconds), .look = LOOK_CARD,
		.box = { .gap = small ? 16 : 26, .pad_top = small ? tight ? 16 : 24 : 44, .pad_bottom = small ? tight ? 20 : 28 : 48, .pad_start = 40, .pad_end = 40 }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = build_text(build, "%d", seconds), .type = number_small ? TYPE_REFERENCE : TYPE_COUNTDOWN, .text_align = ALIGN_CENTRE, .state = NODE_DECOR));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = words, .type = TYPE_CONTROL_STRONG, .text_align = ALIGN_CENTRE, .state = NODE_DECOR));
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 12 });
	for (int i = 0; i < BLOCKS; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .look = i < full ? LOOK_STEP_DONE : LOOK_STEP_TO_DO, .box = { .grow = 1, .equal = true, .height = small ? 24 : 32 }));
	build_close(build);
	build_close(build);
}

static void more_time(struct build *build)
{
	int height = build->frame.panel == PANEL_PORTRAIT ? 176 : build->frame.panel == PANEL_LANDSCAPE ? 132 : 116;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "more-time", .name = say(build, "still.more"), .icon = "hand", .look = LOOK_MAIN, .type = TYPE_BIG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_MORE_TIME), .box = { .height = height }));
}

static void finish_now(struct build *build)
{
	const struct frame *frame = &build->frame;
	build_group(build, frame_box(frame->action, FLOW_ROW, 0));
	const char *words = say(build, "finish.clear_now");
	if (fit_width(build, TYPE_CONTROL_STRONG, words) > frame->action.width - AROUND_FINISH * frame->percent / 100)
		words = say(build, "action.finish_clear");
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "finish-clear", .name = words, .icon = "log-out", .look = LOOK_SECOND, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_FINISH), .box = { .grow = 1, .height = frame->action.height }));
	build_close(build);
}

/* A small column: the question, how long there is, and both answers in the row of actions. */
static void still_there_column(struct build *build)
{
	const struct visit *visit = build->visit;
	int seconds = visit->warn_seconds < 0 ? 0 : visit->warn_seconds;
	const char *words = say_count(build, "still.clearing", seconds, NULL), *hidden = say(build, "still.hidden");
	header_show(build, NULL, NULL, false);
	columns_reading(build, 0);
	bool tall = fit_tall(build) && build->frame.percent > 150;
	if (build->frame.low && (tall || build->frame.spare))
		prose_title_again(build, say(build, "still.title"), tall ? 1 : 2);
	else
		prose_title(build, say(build, "still.title"), true);
	if (!build->frame.low && build->frame.percent <= 150)
		prose_text(build, TYPE_BODY, hidden);
	build_open(build, NODE(.role = NODE_ROLE_TIMER, .id = "countdown", .name = words, .label = "", .value = build_text(build, "%d", seconds),
		.box = { .flow = FLOW_ROW, .gap = 24, .align = ALIGN_CENTRE }));
	const char *number = build_text(build, "%d", seconds);
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = number, .type = TYPE_REFERENCE, .state = NODE_DECOR, .box = { .min_width = fit_width(build, TYPE_REFERENCE, number) }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = words, .type = TYPE_CONTROL_STRONG, .state = NODE_DECOR, .box = { .grow = 1 }));
	build_close(build);
	columns_touch(build, 0);
	columns_end(build);
	const char *finish = say(build, "counter.finish"), *more = say(build, "still.more");
	if (build->frame.low && fit_width(build, TYPE_SMALL_STRONG, finish) + fit_width(build, TYPE_SMALL_STRONG, more) > build->frame.action.width - AROUND_TWO)
		more = say(build, "easier.time");
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_FINISH), .back_id = "finish-clear", .back_words = finish, .back_plain = true,
		.main_id = "more-time", .main_words = more, .main = ACT(ACTION_MORE_TIME) });
	counter_show(build, false);
}

void still_there_screen(struct build *build)
{
	bool large = build->frame.percent > 100;
	frame_apart(&build->frame);
	build->frame.pages = false;
	if (build->frame.column) {
		still_there_column(build);
		return;
	}
	header_show(build, NULL, NULL, false);
	columns_reading(build, 0);
	prose_title(build, say(build, "still.title"), build->frame.panel == PANEL_SMALL || build->frame.spare);
	prose_text(build, build->frame.split || build->frame.spare ? TYPE_BODY : TYPE_CONTROL, say(build, "still.hidden"));
	if (build->frame.panel == PANEL_LANDSCAPE && !large && fit_tall(build) < 2)
		note_show(build, NOTE_PLAIN, "timer", NULL, say(build, "still.as_often"));
	columns_touch(build, build->frame.split ? 24 : 30);
	countdown(build);
	if (!build->frame.split && !large)
		note_show(build, NOTE_PLAIN, "timer", NULL, say(build, "still.as_often"));
	more_time(build);
	columns_end(build);
	finish_now(build);
	counter_show(build, false);
}
