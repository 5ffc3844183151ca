/* SPDX-License-Identifier: MIT */
/* unit.print_press_journal - nothing goes out before it is on the disk; and what becomes of a job that nobody wants any more. */
#include "drivers/printer/escpos.h"
#include "tests/unit/print/given_press.h"

static void nothing_goes_out_before_it_is_on_the_disk(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 50, false);
	turn_until(given, &given->ready, 1);
	turn_some(given);
	assert_int_equal(fake_printer_room(given->counter.printer), 4096);
	press_go(given->press);
	turn_until(given, &given->sent, 1);
	turn_some(given);
	assert_int_equal(given->cuts, 0); /* the last strip and the cut wait */
	press_go(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->ready, 1);
	assert_cut(given, 0, &given->receipt);
}

/* In the printer's own letters: the same promises, the last line and the cut wait. */
static void letters_wait_for_the_disk_as_well(void **state)
{
	static const char words[] = "What was sent\nand when\n";
	struct given *given = *state;
	struct letters letters = { .last_at = sizeof "What was sent\n" - 1, .rows = 60 };

	buffer_init(&letters.bytes, LETTERS_MAX_BYTES);
	buffer_init(&letters.ends, LETTERS_MAX_BYTES);
	assert_int_equal(buffer_add(&letters.bytes, words, sizeof words - 1), FAIL_NONE);
	assert_int_equal(buffer_add(&letters.ends, &letters.last_at, sizeof letters.last_at), FAIL_NONE);
	assert_int_equal(buffer_add(&letters.ends, &letters.bytes.size_bytes, sizeof letters.bytes.size_bytes), FAIL_NONE);
	given->receipt.letters = &letters;
	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 52, true);
	turn_until(given, &given->ready, 1);
	press_go(given->press);
	turn_until(given, &given->sent, 1);
	turn_some(given);
	assert_int_equal(given->cuts, 1); /* the slip for what is torn */
	press_go(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 0, &given->slip);
	assert_string_equal(given->cut[1].text, words);
	given->receipt.letters = NULL;
	letters_done(&letters);
}

static void unplugged_while_the_cut_waits_it_is_claimed_anew(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 51, false);
	turn_until(given, &given->ready, 1);
	press_go(given->press);
	turn_until(given, &given->sent, 1);
	counter_unplug(&given->counter, true);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_AGAIN);
	press_go(given->press); /* too late: nothing */
	turn_until_state(given, PRESS_READY);
	given->holding = false;
	print(given, 51, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

static void withdrawn_before_the_first_byte_nothing_comes_out(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	press_withdraw(given->press); /* no job: nothing */
	print(given, 60, false);
	press_withdraw(given->press);
	assert_int_equal(given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	press_go(given->press);
	given->holding = false;
	print(given, 61, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
}

static void withdrawn_in_the_middle_the_torn_part_is_voided(void **state)
{
	struct given *given = *state;

	plug_in(given, 1024, 60000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 62, false);
	turn_until_took(given, ESCPOS_FILL_BYTES + 10000);
	press_withdraw(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_int_equal(given->sent, 0);
	print(given, 63, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

/* All of the slip is with the printer, and its power goes before it has worked it through. */
static void a_slip_that_may_be_gone_is_printed_again(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 60000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 62, false);
	turn_until_took(given, ESCPOS_FILL_BYTES + 10000);
	press_withdraw(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_int_equal(given->cuts, 0); /* it is still inside */
	counter_unplug(&given->counter, true);
	turn_until_state(given, PRESS_NONE);
	assert_string_equal(press_owes(given->press), "slip");
	turn_until_state(given, PRESS_READY);
	print(given, 63, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->torn, 2);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
	counter_unplug(&given->counter, true); /* everything was answered for: nothing is owed */
	turn_until_state(given, PRESS_NONE);
	assert_string_equal(press_owes(given->press), "nothing");
}

static void withdrawn_without_paper_the_next_one_begins_with_the_slip(void **state)
{
	struct given *given = *state;

	plug_in(given, 1024, 60000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 64, false);
	turn_until_took(given, ESCPOS_FILL_BYTES + 10000);
	assert_string_equal(counter_switch(&given->counter, "paper out"), "ok");
	counter_turn(&given->counter);
	turn_until_state(given, PRESS_PAPER);
	press_withdraw(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_string_equal(counter_switch(&given->counter, "paper in"), "ok");
	counter_turn(&given->counter);
	turn_until_state(given, PRESS_READY);
	print(given, 65, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

static void withdrawn_after_the_cut_was_let_go_it_has_come_out(void **state)
{
	struct given *given = *state;

	plug_in(given, 256 * 1024, 1, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 66, false);
	turn_until_out(given);
	press_withdraw(given->press);
	turn_some(given);
	assert_int_equal(given->finished, 0);
	given->counter.bytes_per_second = 1000000;
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_cut(given, 0, &given->receipt);
}

/* Its slip has a cut of its own, which would pass for the receipt's if it went out before the disk knows. */
static void withdrawn_while_the_cut_waits_its_slip_waits_for_the_disk(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 67, false);
	turn_until(given, &given->ready, 1);
	int64_t cuts = given->cuts_told;
	press_go(given->press);
	turn_until(given, &given->sent, 1);
	press_withdraw(given->press);
	turn_until(given, &given->unsent, 1);
	assert_int_equal(given->cuts_told, cuts + 1);
	turn_some(given);
	assert_int_equal(given->cuts, 0);
	press_go(given->press);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	given->holding = false;
	print(given, 68, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->cuts, 2);
	assert_cut_ends(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
}

/* The slip is owed, and the job has its end at once. */
static void unplugged_while_the_slip_waits_it_is_withdrawn(void **state)
{
	struct given *given = *state;

	plug_in(given, 4096, 1000000, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	given->holding = true;
	print(given, 69, false);
	turn_until(given, &given->ready, 1);
	press_go(given->press);
	turn_until(given, &given->sent, 1);
	press_withdraw(given->press);
	turn_until(given, &given->unsent, 1);
	counter_unplug(&given->counter, true);
	turn_until(given, &given->finished, 1);
	assert_int_equal(given->outcome, PRESS_WITHDRAWN);
	assert_string_equal(press_owes(given->press), "slip");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(nothing_goes_out_before_it_is_on_the_disk),
		CASE(letters_wait_for_the_disk_as_well),
		CASE(unplugged_while_the_cut_waits_it_is_claimed_anew),
		CASE(withdrawn_before_the_first_byte_nothing_comes_out),
		CASE(withdrawn_in_the_middle_the_torn_part_is_voided),
		CASE(a_slip_that_may_be_gone_is_printed_again),
		CASE(withdrawn_without_paper_the_next_one_begins_with_the_slip),
		CASE(withdrawn_after_the_cut_was_let_go_it_has_come_out),
		CASE(withdrawn_while_the_cut_waits_its_slip_waits_for_the_disk),
		CASE(unplugged_while_the_slip_waits_it_is_withdrawn),
	};
	return cmocka_run_group_tests_name("print_press_journal", cases, given_clock, given_clock_done);
}
