/* SPDX-License-Identifier: MIT */
/* paper.c - the printer's cause, as the hub last said it; a hub that is gone prints nothing either. */
#include "ui/visit/paper.h"

#include "firmware/base/trouble.h"
#include "ui/visit/act.h"

#include <string.h>

unsigned visit_trouble(struct visit *visit, const char *key, const char *state)
{
	enum trouble now = trouble_find(key, state);
	bool same = strcmp(trouble_row(now)->people, trouble_row(visit->trouble)->people) == 0;
	visit->trouble = now;
	return same ? 0 : EFFECT_REBUILD;
}

bool paper_comes(const struct visit *visit)
{
	return !visit->hub_down && strcmp(trouble_row(visit->trouble)->state, "ready") == 0;
}

bool paper_lacks(const struct visit *visit)
{
	return !paper_comes(visit) && (visit->hub_down || visit->trouble != TROUBLE_UNKNOWN);
}

bool paper_missed(const struct visit *visit)
{
	return visit->form && visit->form->service.receipt_print == RECEIPT_PRINT_ALWAYS && paper_lacks(visit);
}

const char *paper_key(const struct visit *visit)
{
	return trouble_row(visit->hub_down ? TROUBLE_NONE : visit->trouble)->people;
}
