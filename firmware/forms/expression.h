/* SPDX-License-Identifier: MIT */
/* expression.h - XGov's string conditions: "section.field == 'value' and not other", compiled when the form is loaded. */
#pragma once

#include "firmware/forms/condition.h"
#include "firmware/forms/load.h"

enum { EXPRESSION_MAX_BYTES = 4 * 1024, EXPRESSION_NODE_MAX = 500, EXPRESSION_DEPTH_MAX = 40 };

/**
 * expression_load - @text as the one part of @ret.
 * or < and < (== != < <= > >= in) < (+ -) < (* / %) < (not length -); parentheses, numbers, 'texts', true, false; names of questions
 * ("section.field") and conditions; length(x), dateForComparison(n, 'unit'). A name that is not there makes the condition false.
 * FAIL_LIMIT · FAIL_INPUT with the place that cannot be read.
 */
enum fail expression_load(struct load *load, const char *text, struct form_condition *ret);

/** expression_outcome - with the answers in @scope; comparing as ECMAScript does. */
enum outcome expression_outcome(struct scope *scope, const struct expression *expression);
