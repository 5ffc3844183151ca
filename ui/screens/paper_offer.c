/* SPDX-License-Identifier: MIT */
/* paper_offer.c - a button for each paper, and below it what became of it. It never says "printed" before the printer did. */
#include "ui/screens/paper_offer.h"

#include "ui/visit/offers.h"
#include "ui/visit/paper.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

enum { SLACK_PERCENT = 122, SLACK_ROW_PERCENT = 110, AIR = 20 /* an estimate may be too small by that */, GAP = 14, BUTTON = 84, BUTTON_PAD = 40, AROUND = 110 /* icon, gap, padding */ };

static const struct { const char *id, *icon, *words; } paper[FORM_PRINT_COUNT] = {
	[FORM_PRINT_CALENDAR] = { "print-calendar", "calendar-days", "offers.calendar" },
	[FORM_PRINT_LABELS] = { "print-labels", "trash-2", "offers.labels" },
};

static const char *const keys[] = { [OFFER_PRINTING] = "offers.printing", [OFFER_DONE] = "offers.done", [OFFER_UNSURE] = "offers.unsure", [OFFER_GONE] = "offers.gone" };

static const char *state_words(const struct build *build, enum form_print print)
{
	enum offer_state state = build->visit->offers.state[print];
	if (state == OFFER_PRINTING && !paper_comes(build->visit))
		return say(build, paper_key(build->visit));
	return state == OFFER_THERE ? "" : say(build, keys[state]);
}

static bool short_of_room(const struct build *build)
{
	return build->frame.percent > 100 || fit_tall(build) > 0 || build->frame.panel == PANEL_SMALL;
}

/* Large words leave room for the button, or for what became of it. */
static bool only_said(const struct build *build, enum form_print print)
{
	enum offer_state state = build->visit->offers.state[print];
	return short_of_room(build) && (state == OFFER_PRINTING || state == OFFER_DONE);
}

static enum type_style button_type(bool row)
{
	return row ? TYPE_SMALL_STRONG : TYPE_BODY_STRONG;
}

static int button_height(const struct build *build, enum form_print print, int width, bool row)
{
	int words = fit_height(build, button_type(row), say(build, paper[print].words), width - AROUND) + BUTTON_PAD;
	return words > BUTTON ? words : BUTTON;
}

/* Two in a row where the words of both have room on one line. */
static bool beside(const struct build *build, int width)
{
	bool both = true;
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++)
		both &= offers_has(build->visit, print) && fit_width(build, TYPE_SMALL_STRONG, say(build, paper[print].words)) + AROUND <= (width - GAP) / 2;
	return both;
}

/* That it prints and that it is printed have their room from the start: nothing moves to another page by a touch. */
static int state_height(const struct build *build, enum form_print print, int width)
{
	const char *now = state_words(build, print);
	int height = *now ? fit_height(build, TYPE_SMALL, now, width) : 0;
	for (enum offer_state state = OFFER_PRINTING; state <= OFFER_DONE; state++) {
		int one = fit_height(build, TYPE_SMALL, say(build, keys[state]), width);
		height = one > height ? one : height;
	}
	return GAP + height;
}

/* What became of them takes the title's room. Large Nastaliq has no room for it. */
static bool titled(const struct build *build, int width)
{
	bool said = false;
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++)
		said |= offers_has(build->visit, print) && *state_words(build, print);
	return !(said && beside(build, width)) && (fit_tall(build) < 2 || build->frame.percent <= 100);
}

int paper_offer_height(const struct build *build, int width)
{
	bool row = beside(build, width);
	int buttons = 0, states = 0, each = row ? (width - GAP) / 2 : width;
	int slack = fit_tall(build) > 1 ? 2 * SLACK_PERCENT - 80 : row && fit_tall(build) == 0 ? SLACK_ROW_PERCENT : SLACK_PERCENT;
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++) {
		if (!offers_has(build->visit, print))
			continue;
		int button = GAP + button_height(build, print, each, row), state = state_height(build, print, each);
		if (row) {
			buttons = button > buttons ? button : buttons;
			states = state > states ? state : states;
		} else if (short_of_room(build)) {
			int said = GAP + fit_height(build, TYPE_BODY_STRONG, say(build, paper[print].words), each) + state;
			buttons += said > button ? said : button;
		} else {
			buttons += button + state;
		}
	}
	int title = fit_height(build, TYPE_BODY_STRONG, say(build, "offers.title"), width);
	states = row && states > title ? states : title; /* one or the other */
	return buttons ? buttons * slack / 100 + AIR + states : 0;
}

static void show_one(struct build *build, enum form_print print, bool row)
{
	const char *words = state_words(build, print);
	bool busy = build->visit->offers.state[print] == OFFER_PRINTING;
	build_group(build, row ? (struct box){ .grow = 1, .equal = true, .gap = GAP } : (struct box){ .gap = GAP });
	if (only_said(build, print))
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, paper[print].words), .type = TYPE_BODY_STRONG));
	else
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = paper[print].id, .name = say(build, paper[print].words), .icon = paper[print].icon, .look = LOOK_SECOND, .type = button_type(row),
			.state = busy ? NODE_DISABLED : 0, .action = ACT(ACTION_OFFER, .number = (int)print), .box = { .min_height = BUTTON }));
	if (*words)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = build_text(build, "%s-state", paper[print].id), .name = words, .type = TYPE_SMALL));
	build_close(build);
}

void paper_offer_show(struct build *build, int width)
{
	if (!offers_has(build->visit, FORM_PRINT_CALENDAR) && !offers_has(build->visit, FORM_PRINT_LABELS))
		return;
	bool row = beside(build, width);
	build_group(build, (struct box){ .gap = GAP });
	if (titled(build, width))
		build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = say(build, "offers.title"), .type = TYPE_BODY_STRONG));
	build_group(build, row ? (struct box){ .flow = FLOW_ROW, .gap = GAP } : (struct box){ .gap = GAP });
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++)
		if (offers_has(build->visit, print))
			show_one(build, print, row);
	build_close(build);
	build_close(build);
}
