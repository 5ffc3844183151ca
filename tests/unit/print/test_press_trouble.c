/* SPDX-License-Identifier: MIT */
/* unit.print_press_trouble - what is done about a printer that somebody has helped, or that forgot what it was told. */
#include "drivers/printer/escpos.h"
#include "tests/unit/print/given_press.h"

#include <string.h>

static void set(struct given *given, unsigned sensors, bool on)
{
	fake_printer_set(given->counter.printer, sensors, on);
	counter_turn(&given->counter);
}

static void a_cutter_goes_on_when_its_way_is_free(void **state)
{
	struct given *given = *state;

	plug_in(given, 256 * 1024, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	set(given, FAKE_JAM, true);
	print(given, 1, false);
	turn_until_state(given, PRESS_ERROR);
	assert_string_equal(given->key, "printer.cutter");
	turn_some(given);
	assert_true(press_uncut(given->press)); /* the first of two ids: all of it is on paper */
	assert_int_equal(given->finished, 0);
	set(given, FAKE_JAM, false);
	set(given, FAKE_COVER, true);
	turn_until_state(given, PRESS_COVER);
	set(given, FAKE_COVER, false);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
}

static void what_waits_in_the_printer_is_forgotten_for_the_next_person(void **state)
{
	struct given *given = *state;

	given->clears = true;
	plug_in(given, 256 * 1024, 60000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 1, false);
	turn_until(given, &given->ready, 1);
	press_go(given->press);
	turn_until(given, &given->sent, 1); /* all but the last strip is in the printer */
	set(given, FAKE_PAPER_OUT, true);
	turn_until_state(given, PRESS_PAPER);
	assert_true(fake_printer_waiting(given->counter.printer));
	press_withdraw(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_false(fake_printer_waiting(given->counter.printer));
}

static void one_that_forgot_tells_again_what_happens(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	set(given, FAKE_PAPER_OUT, true);
	turn_until_state(given, PRESS_PAPER);
	fake_printer_power(given->counter.printer); /* and its USB part never noticed */
	set(given, FAKE_PAPER_OUT, false);
	turn_until_state(given, PRESS_READY);
	turn_some(given);
	set(given, FAKE_COVER, true); /* told by itself: nobody asks one that is ready */
	turn_until_state(given, PRESS_COVER);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_cutter_goes_on_when_its_way_is_free),
		CASE(what_waits_in_the_printer_is_forgotten_for_the_next_person),
		CASE(one_that_forgot_tells_again_what_happens),
	};
	return cmocka_run_group_tests_name("print_press_trouble", cases, given_clock, given_clock_done);
}
