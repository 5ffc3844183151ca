/* SPDX-License-Identifier: MIT */
/*
 * frame_reach.c - DESIGN: what is within reach is a small panel of its own, so every page composes as on one; header and counter stay where
 * they always are. Below the band nothing is drawn: a panel that hangs low ends, for this, where the band does.
 */
#include "ui/widgets/frame.h"

enum { EDGE = 20 /* to the line above: a ring of focus fits in */, AIR = 24, READING_AIR = 20, ACTION = 88, COLUMN_LEAST = 660 /* ten keys of 12.7 mm */, MARGIN = 28, COLUMN_GAP = 20, LINE_ROOM = 76, BELOW_PROGRESS = 54, APART_LEAST = 560, USED_HIGH = 848, LARGE_LEAST = 840 /* of a band of 210 mm */,
	TYPING_EDGE = 2, BODY_LOWER = 4, KEY = 58, KEY_GAP = 11, COUNTER = 112, COUNTER_SIDE = 16, COUNTER_GAP = 11, PERSON = 290 };

/* As on the same panel without it. */
static void counter_low(struct frame *f, const struct frame *whole)
{
	f->header = whole->header;
	f->progress = whole->progress;
	f->counter = whole->counter;
	f->easier = whole->easier;
	f->language = whole->language;
	f->finish = whole->finish;
	f->person = whole->person;
}

static int above_counter(const struct frame *f)
{
	return (f->person.y < f->counter.y ? f->person.y : f->counter.y) - AIR;
}

static void mirror(const struct frame *f, struct area *area)
{
	area->x = f->width - area->x - area->width;
}

/* Large words: a short word each in one row, and a low row, for the words above it. */
static void counter_of_words(struct frame *f)
{
	static const int wanted[] = { 231, 262, 224 };
	struct area *const button[] = { &f->easier, &f->language, &f->finish };
	int low = f->counter.height - COUNTER, y = f->height - COUNTER + 10, high = COUNTER - 22;
	f->counter = (struct area){ 0, f->height - COUNTER, f->width, COUNTER };
	f->person = (struct area){ f->width - COUNTER_SIDE - PERSON, y, PERSON, high };
	int room = f->person.x - COUNTER_SIDE - 3 * COUNTER_GAP, x = COUNTER_SIDE;
	for (int i = 0; i < 3; i++) {
		int width = room * wanted[i] / (wanted[0] + wanted[1] + wanted[2]);
		*button[i] = (struct area){ x, y, width, high };
		x += width + COUNTER_GAP;
	}
	f->action.y += low;
	f->body.height += low;
	f->typing.height += low;
}

/* One column that turns. */
static struct frame in_pages(struct frame f, const struct frame *whole, int top)
{
	if (f.shape != PANEL_SMALL) {
		f.header = whole->header;
		f.progress = whole->progress;
	}
	f.shape = PANEL_SMALL;
	if (!f.low) {
		counter_of_words(&f);
		f.key_height = KEY;
		f.key_gap = KEY_GAP;
	}
	int from = top + EDGE > f.body.y ? top + EDGE : f.body.y;
	f.body = (struct area){ f.margin, from, f.width - 2 * f.margin, frame_bottom(f.body) + BODY_LOWER - from };
	f.reading = f.touch = f.body;
	from = top + TYPING_EDGE > f.typing.y ? top + TYPING_EDGE : f.typing.y;
	f.typing.height -= from - f.typing.y;
	f.typing.y = f.typing_action.y = from;
	if (f.lean) {
		mirror(&f, &f.typing);
		mirror(&f, &f.typing_action);
	}
	return f;
}

bool frame_reach_holds(struct band band, int height_dp, int percent)
{
	return percent <= 100 || (band.top_dp == 0 && band.bottom_dp == height_dp) || band.bottom_dp - band.top_dp >= LARGE_LEAST;
}

struct frame frame_reach(enum panel_class shape, int width_dp, struct band band, int percent, bool lean)
{
	if (shape == PANEL_PORTRAIT && band.top_dp < band.bottom_dp - USED_HIGH) /* of a panel that hangs low as much as of any other */
		band.top_dp = band.bottom_dp - USED_HIGH;
	struct frame whole = frame_of(shape, width_dp, band.bottom_dp, percent), f = frame_of(PANEL_SMALL, width_dp, band.bottom_dp, percent);
	f.shape = shape;
	f.reach = true;
	f.lean = lean;
	f.top = band.top_dp;
	if (f.pages)
		return in_pages(f, &whole, band.top_dp);
	if (shape != PANEL_SMALL)
		counter_low(&f, &whole);
	if (shape == PANEL_PORTRAIT)
		f.margin = MARGIN;
	int touch = 500 * width_dp / 1228, end = above_counter(&f), top = band.top_dp + EDGE;
	if (shape == PANEL_SMALL && top < f.touch.y)
		top = f.touch.y; /* the header is there */
	if (width_dp - touch - f.margin < COLUMN_LEAST)
		touch = width_dp - f.margin - COLUMN_LEAST;
	f.action = (struct area){ touch, end - ACTION, width_dp - touch - f.margin, ACTION };
	f.touch = (struct area){ touch, top, f.action.width, f.action.y - AIR - top };
	f.reading = (struct area){ f.margin, top, touch - COLUMN_GAP - f.margin, end + AIR - READING_AIR - top };
	f.body = (struct area){ f.margin, top, width_dp - 2 * f.margin, end - top };
	if (lean) {
		mirror(&f, &f.action);
		mirror(&f, &f.touch);
		mirror(&f, &f.reading);
	}
	return f;
}

void frame_sheet(struct frame *f)
{
	if (!f->reach || f->shape != PANEL_PORTRAIT)
		return;
	f->split = false;
	f->margin = 56;
	f->body = (struct area){ f->margin, f->top, f->width - 2 * f->margin, f->counter.y - f->top };
	f->reading = f->touch = f->body;
}

void frame_apart(struct frame *f)
{
	if (!f->reach || f->pages || f->shape != PANEL_PORTRAIT)
		return;
	if (f->top - LINE_ROOM - f->progress.y - BELOW_PROGRESS < APART_LEAST)
		return; /* the panel hangs low: it is read beside, within the band */
	f->margin = 56;
	f->reading = (struct area){ f->margin, f->progress.y + BELOW_PROGRESS, f->width - 2 * f->margin, f->top - LINE_ROOM - f->progress.y - BELOW_PROGRESS };
	f->touch.x = f->action.x = f->margin;
	f->touch.width = f->action.width = f->width - 2 * f->margin;
	f->back_width = f->percent > 100 ? 320 : 270;
	f->apart = true;
}
