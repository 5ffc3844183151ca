/* SPDX-License-Identifier: MIT */
/* unit.visit_hands - learning the keys, telling two switches apart, a touch that shakes; all of it gone with the visit. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"

#include <string.h>
#include <unistd.h>

static void press_switches(struct given *given, const char *pressed)
{
	for (; *pressed; pressed++)
		do_number(given, ACTION_SWITCH, *pressed - '0');
}

static void each_key_says_what_it_is_for(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	do_number(given, ACTION_OPEN, SHEET_LEARN);
	assert_int_equal(given->visit.learn.pad, PAD_NONE);
	for (enum pad pad = PAD_NONE + 1; pad < PAD_COUNT; pad++) {
		assert_int_not_equal(do_number(given, ACTION_LEARN, (int)pad), 0);
		assert_int_equal(given->visit.learn.pad, pad);
		assert_int_equal(pad_of(pad_name(pad)), pad);
	}
	assert_int_equal(given->visit.sheet, SHEET_LEARN);
	assert_int_equal(do_number(given, ACTION_LEARN, PAD_COUNT), 0);
	assert_int_equal(do_number(given, ACTION_LEARN, PAD_NONE), 0);
}

static void select_twice_leaves_the_page_to_learn(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	do_number(given, ACTION_OPEN, SHEET_LEARN);
	do_number(given, ACTION_LEARN, PAD_SELECT);
	do_number(given, ACTION_LEARN, PAD_UP);
	do_number(given, ACTION_LEARN, PAD_SELECT);
	assert_int_equal(given->visit.sheet, SHEET_LEARN);
	do_number(given, ACTION_LEARN, PAD_SELECT);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_int_equal(do_number(given, ACTION_LEARN, PAD_UP), 0);
}

static void switches_are_told_apart_by_two_presses_each(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	press_switches(given, "2"); /* the press that asks */
	assert_int_equal(given->visit.sheet, SHEET_SWITCHES);
	assert_int_equal(given->visit.switches.step, SWITCHES_MOVE);
	press_switches(given, "2122");
	assert_int_equal(given->visit.switches.step, SWITCHES_CHOOSE);
	assert_int_equal(given->visit.switches.moves, 2);
	press_switches(given, "2222"); /* that one moves already */
	assert_int_equal(given->visit.switches.step, SWITCHES_CHOOSE);
	press_switches(given, "11");
	assert_true(switches_ready(&given->visit));
	assert_int_equal(given->visit.switches.moves, 2);
	assert_int_equal(do_number(given, ACTION_SWITCH, 3), 0);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
}

static void switches_can_be_swapped_and_set_up_again(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_int_equal(do_(given, ACTION_SWITCHES_SWAP), 0);
	press_switches(given, "11122");
	do_(given, ACTION_SWITCHES_SWAP);
	assert_int_equal(given->visit.switches.moves, 2);
	do_(given, ACTION_SWITCHES_SWAP);
	assert_int_equal(given->visit.switches.moves, 1);
	do_(given, ACTION_SWITCHES_AGAIN);
	assert_int_equal(given->visit.switches.step, SWITCHES_MOVE);
	do_(given, ACTION_CLOSE);
	assert_false(switches_ready(&given->visit)); /* left half-way: the next press asks again */
	press_switches(given, "1");
	assert_int_equal(given->visit.sheet, SHEET_SWITCHES);
	assert_int_equal(given->visit.switches.step, SWITCHES_MOVE);
	assert_int_equal(given->visit.switches.times, 0);
}

static void who_has_set_up_switches_on_the_idle_screen_has_begun(void **state)
{
	struct given *given = *state;
	press_switches(given, "1");
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	press_switches(given, "11122");
	assert_int_equal(given->visit.sheet, SHEET_SWITCHES);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_true(switches_ready(&given->visit));
}

static void no_setting_stays_on_the_idle_screen(void **state)
{
	struct given *given = *state;
	do_number(given, ACTION_OPEN, SHEET_EASIER);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	do_number(given, ACTION_OPEN, SHEET_EASIER);
	do_number(given, ACTION_TEXT_SIZE, 150);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_int_equal(given->visit.text_percent, 150);
	pass(given, VISIT_IDLE_AIDED_MS);
	tick(given);
	pass(given, VISIT_WARN_AIDED_MS);
	tick(given);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_int_equal(given->visit.text_percent, 100);
}

static void aids_give_longer_times(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_false(visit_aided(&given->visit));
	do_(given, ACTION_STEADY);
	assert_true(visit_aided(&given->visit));
	do_(given, ACTION_STEADY);
	given->visit.keys = true;
	assert_true(visit_aided(&given->visit));
	given->visit.keys = false;
	press_switches(given, "11122");
	assert_true(visit_aided(&given->visit));
}

static void set_all(struct given *given)
{
	begin(given, "walk");
	do_(given, ACTION_STEADY);
	given->visit.keys = true;
	press_switches(given, "22211");
	do_(given, ACTION_CLOSE);
}

static void every_ending_forgets_them(void **state)
{
	struct given *given = *state;
	for (int ending = 0; ending < 2; ending++) {
		set_all(given);
		assert_true(given->visit.steady && switches_ready(&given->visit));
		if (ending == 0) {
			do_(given, ACTION_FINISH);
		} else {
			pass(given, VISIT_IDLE_AIDED_MS);
			tick(given);
			pass(given, VISIT_WARN_AIDED_MS);
			tick(given);
		}
		assert_int_equal(given->visit.place, PLACE_IDLE);
		assert_false(given->visit.steady);
		assert_false(given->visit.keys);
		assert_int_equal(given->visit.switches.step, SWITCHES_UNKNOWN);
		assert_int_equal(given->visit.switches.moves, 0);
	}
}

static void the_copy_carries_them(void **state)
{
	static const struct copy_key key = { { 1, 2, 3 } };
	struct given *given = *state;
	int fd = -1;
	set_all(given);
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	given->visit.steady = given->visit.keys = false;
	given->visit.switches = (struct switches){ 0 };
	assert_int_equal(copy_from_fd(&given->visit, &key, fd), FAIL_NONE);
	close(fd);
	assert_true(given->visit.steady && given->visit.keys && switches_ready(&given->visit));
	assert_int_equal(given->visit.switches.moves, 2);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(each_key_says_what_it_is_for), CASE(select_twice_leaves_the_page_to_learn), CASE(switches_are_told_apart_by_two_presses_each),
		CASE(switches_can_be_swapped_and_set_up_again), CASE(who_has_set_up_switches_on_the_idle_screen_has_begun), CASE(no_setting_stays_on_the_idle_screen), CASE(aids_give_longer_times),
		CASE(every_ending_forgets_them), CASE(the_copy_carries_them),
	};
	return cmocka_run_group_tests_name("visit_hands", cases, NULL, NULL);
}
