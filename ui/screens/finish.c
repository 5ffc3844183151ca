/* SPDX-License-Identifier: MIT */
/* finish.c - asks before answers are lost, and offers to keep them for later. */
#include "ui/screens/parts.h"
#include "ui/visit/park.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { GAP = 28, GAP_TWO = 20 };

static void button(struct build *build, const char *id, const char *words, const char *icon, enum node_look look, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon_after = icon, .look = look, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = action, .box = { .min_height = build->frame.action.height }));
}

void finish_sheet(struct build *build)
{
	bool may = park_may(build->visit), failed = build->visit->park.keeping == PARK_KEEP_FAILED;
	if (may && (fit_tall(build) || build->frame.percent > 100 || build->frame.panel == PANEL_SMALL))
		frame_pages_if_large(&build->frame);
	if (may)
		frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, "finish.title"));
	prose_text(build, may ? TYPE_BODY : TYPE_CONTROL, say(build, "finish.text"));
	if (failed)
		note_show(build, NOTE_WARNING, "triangle-alert", NULL, say(build, "park.failed"));
	else if (may)
		prose_text(build, TYPE_BODY, say(build, "park.text"));
	sheet_touch(build, may ? GAP_TWO : GAP);
	if (may)
		button(build, "park", say(build, "park.later"), "clock", LOOK_MAIN, (struct node_action)ACT(ACTION_PARK));
	button(build, "finish-clear", say(build, "finish.clear"), "log-out", may ? LOOK_SECOND : LOOK_MAIN, (struct node_action)ACT(ACTION_FINISH));
	sheet_end(build, say(build, "action.back_to_questions"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
