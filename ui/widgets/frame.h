/* SPDX-License-Identifier: MIT */
/* frame.h - where things stand on each kind of panel: the guide's rectangles, in design pixels. */
#pragma once

#include "ui/layout/layout.h"

struct area { int x, y, width, height; };

struct frame {
	enum panel_class panel;
	int width, height, margin;
	int percent;                  /* text size; above 100 the counter and the actions take more room */
	bool split;                   /* reading beside touch; else above it */
	bool pages;                   /* one column, of which the layout shows a page */
	bool low;                     /* a panel of 10 inches: a line of words less of everything */
	struct area header, progress;
	struct area body;             /* portrait: reading and touch together; split: both columns */
	struct area reading, touch;
	struct area action;
	struct area counter, easier, language, finish, person;
	int back_width;
	int row_height, row_gap;      /* of a choice */
	int key_height, key_gap;      /* of a keyboard's rows */
	int field_height;
};

/** frame_of - the frame of a panel of @width_dp × @height_dp at @percent text size. */
struct frame frame_of(enum panel_class panel, int width_dp, int height_dp, int percent);

/** frame_without_action - the touch half grows down to where the action row would end. */
void frame_without_action(struct frame *frame);

/** frame_whole - one wide column over both halves, for pages that are only read. */
void frame_whole(struct frame *frame);

/** frame_pages - one wide column that turns pages, for screens whose words do not stand beside what is touched at this text size. */
void frame_pages(struct frame *frame);
void frame_pages_if_large(struct frame *frame); /* on a wide panel at its largest text */

/** frame_box - an absolute box at @area. */
struct box frame_box(struct area area, enum box_flow flow, int gap);

/** frame_bottom, frame_right - the edge after the area. */
static inline int frame_bottom(struct area area) { return area.y + area.height; }
static inline int frame_right(struct area area) { return area.x + area.width; }
