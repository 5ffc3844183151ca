/* SPDX-License-Identifier: MIT */
/* unit.uk_holidays - bank holidays as published, working days counted by them, when a place opens next. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/base/json.h"
#include "firmware/uk/opening.h"
#include "tests/lib/given.h"

static const struct holidays england = { .nation = NATION_ENGLAND_AND_WALES }, scotland = { .nation = NATION_SCOTLAND },
                             ireland = { .nation = NATION_NORTHERN_IRELAND };

static struct date day(const char *text)
{
	struct date date = { 0 };
	assert_int_equal(date_parse(text, &date), FAIL_NONE);
	return date;
}

static void assert_day(struct date date, const char *expected)
{
	char text[11];
	date_write(date, text);
	assert_string_equal(text, expected);
}

/* All of them in @year: "01-01 04-03 …". */
static void assert_year(const struct holidays *holidays, int year, const char *expected)
{
	char found[400] = "";
	size_t size = 0;
	for (struct date d = { year, 1, 1 }; d.year == year; d = date_add_days(d, 1))
		if (holidays_has(holidays, d))
			size += (size_t)snprintf(found + size, sizeof found - size, "%s%02d-%02d", size ? " " : "", d.month, d.day);
	assert_string_equal(found, expected);
}

static void england_and_wales_keep_the_published_days(void **state)
{
	(void)state;
	assert_year(&england, 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26");
	assert_year(&england, 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26");
	assert_year(&england, 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28");
	assert_year(&england, 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28");
	assert_year(&england, 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26");
}

static void scotland_keeps_its_own(void **state)
{
	(void)state;
	assert_year(&scotland, 2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26");
	assert_year(&scotland, 2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26");
	assert_year(&scotland, 2026, "01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28");
	assert_year(&scotland, 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28");
	assert_year(&scotland, 2028, "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26");
	assert_year(&scotland, 2023, "01-02 01-03 04-07 05-01 05-29 08-07 11-30 12-25 12-26");
}

static void northern_ireland_keeps_its_own(void **state)
{
	(void)state;
	assert_year(&ireland, 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26");
	assert_year(&ireland, 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26");
	assert_year(&ireland, 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28");
	assert_year(&ireland, 2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28");
}

static void every_year_has_as_many_as_the_nation_keeps(void **state)
{
	(void)state;
	static const struct { const struct holidays *holidays; int count; } nations[] = { { &england, 8 }, { &scotland, 9 }, { &ireland, 10 } };
	for (size_t i = 0; i < sizeof nations / sizeof nations[0]; i++)
		for (int year = 2008; year <= 2100; year++) {
			int count = 0;
			for (struct date d = { year, 1, 1 }; d.year == year; d = date_add_days(d, 1))
				count += holidays_has(nations[i].holidays, d);
			assert_int_equal(count, nations[i].count);
		}
}

static void shipped_one_offs_make_the_years_as_they_were(void **state)
{
	(void)state;
	char path[GIVEN_PATH_BYTES];
	struct holidays holidays;
	given_source("assets/site/holidays.json", path);
	assert_int_equal(holidays_read(path, NATION_ENGLAND_AND_WALES, &holidays), FAIL_NONE);
	assert_year(&holidays, 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28");
	assert_year(&holidays, 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27");
	assert_year(&holidays, 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26");
	assert_int_equal(holidays_read(path, NATION_SCOTLAND, &holidays), FAIL_NONE);
	assert_year(&holidays, 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27");
	assert_int_equal(holidays_read("/nowhere/holidays.json", NATION_SCOTLAND, &holidays), FAIL_NONE);
	assert_int_equal(holidays.added_count + holidays.removed_count, 0);
}

static void working_days_skip_weekends_and_holidays(void **state)
{
	(void)state;
	assert_day(holidays_add(&england, day("2026-11-20"), 2), "2026-11-24");
	assert_day(holidays_add(&england, day("2026-12-24"), 1), "2026-12-29");
	assert_day(holidays_add(&england, day("2026-12-24"), 0), "2026-12-24");
	assert_day(holidays_add(&england, day("2026-04-02"), 1), "2026-04-07");
	assert_day(holidays_add(&scotland, day("2026-04-02"), 1), "2026-04-06");
	assert_day(holidays_add(&scotland, day("2026-11-27"), 1), "2026-12-01");
	assert_day(holidays_add(&ireland, day("2026-07-10"), 1), "2026-07-14");
	assert_day(holidays_add(&england, day("2026-11-21"), 1), "2026-11-23");
	assert_day(holidays_add(&england, day("2026-11-20"), -5), "2026-11-20");
	assert_int_equal(date_compare(holidays_add(&england, day("2026-01-01"), WORKING_DAYS_MAX + 1), holidays_add(&england, day("2026-01-01"), WORKING_DAYS_MAX)), 0);
}

static enum fail load(const char *quoted, enum nation nation, struct holidays *ret)
{
	json_error_t error;
	char text[1000];
	snprintf(text, sizeof text, "%s", quoted);
	for (char *at = text; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	json_t *data = json_loads(text, 0, &error);
	assert_non_null(data);
	fail_clear();
	enum fail code = holidays_load(data, nation, ret);
	json_decref(data);
	return code;
}

static void a_one_off_is_for_the_nations_that_it_names(void **state)
{
	(void)state;
	static const char data[] = "{'added':[{'date':'2030-06-03','nations':['scotland']}],'removed':[{'date':'2030-12-25','nations':['scotland','northern-ireland']}]}";
	struct holidays holidays;
	assert_int_equal(load(data, NATION_SCOTLAND, &holidays), FAIL_NONE);
	assert_true(holidays_has(&holidays, day("2030-06-03")));
	assert_false(holidays_has(&holidays, day("2030-12-25")));
	assert_int_equal(load(data, NATION_ENGLAND_AND_WALES, &holidays), FAIL_NONE);
	assert_false(holidays_has(&holidays, day("2030-06-03")));
	assert_true(holidays_has(&holidays, day("2030-12-25")));
}

static void wrong_one_offs_are_named(void **state)
{
	(void)state;
	static const struct { const char *data, *words; } wrong[] = {
		{ "[]", "not an object" }, { "{'added':{}}", "\"added\" is not a list" }, { "{'removed':[{'date':'2026-02-30'}]}", "day 1 of \"removed\"" },
		{ "{'added':[{'date':'2026-01-02'},{'name':'x'}]}", "day 2 of \"added\"" }, { "{'added':[{'date':'2026-01-02','nations':['wales']}]}", "\"wales\"" },
		{ "{'added':[{'date':'2026-01-02','nations':'scotland'}]}", "\"nations\"" }, { "{'added':[{'date':'2026-01-02','nations':[1]}]}", "nation" }, { "{'added':[1]}", "day 1" },
	};
	struct holidays holidays;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(load(wrong[i].data, NATION_SCOTLAND, &holidays), FAIL_INPUT);
		if (!strstr(fail_words(), wrong[i].words))
			fail_msg("\"%s\" is not in \"%s\"", wrong[i].words, fail_words());
	}
	enum nation nation;
	assert_int_equal(nation_from_name("wales", &nation), FAIL_INPUT);
	assert_int_equal(nation_from_name("northern-ireland", &nation), FAIL_NONE);
	assert_int_equal(nation, NATION_NORTHERN_IRELAND);
}

static void lists_hold_their_maximum_and_not_one_more(void **state)
{
	(void)state;
	struct holidays holidays;
	json_t *days = json_array(), *data = json_pack("{s:o}", "added", days);
	for (int i = 0; i < HOLIDAYS_ONE_OFF_MAX; i++) {
		char text[11];
		date_write(date_add_days((struct date){ 2026, 1, 1 }, i), text);
		json_array_append_new(days, json_pack("{s:s}", "date", text));
	}
	assert_int_equal(holidays_load(data, NATION_SCOTLAND, &holidays), FAIL_NONE);
	assert_int_equal(holidays.added_count, HOLIDAYS_ONE_OFF_MAX);
	json_array_append(days, json_array_get(days, 0));
	assert_int_equal(holidays_load(data, NATION_SCOTLAND, &holidays), FAIL_LIMIT);
	json_decref(data);
}

static void opening_hours_know_now_and_next(void **state)
{
	(void)state;
	struct site site = { .hours = { [1] = { true, 9 * 60, 18 * 60 }, [2] = { true, 9 * 60, 18 * 60 } } };
	struct date monday = { 2026, 11, 23 }, tuesday = { 2026, 11, 24 }, next;
	int until = 0;
	assert_true(opening_until(&site, &england, monday, 10 * 60, &until, &next));
	assert_int_equal(until, 18 * 60);
	assert_false(opening_until(&site, &england, monday, 8 * 60, &until, &next));
	assert_int_equal(until, 9 * 60);
	assert_int_equal(date_compare(next, monday), 0);
	assert_false(opening_until(&site, &england, monday, 18 * 60, &until, &next));
	assert_int_equal(date_compare(next, tuesday), 0);
	assert_false(opening_until(&site, &england, tuesday, 19 * 60, &until, &next));
	assert_day(next, "2026-11-30");
	assert_false(opening_until(&site, &scotland, tuesday, 19 * 60, &until, &next));
	assert_day(next, "2026-12-01"); /* 30 November is kept there */
	memset(site.hours, 0, sizeof site.hours);
	assert_false(opening_until(&site, &england, monday, 600, &until, &next));
	assert_int_equal(until, -1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(england_and_wales_keep_the_published_days), CASE(scotland_keeps_its_own), CASE(northern_ireland_keeps_its_own),
		CASE(every_year_has_as_many_as_the_nation_keeps), CASE(shipped_one_offs_make_the_years_as_they_were), CASE(working_days_skip_weekends_and_holidays),
		CASE(a_one_off_is_for_the_nations_that_it_names), CASE(wrong_one_offs_are_named), CASE(lists_hold_their_maximum_and_not_one_more),
		CASE(opening_hours_know_now_and_next),
	};
	return cmocka_run_group_tests_name("uk_holidays", cases, NULL, NULL);
}
