/* SPDX-License-Identifier: MIT */
/* unit.rrule - recurrence rules, as RFC 5545 means them. */
#include "tests/lib/given.h"

#include "firmware/rounds/rrule.h"

#include <stdio.h>
#include <string.h>

static struct date day(const char *text)
{
	struct date date;
	assert_int_equal(date_parse(text, &date), FAIL_NONE);
	return date;
}

/* the days of @text that began on @start, up to @until, as "MM-DD MM-DD …" */
static void expect_days(const char *text, const char *start, const char *until, const char *expected)
{
	struct rrule rule;
	struct date last;
	char got[2048] = "";
	if (rrule_parse(text, &rule) != FAIL_NONE || rrule_last(&rule, day(start), &last) != FAIL_NONE)
		fail_msg("%s: %s", text, fail_words());
	for (struct date at = day(start); date_compare(at, day(until)) <= 0; at = date_add_days(at, 1)) {
		if (!rrule_matches(&rule, day(start), at) || (!date_none(last) && date_compare(at, last) > 0))
			continue;
		size_t used = strlen(got);
		snprintf(got + used, sizeof got - used, "%s%02d-%02d", used ? " " : "", at.month, at.day);
	}
	assert_string_equal(got, expected);
}

static void rules_mean_what_the_rfc_says(void **state)
{
	(void)state;
	expect_days("FREQ=WEEKLY", "2026-11-02", "2026-11-30", "11-02 11-09 11-16 11-23 11-30");
	expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-05", "2026-12-04", "11-05 11-16 11-19 11-30 12-03");
	expect_days("freq=weekly;byday=su;wkst=mo", "2026-11-01", "2026-11-15", "11-01 11-08 11-15");
	expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-11-08", "2026-12-01", "11-08 11-16 11-22 11-30"); /* the week ends with Sunday */
	expect_days("FREQ=DAILY;INTERVAL=10", "2026-12-25", "2027-01-20", "12-25 01-04 01-14");
	expect_days("FREQ=DAILY;BYDAY=SA,SU", "2026-11-21", "2026-11-30", "11-21 11-22 11-28 11-29");
	expect_days("FREQ=MONTHLY", "2026-10-31", "2027-03-31", "10-31 12-31 01-31 03-31"); /* short months are left out */
	expect_days("FREQ=MONTHLY;INTERVAL=2", "2027-12-29", "2028-06-30", "12-29 02-29 04-29 06-29");
	expect_days("FREQ=MONTHLY;BYDAY=2TU,-1FR", "2026-11-10", "2027-01-31", "11-10 11-27 12-08 12-25 01-12 01-29");
	expect_days("FREQ=MONTHLY;BYDAY=5MO", "2026-11-30", "2027-03-31", "11-30 03-29");
	expect_days("FREQ=MONTHLY;BYDAY=-5MO", "2026-11-02", "2027-03-31", "11-02 03-01");
	expect_days("FREQ=MONTHLY;BYDAY=WE;INTERVAL=3", "2026-11-04", "2027-02-28", "11-04 11-11 11-18 11-25 02-03 02-10 02-17 02-24");
}

