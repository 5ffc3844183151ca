/* SPDX-License-Identifier: MIT */
/* unit.print_press - one receipt through a printer that runs out of paper, is unplugged, forgets, or never says a word. */
#include "drivers/printer/escpos.h"
#include "firmware/base/clock.h"
#include "tests/unit/print/given_press.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void a_receipt_is_printed_and_confirmed(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_true(press_free_now(given->press));
	for (int number = 1; number <= 3; number++) {
		print(given, number, false);
		assert_false(press_free_now(given->press));
		turn_until(given, &given->finished, number);
		assert_int_equal(given->outcome, PRESS_DONE);
		assert_int_equal(given->sent, number);
		assert_cut(given, number - 1, &given->receipt);
		assert_true(press_confirmed(given->press, number));
		assert_false(press_confirmed(given->press, number + 1));
	}
	assert_int_equal(given->cuts, 3);
}

static void a_clone_proves_it_by_fence(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, true);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 9999, false);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_cut(given, 0, &given->receipt);
}

static void without_paper_it_is_not_free(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, true);
	open_press(given);
	turn_until_state(given, PRESS_PAPER);
	assert_string_equal(given->key, "printer.paper");
	assert_false(press_free_now(given->press));
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, false);
	counter_turn(&given->counter);
	turn_until_state(given, PRESS_READY);
	assert_true(press_free_now(given->press));
}

static void trouble_in_the_middle_is_waited_out(struct given *given, const char *on, const char *off, enum press_state expected)
{
	plug_in(given, 4096, 60000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 7, false);
	for (int turns = 0; turns < 60; turns++)
		turn(given);
	assert_string_equal(counter_switch(&given->counter, on), "ok");
	counter_turn(&given->counter);
	turn_until_state(given, expected);
	assert_int_equal(given->finished, 0);
	assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 3600 * 1000), FAIL_NONE); /* nobody comes for an hour */
	for (int turns = 0; turns < 40; turns++)
		turn(given);
	assert_int_equal(given->state, expected);
	assert_int_equal(given->finished, 0);
	assert_string_equal(counter_switch(&given->counter, off), "ok");
	counter_turn(&given->counter);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->state, PRESS_READY);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
}

static void paper_out_in_the_middle_is_waited_out(void **state)
{
	trouble_in_the_middle_is_waited_out(*state, "paper out", "paper in", PRESS_PAPER);
}

static void an_open_cover_in_the_middle_is_waited_out(void **state)
{
	trouble_in_the_middle_is_waited_out(*state, "cover open", "cover closed", PRESS_COVER);
}

static void a_stuck_cutter_is_waited_out(void **state)
{
	trouble_in_the_middle_is_waited_out(*state, "cutter stuck", "cutter free", PRESS_ERROR);
}

static void unplugged_in_the_middle_the_torn_part_is_voided(void **state)
{
	struct given *given = *state;

	plug_in(given, 1024, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->counter.cut_cable_after = ESCPOS_FILL_BYTES + 10000;
	print(given, 12, false);
	turn_until_state(given, PRESS_NONE);
	assert_string_equal(given->key, "printer.gone");
	assert_int_equal(given->finished, 0);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

static void unplugged_before_the_first_ink_nothing_is_voided(void **state)
{
	struct given *given = *state;

	plug_in(given, 1024, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->counter.cut_cable_after = 2000;
	print(given, 13, false);
	turn_until_state(given, PRESS_NONE);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
}

static void unplugged_after_the_last_byte_it_is_unsure(void **state)
{
	struct given *given = *state;

	plug_in(given, 256 * 1024, 1, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 14, false);
	turn_until_out(given);
	counter_unplug(&given->counter, true);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_UNSURE);
	turn_until_state(given, PRESS_READY);
	for (int turns = 0; turns < 100; turns++)
		turn(given);
	assert_int_equal(given->cuts, 0); /* and never printed by itself again */
}

static void a_late_confirmation_is_heard_by_the_next_program(void **state)
{
	struct given *given = *state;

	plug_in(given, 256 * 1024, 1, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 21, false);
	turn_until_out(given);
	press_close(given->press); /* killed */
	given->press = NULL;
	turn(given);
	given->counter.bytes_per_second = 1000000;
	turn_until(given, &given->cuts, 1);
	given->state = PRESS_STATE_COUNT;
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_true(press_confirmed(given->press, 21));
	assert_int_equal(press_recall(given->press, 21, -1), FAIL_NONE);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
}

static void what_nobody_confirms_is_unsure(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_int_equal(press_recall(given->press, 77, -1), FAIL_NONE);
	for (int i = 0; i < 2; i++) {
		turn(given);
		assert_int_equal(given->finished, 0);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 10000), FAIL_NONE);
	}
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_UNSURE);
	assert_int_equal(given->cuts, 0);
}

static void a_torn_part_from_before_is_voided(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	/* what a killed program left: a picture that ends in its middle */
	static const uint8_t torn[] = { 0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 72, 0, 64, 0, 0xff, 0xff, 0xff };
	fake_printer_take(given->counter.printer, torn, sizeof torn);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 30, true);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

