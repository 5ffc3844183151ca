/* SPDX-License-Identifier: MIT */
/* paint.h - a laid-out tree as pixels: the only place that knows what a look looks like. */
#pragma once

#include "ui/layout/layout.h"
#include "ui/paint/theme.h"

struct paint;

/** paint_open - icons and figures from @assets (rasterised when first used). FAIL_IO. @text and @theme outlive it. */
enum fail paint_open(const char *assets, struct text *text, const struct theme *theme, struct paint **ret);
void paint_close(struct paint *paint);
/** paint_lacks - a picture that is missing or broken, told once; NULL. Borrowed until asked again. The words beside it are there. */
const char *paint_lacks(struct paint *paint);

/** paint_tree - draw what lies in @area (NULL: everything) of @surface. */
void paint_tree(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, SDL_Surface *surface, const SDL_Rect *area);