static void a_rule_ends_by_count_or_by_date(void **state)
{
	(void)state;
	expect_days("FREQ=WEEKLY;COUNT=3", "2026-11-02", "2027-11-30", "11-02 11-09 11-16");
	expect_days("FREQ=WEEKLY;COUNT=1", "2026-11-02", "2027-11-30", "11-02");
	expect_days("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "2026-11-04", "2027-11-30", "11-04 11-09 11-11");
	expect_days("FREQ=WEEKLY;UNTIL=20261116", "2026-11-02", "2027-11-30", "11-02 11-09 11-16");
	expect_days("FREQ=WEEKLY;UNTIL=20261115", "2026-11-02", "2027-11-30", "11-02 11-09");
	expect_days("FREQ=MONTHLY;COUNT=2;BYDAY=1MO", "2026-11-02", "2027-11-30", "11-02 12-07");
}

static void refuse(const char *text, const char *words)
{
	struct rrule rule;
	enum fail fail = rrule_parse(text, &rule);
	if (fail == FAIL_NONE || !strstr(fail_words(), words))
		fail_msg("%s gives \"%s\", expected \"%s\"", text, fail == FAIL_NONE ? "success" : fail_words(), words);
	fail_clear();
}

static void the_rest_of_the_rfc_is_refused_in_a_sentence(void **state)
{
	(void)state;
	refuse("", "no FREQ");
	refuse("INTERVAL=2", "no FREQ");
	refuse("FREQ=YEARLY", "FREQ is YEARLY");
	refuse("FREQ=HOURLY", "FREQ is HOURLY");
	refuse("FREQ=", "FREQ is ");
	refuse("FREQ=WEEKLY;BYMONTHDAY=1", "\"BYMONTHDAY\" is not understood");
	refuse("FREQ=WEEKLY;BYSETPOS=1", "\"BYSETPOS\" is not understood");
	refuse("FREQ=WEEKLY;;INTERVAL=2", "\"\" is not understood");
	refuse("FREQ=WEEKLY;WKST=SU", "WKST");
	refuse("FREQ=WEEKLY;FREQ=DAILY", "FREQ stands twice");
	refuse("FREQ=WEEKLY;BYDAY=", "BYDAY has \"\"");
	refuse("FREQ=WEEKLY;BYDAY=MO,", "BYDAY has \"\"");
	refuse("FREQ=WEEKLY;BYDAY=XX", "BYDAY has \"XX\"");
	refuse("FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY only");
	refuse("FREQ=MONTHLY;BYDAY=6MO", "BYDAY has \"6MO\"");
	refuse("FREQ=MONTHLY;BYDAY=0MO", "BYDAY has \"0MO\"");
	refuse("FREQ=MONTHLY;BYDAY=-MO", "BYDAY has \"-MO\"");
	refuse("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "both COUNT and UNTIL");
	refuse("FREQ=WEEKLY;UNTIL=20270230", "UNTIL is not a real day");
	refuse("FREQ=WEEKLY;UNTIL=20270101T000000Z", "UNTIL is not a real day");
	refuse("FREQ=WEEKLY;INTERVAL=two", "INTERVAL is not a number");
	refuse("FREQ=WEEKLY;INTERVAL=0", "INTERVAL is 0");
	refuse("FREQ=WEEKLY;INTERVAL=-1", "INTERVAL is not a number");
}

static void the_largest_of_everything_is_read_and_one_more_is_not(void **state)
{
	(void)state;
	struct rrule rule;
	char text[RRULE_TEXT_MAX_BYTES + 2];
	assert_int_equal(rrule_parse("FREQ=DAILY;INTERVAL=400;COUNT=5000", &rule), FAIL_NONE);
	refuse("FREQ=DAILY;INTERVAL=401", "INTERVAL is 401");
	refuse("FREQ=DAILY;COUNT=5001", "COUNT is 5001");
	refuse("FREQ=DAILY;COUNT=999999999", "COUNT is not a number");
	assert_int_equal(rrule_parse("FREQ=MONTHLY;BYDAY=MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO", &rule), FAIL_NONE);
	refuse("FREQ=MONTHLY;BYDAY=MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO,MO", "more than 16");
	memset(text, 'A', sizeof text);
	text[RRULE_TEXT_MAX_BYTES + 1] = '\0';
	refuse(text, "longer than 256");
	text[RRULE_TEXT_MAX_BYTES] = '\0';
	refuse(text, "is not understood");
}

static void a_rule_that_contradicts_its_start_is_refused(void **state)
{
	(void)state;
	struct rrule rule;
	struct date last;
	assert_int_equal(rrule_parse("FREQ=WEEKLY;BYDAY=TU", &rule), FAIL_NONE);
	assert_int_equal(rrule_last(&rule, day("2026-11-02"), &last), FAIL_INPUT);
	assert_int_equal(rrule_parse("FREQ=WEEKLY;UNTIL=20261101", &rule), FAIL_NONE);
	assert_int_equal(rrule_last(&rule, day("2026-11-02"), &last), FAIL_INPUT);
	assert_int_equal(rrule_last(&rule, day("1999-12-31"), &last), FAIL_INPUT);
	assert_int_equal(rrule_parse("FREQ=WEEKLY;COUNT=2600", &rule), FAIL_NONE);
	assert_int_equal(rrule_last(&rule, day("2026-11-02"), &last), FAIL_NONE);
	assert_int_equal(rrule_parse("FREQ=WEEKLY;COUNT=2620", &rule), FAIL_NONE);
	assert_int_equal(rrule_last(&rule, day("2026-11-02"), &last), FAIL_LIMIT);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_mean_what_the_rfc_says),
		cmocka_unit_test(a_rule_ends_by_count_or_by_date),
		cmocka_unit_test(the_rest_of_the_rfc_is_refused_in_a_sentence),
		cmocka_unit_test(the_largest_of_everything_is_read_and_one_more_is_not),
		cmocka_unit_test(a_rule_that_contradicts_its_start_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
