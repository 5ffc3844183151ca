/* SPDX-License-Identifier: MIT */
#include "ui/visit/where.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/parts.h"

#include <string.h>

static const struct { const char *name; enum where_state state; } states[] = {
	{ "received", WHERE_RECEIVED }, { "in-progress", WHERE_LOOKING }, { "planned", WHERE_PLANNED }, { "done", WHERE_DONE }, { "not-ours", WHERE_NOT_OURS },
	{ "waiting", WHERE_WAITING },   { "held", WHERE_HELD },           { "unknown", WHERE_UNKNOWN }, { "offline", WHERE_OFFLINE },
};

void where_forget(struct visit *visit)
{
	secret_wipe(&visit->where, sizeof visit->where);
}

/* What was typed stays: most often one letter of it is wrong. */
static unsigned type(struct visit *visit)
{
	unsigned effects = visit_place(visit, PLACE_WHERE);
	visit->where.stage = WHERE_TYPING;
	visit->where.missing = false;
	secret_wipe(&visit->where.reference, sizeof visit->where.reference);
	text_put(visit->field, sizeof visit->field, WHERE_FIELD);
	visit->caret = (int)strlen(visit->where.typed);
	visit->selected = 0;
	visit->layer = LAYER_LOWER;
	return effects;
}

/* A sheet that was opened meanwhile stays. */
static unsigned tell(struct visit *visit, enum where_state state)
{
	visit->where.stage = WHERE_TOLD;
	visit->where.state = state;
	visit->list_page_under = 0;
	return visit->sheet == SHEET_NONE ? visit_place(visit, PLACE_WHERE) : EFFECT_REBUILD;
}

static bool waits(const struct visit *visit)
{
	return visit->place == PLACE_WHERE && visit->where.stage == WHERE_ASKING;
}

static unsigned ask(struct visit *visit)
{
	struct where *where = &visit->where;
	where->unasked = false;
	where->since_ms = where->changed_ms = 0;
	if (!where->typed[strspn(where->typed, " -")]) {
		where->missing = true;
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	if (reference_parse(where->typed, &where->reference) != FAIL_NONE) {
		fail_clear(); /* what was typed must not stand in the trail of failures */
		secret_wipe(&where->reference, sizeof where->reference);
		return tell(visit, WHERE_UNKNOWN);
	}
	if (visit->hub_down)
		return tell(visit, WHERE_OFFLINE);
	unsigned effects = visit_place(visit, PLACE_WHERE);
	where->stage = WHERE_ASKING;
	where->asked_ms = visit->mono_ms;
	return effects | EFFECT_WHERE;
}

unsigned act_where(struct visit *visit, const struct act *act)
{
	bool from_here = visit->place == PLACE_HOME || visit->place == PLACE_LIST || visit->place == PLACE_SEARCH;
	(void)act;
	if (!from_here || visit->sheet != SHEET_NONE)
		return 0;
	return type(visit);
}

unsigned where_continue(struct visit *visit)
{
	return visit->sheet == SHEET_NONE && visit->where.stage != WHERE_ASKING ? ask(visit) : 0;
}

unsigned where_back(struct visit *visit)
{
	if (visit->where.stage != WHERE_TYPING)
		return type(visit);
	where_forget(visit);
	return list_back(visit);
}

void where_set(struct visit *visit, const char *value)
{
	text_put(visit->where.typed, sizeof visit->where.typed, value);
	visit->where.missing = false;
}

void where_restore(struct visit *visit)
{
	if (visit->place == PLACE_WHERE)
		text_put(visit->field, sizeof visit->field, WHERE_FIELD);
}

json_t *visit_where_request(const struct visit *visit)
{
	return waits(visit) ? json_pack("{s:s, s:s}", "verb", "where", "reference", visit->where.reference.text) : NULL;
}

/* A state without its time would be half an answer. */
static bool take(struct where *where, const json_t *told, enum where_state *ret)
{
	const char *name = json_text_or(told, "state", "");
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		if (strcmp(states[i].name, name) != 0)
			continue;
		where->since_ms = json_int_or(told, "since_ms", 0);
		where->changed_ms = json_int_or(told, "changed_ms", 0);
		where->unasked = !json_bool_or(told, "asked", true);
		*ret = states[i].state;
		return states[i].state == WHERE_UNKNOWN || states[i].state == WHERE_OFFLINE || where->since_ms > 0;
	}
	return false;
}

static unsigned take_told(struct visit *visit, const json_t *told)
{
	enum where_state state;
	visit->touched_ms = visit->mono_ms; /* time to read it */
	return tell(visit, take(&visit->where, told, &state) ? state : WHERE_OFFLINE) | EFFECT_KEEP;
}

unsigned visit_where_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	if (!waits(visit))
		return 0;
	if (code == FAIL_BUSY)
		return tell(visit, WHERE_BUSY) | EFFECT_KEEP;
	if (code == FAIL_NONE && strcmp(json_text_or(reply, "state", ""), "asking") == 0)
		return 0;
	return take_told(visit, code == FAIL_NONE ? reply : NULL);
}

unsigned visit_where_told(struct visit *visit, const json_t *bell)
{
	if (!waits(visit) || strcmp(json_text_or(bell, "reference", ""), visit->where.reference.text) != 0)
		return 0;
	return take_told(visit, bell);
}

int64_t where_next_ms(const struct visit *visit)
{
	return waits(visit) ? visit->where.asked_ms + WHERE_PATIENCE_MS : -1;
}

unsigned where_tick(struct visit *visit)
{
	return tell(visit, WHERE_OFFLINE) | EFFECT_KEEP;
}
