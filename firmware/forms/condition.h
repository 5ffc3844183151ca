/* SPDX-License-Identifier: MIT */
/* condition.h - whether a condition holds, given the answers of the pages walked so far. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/model.h"

/* What conditions look at: only pages on the walked path count; an answer elsewhere is as if it had not been given. */
struct scope {
	const struct form *form;
	const struct answers *answers;
	struct date today;
	bool on_path[FORM_PAGE_MAX];
	int path[FORM_PAGE_MAX]; size_t length; /* the same in walking order */
	unsigned char known[FORM_CONDITION_MAX]; /* 0 not asked yet, else 1 + result; good until a page is added */
};

/** scope_init - no page walked yet. */
void scope_init(struct scope *scope, const struct form *form, const struct answers *answers, struct date today);
/** scope_add - @page is on the path from now on. */
void scope_add(struct scope *scope, int page);

/**
 * condition_holds - @condition NULL: always.
 * Cost: each condition of the graph is worked out once between two scope_add().
 * Source: the reference engine's results, but for three of its quirks: nothing has the length 0, "has length" compares lengths, and
 * options of a list of numbers can be compared.
 */
bool condition_holds(struct scope *scope, const struct form_condition *condition);

/**
 * condition_misses - whether a part of @condition holds only because a question that is not public was not asked ("younger than 18" of nobody's age),
 * or whether that cannot be told (an expression). @scope: without a page, its answers may be NULL.
 */
bool condition_misses(struct scope *scope, const struct form_condition *condition);

/* A part of a condition may ask what is not there: then the whole condition is false. */
enum outcome { OUTCOME_NO, OUTCOME_YES, OUTCOME_FAILS };

/** condition_mirror_peer - have those three quirks as well and know no metadata.kiosk, to compare recorded journeys with the reference engine. Never in a program. */
void condition_mirror_peer(struct form *form, bool mirror);
