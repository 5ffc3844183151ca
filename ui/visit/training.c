/* SPDX-License-Identifier: MIT */
/* training.c - DESIGN: the hub alone says whether it is training. A visit is all of one kind: when that changes, it ends and is wiped. */
#include "ui/visit/training.h"

#include "firmware/base/json.h"
#include "ui/visit/call.h"
#include "ui/visit/parts.h"

#include <string.h>

static const char *const faults[PRACTICE_FAULT_COUNT] = { [PRACTICE_PAPER] = "paper", [PRACTICE_OFFLINE] = "offline", [PRACTICE_FULL] = "full" };

const char *practice_fault_name(enum practice_fault fault)
{
	return faults[fault];
}

static void take_faults(struct practice *practice, const json_t *list)
{
	const json_t *name;
	size_t index;
	memset(practice->fault, 0, sizeof practice->fault);
	json_array_foreach(list, index, name)
		for (int i = 0; i < PRACTICE_FAULT_COUNT; i++)
			practice->fault[i] |= json_is_string(name) && strcmp(json_string_value(name), faults[i]) == 0;
}

unsigned visit_training_told(struct visit *visit, const json_t *told)
{
	struct practice *practice = &visit->training;
	bool on = json_bool_or(told, "on", false), changes = on != practice->on;
	practice->fixed = json_bool_or(told, "fixed", false);
	take_faults(practice, json_object_get(told, "faults"));
	unsigned effects = visit_desk_here(visit, json_bool_or(told, "desk", false));
	if (changes && visit_active(visit))
		effects |= visit_end_as(visit, on ? "training-began" : "training-ended");
	practice->on = on;
	return effects | (changes || on ? EFFECT_REBUILD : 0);
}

json_t *visit_training_request(struct visit *visit)
{
	struct practice *practice = &visit->training;
	const char *verb = practice->verb;
	practice->verb = NULL;
	if (!verb)
		return NULL;
	if (strcmp(verb, "training.fault") == 0)
		return json_pack("{s:s, s:s, s:b}", "verb", verb, "fault", faults[practice->which], "on", !practice->fault[practice->which]);
	return json_pack("{s:s}", "verb", verb);
}

static unsigned stage(struct visit *visit, enum practice_stage to)
{
	visit->training.stage = to;
	visit->list_page = 0;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

static unsigned tell(struct visit *visit, const char *verb, int which)
{
	visit->training.verb = verb;
	visit->training.which = which;
	return EFFECT_REBUILD | EFFECT_TRAINING;
}

/* On the idle screen only, where no answers of anybody are. */
static unsigned begin(struct visit *visit)
{
	if (visit->sheet != SHEET_STAFF || visit->place != PLACE_IDLE || visit->training.on || !visit->staff.in || !visit->staff.supervises)
		return 0;
	unsigned effects = visit_end(visit);
	return effects | tell(visit, "training.begin", 0);
}

unsigned act_training(struct visit *visit, const struct act *act)
{
	if (strcmp(act->text, "begin") == 0)
		return begin(visit);
	if (!visit->training.on || visit->sheet != SHEET_TRAINING)
		return 0;
	if (strcmp(act->text, "faults") == 0)
		return stage(visit, PRACTICE_FAULTS);
	if (strcmp(act->text, "back") == 0)
		return visit->training.stage == PRACTICE_MENU ? act_close(visit, act) : stage(visit, PRACTICE_MENU);
	if (strcmp(act->text, "end") == 0 && !visit->training.fixed)
		return stage(visit, PRACTICE_ENDING);
	if (strcmp(act->text, "sure") == 0 && visit->training.stage == PRACTICE_ENDING)
		return tell(visit, "training.end", 0);
	for (int i = 0; i < PRACTICE_FAULT_COUNT; i++)
		if (strcmp(act->text, faults[i]) == 0 && visit->training.stage == PRACTICE_FAULTS)
			return tell(visit, "training.fault", i);
	return 0;
}
