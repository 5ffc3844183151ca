/* SPDX-License-Identifier: MIT */
/* park.c - DESIGN: while the hub keeps it nothing may change; what is kept is gone from here with the hub's word, and not before. */
#include "ui/visit/park.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/paper.h"
#include "ui/visit/parts.h"
#include "ui/visit/wallet.h"

#include <sodium.h>
#include <string.h>

enum { LARGE_PERCENT = 150 };

bool park_may(const struct visit *visit)
{
	bool inside = visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS || visit->place == PLACE_CHECK || visit->place == PLACE_PROBLEM;
	return visit->parking.ready && !visit->training.on && visit->assist.way == ASSIST_ALONE && inside && visit->form && !visit->maybe_sent && !visit->hub_down && !visit->out_of_service;
}

void visit_parking(struct visit *visit, const struct draft_key *run)
{
	visit->parking.ready = run != NULL;
	if (run)
		visit->parking.run = *run;
}

bool park_finder(const struct visit *visit, char ret[static 2 * DRAFT_KEY_BYTES + 1])
{
	struct draft_key finder;
	if (!visit->parking.ready)
		return false;
	draft_finder(&visit->parking.run, &finder);
	sodium_bin2hex(ret, 2 * DRAFT_KEY_BYTES + 1, finder.bytes, sizeof finder.bytes);
	secret_wipe(&finder, sizeof finder);
	return true;
}

void park_forget(struct visit *visit)
{
	secret_wipe(&visit->park, sizeof visit->park);
}

unsigned visit_parked_here(struct visit *visit, bool offered)
{
	bool changes = visit->parking.offered != offered;
	visit->parking.offered = offered;
	return changes ? EFFECT_REBUILD : 0;
}

/* ---- keeping ---- */

unsigned act_park(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!park_may(visit))
		return 0;
	draft_token_new(&visit->park.token);
	draft_code_new(&visit->park.code);
	text_put(visit->park.service, sizeof visit->park.service, visit->form->service.code);
	visit->park.keeping = PARK_KEEP_ASKING;
	visit->park.asked_ms = visit->mono_ms;
	return EFFECT_REBUILD | EFFECT_PARK;
}

/* A hub that does not answer holds nobody: whoever goes on after a while has not parked. */
bool park_holds(struct visit *visit)
{
	if (visit->park.keeping != PARK_KEEP_ASKING)
		return false;
	if (visit->mono_ms - visit->park.asked_ms < PARK_PATIENCE_KEEP_MS)
		return true;
	park_forget(visit);
	return false;
}

enum fail park_request(const struct visit *visit, json_t **ret, struct buffer *sealed)
{
	const struct park *park = &visit->park;
	struct draft_key finder;
	struct draft_name name, code;
	char lock[DRAFT_LOCK_BYTES];
	BUFFER_AUTO plain;
	buffer_init(&plain, DRAFT_MAX_BYTES);
	TRY(draft_write(visit, &plain));
	TRY(draft_seal(&park->token, &plain, sealed));
	draft_finder(&visit->parking.run, &finder);
	draft_token_name(&park->token, &name);
	draft_code_name(&finder, &park->code, &code);
	draft_lock(&visit->parking.run, &park->code, &park->token, lock);
	secret_wipe(&finder, sizeof finder);
	*ret = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "verb", "park.keep", "name", name.text, "code", code.text, "lock", lock, "service", park->service, "language", visit->language_tag);
	return FAIL_NONE;
}

unsigned visit_park_kept(struct visit *visit, enum fail code, const json_t *reply)
{
	int64_t until_ms = json_int_or(reply, "until_ms", 0);
	if (visit->park.keeping != PARK_KEEP_ASKING)
		return 0;
	if (code != FAIL_NONE || until_ms <= visit->now_ms) {
		park_forget(visit);
		visit->park.keeping = PARK_KEEP_FAILED;
		return EFFECT_REBUILD;
	}
	struct park park = visit->park;
	visit_forget_answers(visit);
	wallet_forget(visit);
	unsigned effects = visit_place(visit, PLACE_PARKED) | EFFECT_WIPE | EFFECT_KEEP;
	park.keeping = PARK_KEEP_NONE;
	park.until_ms = until_ms;
	park.paper = paper_lacks(visit) ? PARK_PAPER_NONE : PARK_PAPER_PRINTING;
	visit->park = park;
	secret_wipe(&park, sizeof park);
	visit->need[0] = visit->search[0] = '\0';
	visit->touched_ms = visit->mono_ms;
	return effects | (visit->park.paper == PARK_PAPER_PRINTING ? EFFECT_PARK_PAPER : 0);
}

/* ---- its paper ---- */

