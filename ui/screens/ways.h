/* SPDX-License-Identifier: MIT */
/* ways.h - from a service's first page to every way to do it. */
#pragma once

#include "ui/widgets/tile.h"

/** ways_tile - the way there: what kind of service it is, in words, and what there is beside the screen. */
struct tile ways_tile(const struct build *build);
