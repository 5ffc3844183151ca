/* SPDX-License-Identifier: MIT */
/* unit.print_press - one receipt through a printer that runs out of paper, is unplugged, forgets, or never says a word. */
#include "firmware/base/clock.h" /* ours before cmocka.h, which has a macro called fail */
#include "drivers/printer/escpos.h"
#include "firmware/print/press.h"
#include "tests/fakes/printer/counter.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { TURN_MS = 5, WAIT_TURNS = 6000, CUTS_MAX = 8, ROWS = 400, SLIP_ROWS = 60, STRIDE = FAKE_STRIDE };

struct cut { int rows; uint8_t *bits; };

struct given {
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], where[GIVEN_PATH_BYTES + 8];
	struct loop *loop;
	struct counter counter;
	struct press *press;
	struct raster receipt, slip;
	struct cut cut[CUTS_MAX];
	int cuts;
	int changes, sent, finished;
	enum press_state state;
	char key[64];
	enum press_outcome outcome;
};

static const struct profile profile = {
	.name = "test", .dots = FAKE_DOTS, .rows_per_second = 1000, .strip_rows = 64, .feed_units = 1, .cut = true, .confirm = CONFIRM_PROBE,
};

static void on_changed(void *context, enum press_state state, const char *key)
{
	struct given *given = context;

	given->changes++;
	given->state = state;
	snprintf(given->key, sizeof given->key, "%s", key);
}

static void on_sent(void *context)
{
	((struct given *)context)->sent++;
}

static void on_finished(void *context, enum press_outcome outcome)
{
	struct given *given = context;

	given->finished++;
	given->outcome = outcome;
}

static const struct press_events events = { on_changed, on_sent, on_finished };

static void keep_cut(void *context, const struct fake_receipt *receipt)
{
	struct given *given = context;
	size_t size = (size_t)receipt->rows * STRIDE;

	assert_true(given->cuts < CUTS_MAX);
	assert_int_equal(receipt->text_bytes, 0);
	assert_int_equal(receipt->unknown, 0);
	struct cut *cut = &given->cut[given->cuts++];
	*cut = (struct cut){ .rows = receipt->rows, .bits = malloc(size + 1) };
	assert_non_null(cut->bits);
	memcpy(cut->bits, receipt->bits, size);
}

static struct raster given_raster(int rows, uint32_t seed)
{
	struct raster raster = { .dots = FAKE_DOTS, .rows = rows, .bits = calloc((size_t)rows, STRIDE) };

	assert_non_null(raster.bits);
	for (int i = 0; i < rows * STRIDE; i++) {
		seed = seed * 1664525u + 1013904223u;
		raster.bits[i] = i / STRIDE % 50 < 12 ? 0 : (uint8_t)(seed >> 24) | 1;
	}
	raster.bits[0] = raster.bits[rows * STRIDE - 1] = 1;
	return raster;
}

static void plug_in(struct given *given, size_t buffer_bytes, long speed, bool clone)
{
	struct fake_options options = { .buffer_bytes = buffer_bytes, .no_process_id = clone, .cut = keep_cut, .context = given };

	given->counter = (struct counter){ .loop = given->loop, .bytes_per_second = speed };
	given->counter.printer = fake_printer_new(&options);
	assert_int_equal(counter_open(&given->counter, given->path, NULL), FAIL_NONE);
}

static void open_press(struct given *given)
{
	assert_int_equal(press_open(given->loop, given->where, &profile, &events, given, &given->press), FAIL_NONE);
}

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);

	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->path, given->folder, "printer");
	snprintf(given->where, sizeof given->where, "unix:%s", given->path);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	given->receipt = given_raster(ROWS, 3);
	given->slip = given_raster(SLIP_ROWS, 5);
	given->state = PRESS_STATE_COUNT;
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;

	press_close(given->press);
	if (given->counter.printer) {
		counter_close(&given->counter);
		fake_printer_free(given->counter.printer);
	}
	loop_free(given->loop);
	raster_done(&given->receipt);
	raster_done(&given->slip);
	for (int i = 0; i < given->cuts; i++)
		free(given->cut[i].bits);
	given_done(given->folder);
	free(given);
	return 0;
}

