/* SPDX-License-Identifier: MIT */
/* scene_handout.c - the service of the fixture needs two things; nobody answers the screen here but the scene. */
#include "tests/golden/screens/scene_handout.h"

#include "ui/visit/act.h"
#include "ui/visit/paper.h"

static void at_service(struct visit *visit)
{
	(void)visit_act(visit, ACTION_START, 0, NULL, NULL);
	(void)visit_act(visit, ACTION_SERVICE, 0, "missed-bin", NULL);
}

static void ended(struct visit *visit, enum handout handout, enum offer_state state)
{
	make_handout(visit);
	visit->handouts = (struct handouts){ .shown = handout, .state = state };
}

void make_service_no_printer(struct visit *visit)
{
	at_service(visit);
	(void)visit_trouble(visit, "printer.none", "none");
}

void make_charter(struct visit *visit)
{
	at_service(visit);
	(void)visit_act(visit, ACTION_OPEN, SHEET_CHARTER, NULL, NULL);
}

void make_handout(struct visit *visit)
{
	at_service(visit);
	(void)visit_act(visit, ACTION_HANDOUT, HANDOUT_LIST, NULL, NULL);
}

void make_handout_no_paper(struct visit *visit)
{
	make_handout(visit);
	(void)visit_trouble(visit, "printer.paper", "paper");
}

void make_handout_done(struct visit *visit) { ended(visit, HANDOUT_BRANCH, OFFER_DONE); }
void make_handout_unsure(struct visit *visit) { ended(visit, HANDOUT_LIST, OFFER_UNSURE); }
void make_handout_gone(struct visit *visit) { ended(visit, HANDOUT_CHARTER, OFFER_GONE); }
