/* SPDX-License-Identifier: MIT */
/* item_row.h - one answer of several: what it is called, what was said, Change and Remove. */
#pragma once

#include "ui/widgets/build.h"

struct item_row { int index; const char *name, *words, *lang; bool removable; enum privacy_class privacy; const char *field; /* of what was said, as far as it is seen */ };

/** item_row_show - the row in the open group. item_row_height - the room it takes in @width, in dp. */
void item_row_show(struct build *build, const struct item_row *row, int width);
int item_row_height(const struct build *build, const struct item_row *row, int width);
