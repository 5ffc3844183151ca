/* SPDX-License-Identifier: MIT */
/* unit.moment - the date for certificates and the distance for tokens, whatever the wall clock says. */
#include "tests/lib/given.h"

#include "firmware/base/clock.h"
#include "firmware/sync/moment.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t FLOOR_MS = 1800000000000, YEAR_MS = INT64_C(366) * 86400000, NEAR_MS = 60 * 1000;

struct page { char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES]; };

static void assert_near(int64_t one_ms, int64_t other_ms)
{
	assert_in_range(one_ms - other_ms + NEAR_MS, 0, 2 * NEAR_MS);
}

static void jump(const struct page *page, int64_t wall_ms)
{
	assert_int_equal(clock_page_set(page->path, wall_ms), FAIL_NONE);
}

static void what_was_learned_holds_through_any_jump(void **state)
{
	static const int64_t jumps_ms[] = { 0, 946684800000, 2147483648000, 2100000000000 };
	struct moment moment = { 0 };
	moment_learn(&moment, FLOOR_MS);
	for (size_t i = 0; i < sizeof jumps_ms / sizeof jumps_ms[0]; i++) {
		jump(*state, jumps_ms[i]);
		assert_near(moment_tls_ms(&moment), FLOOR_MS);
		assert_near(moment_ahead_s(&moment) * 1000 + clock_wall_ms(), FLOOR_MS);
	}
}

static void before_that_no_date_is_before_the_last_certain_one(void **state)
{
	struct moment moment = { 0 };
	jump(*state, 0);
	moment_begin(&moment, 0, false);
	assert_true(clock_believable(moment_tls_ms(&moment)));
	moment_begin(&moment, FLOOR_MS, false);
	assert_int_equal(moment_tls_ms(&moment), FLOOR_MS);
	assert_int_equal(moment_ahead_s(&moment), 0);
	jump(*state, FLOOR_MS + YEAR_MS);
	assert_near(moment_tls_ms(&moment), FLOOR_MS + YEAR_MS);
}

static void a_clock_far_ahead_is_doubted_unless_it_is_synced(void **state)
{
	struct moment moment = { 0 };
	jump(*state, FLOOR_MS + 9 * YEAR_MS);
	moment_begin(&moment, FLOOR_MS, false);
	assert_near(moment_tls_ms(&moment), FLOOR_MS + 9 * YEAR_MS);
	moment_doubt(&moment);
	assert_int_equal(moment_tls_ms(&moment), FLOOR_MS);
	moment_doubt(&moment);
	assert_near(moment_tls_ms(&moment), FLOOR_MS + 9 * YEAR_MS);
	moment_begin(&moment, FLOOR_MS, true);
	moment_doubt(&moment);
	assert_near(moment_tls_ms(&moment), FLOOR_MS + 9 * YEAR_MS);
}

static void the_hub_is_told_at_first_and_each_six_hours(void **state)
{
	const struct page *page = *state;
	struct moment moment = { 0 };
	int64_t now_ms = 0;
	assert_false(moment_telling(&moment, &now_ms));
	moment_learn(&moment, FLOOR_MS);
	assert_true(moment_telling(&moment, &now_ms));
	assert_near(now_ms, FLOOR_MS);
	assert_false(moment_telling(&moment, &now_ms));
	assert_int_equal(clock_page_move(page->path, MOMENT_TELL_MS), FAIL_NONE);
	assert_true(moment_telling(&moment, &now_ms));
	assert_near(now_ms, FLOOR_MS + MOMENT_TELL_MS);
}

static int set_up(void **state)
{
	static struct page page;
	given_folder(page.folder);
	given_path(page.path, page.folder, "clock");
	*state = &page;
	if (clock_page_create(page.path, 0) != FAIL_NONE)
		return -1;
	setenv("FOYER_CLOCK", page.path, 1);
	return clock_open() == FAIL_NONE ? 0 : -1;
}

static int tear_down(void **state)
{
	given_done(((struct page *)*state)->folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_was_learned_holds_through_any_jump), cmocka_unit_test(before_that_no_date_is_before_the_last_certain_one),
		cmocka_unit_test(a_clock_far_ahead_is_doubted_unless_it_is_synced), cmocka_unit_test(the_hub_is_told_at_first_and_each_six_hours),
	};
	return cmocka_run_group_tests_name("moment", cases, set_up, tear_down);
}
