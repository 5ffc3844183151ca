/* SPDX-License-Identifier: MIT */
/* look.c - SOURCE: the design guide, sections 3, 5 and 7. */
#include "ui/layout/look.h"

/* What the two kinds of button have in common. */
#define BUTTON .align = ALIGN_CENTRE, .middle = true, .pressable = true
#define LIP .lip = 6, .gap = 16
#define CARD_INK .edge = COLOUR_LINE, .lip_colour = COLOUR_LINE, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2
#define CARD CARD_INK, .fill = COLOUR_CARD, .pressed_fill = COLOUR_SUNK, .border = 3
#define SELECTED .selected_fill = COLOUR_TINT, .selected_edge = COLOUR_PRIMARY, .selected_lip = COLOUR_PRIMARY_DEEP, .selected_ink = COLOUR_ON_TINT

static const struct look looks[LOOK_COUNT] = {
	[LOOK_PLAIN] = { .gap = 16, .hint_type = TYPE_SMALL, .hint_ink = COLOUR_INK2 },
	[LOOK_PAPER] = { .shape = SHAPE_BOX, .fill = COLOUR_PAPER, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2 },
	[LOOK_PRIMARY_PANEL] = { .shape = SHAPE_BOX, .fill = COLOUR_PRIMARY, .ink = COLOUR_ON_PRIMARY, .hint_ink = COLOUR_ON_PRIMARY },
	[LOOK_CARD] = { .shape = SHAPE_BOX, .fill = COLOUR_CARD, .edge = COLOUR_RULE, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2, .border = 2, .radius = 28,
		.pad_x = 34, .pad_top = 30, .pad_bottom = 30, .gap = 24, .hint_type = TYPE_SMALL },
	[LOOK_NOTE] = { .shape = SHAPE_BOX, .middle = true, .type = TYPE_SMALL, .fill = COLOUR_SUNK, .ink = COLOUR_INK, .hint_ink = COLOUR_INK, .radius = 20,
		.pad_x = 26, .pad_top = 20, .pad_bottom = 20, .gap = 20, .icon = 48, .hint_type = TYPE_SMALL },
	[LOOK_NOTE_OK] = { .shape = SHAPE_BOX, .middle = true, .type = TYPE_SMALL, .fill = COLOUR_OK_TINT, .ink = COLOUR_INK, .hint_ink = COLOUR_INK, .icon_ink = COLOUR_OK, .radius = 20,
		.pad_x = 26, .pad_top = 20, .pad_bottom = 20, .gap = 20, .icon = 48, .hint_type = TYPE_SMALL },
	[LOOK_ERROR_BOX] = { .shape = SHAPE_BOX, .type = TYPE_HEADING, .fill = COLOUR_ERROR_TINT, .edge = COLOUR_ERROR, .ink = COLOUR_ERROR, .hint_ink = COLOUR_ERROR, .border = 7, .radius = 28,
		.pad_x = 34, .pad_top = 30, .pad_bottom = 30, .gap = 20, .icon = 60, .hint_type = TYPE_BODY },
	[LOOK_SHEET] = { .shape = SHAPE_SHEET, .fill = COLOUR_PAPER, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2, .radius = 48, .pad_x = 56, .pad_top = 44, .pad_bottom = 68 },
	[LOOK_SCRIM] = { .shape = SHAPE_VEIL, .fill = COLOUR_PRIMARY_DEEP, .ink = COLOUR_ON_PRIMARY },
	[LOOK_COUNTER] = { .shape = SHAPE_BAR, .fill = COLOUR_COUNTER, .ink = COLOUR_ON_COUNTER, .hint_ink = COLOUR_ON_COUNTER },
	[LOOK_RULE] = { .shape = SHAPE_LINE, .fill = COLOUR_RULE, .height = 3 },
	[LOOK_RULE_DASHED] = { .shape = SHAPE_DASHES, .fill = COLOUR_RULE, .height = 3 },
	[LOOK_MAIN] = { .shape = SHAPE_BOX, BUTTON, LIP, .type = TYPE_CONTROL_STRONG, .height = 112, .grow_percent = 21, .pad_x = 36, .line = 44, .hint_type = TYPE_SMALL, .radius = 22, .border = 3,
		.fill = COLOUR_PRIMARY, .edge = COLOUR_PRIMARY, .lip_colour = COLOUR_PRIMARY_DEEP, .ink = COLOUR_ON_PRIMARY, .hint_ink = COLOUR_ON_PRIMARY, .pressed_fill = COLOUR_PRIMARY_DEEP },
	[LOOK_SECOND] = { .shape = SHAPE_BOX, BUTTON, CARD, LIP, .type = TYPE_CONTROL_STRONG, .height = 112, .grow_percent = 21, .pad_x = 36, .line = 44, .hint_type = TYPE_SMALL, .hint_line = 40, .radius = 22 },
	[LOOK_SMALL] = { .shape = SHAPE_BOX, BUTTON, CARD, LIP, .type = TYPE_SMALL_STRONG, .height = 80, .grow_percent = 41, .pad_x = 26, .line = 36, .hint_type = TYPE_SMALL, .radius = 18 },
	[LOOK_PERSON_ACTION] = { .shape = SHAPE_BOX, BUTTON, LIP, .type = TYPE_CONTROL_STRONG, .height = 112, .grow_percent = 21, .pad_x = 36, .hint_type = TYPE_SMALL, .hint_line = 42, .radius = 22, .border = 3,
		.fill = COLOUR_ACCENT, .edge = COLOUR_ON_ACCENT, .lip_colour = COLOUR_ACCENT_DEEP, .ink = COLOUR_ON_ACCENT, .hint_ink = COLOUR_ON_ACCENT, .pressed_fill = COLOUR_ON_ACCENT, .pressed_ink = COLOUR_ACCENT },
	[LOOK_COUNTER_BUTTON] = { .shape = SHAPE_BOX, .arrange = ARRANGE_COLUMN, .align = ALIGN_CENTRE, .middle = true, .pressable = true, .type = TYPE_SMALL, .medium = true, .tight = true, .height = 116, .grow_percent = 31, .pad_x = 4,
		.gap = 4, .icon = 44, .line = 36, .border = 3, .radius = 20, .fill = COLOUR_COUNTER, .edge = COLOUR_COUNTER_LINE, .ink = COLOUR_ON_COUNTER, .pressed_fill = COLOUR_PRIMARY_DEEP, .pressed_ink = COLOUR_ON_PRIMARY,
		.selected_fill = COLOUR_COUNTER, .selected_edge = COLOUR_ON_COUNTER, .selected_ink = COLOUR_ON_COUNTER, .selected_border = 5 },
	[LOOK_PERSON] = { .shape = SHAPE_BOX, .arrange = ARRANGE_PERSON, .middle = true, .pressable = true, .type = TYPE_PERSON, .height = 174, .pad_x = 21, .gap = 18, .icon = 72, .hint_type = TYPE_SMALL, .hint_line = 36,
		.radius = 26, .border = 3, .lip = 6, .fill = COLOUR_HELP, .edge = COLOUR_ON_HELP, .lip_colour = COLOUR_HELP_DEEP, .ink = COLOUR_ON_HELP, .hint_ink = COLOUR_ON_HELP, .pressed_fill = COLOUR_ON_HELP, .pressed_ink = COLOUR_HELP },
	[LOOK_TILE] = { .shape = SHAPE_BOX, CARD, .arrange = ARRANGE_TILE, .middle = true, .pressable = true, .type = TYPE_BODY_STRONG, .height = 154, .grow_percent = 31, .pad_x = 22, .gap = 22, .icon = 54,
		.line = 40, .hint_type = TYPE_SMALL, .hint_line = 36, .radius = 28, .lip = 6, .icon_ink = COLOUR_PRIMARY, SELECTED, .selected_border = 6 },
	[LOOK_CHOICE] = { .shape = SHAPE_BOX, CARD, .arrange = ARRANGE_CHOICE, .middle = true, .pressable = true, .type = TYPE_CONTROL, .height = 132, .grow_percent = 41, .pad_x = 30, .pad_top = 7, .pad_bottom = 7,
		.gap = 28, .line = 44, .hint_type = TYPE_SMALL, .hint_line = 38, .radius = 22, .lip = 6, SELECTED, .selected_border = 6 },
	[LOOK_FIELD] = { .shape = SHAPE_BOX, .arrange = ARRANGE_FIELD, .middle = true, .type = TYPE_ENTRY, .height = 104, .grow_percent = 21, .pad_x = 28, .pad_top = 16, .pad_bottom = 16, .gap = 20, .icon = 48,
		.border = 4, .radius = 18, .fill = COLOUR_CARD, .pressed_fill = COLOUR_SUNK, .edge = COLOUR_INK, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2, .icon_ink = COLOUR_INK2 },
	[LOOK_KEY] = { .shape = SHAPE_BOX, BUTTON, CARD_INK, .tight = true, .fill = COLOUR_CARD, .border = 2, .lip = 5, .type = TYPE_KEY, .height = 102, .radius = 16, .pad_x = 2, .pressed_fill = COLOUR_TINT, .pressed_ink = COLOUR_ON_TINT, .gap = 12, .icon = 40, SELECTED, .selected_border = 2 },
	[LOOK_KEY_FUNCTION] = { .shape = SHAPE_BOX, BUTTON, CARD_INK, .tight = true, .border = 2, .lip = 5, .type = TYPE_KEY_WORD, .height = 102, .radius = 16, .pad_x = 2, .fill = COLOUR_SUNK, .pressed_fill = COLOUR_TINT, .pressed_ink = COLOUR_ON_TINT, .gap = 8, .icon = 40,
		.selected_fill = COLOUR_PRIMARY, .selected_edge = COLOUR_PRIMARY, .selected_lip = COLOUR_PRIMARY_DEEP, .selected_ink = COLOUR_ON_PRIMARY, .selected_border = 2 },
	[LOOK_LANGUAGE] = { .shape = SHAPE_BOX, BUTTON, CARD, LIP, .type = TYPE_SMALL, .medium = true, .tight = true, .height = 92, .grow_percent = 31, .pad_x = 12, .radius = 18, SELECTED, .selected_border = 5 },
	[LOOK_FACE] = { .shape = SHAPE_BOX, .arrange = ARRANGE_COLUMN, BUTTON, CARD, .lip = 6, .type = TYPE_SMALL, .medium = true, .height = 128, .grow_percent = 41, .pad_x = 4, .gap = 6, .icon = 60, .line = 36,
		.radius = 22, SELECTED, .selected_border = 6 },
	[LOOK_WATERMARK] = { .shape = SHAPE_WATERMARK },
	[LOOK_PILL] = { .shape = SHAPE_BOX, .align = ALIGN_CENTRE, .middle = true, .type = TYPE_BODY_STRONG, .height = 80, .grow_percent = 21, .pad_x = 32, .gap = 16, .radius = -1,
		.fill = COLOUR_CARD, .ink = COLOUR_INK, .hint_ink = COLOUR_INK2 },
	[LOOK_ERROR_LINK] = { .shape = SHAPE_BOX, .middle = true, .pressable = true, .type = TYPE_BODY_STRONG, .height = 100, .grow_percent = 41, .pad_x = 36, .gap = 16, .line = 40, .radius = 22, .lip = 6, .border = 3,
		.fill = COLOUR_CARD, .edge = COLOUR_ERROR, .lip_colour = COLOUR_ERROR, .ink = COLOUR_ERROR, .hint_ink = COLOUR_ERROR, .pressed_fill = COLOUR_ERROR_TINT },
	[LOOK_ARCH] = { .shape = SHAPE_ARCH, .align = ALIGN_CENTRE, .middle = true, .width = 92, .height = 104, .icon = 54, .radius = 12, .fill = COLOUR_TINT, .ink = COLOUR_PRIMARY },
	[LOOK_ARCH_ACCENT] = { .shape = SHAPE_ARCH, .align = ALIGN_CENTRE, .middle = true, .width = 92, .height = 104, .icon = 54, .radius = 12, .fill = COLOUR_ACCENT, .ink = COLOUR_ON_ACCENT },
	[LOOK_ARCH_DEEP] = { .shape = SHAPE_ARCH, .align = ALIGN_CENTRE, .middle = true, .width = 92, .height = 104, .icon = 54, .radius = 12, .fill = COLOUR_PRIMARY_DEEP, .ink = COLOUR_ON_PRIMARY },
	[LOOK_DISC] = { .shape = SHAPE_DISC, .align = ALIGN_CENTRE, .middle = true, .width = 52, .height = 52, .radius = -1, .fill = COLOUR_PRIMARY, .ink = COLOUR_ON_PRIMARY },
	[LOOK_STEP_DONE] = { .shape = SHAPE_STEP, .height = 14, .radius = 10, .fill = COLOUR_PRIMARY, .ink = COLOUR_ON_PRIMARY },
	[LOOK_STEP_NOW] = { .shape = SHAPE_STEP, .height = 14, .radius = 10, .fill = COLOUR_ACCENT, .edge = COLOUR_PRIMARY, .border = 3, .ink = COLOUR_ON_ACCENT },
	[LOOK_STEP_TO_DO] = { .shape = SHAPE_STEP, .height = 14, .radius = 10, .fill = COLOUR_RULE, .ink = COLOUR_INK },
	[LOOK_DOT_HERE] = { .shape = SHAPE_BOX, .width = 20, .height = 20, .radius = -1, .fill = COLOUR_OK },
	[LOOK_DOT_AWAY] = { .shape = SHAPE_BOX, .width = 20, .height = 20, .radius = -1, .edge = COLOUR_INK, .border = 4 },
};

