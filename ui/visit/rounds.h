/* SPDX-License-Identifier: MIT */
/* rounds.h - the days of collections at the address that was picked, and what they mean for the form. */
#pragma once

#include "firmware/base/date.h"
#include "firmware/base/fail.h"
#include "firmware/uk/property.h"

#include <jansson.h>
#include <stdbool.h>

enum {
	ROUNDS_BACK_DAYS = 35, ROUNDS_DAYS = 35 + 57,  /* asked for: a collection of each four weeks, before and after today */
	ROUNDS_CONTAINER_MAX = 32, ROUNDS_NEXT_MAX = 2,
	ROUNDS_NAME_MAX_BYTES = 200,
};

/* Kept in no copy, but for what they mean: asked for again. */
struct rounds {
	char uprn[UPRN_DIGITS + 1];  /* whose days they are, or were asked for; "" nobody's */
	const char *container;       /* which of them was answered, as the form names it; borrowed of the form */
	struct date from;            /* the first day asked for */
	json_t *containers;          /* the hub's answer; NULL: not known */
	bool pending, waits;         /* no answer yet; Continue was pressed and waits for it, but not for long */
	int64_t asked_ms;            /* steady */
};

struct visit;

/** visit_rounds_request - {"verb": "rounds.dates", …} for EFFECT_DATES; new. NULL: nothing is asked for. */
json_t *visit_rounds_request(const struct visit *visit);

/** visit_rounds_found - the hub's answer about the address that is asked for; @code not FAIL_NONE: nobody knows. Effect bits. */
unsigned visit_rounds_found(struct visit *visit, enum fail code, const json_t *reply);

/** rounds_shown_on - whether the days are shown on the page that is shown, and are known. */
bool rounds_shown_on(const struct visit *visit);

/* What is shown of one container. */
struct rounds_next { const char *name; struct date day[ROUNDS_NEXT_MAX]; int count; };

/** rounds_next - the next days of the @index-th container to be shown, from today on, in the visit's language. Borrowed. False behind the last. */
bool rounds_next(const struct visit *visit, size_t index, struct rounds_next *ret);
