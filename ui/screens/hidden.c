/* SPDX-License-Identifier: MIT */
/* hidden.c - after "hide this screen": what anybody may have looked at here. Nothing on it comes from a visit. */
#include "ui/screens/parts.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/header.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

void hidden_screen(struct build *build)
{
	const struct site *site = build->visit->site;
	bool open;
	const char *hours = part_hours(build, &open);
	header_show(build, NULL, NULL, false);
	columns_reading(build, 0);
	prose_title(build, site->branch, build->frame.panel == PANEL_SMALL);
	prose_text(build, TYPE_CONTROL, site->address);
	note_show(build, NOTE_PLAIN, "clock", NULL, hours);
	columns_touch(build, 24);
	columns_end(build);
	action_row_show(build, &(struct action_row){ .main_id = "start", .main_words = say(build, "hidden.start"), .main_brief = say(build, "action.begin"), .main = ACT(ACTION_START) });
	counter_show(build, false);
}
