/* SPDX-License-Identifier: MIT */
/*
 * spoken.c - the person cannot work this screen: staff note that they allowed help aloud, and send for them. DESIGN: only where somebody who may type is signed in,
 * always with why, and nothing comes of it before the hub has it in the audit under their name. What is secret stays the person's own even then.
 */
#include "ui/visit/assist.h"

#include "ui/visit/parts.h"

#include <string.h>

bool spoken_offered(const struct visit *visit)
{
	return assist_offered(visit) && visit->assist.types && !visit->join.on;
}

bool behalf_offered(const struct visit *visit)
{
	return visit->assist.way == ASSIST_TYPES && visit->assist.types && !visit->join.on && visit->place == PLACE_CHECK && !pair_unread(visit);
}

static unsigned show(struct visit *visit, enum sheet sheet)
{
	if (visit->sheet == SHEET_NONE)
		visit->list_page_under = visit->list_page;
	visit->sheet = sheet;
	visit->list_page = 0;
	mask_cover(&visit->mask);
	visit->assist.refused = false;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

static unsigned send(struct visit *visit, enum assist_why why)
{
	struct assist *assist = &visit->assist;
	if (!behalf_offered(visit) || assist->sends != WHY_NONE)
		return 0;
	assist->refused = visit->hub_down;
	if (visit->hub_down)
		return EFFECT_REBUILD;
	assist->sends = why;
	assist_tell_why(visit, "declaration", visit->form->service.code, why);
	return EFFECT_REBUILD | EFFECT_ASSIST;
}

unsigned spoken_act(struct visit *visit, const struct act *act)
{
	bool why = act->number > WHY_NONE && act->number < WHY_COUNT;
	if (strcmp(act->text, "spoken") == 0)
		return spoken_offered(visit) ? show(visit, SHEET_SPOKEN) : 0;
	if (strcmp(act->text, "agreed") == 0 && why && visit->sheet == SHEET_SPOKEN && spoken_offered(visit))
		return assist_allow(visit, ASSIST_TYPES, (enum assist_why)act->number);
	if (strcmp(act->text, "behalf") == 0 && visit->sheet == SHEET_NONE)
		return behalf_offered(visit) ? show(visit, SHEET_BEHALF) : 0;
	return strcmp(act->text, "send") == 0 && why && visit->sheet == SHEET_BEHALF ? send(visit, (enum assist_why)act->number) : 0;
}

unsigned behalf_answered(struct visit *visit, enum fail code)
{
	struct assist *assist = &visit->assist;
	enum assist_why why = assist->sends;
	assist->sends = WHY_NONE;
	assist->refused = code != FAIL_NONE;
	if (code != FAIL_NONE || !behalf_offered(visit))
		return EFFECT_REBUILD;
	if (visit->sheet != SHEET_BEHALF)
		return 0; /* it was closed meanwhile */
	(void)act_close(visit, &(struct act){ .text = "", .node_id = "" });
	return send_for_them(visit, why) | EFFECT_REBUILD | EFFECT_MOVED | EFFECT_KEEP;
}

void behalf_void(struct visit *visit)
{
	if (visit->assist.behalf == WHY_NONE || visit->maybe_sent)
		return;
	visit_unseal(visit);
	visit->assist.behalf = WHY_NONE;
}
