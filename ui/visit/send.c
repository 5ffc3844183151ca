/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: id, reference and sealed body are minted once and kept with the visit, so that every retry is the same transaction to the
 * hub. After an answer that may have been lost on the way nothing may change any more; after a plain "no" everything may.
 */
#include "ui/visit/send.h"

#include "ui/visit/list.h"
#include "ui/visit/parts.h"
#include "ui/visit/wallet.h"

#include "firmware/base/clock.h"
#include "firmware/base/secret.h"
#include "firmware/forms/review.h"
#include "firmware/forms/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void write_instant(int64_t wall_ms, char ret[static 32])
{
	time_t seconds = (time_t)(wall_ms / 1000);
	struct tm utc;
	gmtime_r(&seconds, &utc);
	size_t end = strftime(ret, 32, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(ret + end, 32 - end, ".%03dZ", (int)(wall_ms % 1000));
}

static struct date due_date(const struct visit *visit)
{
	const struct form_service *service = &visit->form->service;
	if (service->standard_value <= 0 || !clock_believable(visit->now_ms))
		return (struct date){ 0 };
	return service->standard_working_days ? holidays_add(visit->holidays, visit->today, service->standard_value)
	                                      : date_add_days(visit->today, service->standard_value);
}

json_t *send_record(const struct visit *visit, const char *reference, const char *instant)
{
	json_t *record = review_record(visit->form, visit->answers, visit->today, reference, instant, pair_first(visit)), *helped = assist_record(visit);
	json_object_update(json_object_get(record, "meta"), helped);
	json_decref(helped);
	json_object_set_new(json_object_get(record, "meta"), "interaction", interaction_record(visit));
	pair_note(visit, record);
	confirm_note(visit, record);
	return record;
}

static enum fail seal(struct visit *visit)
{
	char instant[32];
	BUFFER_AUTO body;
	buffer_init(&body, ENVELOPE_EVENT_MAX_BYTES);
	visit_unseal(visit);
	visit->id = id_new(visit->now_ms);
	visit->reference = reference_new(visit->form->reference_prefix);
	if (visit->training.on)
		text_put(visit->reference.text, sizeof visit->reference.text, TRAINING_WORD);
	visit->sent_ms = visit->now_ms;
	visit->due = due_date(visit);
	visit->pay_pence = review_to_pay(visit->form, visit->answers, visit->today);
	struct review_desk brought[REVIEW_DESK_MAX];
	visit->at_desk = review_at_desk(visit->form, visit->answers, visit->today, brought) > 0;
	write_instant(visit->now_ms, instant);
	struct envelope_head head = { visit->id, visit->source, VISIT_EVENT_TYPE, visit->now_ms, NULL, NULL };
	json_t *record = send_record(visit, visit->reference.text, instant);
	enum fail code = record ? envelope_seal(visit->council_key, &head, record, &body) : FAIL(INPUT, "there is no record of these answers");
	json_decref(record);
	if (code == FAIL_NONE)
		visit->sealed = strdup(buffer_text(&body));
	if (code == FAIL_NONE && !visit->sealed)
		code = FAIL(LIMIT, "no memory for the sealed body");
	if (code != FAIL_NONE)
		visit_unseal(visit);
	return code;
}

static unsigned stop(struct visit *visit, enum sending_problem problem)
{
	unsigned effects = visit_place(visit, PLACE_PROBLEM);
	visit->problem = problem;
	return effects;
}

static unsigned send_now(struct visit *visit)
{
	visit->problem = SENDING_OK;
	return visit_place(visit, PLACE_SENDING) | EFFECT_SEND;
}

/* Not a question of the form, so it has no component there. */
static unsigned refuse_undeclared(struct visit *visit)
{
	static const struct form_component declaration = { .kind = COMPONENT_DECLARATION, .id = "", .name = "declaration", .title = "", .short_title = "", .error_title = "" };
	visit->error[0] = (struct form_error){ .component = &declaration, .field = "declaration", .part = "", .rule = RULE_CONFIRM };
	visit->error_count = 1;
	visit->list_page = LIST_PAGE_MAX; /* it stands at the end */
	return EFFECT_REBUILD | EFFECT_ERRORS;
}

/* On check answers, with nothing in the way. */
static unsigned seal_and_send(struct visit *visit)
{
	if (visit->sealed)
		return send_now(visit);
	if (!visit->council_key || (visit->direct && visit_blocked(visit)))
		return stop(visit, visit_blocked(visit) ? SENDING_NOT_SET_UP : SENDING_NO_HUB);
	enum fail code = seal(visit);
	if (code == FAIL_NONE)
		return send_now(visit);
	return stop(visit, code == FAIL_LIMIT ? SENDING_TOO_LARGE : SENDING_STORE);
}

unsigned send_for_them(struct visit *visit, enum assist_why why)
{
	unsigned effects = page_to_check(visit);
	if (visit->place != PLACE_CHECK)
		return effects;
	if (visit->sealed && !visit->maybe_sent)
		visit_unseal(visit);
	if (!visit->sealed)
		visit->assist.behalf = why; /* what may be there already is there as it was sent */
	effects = seal_and_send(visit);
	if (!visit->sealed)
		visit->assist.behalf = WHY_NONE;
	return effects;
}

unsigned act_send(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place != PLACE_CHECK || visit->sheet != SHEET_NONE || pair_unread(visit))
		return 0;
	unsigned effects = page_to_check(visit);
	if (visit->place != PLACE_CHECK)
		return effects;
	if (visit->form->declaration_ticked && !visit->declared)
		return refuse_undeclared(visit);
	behalf_void(visit);
	return seal_and_send(visit);
}

