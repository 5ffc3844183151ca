/* SPDX-License-Identifier: MIT */
/* node.h - the semantic tree: the one truth that eyes, ears, the desk and the tests are shown. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/forms/privacy.h"

#include <stdbool.h>
#include <stdint.h>

enum { NODE_MAX = 400, TREE_ARENA_MAX_BYTES = 1024 * 1024 };

enum node_role {
	NODE_ROLE_SCREEN, NODE_ROLE_GROUP, NODE_ROLE_HEADING, NODE_ROLE_TEXT, NODE_ROLE_IMAGE,
	NODE_ROLE_BUTTON, NODE_ROLE_KEY,          /* KEY: one key of an on-screen keyboard */
	NODE_ROLE_RADIO, NODE_ROLE_CHECKBOX, NODE_ROLE_FIELD,
	NODE_ROLE_RADIO_GROUP, NODE_ROLE_CHECKBOX_GROUP,
	NODE_ROLE_LIST, NODE_ROLE_ITEM, NODE_ROLE_ALERT, NODE_ROLE_STATUS, NODE_ROLE_DIALOG, NODE_ROLE_PROGRESS, NODE_ROLE_TIMER,
	NODE_ROLE_COUNT
};

enum node_state {
	NODE_DISABLED = 1 << 0, NODE_CHECKED = 1 << 1, NODE_INVALID = 1 << 2, NODE_SECRET = 1 << 3, NODE_MODAL = 1 << 4,
	NODE_PRESSED = 1 << 5, NODE_FOCUSED = 1 << 6, /* set by the stage, never by a screen */
	NODE_SELECTED_TEXT = 1 << 7,
	NODE_DECOR = 1 << 8,      /* for eyes only: not in the dump's reading order, not focusable, not spoken */
	NODE_MULTILINE = 1 << 9,
	NODE_ROW = 1 << 10,       /* of an on-screen keyboard: two switches stop here before they stop at its keys */
	NODE_PERSONAL = 1 << 11,  /* its value (of a choice: whether it is chosen; of a text: itself) is somebody's answer: spoken to that person alone */
};

/*
 * How it looks; the painter has a table by look. Sizes, colours and radii are the theme's.
 *
 * What a node draws of its own: icon, label or name, hint, icon_after, in its look's order. The name is not drawn by SCREEN, GROUP, RADIO_GROUP,
 * CHECKBOX_GROUP, LIST, ITEM, DIALOG, PROGRESS, TIMER and IMAGE (their label is), nor by a node that has children; there a label or icon comes before the children.
 * FIELD draws its box only: the value with its caret, or the label as a quiet placeholder while the value is empty; its name and its error message
 * are separate nodes above it (LOOK_PLAIN, INK_ERROR with an icon). CHOICE draws a circle (role RADIO), a box (CHECKBOX) or nothing before the text, and the image at the far end.
 * PERSON draws a bust, the name on two lines and the hint as the status line, with a filled dot, or a ring when the value is "away".
 * All pads 0: the look's padding inside its border; own pads count from the outer edge. type BODY on a look with its own type: the look's type
 * (a heading's by its level). A node that is nothing but an icon (role IMAGE, or a disc or arch) fills itself with it.
 * Images: figures by file name without ".svg", "logo", the council's, and "qr:TEXT", a code for a camera. With an arch look a figure stands in the arch, cut by it.
 */
enum node_look {
	LOOK_PLAIN,            /* nothing drawn but its text, icon or children */
	LOOK_PAPER, LOOK_PRIMARY_PANEL, LOOK_CARD, LOOK_NOTE, LOOK_NOTE_OK, LOOK_ERROR_BOX, LOOK_SHEET, LOOK_SCRIM, LOOK_COUNTER, LOOK_RULE, LOOK_RULE_DASHED,
	LOOK_MAIN, LOOK_SECOND, LOOK_SMALL, LOOK_PERSON_ACTION, /* buttons: primary, card, small card, accent */
	LOOK_COUNTER_BUTTON, LOOK_PERSON,
	LOOK_TILE, LOOK_CHOICE, LOOK_FIELD, LOOK_KEY, LOOK_KEY_FUNCTION, LOOK_LANGUAGE, LOOK_PILL, LOOK_ERROR_LINK,
	LOOK_ARCH, LOOK_ARCH_ACCENT, LOOK_ARCH_DEEP, LOOK_DISC, LOOK_STEP_DONE, LOOK_STEP_NOW, LOOK_STEP_TO_DO, LOOK_DOT_HERE, LOOK_DOT_AWAY,
	LOOK_FACE,             /* one of a row of large answers: a big icon over a word */
	LOOK_WATERMARK,        /* its value, faint, again and again over all that lies below it */
	LOOK_COUNT
};

