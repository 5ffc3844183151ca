/* SPDX-License-Identifier: MIT */
/*
 * offers_papers.c - what becomes of each sheet. DESIGN: the hub's number of a sheet is kept with the visit's copy, so that a screen that begins anew, or
 * finds a hub that did, asks after it; what nobody can tell is unsure, and what is heard later counts more.
 */
#include "ui/visit/offers.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"
#include "ui/visit/send.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *word; enum offer_state state; } states[] = {
	{ "waiting", OFFER_PRINTING }, { "printing", OFFER_PRINTING }, { "done", OFFER_DONE }, { "unsure", OFFER_UNSURE }, { "withdrawn", OFFER_GONE },
};

static const struct { const char *kind; enum form_print print; } kinds[] = { { "bin-calendar", FORM_PRINT_CALENDAR }, { "container-label", FORM_PRINT_LABELS } };

static bool state_of(const char *word, enum offer_state *ret)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strcmp(states[i].word, word) == 0) {
			*ret = states[i].state;
			return true;
		}
	return false;
}

/* One that is missing is said before one that nobody is sure of, and both before one that is still to come. */
static enum offer_state worst(const struct offers *offers, enum form_print print)
{
	static const int rank[] = { [OFFER_THERE] = 0, [OFFER_DONE] = 1, [OFFER_PRINTING] = 2, [OFFER_UNSURE] = 3, [OFFER_GONE] = 4 };
	enum offer_state now = OFFER_THERE;
	for (int i = 0; i < OFFERS_JOBS_MAX; i++)
		if (offers->paper[i].used && offers->paper[i].print == print && rank[offers->paper[i].state] > rank[now])
			now = offers->paper[i].state;
	return now;
}

static unsigned became(struct visit *visit, struct offer_paper *paper, enum offer_state state)
{
	struct offers *offers = &visit->offers;
	enum offer_state before = offers->state[paper->print];
	bool ends = state != OFFER_PRINTING && paper->state != state;
	paper->state = state;
	offers->state[paper->print] = worst(offers, paper->print);
	if (ends)
		visit->touched_ms = visit->mono_ms; /* time to take it */
	return (offers->state[paper->print] != before ? EFFECT_REBUILD : 0) | EFFECT_KEEP;
}

void offers_begin(struct visit *visit, enum form_print print, size_t count)
{
	struct offers *offers = &visit->offers;
	for (int i = 0; i < OFFERS_JOBS_MAX; i++)
		if (offers->paper[i].print == print)
			offers->paper[i] = (struct offer_paper){ 0 };
	for (int i = 0; i < OFFERS_JOBS_MAX && count > 0; i++)
		if (!offers->paper[i].used) {
			offers->paper[i] = (struct offer_paper){ .used = true, .print = print, .state = OFFER_PRINTING };
			count--;
		}
	offers->state[print] = worst(offers, print);
}

/* The first of @print that has no number yet: the hub answers in order. @adrift: it answered a program before this one. */
static struct offer_paper *unnumbered(struct visit *visit, enum form_print print, bool adrift)
{
	for (int i = 0; i < OFFERS_JOBS_MAX; i++) {
		struct offer_paper *paper = &visit->offers.paper[i];
		if (paper->used && paper->print == print && paper->number == 0 && paper->adrift == adrift && paper->state == OFFER_PRINTING)
			return paper;
	}
	return NULL;
}

static struct offer_paper *numbered(struct visit *visit, int64_t job)
{
	for (int i = 0; i < OFFERS_JOBS_MAX && job > 0; i++)
		if (visit->offers.paper[i].used && visit->offers.paper[i].number == job)
			return &visit->offers.paper[i];
	return NULL;
}

void offers_lost(struct visit *visit)
{
	for (int i = 0; i < OFFERS_JOBS_MAX; i++)
		if (visit->offers.paper[i].used && visit->offers.paper[i].state == OFFER_PRINTING)
			(void)became(visit, &visit->offers.paper[i], OFFER_UNSURE);
}

unsigned visit_offer_kept(struct visit *visit, enum form_print print, enum fail code, int64_t job)
{
	struct offer_paper *paper = unnumbered(visit, print, false);
	if (!paper)
		return 0;
	if (code != FAIL_NONE)
		return became(visit, paper, OFFER_GONE);
	paper->number = job;
	return EFFECT_KEEP;
}

unsigned visit_offer_state(struct visit *visit, int64_t job, const char *word)
{
	struct offer_paper *paper = numbered(visit, job);
	enum offer_state state;
	if (!paper || !state_of(word, &state) || paper->state == state || paper->state == OFFER_DONE)
		return 0;
	return became(visit, paper, state);
}

/* print.states */

