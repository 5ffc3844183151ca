/* SPDX-License-Identifier: MIT */
/* unit.instant - moments as text, one text for each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/envelope/instant.h"

static const struct { int64_t time_ms; const char *text; } moment[] = {
	{ 0, "1970-01-01T00:00:00.000Z" },
	{ 951782399999, "2000-02-28T23:59:59.999Z" },
	{ 951782400000, "2000-02-29T00:00:00.000Z" },
	{ 1795255530123, "2026-11-21T10:05:30.123Z" },
	{ 2147483648000, "2038-01-19T03:14:08.000Z" },
	{ 253402300799999, "9999-12-31T23:59:59.999Z" },
};

static void writes_and_reads_moments(void **)
{
	for (size_t i = 0; i < sizeof moment / sizeof moment[0]; i++) {
		char text[INSTANT_TEXT_BYTES];
		int64_t time_ms;
		assert_int_equal(instant_write(moment[i].time_ms, text), FAIL_NONE);
		assert_string_equal(text, moment[i].text);
		assert_int_equal(instant_read(text, &time_ms), FAIL_NONE);
		assert_true(time_ms == moment[i].time_ms);
	}
}

static void refuses_years_outside(void **)
{
	char text[INSTANT_TEXT_BYTES];
	assert_int_equal(instant_write(-1, text), FAIL_INPUT);
	assert_int_equal(instant_write(253402300800000, text), FAIL_INPUT);
}

static void refuses_what_is_no_moment(void **)
{
	static const char *const wrong[] = {
		"", "2026-11-21T08:45:30Z", "2026-11-21T08:45:30.123", "2026-11-21T08:45:30.1234Z", "2026-02-29T00:00:00.000Z",
		"2026-13-01T00:00:00.000Z", "2026-11-21T24:00:00.000Z", "2026-11-21T08:60:00.000Z", "2026-11-21T08:45:60.000Z",
		"2026-11-21 08:45:30.123Z", "2026-11-21T08:45:30.123z", "2026-11-21T08:45:30,123Z", "2O26-11-21T08:45:30.123Z",
		"2026-11-21T08:45:30.12+Z", "-026-11-21T08:45:30.123Z", "1969-12-31T23:59:59.999Z", "2026-00-10T00:00:00.000Z",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int64_t time_ms;
		assert_int_equal(instant_read(wrong[i], &time_ms), FAIL_INPUT);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(writes_and_reads_moments),
		cmocka_unit_test(refuses_years_outside),
		cmocka_unit_test(refuses_what_is_no_moment),
	};
	return cmocka_run_group_tests_name("instant", cases, NULL, NULL);
}
