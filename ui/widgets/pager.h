/* SPDX-License-Identifier: MIT */
/* pager.h - nothing scrolls: two buttons turn the page of a long list. */
#pragma once

#include "ui/widgets/build.h"

/** pager_show - in @width: "back up" unless @before is 0, and "@after more" unless @after is 0. @more: key of the plural sentence. @step_back: what brings list_page to the page before. */
void pager_show(struct build *build, int width, int before, int after, const char *more, int step_back);

/** pager_fits - whether both buttons have room beside each other, each with its smallest words. */
bool pager_fits(const struct build *build, int width, const char *more);

/** pager_height - its room, without gaps. */
int pager_height(const struct build *build);