static void turn(struct given *given)
{
	assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
}

static void turn_until(struct given *given, const int *counter, int value)
{
	for (int turns = 0; turns < WAIT_TURNS && *counter < value; turns++)
		turn(given);
	assert_true(*counter >= value);
}

static void turn_until_state(struct given *given, enum press_state state)
{
	for (int turns = 0; turns < WAIT_TURNS && given->state != state; turns++)
		turn(given);
	assert_int_equal(given->state, state);
}

static void print(struct given *given, int64_t number, bool torn)
{
	const struct press_job job = { .number = number, .receipt = &given->receipt, .slip = &given->slip, .torn = torn };

	assert_int_equal(press_print(given->press, &job), FAIL_NONE);
	assert_int_equal(press_print(given->press, &job), FAIL_BUSY);
}

static void assert_cut(const struct given *given, int index, const struct raster *expected)
{
	assert_true(index < given->cuts);
	assert_int_equal(given->cut[index].rows, expected->rows);
	assert_memory_equal(given->cut[index].bits, expected->bits, (size_t)expected->rows * STRIDE);
}

/* The end of a strip of paper; what was torn off may stand before it. */
static void assert_cut_ends(const struct given *given, int index, const struct raster *expected)
{
	assert_true(index < given->cuts);
	int before = given->cut[index].rows - expected->rows;
	assert_true(before > 0);
	assert_memory_equal(given->cut[index].bits + (size_t)before * STRIDE, expected->bits, (size_t)expected->rows * STRIDE);
}

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
	turn_until(given, &given->sent, 1);
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
	turn_until(given, &given->sent, 1);
	press_close(given->press); /* killed */
	given->press = NULL;
	turn(given);
	given->counter.bytes_per_second = 1000000;
	turn_until(given, &given->cuts, 1);
	given->state = PRESS_STATE_COUNT;
	open_press(given);
	turn_until_state(given, PRESS_READY);
	assert_true(press_confirmed(given->press, 21));
	assert_int_equal(press_recall(given->press, 21), FAIL_NONE);
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
	assert_int_equal(press_recall(given->press, 77), FAIL_NONE);
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

/* A socket that plays dead: takes what the kernel buffers, or everything, and never says a word. */
static int given_mute(struct given *given)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%.100s", given->path);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(fd, 1), 0);
	return fd;
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

static void a_printer_that_never_speaks_is_unsure(void **state)
{
	struct given *given = *state;
	int listen_fd = given_mute(given);
	static uint8_t bytes[65536];

	open_press(given);
	turn_until_state(given, PRESS_READY);
	print(given, 41, false);
	int fd = accept(listen_fd, NULL, NULL);
	for (int turns = 0; turns < WAIT_TURNS && given->sent == 0; turns++) {
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

	assert_int_equal(press_open(given->loop, "lpt1", &profile, &events, given, &given->press), FAIL_INPUT);
	assert_int_equal(press_open(given->loop, "unix:", &profile, &events, given, &given->press), FAIL_INPUT);
	assert_string_equal(press_state_name(PRESS_PAPER), "paper");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, setup, teardown)

/* One clock for all cases: a program maps its page once. */
static int given_clock(void **state)
{
	char *folder = malloc(GIVEN_PATH_BYTES), path[GIVEN_PATH_BYTES];

	assert_non_null(folder);
	given_folder(folder);
	given_path(path, folder, "clock");
	setenv("FOYER_CLOCK", path, 1);
	*state = folder;
	return clock_page_create(path, 0) == FAIL_NONE && clock_open() == FAIL_NONE ? 0 : -1;
}

static int clock_done(void **state)
{
	given_done(*state);
	free(*state);
	return 0;
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
		CASE(a_printer_that_takes_nothing_is_reported),
		CASE(a_printer_that_never_speaks_is_unsure),
		CASE(places_have_two_forms),
	};
	return cmocka_run_group_tests_name("print_press", cases, given_clock, clock_done);
}
