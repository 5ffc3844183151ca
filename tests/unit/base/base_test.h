/* SPDX-License-Identifier: MIT */
/* base_test.h - what every test of base includes, and a folder of its own. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASE(NAME) cmocka_unit_test(NAME)
#define assert_ok(EXPRESSION) assert_int_equal((EXPRESSION), FAIL_NONE)

/* A fresh folder; its path stays in @ret (PATH_MAX). The operating system's temporary folder is emptied by the runner. */
static inline void given_folder(char ret[static PATH_MAX])
{
	const char *base = getenv("TMPDIR");
	snprintf(ret, PATH_MAX, "%s/foyer-base-XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(ret));
}
