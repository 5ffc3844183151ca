/* SPDX-License-Identifier: MIT */
/* unit.base_clock - a page moves time, and only forwards. */
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

static void what_is_no_page_is_refused(void **state)
{
	(void)state;
	assert_int_equal(clock_page_move("/dev/null", 1), FAIL_INPUT);
	assert_int_equal(clock_page_move("/nowhere/clock", 1), FAIL_IO);
	assert_int_equal(clock_page_create("/nowhere/clock", 1), FAIL_IO);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(a_moved_page_wakes_the_loop_and_fires_what_is_due), CASE(what_is_no_page_is_refused) };
	return cmocka_run_group_tests_name("base_clock", cases, NULL, NULL);
}
