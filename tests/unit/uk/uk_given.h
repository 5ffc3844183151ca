/* SPDX-License-Identifier: MIT */
/* uk_given.h - what every test of uk includes. */
#pragma once

#include "firmware/base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE(NAME) cmocka_unit_test(NAME)

/* Every one of @samples (NULL ends them) is, or is not, what @is says. */
static inline void each(bool (*is)(struct span text), bool expected, const char *const *samples)
{
	for (; *samples; samples++)
		if (is(span_of(*samples)) != expected)
			fail_msg("\"%s\" is %s", *samples, expected ? "refused" : "accepted");
}

/* @count times @letter; free() it. */
static inline char *given_run(char letter, size_t count)
{
	char *text = malloc(count + 1);
	assert_non_null(text);
	memset(text, letter, count);
	text[count] = '\0';
	return text;
}
