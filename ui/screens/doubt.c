/* SPDX-License-Identifier: MIT */
/* doubt.c - "is this right?": an answer that looks like a slip of the finger. What the person says goes. */
#include "ui/screens/parts.h"
#include "ui/visit/privacy.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static void choice(struct build *build, const char *id, const char *words, enum node_look look, int number)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .look = look, .type = TYPE_CONTROL_STRONG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_DOUBT, .number = number), .box = { .min_height = build->frame.action.height }));
}

void doubt_sheet(struct build *build)
{
	const struct doubt *doubt = &build->visit->doubt;
	const char *typed = doubt->field ? answers_get(build->visit->answers, doubt->field) : NULL;
	bool plate = doubt->kind == DOUBT_PLATE, hidden = doubt->field && visit_hides_field(build->visit, doubt->field);
	const char *hint = hidden ? "" : doubt->hint;
	part_under(build);
	sheet_open(build, *hint ? say_with(build, "doubt.hint", WORDS_VALUES({ "hint", hint })) : say(build, "doubt.title"));
	if (*hint)
		build_personal(build, "title");
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .type = TYPE_CONTROL, .state = NODE_PERSONAL, .name = say_with(build, plate ? "doubt.typed-plate" : "doubt.typed", WORDS_VALUES({ "typed", hidden ? say(build, "mask.tag") : typed ? typed : "" }))));
	sheet_touch(build, 28);
	if (*hint)
		choice(build, "doubt-hint", say(build, "doubt.use"), LOOK_MAIN, 1);
	choice(build, "doubt-keep", say(build, plate ? "doubt.foreign" : "doubt.keep"), *hint ? LOOK_SECOND : LOOK_MAIN, 0);
	sheet_end(build, say(build, "doubt.again"), "pencil");
}
