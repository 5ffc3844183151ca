/* SPDX-License-Identifier: MIT */
/* confirm.c - are you in? Who helped stays until it is said. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static void answer(struct build *build, const char *id, const char *words, const char *icon, enum confirm_state state)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_CONFIRM, .number = state), .box = { .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

void confirm_button(struct build *build, int height)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "confirm", .name = say(build, "confirm.ask"), .icon = build->frame.percent > 100 ? NULL : "key-round", .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_CONFIRM), .box = { .min_height = height }));
}

void confirm_sheet(struct build *build)
{
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, "confirm.title"));
	prose_text(build, TYPE_BODY, say(build, "confirm.text"));
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
	answer(build, "confirm:in", say(build, "confirm.in"), "check", CONFIRM_IN);
	answer(build, "confirm:stuck", say(build, "confirm.stuck"), "x", CONFIRM_STUCK);
	answer(build, "confirm:later", say(build, "confirm.later"), "clock", CONFIRM_LATER);
	sheet_end(build, say(build, "action.close"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
