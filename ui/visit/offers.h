/* SPDX-License-Identifier: MIT */
/* offers.h - what else may be printed on the confirmation page, for the address that was given: a year of collections, a label for each container. */
#pragma once

#include "firmware/base/date.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"
#include "firmware/uk/property.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { OFFERS_DAYS = 365, OFFERS_LABELS_MAX = 6, OFFERS_JOBS_MAX = OFFERS_LABELS_MAX + 1, OFFERS_NUMBER_MAX_BYTES = 24, OFFERS_STREET_MAX_BYTES = 80 };

enum offer_state { OFFER_THERE, OFFER_PRINTING, OFFER_DONE, OFFER_UNSURE, OFFER_GONE };

/* One sheet under way or over. @number: the hub's; 0: its answer is still to come, or (@adrift) went to a program before this one. */
struct offer_paper { bool used, adrift; int64_t number; enum form_print print; enum offer_state state; };

/* Of the address; sealed with the copy, and wiped with the visit. */
struct offers {
	char uprn[UPRN_DIGITS + 1], number[OFFERS_NUMBER_MAX_BYTES + 1], street[OFFERS_STREET_MAX_BYTES + 1];
	bool offered[FORM_PRINT_COUNT];
	struct date from;
	json_t *containers;            /* the hub's answer, in no copy; NULL: not known, and nothing is offered */
	enum offer_state state[FORM_PRINT_COUNT]; /* the worst of its papers */
	enum form_print asked;         /* which of them is to be printed next */
	struct offer_paper paper[OFFERS_JOBS_MAX]; /* of what was asked for last, of each kind */
};

struct visit;

/** offers_take - before the answers go: whose rounds to ask for. offers_forget - with the visit. */
void offers_take(struct visit *visit);
void offers_forget(struct visit *visit);

/** visit_offers_request - {"verb": "rounds.dates", …} for EFFECT_OFFERS; new; NULL: nothing is asked for. visit_offers_found - the answer. Effect bits. */
json_t *visit_offers_request(const struct visit *visit);
unsigned visit_offers_found(struct visit *visit, enum fail code, const json_t *reply);

/** offers_has - whether @print is offered now. offers_printing - whether any of it is under way. */
bool offers_has(const struct visit *visit, enum form_print print);
bool offers_printing(const struct visit *visit);

/** offers_begin - @count papers of @print are asked for; those before them are forgotten. */
void offers_begin(struct visit *visit, enum form_print print, size_t count);
/** offers_lost - the hub is gone, and what it kept with it: nobody knows what came out until it is back and visit_states_told(). */
void offers_lost(struct visit *visit);

/** offers_to_json - for the sealed copy: the address, what was offered and what became of each paper; new; NULL: nothing is offered. offers_from_json - back. @ret: zeroed. FAIL_INPUT · FAIL_LIMIT. */
json_t *offers_to_json(const struct offers *offers);
enum fail offers_from_json(struct offers *ret, const json_t *json);

/** visit_offer_paper - {"verb": "print", …} for EFFECT_OFFER: the @index-th paper of what was asked for; new; NULL behind the last. */
json_t *visit_offer_paper(const struct visit *visit, size_t index);
/** visit_offer_kept - the hub's answer to one of them. visit_offer_state - @job is "printing", "waiting", "done", "unsure" or "withdrawn". Effect bits. */
unsigned visit_offer_kept(struct visit *visit, enum form_print print, enum fail code, int64_t job);
unsigned visit_offer_state(struct visit *visit, int64_t job, const char *state);

/** visit_states_request - {"verb": "print.states", …}: what became of the papers that the confirmation page speaks of; new; NULL: it speaks of none. visit_states_told - the answer. Effect bits. */
json_t *visit_states_request(const struct visit *visit);
unsigned visit_states_told(struct visit *visit, const json_t *reply);
