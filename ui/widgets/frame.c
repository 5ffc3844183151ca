/* SPDX-License-Identifier: MIT */
/* frame.c - DESIGN: edges are anchored (counter and actions to the bottom, person to the right), so that other panel sizes work too. */
#include "ui/widgets/frame.h"

enum { ABOVE_PERSON = 24, RING = 12 /* of focus: it has room above a control of a low panel */, SPARE_GAP = 20 };

/* Three buttons of the counter, and the room between them, as on the guide's panel; stretched or squeezed to @room. */
static void place_counter(struct frame *frame, int x, int room, const int width[3], int y, int height, int gap)
{
	int wanted = width[0] + width[1] + width[2] + 2 * gap, given = room < wanted ? room : wanted;
	struct area *const area[3] = { &frame->easier, &frame->language, &frame->finish };
	for (int i = 0; i < 3; i++) {
		int own = (width[i] * (given - 2 * gap)) / (wanted - 2 * gap);
		*area[i] = (struct area){ x, y, own, height };
		x += own + gap;
	}
}

static void frame_portrait(struct frame *f)
{
	int w = f->width, h = f->height, inner = w - 2 * f->margin;
	bool large = f->percent > 100;
	f->header = (struct area){ f->margin, 31, inner, 86 };
	f->progress = (struct area){ f->margin, 136, inner, 14 };
	f->counter = large ? (struct area){ 0, h - 356, w, 356 } : (struct area){ 0, h - 184, w, 184 };
	f->action = large ? (struct area){ f->margin, h - 540, inner, 132 } : (struct area){ f->margin, h - 376, inner, 112 };
	f->body = (struct area){ f->margin, 176, inner, f->action.y - 44 - 176 };
	f->reading = f->touch = f->body;
	f->back_width = large ? 320 : 270;
	if (large) {
		f->person = (struct area){ 32, h - 376, w - 64, 176 };
		place_counter(f, 32, w - 64, (const int[]){ 400, 300, 276 }, h - 180, 152, 20);
	} else {
		f->person = (struct area){ w - 388, h - 216, 356, 174 };
		place_counter(f, 32, f->person.x - 16 - 32, (const int[]){ 232, 190, 190 }, h - 152, 116, 16);
	}
	f->row_height = large ? 150 : 132;
	f->row_gap = large ? 24 : 28;
	f->key_height = large ? 90 : 102;
	f->key_gap = 14;
	f->field_height = large ? 124 : 116;
}

static void frame_landscape(struct frame *f)
{
	int w = f->width, h = f->height, inner = w - 2 * f->margin;
	bool large = f->percent > 100;
	f->header = (struct area){ f->margin, 28, inner, 68 };
	f->progress = (struct area){ f->margin, 124, inner, 14 };
	f->counter = large ? (struct area){ 0, h - 152, w, 152 } : (struct area){ 0, h - 140, w, 140 };
	f->person = large ? (struct area){ w - 628, h - 186, 580, 164 } : (struct area){ w - 608, h - 168, 560, 142 };
	place_counter(f, f->margin, f->person.x - 30 - f->margin, large ? (const int[]){ 450, 370, 340 } : (const int[]){ 320, 270, 250 }, large ? h - 122 : h - 114, large ? 92 : 88, 20);
	int touch = (f->percent > 150 ? 820 : 772) * w / 1920, between = f->percent > 150 ? 48 : 64;
	f->action = (struct area){ touch, h - 308, w - touch - f->margin, 104 };
	int top = f->percent > 150 ? 150 : 176;
	f->reading = (struct area){ f->margin, top, touch - f->margin - between, h - 196 - top };
	f->touch = (struct area){ touch, 160, w - touch - f->margin, f->action.y - 32 - 160 };
	f->body = (struct area){ f->margin, 170, inner, f->reading.y + f->reading.height - 170 };
	f->back_width = large ? 320 : 260;
	f->row_height = large ? 116 : 96;
	f->row_gap = 16;
	f->key_height = 98;
	f->key_gap = 14;
	f->field_height = large ? 120 : 112;
}

static void small_beside(struct frame *f)
{
	int w = f->width, h = f->height, inner = w - 2 * f->margin;
	f->header = (struct area){ f->margin, 24, inner, 64 };
	f->progress = (struct area){ f->margin, 104, inner, 14 };
	f->counter = (struct area){ 0, h - 132, w, 132 };
	f->person = (struct area){ w - 432, h - 152, 400, 128 };
	place_counter(f, 32, f->person.x - 16 - 32, (const int[]){ 270, 220, 210 }, h - 110, 84, 16);
	int touch = 500 * w / 1228;
	f->action = (struct area){ touch, h - 275, w - touch - f->margin, 88 };
	f->reading = (struct area){ f->margin, 146, touch - f->margin - 30, h - 172 - 146 };
	f->touch = (struct area){ touch, 146, w - touch - f->margin, f->action.y - 24 - 146 };
	f->body = (struct area){ f->margin, 146, inner, f->reading.height };
	f->back_width = 200;
	f->row_height = 80;
	f->row_gap = 16;
	f->key_height = 82;
	f->key_gap = 12;
	f->field_height = 96;
}

