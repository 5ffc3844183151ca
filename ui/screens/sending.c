/* SPDX-License-Identifier: MIT */
/* sending.c - a moment's wait, with what is happening in words. */
#include "ui/screens/parts.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

/* On the lowest panel large words leave room for what is happening alone. */
static bool fits(const struct build *build, const char *title)
{
	int width = build->frame.body.width;
	return prose_title_height(build, title, true, width) + fit_height(build, TYPE_BODY, say(build, "sending.wait"), width) + 2 * columns_gap(build) <= build->frame.body.height;
}

void sending_screen(struct build *build)
{
	frame_apart(&build->frame);
	build->frame.pages = false; /* nothing is pressed here, no page turned */
	if ((fit_tall(build) && !build->frame.apart) || build->frame.percent > 150)
		frame_whole(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	const char *title = say_with(build, "sending.title", WORDS_VALUES({ "council", build->visit->site->council }));
	prose_title(build, title, build->frame.panel == PANEL_SMALL);
	if (!build->frame.low || fits(build, title))
		prose_text(build, build->frame.low ? TYPE_BODY : TYPE_CONTROL, say(build, "sending.wait"));
	bool tall = fit_tall(build) > 1 && (build->frame.reach || (build->frame.panel == PANEL_LANDSCAPE && build->frame.percent > 150));
	bool room = (!build->frame.column && !tall) || (!build->frame.low && !tall && build->frame.percent <= 150); /* else the line above says enough */
	if (room && !build->visit->direct)
		note_show(build, NOTE_GOOD, "lock", NULL, say(build, "sending.sealed"));
	columns_touch(build, 0);
	columns_end(build);
	counter_show(build, false);
}
