/* SPDX-License-Identifier: MIT */
/* fit.h - how much room a text will take, before it is set: never less than it really takes, so that pages can be cut in time. */
#pragma once

#include "ui/widgets/build.h"

/** fit_width - width of @text on one line, in design pixels. */
int fit_width(const struct build *build, enum type_style type, const char *text);

/** fit_icon - the side of an icon beside words of @type. */
int fit_icon(const struct build *build, enum type_style type);

/** fit_tall - how high the script of the screen's language stands: 0 as Latin, 1 Arabic and Bengali, 2 Nastaliq. */
int fit_tall(const struct build *build);

/** fit_line - the line height of @type in that script. fit_lines - how many lines @text takes in @width_dp ("\n" breaks). fit_height - lines × line height; 0 for "" and NULL. */
int fit_line(const struct build *build, enum type_style type);
int fit_lines(const struct build *build, enum type_style type, const char *text, int width_dp);
int fit_height(const struct build *build, enum type_style type, const char *text, int width_dp);

/** fit_shorten - @text itself, or its beginning up to a word and "…", so that it takes at most @lines lines. The tree's memory. */
const char *fit_shorten(const struct build *build, enum type_style type, const char *text, int width_dp, int lines);

/** fit_words_whole - whether no word of @text is wider than a line. */
bool fit_words_whole(const struct build *build, enum type_style type, const char *text, int width_dp);

/** fit_take - how many bytes of @text fill at most @lines lines, cut after a word; all of it when it fits. At least one word. */
int fit_take(const struct build *build, enum type_style type, const char *text, int width_dp, int lines);
