/* SPDX-License-Identifier: MIT */
/* unit.print_press_mouth - a receipt that is held out: taken, or drawn back before somebody else could take it. */
#include "firmware/base/clock.h"
#include "tests/unit/print/given_press.h"

#include <stdlib.h>
#include <string.h>

static void printed(struct given *given, bool private)
{
	const struct press_job job = { .number = 1, .receipt = &given->receipt, .private = private };

	given->presents = true;
	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_int_equal(press_print(given->press, &job), FAIL_NONE);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	turn_until(given, &given->fate[FAKE_TICKET_SHOWN], 1);
	assert_cut(given, 0, &given->receipt);
}

static void pass_seconds(struct given *given, int seconds)
{
	for (int i = 0; i < seconds; i += 2) {
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 2000), FAIL_NONE);
		for (int turns = 0; turns < 4; turns++)
			turn(given);
	}
}

static void what_nobody_takes_is_drawn_back(void **state)
{
	struct given *given = *state;

	printed(given, true);
	pass_seconds(given, 60);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 0);
	pass_seconds(given, 30);
	turn_until(given, &given->fate[FAKE_TICKET_RETRACTED], 1);
	assert_int_equal(given->state, PRESS_READY);
}

static void what_is_taken_is_left_alone(void **state)
{
	struct given *given = *state;

	printed(given, true);
	pass_seconds(given, 10);
	assert_true(fake_printer_pull(given->counter.printer));
	pass_seconds(given, 100);
	assert_int_equal(given->fate[FAKE_TICKET_TAKEN], 1);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 0);
}

static void what_is_for_staff_waits_for_them(void **state)
{
	struct given *given = *state;

	printed(given, false);
	pass_seconds(given, 120);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 0);
	assert_true(press_free_now(given->press));
}

static void the_next_job_draws_the_last_one_back(void **state)
{
	struct given *given = *state;

	printed(given, true);
	print(given, 2, false);
	turn_until(given, &given->finished, 2);
	turn_until(given, &given->fate[FAKE_TICKET_SHOWN], 2);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 1);
	assert_int_equal(given->fate[FAKE_TICKET_EJECTED], 0);
}

static void the_profile_says_how_long(void **state)
{
	struct given *given = *state;

	given->ticket_seconds = 30;
	printed(given, true);
	pass_seconds(given, 26);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 0);
	pass_seconds(given, 20);
	turn_some(given);
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 1); /* long before the 75 seconds of others */
}

static void what_cannot_be_drawn_back_is_told(void **state)
{
	struct given *given = *state;

	given->keeps_out = true;
	printed(given, true);
	pass_seconds(given, 70);
	assert_int_equal(given->state, PRESS_READY);
	pass_seconds(given, 20);
	turn_until_state(given, PRESS_ERROR);
	assert_string_equal(given->key, "printer.ticket");
	assert_int_equal(given->fate[FAKE_TICKET_RETRACTED], 0);
	assert_true(fake_printer_pull(given->counter.printer));
	pass_seconds(given, 4);
	turn_until_state(given, PRESS_READY);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(what_nobody_takes_is_drawn_back),
		CASE(what_is_taken_is_left_alone),
		CASE(what_is_for_staff_waits_for_them),
		CASE(the_next_job_draws_the_last_one_back),
		CASE(the_profile_says_how_long),
		CASE(what_cannot_be_drawn_back_is_told),
	};
	return cmocka_run_group_tests_name("print_press_mouth", cases, given_clock, given_clock_done);
}
