/* SPDX-License-Identifier: MIT */
/* language.c - each language by its own name; choosing one closes the sheet. */
#include "ui/screens/parts.h"
#include "ui/visit/house.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

#include <string.h>

enum { ONE_COLUMN_MAX = 4, ONE_COLUMN_PORTRAIT_MAX = 7 }; /* so many fit under each other on every panel */

void language_choices(struct build *build, const char *title, const char *text, enum action what)
{
	const struct visit *visit = build->visit;
	const char *offered[HOUSE_LANGUAGE_MAX];
	size_t count = 0;
	for (size_t i = 0; i < visit->language_count; i++)
		if (what != ACTION_PAIR || strcmp(visit->language[i], visit->language_tag) != 0)
			offered[count++] = visit->language[i];
	part_under(build);
	sheet_open(build, title);
	prose_text(build, TYPE_BODY, text);
	sheet_touch(build, 24);
	size_t most = build->frame.split || build->frame.reach || build->frame.percent > 100 ? ONE_COLUMN_MAX : ONE_COLUMN_PORTRAIT_MAX;
	int columns = count > most ? 2 : 1, gap = build->frame.panel == PANEL_SMALL || (build->frame.split && build->frame.percent > 100) ? build->frame.percent > 150 ? 12 : 16 : 24;
	build_group(build, (struct box){ .flow = columns > 1 && !build->frame.pages ? FLOW_ROW : FLOW_COLUMN, .wrap = columns > 1 && !build->frame.pages, .columns = build->frame.pages ? 0 : columns, .gap = gap, .row_gap = gap });
	bool rows = build->frame.pages && columns > 1; /* a page may end between them */
	for (size_t i = 0; i < count; i++) {
		if (rows && i % 2 == 0)
			build_group(build, (struct box){ .flow = FLOW_ROW, .wrap = true, .columns = columns, .gap = gap });
		bool mine = strcmp(offered[i], build->language) == 0;
		build_leaf(build, NODE(.role = NODE_ROLE_RADIO, .id = build_text(build, "language:%s", offered[i]), .name = say(build, build_text(build, "language.%s", offered[i])),
			.lang = offered[i], .icon = columns > 1 ? part_language_icon(offered[i]) : NULL, .look = columns > 1 ? LOOK_LANGUAGE : LOOK_CHOICE, .text_align = columns > 1 ? ALIGN_CENTRE : ALIGN_START, .type = build->frame.panel == PANEL_SMALL ? TYPE_BODY : TYPE_CONTROL, .state = mine ? NODE_CHECKED : 0, .place = (int)i + 1, .of = (int)count,
			.action = ACT(what, .text = offered[i]), .box = { .height = columns > 1 ? build->frame.row_height : 0, .min_height = build->frame.row_height }));
		if (rows && (i % 2 == 1 || i + 1 == count))
			build_close(build);
	}
	if (columns > 1 && what == ACTION_LANGUAGE)
		part_sign(build);
	build_close(build);
	if (columns == 1 && what == ACTION_LANGUAGE)
		part_sign(build);
	sheet_end(build, say(build, "action.close"), "x");
}

void language_sheet(struct build *build)
{
	language_choices(build, say(build, "language.title"), say(build, "language.keeps"), ACTION_LANGUAGE);
}
