/* SPDX-License-Identifier: MIT */
/* unit.base_json_sift - whatever the text, the same value or the same sentence as without the sieve. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/json.h"
#include "firmware/base/json_sift.h"

#include <stdlib.h>

enum { TEXT_BYTES = 400, TOKENS_MAX = 4 };

/* What came of a text: its value written out, in its own order, or the sentence. */
static char *outcome(enum fail code, json_t *json)
{
	char *text = code == FAIL_NONE ? json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY) : strdup(fail_words());
	assert_non_null(text);
	if (code == FAIL_NONE)
		json_decref(json);
	fail_clear();
	return text;
}

static void same(const char *bytes, size_t size)
{
	JSON_SIFT_AUTO sift;
	json_t *json = NULL;
	enum fail plain_code = json_parse(bytes, size, size, &json);
	char *plain = outcome(plain_code, json);
	json_sift_init(&sift, bytes, size);
	assert_true(sift.left_size <= size);
	enum fail code = json_sift_parse(&sift, &json);
	char *sifted = outcome(code, json);
	assert_int_equal(code, plain_code);
	assert_string_equal(sifted, plain);
	free(plain);
	free(sifted);
}

static void a_text_is_what_it_is_without_the_sieve(void **state)
{
	static const char *const texts[] = {
		"", " ", "\"", "\"a text that never ends", "\"an escape at the end\\", "\"a text, alone\"", "{\"a key with a name\" : \"a text held back\"}",
		"{\"\":\"\",\"b\":[\"\",\"held back\",\"\",\"short\",\"\"]}", "[\"held back\\n\", \"caf\xc3\xa9 au lait\", \"held back\"]", "[\"a\tcharacter\"]",
		"{\"same name\":1,\"same name\":2}", "{\"same name\":\"held back\",\"same\\u0020name\":\"held back\"}", "[1 2]", "[tr ue]", "[1\n]", "[ true , false ]",
		"{ \"a\" :\n\t1.5e3\r\n}", "{\n\"a\":\n}", "[\"broken \xff text\"]", "[\"zero \\u0000 in it\"]", "[\"held back\" \"held back\"]", "\xef\xbb\xbf{}",
		"[\"held back\"] \"held back\"", "[-, \"held back\"]", "[99999999999999999999999]",
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		same(texts[i], strlen(texts[i]));
	same("[\"held\0back\"]", 13);
}

/* All rows of up to four tokens, alone, in a list and in an object. */
static void rows_of_tokens(const char *row, int left)
{
	static const char *const tokens[] = { "{", "}", "[", "]", ",", ":", " ", "1", "null", "\"", "\\", "\"k\"", "\"\"", "\"held back\"", "\"not \\\"held\\\\\"" };
	char text[TEXT_BYTES];
	static const char *const around[] = { "%s", "[%s]", "{\"k\":%s}" };
	for (size_t i = 0; i < sizeof around / sizeof around[0]; i++) {
		const char *hole = strstr(around[i], "%s");
		snprintf(text, sizeof text, "%.*s%s%s", (int)(hole - around[i]), around[i], row, hole + 2);
		same(text, strlen(text));
	}
	for (size_t i = 0; left > 0 && i < sizeof tokens / sizeof tokens[0]; i++) {
		snprintf(text, sizeof text, "%s%s", row, tokens[i]);
		rows_of_tokens(text, left - 1);
	}
}

static void any_row_of_tokens_is_what_it_is_without_the_sieve(void **state)
{
	(void)state;
	rows_of_tokens("", TOKENS_MAX);
}

static void depth_has_the_same_limit(void **state)
{
	(void)state;
	for (size_t depth = JSON_DEPTH_MAX - 2; depth < JSON_DEPTH_MAX + 2; depth++) {
		char text[TEXT_BYTES] = "";
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		same(text, 2 * depth);
		snprintf(text + depth, sizeof text - depth, "\"held back\"");
		memset(text + strlen(text), ']', depth);
		same(text, strlen(text));
	}
}

static void more_texts_than_at_first_are_held_back(void **state)
{
	char text[8000] = "[\"held back\"";
	(void)state;
	while (strlen(text) < sizeof text - 40)
		snprintf(text + strlen(text), sizeof text - strlen(text), ",\n  \"held back %zu\"", strlen(text));
	strncat(text, "]", 2);
	same(text, strlen(text));
}

static void objects_and_lists_are_counted_outside_texts(void **state)
{
	static const char text[] = "{\"[[{\": [[], {}, \"held back {}\", \"\\\"[\"]}";
	JSON_SIFT_AUTO sift;
	(void)state;
	json_sift_init(&sift, text, strlen(text));
	assert_int_equal(sift.things, 4);
}

static void keys_numbers_and_what_is_short_or_escaped_are_left(void **state)
{
	static const char text[] = "{\n  \"a key with a name\": [ 1, true, \"held back\", \"short\", \"not \\n held\", \"\" ],\n  \"k\" : null\n}\n";
	JSON_SIFT_AUTO sift;
	(void)state;
	json_sift_init(&sift, text, strlen(text));
	sift.left[sift.left_size] = '\0';
	assert_string_equal(sift.left, "{\"a key with a name\":[1,true,\"\",\"short\",\"not \\n held\",\"\"],\"k\":null\n}");
	assert_int_equal(sift.held_count, 2);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_text_is_what_it_is_without_the_sieve), CASE(any_row_of_tokens_is_what_it_is_without_the_sieve), CASE(depth_has_the_same_limit),
		CASE(more_texts_than_at_first_are_held_back), CASE(objects_and_lists_are_counted_outside_texts),
		CASE(keys_numbers_and_what_is_short_or_escaped_are_left),
	};
	return cmocka_run_group_tests_name("base_json_sift", cases, NULL, NULL);
}