/* One column, read and touched page by page. */
static void small_pages(struct frame *f)
{
	int w = f->width, h = f->height, inner = w - 2 * f->margin, grown = f->percent - 100;
	int counter = f->low ? 92 : 124 + 20 * grown / 100, action = f->low ? 68 + 16 * grown / 100 : 88 + 16 * grown / 100, side = f->low ? 14 : 32;
	f->pages = f->column = true;
	f->header = (struct area){ f->margin, f->low ? 8 : 20, inner, f->low ? 44 : 64 };
	f->progress = (struct area){ f->margin, f->low ? 58 : 96, inner, f->low ? 8 : 12 };
	if (f->low && grown) { /* whose kiosk it is stands on its first screen, how far one is is in the line */
		f->header.height = 0;
		f->progress.y = 10;
	}
	int top = f->progress.y + f->progress.height + (f->low ? 10 : 18);
	f->counter = (struct area){ 0, h - counter, w, counter };
	int high = counter - (f->low ? 18 : 28), y = h - counter + (f->low ? 8 : 12), person = f->low ? 300 - 72 * (grown > 50) : grown > 50 ? 396 : 400;
	f->person = (struct area){ w - side - person, y - 6 * f->low, person, high + 2 * f->low }; /* a ring of focus has room below */
	place_counter(f, side, f->person.x - (f->low ? 11 : 16) - side, grown ? (const int[]){ 255, 320, 270 } : (const int[]){ 230, 270, 230 }, y + 3 * f->low, high - 10 * f->low, f->low ? 11 : 16);
	f->action = (struct area){ f->margin, f->counter.y - (f->low ? 14 : 24) - action, inner, action };
	f->body = (struct area){ f->margin, top, inner, f->action.y - (f->low ? 11 : 20) - top };
	f->reading = f->touch = f->body;
	f->back_width = 200;
	f->row_height = f->low ? 60 + 24 * grown / 100 : 100;
	f->row_gap = f->low ? 17 : 20;
	f->key_height = f->low ? grown > 50 ? 58 : 52 : 60;
	f->key_gap = f->low ? 11 : 12;
	f->field_height = f->low ? 60 + 22 * grown / 100 : 96 + 12 * grown / 100;
	int beside = f->low ? 210 + 110 * grown / 100 : 320 + 100 * grown / 100, edge = f->low ? grown > 50 ? 1 : 8 : 16, under = f->low ? grown > 50 ? 8 : 10 : 16;
	f->typing = (struct area){ f->margin, edge, inner - beside - f->row_gap, f->counter.y - edge - under };
	f->typing_action = (struct area){ w - f->margin - beside, f->low ? RING : edge, beside, action };
}

static void frame_small(struct frame *f)
{
	f->low = f->height < LAYOUT_LOW_DP;
	f->split = !f->low && f->percent <= 100;
	f->margin = f->low ? 20 : f->margin;
	if (f->split)
		small_beside(f);
	else
		small_pages(f);
}

struct frame frame_of(enum panel_class panel, int width_dp, int height_dp, int percent)
{
	static void (*const make[])(struct frame *) = { [PANEL_PORTRAIT] = frame_portrait, [PANEL_LANDSCAPE] = frame_landscape, [PANEL_SMALL] = frame_small };
	static const int margin[] = { [PANEL_PORTRAIT] = 56, [PANEL_LANDSCAPE] = 48, [PANEL_SMALL] = 40 };
	struct frame frame = { .panel = panel, .shape = panel, .width = width_dp, .height = height_dp, .margin = margin[panel], .percent = percent, .split = panel != PANEL_PORTRAIT };
	make[panel](&frame);
	return frame;
}

void frame_without_action(struct frame *frame)
{
	if (frame->pages) /* it turns them */
		return;
	int end = frame_bottom(frame->action) + (frame->panel == PANEL_PORTRAIT ? 12 : 0);
	frame->body.height = end - frame->body.y;
	frame->touch.height = end - frame->touch.y;
	if (!frame->split)
		frame->reading = frame->body;
}

void frame_whole(struct frame *frame)
{
	int width = frame->width - 2 * frame->margin, most = 14 * frame->percent; /* longer lines are hard to read */
	if (!frame->split)
		return;
	frame->split = false;
	if (frame->apart) { /* nothing to touch is in it */
		frame->body = (struct area){ frame->reading.x, frame->reading.y, frame->reading.width, frame_bottom(frame->touch) - frame->reading.y };
		frame->reading = frame->touch = frame->body;
		return;
	}
	int top = frame->low ? frame->reading.y : frame->touch.y; /* there the half that is touched begins at the edge, beside the header */
	frame->body = (struct area){ frame->margin, top, width < most ? width : most, frame_bottom(frame->touch) - top };
	frame->reading = frame->touch = frame->body;
}

