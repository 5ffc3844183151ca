/* SPDX-License-Identifier: MIT */
/* sheet.c - DESIGN: the dialog holds the counter too, because a person is one touch away on every screen. */
#include "ui/widgets/sheet.h"

#include "ui/widgets/action_row.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

enum { TOP = 120, TOP_SPLIT = 40, PAD_TOP = 44, PAD_BOTTOM = 68, PAD_BOTTOM_REACH = 54, CLOSE_HEIGHT = 96, COLUMN_GAP = 64, COLUMN_ROW_GAP = 40, TITLE_GAP = 24, LIP = 6, PAGES_GAP = 17, BESIDE_GAP = 20, AROUND = 140 /* icon, gap, padding */ };

/* One column that turns; the way out stays in the action row. */
static void open_pages(struct build *build, const char *title)
{
	const struct frame *frame = &build->frame;
	struct area area = frame->body;
	int top = frame->top + (frame->low ? 8 : TOP_SPLIT), pad = frame->low ? 20 : 32;
	area.y = top + pad;
	area.height = frame_bottom(frame->body) - area.y;
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_SHEET, .state = NODE_DECOR, .box = { .absolute = true, .y = top, .width = frame->width, .height = frame->counter.y - top }));
	build->tree->turn.column = build_group(build, frame_box(area, FLOW_COLUMN, PAGES_GAP));
	build->tree->turn.wanted = build->visit->list_page;
	build_group(build, (struct box){ .gap = PAGES_GAP });
	prose_title(build, title, true);
}

static void end_pages(struct build *build, const char *words)
{
	build_close(build); /* touch */
	build_close(build); /* column */
	struct action_row row = { .back = ACT(ACTION_CLOSE), .back_words = words, .back_id = "close", .back_stays = true };
	if (words && fit_width(build, TYPE_CONTROL_STRONG, words) > build->frame.action.width / 3)
		row.back_words = say(build, "action.close");
	if (!words)
		row.back = (struct node_action){ 0 };
	action_row_show(build, &row);
	counter_show(build, build->visit->place != PLACE_IDLE);
	build_close(build); /* dialog */
}

int sheet_width(const struct build *build)
{
	int inner = build->frame.width - 2 * build->frame.margin;
	return build->frame.split ? (inner - COLUMN_GAP) / 2 : inner;
}

static int top_of(const struct frame *frame)
{
	return frame->split ? (frame->panel == PANEL_SMALL ? 24 : TOP_SPLIT) : TOP;
}

static enum type_style title_type(const struct build *build)
{
	return build->frame.split || build->frame.percent > 100 ? TYPE_QUESTION_SMALL : TYPE_QUESTION;
}

static int pad_top(const struct frame *frame)
{
	return frame->panel == PANEL_SMALL ? 32 : PAD_TOP;
}

static int pad_bottom(const struct frame *frame)
{
	return frame->shape == PANEL_SMALL ? 36 : frame->reach ? PAD_BOTTOM_REACH : PAD_BOTTOM;
}

static int close_height(const struct frame *frame)
{
	return frame->panel == PANEL_SMALL ? 80 : CLOSE_HEIGHT;
}

struct sheet_room sheet_rooms(const struct build *build, const char *title, int gap)
{
	const struct frame *frame = &build->frame;
	int whole = frame->counter.y - top_of(frame) - pad_top(frame) - pad_bottom(frame), head = fit_height(build, title_type(build), title, sheet_width(build)) + TITLE_GAP;
	int within = frame->counter.y - pad_bottom(frame) - frame->top - 2 * gap, close = close_height(frame) + LIP + gap;
	int touch = frame->split ? whole - close : whole - close - head - COLUMN_ROW_GAP;
	if (frame->reach && within - close < touch)
		touch = within - close;
	return (struct sheet_room){ .reading = frame->split && !frame->reach ? whole - head : 0, .touch = touch };
}

void sheet_open(struct build *build, const char *title)
{
	const struct frame *frame = &build->frame;
	int top = top_of(frame), end = frame->counter.y;
	build_title(build, title);
	build_open(build, NODE(.role = NODE_ROLE_DIALOG, .id = "sheet", .name = title, .label = "", .state = NODE_MODAL,
		.box = { .flow = FLOW_STACK, .absolute = true, .width = frame->width, .height = frame->height }));
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_SCRIM, .state = NODE_DECOR, .box = { .absolute = true, .width = frame->width, .height = end }));
	if (frame->pages) {
		open_pages(build, title);
		return;
	}
	build_group(build, (struct box){ .absolute = true, .y = top, .width = frame->width, .height = end - top, .pack = ALIGN_END });
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_SHEET, .box = { .flow = frame->split ? FLOW_ROW : FLOW_COLUMN, .gap = frame->split ? COLUMN_GAP : COLUMN_ROW_GAP,
		.pad_top = pad_top(frame), .pad_bottom = pad_bottom(frame), .pad_start = frame->margin, .pad_end = frame->margin }));
	build_group(build, (struct box){ .gap = TITLE_GAP, .grow = frame->split ? 1 : 0, .equal = frame->split });
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .name = title, .level = 1, .type = title_type(build)));
}

void sheet_touch(struct build *build, int gap)
{
	build_close(build);
	if (build->frame.pages) {
		build_group(build, (struct box){ .gap = PAGES_GAP });
		return;
	}
	build_group(build, (struct box){ .gap = gap, .grow = build->frame.split ? 1 : 0, .equal = build->frame.split, .pack = ALIGN_END });
}

static void close_button(struct build *build, const char *words, const char *icon, bool grow)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "close", .name = words, .icon = icon, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_CLOSE), .box = { .height = close_height(&build->frame), .grow = grow }));
}

/* What closes has the room that is left. */
static void close_beside(struct build *build, struct node more, const char *words, const char *icon)
{
	int left = sheet_width(build) - BESIDE_GAP - fit_width(build, more.type, more.name) - AROUND - AROUND;
	bool room = fit_width(build, TYPE_BODY_STRONG, words) <= left;
	more.box = (struct box){ .height = close_height(&build->frame) };
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = BESIDE_GAP });
	build_leaf(build, more);
	close_button(build, room ? words : say(build, "action.close"), room ? icon : NULL, true);
	build_close(build);
}

void sheet_end(struct build *build, const char *words, const char *icon)
{
	sheet_end_with(build, NULL, words, icon);
}

void sheet_end_with(struct build *build, const struct node *more, const char *words, const char *icon)
{
	if (build->frame.pages) {
		if (more)
			build_leaf(build, *more);
		end_pages(build, words);
		return;
	}
	if (words && more)
		close_beside(build, *more, words, icon);
	else if (words)
		close_button(build, words, icon, false);
	build_close(build); /* touch */
	build_close(build); /* sheet */
	build_close(build); /* its place */
	counter_show(build, build->visit->place != PLACE_IDLE);
	build_close(build); /* dialog */
}
