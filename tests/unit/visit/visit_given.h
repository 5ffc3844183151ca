/* SPDX-License-Identifier: MIT */
/* visit_given.h - a visit on an injected clock, with its own assets folder and the forms of fixtures/. */
#pragma once

#include "tests/lib/given.h"
#include "ui/visit/act.h"
#include "ui/visit/idle.h"

#define WALL_MS INT64_C(1795428000000) /* Monday 23 November 2026, 10:00 UTC */
enum { MONO_MS = 5 * 60 * 60 * 1000 };

struct given {
	char folder[GIVEN_PATH_BYTES];
	struct house house;
	struct visit visit;
	int64_t passed_ms;
};

/** given_visit, gone_visit - setup and teardown of a case; *state is a struct given. given_assets - only the folder: site, two languages, forms. */
int given_visit(void **state);
int given_shipped(void **state); /* with the forms that are shipped */
int given_visit_needs(void **state); /* with two forms that ask for the same, a topic and a life event, and the council's notice */
int gone_visit(void **state);
void given_assets(char folder[static GIVEN_PATH_BYTES]);
void given_needs(const char *folder); /* what given_visit_needs() adds to it */

/** pass - time goes on, without a tick. tick - one turn of the inactivity machine. */
void pass(struct given *given, int64_t ms);
unsigned tick(struct given *given);

/** do_ - an action without arguments; do_number, do_text, do_node with them. Return the effects. */
unsigned do_(struct given *given, enum action action);
unsigned do_number(struct given *given, enum action action, int number);
unsigned do_text(struct given *given, enum action action, const char *text);

/** choose - as if a choice's node was pressed. put - a whole value into a field. value - what is stored; "" when blank. */
unsigned choose(struct given *given, const char *field, const char *value);
unsigned put(struct given *given, const char *field, const char *value);
const char *value(struct given *given, const char *field);

/** page_path - of the page shown; "" elsewhere. */
const char *page_path(struct given *given);

/** answer_page - right answers for the page shown, where there are none yet. */
void answer_page(struct given *given);

/** begin - from idle to the first question of @code. advance_to - answer rightly until @path is shown, or check answers for "check". */
void begin(struct given *given, const char *code);
void advance_to(struct given *given, const char *path);
