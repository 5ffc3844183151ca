/* SPDX-License-Identifier: MIT */
/* The state that a copy carries, as JSON and back. LIMITS: everything read is bounded and checked against the form it is about. */
#include "ui/visit/copy.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/envelope.h"
#include "ui/visit/idle.h"
#include "ui/visit/items.h"
#include "ui/visit/list.h"
#include "ui/visit/parts.h"

#include <stdlib.h>
#include <string.h>

enum { COPY_FORMAT = 11, COUNT_MAX = 1000000 };

static json_t *pages_in(const bool page[static FORM_PAGE_MAX])
{
	json_t *list = json_array();
	for (int i = 0; i < FORM_PAGE_MAX; i++)
		if (page[i])
			json_array_append_new(list, json_integer(i));
	return list;
}

static json_t *sent_codes(const struct visit *visit)
{
	json_t *list = json_array();
	for (int i = 0; i < visit->sent_count; i++)
		json_array_append_new(list, json_string(visit->sent[i]));
	return list;
}

static void put(json_t *copy, const char *key, json_t *value)
{
	if (json_object_set_new(copy, key, value) != 0)
		abort(); /* out of memory */
}

static json_t *write_json(const struct visit *visit)
{
	char due[11] = "";
	bool staff = visit->sheet == SHEET_STAFF || visit->sheet_under == SHEET_STAFF; /* of them nothing is kept: the page below is */
	if (!date_none(visit->due))
		date_write(visit->due, due);
	json_t *copy = json_pack("{s:i, s:i, s:i, s:i, s:s, s:b, s:i, s:b, s:s, s:i, s:i, s:i, s:i}", "format", COPY_FORMAT,
	                         "place", (int)visit->place, "sheet", (int)(visit->sheet == SHEET_STAFF ? SHEET_NONE : visit->sheet), "sheet_under", (int)(visit->sheet_under == SHEET_STAFF ? SHEET_NONE : visit->sheet_under),
	                         "language", visit->language_tag, "chosen", visit->language_chosen, "page", visit->page,
	                         "changing", visit->changing, "field", staff ? visit->staff.under.field : visit->field, "caret", staff ? visit->staff.under.caret : visit->caret,
	                         "layer", staff ? visit->staff.under.layer : (int)visit->layer,
	                         "list_page", visit->list_page, "list_page_under", visit->list_page_under);
	json_t *rest = json_pack("{s:i, s:s, s:b, s:s, s:s, s:s, s:I, s:s, s:b, s:b, s:i, s:i, s:i, s:i, s:I}", "percent", visit->text_percent,
	                         "theme", visit->theme, "more_time", visit->more_time, "id", visit->id.text, "reference", visit->reference.text,
	                         "sealed", visit->sealed ? visit->sealed : "", "sent_ms", (json_int_t)visit->sent_ms, "due", due,
	                         "maybe_sent", visit->maybe_sent, "checked", visit->checked, "problem", (int)visit->problem,
	                         "receipt", (int)visit->receipt, "extensions", visit->extensions, "rated", visit->rated,
	                         "touched_ms", (json_int_t)visit->touched_ms);
	if (!copy || !rest || json_object_update_new(copy, rest) != 0)
		abort(); /* out of memory: every text in a visit is UTF-8 */
	put(copy, "interaction", interaction_copy(visit));
	put(copy, "handout", json_integer(visit->handouts.shown));
	put(copy, "service", json_string(visit->answered ? visit->answered->service.code : ""));
	put(copy, "version", json_string(visit->answered ? visit->answered->version : ""));
	put(copy, "item", json_integer(visit->item));
	put(copy, "receipt_asked", json_boolean(visit->receipt_asked));
	put(copy, "declared", json_boolean(visit->declared));
	put(copy, "pay_pence", json_integer(visit->pay_pence));
	put(copy, "at_desk", json_boolean(visit->at_desk));
	put(copy, "in_form", json_boolean(visit->form != NULL));
	put(copy, "lookup", json_pack("{s:i, s:b, s:b}", "stage", (int)visit->lookup.stage, "failed", visit->lookup.failed, "from_postcode", visit->lookup.from_postcode));
	put(copy, "hands", json_pack("{s:b, s:b, s:i, s:i, s:i}", "steady", visit->steady, "keys", visit->keys, "order", (int)visit->key_order, "switches", (int)visit->switches.step, "moves", visit->switches.moves));
	put(copy, "call", call_copy(visit));
	put(copy, "confirm", confirm_copy(visit));
	put(copy, "park", park_copy(visit));
	put(copy, "mark", json_string(visit->mark));
	put(copy, "calm", json_boolean(visit->calm));
	put(copy, "reach", json_integer((int)visit->reach));
	put(copy, "seen", pages_in(visit->seen));
	put(copy, "different", pages_in(visit->different));
	put(copy, "need", json_string(visit->need));
	put(copy, "search", json_string(visit->search));
	put(copy, "where", json_string(visit->where.typed));
	put(copy, "assist", assist_copy(visit));
	put(copy, "handback", handback_copy(visit));
	if (visit->pair.on)
		put(copy, "pair", pair_copy(visit));
	put(copy, "delivered", json_boolean(visit->delivered));
	put(copy, "sent", sent_codes(visit));
	put(copy, "answers", answers_to_json(visit->answers));
	put(copy, "wallet", answers_to_json(visit->wallet));
	json_t *offers = visit->place == PLACE_DONE ? offers_to_json(&visit->offers) : NULL;
	if (offers)
		put(copy, "offers", offers);
	return copy;
}

