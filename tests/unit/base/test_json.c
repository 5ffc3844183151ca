/* SPDX-License-Identifier: MIT */
/* unit.base_json - values with their limits. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/json.h"
#include "firmware/base/json_quick.h"

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

static void values_are_written_as_jansson_writes_them(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"{}", "[]", "null", "true", "false", "0", "-7", "9223372036854775807", "0.5", "-1e300", "\"\"", "\"plain\"",
		"\"\\\" \\\\ \\b\\f\\n\\r\\t \\u0001\\u001f / \x7f \xc3\xa9 \xf0\x9f\x98\x80\"", "[1,[2,{\"b\":[],\"a\":{}}],\"x\"]",
		"{\"z\":1,\"a\":{\"d\":\"\\n\",\"c\":[null]},\"m\\\"\":true,\"ab\":2}",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		for (int sorted = 0; sorted < 2; sorted++) {
			BUFFER_AUTO bytes;
			json_t *json = NULL;
			buffer_init(&bytes, 1000);
			assert_ok(json_parse(texts[i], strlen(texts[i]), 1000, &json));
			char *theirs = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY | (sorted ? JSON_SORT_KEYS : 0));
			assert_ok(json_quick_write(json, sorted, &bytes));
			assert_string_equal(buffer_text(&bytes), theirs);
			size_t size = bytes.size_bytes;
			buffer_done(&bytes);
			buffer_init(&bytes, size - 1);
			assert_int_equal(json_quick_write(json, sorted, &bytes), FAIL_LIMIT);
			free(theirs);
			json_decref(json);
		}
}

static void numbers_too_long_for_the_quick_reader_are_read_all_the_same(void **state)
{
	(void)state;
	char text[JSON_QUICK_NUMBER_MAX_BYTES + 8];
	json_t *json = NULL;
	size_t where;
	snprintf(text, sizeof text, "1.%0*d", JSON_QUICK_NUMBER_MAX_BYTES - 2, 5);
	json_t *longest = json_quick(text, strlen(text), 1, &where);
	assert_true(json_is_real(longest));
	json_decref(longest);
	memcpy(text + strlen(text), "0", 2);
	assert_null(json_quick(text, strlen(text), 1, &where));
	assert_ok(json_parse(text, strlen(text), 1000, &json));
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(members_are_taken_within_their_limits), CASE(text_is_parsed_or_refused_with_its_place),
		CASE(values_are_written_as_jansson_writes_them), CASE(numbers_too_long_for_the_quick_reader_are_read_all_the_same) };
	return cmocka_run_group_tests_name("base_json", cases, NULL, NULL);
}
