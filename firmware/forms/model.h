/* SPDX-License-Identifier: MIT */
/* model.h - what a loaded form keeps to itself: the condition graph, sections, translations. */
#pragma once

#include "firmware/forms/form.h"
#include "firmware/forms/rounds.h"

#include <jansson.h>

enum condition_operator {
	OPERATOR_IS, OPERATOR_IS_NOT, OPERATOR_LONGER, OPERATOR_SHORTER, OPERATOR_LENGTH, OPERATOR_AT_LEAST, OPERATOR_AT_MOST, OPERATOR_LESS,
	OPERATOR_MORE, OPERATOR_BEFORE, OPERATOR_AFTER, OPERATOR_CONTAINS, OPERATOR_NOT_CONTAINS, OPERATOR_COUNT
};

enum condition_value {
	VALUE_NEVER,    /* the operator is not defined for this kind: false */
	VALUE_FAILS,    /* asks what is not there: the whole condition is false */
	VALUE_TEXT,     /* compared as written; several from a list's items */
	VALUE_NUMBER, VALUE_BOOLEAN, VALUE_DATE,
	VALUE_RELATIVE, /* a date so many days or months from today */
	VALUE_EXPRESSION,
};

struct condition_item {
	const struct form_condition *reference; /* another condition; else: */
	const struct form_component *component; int page;
	bool misnamed;                          /* with or without its section, unlike its author's engine wants it */
	enum condition_operator operator;
	enum condition_value value;
	const char *const *text; size_t text_count; bool all; /* TEXT: all of them, else any */
	double number;                          /* NUMBER, and what lengths are compared with */
	bool boolean;
	struct date date;
	int days, months;                       /* RELATIVE */
	bool past;
	const struct expression *expression;
};

struct form_condition {
	const char *id, *name;
	int index;                              /* in the form's table; -1: a part of another condition */
	bool any;                               /* of the items; else all */
	enum rounds_word rounds;                /* what is heard of the rounds decides it instead, where it can; ROUNDS_UNKNOWN: never */
	const struct condition_item *item; size_t count;
	size_t named;                           /* items behind those: conditions that an expression names */
};

struct form_section { const char *id, *title; };

struct form_table {
	const struct form_condition *condition; size_t condition_count;
	const struct form_section *section; size_t section_count;
	json_t *translations; /* metadata.translations, or NULL */
	bool mirror_peer;     /* see condition_mirror_peer() */
	bool public_only;     /* see walk_public_only() */
};