unsigned act_try_again(struct visit *visit, const struct act *act)
{
	if (visit->place == PLACE_WHERE)
		return where_continue(visit);
	if (visit->place == PLACE_RESUME)
		return resume_continue(visit);
	if (visit->place != PLACE_PROBLEM || visit->sheet != SHEET_NONE)
		return 0;
	if (visit->sealed)
		return send_now(visit);
	unsigned effects = page_to_check(visit);
	return visit->place == PLACE_CHECK ? act_send(visit, act) : effects;
}

bool visit_blocked(const struct visit *visit)
{
	bool listed = !visit->direct;
	for (size_t i = 0; i < json_array_size(visit->direct) && visit->form && !listed; i++) {
		const char *code = json_string_value(json_array_get(visit->direct, i));
		listed = code && strcmp(code, visit->form->service.code) == 0;
	}
	return visit->sending_blocked || !listed || (visit->direct && !walk_public_left(visit->form));
}

void visit_ask_what_may_go(const struct visit *visit)
{
	if (visit->answered)
		walk_public_only(visit->answered, visit->direct != NULL);
}

unsigned visit_direct(struct visit *visit, const json_t *codes)
{
	visit->direct = codes;
	visit_ask_what_may_go(visit);
	return EFFECT_REBUILD;
}

unsigned visit_key(struct visit *visit, const struct envelope_key *key)
{
	visit->council_key = key;
	visit->sending_blocked = key == NULL;
	return EFFECT_REBUILD;
}

unsigned visit_hub_up(struct visit *visit, const struct envelope_key *key, const char *source)
{
	(void)visit_key(visit, key);
	visit->hub_down = false;
	snprintf(visit->source, sizeof visit->source, "%s", source);
	bool unanswered = visit->place == PLACE_SENDING || (visit->place == PLACE_PROBLEM && visit->problem == SENDING_NO_HUB);
	if (visit->sealed && unanswered) {
		visit->touched_ms = visit->mono_ms;
		return send_now(visit) | EFFECT_KEEP;
	}
	return EFFECT_REBUILD;
}

unsigned visit_hub_down(struct visit *visit)
{
	visit->hub_down = true;
	offers_lost(visit);
	handout_lost(visit);
	call_lost(visit);
	park_lost(visit);
	return EFFECT_REBUILD;
}

