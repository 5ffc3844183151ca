/* SPDX-License-Identifier: MIT */
/* contrast.h - whether all that is drawn of a screen can be seen; for tests and pictures, no program of a kiosk links it. */
#pragma once

#include "ui/paint/paint.h"

struct contrast_fault { const char *rule; const struct node *node; char words[200]; };
enum { CONTRAST_FAULT_MAX = 32, CONTRAST_STROKE_MAX = 2000, CONTRAST_DISABLED = 45 /* tenths to one */ };

/* The lowest that was found of each kind; 0: nothing of it was there. */
struct contrast_least { double text, disabled, edge, ring; };

/**
 * contrast_check - every word, icon, mark, control edge and focus ring that the painter would draw of a laid-out @tree, against what lies under or around it.
 * Words and icons: the theme's text_contrast (icons, marks: edge_contrast); a disabled control's 4.5. A control: its edge, or its fill, against all that it
 * lies on. A ring: its band or its line against all that is under it, or its line against what is drawn between the two; ≥ 3 mm wide in all, and on the panel.
 * What is covered, or behind a veil, is not looked at. @themes: painted with the first, judged by each: the same theme in several brands.
 * @least: lowered to what is found. Returns how many faults (beyond CONTRAST_FAULT_MAX they are counted but not told).
 */
int contrast_check(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, const struct theme *const *themes, int theme_count, struct contrast_least *least, struct contrast_fault ret[static CONTRAST_FAULT_MAX]);
