/* SPDX-License-Identifier: MIT */
/* training.c - this kiosk is in training: what that means, what staff can let go wrong, and how it ends. And the mark over every screen. */
#include "ui/screens/parts.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/sheet.h"

static void begin(struct build *build, const char *title)
{
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title);
}

static void button(struct build *build, const char *id, const char *icon, const char *words, struct node_action action, int look)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = look, .text_align = ALIGN_CENTRE,
		.type = look == LOOK_MAIN ? TYPE_CONTROL_STRONG : TYPE_SMALL, .action = action, .box = { .min_height = part_small_height(build) }));
}

static void touch(struct build *build)
{
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
}

static void back(struct build *build, const char *words)
{
	sheet_end(build, words, build->tree->rtl ? "arrow-right" : "arrow-left");
}

static void menu(struct build *build)
{
	const struct practice *practice = &build->visit->training;
	begin(build, say(build, "training.title"));
	prose_text(build, TYPE_BODY, say(build, "training.text"));
	prose_text(build, TYPE_BODY, say(build, practice->fixed ? "training.fixed" : "training.until"));
	touch(build);
	button(build, "training-faults", NULL, say(build, "training.faults"), (struct node_action)ACT(ACTION_TRAINING, .text = "faults"), LOOK_SECOND);
	button(build, "training-person", "hand", say(build, "person.help"), (struct node_action)ACT(ACTION_OPEN, .number = SHEET_PERSON), LOOK_SECOND);
	if (!practice->fixed)
		button(build, "training-end", "log-out", say(build, "training.end"), (struct node_action)ACT(ACTION_TRAINING, .text = "end"), LOOK_MAIN);
	back(build, say(build, "action.close"));
}

/* Closing it leads to the page, where it can be seen. */
static void faults(struct build *build)
{
	const struct practice *practice = &build->visit->training;
	begin(build, say(build, "training.faults"));
	prose_text(build, TYPE_BODY, say(build, "training.faults_text"));
	touch(build);
	for (int i = 0; i < PRACTICE_FAULT_COUNT; i++) {
		const char *name = practice_fault_name((enum practice_fault)i);
		build_leaf(build, NODE(.role = NODE_ROLE_CHECKBOX, .id = build_text(build, "training-fault:%s", name), .name = say(build, build_text(build, "training.fault.%s", name)), .look = LOOK_CHOICE, .type = TYPE_SMALL,
			.state = practice->fault[i] ? NODE_CHECKED : 0, .action = ACT(ACTION_TRAINING, .text = name), .box = { .min_height = part_small_height(build) }));
	}
	back(build, say(build, "action.close"));
}

/* Asked, because what is practised just now is gone with it. */
static void ending(struct build *build)
{
	begin(build, say(build, "training.ending"));
	prose_text(build, TYPE_BODY, say(build, "training.ending_text"));
	touch(build);
	button(build, "training-sure", "log-out", say(build, "training.sure"), (struct node_action)ACT(ACTION_TRAINING, .text = "sure"), LOOK_MAIN);
	button(build, "training-back", NULL, say(build, "training.stay"), (struct node_action)ACT(ACTION_TRAINING, .text = "back"), LOOK_SECOND);
	back(build, say(build, "action.close"));
}

void training_sheet(struct build *build)
{
	static void (*const stages[PRACTICE_STAGE_COUNT])(struct build *build) = { [PRACTICE_MENU] = menu, [PRACTICE_FAULTS] = faults, [PRACTICE_ENDING] = ending };
	stages[build->visit->training.stage](build);
}

/* Over everything, so that no picture of this screen passes for a real one; it catches no touch and takes no room. */
void part_watermark(struct build *build)
{
	if (!build->visit->training.on)
		return;
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .id = "training", .name = say(build, "training.mark"), .label = "", .value = say(build, "training.brief"), .look = LOOK_WATERMARK,
		.box = { .absolute = true, .width = build->frame.width, .height = build->frame.height }));
}