json_t *visit_submission(const struct visit *visit)
{
	char due[11] = "";
	if (!visit->sealed || !visit->form)
		return NULL;
	if (!date_none(visit->due))
		date_write(visit->due, due);
	bool receipt = visit->form->service.receipt_print == RECEIPT_PRINT_ALWAYS;
	bool training = visit->training.on; /* then what was typed does not even come to the hub */
	json_t *submission = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:b, s:s, s:I, s:b, s:b, s:s}", "verb", "submit", "visit", visit->mark, "id", visit->id.text,
	                 "reference", visit->reference.text, "service", visit->form->service.code, "type", VISIT_EVENT_TYPE,
	                 "time_ms", (json_int_t)visit->sent_ms, "jwe", training ? "" : visit->sealed, "language", pair_first(visit),
	                 "receipt", receipt, "due", due, "pay_pence", (json_int_t)visit->pay_pence, "desk", visit->at_desk, "training", training, "by", assist_by(visit));
	if (submission)
		json_object_set_new(submission, "interaction", interaction_json(visit));
	return submission;
}

/* What is printed only when somebody wants it waits for them; nothing is offered that would not come. */
static enum receipt_state receipt_now(const struct visit *visit)
{
	if (visit->receipt_asked || visit->form->service.receipt_print == RECEIPT_PRINT_ALWAYS)
		return visit->printer;
	if (visit->form->service.receipt_print == RECEIPT_PRINT_NEVER)
		return RECEIPT_NONE;
	return visit->printer == RECEIPT_WAITING ? RECEIPT_ASK : visit->printer;
}

/* Kept: from here on only the reference and the dates are needed. */
static unsigned kept(struct visit *visit)
{
	wallet_take(visit);
	list_mark_sent(visit, visit->form->service.code);
	offers_take(visit);
	answers_clear(visit->answers);
	if (visit->assist.way == ASSIST_TYPES)
		handback_remember(visit); /* who sent it for them helps on, with what comes next */
	assist_forget(visit);
	free(visit->sealed);
	visit->sealed = NULL;
	visit->maybe_sent = false;
	visit->changing = false;
	visit->problem = SENDING_OK;
	visit->receipt_asked = false;
	visit->receipt = receipt_now(visit);
	visit->touched_ms = visit->mono_ms;
	return visit_place(visit, PLACE_DONE) | EFFECT_WIPE | EFFECT_KEEP | EFFECT_OFFERS;
}

static enum sending_problem problem_of(enum fail code)
{
	switch (code) {
	case FAIL_FULL: return SENDING_FULL;
	case FAIL_LIMIT: return SENDING_TOO_LARGE;
	case FAIL_OFFLINE: case FAIL_BUSY: case FAIL_TIMEOUT: return SENDING_NO_HUB;
	case FAIL_NONE: case FAIL_INPUT: case FAIL_EMPTY: case FAIL_DENIED: case FAIL_DEVICE: case FAIL_PAPER: case FAIL_STORE:
	case FAIL_IO: case FAIL_SIGNATURE: case FAIL_COUNT:
		break;
	}
	return SENDING_STORE;
}

unsigned visit_sent(struct visit *visit, const char *id, enum fail code)
{
	bool waits = visit->place == PLACE_SENDING || visit->place == PLACE_PROBLEM;
	if (!waits || !visit->sealed || strcmp(visit->id.text, id) != 0)
		return 0;
	if (code == FAIL_NONE)
		return kept(visit);
	if (code == FAIL_DENIED && visit->assist.behalf != WHY_NONE) { /* nobody who may is signed in any more: it is the person's own again */
		behalf_void(visit);
		return visit_place(visit, PLACE_CHECK) | EFFECT_KEEP;
	}
	enum sending_problem problem = problem_of(code);
	visit->maybe_sent = problem == SENDING_NO_HUB;
	return stop(visit, problem) | EFFECT_KEEP;
}

struct state_word { const char *word; enum receipt_state receipt; };

