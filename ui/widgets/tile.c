/* SPDX-License-Identifier: MIT */
/* tile.c - icon, name, one line of help, and where it leads. */
#include "ui/widgets/tile.h"

#include "ui/widgets/fit.h"

enum { PADDING = 26, ARCH_WIDTH = 92, ARCH_HEIGHT = 104, GAP = 22, ARROW = 44, AIR = 32, AIR_SPLIT = 20 };

int tile_height(const struct build *build, const struct tile *tile, int width)
{
	int room = width - 2 * PADDING - ARCH_WIDTH - GAP - (tile->arrow ? ARROW + GAP : 0);
	int air = build->frame.split ? AIR_SPLIT : AIR;
	int words = fit_height(build, TYPE_BODY_STRONG, tile->name, room) + fit_height(build, TYPE_SMALL, tile->hint, room) + air;
	int least = ARCH_HEIGHT + air;
	return words > least ? words : least;
}

void tile_show(struct build *build, const struct tile *tile, int height)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = tile->id, .name = tile->name, .hint = tile->hint && *tile->hint ? tile->hint : NULL, .lang = tile->lang,
		.icon = tile->icon, .icon_after = !tile->arrow ? NULL : build->tree->rtl ? "arrow-left" : "arrow-right", .look = LOOK_TILE, .action = tile->action,
		.state = tile->checked ? NODE_CHECKED : 0, .text_align = ALIGN_START, .box = { .height = height }));
}
