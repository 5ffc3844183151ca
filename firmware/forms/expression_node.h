/* SPDX-License-Identifier: MIT */
/* expression_node.h - what expression_parse.c makes and expression.c works out. */
#pragma once

#include "firmware/forms/expression.h"

enum expression_kind {
	EXPRESSION_OR, EXPRESSION_AND, EXPRESSION_NOT, EXPRESSION_EQUAL, EXPRESSION_NOT_EQUAL, EXPRESSION_LESS, EXPRESSION_AT_MOST, EXPRESSION_MORE,
	EXPRESSION_AT_LEAST, EXPRESSION_IN, EXPRESSION_PLUS, EXPRESSION_MINUS, EXPRESSION_TIMES, EXPRESSION_OVER, EXPRESSION_MODULO, EXPRESSION_NEGATIVE,
	EXPRESSION_LENGTH, EXPRESSION_DATE, EXPRESSION_NUMBER, EXPRESSION_TEXT, EXPRESSION_BOOLEAN, EXPRESSION_ANSWER, EXPRESSION_CONDITION,
	EXPRESSION_UNKNOWN,
};

struct expression {
	enum expression_kind kind;
	const struct expression *left, *right;
	double number; bool boolean;
	const char *text;
	const struct form_component *component; int page; bool misnamed;
	const struct form_condition *condition;
};
