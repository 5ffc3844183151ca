/* SPDX-License-Identifier: MIT */
/* errors.h - the error summary: what to check, each with a way there. */
#pragma once

#include "ui/widgets/build.h"

struct error_line { const char *field, *message; struct node_action action; /* .what 0: it is right below */ };

/** errors_show - at most what fits in @lines lines is listed; the rest is counted. @tight: smaller title and padding. errors_height - the room of it in @width. */
void errors_show(struct build *build, const struct error_line *line, int count, bool tight);
int errors_height(const struct build *build, const struct error_line *line, int count, int width, bool tight);