static int add(const char *bytes, size_t size, void *context)
{
	return buffer_add(context, bytes, size) == FAIL_NONE ? 0 : -1;
}

enum fail copy_write(const struct visit *visit, struct buffer *ret)
{
	json_t *copy = write_json(visit);
	int written = json_dump_callback(copy, add, ret, JSON_COMPACT);
	json_decref(copy);
	return written == 0 ? FAIL_NONE : FAIL(LIMIT, "the copy of the visit is too large");
}

/* Numbers with their range, by name. */
struct number { const char *key; int64_t min, max; int64_t *ret; };
static enum fail take_numbers(const json_t *copy, const struct number *number, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(json_take_int(copy, number[i].key, number[i].min, number[i].max, number[i].ret));
	return FAIL_NONE;
}

static enum fail take_text(const json_t *copy, const char *key, char *ret, size_t room)
{
	const char *text;
	TRY(json_take_text(copy, key, room - 1, &text));
	memset(ret, 0, room);
	memcpy(ret, text, strlen(text));
	return FAIL_NONE;
}

static enum fail read_numbers(const json_t *copy, struct visit *to)
{
	int64_t format, item, place, sheet, under, page, caret, layer, list_page, list_under, percent, reach, problem, receipt, handout, extensions, rated;
	const struct number numbers[] = {
		{ "format", COPY_FORMAT, COPY_FORMAT, &format }, { "place", 0, PLACE_COUNT - 1, &place },
		{ "sheet", 0, SHEET_COUNT - 1, &sheet },         { "sheet_under", 0, SHEET_STILL_THERE - 1, &under },
		{ "page", 0, FORM_PAGE_MAX - 1, &page },         { "caret", 0, ANSWERS_VALUE_MAX_BYTES, &caret },
		{ "layer", 0, LAYER_COUNT - 1, &layer },         { "list_page", 0, COUNT_MAX, &list_page },
		{ "list_page_under", 0, COUNT_MAX, &list_under }, { "percent", 100, 200, &percent }, { "reach", 0, REACH_COUNT - 1, &reach },
		{ "problem", 0, SENDING_NO_HUB, &problem },      { "receipt", 0, RECEIPT_WITHDRAWN, &receipt },
		{ "item", 0, FORM_REPEAT_MAX, &item },           { "handout", 0, HANDOUT_COUNT - 1, &handout }, { "extensions", 0, COUNT_MAX, &extensions },     { "rated", 0, 5, &rated },
		{ "pay_pence", 0, INT64_MAX, &to->pay_pence },   { "sent_ms", 0, INT64_MAX, &to->sent_ms },       { "touched_ms", 0, INT64_MAX, &to->touched_ms },
	};
	TRY(take_numbers(copy, numbers, sizeof numbers / sizeof numbers[0]));
	to->place = (enum place)place;
	to->sheet = (enum sheet)sheet;
	to->sheet_under = (enum sheet)under;
	to->page = (int)page;
	to->item = (int)item;
	to->caret = (int)caret;
	to->layer = (enum keyboard_layer)layer;
	to->list_page = (int)list_page;
	to->list_page_under = (int)list_under;
	to->text_percent = (int)percent;
	to->reach = (enum reach)reach;
	to->handouts = (struct handouts){ .shown = (enum handout)handout };
	to->problem = (enum sending_problem)problem;
	to->receipt = (enum receipt_state)receipt;
	to->extensions = (int)extensions;
	to->rated = (int)rated;
	return FAIL_NONE;
}

