/* SPDX-License-Identifier: MIT */
/* columns.h - a page's two halves: what is read stands at the top, what is touched grows up from the bottom; side by side on wide panels. */
#pragma once

#include "ui/widgets/build.h"

/** columns_reading - open the reading half. @reserve: design pixels kept free at the bottom for a keyboard (portrait; else ignored). */
void columns_reading(struct build *build, int reserve);
/** columns_touch - close the reading half, open the touch half. columns_end - close it. */
void columns_touch(struct build *build, int gap);
void columns_end(struct build *build);

/** columns_room - the height that both halves share (portrait), or that each has, less @reserve in portrait. columns_width - of the touch half. */
int columns_room(const struct build *build, int reserve);
int columns_gap(const struct build *build); /* between what is read */
int columns_beside_height(const struct build *build, int reserve); /* of the actions beside a box that types, above @reserve */
int columns_reading_width(const struct build *build);
int columns_touch_width(const struct build *build);
