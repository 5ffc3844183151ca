/* SPDX-License-Identifier: MIT */
/* assist.c - may somebody help? Three answers of one size, none of them chosen; what they would see and not see stands above. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { TITLE_LINES_MOST = 3 };

static const char *named(const struct build *build, const char *key, const char *name)
{
	return say_with(build, build_text(build, "%s%s", key, *name ? "" : "_nameless"), WORDS_VALUES({ "name", name }));
}

static void answer(struct build *build, const char *id, const char *words, const char *icon, const char *act)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_ASSIST, .text = act), .box = { .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

void assist_button(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "assist-ask", .name = say(build, "assist.ask"), .icon = build->frame.percent > 100 ? NULL : "users", .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_ASSIST, .text = "ask"), .box = { .min_height = part_small_height(build) }));
}

void assist_sheet(struct build *build)
{
	const struct assist *assist = &build->visit->assist;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	bool room = fit_lines(build, TYPE_QUESTION_SMALL, named(build, "assist.title", assist->here_name), sheet_width(build)) <= TITLE_LINES_MOST;
	sheet_open(build, named(build, "assist.title", room ? assist->here_name : "")); /* who it is stands beside them, or at the desk */
	bool desk = build->visit->join.on;
	prose_text(build, TYPE_BODY, say(build, assist->refused ? "assist.not_now" : desk ? "join.text" : "assist.text"));
	prose_text(build, TYPE_BODY, say(build, desk ? "join.private" : "assist.private"));
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
	if (assist->types)
		answer(build, "assist-types", say(build, "assist.types"), "keyboard", "types");
	answer(build, "assist-looks", say(build, "assist.looks"), "eye", "looks");
	answer(build, "assist-no", say(build, "assist.no"), "x", "no");
	sheet_end(build, NULL, NULL);
}
