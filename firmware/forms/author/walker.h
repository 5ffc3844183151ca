/* SPDX-License-Identifier: MIT */
/* walker.h - random journeys through a form, and which pages and conditions they met. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/form.h"

enum {
	WALKER_TRIES_MAX = 400,  /* to answer one page */
	WALKER_HINT_MAX = 2000,  /* values that conditions ask for */
	WALKER_EXTRA_ITEMS = 2,  /* of a repeated page, more than it must have */
};

/* How a journey ends: at the answers; at a page that ends the form; at a page that nothing answers; where links lead back to a page of this journey. */
enum walker_end { WALKER_SUMMARY, WALKER_TERMINAL, WALKER_STUCK, WALKER_ROUND, WALKER_END_COUNT };

struct walker_hint; /* a value that some condition asks a question for */

struct walker {
	const struct form *form;
	struct date today;
	uint32_t seed;             /* moves on; never 0 */
	struct answers *answers;   /* of the last journey */
	const struct walker_hint *hint; size_t hint_count;
	struct arena arena;
	int page, from;            /* where the last journey ended, and the page before that */
	size_t journeys, ended[WALKER_END_COUNT];
	size_t met[FORM_PAGE_MAX]; /* journeys on each page */
	size_t passed[FORM_PAGE_MAX]; /* journeys that a page's own condition kept off it */
	size_t held[FORM_CONDITION_MAX], failed[FORM_CONDITION_MAX]; /* journeys where a condition was asked, by its place in the form, and did or did not hold */
	struct walker_stuck { size_t journeys; const struct form_component *component; enum rule rule; } stuck[FORM_PAGE_MAX]; /* that nothing answered, and what was wrong last */
	size_t work;               /* pages walked, tries to answer them, options looked at: what the journeys have cost */
};

/** walker_init - no journey yet. @form is borrowed. The same @seed and @today go the same ways. End with walker_done(). */
void walker_init(struct walker *walker, const struct form *form, struct date today, uint32_t seed);
void walker_done(struct walker *walker);

/**
 * walker_go - once from the first page to an end, as a resident goes: each page is answered at random until nothing is wrong on it.
 * Half of what is given is near a value that some condition asks for, so that both sides of it are met.
 * Cost: a journey of n pages checks each of them at most WALKER_TRIES_MAX times, one by one.
 */
enum walker_end walker_go(struct walker *walker);

/** walker_covered - whether every page was met, every page with a condition was also passed, and each condition that is used went both ways. */
bool walker_covered(const struct walker *walker);

/** walker_asked_condition - whether the condition at this place was ever worked out, on any journey. */
bool walker_asked_condition(const struct walker *walker, size_t condition);

/* ---- inside ---- */

/** walker_any - 0 .. @count - 1. */
int walker_any(struct walker *walker, int count);
/** walker_hints - collect what the conditions of the form ask for. */
void walker_hints(struct walker *walker);
/** walker_give - a random answer to @component, right or wrong. FAIL_LIMIT the answers are full. */
enum fail walker_give(struct walker *walker, const struct form_component *component);

enum hint_kind { HINT_TEXT, HINT_LENGTH, HINT_NUMBER, HINT_DATE };
struct walker_hint { const struct form_component *component; enum hint_kind kind; const char *text; double number; struct date date; };
/** walker_hint_for - one of the hints for @component at random, every second time; else NULL. */
const struct walker_hint *walker_hint_for(struct walker *walker, const struct form_component *component);