/* What was found is asked for anew. */
static enum fail read_lookup(const json_t *copy, struct visit *to)
{
	const json_t *lookup = json_object_get(copy, "lookup");
	int64_t stage;
	if (!lookup)
		return FAIL_NONE;
	TRY(json_take_int(lookup, "stage", 0, LOOKUP_STAGE_COUNT - 1, &stage));
	if (stage == LOOKUP_LIST || stage == LOOKUP_ELSEWHERE)
		stage = LOOKUP_WAITING;
	to->lookup = (struct lookup){ .here = to->lookup.here, .stage = (enum lookup_stage)stage, .asked_ms = to->mono_ms,
	                              .failed = json_bool_or(lookup, "failed", false), .from_postcode = json_bool_or(lookup, "from_postcode", false) };
	return FAIL_NONE;
}

/* Switches that were being told apart are told apart from the beginning. */
static enum fail read_hands(const json_t *copy, struct visit *to)
{
	const json_t *hands = json_object_get(copy, "hands");
	int64_t step, moves;
	to->learn = (struct learn){ 0 };
	to->switches = (struct switches){ 0 };
	if (!hands)
		return FAIL_NONE;
	TRY(json_take_int(hands, "switches", 0, SWITCHES_READY, &step));
	TRY(json_take_int(hands, "moves", 0, 2, &moves));
	if (json_object_get(hands, "order")) {
		int64_t order;
		TRY(json_take_int(hands, "order", 0, KEY_ORDER_COUNT - 1, &order));
		to->key_order = (enum key_order)order;
	}
	if (step == SWITCHES_READY && moves == 0)
		return FAIL(INPUT, "two switches, and none of them moves");
	to->steady = json_bool_or(hands, "steady", false);
	to->keys = json_bool_or(hands, "keys", false);
	if (step == SWITCHES_READY)
		to->switches = (struct switches){ .step = SWITCHES_READY, .moves = (int)moves };
	return FAIL_NONE;
}

static enum fail read_transaction(const json_t *copy, struct visit *to)
{
	const char *sealed, *due;
	struct reference reference;
	TRY(take_text(copy, "id", to->id.text, sizeof to->id.text));
	TRY(take_text(copy, "reference", to->reference.text, sizeof to->reference.text));
	TRY(json_take_text(copy, "sealed", ENVELOPE_EVENT_MAX_BYTES, &sealed));
	TRY(json_take_text(copy, "due", 10, &due));
	if (*due)
		TRY(date_parse(due, &to->due));
	if (!to->id.text[0])
		return *sealed ? FAIL(INPUT, "a sealed body without an id") : FAIL_NONE;
	if (!id_valid(to->id.text) || reference_parse(to->reference.text, &reference) != FAIL_NONE)
		return FAIL(INPUT, "the id or the reference is not one of ours");
	if (*sealed && !(to->sealed = strdup(sealed)))
		abort();
	return FAIL_NONE;
}

static enum fail read_texts(const json_t *copy, struct visit *to)
{
	TRY(take_text(copy, "language", to->language_tag, sizeof to->language_tag));
	TRY(take_text(copy, "theme", to->theme, sizeof to->theme));
	TRY(take_text(copy, "field", to->field, sizeof to->field));
	to->language_chosen = json_bool_or(copy, "chosen", false);
	to->changing = json_bool_or(copy, "changing", false);
	to->more_time = json_bool_or(copy, "more_time", false);
	to->calm = json_bool_or(copy, "calm", false);
	to->checked = json_bool_or(copy, "checked", false);
	to->declared = json_bool_or(copy, "declared", false);
	to->receipt_asked = json_bool_or(copy, "receipt_asked", false);
	to->at_desk = json_bool_or(copy, "at_desk", false);
	to->maybe_sent = json_bool_or(copy, "maybe_sent", false);
	to->delivered = json_bool_or(copy, "delivered", false);
	return read_transaction(copy, to);
}

static enum fail read_pages(const json_t *copy, const char *key, bool ret[static FORM_PAGE_MAX])
{
	const json_t *list = json_object_get(copy, key), *page;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) > FORM_PAGE_MAX)
		return FAIL(INPUT, "the pages %s are not a list", key);
	json_array_foreach(list, index, page) {
		json_int_t number = json_is_integer(page) ? json_integer_value(page) : -1;
		if (number < 0 || number >= FORM_PAGE_MAX)
			return FAIL(INPUT, "a page %s is not a page", key);
		ret[number] = true;
	}
	return FAIL_NONE;
}

