/* SPDX-License-Identifier: MIT */
/* frame.h - where things stand on each kind of panel: the guide's rectangles, in design pixels. */
#pragma once

#include "ui/layout/band.h"

struct area { int x, y, width, height; };

struct frame {
	enum panel_class panel;       /* how the page composes: within reach as on a small panel */
	enum panel_class shape;       /* the panel's own: header and counter stand where they always do */
	int width, height, margin;
	int top;                      /* what is touched stands below: 0 but within reach */
	bool reach, lean;             /* LEAN: what is touched stands at the start, not at the end */
	bool apart;                   /* what is read stands above what is within reach; two choices in a row */
	int percent;                  /* text size; above 100 the counter and the actions take more room */
	bool split;                   /* reading beside touch; else above it */
	bool pages;                   /* one column, of which the layout shows a page */
	bool column;                  /* a small panel's one column, also where no page turns; while something is typed its actions stand beside the box */
	bool stacked;                 /* the two actions stand under each other */
	bool spare;                   /* its words did not fit as the panel composes: what can be left out is, the rest turns pages */
	bool low;                     /* a panel of 10 inches: a line of words less of everything */
	struct area header, progress;
	struct area body;             /* portrait: reading and touch together; split: both columns */
	struct area reading, touch;
	struct area action;
	struct area typing, typing_action; /* above and on the keyboard; the two actions under each other, beside the box */
	struct area counter, easier, language, finish, person;
	int back_width;
	int row_height, row_gap;      /* of a choice */
	int key_height, key_gap;      /* of a keyboard's rows */
	int field_height;
};

/** frame_of - the frame of a panel of @width_dp × @height_dp at @percent text size. */
struct frame frame_of(enum panel_class panel, int width_dp, int height_dp, int percent);

/**
 * frame_reach - as frame_of(), but all that can be touched is inside @band; @lean: the columns change sides, the main button comes first.
 * frame_reach_holds - whether @band has the room at @percent text size: of a panel of @height_dp all of it, or 208 mm; at 100 % any that layout_band() grants.
 * frame_sheet - the same for what slides over a page: on a high panel its words stand above what is touched.
 * frame_apart - on a high panel the words of a page that has nothing to touch among them stand above the band, and the rest is as wide as the panel.
 */
struct frame frame_reach(enum panel_class shape, int width_dp, struct band band, int percent, bool lean);
bool frame_reach_holds(struct band band, int height_dp, int percent);
void frame_sheet(struct frame *frame);
void frame_apart(struct frame *frame);

/** frame_without_action - the touch half grows down to where the action row would end. */
void frame_without_action(struct frame *frame);

/** frame_whole - one wide column over both halves, for pages that are only read. */
void frame_whole(struct frame *frame);

/** frame_pages - one wide column that turns pages, for screens whose words do not stand beside what is touched at this text size. */
void frame_pages(struct frame *frame);
void frame_pages_if_tall(struct frame *frame, int tall); /* the same at the largest text of a script that stands so: see fit_tall() */
void frame_spare(struct frame *frame, bool pages); /* for words that turned out to have no room; @pages: as frame_pages(), on a small panel its one column */
void frame_types(struct frame *frame);         /* a column while something is typed: no header, no actions below */
bool frame_beside(struct frame *frame, bool headed); /* a panel of 10 inches: what is read at the start, what is touched beside it; false: it stays a column */
bool frame_gather(struct frame *frame, bool more);        /* the same while something is typed: the question stands above the keyboard, and all its buttons beside the box; false: they stay apart */
void frame_stack(struct frame *frame);         /* then: back above the main button */
void frame_pages_if_large(struct frame *frame); /* on a wide panel at its largest text */

/** frame_foot - where what stands at the start of a wide panel ends: at the counter, or above the person's button where @right, the start is on that side. */
int frame_foot(const struct frame *frame, bool right);

/** frame_box - an absolute box at @area. */
struct box frame_box(struct area area, enum box_flow flow, int gap);

/** frame_bottom, frame_right - the edge after the area. */
static inline int frame_bottom(struct area area) { return area.y + area.height; }
static inline int frame_right(struct area area) { return area.x + area.width; }
