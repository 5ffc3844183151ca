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

/* What the painter does, for rules about colours: in painting order, with the tokens it takes. */
enum paint_mark {
	PAINT_FILL, PAINT_EDGE, PAINT_LIP, PAINT_VEIL, /* of a look's shape, or of a ground inside it */
	PAINT_TEXT, PAINT_SIGN,                        /* words; icons, marks, dots, carets */
	PAINT_RING, PAINT_RING_GAP, PAINT_RING_LINE,   /* the focus ring: the band, what is between, and the line around both */
};
struct paint_stroke {
	enum paint_mark mark;
	const struct node *node;
	SDL_Rect area;                                 /* the bounds of the shape, as far as it can be seen */
	enum colour colour;
	int line_px;                                   /* EDGE, RING, RING_GAP, RING_LINE: how wide; 0 filled */
	const struct paragraph *paragraph;             /* TEXT: borrowed until the call returns */
};
typedef void paint_told(void *context, const struct paint_stroke *stroke);

/** paint_tell - each stroke that paint_tree() would do, told and not done; figures are left out, and every node that has the focus gets its ring. */
void paint_tell(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, paint_told *told, void *context);
