/* SPDX-License-Identifier: MIT */
/* unit.tries - tries are kept, each against what it was a try at. */
#include "tests/unit/store/store_test.h"

#include "firmware/store/staff.h"

#include <stdio.h>

static const struct staff_subject sam = { .text = "id:sam", .mark = "one" }, sam_anew = { .text = "id:sam", .mark = "two" }, kiosk = { .text = "kiosk", .mark = "0" };

static int64_t tries_of(struct given_store *given, struct staff_subject subject)
{
	int64_t tries = -1;
	assert_int_equal(staff_tries(given->store, &subject, &tries), FAIL_NONE);
	return tries;
}

static void a_try_counts_for_each_and_outlives_the_program(void **state)
{
	struct given_store *given = *state;
	const struct staff_subject both[] = { sam, kiosk };
	assert_int_equal(tries_of(given, sam), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(staff_tries_add(given->store, both, 2), FAIL_NONE);
	assert_int_equal(staff_tries_add(given->store, &kiosk, 1), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(tries_of(given, sam), 3);
	assert_int_equal(tries_of(given, kiosk), 4);
	assert_int_equal(staff_tries_clear(given->store, both, 1), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(tries_of(given, sam), 0);
	assert_int_equal(tries_of(given, kiosk), 4);
}

static void another_mark_begins_anew(void **state)
{
	struct given_store *given = *state;
	for (int i = 0; i < 15; i++)
		assert_int_equal(staff_tries_add(given->store, &sam, 1), FAIL_NONE);
	assert_int_equal(tries_of(given, sam_anew), 0);
	assert_int_equal(tries_of(given, sam), 15); /* asking changes nothing */
	assert_int_equal(staff_tries_add(given->store, &sam_anew, 1), FAIL_NONE);
	assert_int_equal(tries_of(given, sam_anew), 1);
	assert_int_equal(tries_of(given, sam), 0);
}

static void numbers_that_nobody_has_are_forgotten_in_the_end_and_people_are_not(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(staff_tries_add(given->store, &sam, 1), FAIL_NONE);
	for (int i = 0; i < STAFF_STRANGERS_TURNS + 50; i++) {
		struct staff_subject stranger = { .mark = "" };
		snprintf(stranger.text, sizeof stranger.text, "?%d", i);
		assert_int_equal(staff_tries_add(given->store, &stranger, 1), FAIL_NONE);
	}
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM staff"), STAFF_STRANGERS_TURNS + 1);
	assert_int_equal(tries_of(given, sam), 1);
	assert_int_equal(tries_of(given, (struct staff_subject){ .text = "?0" }), 0);
	assert_int_equal(tries_of(given, (struct staff_subject){ .text = "?1049" }), 1);
}

static void a_store_from_before_has_no_tries(void **state)
{
	struct given_store *given = *state;
	store_test_exec(given, "DROP TABLE draft; DROP TABLE staff; PRAGMA user_version=6");
	store_test_reopen(given);
	assert_false(given->opening.fresh);
	assert_int_equal(tries_of(given, sam), 0);
	assert_int_equal(staff_tries_add(given->store, &sam, 1), FAIL_NONE);
	assert_int_equal(tries_of(given, sam), 1);
}

static void a_try_that_is_nobodys_is_refused(void **state)
{
	struct given_store *given = *state;
	const struct staff_subject both[] = { sam, { .text = "" } };
	assert_int_equal(staff_tries_add(given->store, both, 2), FAIL_LIMIT);
	assert_int_equal(tries_of(given, sam), 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = { store_test(a_try_counts_for_each_and_outlives_the_program), store_test(another_mark_begins_anew),
		store_test(numbers_that_nobody_has_are_forgotten_in_the_end_and_people_are_not), store_test(a_store_from_before_has_no_tries), store_test(a_try_that_is_nobodys_is_refused) };
	return cmocka_run_group_tests_name("tries", cases, NULL, NULL);
}
