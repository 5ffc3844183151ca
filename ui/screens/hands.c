/* SPDX-License-Identifier: MIT */
/* hands.c - the steady touch, the page to learn the keys, and telling two switches apart. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static int gap_of(const struct build *build)
{
	bool large = build->frame.split && build->frame.percent > 100;
	return build->frame.panel == PANEL_SMALL ? 12 : large ? 16 : 24;
}

static void row(struct build *build, const char *id, const char *words, const char *icon, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = icon, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_START,
		.action = action, .box = { .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

/* ---- all ways that are not one plain touch ---- */

void hands_sheet(struct build *build)
{
	const struct visit *visit = build->visit;
	frame_pages_if_large(&build->frame);
	part_under(build);
	sheet_open(build, say(build, "hands.title"));
	prose_text(build, TYPE_BODY, say(build, "hands.text"));
	sheet_touch(build, gap_of(build));
	build_leaf(build, NODE(.role = NODE_ROLE_CHECKBOX, .id = "steady", .name = say(build, "hands.steady"), .hint = build->frame.reach && fit_tall(build) > 1 ? NULL : say(build, "hands.steady_text"), .look = LOOK_CHOICE, .type = TYPE_CONTROL,
		.state = visit->steady ? NODE_CHECKED : 0, .action = ACT(ACTION_STEADY), .box = { .min_height = build->frame.row_height }));
	if (visit->keypad_here)
		row(build, "learn", say(build, "learn.title"), "keyboard", (struct node_action)ACT(ACTION_OPEN, .number = SHEET_LEARN));
	if (visit->switches_here)
		row(build, "switches", say(build, "switches.title"), "skip-forward", (struct node_action)ACT(ACTION_OPEN, .number = SHEET_SWITCHES));
	part_sign(build);
	sheet_end(build, say(build, "action.done"), "check");
}

/* ---- what each key does ---- */

/* The answer to the last key, as large as what it is about. */
static void learned(struct build *build)
{
	enum pad pad = build->visit->learn.pad;
	const char *words = say(build, pad == PAD_NONE ? "learn.none" : build_text(build, "learn.%s", pad_name(pad)));
	bool large = build->frame.panel == PANEL_PORTRAIT && build->frame.percent <= 100;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE, .box = { .pack = ALIGN_CENTRE, .min_height = large ? 260 : 150, .pad_top = 24, .pad_bottom = 24, .pad_start = 32, .pad_end = 32 }));
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "learned", .name = words, .type = build->frame.percent > 100 ? TYPE_BODY_STRONG : TYPE_HEADING, .text_align = ALIGN_CENTRE,
		.ink = pad == PAD_NONE ? INK_QUIET : INK_LOOK));
	build_close(build);
}

void learn_sheet(struct build *build)
{
	part_under(build);
	sheet_open(build, say(build, "learn.title"));
	prose_text(build, TYPE_BODY, say(build, "learn.text"));
	prose_text(build, TYPE_BODY, say(build, build->visit->learn.selects > 0 ? "learn.once_more" : "learn.leave"));
	sheet_touch(build, gap_of(build));
	learned(build);
	sheet_end(build, say(build, "action.done"), "check");
}

/* ---- which switch moves, which one chooses ---- */

static void switches_ask(struct build *build)
{
	const struct switches *switches = &build->visit->switches;
	bool chooses = switches->step == SWITCHES_CHOOSE, taken = chooses && switches->last == switches->moves;
	sheet_open(build, say(build, chooses ? "switches.choose" : "switches.move"));
	prose_text(build, TYPE_BODY, say(build, chooses ? "switches.choose_text" : "switches.move_text"));
	sheet_touch(build, gap_of(build));
	if (chooses)
		note_show(build, NOTE_GOOD, "check", NULL, say(build, "switches.moves"));
	note_show(build, taken ? NOTE_WARNING : NOTE_PLAIN, taken ? "circle-alert" : "skip-forward", NULL,
		say(build, taken ? "switches.taken" : switches->times > 0 ? "switches.once_more" : "switches.none"));
	sheet_end(build, say(build, "action.close"), "x");
}

static void switches_are_ready(struct build *build)
{
	sheet_open(build, say(build, "switches.ready"));
	prose_text(build, TYPE_BODY, say(build, "switches.ready_text"));
	sheet_touch(build, gap_of(build));
	row(build, "switches-swap", say(build, "switches.swap"), "rotate-ccw", (struct node_action)ACT(ACTION_SWITCHES_SWAP));
	row(build, "switches-again", say(build, "switches.again"), "skip-forward", (struct node_action)ACT(ACTION_SWITCHES_AGAIN));
	sheet_end(build, say(build, "action.done"), "check");
}

void switches_sheet(struct build *build)
{
	part_under(build);
	if (switches_ready(build->visit))
		switches_are_ready(build);
	else
		switches_ask(build);
}
