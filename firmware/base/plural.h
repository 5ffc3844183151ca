/* SPDX-License-Identifier: MIT */
/* plural.h - which plural form a number takes, by the expression that a translation file carries. */
#pragma once

#include "firmware/base/fail.h"

enum { PLURAL_MAX_BYTES = 512, PLURAL_DEPTH_MAX = 40, PLURAL_FORM_MAX = 31 };

/**
 * plural_form - evaluate gettext's "plural=" expression for @n.
 * @expression: C's ?: || && == != < > <= >= + - * / % ! and brackets over n and numbers; ends at ";" or the end.
 * @ret: the form's index, 0 to PLURAL_FORM_MAX.
 * FAIL_INPUT not such an expression, nested deeper than PLURAL_DEPTH_MAX, or a form beyond the last · FAIL_LIMIT too long.
 * Source: GNU gettext manual, "Plural forms".
 */
enum fail plural_form(const char *expression, long n, long *ret);
