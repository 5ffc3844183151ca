/* SPDX-License-Identifier: MIT */
/* unit.visit_rounds - a missed bin and a calendar by the rounds of the address that was picked. It is Monday 23 November 2026, 10 am. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/json.h"
#include "firmware/forms/rounds.h"
#include "ui/visit/copy.h"

#include <stdio.h>
#include <string.h>

enum { HOUR_MS = 60 * 60 * 1000 };

static void answered(struct given *given, const char *field, const char *text)
{
	assert_int_equal(answers_set(given->visit.answers, field, text), FAIL_NONE);
}

/* An address of the list has a UPRN; one that was typed has none. */
static void give_address(struct given *given, const char *code, const char *name, const char *uprn)
{
	const char *const parts[][2] = { { "addressLine1", "14 Mill Lane" }, { "town", "Mereford" }, { "postcode", "MF2 4QT" }, { "uprn", uprn } };
	char field[64];
	begin(given, code);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		snprintf(field, sizeof field, "%s__%s", name, parts[i][0]);
		answered(given, field, parts[i][1]);
	}
}

/* On the page behind the address, which was picked. */
static void past_address(struct given *given, const char *code, const char *name)
{
	give_address(given, code, name, "900000000014");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_DATES);
}

static void days_come(struct given *given, const char *containers)
{
	char text[1024];
	snprintf(text, sizeof text, "{\"containers\":%s}", containers);
	for (char *at = text; *at; at++)
		if (*at == '\'')
			*at = '"';
	json_t *reply = json_loads(text, 0, NULL);
	assert_non_null(reply);
	visit_rounds_found(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
}

#define REFUSE(DAYS) "[{'container':'refuse','name':{'en':'Black bin','cy':'Bin du'},'dates':[" DAYS "]},{'container':'food','name':{'en':'Caddy'},'dates':['2026-11-30']}]"

/* The page that a missed rubbish bin leads to. */
static const char *after_bin(struct given *given, const char *days, const char *bin)
{
	past_address(given, "missed-bin", "place");
	days_come(given, days);
	choose(given, "bin", bin);
	do_(given, ACTION_CONTINUE);
	return page_path(given);
}

static void each_day_has_its_own_end(void **state)
{
	static const struct { const char *days, *bin; int hours; const char *path, *day; } samples[] = {
		{ REFUSE("'2026-11-09','2026-11-23','2026-12-07'"), "rubbish", 0, "/due-today", "" },
		{ REFUSE("'2026-11-09','2026-11-23','2026-12-07'"), "rubbish", 6, "/when", "23" },  /* 4 pm */
		{ REFUSE("'2026-11-20','2026-12-04'"), "rubbish", 0, "/when", "20" },               /* Friday: one working day ago */
		{ REFUSE("'2026-11-19','2026-12-03'"), "rubbish", 0, "/when", "19" },
		{ REFUSE("'2026-11-18','2026-12-02'"), "rubbish", 0, "/too-late", "" },             /* three working days ago */
		{ REFUSE("'2026-12-02'"), "rubbish", 0, "/too-late", "" },
		{ REFUSE("'2026-11-23'"), "garden", 0, "/not-on-our-list", "" },
		{ REFUSE("'2026-11-23'"), "unsure", 0, "/when", "" },
		{ "[]", "rubbish", 0, "/not-on-our-list", "" },
	};
	struct given *given = *state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		given->passed_ms = 0;
		pass(given, samples[i].hours * HOUR_MS);
		assert_string_equal(after_bin(given, samples[i].days, samples[i].bin), samples[i].path);
		assert_string_equal(value(given, "due__day"), samples[i].day);
		do_(given, ACTION_FINISH);
		assert_null(given->visit.rounds.containers);
		assert_string_equal(given->visit.rounds.uprn, "");
	}
}

