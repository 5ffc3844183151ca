/* SPDX-License-Identifier: MIT */
/* unit.forms_answers - what was typed is kept as typed, within its limits, and gone when it is removed. */
#include "tests/unit/forms/forms_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text_of(size_t length, char with)
{
	char *text = malloc(length + 1);
	assert_non_null(text);
	memset(text, with, length);
	text[length] = '\0';
	return text;
}

static void set_replaces_all_values_of_a_name(void **state)
{
	(void)state;
	struct answers *answers = given_answers("a=1;a=2;b=3");
	assert_int_equal(answers_count(answers, "a"), 2);
	assert_int_equal(answers_set(answers, "a", "4"), FAIL_NONE);
	assert_int_equal(answers_count(answers, "a"), 1);
	assert_string_equal(answers_get(answers, "a"), "4");
	assert_string_equal(answers_get(answers, "b"), "3");
	answers_free(answers);
}

static void what_was_never_answered_is_null(void **state)
{
	(void)state;
	struct answers *answers = given_answers("b=1");
	assert_null(answers_get(answers, "a"));
	assert_null(answers_get(answers, "c"));
	assert_null(answers_at(answers, "b", 1));
	assert_int_equal(answers_count(answers, ""), 0);
	answers_free(answers);
}

static void add_keeps_the_order_and_ignores_a_second_same_value(void **state)
{
	(void)state;
	struct answers *answers = given_answers("t=z;s=1;t=a;t=m;u=2");
	assert_int_equal(answers_add(answers, "t", "a"), FAIL_NONE);
	assert_int_equal(answers_count(answers, "t"), 3);
	assert_string_equal(answers_at(answers, "t", 0), "z");
	assert_string_equal(answers_at(answers, "t", 1), "a");
	assert_string_equal(answers_at(answers, "t", 2), "m");
	answers_free(answers);
}

static void removing_one_value_leaves_the_others(void **state)
{
	(void)state;
	struct answers *answers = given_answers("t=z;t=a;t=m;u=2");
	answers_remove_value(answers, "t", "a");
	answers_remove_value(answers, "t", "nobody");
	assert_int_equal(answers_count(answers, "t"), 2);
	assert_false(answers_has_value(answers, "t", "a"));
	assert_string_equal(answers_at(answers, "t", 1), "m");
	answers_remove(answers, "t");
	assert_int_equal(answers_count(answers, "t"), 0);
	assert_string_equal(answers_get(answers, "u"), "2");
	answers_free(answers);
}

static void a_value_may_come_from_the_answers_themselves(void **state)
{
	(void)state;
	struct answers *answers = given_answers("a=one;b=two");
	assert_int_equal(answers_set(answers, "a", answers_get(answers, "a") + 1), FAIL_NONE);
	assert_string_equal(answers_get(answers, "a"), "ne");
	assert_string_equal(answers_get(answers, "b"), "two");
	answers_free(answers);
}

static void a_value_at_its_maximum_is_taken_and_one_more_byte_is_not(void **state)
{
	(void)state;
	struct answers *answers = given_answers("a=kept");
	char *longest = text_of(ANSWERS_VALUE_MAX_BYTES, 'x'), *too_long = text_of(ANSWERS_VALUE_MAX_BYTES + 1, 'x');
	assert_int_equal(answers_set(answers, "a", too_long), FAIL_LIMIT);
	assert_string_equal(answers_get(answers, "a"), "kept");
	assert_int_equal(answers_set(answers, "a", longest), FAIL_NONE);
	assert_string_equal(answers_get(answers, "a"), longest);
	free(longest);
	free(too_long);
	answers_free(answers);
}

static void when_all_answers_are_full_nothing_changes(void **state)
{
	(void)state;
	struct answers *answers = answers_new();
	char *part = text_of(ANSWERS_VALUE_MAX_BYTES, 'x'), name[16];
	int taken = 0;
	for (enum fail code = FAIL_NONE; code == FAIL_NONE; taken++) {
		snprintf(name, sizeof name, "n%d", taken);
		code = answers_set(answers, name, part);
	}
	size_t bytes = answers_bytes(answers);
	assert_int_equal(taken - 1, ANSWERS_MAX_BYTES / (ANSWERS_VALUE_MAX_BYTES + 4));
	assert_true(bytes <= ANSWERS_MAX_BYTES);
	size_t left = ANSWERS_MAX_BYTES - bytes - 3; /* a name of one letter and both ends */
	part[left] = '\0';
	assert_int_equal(answers_set(answers, "a", part), FAIL_NONE);
	assert_int_equal(answers_bytes(answers), ANSWERS_MAX_BYTES);
	assert_int_equal(answers_set(answers, "b", ""), FAIL_LIMIT);
	part[left] = 'x';
	part[left + 1] = '\0';
	assert_int_equal(answers_set(answers, "a", part), FAIL_LIMIT);
	assert_int_equal(answers_bytes(answers), ANSWERS_MAX_BYTES);
	answers_remove(answers, "n0");
	assert_int_equal(answers_set(answers, "a", part), FAIL_NONE);
	free(part);
	answers_free(answers);
}