const struct look *look_of(enum node_look look)
{
	return &looks[(unsigned)look < LOOK_COUNT ? look : LOOK_PLAIN];
}

static enum colour ink_colour(enum node_ink ink)
{
	static const enum colour colour[INK_COUNT] = {
		[INK_LOOK] = COLOUR_NONE, [INK_NORMAL] = COLOUR_INK, [INK_QUIET] = COLOUR_INK2, [INK_ERROR] = COLOUR_ERROR,
		[INK_OK] = COLOUR_OK, [INK_ON_PRIMARY] = COLOUR_ON_PRIMARY, [INK_PRIMARY] = COLOUR_PRIMARY,
	};
	return colour[ink];
}

/* These two colour an icon that has words beside it, and leave the words their ink. */
static bool icon_only(const struct node *node)
{
	bool words = node->name[0] || (node->label && node->label[0]);
	return node->icon && words && (node->ink == INK_PRIMARY || node->ink == INK_OK);
}

static bool selected(const struct node *node)
{
	return node->state & NODE_CHECKED && look_of(node->look)->selected_ink != COLOUR_NONE;
}

/* The nearest look around @node that says what stands on it. */
static const struct look *look_around(const struct node *node)
{
	for (const struct node *at = node; at; at = at->parent)
		if (look_of(at->look)->ink != COLOUR_NONE)
			return look_of(at->look);
	return look_of(LOOK_PAPER);
}

