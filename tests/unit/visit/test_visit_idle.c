/* SPDX-License-Identifier: MIT */
/* unit.visit_idle - what the clock does to a visit that nobody touches. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/parts.h"

static void the_idle_screen_waits_for_nothing(void **state)
{
	struct given *given = *state;
	assert_int_equal(visit_next_ms(&given->visit), -1);
	pass(given, 24 * 3600 * 1000);
	assert_int_equal(tick(given), 0);
}

static void a_question_is_asked_after_two_minutes(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_int_equal(visit_next_ms(&given->visit), MONO_MS + VISIT_IDLE_MS);
	pass(given, VISIT_IDLE_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_KEEP);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	assert_int_equal(given->visit.warn_seconds, 45);
}

static void every_action_counts_as_a_sign(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	pass(given, VISIT_IDLE_MS - 1);
	choose(given, "who", "me");
	pass(given, VISIT_IDLE_MS - 1);
	assert_int_equal(tick(given), 0);
}

static void the_countdown_says_each_second_once(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	pass(given, VISIT_IDLE_MS);
	tick(given);
	for (int left = 44; left > 0; left--) {
		assert_int_equal(visit_next_ms(&given->visit) - given->visit.mono_ms, 1000);
		pass(given, 1000);
		assert_int_equal(tick(given), EFFECT_REBUILD);
		assert_int_equal(given->visit.warn_seconds, left);
		assert_int_equal(tick(given), 0);
	}
	pass(given, 1000);
	unsigned effects = tick(given);
	assert_true(effects & EFFECT_WIPE);
	assert_true(effects & EFFECT_DROP);
	assert_string_equal(given->visit.ended, "nobody-there");
	assert_false(visit_active(&given->visit));
	assert_int_equal(answers_bytes(given->visit.answers), 0);
}

static void more_time_can_be_had_again_and_again(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	choose(given, "who", "me");
	for (int times = 1; times <= 25; times++) {
		pass(given, VISIT_IDLE_MS);
		tick(given);
		pass(given, VISIT_WARN_MS - 1);
		tick(given);
		assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
		do_(given, ACTION_MORE_TIME);
		assert_int_equal(given->visit.extensions, times);
		assert_int_equal(given->visit.sheet, SHEET_NONE);
		assert_int_equal(visit_next_ms(&given->visit), given->visit.mono_ms + VISIT_IDLE_MS);
	}
	assert_string_equal(value(given, "who"), "me");
}

static void more_time_brings_the_sheet_back_that_was_open(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	do_number(given, ACTION_OPEN, SHEET_PERSON);
	pass(given, VISIT_IDLE_MS);
	tick(given);
	do_(given, ACTION_MORE_TIME);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	assert_string_equal(page_path(given), "/who");
}

static void a_person_can_be_asked_for_during_the_countdown(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	pass(given, VISIT_IDLE_MS);
	tick(given);
	do_number(given, ACTION_OPEN, SHEET_PERSON);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	assert_int_equal(visit_next_ms(&given->visit), given->visit.mono_ms + VISIT_IDLE_MS);
}

static void any_aid_gives_longer_times(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	do_number(given, ACTION_TEXT_SIZE, 150);
	assert_true(visit_aided(&given->visit));
	assert_int_equal(visit_next_ms(&given->visit), given->visit.mono_ms + VISIT_IDLE_AIDED_MS);
	pass(given, VISIT_IDLE_AIDED_MS);
	tick(given);
	assert_int_equal(given->visit.warn_seconds, 60);
	do_(given, ACTION_MORE_TIME);
	do_number(given, ACTION_TEXT_SIZE, 100);
	assert_false(visit_aided(&given->visit));
	do_(given, ACTION_MORE_TIME_ALWAYS);
	assert_true(visit_aided(&given->visit));
}

static void a_late_tick_still_asks_first(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	pass(given, 3600 * 1000);
	tick(given);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	assert_int_equal(given->visit.warn_seconds, 45);
	pass(given, 3600 * 1000);
	tick(given);
	assert_false(visit_active(&given->visit));
}

static void a_sheet_on_the_idle_screen_goes_away_without_asking(void **state)
{
	struct given *given = *state;
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	assert_true(visit_active(&given->visit));
	pass(given, VISIT_IDLE_MS);
	tick(given);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(visit_active(&given->visit));
}

static void what_is_secret_is_shown_for_a_minute_and_on_no_other_page(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_int_equal(do_(given, ACTION_REVEAL), 0); /* only where answers are read back */
	advance_to(given, "check");
	do_(given, ACTION_REVEAL);
	pass(given, VISIT_REVEAL_MS - 1);
	assert_int_equal(tick(given), 0);
	assert_true(given->visit.reveal_until_ms != 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_REBUILD);
	assert_true(given->visit.reveal_until_ms == 0);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	do_(given, ACTION_REVEAL);
	do_(given, ACTION_BACK);
	assert_true(given->visit.reveal_until_ms == 0);
}

static void a_councils_times_hold_from_the_next_visit_on(void **state)
{
	struct given *given = *state;
	struct times times = times_usual();
	times.ms[TIMES_IDLE] = 60 * 1000;
	times.ms[TIMES_WARNING] = 30 * 1000;
	begin(given, "walk");
	visit_times(&given->visit, &times); /* somebody is here */
	assert_int_equal(visit_next_ms(&given->visit), MONO_MS + VISIT_IDLE_MS);
	assert_true(visit_times_usual(&given->visit));
	visit_end(&given->visit);
	visit_times(&given->visit, &times);
	begin(given, "walk");
	assert_false(visit_times_usual(&given->visit));
	assert_int_equal(visit_next_ms(&given->visit), given->visit.touched_ms + 60 * 1000);
	pass(given, 60 * 1000);
	tick(given);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	assert_int_equal(given->visit.warn_seconds, 30);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(the_idle_screen_waits_for_nothing), CASE(a_question_is_asked_after_two_minutes), CASE(every_action_counts_as_a_sign),
		CASE(the_countdown_says_each_second_once), CASE(more_time_can_be_had_again_and_again),
		CASE(more_time_brings_the_sheet_back_that_was_open), CASE(a_person_can_be_asked_for_during_the_countdown),
		CASE(any_aid_gives_longer_times), CASE(a_late_tick_still_asks_first), CASE(a_sheet_on_the_idle_screen_goes_away_without_asking),
		CASE(a_councils_times_hold_from_the_next_visit_on), CASE(what_is_secret_is_shown_for_a_minute_and_on_no_other_page),
	};
	return cmocka_run_group_tests_name("visit_idle", cases, NULL, NULL);
}
