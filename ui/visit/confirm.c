/* SPDX-License-Identifier: MIT */
#include "ui/visit/confirm.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"

#include <string.h>

const char *confirm_state_name(enum confirm_state state)
{
	static const char *const names[CONFIRM_STATE_COUNT] = { [CONFIRM_NONE] = "", [CONFIRM_TRYING] = "trying", [CONFIRM_IN] = "in", [CONFIRM_STUCK] = "stuck", [CONFIRM_LATER] = "later" };
	return names[state];
}

bool confirm_due(const struct visit *visit)
{
	return visit->confirm.state == CONFIRM_TRYING || visit->confirm.state == CONFIRM_STUCK;
}

static unsigned become(struct visit *visit, enum confirm_state state)
{
	visit->confirm.state = state;
	visit->confirm.untold = true;
	return EFFECT_REBUILD | EFFECT_KEEP | EFFECT_CONFIRM;
}

/* Somebody is on the way or here, or has helped with these answers. */
static bool helped(const struct visit *visit)
{
	return visit->call.stage == CALL_COMING || visit->call.stage == CALL_HERE || strcmp(assist_by(visit), "resident") != 0;
}

unsigned confirm_follow(struct visit *visit)
{
	if (!visit->form && visit->confirm.state != CONFIRM_NONE)
		confirm_forget(visit);
	bool begins = visit->form && visit->form->service.confirms && visit->confirm.state == CONFIRM_NONE && helped(visit) && !visit->training.on;
	return begins ? become(visit, CONFIRM_TRYING) : 0;
}

void confirm_forget(struct visit *visit)
{
	visit->confirm = (struct confirm){ .state = CONFIRM_NONE };
}

static unsigned ask(struct visit *visit)
{
	if (visit->sheet == SHEET_NONE)
		visit->list_page_under = visit->list_page;
	visit->confirm.asked = true;
	visit->sheet = SHEET_CONFIRM;
	visit->list_page = 0;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

bool confirm_asks(struct visit *visit)
{
	if (!confirm_due(visit) || visit->confirm.asked || visit->place != PLACE_DONE)
		return false;
	(void)ask(visit);
	return true;
}

unsigned act_confirm(struct visit *visit, const struct act *act)
{
	bool said = act->number > CONFIRM_TRYING && act->number < CONFIRM_STATE_COUNT;
	if (!confirm_due(visit))
		return 0;
	if (act->number == CONFIRM_NONE)
		return visit->sheet == SHEET_NONE || visit->sheet == SHEET_PERSON ? ask(visit) : 0;
	if (!said || visit->sheet != SHEET_CONFIRM)
		return 0;
	return act_close(visit, act) | become(visit, (enum confirm_state)act->number);
}

json_t *visit_confirm_request(struct visit *visit)
{
	const struct confirm *confirm = &visit->confirm;
	if (!confirm->untold || confirm->state == CONFIRM_NONE || !visit->form)
		return NULL;
	visit->confirm.untold = false;
	return json_pack("{s:s, s:s, s:s, s:b}", "verb", "help.confirm", "service", visit->form->service.code, "state", confirm_state_name(confirm->state), "staff", visit->assist.way == ASSIST_TYPES && !visit->join.on);
}

unsigned visit_confirm_up(struct visit *visit)
{
	visit->confirm.untold = visit->confirm.state != CONFIRM_NONE;
	return visit->confirm.untold ? EFFECT_CONFIRM : 0;
}

void confirm_note(const struct visit *visit, json_t *record)
{
	if (visit->confirm.state != CONFIRM_NONE)
		json_object_set_new(json_object_get(record, "meta"), "confirmed", json_string(confirm_state_name(visit->confirm.state)));
}

json_t *confirm_copy(const struct visit *visit)
{
	return json_pack("{s:i, s:b}", "state", (int)visit->confirm.state, "asked", visit->confirm.asked);
}

enum fail confirm_restore(const json_t *copy, struct visit *visit)
{
	int64_t state;
	confirm_forget(visit);
	if (!copy)
		return FAIL_NONE;
	TRY(json_take_int(copy, "state", 0, CONFIRM_STATE_COUNT - 1, &state));
	visit->confirm = (struct confirm){ .state = (enum confirm_state)state, .asked = json_bool_or(copy, "asked", false) };
	return FAIL_NONE;
}
