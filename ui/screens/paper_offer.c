/* SPDX-License-Identifier: MIT */
/* paper_offer.c - a button for each paper, and below it what became of it. It never says "printed" before the printer did. */
#include "ui/screens/paper_offer.h"

#include "ui/visit/offers.h"
#include "ui/visit/paper.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

enum { GAP = 14, BUTTON = 84, BUTTON_PAD = 40, AROUND = 110 /* icon, gap, padding */ };

static const struct { const char *id, *icon, *words; } paper[FORM_PRINT_COUNT] = {
	[FORM_PRINT_CALENDAR] = { "print-calendar", "calendar-days", "offers.calendar" },
	[FORM_PRINT_LABELS] = { "print-labels", "trash-2", "offers.labels" },
};

static const char *state_words(const struct build *build, enum form_print print)
{
	static const char *const keys[] = { [OFFER_PRINTING] = "offers.printing", [OFFER_DONE] = "offers.done", [OFFER_UNSURE] = "offers.unsure", [OFFER_GONE] = "offers.gone" };
	enum offer_state state = build->visit->offers.state[print];
	if (state == OFFER_PRINTING && !paper_comes(build->visit))
		return say(build, paper_key(build->visit));
	return state == OFFER_THERE ? "" : say(build, keys[state]);
}

static int button_height(const struct build *build, enum form_print print, int width)
{
	int words = fit_height(build, TYPE_BODY_STRONG, say(build, paper[print].words), width - AROUND) + BUTTON_PAD;
	return words > BUTTON ? words : BUTTON;
}

int paper_offer_height(const struct build *build, int width)
{
	int height = 0;
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++) {
		if (!offers_has(build->visit, print))
			continue;
		const char *words = state_words(build, print);
		height += GAP + button_height(build, print, width) + (*words ? GAP + fit_height(build, TYPE_SMALL, words, width) : 0);
	}
	return height ? height + fit_height(build, TYPE_BODY_STRONG, say(build, "offers.title"), width) : 0;
}

void paper_offer_show(struct build *build)
{
	if (!offers_has(build->visit, FORM_PRINT_CALENDAR) && !offers_has(build->visit, FORM_PRINT_LABELS))
		return;
	build_group(build, (struct box){ .gap = GAP });
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = say(build, "offers.title"), .type = TYPE_BODY_STRONG));
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++) {
		const char *words = state_words(build, print);
		bool busy = build->visit->offers.state[print] == OFFER_PRINTING;
		if (!offers_has(build->visit, print))
			continue;
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = paper[print].id, .name = say(build, paper[print].words), .icon = paper[print].icon, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG,
			.state = busy ? NODE_DISABLED : 0, .action = ACT(ACTION_OFFER, .number = (int)print), .box = { .min_height = BUTTON }));
		if (*words)
			build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = build_text(build, "%s-state", paper[print].id), .name = words, .type = TYPE_SMALL));
	}
	build_close(build);
}
