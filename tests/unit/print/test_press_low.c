/* SPDX-License-Identifier: MIT */
/* unit.print_press_low - a roll that is nearly finished: it prints on, and each change is said once. */
#include "firmware/base/loop.h"
#include "firmware/print/press.h"
#include "tests/fakes/printer/counter.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

enum { TURNS_MAX = 2000, TURN_MS = 5 };

struct given { char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], where[GIVEN_PATH_BYTES + 8], key[64]; struct loop *loop; struct counter counter; struct press *press; int changes; };

static const struct profile profile = {
	.name = "test", .dots = FAKE_DOTS, .rows_per_second = 1000, .strip_rows = 64, .feed_units = 1, .cut = true, .confirm = CONFIRM_PROBE,
};

static void on_changed(void *context, enum press_state state, const char *key)
{
	struct given *given = context;
	(void)state;
	given->changes++;
	snprintf(given->key, sizeof given->key, "%s", key);
}

static const struct press_events events = { .changed = on_changed };

static void turn(struct given *given)
{
	assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
}

static void turn_until(struct given *given, const char *key)
{
	for (int turns = 0; strcmp(given->key, key) != 0; turns++) {
		if (turns == TURNS_MAX)
			fail_msg("it says %s, not %s", given->key, key);
		turn(given);
	}
}

static void set(struct given *given, enum fake_sensor sensor, bool on)
{
	fake_printer_set(given->counter.printer, sensor, on);
	counter_turn(&given->counter);
}

static void a_roll_that_is_nearly_finished_is_said_once(void **state)
{
	struct given given = { 0 };
	struct fake_options options = { .buffer_bytes = 4096 };
	(void)state;
	given_folder(given.folder);
	given_path(given.path, given.folder, "printer");
	snprintf(given.where, sizeof given.where, "unix:%s", given.path);
	assert_int_equal(loop_new(&given.loop), FAIL_NONE);
	given.counter = (struct counter){ .loop = given.loop, .bytes_per_second = 1000000, .printer = fake_printer_new(&options) };
	assert_int_equal(counter_open(&given.counter, given.path, NULL), FAIL_NONE);
	assert_int_equal(press_open(given.loop, given.where, &profile, &events, &given, &given.press), FAIL_NONE);

	turn_until(&given, "printer.ready");
	assert_false(press_paper_low(given.press));
	int before = given.changes;
	set(&given, FAKE_PAPER_LOW, true);
	turn_until(&given, "printer.low");
	assert_true(press_paper_low(given.press) && press_free_now(given.press));
	set(&given, FAKE_COVER, true);
	turn_until(&given, "printer.cover");
	assert_true(press_paper_low(given.press)); /* the cover is said first, the roll is known all the same */
	assert_int_equal(given.changes, before + 2);
	set(&given, FAKE_PAPER_LOW, false);
	for (int turns = 0; turns < TURNS_MAX && given.changes == before + 2; turns++)
		turn(&given);
	assert_int_equal(given.changes, before + 3);
	assert_string_equal(given.key, "printer.cover");
	assert_false(press_paper_low(given.press));

	press_close(given.press);
	counter_close(&given.counter);
	fake_printer_free(given.counter.printer);
	loop_free(given.loop);
	given_done(given.folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_roll_that_is_nearly_finished_is_said_once) };
	return cmocka_run_group_tests_name("press_low", cases, NULL, NULL);
}
