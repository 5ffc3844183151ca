/* SPDX-License-Identifier: MIT */
/* choice.c - rows are as high as their words need and never less than the guide's. */
#include "ui/widgets/choice.h"

#include "ui/widgets/fit.h"

enum { PADDING = 30, PADDING_LOW = 16, CIRCLE = 52, CIRCLE_LOW = 46, GAP = 28, PICTURE = 60, BESIDE = 20, AIR = 22, AIR_LOW = 12, MARK_GROWS = 42 };

/* Beside what is read a panel of 10 inches has rows with little air. */
static bool close_set(const struct build *build)
{
	return build->frame.low && build->frame.split;
}

int choice_height(const struct build *build, const struct choice *choice, int width)
{
	int grown = 100 + MARK_GROWS * (build->frame.percent - 100) / 100; /* marks and pictures grow less than words */
	int room = width - 2 * (close_set(build) ? PADDING_LOW : PADDING) - (close_set(build) ? CIRCLE_LOW : CIRCLE) * grown / 100 - GAP - (choice->image ? PICTURE * grown / 100 + GAP : 0);
	const char *label = choice->shown ? choice->shown : choice->label;
	bool beside = build->visit->panel == PANEL_SMALL && choice->hint && *choice->hint &&
		fit_width(build, TYPE_CONTROL, label) + BESIDE + fit_width(build, TYPE_SMALL, choice->hint) <= room;
	/* The look sets these words a little closer than running text, but for large Arabic and Bengali, which take their own line height. */
	int label_height = fit_height(build, TYPE_CONTROL, label, room), hint_height = beside ? 0 : fit_height(build, TYPE_SMALL, choice->hint, room);
	bool whole = choice->told || (build->frame.percent > 150 && (fit_tall(build) == 1 || (fit_tall(build) > 1 && hint_height > 0 && build->frame.panel == PANEL_SMALL && !build->frame.low)));
	int height = (whole ? label_height + hint_height : label_height * 11 / 12 + hint_height * 19 / 20) + (close_set(build) ? AIR_LOW : AIR);
	return height > build->frame.row_height ? height : build->frame.row_height;
}

int choice_width(const struct build *build)
{
	int width = build->frame.split ? build->frame.touch.width : build->frame.body.width;
	return build->frame.apart ? (width - CHOICE_PAIR_GAP) / 2 : width;
}

struct box choice_box(const struct build *build, const struct choice *choice)
{
	struct box box = { .height = choice_height(build, choice, choice_width(build)) };
	if (close_set(build)) {
		box.pad_start = box.pad_end = PADDING_LOW;
		box.pad_top = box.pad_bottom = AIR_LOW / 2;
	}
	return box;
}

void choice_show(struct build *build, const struct choice *choice)
{
	build_leaf(build, NODE(.role = choice->many ? NODE_ROLE_CHECKBOX : NODE_ROLE_RADIO, .id = build_text(build, "choice:%s:%s", choice->field, choice->value),
		.name = choice->label, .label = choice->shown, .hint = choice->hint && *choice->hint ? choice->hint : NULL, .lang = choice->lang, .image = choice->image, .look = LOOK_CHOICE, .type = TYPE_CONTROL,
		.state = (choice->checked ? NODE_CHECKED : 0) | (choice->personal ? NODE_PERSONAL : 0), .place = choice->place, .of = choice->of, .text_align = ALIGN_START,
		.action = ACT(ACTION_CHOOSE, .text = choice->value), .box = choice_box(build, choice)));
}
