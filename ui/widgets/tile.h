/* SPDX-License-Identifier: MIT */
/* tile.h - a large button with a picture in an arch: services, ways to get help. */
#pragma once

#include "ui/widgets/build.h"

struct tile { const char *id, *icon, *name, *hint, *lang; struct node_action action; bool arrow; bool checked; };

/** tile_show - @height high. tile_height - the least it needs in a place @width wide. */
void tile_show(struct build *build, const struct tile *tile, int height);
int tile_height(const struct build *build, const struct tile *tile, int width);
