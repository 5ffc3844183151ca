/* SPDX-License-Identifier: MIT */
/* errors.h - the error summary: what to check, each with a way there. */
#pragma once

#include "ui/widgets/build.h"

struct error_line { const char *field, *message, *shown /* in ERRORS_ONE, shorter; NULL: the message */; struct node_action action; /* .what 0: it is right below */ };

/* How much room the summary may take: all of it, lower lines, two lines at most, or nothing but the message that is needed now. */
enum errors_room { ERRORS_ROOMY, ERRORS_LOW, ERRORS_SHORT, ERRORS_ONE };

/** errors_show - the title and the lines that @room allows; the others are counted. @field: the box that types, whose message goes first in ERRORS_ONE. */
void errors_show(struct build *build, const struct error_line *line, int count, enum errors_room room, const char *field);
/** errors_height - the room of it in @width. */
int errors_height(const struct build *build, const struct error_line *line, int count, int width, enum errors_room room, const char *field);