/* The services and topics themselves may be read later: see house_service(). */
static enum fail read_list(const json_t *copy, struct visit *to)
{
	const json_t *list = json_object_get(copy, "sent"), *code;
	size_t index;
	if (json_object_get(copy, "mark"))
		TRY(take_text(copy, "mark", to->mark, sizeof to->mark));
	if (strspn(to->mark, "0123456789abcdef") != strlen(to->mark))
		return FAIL(INPUT, "the visit's mark is none");
	TRY(take_text(copy, "need", to->need, sizeof to->need));
	TRY(take_text(copy, "search", to->search, sizeof to->search));
	TRY(take_text(copy, "where", to->where.typed, sizeof to->where.typed));
	if (!json_is_array(list) || json_array_size(list) > VISIT_SENT_MAX)
		return FAIL(INPUT, "the services sent are not a list");
	json_array_foreach(list, index, code) {
		if (!json_is_string(code) || json_string_length(code) >= FORM_NAME_MAX_BYTES)
			return FAIL(INPUT, "a service sent is not a code");
		list_mark_sent(to, json_string_value(code));
	}
	return FAIL_NONE;
}

/* Which form the copy is about; NULL: none, or not this form any more (*ret_gone). */
static enum fail read_service(const json_t *copy, const struct visit *visit, struct visit *to, bool *ret_gone)
{
	const char *code, *version;
	TRY(json_take_text(copy, "service", 256, &code));
	TRY(json_take_text(copy, "version", 64, &version));
	to->answered = *code ? house_service(visit->house, code) : NULL;
	if (to->answered && strcmp(to->answered->version, version) != 0)
		to->answered = NULL;
	*ret_gone = *code && !to->answered;
	to->form = to->answered && json_bool_or(copy, "in_form", false) ? to->answered : NULL;
	return FAIL_NONE;
}

/* A place that needs what is not there is no place to be. */
static enum fail check_place(const struct visit *to)
{
	bool needs_form = to->place >= PLACE_SERVICE && to->place <= PLACE_PROBLEM, removing = to->sheet == SHEET_REMOVE || to->sheet_under == SHEET_REMOVE;
	if (needs_form && !to->form)
		return FAIL(INPUT, "a page without its service");
	if (to->place == PLACE_QUESTION && (size_t)to->page >= to->form->page_count)
		return FAIL(INPUT, "page %d of a form of %zu pages", to->page, to->form->page_count);
	if (to->place == PLACE_ITEMS && (!items_page(to) || (removing && (size_t)to->item >= items_count(to))))
		return FAIL(INPUT, "page %d has no such list", to->page);
	if (removing && to->place != PLACE_ITEMS)
		return FAIL(INPUT, "removing an answer without its list");
	if (to->place == PLACE_SENDING && !to->sealed)
		return FAIL(INPUT, "sending without a sealed body");
	if (to->place == PLACE_DONE && !to->reference.text[0])
		return FAIL(INPUT, "a confirmation without a reference");
	if (to->sheet == SHEET_STAFF || to->sheet_under == SHEET_STAFF)
		return FAIL(INPUT, "staff are in no copy");
	if (to->place != PLACE_DONE && to->place != PLACE_PARKED && (to->sheet == SHEET_PHOTO || to->sheet_under == SHEET_PHOTO))
		return FAIL(INPUT, "a photo of no reference");
	if (to->place != PLACE_DONE && to->offers.uprn[0])
		return FAIL(INPUT, "something to print and no confirmation");
	if (to->place == PLACE_PARKED && (!to->park.code.text[0] || to->park.until_ms <= 0))
		return FAIL(INPUT, "something kept without its code");
	if (to->place == PLACE_RESUME && to->park.stage == PARK_BROUGHT && to->park.ticket.kind == DRAFT_NEITHER)
		return FAIL(INPUT, "something brought without its ticket");
	if (to->place == PLACE_LIST && !to->need[0])
		return FAIL(INPUT, "a list of no services");
	if (to->place == PLACE_IDLE && to->sheet == SHEET_NONE)
		return FAIL(INPUT, "nobody was here");
	return FAIL_NONE;
}

static enum fail check_age(const struct visit *visit, struct visit *to)
{
	if (to->touched_ms > visit->mono_ms)
		to->touched_ms = visit->mono_ms;
	return visit->mono_ms - to->touched_ms > visit_alone_ms(to) ? FAIL(TIMEOUT, "the copy is older than a visit may be left alone") : FAIL_NONE;
}

