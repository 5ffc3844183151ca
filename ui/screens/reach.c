/* SPDX-License-Identifier: MIT */
/* reach.c - what stands above the band on a page: large words for who looks from further away, and where to press. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"

enum { ABOVE = 58, TITLE_Y = 190, LEAST = 48, LINE = 48, ICON_ROOM = 100 };

static void line(struct build *build, struct area area)
{
	struct box box = frame_box(area, FLOW_ROW, 20);
	box.align = ALIGN_CENTRE;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = box));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "reach.line"), .icon = "arrow-down", .type = TYPE_SMALL, .ink = INK_QUIET, .state = NODE_DECOR));
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_RULE, .state = NODE_DECOR, .box = { .grow = 1, .height = 4 }));
	build_close(build);
}

void part_reach(struct build *build)
{
	const struct frame *frame = &build->frame;
	const struct visit *visit = build->visit;
	int inner = frame->width - 2 * frame->header.x, high = fit_height(build, TYPE_SMALL, say(build, "reach.line"), inner - ICON_ROOM), y = high > LINE ? frame->top - ABOVE + LINE - high : frame->top - ABOVE + (LINE - high) / 2;
	bool whole = frame->apart && !frame->split; /* the words go on below */
	if (!frame->reach || frame->low || whole || visit->sheet != SHEET_NONE || visit->place == PLACE_DONE || y < frame_bottom(frame->progress) + 16)
		return;
	line(build, (struct area){ frame->header.x, y, inner, high });
	if (frame->height < frame->width || frame->apart || y < 2 * TITLE_Y)
		return;
	int lines = (y - TITLE_Y - LEAST) / fit_line(build, TYPE_QUESTION);
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fit_shorten(build, TYPE_QUESTION, build->tree->root->name, inner, lines), .type = TYPE_QUESTION, .state = NODE_DECOR | (build->tree->root->state & NODE_PERSONAL),
		.lang = build->tree->root->lang, .box = { .absolute = true, .x = frame->header.x, .y = TITLE_Y, .width = inner }));
	if (build->tree->turn.title) /* it is only heard where it would stand twice */
		build->tree->turn.title->label = build->tree->turn.title_again = "";
}
