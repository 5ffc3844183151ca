/* SPDX-License-Identifier: MIT */
/* unit.base_times - a council may set how long things take, within what people need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/times.h"

#include <stdio.h>
#include <string.h>

static enum fail read_text(const char *text, struct times *ret)
{
	json_t *json = json_loads(text, 0, NULL);
	assert_non_null(json);
	fail_clear();
	enum fail fail = times_read(json, ret);
	json_decref(json);
	return fail;
}

static void without_a_setting_all_is_as_usual(void **)
{
	struct times times = { 0 }, usual = times_usual();
	assert_int_equal(times_read(NULL, &times), FAIL_NONE);
	assert_memory_equal(&times, &usual, sizeof times);
	assert_int_equal(read_text("{}", &times), FAIL_NONE);
	assert_memory_equal(&times, &usual, sizeof times);
	assert_int_equal(usual.ms[TIMES_IDLE], 120 * 1000);
	assert_int_equal(usual.ms[TIMES_HEARTBEAT], 300 * 1000);
}

static void each_has_a_least_and_a_most(void **)
{
	static const struct { const char *name; int min, max; } rows[] = {
		{ "idle_aided_s", 120, 1200 }, { "warning_aided_s", 45, 300 }, { "confirmation_s", 20, 180 }, { "reveal_s", 10, 120 }, { "heartbeat_s", 60, 3600 },
	};
	char text[96];
	struct times times = times_usual(), before = times;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const int wrong[] = { rows[i].min - 1, rows[i].max + 1 }, right[] = { rows[i].min, rows[i].max };
		for (int k = 0; k < 2; k++) {
			times = before;
			snprintf(text, sizeof text, "{\"%s\":%d}", rows[i].name, wrong[k]);
			assert_int_equal(read_text(text, &times), FAIL_INPUT);
			assert_non_null(strstr(fail_words(), rows[i].name));
			assert_memory_equal(&times, &before, sizeof times); /* nothing is half taken */
			snprintf(text, sizeof text, "{\"idle_s\":60,\"warning_s\":30,\"%s\":%d}", rows[i].name, right[k]);
			assert_int_equal(read_text(text, &times), FAIL_NONE);
		}
	}
	assert_int_equal(read_text("{\"idle_s\":59}", &times), FAIL_INPUT);
	assert_int_equal(read_text("{\"idle_s\":601,\"idle_aided_s\":1200}", &times), FAIL_INPUT);
	assert_int_equal(read_text("{\"idle_s\":600,\"idle_aided_s\":1200}", &times), FAIL_NONE);
	assert_int_equal(read_text("{\"warning_s\":29}", &times), FAIL_INPUT);
	assert_int_equal(read_text("{\"warning_s\":181,\"warning_aided_s\":300}", &times), FAIL_INPUT);
}

static void what_is_no_time_is_refused(void **)
{
	static const char *const wrong[] = { "[]", "{\"idle_s\":\"120\"}", "{\"idle_s\":120.5}", "{\"idle\":120}", "{\"heartbeat_s\":null}" };
	struct times times;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(read_text(wrong[i], &times), FAIL_INPUT);
}

static void whoever_needs_more_time_never_has_less(void **)
{
	struct times times;
	assert_int_equal(read_text("{\"idle_s\":400}", &times), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "idle_aided_s"));
	assert_int_equal(read_text("{\"warning_s\":90}", &times), FAIL_INPUT);
	assert_int_equal(read_text("{\"warning_s\":90,\"warning_aided_s\":90}", &times), FAIL_NONE);
}

static void what_is_written_is_read_again(void **)
{
	struct times times, again;
	assert_int_equal(read_text("{\"idle_s\":90,\"reveal_s\":20}", &times), FAIL_NONE);
	json_t *json = times_json(&times);
	assert_int_equal(times_read(json, &again), FAIL_NONE);
	assert_memory_equal(&times, &again, sizeof times);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(without_a_setting_all_is_as_usual), cmocka_unit_test(each_has_a_least_and_a_most), cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(whoever_needs_more_time_never_has_less), cmocka_unit_test(what_is_written_is_read_again),
	};
	return cmocka_run_group_tests_name("base_times", cases, NULL, NULL);
}
