/* SPDX-License-Identifier: MIT */
/* unit.round - the days of a round: holidays, exceptions, windows. */
#include "tests/lib/given.h"

#include "firmware/rounds/round.h"

#include <stdio.h>
#include <string.h>

static const struct holidays no_more;
static const struct shift slip = { .days = 1, .week = true, .bank = true };

static struct date day(const char *text)
{
	struct date date;
	assert_int_equal(date_parse(text, &date), FAIL_NONE);
	return date;
}

static struct round weekly(const char *start, struct shift shift)
{
	struct round round = { .start = day(start), .shift = shift };
	assert_int_equal(rrule_parse("FREQ=WEEKLY", &round.rule), FAIL_NONE);
	assert_int_equal(rrule_last(&round.rule, round.start, &round.last), FAIL_NONE);
	return round;
}

static void expect(const struct round *round, const struct holidays *holidays, const char *from, int days, const char *expected)
{
	struct date dates[ROUND_DAYS_MAX];
	size_t count = 0;
	char got[ROUND_DAYS_MAX * 6 + 1] = "";
	assert_int_equal(round_dates(round, holidays, day(from), days, dates, &count), FAIL_NONE);
	for (size_t i = 0; i < count; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s%02d-%02d", i ? " " : "", dates[i].month, dates[i].day);
	assert_string_equal(got, expected);
}

/* Christmas Day 2026 is a Friday; Boxing Day is kept on Monday the 28th; New Year's Day is a Friday. */
static void christmas_week_slips_as_the_council_prints_it(void **state)
{
	(void)state;
	static const struct { const char *start, *days; } rounds[] = {
		{ "2026-11-02", "12-14 12-21 12-29 01-04" },   /* Monday */
		{ "2026-11-03", "12-15 12-22 12-30 01-05" },
		{ "2026-11-04", "12-16 12-23 12-31 01-06" },
		{ "2026-11-05", "12-17 12-24 01-02 01-07" },   /* Thursday the 31st: Monday takes it to the 1st, the 1st to the 2nd */
		{ "2026-11-06", "12-18 12-26 01-03 01-08" },   /* Friday */
	};
	for (size_t i = 0; i < sizeof rounds / sizeof rounds[0]; i++) {
		struct round round = weekly(rounds[i].start, slip);
		expect(&round, &no_more, "2026-12-14", 26, rounds[i].days);
	}
}

/* People have last week's day in mind: a calendar marks what is not as they expect. */
static void what_moved_is_told_apart(void **state)
{
	static const struct { const char *date; bool moved; } expected[] = { { "2026-12-18", false }, { "2026-12-26", true }, { "2027-01-03", true }, { "2027-01-08", false }, { "2027-01-13", true }, { "2027-01-18", true } };
	struct round round = weekly("2026-11-06", slip);
	struct round_day days[ROUND_DAYS_MAX];
	size_t count = 0;
	(void)state;
	round.exception[0] = (struct round_exception){ .change = ROUND_MOVED, .date = day("2027-01-15"), .to = day("2027-01-13") };
	round.exception[1] = (struct round_exception){ .change = ROUND_EXTRA, .date = day("2027-01-18") };
	round.exception_count = 2;
	assert_int_equal(round_days(&round, &no_more, day("2026-12-14"), 40, days, &count), FAIL_NONE);
	assert_true(count >= sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		assert_int_equal(date_compare(days[i].date, day(expected[i].date)), 0);
		assert_int_equal(days[i].moved, expected[i].moved);
	}
	assert_int_equal(round_days(&round, &no_more, day("2026-12-14"), ROUND_DAYS_MAX + 1, days, &count), FAIL_LIMIT);
}

static void a_holiday_on_monday_moves_the_whole_week_by_a_day(void **state)
{
	(void)state;
	struct round monday = weekly("2026-04-27", slip), friday = weekly("2026-05-01", slip);
	expect(&monday, &no_more, "2026-04-27", 15, "04-27 05-05 05-11");
	expect(&friday, &no_more, "2026-04-27", 15, "05-01 05-09"); /* Saturday */
}

static void without_the_week_only_the_day_itself_moves(void **state)
{
	(void)state;
	const struct shift alone = { .days = 1, .bank = true };
	struct round monday = weekly("2026-04-27", alone), friday = weekly("2026-05-01", alone);
	expect(&monday, &no_more, "2026-04-27", 15, "04-27 05-05 05-11");
	expect(&friday, &no_more, "2026-04-27", 15, "05-01 05-08");
}

static void a_council_that_works_on_bank_holidays_names_its_days_off(void **state)
{
	(void)state;
	struct shift christmas = { .days = 1, .week = true, .named = { { 0, 12, 25 }, { 2027, 1, 1 } }, .named_count = 2 };
	struct round monday = weekly("2026-04-27", christmas), friday = weekly("2026-05-01", christmas);
	expect(&monday, &no_more, "2026-05-01", 10, "05-04");
	expect(&friday, &no_more, "2026-12-18", 20, "12-18 12-26 01-02");
	expect(&friday, &no_more, "2027-12-31", 10, "12-31 01-07"); /* the 1st of January only in 2027 */
}

static void one_off_holidays_come_and_go(void **state)
{
	(void)state;
	struct holidays holidays = { .added = { day("2026-05-12") }, .added_count = 1, .removed = { day("2026-05-04") }, .removed_count = 1 };
	struct round monday = weekly("2026-04-27", slip), wednesday = weekly("2026-04-29", slip);
	expect(&monday, &holidays, "2026-05-01", 14, "05-04 05-11");
	expect(&wednesday, &holidays, "2026-05-01", 17, "05-06 05-14");
}

static void without_a_shift_holidays_change_nothing(void **state)
{
	(void)state;
	struct round friday = weekly("2026-05-01", (struct shift){ 0 });
	expect(&friday, &no_more, "2026-12-18", 16, "12-18 12-25 01-01");
}

static void exceptions_have_the_last_word(void **state)
{
	(void)state;
	struct round round = weekly("2026-11-06", slip);
	round.exception[0] = (struct round_exception){ ROUND_MOVED, day("2026-12-25"), day("2026-12-23") };
	round.exception[1] = (struct round_exception){ ROUND_CANCELLED, day("2027-01-01"), { 0 } };
	round.exception[2] = (struct round_exception){ ROUND_EXTRA, day("2027-01-04"), { 0 } };
	round.exception[3] = (struct round_exception){ ROUND_EXTRA, day("2026-12-18"), { 0 } }; /* it comes then anyway: once */
	round.exception_count = 4;
	expect(&round, &no_more, "2026-12-14", 26, "12-18 12-23 01-04 01-08");
}

static void what_moves_over_the_edge_is_seen_from_both_sides(void **state)
{
	(void)state;
	struct round round = weekly("2026-11-06", slip);
	expect(&round, &no_more, "2026-12-19", 7, "");
	expect(&round, &no_more, "2026-12-26", 1, "12-26");
	round.exception[0] = (struct round_exception){ ROUND_MOVED, day("2026-12-25"), day("2027-02-02") };
	round.exception_count = 1;
	expect(&round, &no_more, "2027-02-02", 1, "02-02");
}

static void a_round_that_has_ended_or_not_begun_has_no_days(void **state)
{
	(void)state;
	struct round round = weekly("2026-11-06", slip);
	expect(&round, &no_more, "2026-01-01", 300, "");
	expect(&round, &no_more, "1000-01-01", 400, "");
	round.last = day("2026-11-13");
	expect(&round, &no_more, "2026-11-01", 400, "11-06 11-13");
}

static void the_longest_window_is_listed_and_one_day_more_is_not(void **state)
{
	(void)state;
	struct round round = { .start = day("2026-01-01"), .rule = { .frequency = RRULE_DAILY, .interval = 1 } };
	struct date dates[ROUND_DAYS_MAX];
	size_t count = 0;
	assert_int_equal(round_dates(&round, &no_more, day("2026-01-01"), ROUND_DAYS_MAX, dates, &count), FAIL_NONE);
	assert_int_equal(count, ROUND_DAYS_MAX);
	assert_int_equal(round_dates(&round, &no_more, day("2026-01-01"), ROUND_DAYS_MAX + 1, dates, &count), FAIL_LIMIT);
	assert_int_equal(round_dates(&round, &no_more, day("2026-01-01"), 0, dates, &count), FAIL_LIMIT);
	fail_clear();
}

static void a_shift_ends_though_every_day_were_off(void **state)
{
	(void)state;
	struct holidays many = { .added_count = HOLIDAYS_ONE_OFF_MAX };
	for (int i = 0; i < HOLIDAYS_ONE_OFF_MAX; i++)
		many.added[i] = date_add_days(day("2026-06-01"), i);
	struct shift far = { .days = SHIFT_DAYS_MAX, .week = true, .bank = true };
	struct date goes = shift_day(&far, &many, day("2026-06-03"));
	assert_true(date_compare(goes, day("2026-06-03")) > 0);
	assert_true(date_compare(goes, day("2026-08-01")) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(christmas_week_slips_as_the_council_prints_it), cmocka_unit_test(what_moved_is_told_apart),
		cmocka_unit_test(a_holiday_on_monday_moves_the_whole_week_by_a_day),
		cmocka_unit_test(without_the_week_only_the_day_itself_moves),
		cmocka_unit_test(a_council_that_works_on_bank_holidays_names_its_days_off),
		cmocka_unit_test(one_off_holidays_come_and_go),
		cmocka_unit_test(without_a_shift_holidays_change_nothing),
		cmocka_unit_test(exceptions_have_the_last_word),
		cmocka_unit_test(what_moves_over_the_edge_is_seen_from_both_sides),
		cmocka_unit_test(a_round_that_has_ended_or_not_begun_has_no_days),
		cmocka_unit_test(the_longest_window_is_listed_and_one_day_more_is_not),
		cmocka_unit_test(a_shift_ends_though_every_day_were_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
