/* SPDX-License-Identifier: MIT */
/* scene_pair.c - the steps of two people. */
#include "tests/golden/screens/scene_pair.h"

#include "ui/visit/act.h"

#include <string.h>

static void act(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

void make_pair_language(struct visit *visit)
{
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin");
	act(visit, ACTION_BEGIN, 0, NULL);
	act(visit, ACTION_OPEN, SHEET_PAIR, NULL);
}

void make_pair_who(struct visit *visit)
{
	make_pair_language(visit);
	act(visit, ACTION_PAIR, 0, strcmp(visit->language_tag, "ur") == 0 ? "en" : "ur");
}

void make_pair_question(struct visit *visit)
{
	make_pair_who(visit);
	act(visit, ACTION_PAIR, 0, "family");
}

void make_pair_turned(struct visit *visit)
{
	make_pair_question(visit);
	act(visit, ACTION_PAIR, 0, "turn");
}

void make_pair_sheet(struct visit *visit)
{
	make_pair_question(visit);
	act(visit, ACTION_OPEN, SHEET_PAIR, NULL);
}
