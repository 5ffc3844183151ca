/* SPDX-License-Identifier: MIT */
/* scene_ways.c - somebody of the staff said what kind it is, so that one form serves for all. */
#include "tests/golden/screens/scene_ways.h"

static void act(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

static void service(struct visit *visit, enum form_interaction type)
{
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin");
	visit->interaction.set = true;
	visit->interaction.as = type;
}

static void ways(struct visit *visit, enum form_interaction type)
{
	service(visit, type);
	act(visit, ACTION_OPEN, SHEET_WAYS, NULL);
}

void make_service_assisted(struct visit *visit) { service(visit, FORM_INTERACTION_ASSISTED); }
void make_service_complex(struct visit *visit) { service(visit, FORM_INTERACTION_COMPLEX); }
void make_ways(struct visit *visit) { ways(visit, FORM_INTERACTION_SIMPLE); }
void make_ways_assisted(struct visit *visit) { ways(visit, FORM_INTERACTION_ASSISTED); }
void make_ways_complex(struct visit *visit) { ways(visit, FORM_INTERACTION_COMPLEX); }

void make_ways_turned(struct visit *visit)
{
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin");
	act(visit, ACTION_BEGIN, 0, NULL);
	act(visit, ACTION_CONTINUE, 0, NULL);
	act(visit, ACTION_CONTINUE, 0, NULL);
}
