/* SPDX-License-Identifier: MIT */
/* join.c - help from the desk is over, and not by the person's own touch: that nobody sees the screen any more, why, and that the answers are still here. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

void join_sheet(struct build *build)
{
	const struct join *join = &build->visit->join;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, "join.over_title"));
	if (*join->over_name)
		prose_text(build, TYPE_BODY, say_with(build, join->over == JOIN_OVER_LOST ? "join.over_lost" : "join.over_left", WORDS_VALUES({ "name", join->over_name })));
	prose_text(build, TYPE_BODY, say(build, "join.over_kept"));
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 16 : 24);
	sheet_end(build, say(build, "action.continue"), NULL);
}
