/* SPDX-License-Identifier: MIT */
/* unit.print_press_pace - a printer whose buffer is known is never given more than leaves room for a question. */
#include "tests/unit/print/given_press.h"

#include "firmware/print/letters.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_LEAST = 64, NO_HURRY = 60000, FAST = 1000000, LINES = 2 * PACED_BYTES / 45 + 10 };

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

/* A sheet of the printer's own letters, twice as long as its buffer. */
static void take_letters(struct given *given)
{
	const struct profile profile = { .dots = FAKE_DOTS, .strip_rows = 128, .feed_units = 1, .columns = 48, .pages = pages_map("common") };
	struct paper_list list;
	struct arena arena;

	raster_done(&given->receipt);
	given->receipt = (struct raster){ .dots = FAKE_DOTS, .rows = LINES, .letters = malloc(sizeof *given->receipt.letters) };
	arena_init(&arena, 1024 * 1024);
	paper_list_init(&list, &arena, false);
	for (int i = 0; i < LINES; i++)
		assert_true(paper_text(&list, ROLE_BODY, "As wide as the paper is, and there are many."));
	assert_int_equal(letters_make(&profile, &list, false, given->receipt.letters), FAIL_NONE);
	assert_true(given->receipt.letters->bytes.size_bytes > 2 * PACED_BYTES);
	arena_done(&arena);
}

static void so_it_is_with_letters(void **state)
{
	struct given *given = *state;

	take_letters(given);
	given->paces = true;
	plug_in(given, PACED_BYTES, FAST, false);
	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 1, false);
	turn_until(given, &given->finished, 1);
	given->counter.bytes_per_second = NO_HURRY;
	print(given, 2, false);
	turn_until(given, &given->ready, 2);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, true);
	turn_until_state(given, PRESS_PAPER);
	turn_some(given);
	assert_true(fake_printer_waiting(given->counter.printer));
	assert_true(fake_printer_room(given->counter.printer) >= ROOM_LEAST);
	fake_printer_set(given->counter.printer, FAKE_PAPER_OUT, false);
	turn_until(given, &given->finished, 2);
	assert_int_equal(given->outcome, PRESS_DONE);
	assert_int_equal(given->cuts, 2);
	for (int i = 0; i < 2; i++)
		assert_int_equal(strncmp(given->cut[i].text, "As wide as the paper is, and there are many.\n", 45), 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(why_it_stands_still_can_be_asked),
		CASE(room_is_always_left),
		CASE(so_it_is_with_letters),
		CASE(who_never_answers_gets_it_all_the_same),
	};
	return cmocka_run_group_tests_name("print_press_pace", cases, NULL, NULL);
}
