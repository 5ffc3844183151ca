/* SPDX-License-Identifier: MIT */
/* call.c - DESIGN: the hub alone says what has become of a call; the visit keeps the last word of it, so that it can ask again with the same ticket after either of them was killed. */
#include "ui/visit/call.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/uk/opening.h"
#include "ui/visit/paper.h"
#include "ui/visit/parts.h"

#include <stdio.h>
#include <string.h>

enum { LARGE_PERCENT = 150, FROM_BYTES = 64, MINUTE_MS = 60 * 1000 };

static const struct { const char *name; enum call_stage stage; } states[] = {
	{ "waiting", CALL_WAITING }, { "alone", CALL_ALONE }, { "coming", CALL_COMING }, { "here", CALL_HERE }, { "done", CALL_DONE },
};

bool call_open(const struct visit *visit)
{
	return visit->call.stage != CALL_NONE && visit->call.stage != CALL_DONE;
}

bool call_in_vain(const struct visit *visit)
{
	return visit->call.stage == CALL_ALONE || (visit->call.stage == CALL_ASKING && visit->hub_down);
}

static bool is_closed(const struct visit *visit)
{
	int minutes;
	struct date day;
	return clock_believable(visit->now_ms) && !opening_until(visit->site, visit->holidays, visit->today, visit->now_minutes, &minutes, &day);
}

bool call_may_ask(const struct visit *visit)
{
	return visit->has_desk && !is_closed(visit);
}

unsigned visit_desk_here(struct visit *visit, bool here)
{
	bool changes = visit->has_desk != here;
	visit->has_desk = here;
	return changes ? EFFECT_REBUILD : 0;
}

void call_forget(struct visit *visit)
{
	memset(&visit->call, 0, sizeof visit->call);
}

void call_lost(struct visit *visit)
{
	if (visit->call.paper == CALL_PAPER_PRINTING)
		visit->call.paper = CALL_PAPER_GONE;
	visit->call.job = 0;
}

/* ---- what is touched ---- */

static unsigned ask(struct visit *visit)
{
	visit->call = (struct call){ .stage = CALL_ASKING, .told_ms = visit->mono_ms };
	interaction_helped(visit);
	return EFFECT_REBUILD | EFFECT_CALL;
}

unsigned act_call(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->guide || call_open(visit))
		return 0;
	return ask(visit) | act_open(visit, &(struct act){ .number = SHEET_PERSON, .node_id = "", .text = "" });
}

unsigned act_person(struct visit *visit, const struct act *act)
{
	unsigned effects = act_open(visit, &(struct act){ .number = SHEET_PERSON, .node_id = "", .text = "" });
	(void)act;
	return !visit->guide && !call_open(visit) && call_may_ask(visit) ? effects | ask(visit) : effects;
}

unsigned act_call_off(struct visit *visit, const struct act *act)
{
	if (!call_open(visit))
		return 0;
	call_forget(visit);
	visit->call.off = true;
	unsigned effects = EFFECT_REBUILD | EFFECT_CALL;
	return visit->sheet == SHEET_PERSON ? effects | act_close(visit, act) : effects;
}

unsigned act_ticket(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!call_has_paper(visit))
		return 0;
	visit->call.paper = CALL_PAPER_PRINTING;
	return EFFECT_REBUILD | EFFECT_TICKET;
}

/* ---- the hub ---- */

static const char *from(const struct visit *visit, char ret[static FROM_BYTES])
{
	if (visit->place == PLACE_QUESTION)
		snprintf(ret, FROM_BYTES, "%s:%d", place_name(visit->place), visit->page + 1);
	else
		snprintf(ret, FROM_BYTES, "%s", place_name(visit->place));
	return ret;
}

json_t *visit_call_request(struct visit *visit)
{
	const struct call *call = &visit->call;
	char screen[FROM_BYTES];
	if (call->off)
		return json_pack("{s:s}", "verb", "help.cancel");
	if (!call_open(visit))
		return NULL;
	json_t *request = json_pack("{s:s, s:s, s:s}", "verb", "help.call", "from", from(visit, screen), "language", visit->language_tag);
	if (visit->form)
		json_object_set_new(request, "service", json_string(visit->form->service.code));
	if (call->ticket[0])
		json_object_set_new(request, "ticket", json_string(call->ticket));
	if (call->stage == CALL_COMING || call->stage == CALL_HERE)
		json_object_set_new(request, "name", json_string(call->name));
	if (call->stage == CALL_COMING)
		json_object_set_new(request, "minutes", json_integer(call->minutes));
	return request;
}

static enum call_stage stage_of(const char *name)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strcmp(states[i].name, name) == 0)
			return states[i].stage;
	return CALL_NONE;
}

static unsigned take(struct visit *visit, const json_t *told)
{
	struct call *call = &visit->call;
	enum call_stage stage = stage_of(json_text_or(told, "state", ""));
	int64_t minutes = json_int_or(told, "minutes", 0);
	if (stage == CALL_NONE)
		return 0;
	if (stage == CALL_HERE)
		interaction_came(visit);
	if (stage != call->stage) {
		call->told_ms = visit->mono_ms;
		visit->touched_ms = visit->mono_ms; /* time to read it */
	}
	call->stage = stage;
	call->off = false;
	text_put(call->ticket, sizeof call->ticket, json_text_or(told, "ticket", ""));
	if (stage != CALL_DONE)
		text_put(call->name, sizeof call->name, json_text_or(told, "name", ""));
	if (stage == CALL_DONE && visit->sheet != SHEET_PERSON)
		call_forget(visit); /* they know: they stand there */
	call->minutes = minutes < 0 ? 0 : minutes > CALL_MINUTES_MAX ? CALL_MINUTES_MAX : (int)minutes;
	return EFFECT_REBUILD | EFFECT_KEEP | confirm_follow(visit);
}