static bool state_of(const struct state_word *words, size_t count, const char *word, enum receipt_state *ret)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].word, word) == 0) {
			*ret = words[i].receipt;
			return true;
		}
	return false;
}

static bool printer_of(const char *word, enum receipt_state *ret)
{
	static const struct state_word words[] = {
		{ "ready", RECEIPT_WAITING }, { "none", RECEIPT_NO_PRINTER }, { "paper", RECEIPT_PAPER },
		{ "cover", RECEIPT_COVER }, { "error", RECEIPT_STUCK }, { "unknown", RECEIPT_WAITING },
	};
	return state_of(words, sizeof words / sizeof words[0], word, ret);
}

static unsigned set_receipt(struct visit *visit, enum receipt_state receipt)
{
	if (visit->place != PLACE_DONE || visit->receipt == receipt)
		return 0;
	visit->receipt = receipt;
	visit->touched_ms = visit->mono_ms; /* time to read what it says now, and to take the paper */
	return EFFECT_REBUILD | EFFECT_KEEP;
}

unsigned visit_print_state(struct visit *visit, const char *reference, const char *state, const char *printer)
{
	static const struct state_word words[] = {
		{ "printing", RECEIPT_PRINTING }, { "done", RECEIPT_DONE }, { "unsure", RECEIPT_UNSURE }, { "waiting", RECEIPT_WAITING },
		{ "withdrawn", RECEIPT_WITHDRAWN },
	};
	enum receipt_state receipt;
	(void)printer_of(printer, &visit->printer);
	if (visit->place != PLACE_DONE || strcmp(reference, visit->reference.text) != 0)
		return 0;
	if (!state_of(words, sizeof words / sizeof words[0], state, &receipt))
		return 0;
	return set_receipt(visit, receipt == RECEIPT_WAITING ? visit->printer : receipt);
}

unsigned visit_printer(struct visit *visit, const char *state)
{
	if (!printer_of(state, &visit->printer))
		return 0;
	bool going_on = visit->receipt == RECEIPT_PRINTING && visit->printer == RECEIPT_WAITING; /* unplugged or out of paper in the middle is said */
	bool settled = going_on || visit->receipt == RECEIPT_DONE || visit->receipt == RECEIPT_UNSURE || visit->receipt == RECEIPT_WITHDRAWN;
	return settled || visit->place != PLACE_DONE ? 0 : set_receipt(visit, receipt_now(visit));
}

unsigned visit_delivered(struct visit *visit, const char *reference)
{
	if (visit->place != PLACE_DONE || visit->delivered || strcmp(reference, visit->reference.text) != 0)
		return 0;
	visit->delivered = true;
	return EFFECT_REBUILD | EFFECT_KEEP;
}

unsigned visit_network(struct visit *visit, const char *state)
{
	bool down = strcmp(state, "up") != 0;
	if (visit->network_down == down)
		return 0;
	visit->network_down = down;
	return visit->place == PLACE_DONE ? EFFECT_REBUILD : 0;
}

unsigned visit_service(struct visit *visit, const char *state)
{
	bool out = strcmp(state, "open") != 0;
	if (visit->out_of_service == out)
		return 0;
	visit->out_of_service = out;
	return visit->place == PLACE_SERVICE ? EFFECT_REBUILD : 0;
}

unsigned act_print_seen(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place != PLACE_DONE || visit->sheet != SHEET_NONE || visit->receipt != RECEIPT_UNSURE)
		return 0;
	visit->receipt = RECEIPT_DONE;
	return EFFECT_REBUILD | EFFECT_SEEN;
}

unsigned act_print_again(struct visit *visit, const struct act *act)
{
	if (visit->place != PLACE_DONE || visit->sheet != SHEET_NONE || visit->receipt == RECEIPT_PRINTING || visit->form->service.receipt_print == RECEIPT_PRINT_NEVER)
		return 0;
	visit->receipt_asked = true;
	visit->receipt_large = act->number == 1;
	visit->receipt = visit->printer;
	return EFFECT_REBUILD | EFFECT_PRINT;
}
