/* SPDX-License-Identifier: MIT */
/* compose.h - what the two halves of layout_content() share. Internal to ui/layout. */
#pragma once

#include "ui/layout/layout.h"

/* One node on its way to its parts. */
struct compose {
	const struct tree *tree;
	const struct node *node;
	const struct look *look;
	struct text *text;
	const struct layout_panel *panel;
	struct arena *arena;
	struct content *ret;
	int room_px, height_px;
	enum type_style type;
	bool rtl;          /* words */
	bool mirrored;     /* parts */
	enum text_hand hand;
};

/** compose_px - design pixels here. compose_style - how words of @type are set; @line_dp: another line height at 100 %, or 0. */
int compose_px(const struct compose *compose, int dp);
struct text_style compose_style(const struct compose *compose, enum type_style type, int line_dp);

/** compose_rtl - whether @words run from right to left here: only words of such a script do; names, numbers and English keep their own order. */
bool compose_rtl(const struct compose *compose, const char *words);

/** compose_part, compose_icon_part - one part more, of that size, in the node's ink. */
struct part *compose_part(struct compose *compose, enum part_kind kind, int width, int height);
struct part *compose_icon_part(struct compose *compose, const char *name, int size);

/** compose_field - a value with its caret, or its placeholder. */
void compose_field(struct compose *compose);
