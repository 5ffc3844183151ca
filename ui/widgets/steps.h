/* SPDX-License-Identifier: MIT */
/* steps.h - what happens next, in order: a disc, when, and what. */
#pragma once

#include "ui/widgets/build.h"

struct step { const char *icon, *when, *what, *lang; }; /* when: "" or NULL none */

/** steps_show - @count steps in the open group. steps_height - the room they take in @width, in dp. */
void steps_show(struct build *build, const struct step *step, int count);
int steps_height(const struct build *build, const struct step *step, int count, int width);
