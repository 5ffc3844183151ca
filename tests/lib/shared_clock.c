/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "tests/lib/shared_clock.h"

#include "firmware/base/clock.h"

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void shared_clock(void)
{
	char path[32];
	if (getenv("FOYER_CLOCK"))
		return;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", getpid(), memfd_create("clock", MFD_CLOEXEC));
	assert_int_equal(clock_page_create(path, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", path, 1);
	assert_int_equal(clock_open(), FAIL_NONE);
}

void shared_clock_pass(int64_t ms)
{
	assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), ms), FAIL_NONE);
}
