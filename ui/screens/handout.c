/* SPDX-License-Identifier: MIT */
/* handout.c - what becomes of a paper that was asked for. It is called printed when the printer did, and what is in the way is said with what to do. */
#include "ui/visit/handout.h"

#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/visit/paper.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

struct node part_print_node(struct build *build, enum handout handout, const char *words, enum node_look look)
{
	static const char *const ids[HANDOUT_COUNT] = { [HANDOUT_LIST] = "print-list", [HANDOUT_BRANCH] = "print-branch", [HANDOUT_CHARTER] = "print-charter" };
	bool small = look == LOOK_SMALL;
	return NODE(.role = NODE_ROLE_BUTTON, .id = ids[handout], .name = say(build, words), .icon = build->frame.percent > 100 ? NULL : "printer", .look = look,
		.type = small ? TYPE_SMALL_STRONG : TYPE_SMALL, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_HANDOUT, .number = (int)handout),
		.box = { .min_height = small ? part_small_height(build) : build->frame.panel == PANEL_SMALL ? 80 : 96 });
}

void part_print(struct build *build, enum handout handout, const char *words, enum node_look look)
{
	build_leaf(build, part_print_node(build, handout, words, look));
}

static const char *title_of(const struct build *build)
{
	switch (build->visit->handouts.shown) {
	case HANDOUT_LIST: return say(build, "service.need");
	case HANDOUT_BRANCH: return build->visit->site->branch;
	case HANDOUT_CHARTER: case HANDOUT_COUNT: break;
	}
	return say(build, "charter.title");
}

static void show_state(struct build *build, enum offer_state state)
{
	static const struct { const char *icon, *words; enum note_kind kind; } states[] = {
		[OFFER_THERE] = { "printer", "offers.printing", NOTE_PLAIN }, [OFFER_PRINTING] = { "printer", "offers.printing", NOTE_PLAIN }, [OFFER_DONE] = { "printer-check", "offers.done", NOTE_GOOD },
		[OFFER_UNSURE] = { "triangle-alert", "offers.unsure", NOTE_WARNING }, [OFFER_GONE] = { "triangle-alert", "offers.gone", NOTE_WARNING },
	};
	bool waits = state == OFFER_PRINTING && !paper_comes(build->visit);
	const char *words = say(build, waits ? paper_key(build->visit) : states[state].words);
	note_show(build, waits ? NOTE_WARNING : states[state].kind, waits ? "triangle-alert" : states[state].icon, words, "");
}

void handout_sheet(struct build *build)
{
	const struct visit *visit = build->visit;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title_of(build));
	show_state(build, visit->handouts.state);
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 16 : 24);
	if (visit->handouts.state != OFFER_PRINTING && handout_has(visit, visit->handouts.shown))
		part_print(build, visit->handouts.shown, "action.print_again", LOOK_SECOND);
	sheet_end(build, say(build, "action.close"), "x");
}