/* Picked and Continue at once: the page behind may hang on the days. */
static void continue_waits_a_moment_for_the_days(void **state)
{
	struct given *given = *state;
	for (int late = 0; late < 2; late++) {
		past_address(given, "bin-calendar", "home");
		do_(given, ACTION_BACK);
		answered(given, "home__uprn", "900000000015");
		assert_true(do_number(given, ACTION_TEXT_SIZE, 100) & EFFECT_DATES);
		assert_false(do_(given, ACTION_CONTINUE) & EFFECT_MOVED);
		assert_string_equal(page_path(given), "/where");
		if (late) {
			assert_int_equal(visit_next_ms(&given->visit), given->visit.mono_ms + LOOKUP_SLOW_MS);
			pass(given, LOOKUP_SLOW_MS);
			assert_true(tick(given) & EFFECT_MOVED);
			assert_string_equal(page_path(given), "/what");
		} else {
			days_come(given, REFUSE("'2026-11-23'"));
			assert_string_equal(page_path(given), "/days");
		}
		do_(given, ACTION_FINISH);
	}
}

static void what_nobody_knows_is_asked_as_ever(void **state)
{
	struct given *given = *state;
	past_address(given, "missed-bin", "place");
	assert_int_equal(visit_rounds_found(&given->visit, FAIL_STORE, NULL), 0);
	days_come(given, "7");
	json_t *many = json_array(), *reply = json_pack("{s:o}", "containers", many);
	for (int i = 0; i <= ROUNDS_CONTAINER_MAX; i++)
		json_array_append_new(many, json_object());
	assert_int_equal(visit_rounds_found(&given->visit, FAIL_NONE, reply), 0);
	json_decref(reply);
	choose(given, "bin", "rubbish");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/when");
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_UNKNOWN);
}

static void the_request_names_the_address_and_enough_days(void **state)
{
	struct given *given = *state;
	past_address(given, "bin-calendar", "home");
	json_t *request = visit_rounds_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "rounds.dates");
	assert_string_equal(json_text_or(request, "uprn", ""), "900000000014");
	assert_string_equal(json_text_or(request, "from", ""), "2026-10-19");
	assert_int_equal(json_int_or(request, "days", 0), ROUNDS_DAYS);
	json_decref(request);
}

static void an_address_that_changed_has_no_days(void **state)
{
	struct given *given = *state;
	after_bin(given, REFUSE("'2026-11-18'"), "rubbish");
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_LATE);
	do_(given, ACTION_BACK);
	do_(given, ACTION_BACK);
	do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	put(given, "place__addressLine1", "14A Mill Lane");
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_UNKNOWN);
	assert_null(given->visit.rounds.containers);
}

static void another_bin_has_another_day_and_a_day_of_ones_own_stays(void **state)
{
	struct given *given = *state;
	after_bin(given, "[{'container':'refuse','name':{},'dates':['2026-11-20']},{'container':'food','name':{},'dates':['2026-11-19']}]", "rubbish");
	assert_string_equal(value(given, "due__day"), "20");
	do_(given, ACTION_BACK);
	choose(given, "bin", "food");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(value(given, "due__day"), "19");
	put(given, "due__day", "17");
	do_(given, ACTION_BACK);
	do_(given, ACTION_CONTINUE);
	assert_string_equal(value(given, "due__day"), "17");
}

static void the_calendar_shows_the_next_days_in_the_language(void **state)
{
	struct given *given = *state;
	struct rounds_next next;
	past_address(given, "bin-calendar", "home");
	do_(given, ACTION_BACK);
	days_come(given, REFUSE("'2026-11-09','2026-11-23','2026-12-07','2026-12-21'"));
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_KNOWN);
	assert_false(rounds_shown_on(&given->visit));
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/days");
	assert_true(rounds_shown_on(&given->visit));
	assert_true(rounds_next(&given->visit, 0, &next));
	assert_string_equal(next.name, "Black bin");
	assert_int_equal(next.count, 2);
	assert_int_equal(next.day[0].day, 23);
	assert_int_equal(next.day[1].day, 7);
	do_text(given, ACTION_LANGUAGE, "cy");
	assert_true(rounds_next(&given->visit, 0, &next));
	assert_string_equal(next.name, "Bin du");
	assert_true(rounds_next(&given->visit, 1, &next));
	assert_string_equal(next.name, "Caddy");
	assert_int_equal(next.count, 1);
	assert_false(rounds_next(&given->visit, 2, &next));
}

