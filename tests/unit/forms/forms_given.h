/* SPDX-License-Identifier: MIT */
/* forms_given.h - forms and answers that tests start from. Definitions in C are written with ' for ". */
#pragma once

#include "tests/lib/given.h"

#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/form.h"

enum { GIVEN_JSON_BYTES = FORM_MAX_BYTES + 64 * 1024 };

extern const struct date given_today; /* Saturday 21 November 2026 */

/** given_form - the form that @quoted describes; fails the case if it is refused. End with form_free(). */
struct form *given_form(const char *quoted);
/** given_fixture - the form in tests/unit/forms/fixtures/@name.json. given_form_file - in @path of the source. */
struct form *given_fixture(const char *name);
struct form *given_form_file(const char *path);
/** given_question - a form with one page /q that has @component, lists "colours" (red, green, blue) and "sizes" (1, 2, 3, numeric), and a summary. */
struct form *given_question(const char *component);
/** given_refusal - what is said when @quoted is refused; fails the case if it is not, or not with @code. Borrowed until the next failure. */
const char *given_refusal(const char *quoted, enum fail code);
/** given_question_refusal - the same for given_question(). */
const char *given_question_refusal(const char *component, enum fail code);
/** given_pages - a form with these @pages, @conditions and @lists (each the inside of its array; "" none), and a summary behind. */
struct form *given_pages(const char *pages, const char *conditions, const char *lists);

/** given_answers - new answers from "name=value;name=value"; a name twice has two values. End with answers_free(). */
struct answers *given_answers(const char *pairs);

/** given_errors - what is wrong on @page with @pairs as answers: "field rule limit[-high] date;…", or "" for nothing. Borrowed until the next call. */
const char *given_errors(const struct form *form, int page, const char *pairs);
/** given_error_of - given_errors() of a form with this one question. */
const char *given_error_of(const char *component, const char *pairs);

/** given_warning - whether a load warning of @form has @words in it. */
int given_warning(const struct form *form, const char *words);
/** given_repeated - @text @count times, with "%d" in it replaced by the count so far. free() it. */
char *given_repeated(const char *text, int count, const char *between);