static bool ours(const struct visit *visit, const json_t *told)
{
	return visit->mark[0] && strcmp(json_text_or(told, "visit", ""), visit->mark) == 0;
}

unsigned visit_call_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	if (!call_open(visit))
		return 0;
	if (code == FAIL_NONE && ours(visit, reply))
		return take(visit, reply);
	visit->call.told_ms = visit->mono_ms; /* asked again by itself */
	return 0;
}

unsigned visit_call_told(struct visit *visit, const json_t *told)
{
	return call_open(visit) && ours(visit, told) ? take(visit, told) : 0;
}

unsigned visit_call_up(struct visit *visit, const json_t *told)
{
	if (visit->call.off)
		return EFFECT_CALL;
	if (told && ours(visit, told))
		return take(visit, told);
	return call_open(visit) ? EFFECT_CALL : 0;
}

int64_t call_next_ms(const struct visit *visit)
{
	return visit->call.stage == CALL_ASKING && !visit->hub_down ? visit->call.told_ms + CALL_AGAIN_MS : -1;
}

unsigned call_tick(struct visit *visit)
{
	visit->call.told_ms = visit->mono_ms;
	return EFFECT_CALL;
}

/* Nothing of the answers is seen below the sheet; who is told to wait is not asked whether they are still there before that time is over. */
int64_t call_hold_ms(const struct visit *visit)
{
	bool coming = visit->call.stage == CALL_COMING && visit->sheet == SHEET_PERSON;
	return coming ? (int64_t)(visit->call.minutes + 2) * MINUTE_MS : 0;
}

/* ---- its paper ---- */

bool call_has_paper(const struct visit *visit)
{
	bool waits = visit->call.stage == CALL_WAITING || visit->call.stage == CALL_COMING || visit->call.stage == CALL_ALONE;
	return waits && visit->call.ticket[0] && paper_comes(visit) && visit->call.paper != CALL_PAPER_PRINTING && visit->call.paper != CALL_PAPER_DONE;
}

json_t *visit_call_paper(const struct visit *visit)
{
	json_t *data = json_pack("{s:s}", "ticket", visit->call.ticket);
	if (*visit->site->desk)
		json_object_set_new(data, "place", json_string(visit->site->desk));
	if (visit->call.stage == CALL_COMING && visit->call.minutes > 0)
		json_object_set_new(data, "minutes", json_integer(visit->call.minutes));
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "verb", "print", "kind", "help-ticket", "language", visit->language_tag, "visit", visit->mark,
	                 "large", visit->text_percent >= LARGE_PERCENT, "data", data);
}

unsigned visit_call_kept(struct visit *visit, enum fail code, int64_t job)
{
	if (visit->call.paper != CALL_PAPER_PRINTING)
		return 0;
	visit->call.job = code == FAIL_NONE ? job : 0;
	if (visit->call.job > 0)
		return 0;
	visit->call.paper = CALL_PAPER_GONE;
	return EFFECT_REBUILD;
}

unsigned visit_call_printed(struct visit *visit, int64_t job, const char *state)
{
	bool done = strcmp(state, "done") == 0, gone = strcmp(state, "unsure") == 0 || strcmp(state, "withdrawn") == 0;
	if (job <= 0 || job != visit->call.job || (!done && !gone))
		return 0;
	visit->call.job = 0;
	visit->call.paper = done ? CALL_PAPER_DONE : CALL_PAPER_GONE;
	visit->touched_ms = visit->mono_ms; /* time to take it */
	return EFFECT_REBUILD;
}

/* ---- the copy ---- */

json_t *call_copy(const struct visit *visit)
{
	const struct call *call = &visit->call;
	return json_pack("{s:i, s:s, s:s, s:i, s:I, s:b}", "stage", (int)call->stage, "ticket", call->ticket, "name", call->name, "minutes", call->minutes,
	                 "told_ms", (json_int_t)call->told_ms, "off", call->off);
}

enum fail call_restore(const json_t *json, struct visit *visit)
{
	int64_t stage, minutes;
	const char *ticket, *name;
	struct call call = { 0 };
	visit->call = call;
	if (!json)
		return FAIL_NONE;
	TRY(json_take_int(json, "stage", 0, CALL_STAGE_COUNT - 1, &stage));
	TRY(json_take_int(json, "minutes", 0, CALL_MINUTES_MAX, &minutes));
	TRY(json_take_int(json, "told_ms", 0, INT64_MAX, &call.told_ms));
	TRY(json_take_text(json, "ticket", CALL_TICKET_BYTES - 1, &ticket));
	TRY(json_take_text(json, "name", CALL_NAME_MAX_BYTES, &name));
	call.stage = (enum call_stage)stage;
	call.minutes = (int)minutes;
	call.off = json_bool_or(json, "off", false);
	if (call.told_ms > visit->mono_ms)
		call.told_ms = visit->mono_ms;
	text_put(call.ticket, sizeof call.ticket, ticket);
	text_put(call.name, sizeof call.name, name);
	visit->call = call;
	return FAIL_NONE;
}
