/* SPDX-License-Identifier: MIT */
/* unit.print_press_witness - what the printer's own counter of cuts proves when nobody else remembers. */
#include "firmware/base/clock.h"
#include "tests/unit/print/given_press.h"

#include <stdlib.h>

static void it_is_told_before_the_first_byte(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 1, false);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->cuts_told, 1000);
	print(given, 2, true);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->cuts_told, 1002); /* the slip's own cut is counted in */
	assert_int_equal(given->cuts, 3);
}

static void a_printer_without_one_is_asked_once(void **state)
{
	struct given *given = *state;

	given->countless = true;
	plug_in(given, 4096, 1000000, true);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	for (int number = 1; number <= 2; number++) {
		print(given, number, false);
		turn_until(given, &given->finished, number);
		assert_int_equal(given->outcome, PRESS_DONE);
		assert_int_equal(given->cuts_told, -1);
	}
	assert_int_equal(given->ready, 2);
}

/* Every byte is in the printer, which says nothing by itself; whoever sent them is killed. */
static void killed_after_the_last_byte(struct given *given, bool comes_out)
{
	plug_in(given, 256 * 1024, 1000000, true);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 5, false);
	turn_until(given, &given->ready, 1);
	given->counter.bytes_per_second = 1;
	given->holding = false;
	press_go(given->press);
	turn_until_out(given);
	press_close(given->press);
	given->press = NULL;
	turn(given);
	if (!comes_out)
		counter_unplug(&given->counter, true);
	given->counter.bytes_per_second = 1000000;
	given->state = PRESS_STATE_COUNT;
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_int_equal(press_recall(given->press, 5, given->cuts_told), FAIL_NONE);
	turn_until(given, &given->finished, 1);
}

static void one_more_than_before_it_was_cut(void **state)
{
	struct given *given = *state;

	killed_after_the_last_byte(given, true);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
	print(given, 6, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 1, &given->receipt);
}

static void as_many_as_before_nobody_knows_and_what_hangs_out_is_voided(void **state)
{
	struct given *given = *state;

	killed_after_the_last_byte(given, false);
	assert_int_equal(given->outcome, PRESS_UNSURE);
	assert_int_equal(given->cuts, 0);
	print(given, 6, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

static void a_cable_pulled_after_the_last_byte_is_asked_about(void **state)
{
	struct given *given = *state;

	plug_in(given, 256 * 1024, 1000000, true);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 5, false);
	turn_until(given, &given->ready, 1);
	given->counter.bytes_per_second = 1;
	given->holding = false;
	press_go(given->press);
	turn_until_out(given);
	counter_unplug(&given->counter, false);
	given->counter.bytes_per_second = 1000000;
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
}

/* The way back was full, and the confirmation was dropped. */
static void a_lost_confirmation_is_made_up_for(void **state)
{
	struct given *given = *state;
	uint8_t lost[FAKE_SAY_MAX_BYTES];

	plug_in(given, 256 * 1024, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 5, false);
	turn_until(given, &given->ready, 1);
	given->counter.bytes_per_second = 1;
	given->holding = false;
	press_go(given->press);
	turn_until_out(given);
	while (fake_printer_work(given->counter.printer, 100000) > 0)
		fake_printer_say(given->counter.printer, lost, sizeof lost);
	given->counter.bytes_per_second = 1000000;
	for (int i = 0; i < 4 && given->finished == 0; i++) {
		turn_some(given);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 10000), FAIL_NONE);
	}
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(it_is_told_before_the_first_byte),
		CASE(a_printer_without_one_is_asked_once),
		CASE(one_more_than_before_it_was_cut),
		CASE(as_many_as_before_nobody_knows_and_what_hangs_out_is_voided),
		CASE(a_cable_pulled_after_the_last_byte_is_asked_about),
		CASE(a_lost_confirmation_is_made_up_for),
	};
	return cmocka_run_group_tests_name("print_press_witness", cases, given_clock, given_clock_done);
}
