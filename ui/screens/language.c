/* SPDX-License-Identifier: MIT */
/* language.c - each language by its own name; choosing one closes the sheet. */
#include "ui/screens/parts.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

#include <string.h>

void language_sheet(struct build *build)
{
	const struct visit *visit = build->visit;
	part_under(build);
	sheet_open(build, say(build, "language.title"));
	prose_text(build, TYPE_BODY, say(build, "language.keeps"));
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 16 : 24);
	for (size_t i = 0; i < visit->language_count; i++) {
		bool mine = strcmp(visit->language[i], build->language) == 0;
		build_leaf(build, NODE(.role = NODE_ROLE_RADIO, .id = build_text(build, "language:%s", visit->language[i]), .name = say(build, build_text(build, "language.%s", visit->language[i])),
			.lang = visit->language[i], .look = LOOK_CHOICE, .type = TYPE_CONTROL, .state = mine ? NODE_CHECKED : 0, .place = (int)i + 1, .of = (int)visit->language_count,
			.action = ACT(ACTION_LANGUAGE, .text = visit->language[i]), .box = { .min_height = build->frame.row_height }));
	}
	sheet_end(build, say(build, "action.close"), "x");
}