static void a_copy_keeps_what_the_days_meant_and_asks_for_them_again(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	after_bin(given, REFUSE("'2026-11-18'"), "rubbish");
	assert_string_equal(page_path(given), "/too-late");
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
	assert_null(given->visit.rounds.containers);
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_LATE);
	assert_string_equal(page_path(given), "/too-late");
	assert_true(visit_lookup_here(&given->visit, true) & EFFECT_DATES);
	days_come(given, REFUSE("'2026-11-18'"));
	assert_true(rounds_shown_on(&given->visit));
}

/* Restored before the days are there again, and another bin is chosen meanwhile. */
static void what_a_copy_kept_goes_with_the_bin_it_was_about(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	after_bin(given, REFUSE("'2026-11-18'"), "rubbish");
	do_(given, ACTION_BACK);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
	assert_string_equal(page_path(given), "/which-bin");
	assert_true(visit_lookup_here(&given->visit, true) & EFFECT_DATES);
	do_number(given, ACTION_TEXT_SIZE, 150);
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_LATE);
	choose(given, "bin", "food");
	assert_int_equal(rounds_heard(given->visit.answers), ROUNDS_UNKNOWN);
}

static void give_day(struct given *given, const char *day)
{
	put(given, "due__day", day);
	put(given, "due__month", "11");
	put(given, "due__year", "2026");
	do_(given, ACTION_CONTINUE);
}

/* An address that was typed: the day that the resident gives is all there is. */
static void without_rounds_the_day_that_was_given_decides(void **state)
{
	static const struct { const char *day; int hours; const char *path; } samples[] = {
		{ "23", 0, "/due-today" }, { "23", 6, "/assisted" }, { "20", 0, "/assisted" }, { "17", 0, "/assisted" }, { "16", 0, "/too-late" },
	};
	struct given *given = *state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		given->passed_ms = 0;
		pass(given, samples[i].hours * HOUR_MS);
		give_address(given, "missed-bin", "place", "");
		do_(given, ACTION_CONTINUE);
		choose(given, "bin", "rubbish");
		do_(given, ACTION_CONTINUE);
		assert_string_equal(page_path(given), "/when");
		give_day(given, samples[i].day);
		assert_string_equal(page_path(given), samples[i].path);
		assert_false(rounds_shown_on(&given->visit));
		do_(given, ACTION_FINISH);
	}
}

static void a_bin_that_is_not_on_the_list_can_still_be_reported(void **state)
{
	struct given *given = *state;
	after_bin(given, REFUSE("'2026-11-23'"), "garden");
	assert_string_equal(page_path(given), "/not-on-our-list");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/when");
	give_day(given, "20");
	assert_string_equal(page_path(given), "/assisted");
	do_(given, ACTION_BACK);
	give_day(given, "16");
	assert_string_equal(page_path(given), "/too-late");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(each_day_has_its_own_end), CASE(continue_waits_a_moment_for_the_days), CASE(what_nobody_knows_is_asked_as_ever), CASE(the_request_names_the_address_and_enough_days),
		CASE(an_address_that_changed_has_no_days), CASE(another_bin_has_another_day_and_a_day_of_ones_own_stays),
		CASE(what_a_copy_kept_goes_with_the_bin_it_was_about), CASE(without_rounds_the_day_that_was_given_decides), CASE(a_bin_that_is_not_on_the_list_can_still_be_reported),
		CASE(the_calendar_shows_the_next_days_in_the_language), CASE(a_copy_keeps_what_the_days_meant_and_asks_for_them_again),
	};
	return cmocka_run_group_tests_name("visit_rounds", cases, NULL, NULL);
}
