/* SPDX-License-Identifier: MIT */
/* action_row.c - back is never hidden behind the main button, and never the larger one. */
#include "ui/widgets/action_row.h"

#include "ui/widgets/fit.h"

void action_row_show(struct build *build, const struct action_row *row)
{
	const struct frame *frame = &build->frame;
	const char *back = row->back_words ? row->back_words : say(build, "action.back");
	int needs = fit_width(build, TYPE_CONTROL_STRONG, back) + 44 + 16 + 2 * 36;
	int back_width = needs > frame->back_width ? needs : frame->back_width;
	build_group(build, frame_box(frame->action, FLOW_ROW, frame->panel == PANEL_SMALL ? 20 : 24));
	if (row->back.what)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = row->back_id ? row->back_id : "back", .name = back, .icon = row->back_plain ? NULL : build->tree->rtl ? "arrow-right" : "arrow-left",
			.look = LOOK_SECOND, .type = TYPE_CONTROL_STRONG, .action = row->back, .text_align = ALIGN_CENTRE,
			.box = { .width = row->main.what ? back_width : 0, .grow = row->main.what ? 0 : 1, .height = frame->action.height }));
	if (row->main.what)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = row->main_id, .name = row->main_words, .icon_after = row->main_icon, .look = LOOK_MAIN, .type = TYPE_CONTROL_STRONG,
			.action = row->main, .text_align = ALIGN_CENTRE, .box = { .grow = 1, .height = frame->action.height }));
	build_close(build);
}
