/* SPDX-License-Identifier: MIT */
/* unit.base_date - days, weekdays, working days. */
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

/* Published dates for England and Wales. */
static void bank_holidays_are_as_published(void **state)
{
	(void)state;
	static const char *const published[] = {
		"2022-01-03", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26", "2025-01-01",
		"2025-04-18", "2025-04-21", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
		"2027-01-01", "2027-03-26", "2027-03-29", "2027-12-27", "2027-12-28", "2028-01-03",
	};
	for (size_t i = 0; i < sizeof published / sizeof published[0]; i++)
		assert_true(date_bank_holiday(day(published[i])));
	static const char *const working[] = { "2026-12-24", "2026-12-26", "2026-12-29", "2027-12-29", "2026-05-11", "2022-01-01" };
	for (size_t i = 0; i < sizeof working / sizeof working[0]; i++)
		assert_false(date_bank_holiday(day(working[i])));
	for (int year = 2024; year <= 2040; year++) {
		int count = 0;
		for (struct date d = { year, 1, 1 }; d.year == year; d = date_add_days(d, 1))
			count += date_bank_holiday(d);
		assert_int_equal(count, 8);
	}
}

static void working_days_skip_weekends_and_holidays(void **state)
{
	(void)state;
	assert_day(date_add_working_days(day("2026-11-20"), 2), "2026-11-24");
	assert_day(date_add_working_days(day("2026-12-24"), 1), "2026-12-29");
	assert_day(date_add_working_days(day("2026-12-24"), 0), "2026-12-24");
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
		CASE(bank_holidays_are_as_published), CASE(working_days_skip_weekends_and_holidays), CASE(the_civil_day_follows_summer_time),
	};
	return cmocka_run_group_tests_name("base_date", cases, NULL, NULL);
}
