/* SPDX-License-Identifier: MIT */
/* look.h - the guide's numbers and colours by look: one table that the layout measures by and the painter draws by. */
#pragma once

#include "ui/paint/theme.h"
#include "ui/tree/node.h"

enum look_arrange {
	ARRANGE_ROW,      /* icon, text, icon_after in a row */
	ARRANGE_COLUMN,   /* icon above text */
	ARRANGE_CHOICE,   /* mark, text, image at the far end */
	ARRANGE_TILE,     /* icon on an arch plate, text, icon_after at the far end */
	ARRANGE_PERSON,   /* bust, two lines, status */
	ARRANGE_FIELD,    /* value and caret */
};

enum look_shape {
	SHAPE_NONE,       /* nothing but its content */
	SHAPE_BOX,        /* fill, border, lip; all corners alike */
	SHAPE_SHEET,      /* only the upper corners are round */
	SHAPE_ARCH,       /* a doorway */
	SHAPE_VEIL,       /* lets what is behind shine through */
	SHAPE_BAR,        /* the counter: an edge on top in high contrast */
	SHAPE_STEP,       /* a piece of progress; taller ones show "to do" as an outline */
	SHAPE_DISC,       /* a circle; light when its icon is to be in the council's colour */
	SHAPE_LINE, SHAPE_DASHES,
	SHAPE_WATERMARK,  /* words over everything */
	SHAPE_COUNT
};

/* All sizes in dp at text size 100 %. A colour of NONE: nothing is drawn, or for ink, what the look around it says. */
struct look {
	enum look_shape shape;
	enum look_arrange arrange;
	enum box_align align;            /* of the content; FILL: start */
	bool middle;                     /* content in the middle of the height, not at the top */
	enum type_style type;
	bool medium;                     /* its words are a little heavier than their type says */
	bool tight;                      /* low: scripts that stand tall get less air */
	int width, height;               /* least, unless the box says otherwise */
	int grow_percent;                /* how much taller at text size 200 % */
	int pad_x, pad_top, pad_bottom;  /* inside the border */
	int gap, icon;                   /* icon 0: by the type */
	int line, hint_line;             /* 0: the type's */
	enum type_style hint_type;
	int border, radius, lip;         /* radius −1: half the smaller side */
	enum colour fill, edge, lip_colour, ink, hint_ink, icon_ink;
	enum colour pressed_fill, pressed_ink; /* pressed_ink NONE: as before; high contrast turns the control round instead */
	enum colour selected_fill, selected_edge, selected_lip, selected_ink;
	int selected_border;
	bool pressable;                  /* dashes when disabled, sinks when pressed */
};

/** look_of - the row of the table. Static. */
const struct look *look_of(enum node_look look);

/** look_ink - the colour of @node's text; look_icon_ink - of its icons; both follow its ink, state, look and surroundings. */
enum colour look_ink(const struct node *node);
enum colour look_icon_ink(const struct node *node);
enum colour look_hint_ink(const struct node *node);

/** look_type - the node's type style, or what its look or heading level says. */
enum type_style look_type(const struct node *node);