static bool pressed(const struct node *node)
{
	return look_of(node->look)->pressed_ink != COLOUR_NONE && node->state & NODE_PRESSED && !(node->state & NODE_DISABLED);
}

static enum colour look_ink_own(const struct node *node)
{
	const struct look *look = look_of(node->look);
	if (look->pressable && node->state & NODE_DISABLED)
		return COLOUR_ON_DISABLED;
	if (pressed(node))
		return look->pressed_ink;
	if (selected(node))
		return look->selected_ink;
	return look_around(node)->ink;
}

enum colour look_ink(const struct node *node)
{
	if (node->ink != INK_LOOK && !icon_only(node) && !selected(node) && !pressed(node) && !(node->state & NODE_DISABLED))
		return ink_colour(node->ink);
	return look_ink_own(node);
}

enum colour look_icon_ink(const struct node *node)
{
	const struct look *look = look_of(node->look);
	bool dull = selected(node) || pressed(node) || (look->pressable && node->state & NODE_DISABLED);
	if (node->ink != INK_LOOK && !dull)
		return ink_colour(node->ink);
	return look->icon_ink != COLOUR_NONE && !dull ? look->icon_ink : look_ink_own(node);
}

enum colour look_hint_ink(const struct node *node)
{
	const struct look *look = look_of(node->look);
	if (selected(node) || pressed(node) || (look->pressable && node->state & NODE_DISABLED))
		return look_ink_own(node);
	const struct look *around = look_around(node);
	return around->hint_ink != COLOUR_NONE ? around->hint_ink : around->ink;
}

enum type_style look_type(const struct node *node)
{
	static const enum type_style by_level[] = { TYPE_QUESTION, TYPE_QUESTION, TYPE_HEADING, TYPE_CONTROL_STRONG };
	bool key = node->look == LOOK_KEY || node->look == LOOK_KEY_FUNCTION;
	if (key && node->type == TYPE_SMALL)
		return TYPE_KEY_WORD; /* a key does not grow with the words of the page */
	if (node->type != TYPE_BODY)
		return node->type;
	if (node->role == NODE_ROLE_HEADING)
		return by_level[node->level < 1 ? 0 : node->level > 3 ? 3 : node->level];
	return look_of(node->look)->type;
}
