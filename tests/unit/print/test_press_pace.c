/* SPDX-License-Identifier: MIT */
/* unit.print_press_pace - a printer whose buffer is known is never given more than leaves room for a question. */
#include "tests/unit/print/given_press.h"

#include <string.h>

enum { ROOM_LEAST = 64, NO_HURRY = 60000, FAST = 1000000 };

static void begun(struct given *given, long speed)
{
	given->paces = true;
	plug_in(given, PACED_BYTES, FAST, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 1, false); /* the first begins with zeros beyond any buffer, which end what somebody else left */
	turn_until(given, &given->finished, 1);
	given->counter.bytes_per_second = speed;
	print(given, 2, false);
}

static void assert_second_is_whole(struct given *given)
{
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 1, &given->receipt);
}

/* It tells nothing by itself, and its socket has no class requests: only a question that got in can have told this. */
static void why_it_stands_still_can_be_asked(void **state)
{
	struct given *given = *state;

	given->stateless = true;
	begun(given, NO_HURRY);
	turn_until_took(given, 12000);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, true);
	turn_until_state(given, PRESS_PAPER);
	assert_true(fake_printer_waiting(given->counter.printer));
	assert_int_equal(given->sent, 1);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, false);
	assert_second_is_whole(given);
}

static void room_is_always_left(void **state)
{
	struct given *given = *state;

	begun(given, NO_HURRY);
	turn_until_took(given, 12000);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, true);
	turn_until_state(given, PRESS_PAPER);
	turn_some(given);
	assert_true(fake_printer_room(given->counter.printer) >= ROOM_LEAST);
	assert_true(fake_printer_room(given->counter.printer) < PACED_BYTES / 2); /* and not much more: it never runs dry */
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, false);
	assert_second_is_whole(given);
}

static void who_never_answers_gets_it_all_the_same(void **state)
{
	struct given *given = *state;

	given->fenceless = true;
	begun(given, FAST);
	assert_second_is_whole(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(why_it_stands_still_can_be_asked),
		CASE(room_is_always_left),
		CASE(who_never_answers_gets_it_all_the_same),
	};
	return cmocka_run_group_tests_name("print_press_pace", cases, NULL, NULL);
}
