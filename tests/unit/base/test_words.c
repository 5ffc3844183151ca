/* SPDX-License-Identifier: MIT */
/* unit.base_words - sentences in the person's language, and never a blank. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/mo.h"
#include "firmware/base/plural.h"
#include "firmware/base/words.h"

static struct words *given_words(const char *language)
{
	struct words *words = NULL;
	assert_ok(words_open(WORDS_FOLDER, language, &words));
	return words;
}

static void a_missing_sentence_falls_back_to_english_and_then_to_its_key(void **state)
{
	(void)state;
	struct words *words = given_words("cy");
	assert_string_equal(words_get(words, "greeting"), "Helo {name}");
	assert_string_equal(words_get(words, "only.english"), "Only here");
	assert_string_equal(words_get(words, "nobody.has.this"), "nobody.has.this");
	assert_true(words_has(words, "greeting"));
	assert_false(words_has(words, "only.english"));
	words_close(words);
}

static void names_are_filled_and_isolated_only_right_to_left(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 16);
	struct words *english = given_words("en"), *urdu = given_words("ur");
	assert_string_equal(words_fill(english, &arena, "greeting", WORDS_VALUES({ "name", "Siân" })), "Hello Siân");
	assert_string_equal(words_fill(english, &arena, "greeting", WORDS_VALUES({ "other", "x" })), "Hello {name}");
	assert_string_equal(words_fill(urdu, &arena, "greeting", WORDS_VALUES({ "name", "12" })), "سلام \u206812\u2069");
	words_close(english);
	words_close(urdu);
	arena_done(&arena);
}

static void welsh_has_six_forms(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 16);
	struct words *words = given_words("cy");
	static const struct { long n; const char *expected; } forms[] = {
		{ 0, "0 zero" }, { 1, "1 one" }, { 2, "2 two" }, { 3, "3 few" }, { 6, "6 many" }, { 4, "4 other" }, { 100, "100 other" },
	};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		assert_string_equal(words_fill_count(words, &arena, "bins", forms[i].n, NULL), forms[i].expected);
	words_close(words);
	arena_done(&arena);
}

static void dates_and_times_are_words(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 16);
	struct words *words = given_words("en");
	struct date monday = { 2026, 11, 23 };
	assert_string_equal(words_date(words, &arena, monday, WORDS_DATE_FULL), "Monday 23 November 2026");
	assert_string_equal(words_date(words, &arena, monday, WORDS_DATE_DAY_MONTH), "Monday 23 November");
	assert_string_equal(words_date(words, &arena, monday, WORDS_DATE_PLAIN), "23 November 2026");
	assert_string_equal(words_time(words, &arena, 10 * 60 + 5), "10.05 am");
	assert_string_equal(words_time(words, &arena, 18 * 60), "6 pm");
	assert_string_equal(words_time(words, &arena, 12 * 60), "noon");
	words_close(words);
	arena_done(&arena);
}

static void only_clean_language_names_reach_the_disk(void **state)
{
	(void)state;
	struct words *words = NULL;
	assert_int_equal(words_open(WORDS_FOLDER, "../en", &words), FAIL_INPUT);
	assert_int_equal(words_open(WORDS_FOLDER, "", &words), FAIL_INPUT);
	assert_int_equal(words_open(WORDS_FOLDER, "abcdefghijklmnopq", &words), FAIL_INPUT);
	assert_int_equal(words_open(WORDS_FOLDER, "pl", &words), FAIL_EMPTY);
}

static void broken_files_are_refused(void **state)
{
	(void)state;
	struct mo mo;
	char file[64] = "\xde\x12\x04\x95";
	assert_int_equal(mo_open(file, 27, &mo), FAIL_INPUT);
	assert_int_equal(mo_open("nonsense, long enough to be a head", 34, &mo), FAIL_INPUT);
	uint32_t head[7] = { 0x950412de, 0, 1, 28, 36, 0, 28 };
	memcpy(file, head, sizeof head);
	assert_int_equal(mo_open(file, 40, &mo), FAIL_INPUT);
	head[2] = MO_ENTRY_MAX + 1;
	memcpy(file, head, sizeof head);
	assert_int_equal(mo_open(file, 64, &mo), FAIL_LIMIT);
	assert_int_equal(mo_open(file, MO_MAX_BYTES + 1, &mo), FAIL_LIMIT);
}

static void plural_expressions_are_evaluated_or_refused(void **state)
{
	(void)state;
	long form = -1;
	assert_ok(plural_form("(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", 22, &form));
	assert_int_equal(form, 1);
	assert_ok(plural_form("!n", 0, &form));
	assert_int_equal(form, 1);
	assert_ok(plural_form("999999*999999*999999*999999*999999*999999*999999*999999 % 2", 1, &form)); /* wraps, as an unsigned does */
	assert_int_equal(form, 1);
	static const char *const wrong[] = { "32", "0-1", "", "n+", "(n", "n ? 1", "system(1)", "n / 0", "n n" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(plural_form(wrong[i], 1, &form), FAIL_INPUT);
	char deep[200] = "";
	memset(deep, '(', 100);
	assert_int_equal(plural_form(deep, 1, &form), FAIL_INPUT);
	char longest[PLURAL_MAX_BYTES + 2];
	memset(longest, ' ', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(plural_form(longest, 1, &form), FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_missing_sentence_falls_back_to_english_and_then_to_its_key), CASE(names_are_filled_and_isolated_only_right_to_left),
		CASE(welsh_has_six_forms), CASE(dates_and_times_are_words), CASE(only_clean_language_names_reach_the_disk),
		CASE(broken_files_are_refused), CASE(plural_expressions_are_evaluated_or_refused),
	};
	return cmocka_run_group_tests_name("base_words", cases, NULL, NULL);
}