json_t *visit_states_request(const struct visit *visit)
{
	json_t *jobs = json_array();
	if (visit->place != PLACE_DONE) {
		json_decref(jobs);
		return NULL;
	}
	for (int i = 0; i < OFFERS_JOBS_MAX; i++) {
		const struct offer_paper *paper = &visit->offers.paper[i];
		if (paper->used && paper->number > 0 && (paper->state == OFFER_PRINTING || paper->state == OFFER_UNSURE))
			json_array_append_new(jobs, json_integer(paper->number));
	}
	return json_pack("{s:s, s:s, s:s, s:o}", "verb", "print.states", "visit", visit->mark, "reference", visit->reference.text, "jobs", jobs);
}

/* Of this visit, and its number never came here. */
static void adopt(struct visit *visit, int64_t job, const char *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct offer_paper *paper = strcmp(kinds[i].kind, kind) == 0 && !numbered(visit, job) ? unnumbered(visit, kinds[i].print, true) : NULL;
		if (paper)
			paper->number = job;
	}
}

unsigned visit_states_told(struct visit *visit, const json_t *reply)
{
	const char *receipt = json_text_or(reply, "receipt", "");
	unsigned effects = 0;
	const json_t *told;
	size_t at;
	if (visit->place != PLACE_DONE)
		return 0;
	json_array_foreach(json_object_get(reply, "jobs"), at, told) {
		adopt(visit, json_int_or(told, "job", 0), json_text_or(told, "kind", ""));
		effects |= visit_offer_state(visit, json_int_or(told, "job", 0), json_text_or(told, "state", ""));
	}
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++)
		for (struct offer_paper *paper; (paper = unnumbered(visit, print, true)) != NULL;)
			effects |= became(visit, paper, OFFER_UNSURE); /* it was asked for, and nobody knows of it */
	return effects | (receipt[0] ? visit_print_state(visit, visit->reference.text, receipt, "") : 0);
}

/* The sealed copy. */

static json_t *papers_json(const struct offers *offers)
{
	json_t *papers = json_array();
	for (int i = 0; i < OFFERS_JOBS_MAX; i++)
		if (offers->paper[i].used)
			json_array_append_new(papers, json_pack("{s:I, s:i, s:i}", "job", (json_int_t)offers->paper[i].number, "print", (int)offers->paper[i].print, "state", (int)offers->paper[i].state));
	return papers;
}

json_t *offers_to_json(const struct offers *offers)
{
	char from[11];
	if (!*offers->uprn)
		return NULL;
	date_write(offers->from, from);
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "uprn", offers->uprn, "number", offers->number, "street", offers->street, "from", from,
		"calendar", offers->offered[FORM_PRINT_CALENDAR], "labels", offers->offered[FORM_PRINT_LABELS], "papers", papers_json(offers));
}

static enum fail read_paper(struct offers *offers, size_t at, const json_t *json)
{
	int64_t job, print, state;
	TRY(json_take_int(json, "job", 0, INT64_MAX, &job));
	TRY(json_take_int(json, "print", 0, FORM_PRINT_COUNT - 1, &print));
	TRY(json_take_int(json, "state", OFFER_PRINTING, OFFER_GONE, &state));
	offers->paper[at] = (struct offer_paper){ .used = true, .adrift = job == 0, .number = job, .print = (enum form_print)print, .state = (enum offer_state)state };
	return FAIL_NONE;
}

static enum fail read_address(struct offers *ret, const json_t *json)
{
	const char *uprn, *number, *street, *from;
	TRY(json_take_text(json, "uprn", UPRN_DIGITS, &uprn));
	TRY(json_take_text(json, "number", OFFERS_NUMBER_MAX_BYTES, &number));
	TRY(json_take_text(json, "street", OFFERS_STREET_MAX_BYTES, &street));
	TRY(json_take_text(json, "from", 10, &from));
	if (!*uprn || strspn(uprn, "0123456789") != strlen(uprn))
		return FAIL(INPUT, "an offer for no address");
	text_put(ret->uprn, sizeof ret->uprn, uprn);
	text_put(ret->number, sizeof ret->number, number);
	text_put(ret->street, sizeof ret->street, street);
	return date_parse(from, &ret->from);
}

enum fail offers_from_json(struct offers *ret, const json_t *json)
{
	const json_t *papers = json_object_get(json, "papers"), *paper;
	size_t at;
	if (!json)
		return FAIL_NONE;
	TRY(read_address(ret, json));
	if (!json_is_array(papers) || json_array_size(papers) > OFFERS_JOBS_MAX)
		return FAIL(INPUT, "the papers on their way are not a list");
	ret->offered[FORM_PRINT_CALENDAR] = json_bool_or(json, "calendar", false);
	ret->offered[FORM_PRINT_LABELS] = json_bool_or(json, "labels", false);
	json_array_foreach(papers, at, paper)
		TRY(read_paper(ret, at, paper));
	for (enum form_print print = 0; print < FORM_PRINT_COUNT; print++)
		ret->state[print] = worst(ret, print);
	return FAIL_NONE;
}
