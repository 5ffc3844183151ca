/* SPDX-License-Identifier: MIT */
/* dress.h - the colours and borders of a control in its state. Internal to ui/paint. */
#pragma once

#include "ui/layout/layout.h"
#include "ui/paint/theme.h"

struct dress { enum colour fill, edge, lip_colour, ink; int border_px, lip_px, down_px, dash_px; }; /* ink NONE: as the parts say */

/** dress_of - of @node on @panel in @theme. dress_ink - of its words while nobody presses it. */
struct dress dress_of(const struct theme *theme, const struct layout_panel *panel, const struct node *node);
enum colour dress_ink(const struct node *node);
