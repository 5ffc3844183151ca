/* SPDX-License-Identifier: MIT */
/* finish.c - asks before answers are lost. */
#include "ui/screens/parts.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

void finish_sheet(struct build *build)
{
	part_under(build);
	sheet_open(build, say(build, "finish.title"));
	prose_text(build, TYPE_CONTROL, say(build, "finish.text"));
	sheet_touch(build, 28);
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "finish-clear", .name = say(build, "finish.clear"), .icon_after = "log-out", .look = LOOK_MAIN, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_FINISH), .box = { .min_height = build->frame.action.height }));
	sheet_end(build, say(build, "action.back_to_questions"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
