/* SPDX-License-Identifier: MIT */
/* photo.c - the reference as somebody's camera takes it away, for who leaves without paper. */
#include "ui/screens/done.h"
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { CODE_LARGE = 380, CODE_SMALL = 240, CODE_LOW = 180 };

static void show_reference(struct build *build, int width)
{
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "reference", .name = build->visit->reference.text, .type = done_reference_type(build, width), .box = { .keep_left = true }));
}

void photo_sheet(struct build *build)
{
	int side = build->frame.low ? CODE_LOW : build->frame.panel == PANEL_SMALL ? CODE_SMALL : CODE_LARGE;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, "photo.title"));
	show_reference(build, sheet_width(build));
	prose_text(build, TYPE_BODY, say(build, "photo.text"));
	sheet_touch(build, 24);
	build_group(build, (struct box){ .gap = 10 }); /* nobody turns a page to find a picture without a word */
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .id = "code", .name = say(build, "photo.code"), .image = build_text(build, "qr:%s", build->visit->reference.text), .box = { .height = side }));
	if (build->frame.pages)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "photo.code"), .type = TYPE_SMALL, .text_align = ALIGN_CENTRE));
	build_close(build);
	sheet_end(build, say(build, "action.close"), "x");
}
