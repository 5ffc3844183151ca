/* SPDX-License-Identifier: MIT */
/* unit.settings - small facts that outlive the program. */
#include "tests/unit/store/store_test.h"

static void a_value_outlives_the_program(void **state)
{
	struct given_store *given = *state;
	struct buffer value;
	buffer_init(&value, SETTINGS_VALUE_MAX_BYTES);
	assert_int_equal(settings_get(given->store, "clock.good_ms", &value), FAIL_EMPTY);
	assert_int_equal(settings_set(given->store, "clock.good_ms", "1"), FAIL_NONE);
	assert_int_equal(settings_set(given->store, "clock.good_ms", "1234"), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(settings_get(given->store, "clock.good_ms", &value), FAIL_NONE);
	assert_string_equal(buffer_text(&value), "1234");
	buffer_done(&value);
}

static void names_and_values_have_maxima(void **state)
{
	struct given_store *given = *state;
	char key[SETTINGS_KEY_MAX_BYTES + 2] = { 0 }, value[SETTINGS_VALUE_MAX_BYTES + 2] = { 0 };
	memset(key, 'k', SETTINGS_KEY_MAX_BYTES);
	memset(value, 'v', SETTINGS_VALUE_MAX_BYTES);
	assert_int_equal(settings_set(given->store, key, value), FAIL_NONE);
	value[SETTINGS_VALUE_MAX_BYTES] = 'v';
	assert_int_equal(settings_set(given->store, key, value), FAIL_LIMIT);
	key[SETTINGS_KEY_MAX_BYTES] = 'k';
	assert_int_equal(settings_set(given->store, key, "x"), FAIL_LIMIT);
	assert_int_equal(settings_set(given->store, "", "x"), FAIL_LIMIT);
	struct buffer small;
	buffer_init(&small, 10);
	key[SETTINGS_KEY_MAX_BYTES] = '\0';
	assert_int_equal(settings_get(given->store, key, &small), FAIL_LIMIT);
	buffer_done(&small);
}

int main(void)
{
	const struct CMUnitTest cases[] = { store_test(a_value_outlives_the_program), store_test(names_and_values_have_maxima) };
	return cmocka_run_group_tests_name("settings", cases, NULL, NULL);
}
