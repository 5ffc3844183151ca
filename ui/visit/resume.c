/* SPDX-License-Identifier: MIT */
/* resume.c - somebody goes on with what was kept: a code is typed, a ticket read, or the desk brings it. Nothing is shown of it before somebody here asks for it. */
#include "ui/visit/park.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { MINUTE_S = 60, WAIT_MAX_S = 3600 };

/* What was typed stays: most often one letter of it is wrong. */
static unsigned type(struct visit *visit)
{
	unsigned effects = visit_place(visit, PLACE_RESUME);
	visit->park.stage = PARK_TYPING;
	visit->park.missing = false;
	secret_wipe(&visit->park.ticket, sizeof visit->park.ticket);
	resume_restore(visit);
	visit->caret = (int)strlen(visit->park.typed);
	visit->selected = 0;
	visit->layer = LAYER_LOWER;
	return effects;
}

void resume_restore(struct visit *visit)
{
	if (visit->place == PLACE_RESUME && visit->park.stage == PARK_TYPING)
		text_put(visit->field, sizeof visit->field, PARK_FIELD);
}

void resume_set(struct visit *visit, const char *value)
{
	text_put(visit->park.typed, sizeof visit->park.typed, value);
	visit->park.missing = false;
}

/* A sheet that was opened meanwhile stays. */
static unsigned tell(struct visit *visit, enum park_stage stage)
{
	visit->park.stage = stage;
	visit->list_page_under = 0;
	visit->touched_ms = visit->mono_ms; /* time to read it */
	return (visit->sheet == SHEET_NONE ? visit_place(visit, PLACE_RESUME) : EFFECT_REBUILD) | EFFECT_KEEP;
}

unsigned act_resume(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place != PLACE_HOME || visit->sheet != SHEET_NONE || !visit->parking.offered)
		return 0;
	park_forget(visit);
	return type(visit);
}

static unsigned ask(struct visit *visit)
{
	if (visit->hub_down)
		return tell(visit, PARK_NOT_NOW);
	unsigned effects = visit_place(visit, PLACE_RESUME);
	visit->park.stage = PARK_ASKING;
	visit->park.asked_ms = visit->mono_ms;
	return effects | EFFECT_RESUME;
}

unsigned resume_continue(struct visit *visit)
{
	struct park *park = &visit->park;
	if (visit->sheet != SHEET_NONE || park->stage == PARK_ASKING)
		return 0;
	if (park->stage == PARK_BROUGHT)
		return ask(visit);
	if (!park->typed[strspn(park->typed, " -")]) {
		park->missing = true;
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	draft_read(park->typed, &park->ticket);
	bool unfindable = park->ticket.kind == DRAFT_NEITHER || (park->ticket.kind == DRAFT_CODE && !visit->parking.ready);
	return unfindable ? tell(visit, PARK_WRONG) : ask(visit);
}

unsigned resume_back(struct visit *visit)
{
	if (visit->park.stage == PARK_BROUGHT)
		return visit_end_as(visit, "finished"); /* it is kept still */
	if (visit->park.stage != PARK_TYPING)
		return type(visit);
	park_forget(visit);
	return visit_place(visit, PLACE_HOME);
}

/* ---- the desk brings it ---- */

unsigned visit_brought(struct visit *visit, const char *ticket, const char *service, const char *language)
{
	struct draft_ticket read;
	draft_read(ticket, &read);
	if (visit_active(visit) || visit->guide || visit->clean_until_ms || read.kind == DRAFT_NEITHER)
		return 0;
	unsigned effects = visit_place(visit, PLACE_RESUME);
	park_forget(visit);
	visit->park.stage = PARK_BROUGHT;
	visit->park.ticket = read;
	text_put(visit->park.service, sizeof visit->park.service, service);
	secret_wipe(&read, sizeof read);
	draft_speak(visit, language);
	mark_new(visit->mark);
	visit->touched_ms = visit->mono_ms;
	return effects | EFFECT_KEEP;
}

/* ---- the hub ---- */

json_t *park_find(const struct visit *visit)
{
	const struct draft_ticket *ticket = &visit->park.ticket;
	struct draft_key finder;
	struct draft_name name;
	if (visit->place != PLACE_RESUME || visit->park.stage != PARK_ASKING)
		return NULL;
	if (ticket->kind == DRAFT_TOKEN) {
		draft_token_name(&ticket->token, &name);
	} else {
		draft_finder(&visit->parking.run, &finder);
		draft_code_name(&finder, &ticket->code, &name);
		secret_wipe(&finder, sizeof finder);
	}
	return json_pack("{s:s, s:s}", "verb", "park.find", "name", name.text);
}

static enum fail open_it(struct visit *visit, const json_t *reply, const void *bytes, size_t size, unsigned *ret)
{
	const char *lock, *name;
	struct draft_token token = visit->park.ticket.token;
	BUFFER_AUTO plain;
	buffer_init(&plain, DRAFT_MAX_BYTES);
	TRY(json_take_text(reply, "name", DRAFT_NAME_BYTES - 1, &name));
	TRY(json_take_text(reply, "lock", DRAFT_LOCK_BYTES - 1, &lock));
	if (!draft_name_valid(name))
		return FAIL(INPUT, "what is kept has no name");
	if (visit->park.ticket.kind == DRAFT_CODE)
		TRY(draft_unlock(&visit->parking.run, &visit->park.ticket.code, lock, &token));
	enum fail code = draft_open(&token, bytes, size, &plain);
	secret_wipe(&token, sizeof token);
	TRY(code);
	TRY(draft_take(visit, buffer_text(&plain), plain.size_bytes, ret));
	park_forget(visit);
	memcpy(visit->park.opened.text, name, DRAFT_NAME_BYTES);
	return FAIL_NONE;
}

static unsigned refused(struct visit *visit, const json_t *reply)
{
	const char *why = json_text_or(reply, "why", "");
	int64_t wait_s = json_int_or(reply, "wait_s", 0);
	if (strcmp(why, "wrong") == 0)
		return tell(visit, PARK_WRONG);
	if (strcmp(why, "often") != 0)
		return tell(visit, PARK_NOT_NOW);
	visit->park.wait_minutes = wait_s <= 0 || wait_s > WAIT_MAX_S ? MINUTE_S : (int)((wait_s + MINUTE_S - 1) / MINUTE_S);
	return tell(visit, PARK_OFTEN);
}

unsigned visit_park_found(struct visit *visit, enum fail code, const json_t *reply, const void *bytes, size_t size)
{
	unsigned effects = 0;
	if (visit->place != PLACE_RESUME || visit->park.stage != PARK_ASKING)
		return 0;
	if (code != FAIL_NONE)
		return refused(visit, reply);
	code = open_it(visit, reply, bytes, size, &effects);
	if (code != FAIL_NONE)
		return tell(visit, PARK_NOT_NOW);
	visit->touched_ms = visit->mono_ms;
	return effects | EFFECT_WIPE | EFFECT_KEEP | EFFECT_RESUMED;
}

json_t *park_opened(struct visit *visit)
{
	json_t *request = visit->park.opened.text[0] ? json_pack("{s:s, s:s}", "verb", "park.opened", "name", visit->park.opened.text) : NULL;
	memset(&visit->park.opened, 0, sizeof visit->park.opened);
	return request;
}

int64_t resume_next_ms(const struct visit *visit)
{
	return visit->place == PLACE_RESUME && visit->park.stage == PARK_ASKING ? visit->park.asked_ms + PARK_PATIENCE_MS : -1;
}

unsigned resume_tick(struct visit *visit)
{
	return tell(visit, PARK_NOT_NOW);
}
