/* SPDX-License-Identifier: MIT */
/* unit.base_json - values with their limits. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/json.h"

static void members_are_taken_within_their_limits(void **state)
{
	(void)state;
	json_t *json = json_pack("{s:s,s:i,s:b}", "t", "abcde", "n", 10, "b", 1);
	const char *text = NULL;
	int64_t number = 0;
	assert_ok(json_take_text(json, "t", 5, &text));
	assert_string_equal(text, "abcde");
	assert_int_equal(json_take_text(json, "t", 4, &text), FAIL_LIMIT);
	assert_int_equal(json_take_text(json, "n", 4, &text), FAIL_INPUT);
	assert_int_equal(json_take_text(json, "x", 4, &text), FAIL_INPUT);
	assert_ok(json_take_int(json, "n", 0, 10, &number));
	assert_int_equal(json_take_int(json, "n", 0, 9, &number), FAIL_LIMIT);
	assert_int_equal(json_take_int(json, "n", 11, 20, &number), FAIL_LIMIT);
	assert_int_equal(json_take_int(json, "t", 0, 9, &number), FAIL_INPUT);
	assert_string_equal(json_text_or(json, "n", "other"), "other");
	assert_int_equal(json_int_or(json, "t", 3), 3);
	assert_true(json_bool_or(json, "b", false));
	assert_true(json_bool_or(json, "t", true));
	json_decref(json);
}

static void text_is_parsed_or_refused_with_its_place(void **state)
{
	(void)state;
	json_t *json = NULL;
	assert_ok(json_parse("{\"a\":[1,2]}", 11, 11, &json));
	json_decref(json);
	assert_int_equal(json_parse("{\"a\":[1,2]}", 11, 10, &json), FAIL_LIMIT);
	assert_int_equal(json_parse("{\n\"a\":}", 7, 100, &json), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "line 2"));
	assert_int_equal(json_parse("{\"a\":1,\"a\":2}", 13, 100, &json), FAIL_INPUT);
	assert_int_equal(json_parse("\"\xff\"", 3, 100, &json), FAIL_INPUT);
	char deep[200];
	memset(deep, '[', 65);
	memset(deep + 65, ']', 65);
	assert_int_equal(json_parse(deep, 130, 1000, &json), FAIL_INPUT);
	assert_int_equal(json_read("/nowhere.json", 100, &json), FAIL_EMPTY);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(members_are_taken_within_their_limits), CASE(text_is_parsed_or_refused_with_its_place) };
	return cmocka_run_group_tests_name("base_json", cases, NULL, NULL);
}