void frame_pages(struct frame *frame)
{
	if (frame->pages)
		return;
	frame_whole(frame);
	frame->action.width += frame->action.x - frame->margin;
	frame->action.x = frame->margin;
	if (frame_bottom(frame->body) > frame->action.y - SPARE_GAP) { /* of a sheet within reach, which had no actions below */
		frame->body.height = frame->action.y - SPARE_GAP - frame->body.y;
		frame->reading = frame->touch = frame->body;
	}
	frame->pages = true;
}

/* Its column, between the header and the counter that stay where they are. */
static void small_column(struct frame *f)
{
	const struct frame usual = *f;
	small_pages(f);
	f->split = false;
	f->header = usual.header, f->progress = usual.progress, f->counter = usual.counter, f->person = usual.person;
	f->easier = usual.easier, f->language = usual.language, f->finish = usual.finish;
	f->action.y = f->person.y - SPARE_GAP - f->action.height;
	f->body = (struct area){ f->margin, usual.body.y, f->body.width, f->action.y - SPARE_GAP - usual.body.y };
	f->reading = f->touch = f->body;
}

void frame_spare(struct frame *frame, bool pages)
{
	frame->spare = true;
	if (pages && frame->shape == PANEL_SMALL && frame->split && !frame->reach)
		small_column(frame);
	else if (pages)
		frame_pages(frame);
}

void frame_types(struct frame *frame)
{
	if (!frame->column)
		return;
	frame->pages = false;
	frame->stacked = true;
	frame->body = frame->reading = frame->touch = frame->typing;
	frame->action = frame->typing_action;
	frame->header.height = 0;
	frame->progress = (struct area){ frame->margin, 3, frame->width - 2 * frame->margin, frame->low ? 0 : 8 };
}

bool frame_beside(struct frame *f, bool headed)
{
	enum { FOOT = 10, BETWEEN = 24, ROW = 56, ROW_GAP = 12, BARE = 28 };
	if (!f->low || !f->column || f->reach)
		return false;
	int grown = f->percent - 100, touch = f->width * (4300 + 8 * grown) / 10000, width = touch - BETWEEN - f->margin;
	f->split = true;
	f->column = f->pages = false;
	if (!headed || grown) {
		f->header.height = 0;
		f->progress.y = 10;
		f->body.y = BARE;
	}
	f->header.width = f->progress.width = width;
	f->action = (struct area){ touch, f->action.y, f->width - touch - f->margin, f->action.height };
	f->reading = (struct area){ f->margin, f->body.y, width, f->counter.y - FOOT - f->body.y };
	f->touch = (struct area){ touch, RING, f->action.width, f->action.y - ROW_GAP - RING };
	f->body = (struct area){ f->margin, f->body.y, f->width - 2 * f->margin, f->reading.height };
	f->row_height = ROW + 24 * grown / 100;
	f->row_gap = ROW_GAP;
	f->back_width = 150;
	return true;
}

bool frame_gather(struct frame *f, bool more)
{
	enum { EDGE = 5, BLOCK = 350, FIELD = 58 };
	if (!f->low || !f->column || f->reach || f->percent > 100)
		return false;
	int gained = f->typing.y - EDGE, block = more ? BLOCK : f->typing_action.width;
	f->typing = (struct area){ f->margin, EDGE, f->width - 2 * f->margin - block - f->row_gap, f->typing.height + gained };
	f->typing_action = (struct area){ f->width - f->margin - block, RING, block, f->action.height };
	f->field_height = FIELD;
	return true;
}

void frame_stack(struct frame *f)
{
	enum { GAP = 12 };
	int more = f->action.height + GAP;
	f->stacked = true;
	f->action.y -= more;
	f->action.height += more;
	f->touch.height -= more;
}

void frame_pages_if_large(struct frame *frame)
{
	if (frame->panel == PANEL_LANDSCAPE && frame->percent > 150)
		frame_pages(frame);
}

void frame_pages_if_tall(struct frame *frame, int tall)
{
	if (tall > 1 && frame->percent > 150)
		frame_pages(frame);
}

int frame_foot(const struct frame *frame, bool right)
{
	return right && frame->person.y < frame->counter.y ? frame->person.y - ABOVE_PERSON : frame->counter.y;
}

struct box frame_box(struct area area, enum box_flow flow, int gap)
{
	return (struct box){ .absolute = true, .x = area.x, .y = area.y, .width = area.width, .height = area.height, .flow = flow, .gap = gap };
}