/* The guide's type scale. */
enum type_style {
	TYPE_BODY, TYPE_SMALL, TYPE_SMALL_STRONG, TYPE_BODY_STRONG, TYPE_CONTROL, TYPE_CONTROL_STRONG, TYPE_ENTRY, TYPE_HEADING, TYPE_QUESTION, TYPE_QUESTION_SMALL,
	TYPE_POSTER, TYPE_REFERENCE, TYPE_COUNTDOWN, TYPE_KEY, TYPE_PERSON, TYPE_ANSWER,
	TYPE_KEY_WORD, TYPE_BIG /* one action that fills the row: 52, semi-bold */,
	TYPE_COUNT
};

/* Which colour the text and icon take: by default what the look says (ink on paper, onprimary on primary …). */
enum node_ink { INK_LOOK, INK_NORMAL, INK_QUIET, INK_ERROR, INK_OK, INK_ON_PRIMARY, INK_PRIMARY, INK_COUNT };

/*
 * Boxes: dp = design pixels, 1 dp = 1/4.03 mm (the guide's numbers at 21.5 inch). A box is as large as its content and
 * padding unless told otherwise; a child is placed in its parent by the parent's flow, or absolutely.
 */
enum box_flow { FLOW_COLUMN, FLOW_ROW, FLOW_STACK /* children on top of each other */ };
enum box_align { ALIGN_FILL, ALIGN_START, ALIGN_CENTRE, ALIGN_END };
struct box {
	enum box_flow flow;
	enum box_align align;        /* of children across the flow */
	enum box_align pack;         /* of children along the flow: START (default when FILL), CENTRE, END */
	int gap, row_gap;            /* between children; row_gap when wrap (0: gap) */
	int pad_top, pad_end, pad_bottom, pad_start;
	int width, height;           /* fixed outer size; 0: by content */
	int min_width, min_height, max_width;
	int grow;                    /* share of what is left along the flow */
	bool equal;                  /* with grow: basis 0, so that siblings get equal widths */
	bool wrap;                   /* FLOW_ROW: on to the next line when full */
	int columns;                 /* FLOW_ROW with wrap: this many equal columns; 0: by width */
	bool absolute;               /* placed by x, y, width, height inside the parent; x counts from the start edge */
	int x, y;
	bool keep_left;              /* this subtree is never mirrored (counter, keyboards, numbers) */
};

struct node_action { int what; int number; const char *text; }; /* the visit's; 0: none */

struct node {
	enum node_role role;
	const char *id;              /* stable and unique on the screen: "continue", "field:name", "choice:2", "key:a" */
	const char *name;            /* the accessible name; also the text drawn, unless label is set */
	const char *label;           /* drawn instead of name when it is shorter ("Change"; name: "Change your name"); NULL: name */
	const char *value;           /* a field's content, a choice's state in words is not here but in state */
	const char *hint;            /* second line */
	const char *error;           /* the message shown and spoken with a field */
	const char *lang;            /* BCP 47 when it differs from the screen's; NULL */
	const char *icon;            /* assets/icons/NAME.svg; NULL */
	const char *icon_after;      /* drawn after the text */
	const char *image;           /* assets/figures/NAME.svg: an IMAGE, or the picture at the far end of a choice */
	unsigned state;              /* enum node_state */
	enum privacy_class privacy;  /* of the answer that it shows or lets be given; PRIVACY_PUBLIC where there is none */
	const char *field;           /* whose answer that is; NULL: nobody's */
	enum node_look look;
	enum type_style type;
	enum node_ink ink;
	enum box_align text_align;   /* START when FILL */
	int level;                   /* of a heading; 1 once per screen */
	int place, of;               /* "2 of 5" in a set; 0 none */
	int caret, select;           /* byte offsets in value; -1 none. With NODE_SELECTED_TEXT what lies between them is marked */
	struct node_action action;
	struct box box;

