/* SPDX-License-Identifier: MIT */
/* watermark.h - words, faint, again and again over all that is drawn already. Internal to ui/paint. */
#pragma once

#include "firmware/base/arena.h"
#include "ui/text/text.h"
#include "ui/tree/node.h"

struct watermark { int size_px; uint32_t rgb; bool rtl; };

/** watermark_paint - the value of @node over its place on @surface, as far as its clip rectangle; what is set is in @arena. */
void watermark_paint(SDL_Surface *surface, struct text *text, struct arena *arena, const struct node *node, const struct watermark *how);
