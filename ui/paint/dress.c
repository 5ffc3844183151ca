/* SPDX-License-Identifier: MIT */
/* dress.c - how a control looks in its state: chosen, wrong, disabled, pressed. */
#include "ui/paint/dress.h"

enum { INVALID_BORDER_DP = 7, PRESSED_BORDER_DP = 12, DASH_DP = 9 };

/* Of its words while nobody presses it. */
enum colour dress_ink(const struct node *node)
{
	const struct look *look = look_of(node->look);
	return node->state & NODE_CHECKED && look->selected_ink != COLOUR_NONE ? look->selected_ink : look->ink;
}

struct dress dress_of(const struct theme *theme, const struct layout_panel *panel, const struct node *node)
{
	bool high = theme->lip_dp == 0;
	const struct look *look = look_of(node->look);
	int border_dp = look->pressable && look->border == 3 ? theme->border_dp : look->border;
	struct dress dress = { .fill = look->fill, .edge = look->edge, .lip_colour = look->lip_colour };
	dress.lip_px = high ? 0 : layout_px(panel, look->lip * theme->lip_dp / 6);
	if (node->state & NODE_CHECKED && look->selected_fill != COLOUR_NONE) {
		dress.fill = look->selected_fill;
		dress.edge = look->selected_edge;
		dress.lip_colour = look->selected_lip;
		border_dp = look->selected_border;
	}
	if (node->state & NODE_INVALID && look->arrange == ARRANGE_FIELD) {
		dress.edge = COLOUR_ERROR;
		border_dp = INVALID_BORDER_DP;
	}
	if (look->pressable && node->state & NODE_DISABLED) {
		dress = (struct dress){ .fill = COLOUR_DISABLED, .edge = COLOUR_LINE, .dash_px = layout_px(panel, DASH_DP) };
		border_dp = 3;
	} else if (!high && look->pressed_fill != COLOUR_NONE && node->state & NODE_PRESSED && dress.lip_px == 0 && theme->rgb[look->pressed_fill] == theme->rgb[dress.fill]) {
		dress.edge = look_ink(node); /* the colours are taken: a broad frame inside */
		border_dp = PRESSED_BORDER_DP;
	} else if (look->pressed_fill != COLOUR_NONE && node->state & NODE_PRESSED) {
		/* In high contrast no other fill can be told from the first: there the control is turned round. */
		dress.ink = high ? dress.fill : COLOUR_NONE;
		dress.fill = high ? dress_ink(node) : look->pressed_fill;
		dress.edge = high ? dress.ink : look->pressed_ink != COLOUR_NONE ? look->pressed_ink : dress.edge;
		dress.down_px = dress.lip_px;
		dress.lip_px = 0;
	}
	dress.border_px = layout_border_px(panel, border_dp);
	return dress;
}