	/* set by the tree and the layout */
	uint64_t key;                /* hash of the ids from the root: the same node on the next build */
	int left_px, top_px, width_px, height_px; /* on the surface */
	int own_left_px, own_top_px, own_width_px, own_height_px; /* where its own icon and text go; 0 × 0: it has none */
	int memo_for_px, memo_width_px, memo_height_px; /* the layout's last measurement of that content */
	bool away;                   /* on another page: see struct turn */
	int capital_um;              /* how high capitals are in the smallest of its own words, in thousandths of a millimetre; 0 no words */
	bool cramped;                /* its content or children need more room than it has */
	struct node *parent, *child, *last, *next;
};

/*
 * A column that shows as much as fits; the rest is on further pages. The screen builds all of it and all four buttons, the layout takes out of the
 * tree what is not on the page. NULL column: nothing turns.
 */
struct turn {
	struct node *column, *title; /* the title stays on every page, after the first as @title_again */
	const char *title_again;
	struct node *back, *previous; /* on the first page; on the others */
	struct node *main, *next;     /* on the last page; on the others */
	int wanted;                   /* from 0; beyond the last it is the last */
};

struct tree {
	struct arena arena;
	struct node *root;
	struct node *open;           /* where the next node goes */
	int count;
	const char *lang;            /* of the screen */
	bool rtl;
	int text_percent;            /* the text size it was laid out for; 0: not yet */
	bool broken;                 /* NODE_MAX passed, or two nodes with one id: never shown */
	struct node *spare;          /* stands in for nodes that are too many */
	struct turn turn;
	int lost;                    /* how deep the build is inside such nodes */
};

void tree_init(struct tree *tree);
void tree_done(struct tree *tree);

/** tree_begin - forget the last screen, start one: the root has role SCREEN, id @id, name @title (spoken first). */
struct node *tree_begin(struct tree *tree, const char *id, const char *title, const char *lang, bool rtl);

/** tree_open - a copy of @node as the last child of the open node, and open it; texts are copied into the tree's arena. tree_close - back to its parent. */
struct node *tree_open(struct tree *tree, struct node node);
void tree_close(struct tree *tree);

/** tree_leaf - open and close. */
struct node *tree_leaf(struct tree *tree, struct node node);

/** TREE(tree, .role = …) { children }. LEAF(tree, .role = …). Their caret is -1: a field with a caret is built with tree_leaf(). No role: a GROUP. */
#define TREE_PASTE(A, B) A##B
#define TREE_NODE(LINE) TREE_PASTE(tree_node_, LINE)
#define TREE(TREE_, ...) \
	for (struct node *TREE_NODE(__LINE__) = tree_open((TREE_), (struct node){ .caret = -1, __VA_ARGS__ }); TREE_NODE(__LINE__); tree_close(TREE_), TREE_NODE(__LINE__) = NULL)
#define LEAF(TREE_, ...) tree_leaf((TREE_), (struct node){ .caret = -1, __VA_ARGS__ })

/** tree_end - check ids and limits. FAIL_INPUT two nodes with one id · FAIL_LIMIT. */
enum fail tree_end(struct tree *tree);

/** tree_find - the node with that id; tree_find_key - the node with that key. NULL when there is none (an empty id finds nothing). */
struct node *tree_find(const struct tree *tree, const char *id);
struct node *tree_find_key(const struct tree *tree, uint64_t key);

/** node_next - the next node in reading order (depth first); NULL at the end. */
struct node *node_next(const struct node *node);
/** node_focusable - whether keys and switches stop here: has an action, is not decoration, and is inside the modal dialog if there is one (or on the counter, which is never covered). */
bool node_focusable(const struct tree *tree, const struct node *node);
/** tree_modal - the topmost node with NODE_MODAL, or NULL. */
const struct node *tree_modal(const struct tree *tree);
const char *node_role_name(enum node_role role);
const char *node_look_name(enum node_look look);