static enum fail read_all(const json_t *copy, const struct visit *visit, struct visit *to, bool *ret_gone)
{
	if (!json_is_object(copy))
		return FAIL(INPUT, "the copy is not an object");
	TRY(read_numbers(copy, to));
	TRY(read_texts(copy, to));
	TRY(read_lookup(copy, to));
	TRY(read_hands(copy, to));
	TRY(interaction_restore(json_object_get(copy, "interaction"), to));
	TRY(call_restore(json_object_get(copy, "call"), to));
	TRY(confirm_restore(json_object_get(copy, "confirm"), to));
	TRY(park_restore(json_object_get(copy, "park"), to));
	TRY(read_pages(copy, "seen", to->seen));
	TRY(read_pages(copy, "different", to->different));
	TRY(read_list(copy, to));
	TRY(read_service(copy, visit, to, ret_gone));
	TRY(assist_restore(json_object_get(copy, "assist"), to));
	TRY(handback_restore(json_object_get(copy, "handback"), to));
	TRY(pair_restore(json_object_get(copy, "pair"), to));
	TRY(check_age(visit, to));
	TRY(offers_from_json(&to->offers, json_object_get(copy, "offers")));
	TRY(answers_from_json(to->answers, json_object_get(copy, "answers")));
	TRY(answers_from_json(to->wallet, json_object_get(copy, "wallet")));
	return *ret_gone ? FAIL_NONE : check_place(to);
}

/* What is left of a visit whose service went away: the person is at home, in their language. */
static void lead_home(struct visit *visit)
{
	visit_forget_answers(visit);
	visit->need[0] = '\0';
	(void)visit_place(visit, PLACE_HOME);
}

static void settle_caret(struct visit *visit)
{
	const char *value = field_value(visit);
	size_t length = strlen(value);
	if ((size_t)visit->caret > length)
		visit->caret = (int)length;
	while (visit->caret > 0 && ((unsigned char)value[visit->caret] & 0xc0) == 0x80)
		visit->caret--;
}

/* Counts and places that only hold for the form as it is now. */
static void settle(struct visit *visit)
{
	struct field_place place;
	if (house_speak(visit->house, visit->language_tag) != FAIL_NONE) {
		const char *in_use = visit->house->words ? words_language(visit->house->words) : "";
		text_put(visit->language_tag, sizeof visit->language_tag, in_use);
	}
	visit->words = visit->house->words;
	if (!lookup_question(visit))
		lookup_forget(visit);
	where_restore(visit);
	resume_restore(visit);
	push_restore(visit);
	if (!field_typed(visit, &place))
		visit->field[0] = '\0';
	settle_caret(visit);
	if (visit->checked && (visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS))
		page_check_again(visit);
	doubt_settle(visit);
	if (visit->sheet == SHEET_HANDOUT || visit->sheet_under == SHEET_HANDOUT)
		visit->handouts.state = OFFER_UNSURE; /* nobody knows any more what became of it */
	if (visit->sheet == SHEET_STILL_THERE)
		visit->warned_ms = visit->mono_ms; /* the countdown begins again: nobody loses time by our fault */
	visit->warn_seconds = visit->sheet == SHEET_STILL_THERE ? (int)(visit_warning_ms(visit) / 1000) : 0;
}

enum fail copy_read(struct visit *visit, const char *bytes, size_t size)
{
	json_t *copy = NULL;
	bool gone = false;
	TRY(json_parse(bytes, size, VISIT_COPY_MAX_BYTES, &copy));
	struct visit to = *visit;
	to.answers = answers_new();
	to.wallet = answers_new();
	to.before = answers_new();
	to.sealed = NULL;
	to.error_count = 0;
	to.lookup = (struct lookup){ .here = visit->lookup.here };
	to.rounds = (struct rounds){ 0 };
	to.offers = (struct offers){ 0 };
	to.where = (struct where){ 0 };
	memset(to.seen, 0, sizeof to.seen);
	memset(to.different, 0, sizeof to.different);
	memset(to.sent, 0, sizeof to.sent);
	to.sent_count = 0;
	memset(&to.due, 0, sizeof to.due);
	enum fail code = read_all(copy, visit, &to, &gone);
	json_decref(copy);
	if (code != FAIL_NONE) {
		answers_free(to.answers);
		answers_free(to.wallet);
		answers_free(to.before);
		free(to.sealed);
		return code;
	}
	answers_free(visit->answers);
	answers_free(visit->wallet);
	answers_free(visit->before);
	visit_unseal(visit);
	lookup_forget(visit);
	rounds_forget(visit);
	offers_forget(visit);
	*visit = to;
	if (gone)
		lead_home(visit);
	settle(visit);
	return FAIL_NONE;
}
