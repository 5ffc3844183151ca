/* SPDX-License-Identifier: MIT */
/* charter.c - how what is told here is used, and what the council promises: what the kiosk vouches for in our words, the rest in the council's own; to be read, and to be taken home. */
#include "firmware/base/charter.h"

#include "ui/screens/parts.h"
#include "ui/visit/house.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { GAP = 24, AROUND = 120 /* icon, gap, padding */ };

static const struct charter_text *text_of(const struct build *build, enum charter_part part, bool *ret_own)
{
	return charter_text(&build->visit->house->charter, part, build->language, ret_own);
}

static const char *sealed(const struct build *build)
{
	return say_with(build, build->visit->direct ? "why.direct" : "why.sealed", WORDS_VALUES({ "council", build->visit->site->council }));
}

static int part_height(const struct build *build, enum charter_part part, int width)
{
	const struct charter_text *text = text_of(build, part, NULL);
	int height = 0;
	for (size_t i = 0; text && i < text->count; i++)
		height += fit_height(build, TYPE_BODY, text->paragraph[i], width) + GAP;
	return height;
}

/* All of it at once, where the panel has the room; else page by page. */
static bool fits(const struct build *build)
{
	int width = sheet_width(build), close = 2 * GAP + 96;
	struct sheet_room room = sheet_rooms(build, say(build, "charter.title"), GAP);
	int notes = note_height(build, NULL, sealed(build), width) + note_height(build, NULL, say(build, "why.cleared"), width) + 2 * GAP;
	int words = part_height(build, CHARTER_PRIVACY, width) + fit_height(build, TYPE_HEADING, say(build, "charter.promise"), width) + GAP + part_height(build, CHARTER_PROMISE, width);
	return !build->frame.split && words + notes + close <= room.touch;
}

static void show_part(struct build *build, enum charter_part part)
{
	bool own = false;
	const struct charter_text *text = text_of(build, part, &own);
	for (size_t i = 0; text && i < text->count; i++) {
		build_group(build, (struct box){ 0 }); /* what goes on over the page has no gaps of its own */
		prose_text(build, TYPE_BODY, own ? text->paragraph[i] : build_lend(build, text->paragraph[i]));
		build_close(build);
	}
}

void part_charter(struct build *build)
{
	if (!charter_there(&build->visit->house->charter))
		return;
	const char *words = say(build, "charter.title");
	bool room = build->frame.percent <= 100 && fit_width(build, TYPE_SMALL_STRONG, words) + AROUND <= (build->visit->sheet == SHEET_NONE ? columns_reading_width(build) : sheet_width(build));
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "charter", .name = words, .icon = room ? "shield-check" : NULL, .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_OPEN, .number = SHEET_CHARTER), .box = { .min_height = part_small_height(build) }));
}

void charter_sheet(struct build *build)
{
	if (!fits(build))
		frame_pages(&build->frame);
	part_under(build);
	sheet_open(build, say(build, "charter.title"));
	note_show(build, NOTE_GOOD, build->visit->direct ? "send" : "lock", NULL, sealed(build));
	note_show(build, NOTE_GOOD, "shield-check", NULL, say(build, "why.cleared"));
	show_part(build, CHARTER_PRIVACY);
	if (text_of(build, CHARTER_PROMISE, NULL)) {
		prose_heading(build, 2, say(build, "charter.promise"));
		show_part(build, CHARTER_PROMISE);
	}
	sheet_touch(build, GAP);
	if (handout_has(build->visit, HANDOUT_CHARTER))
		part_print(build, HANDOUT_CHARTER, "handout.this", LOOK_SECOND);
	sheet_end(build, say(build, "action.close"), "x");
}