static void a_slip_is_asked_for_only_when_something_is_torn(void **state)
{
	struct given *given = *state;
	plug_in(given, 64 * 1024, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 1, false);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->torn, 0);
	given->slipless = true; /* it cannot be drawn: what hangs out is cut off at least */
	print(given, 2, true);
	turn_until(given, &given->finished, 2);
	assert_true(given->torn > 0);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 3);
	assert_cut(given, 2, &given->receipt);
}

static void nothing_is_said_of_a_printer_before_it_was_looked_for(void **state)
{
	struct given *given = *state;
	open_press(given);
	assert_int_equal(given->changes, 0);
	turn_until(given, &given->changes, 1);
	assert_string_equal(given->key, "printer.none");
}

static void one_that_is_there_is_never_said_to_be_away(void **state)
{
	struct given *given = *state;
	plug_in(given, 64 * 1024, 1000000, false);
	open_press(given);
	turn_until(given, &given->changes, 1);
	assert_string_equal(given->key, "printer.ready");
}

static void a_printer_that_takes_nothing_is_reported(void **state)
{
	struct given *given = *state;
	int listen_fd = given_mute(given);

	open_press(given);
	turn_until_state(given, PRESS_READY); /* it says nothing against it */
	print(given, 40, false);
	for (int i = 0; i < 3; i++) {
		for (int turns = 0; turns < 20; turns++)
			turn(given);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 31000), FAIL_NONE);
	}
	turn_until_state(given, PRESS_ERROR);
	assert_string_equal(given->key, "printer.mute");
	assert_int_equal(given->finished, 0);
	close(listen_fd);
}

/* The job is gone, and with it what the printer could take: its own word is enough that somebody has helped it. */
static void what_took_nothing_is_well_again_when_it_says_so(void **state)
{
	struct given *given = *state;
	int listen_fd = given_mute(given);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 40, false);
	for (int i = 0; i < 3; i++) {
		for (int turns = 0; turns < 20; turns++)
			turn(given);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 31000), FAIL_NONE);
	}
	turn_until_state(given, PRESS_ERROR);
	press_withdraw(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_string_equal(given->key, "printer.mute");
	int fd = accept(listen_fd, NULL, NULL);
	const uint8_t well[] = { 0x10, 0x00, 0x00, 0x00 };
	assert_int_equal(send(fd, well, sizeof well, 0), sizeof well);
	turn_until_state(given, PRESS_READY);
	assert_string_equal(given->key, "printer.ready");
	close(fd);
	close(listen_fd);
}

static void a_printer_that_never_speaks_is_unsure(void **state)
{
	struct given *given = *state;
	int listen_fd = given_mute(given);
	static uint8_t bytes[65536];

	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 41, false);
	int fd = accept(listen_fd, NULL, NULL);
	for (int turns = 0, more = 40; turns < WAIT_TURNS && (given->sent == 0 || more-- > 0); turns++) {
		turn(given);
		while (recv(fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
			continue;
	}
	assert_int_equal(given->sent, 1);
	for (int i = 0; i < 2; i++) {
		turn(given);
		assert_int_equal(given->finished, 0);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 25000), FAIL_NONE);
	}
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_UNSURE);
	close(fd);
	close(listen_fd);
}

static void places_have_two_forms(void **state)
{
	struct given *given = *state;

	assert_int_equal(press_open(given->loop, "lpt1", &given_profile, &given_events, given, &given->press), FAIL_INPUT);
	assert_int_equal(press_open(given->loop, "unix:", &given_profile, &given_events, given, &given->press), FAIL_INPUT);
	assert_string_equal(press_state_name(PRESS_PAPER), "paper");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_receipt_is_printed_and_confirmed),
		CASE(a_clone_proves_it_by_fence),
		CASE(without_paper_it_is_not_free),
		CASE(paper_out_in_the_middle_is_waited_out),
		CASE(an_open_cover_in_the_middle_is_waited_out),
		CASE(a_stuck_cutter_is_waited_out),
		CASE(unplugged_in_the_middle_the_torn_part_is_voided),
		CASE(unplugged_before_the_first_ink_nothing_is_voided),
		CASE(unplugged_after_the_last_byte_it_is_unsure),
		CASE(a_late_confirmation_is_heard_by_the_next_program),
		CASE(what_nobody_confirms_is_unsure),
		CASE(a_torn_part_from_before_is_voided),
		CASE(a_slip_is_asked_for_only_when_something_is_torn),
		CASE(nothing_is_said_of_a_printer_before_it_was_looked_for),
		CASE(one_that_is_there_is_never_said_to_be_away),
		CASE(a_printer_that_takes_nothing_is_reported),
		CASE(what_took_nothing_is_well_again_when_it_says_so), CASE(a_printer_that_never_speaks_is_unsure),
		CASE(places_have_two_forms),
	};
	return cmocka_run_group_tests_name("print_press", cases, given_clock, given_clock_done);
}
