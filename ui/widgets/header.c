/* SPDX-License-Identifier: MIT */
/* header.c - wide panels have one line, portrait two. */
#include "ui/widgets/header.h"

#include "ui/widgets/fit.h"

enum { EVERY = 10000 /* so that it is one line */ };

static void line(struct build *build, enum type_style type, const char *text, int width, unsigned state)
{
	if (text && *text)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fit_shorten(build, type, text, width, 1), .type = type, .text_align = ALIGN_END, .state = state));
}

/* Tall scripts take what is free above and below; at last everything between the edge and the progress. */
static struct area room_for(const struct frame *frame, int high)
{
	enum { EDGE = 4, ABOVE_PROGRESS = 6 };
	struct area area = frame->header;
	int end = frame->progress.y - ABOVE_PROGRESS, extra = high - area.height;
	if (extra <= 0)
		return area;
	area.y = area.y - extra * 2 / 3 > EDGE ? area.y - extra * 2 / 3 : EDGE;
	area.height = area.y + high < end ? high : end - area.y;
	return area;
}

void header_show(struct build *build, const char *first, const char *strong, bool decor)
{
	const struct frame *frame = &build->frame;
	if (frame->header.height == 0 || ((frame->column || frame->low) && fit_tall(build) > (frame->low ? 0 : 1)))
		return;
	const char *council = build->visit->site->council;
	bool wide = frame->shape != PANEL_PORTRAIT;
	unsigned state = decor ? NODE_DECOR : 0;
	int logo = frame->header.height < 72 ? frame->header.height : 72;
	int name = fit_width(build, TYPE_BODY_STRONG, council), room = frame->header.width - logo - 20 - name - 40;
	bool large = frame->percent > 100;
	if (!wide && large && strong && *strong)
		first = NULL; /* large text has one line here */
	if ((large || frame->column) && first && fit_width(build, TYPE_SMALL, first) > room)
		first = NULL;
	bool narrow = room < 300 || (strong && fit_width(build, TYPE_SMALL_STRONG, strong) > room); /* the logo alone says whose it is */
	if (narrow)
		room = frame->header.width - logo - 40;
	bool both = !narrow || !strong || !*strong || wide;
	int first_high = both ? fit_height(build, TYPE_SMALL, first, EVERY) : 0, strong_high = fit_height(build, TYPE_SMALL_STRONG, strong, EVERY);
	int words_high = wide ? (first_high > strong_high ? first_high : strong_high) : first_high + strong_high, name_high = narrow ? 0 : fit_height(build, TYPE_BODY_STRONG, council, EVERY);
	struct box box = frame_box(room_for(frame, words_high > name_high ? words_high : name_high), FLOW_ROW, 20);
	box.align = ALIGN_CENTRE;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .box = box, .state = state));
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .name = narrow ? council : "", .image = "logo", .state = narrow ? state : NODE_DECOR, .box = { .width = logo, .height = logo }));
	if (!narrow)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = council, .type = TYPE_BODY_STRONG, .state = state));
	build_space(build);
	int strong_room = strong && *strong && wide ? fit_width(build, TYPE_SMALL_STRONG, strong) + 24 : 0;
	build_group(build, (struct box){ .flow = wide ? FLOW_ROW : FLOW_COLUMN, .gap = wide ? 24 : 0, .align = ALIGN_END });
	if (both && !((frame->column || frame->low) && first && fit_width(build, TYPE_SMALL, first) > room - strong_room)) /* a few letters of it tell nothing */
		line(build, TYPE_SMALL, first, room - strong_room, state);
	line(build, TYPE_SMALL_STRONG, strong, room, state);
	build_close(build);
	build_close(build);
}
