/* SPDX-License-Identifier: MIT */
/* sheet.h - what slides over a page: up to the counter, never over it. */
#pragma once

#include "ui/widgets/build.h"

/** sheet_open - dim the page, open the sheet with its title (the screen's heading of level 1); what is read follows. */
void sheet_open(struct build *build, const char *title);
/** sheet_touch - what is touched follows; its last control closes the sheet. */
void sheet_touch(struct build *build, int gap);
/** sheet_end - the closing button (@words NULL: none), then the counter over everything. */
void sheet_end(struct build *build, const char *words, const char *icon);

/** sheet_end_with - the same, with @more (NULL: none) on the closing button's line, before it; @words give way to "Close" where both have no room. */
void sheet_end_with(struct build *build, const struct node *more, const char *words, const char *icon);

/** sheet_rooms - the heights for what is read below @title, and for what is touched above the closing button; @gap between the controls. In one column both share the second. */
struct sheet_room { int reading, touch; };
struct sheet_room sheet_rooms(const struct build *build, const char *title, int gap);

/** sheet_width - the room for words inside the sheet, in dp. */
int sheet_width(const struct build *build);
