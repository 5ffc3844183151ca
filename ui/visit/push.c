/* SPDX-License-Identifier: MIT */
#include "ui/visit/push.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/parts.h"
#include "ui/visit/wallet.h"

#include <string.h>

bool push_shows(const struct visit *visit)
{
	bool here = visit->place == PLACE_IDLE || visit->place == PLACE_HOME, begun = answers_bytes(visit->answers) > 0 || !wallet_empty(visit) || visit->sent_count > 0;
	return visit->push.ticket[0] && here && !begun && !visit->hub_down && !visit->out_of_service;
}

void push_forget(struct visit *visit)
{
	struct push *push = &visit->push;
	secret_wipe(push->typed, sizeof push->typed);
	push->trouble = PUSH_FINE;
	push->waits = push->opened = false; /* that it is refused is still to be said */
}

static void type_here(struct visit *visit)
{
	text_put(visit->field, sizeof visit->field, PUSH_FIELD);
	visit->caret = (int)strlen(visit->push.typed);
	visit->selected = 0;
	visit->layer = LAYER_LOWER;
}

unsigned act_push(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!push_shows(visit) || visit->sheet != SHEET_NONE || visit->hidden || visit->clean_until_ms)
		return 0;
	push_forget(visit);
	unsigned effects = visit_place(visit, PLACE_PUSH);
	type_here(visit);
	return effects;
}

bool push_types(const struct visit *visit)
{
	return visit->place == PLACE_PUSH && !visit->push.waits;
}

void push_set(struct visit *visit, const char *value)
{
	text_put(visit->push.typed, sizeof visit->push.typed, value);
	visit->push.trouble = PUSH_FINE;
}

static unsigned say(struct visit *visit, enum push_trouble trouble)
{
	visit->push.trouble = trouble;
	visit->push.waits = false;
	return EFFECT_REBUILD | EFFECT_ERRORS;
}

unsigned push_continue(struct visit *visit)
{
	struct push *push = &visit->push;
	size_t letters = 0;
	if (visit->sheet != SHEET_NONE || push->waits)
		return 0;
	for (const char *at = push->typed; *at; at++)
		letters += *at != ' ' && *at != '-';
	if (!push->ticket[0])
		return say(visit, PUSH_GONE);
	if (letters < PUSH_LETTERS)
		return say(visit, PUSH_SHORT);
	if (visit->hub_down)
		return say(visit, PUSH_NOT_NOW);
	push->waits = true;
	return EFFECT_REBUILD | EFFECT_PUSH;
}

unsigned push_back(struct visit *visit)
{
	bool opened = visit->push.opened;
	push_forget(visit);
	if (!opened)
		return visit_place(visit, PLACE_HOME);
	visit->push.refuses = true;
	return list_back(visit) | EFFECT_PUSH;
}

void push_restore(struct visit *visit)
{
	if (visit->place == PLACE_PUSH)
		type_here(visit);
}

/* ---- the hub ---- */

json_t *visit_push_request(struct visit *visit)
{
	struct push *push = &visit->push;
	if (push->refuses) {
		push->refuses = false;
		return json_pack("{s:s}", "verb", "push.refuse");
	}
	return push->waits ? json_pack("{s:s, s:s}", "verb", "push.open", "code", push->typed) : NULL;
}

static unsigned open_form(struct visit *visit, const char *service)
{
	push_forget(visit);
	memset(visit->push.ticket, 0, sizeof visit->push.ticket);
	unsigned effects = act_service(visit, &(struct act){ .text = service, .node_id = "" });
	if (!effects) { /* a form that only the desk knows */
		visit->push.refuses = true;
		return visit_place(visit, PLACE_HOME) | EFFECT_PUSH;
	}
	visit->push.opened = true;
	visit->touched_ms = visit->mono_ms; /* time to read it */
	return effects | EFFECT_KEEP;
}

unsigned visit_push_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	bool waited = visit->push.waits && visit->place == PLACE_PUSH;
	visit->push.waits = false;
	if (!waited) { /* who asked has gone: it was opened for nobody */
		visit->push.refuses = code == FAIL_NONE;
		return code == FAIL_NONE ? EFFECT_PUSH : 0;
	}
	if (code == FAIL_NONE)
		return open_form(visit, json_text_or(reply, "service", ""));
	return say(visit, code == FAIL_DENIED ? PUSH_WRONG : code == FAIL_EMPTY ? PUSH_GONE : PUSH_NOT_NOW);
}

unsigned visit_push_told(struct visit *visit, const json_t *told)
{
	struct push *push = &visit->push;
	const char *ticket = json_text_or(told, "ticket", "");
	bool here = visit->place == PLACE_PUSH || visit->place == PLACE_IDLE || visit->place == PLACE_HOME;
	if (strcmp(push->ticket, ticket) == 0)
		return 0;
	text_put(push->ticket, sizeof push->ticket, ticket);
	if (visit->place == PLACE_PUSH && !*ticket && !push->waits)
		return say(visit, PUSH_GONE);
	return here ? EFFECT_REBUILD : 0;
}
