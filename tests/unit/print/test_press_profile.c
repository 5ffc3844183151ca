/* SPDX-License-Identifier: MIT */
/* unit.print_press_profile - what kind of printer it is, is found out when it comes. */
#include "tests/unit/print/given_press.h"

#include <stdio.h>
#include <stdlib.h>

static struct profile_set profiles;

static void given_profiles(struct given *given)
{
	char folder[4096];

	snprintf(folder, sizeof folder, "%s/assets/profiles", getenv("FOYER_SOURCE"));
	assert_int_equal(profile_set_read(folder, &profiles), FAIL_NONE);
	press_profiles(given->press, &profiles);
}

static void turn_until_free(struct given *given)
{
	for (int turns = 0; turns < WAIT_TURNS && !press_free_now(given->press); turns++)
		turn(given);
	assert_true(press_free_now(given->press));
}

static void it_is_asked_for_its_model(void **state)
{
	struct given *given = *state;

	given->model = "TM-T88V";
	plug_in(given, 4096, 1000000, false);
	open_press(given);
	given_profiles(given);
	turn_until_free(given);
	assert_int_equal(press_profile(given->press)->dots, 512);
	assert_int_equal(press_profile(given->press)->dpi, 180);
	const struct press_job job = { .number = 1, .receipt = &given->receipt };
	assert_int_equal(press_print(given->press, &job), FAIL_NONE); /* drawn for another head: to be claimed anew, and drawn anew */
	assert_int_equal(given->finished, 1);
	assert_int_equal(given->outcome, PRESS_AGAIN);
	assert_int_equal(given->ready, 0);
}

static void one_that_nobody_knows_has_the_plain_profile(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	given_profiles(given);
	turn_until_free(given);
	assert_int_equal(press_profile(given->press)->dots, FAKE_DOTS);
	print(given, 1, false);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_cut(given, 0, &given->receipt);
}

static void without_paper_it_is_asked_later(void **state)
{
	struct given *given = *state;

	given->model = "TM-T20III";
	plug_in(given, 4096, 1000000, false);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, true);
	open_press(given);
	given_profiles(given);
	turn_until_state(given, PRESS_PAPER);
	turn_some(given);
	assert_string_equal(press_profile(given->press)->name, "test");
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, false);
	counter_turn(&given->counter);
	turn_until_free(given);
	assert_string_equal(press_profile(given->press)->name, "Epson TM-T20III");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(it_is_asked_for_its_model),
		CASE(one_that_nobody_knows_has_the_plain_profile),
		CASE(without_paper_it_is_asked_later),
	};
	return cmocka_run_group_tests_name("print_press_profile", cases, given_clock, given_clock_done);
}
