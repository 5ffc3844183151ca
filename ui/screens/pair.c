/* SPDX-License-Identifier: MIT */
/* pair.c - somebody interprets: which language is theirs, who they are, and how it ends. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static void button(struct build *build, const char *id, const char *words, const char *text, int look)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .look = look, .text_align = ALIGN_CENTRE, .type = look == LOOK_MAIN ? TYPE_CONTROL_STRONG : TYPE_SMALL,
		.action = ACT(ACTION_PAIR, .text = text), .box = { .min_height = part_small_height(build) }));
}

static void begin(struct build *build, const char *title)
{
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title);
}

static void touch(struct build *build)
{
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
}

static void back(struct build *build)
{
	sheet_end(build, say(build, "action.close"), build->tree->rtl ? "arrow-right" : "arrow-left");
}

static void who(struct build *build)
{
	begin(build, say(build, "pair.who"));
	touch(build);
	for (int i = 0; i < PAIR_WHO_COUNT; i++) {
		const char *name = pair_who_name((enum pair_who)i);
		button(build, build_text(build, "pair-who:%s", name), say(build, build_text(build, "pair.who.%s", name)), name, LOOK_SECOND);
	}
	back(build);
}

static void on(struct build *build)
{
	const struct tongues *pair = &build->visit->pair;
	begin(build, say(build, "pair.title"));
	prose_text(build, TYPE_BODY, say(build, "pair.how"));
	prose_text(build, TYPE_BODY, say_with(build, "pair.by", WORDS_VALUES({ "who", say(build, build_text(build, "pair.who.%s", pair_who_name(pair->who))) })));
	touch(build);
	button(build, "pair-end", say(build, "pair.end"), "end", LOOK_MAIN);
	back(build);
}

void pair_sheet(struct build *build)
{
	if (build->visit->pair.stage == PAIR_LANGUAGE)
		language_choices(build, say(build, "pair.language"), say(build, "pair.text"), ACTION_PAIR);
	else if (build->visit->pair.stage == PAIR_WHO)
		who(build);
	else
		on(build);
}