static void one_field_more_than_the_maximum_is_refused(void **state)
{
	(void)state;
	struct answers *answers = answers_new();
	char name[16];
	for (int i = 0; i < ANSWERS_FIELD_MAX; i++) {
		snprintf(name, sizeof name, "f%d", (i * 7919) % ANSWERS_FIELD_MAX);
		assert_int_equal(answers_set(answers, name, name + 1), FAIL_NONE);
	}
	assert_int_equal(answers_set(answers, "more", ""), FAIL_LIMIT);
	assert_int_equal(answers_set(answers, "f5", "again"), FAIL_NONE);
	for (int i = 0; i < ANSWERS_FIELD_MAX; i++) {
		snprintf(name, sizeof name, "f%d", i);
		assert_string_equal(answers_get(answers, name), i == 5 ? "again" : name + 1);
	}
	answers_free(answers);
}

static void what_is_not_utf8_is_refused(void **state)
{
	(void)state;
	struct answers *answers = given_answers("a=kept");
	assert_int_equal(answers_set(answers, "a", "\xc3"), FAIL_INPUT);
	assert_int_equal(answers_set(answers, "a", "\xed\xa0\x80"), FAIL_INPUT);
	assert_int_equal(answers_set(answers, "", "x"), FAIL_INPUT);
	assert_string_equal(answers_get(answers, "a"), "kept");
	answers_free(answers);
}

static void json_holds_them_and_gives_them_back(void **state)
{
	(void)state;
	struct answers *answers = given_answers("t=z;t=a;name=Siân\n;blank="), *again = given_answers("old=1");
	json_t *json = answers_to_json(answers);
	assert_int_equal(json_object_size(json), 3);
	assert_int_equal(answers_from_json(again, json), FAIL_NONE);
	assert_null(answers_get(again, "old"));
	assert_string_equal(answers_at(again, "t", 1), "a");
	assert_string_equal(answers_get(again, "name"), "Siân\n");
	assert_string_equal(answers_get(again, "blank"), "");
	assert_int_equal(answers_bytes(again), answers_bytes(answers));
	json_decref(json);
	answers_free(answers);
	answers_free(again);
}

static void json_of_another_shape_leaves_them_empty(void **state)
{
	(void)state;
	static const char *const wrong[] = { "[]", "{\"a\":\"b\"}", "{\"a\":[1]}", "{\"a\":[\"1\"],\"b\":{}}" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct answers *answers = given_answers("old=1");
		json_t *json = json_loads(wrong[i], 0, NULL);
		assert_int_equal(answers_from_json(answers, json), FAIL_INPUT);
		assert_int_equal(answers_bytes(answers), 0);
		json_decref(json);
		answers_free(answers);
	}
}

static void json_with_too_much_leaves_them_empty(void **state)
{
	(void)state;
	struct answers *answers = given_answers("old=1");
	char *too_long = text_of(ANSWERS_VALUE_MAX_BYTES + 1, 'x');
	json_t *json = json_pack("{s:[s], s:[s]}", "a", "1", "b", too_long);
	assert_int_equal(answers_from_json(answers, json), FAIL_LIMIT);
	assert_int_equal(answers_bytes(answers), 0);
	json_decref(json);
	free(too_long);
	answers_free(answers);
}

static void clearing_leaves_nothing(void **state)
{
	(void)state;
	struct answers *answers = given_answers("a=1;b=2");
	answers_clear(answers);
	assert_null(answers_get(answers, "a"));
	assert_int_equal(answers_bytes(answers), 0);
	answers_free(answers);
	answers_free(NULL);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(set_replaces_all_values_of_a_name),
		cmocka_unit_test(what_was_never_answered_is_null),
		cmocka_unit_test(add_keeps_the_order_and_ignores_a_second_same_value),
		cmocka_unit_test(removing_one_value_leaves_the_others),
		cmocka_unit_test(a_value_may_come_from_the_answers_themselves),
		cmocka_unit_test(a_value_at_its_maximum_is_taken_and_one_more_byte_is_not),
		cmocka_unit_test(when_all_answers_are_full_nothing_changes),
		cmocka_unit_test(one_field_more_than_the_maximum_is_refused),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(json_holds_them_and_gives_them_back),
		cmocka_unit_test(json_of_another_shape_leaves_them_empty),
		cmocka_unit_test(json_with_too_much_leaves_them_empty),
		cmocka_unit_test(clearing_leaves_nothing),
	};
	return cmocka_run_group_tests_name("forms_answers", cases, NULL, NULL);
}
