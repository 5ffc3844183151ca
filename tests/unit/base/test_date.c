/* SPDX-License-Identifier: MIT */
/* unit.base_date - days, months, weekdays. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/date.h"

#include <time.h>

static struct date day(const char *text)
{
	struct date date = { 0 };
	assert_ok(date_parse(text, &date));
	return date;
}

static void assert_day(struct date date, const char *expected)
{
	char text[11];
	date_write(date, text);
	assert_string_equal(text, expected);
}

static void numbers_go_round_for_every_day(void **state)
{
	(void)state;
	struct date last = { 0 };
	for (int32_t n = -200000; n < 400000; n++) {
		struct date date = date_from_number(n);
		assert_int_equal(date_number(date), n);
		assert_true(date_real(date));
		if (n > -200000)
			assert_true(date_compare(date, last) > 0);
		last = date;
	}
	assert_int_equal(date_number(day("1970-01-01")), 0);
}

static void only_real_days_are_read(void **state)
{
	(void)state;
	static const char *const wrong[] = { "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-32", "2026/01/01", "", "2026-01-011", "0999-01-01" };
	struct date date;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(date_parse(wrong[i], &date), FAIL_INPUT);
	assert_ok(date_parse("2028-02-29", &date));
}

static void weekdays_are_known(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(day("2026-11-22")), 0);
	assert_int_equal(date_weekday(day("2026-11-23")), 1);
	assert_int_equal(date_weekday(day("1969-12-31")), 3);
}

static void months_end_where_they_end(void **state)
{
	(void)state;
	assert_day(date_add_months(day("2026-01-31"), 1), "2026-02-28");
	assert_day(date_add_months(day("2024-02-29"), -12), "2023-02-28");
	assert_day(date_add_months(day("2026-11-22"), -24), "2024-11-22");
	assert_day(date_add_days(day("2026-12-31"), 1), "2027-01-01");
}

static void the_civil_day_follows_summer_time(void **state)
{
	(void)state;
	setenv("TZ", "Europe/London", 1);
	tzset();
	int minutes = 0;
	assert_day(date_of_ms(1782864000000, &minutes), "2026-07-01"); /* 00:00 UTC is 01:00 there */
	assert_int_equal(minutes, 60);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(numbers_go_round_for_every_day), CASE(only_real_days_are_read), CASE(weekdays_are_known), CASE(months_end_where_they_end),
		CASE(the_civil_day_follows_summer_time),
	};
	return cmocka_run_group_tests_name("base_date", cases, NULL, NULL);
}
