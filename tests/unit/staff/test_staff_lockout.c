/* SPDX-License-Identifier: MIT */
/* unit.staff_lockout - five tries are free, then waits double, and the fifteenth is the last. */
#include "tests/lib/given.h"

#include "firmware/staff/lockout.h"

static void waits_double_from_fifteen_seconds(void **state)
{
	(void)state;
	for (int tries = 0; tries < 5; tries++)
		assert_int_equal(lockout_wait_ms(tries), 0);
	int64_t expected_ms = 15000;
	for (int tries = 5; tries < 15; tries++, expected_ms *= 2) {
		assert_int_equal(lockout_wait_ms(tries), expected_ms);
		assert_false(lockout_is_dead(tries));
	}
	for (int tries = 15; tries < 100; tries++) {
		assert_true(lockout_is_dead(tries));
		assert_int_equal(lockout_wait_ms(tries), INT64_MAX);
	}
}

static void where_nobody_is_shut_out_for_good_the_longest_wait_stays(void **state)
{
	(void)state;
	for (int tries = 0; tries < 15; tries++)
		assert_int_equal(lockout_mild(tries), tries);
	for (int tries = 15; tries < 1000; tries++)
		assert_int_equal(lockout_wait_ms(lockout_mild(tries)), lockout_wait_ms(14));
}

static void what_is_left_counts_from_the_last_try(void **state)
{
	(void)state;
	assert_int_equal(lockout_left_ms(4, 1000, 1000), 0);
	assert_int_equal(lockout_left_ms(5, 1000, 1000), 15000);
	assert_int_equal(lockout_left_ms(5, 1000, 15999), 1);
	assert_int_equal(lockout_left_ms(5, 1000, 16000), 0);
	assert_int_equal(lockout_left_ms(14, 0, 1000), (15000LL << 9) - 1000);
	assert_int_equal(lockout_left_ms(15, 0, INT64_MAX - 1), INT64_MAX);
	assert_int_equal(lockout_left_ms(6, 5000, 0), 30000); /* a try that seems to come is as one now */
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(waits_double_from_fifteen_seconds), cmocka_unit_test(where_nobody_is_shut_out_for_good_the_longest_wait_stays), cmocka_unit_test(what_is_left_counts_from_the_last_try) };
	return cmocka_run_group_tests_name("staff_lockout", cases, NULL, NULL);
}