json_t *park_paper(const struct visit *visit)
{
	const struct park *park = &visit->park;
	const struct form *form = services_find(&visit->house->services, park->service);
	char code[DRAFT_CODE_SHOWN_BYTES], token[DRAFT_TOKEN_TEXT_BYTES];
	draft_code_show(&park->code, code);
	draft_token_write(&park->token, token);
	json_t *data = json_pack("{s:s, s:s, s:I}", "code", code, "qr", token, "until_ms", (json_int_t)park->until_ms);
	const char *title = form ? form_text(form, visit->language_tag, "form", "", "title", form->name, NULL) : "";
	if (*title && strlen(title) <= PARK_TITLE_MAX_BYTES)
		json_object_set_new(data, "service", json_string(title));
	secret_wipe(token, sizeof token);
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "verb", "print", "kind", "parked-ticket", "language", visit->language_tag, "large", visit->text_percent >= LARGE_PERCENT, "data", data);
}

unsigned visit_park_paper(struct visit *visit, enum fail code, int64_t job)
{
	if (visit->park.paper != PARK_PAPER_PRINTING)
		return 0;
	visit->park.job = code == FAIL_NONE ? job : 0;
	if (visit->park.job > 0)
		return 0;
	visit->park.paper = PARK_PAPER_GONE;
	return EFFECT_REBUILD;
}

unsigned visit_park_printed(struct visit *visit, int64_t job, const char *state)
{
	bool done = strcmp(state, "done") == 0, gone = strcmp(state, "unsure") == 0 || strcmp(state, "withdrawn") == 0;
	if (job <= 0 || job != visit->park.job || (!done && !gone))
		return 0;
	visit->park.paper = done ? PARK_PAPER_DONE : PARK_PAPER_GONE;
	visit->touched_ms = visit->mono_ms; /* time to take it, or to write the code down */
	return EFFECT_REBUILD;
}

void park_lost(struct visit *visit)
{
	if (visit->park.paper == PARK_PAPER_PRINTING)
		visit->park.paper = PARK_PAPER_GONE;
	visit->park.job = 0;
}

/* ---- the copy ---- */

json_t *park_copy(const struct visit *visit)
{
	const struct park *park = &visit->park;
	bool parked = visit->place == PLACE_PARKED, brought = visit->place == PLACE_RESUME && park->stage == PARK_BROUGHT;
	char token[DRAFT_TOKEN_TEXT_BYTES] = "";
	if (parked)
		draft_token_write(&park->token, token);
	else if (brought && park->ticket.kind == DRAFT_TOKEN)
		draft_token_write(&park->ticket.token, token);
	json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:I, s:b}", "typed", park->typed, "token", token, "code", parked ? park->code.text : brought && park->ticket.kind == DRAFT_CODE ? park->ticket.code.text : "",
	                         "service", park->service, "until_ms", (json_int_t)park->until_ms, "brought", brought);
	secret_wipe(token, sizeof token);
	return json;
}

/* What the copy says of a ticket; *@ret_both: the code and the token of what was kept. */
static enum fail restore_ticket(const json_t *json, struct park *park)
{
	const char *token, *code;
	struct draft_ticket ticket;
	TRY(json_take_text(json, "token", DRAFT_TOKEN_TEXT_BYTES - 1, &token));
	TRY(json_take_text(json, "code", DRAFT_CODE_BYTES - 1, &code));
	draft_read(code, &ticket);
	if (*code && ticket.kind != DRAFT_CODE)
		return FAIL(INPUT, "the code is none");
	if (ticket.kind == DRAFT_CODE) {
		park->code = ticket.code;
		park->ticket = ticket;
	}
	draft_read(token, &ticket);
	if (*token && ticket.kind != DRAFT_TOKEN)
		return FAIL(INPUT, "the ticket is none");
	if (ticket.kind == DRAFT_TOKEN) {
		park->token = ticket.token;
		park->ticket = ticket;
	}
	secret_wipe(&ticket, sizeof ticket);
	return FAIL_NONE;
}

enum fail park_restore(const json_t *json, struct visit *visit)
{
	const char *typed, *service;
	struct park park = { 0 };
	visit->park = park;
	if (!json)
		return FAIL_NONE;
	TRY(json_take_text(json, "typed", DRAFT_TYPED_MAX_BYTES, &typed));
	TRY(json_take_text(json, "service", PARK_SERVICE_BYTES - 1, &service));
	TRY(json_take_int(json, "until_ms", 0, INT64_MAX, &park.until_ms));
	TRY(restore_ticket(json, &park));
	if (json_bool_or(json, "brought", false))
		park.stage = PARK_BROUGHT;
	text_put(park.typed, sizeof park.typed, typed);
	text_put(park.service, sizeof park.service, service);
	visit->park = park;
	return FAIL_NONE;
}
