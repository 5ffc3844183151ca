/* SPDX-License-Identifier: MIT */
/* unit.base_clock - a page moves time forwards, and lets the wall clock alone jump. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/clock.h"
#include "firmware/base/loop.h"

static void fired(void *context) { (*(int *)context)++; }

static void a_moved_page_wakes_the_loop_and_fires_what_is_due(void **state)
{
	(void)state;
	char folder[PATH_MAX], path[PATH_MAX + 8];
	given_folder(folder);
	snprintf(path, sizeof path, "%s/clock", folder);
	assert_ok(clock_page_create(path, 0));
	setenv("FOYER_CLOCK", path, 1);
	assert_ok(clock_open());
	struct loop *loop = NULL;
	int count = 0;
	assert_ok(loop_new(&loop));
	loop_timer_set(loop, 3600 * 1000, fired, &count);
	assert_ok(loop_once(loop, 0));
	assert_int_equal(count, 0);
	int64_t before = clock_wall_ms(), mono = clock_mono_ms();
	assert_ok(clock_page_move(path, 7 * 24 * 3600 * 1000LL));
	while (count == 0)
		assert_ok(loop_once(loop, -1));
	assert_true(clock_wall_ms() - before >= 7 * 24 * 3600 * 1000LL);
	assert_true(clock_mono_ms() - mono >= 7 * 24 * 3600 * 1000LL);
	assert_int_equal(clock_page_move(path, -1), FAIL_INPUT);
	loop_free(loop);
}

static void the_wall_clock_alone_jumps_both_ways(void **state)
{
	(void)state;
	static const int64_t jumps_ms[] = { 0 /* 1970: no battery */, 946684800000, 1479800000000, 2147483647000 /* 2038 */, 2147483648000, 4102444800000 };
	char folder[PATH_MAX], path[PATH_MAX + 8];
	given_folder(folder);
	snprintf(path, sizeof path, "%s/clock", folder);
	const char *watched = getenv("FOYER_CLOCK"); /* the page that this process has mapped, of the case before */
	assert_non_null(watched);
	int64_t mono = clock_mono_ms();
	for (size_t i = 0; i < sizeof jumps_ms / sizeof jumps_ms[0]; i++) {
		assert_ok(clock_page_set(watched, jumps_ms[i]));
		assert_in_range(clock_wall_ms() - jumps_ms[i], 0, 60 * 1000);
		assert_in_range(clock_mono_ms() - mono, 0, 60 * 1000);
		assert_int_equal(clock_believable(clock_wall_ms()), jumps_ms[i] == 2147483647000 || jumps_ms[i] == 2147483648000);
	}
	assert_ok(clock_page_sync(watched, CLOCK_SYNCED_YES));
	assert_true(clock_synced());
	assert_ok(clock_page_sync(watched, CLOCK_SYNCED_NO));
	assert_false(clock_synced());
	assert_int_equal(clock_page_set(path, 0), FAIL_IO);
	assert_int_equal(clock_page_sync("/dev/null", CLOCK_SYNCED_NO), FAIL_INPUT);
}

static void what_is_no_page_is_refused(void **state)
{
	(void)state;
	assert_int_equal(clock_page_move("/dev/null", 1), FAIL_INPUT);
	assert_int_equal(clock_page_move("/nowhere/clock", 1), FAIL_IO);
	assert_int_equal(clock_page_create("/nowhere/clock", 1), FAIL_IO);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(a_moved_page_wakes_the_loop_and_fires_what_is_due), CASE(the_wall_clock_alone_jumps_both_ways), CASE(what_is_no_page_is_refused) };
	return cmocka_run_group_tests_name("base_clock", cases, NULL, NULL);
}
