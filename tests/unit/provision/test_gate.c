/* SPDX-License-Identifier: MIT */
/* unit.gate - when programs count as come up on a version. */
#include "firmware/provision/gate.h"
#include "tests/lib/given.h"

#include <string.h>

enum { OLD = 1, NEW = 2 };
static const struct gate_state on_old[GATE_PROGRAMS] = { { true, OLD }, { true, OLD }, { true, OLD } };
static const struct gate_state on_new[GATE_PROGRAMS] = { { true, NEW }, { true, NEW }, { true, NEW } };

static enum gate_verdict weigh(const struct gate *gate, int64_t now_ms, int64_t *ret_wait_ms, char ret_words[static 256])
{
	ret_words[0] = '\0';
	return gate_weigh(gate, now_ms, ret_wait_ms, ret_words, 256);
}

static void good_when_each_has_run_for_ten_seconds(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms;
	char words[256];
	gate_begin(&gate, NEW, true, on_old, 1000);
	assert_int_equal(weigh(&gate, 1000, &wait_ms, words), GATE_WAITS);
	gate_hear(&gate, on_new, 2000);
	assert_int_equal(weigh(&gate, 2000, &wait_ms, words), GATE_WAITS);
	assert_int_equal(wait_ms, GATE_CALM_MS);
	assert_int_equal(weigh(&gate, 2000 + GATE_CALM_MS - 1, &wait_ms, words), GATE_WAITS);
	assert_int_equal(weigh(&gate, 2000 + GATE_CALM_MS, &wait_ms, words), GATE_GOOD);
}

static void a_visit_on_the_old_one_takes_as_long_as_it_takes(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms;
	char words[256];
	const struct gate_state visiting[GATE_PROGRAMS] = { { true, OLD }, { true, NEW }, { true, NEW } };
	gate_begin(&gate, NEW, true, on_old, 0);
	gate_hear(&gate, visiting, 1000);
	assert_int_equal(weigh(&gate, 3600 * 1000, &wait_ms, words), GATE_WAITS);
	assert_int_equal(wait_ms, -1); /* nothing but news changes that */
}

static void a_program_that_does_not_come_back_is_named(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms;
	char words[256];
	const struct gate_state dark[GATE_PROGRAMS] = { { false, OLD }, { true, NEW }, { true, NEW } };
	gate_begin(&gate, NEW, true, on_old, 0);
	gate_hear(&gate, dark, 5000);
	assert_int_equal(weigh(&gate, 5000 + GATE_UP_MS - 1, &wait_ms, words), GATE_WAITS);
	assert_int_equal(wait_ms, 1);
	assert_int_equal(weigh(&gate, 5000 + GATE_UP_MS, &wait_ms, words), GATE_BAD);
	assert_non_null(strstr(words, "foyer-ui did not come up on version 2"));
}

static void one_that_ends_again_and_again_is_named(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms, now_ms = 0;
	char words[256];
	const struct gate_state down[GATE_PROGRAMS] = { { true, NEW }, { false, NEW }, { true, NEW } };
	gate_begin(&gate, NEW, true, on_old, 0);
	for (int i = 0; i < GATE_DEATHS_MAX; i++) {
		assert_int_equal(weigh(&gate, now_ms, &wait_ms, words), GATE_WAITS);
		gate_hear(&gate, on_new, now_ms += 500);
		gate_hear(&gate, down, now_ms += 500);
	}
	assert_int_equal(weigh(&gate, now_ms, &wait_ms, words), GATE_BAD);
	assert_non_null(strstr(words, "foyer-print ended 3 times"));
}

static void one_that_falls_back_to_another_version_is_not_up(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms;
	char words[256];
	const struct gate_state fallen[GATE_PROGRAMS] = { { true, 0 }, { true, NEW }, { true, NEW } };
	gate_begin(&gate, NEW, true, on_old, 0);
	gate_hear(&gate, (const struct gate_state[GATE_PROGRAMS]){ { false, OLD }, { true, NEW }, { true, NEW } }, 100);
	gate_hear(&gate, fallen, 200);
	assert_int_equal(weigh(&gate, 100 + GATE_UP_MS, &wait_ms, words), GATE_BAD);
}

static void a_kiosk_without_a_screen_waits_for_none(void **state)
{
	(void)state;
	struct gate gate;
	int64_t wait_ms;
	char words[256];
	const struct gate_state blind[GATE_PROGRAMS] = { { false, 0 }, { true, NEW }, { true, NEW } };
	gate_begin(&gate, NEW, false, blind, 0);
	assert_int_equal(weigh(&gate, GATE_CALM_MS, &wait_ms, words), GATE_GOOD);
	gate_begin(&gate, NEW, true, blind, 0); /* with one: also after a power cut, when nothing was heard of it yet */
	assert_int_equal(weigh(&gate, GATE_UP_MS, &wait_ms, words), GATE_BAD);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(good_when_each_has_run_for_ten_seconds),
		cmocka_unit_test(a_visit_on_the_old_one_takes_as_long_as_it_takes),
		cmocka_unit_test(a_program_that_does_not_come_back_is_named),
		cmocka_unit_test(one_that_ends_again_and_again_is_named),
		cmocka_unit_test(one_that_falls_back_to_another_version_is_not_up),
		cmocka_unit_test(a_kiosk_without_a_screen_waits_for_none),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
