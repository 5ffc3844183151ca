/* SPDX-License-Identifier: MIT */
/* unit.forms_pattern - regular expressions of definitions: JavaScript's meaning, bounded time, clear refusals. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 4 * 1024 * 1024);
	fail_clear();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static bool matches(const char *source, const char *text)
{
	const struct pattern *pattern = NULL;
	if (pattern_compile(source, &arena, &pattern) != FAIL_NONE)
		fail_msg("%s: %s", source, fail_words());
	return pattern_matches(pattern, text, strlen(text));
}

static const char *refusal(const char *source, enum fail code)
{
	const struct pattern *pattern = NULL;
	fail_clear();
	assert_int_equal(pattern_compile(source, &arena, &pattern), code);
	return fail_words();
}

struct sample { const char *source, *yes, *no; };

static void each_construct_means_what_javascript_means(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "abc", "xabcx", "abx" }, { "^abc$", "abc", "abcd" }, { "^a.c$", "aXc", "a\nc" }, { "^a*$", "", "b" }, { "^a+$", "aa", "" },
		{ "^a?b$", "b", "aab" }, { "^(ab|cd)+$", "abcdab", "abc" }, { "^(?:ab)*$", "abab", "aba" }, { "^[a-c]$", "b", "d" },
		{ "^[^a-c]$", "d", "b" }, { "^\\d{3}$", "123", "12" }, { "^\\d{2,3}$", "123", "1234" }, { "^\\d{2,}$", "12345", "1" },
		{ "^\\w+$", "a_9", "a-9" }, { "^\\W+$", "-- ", "-a" }, { "^\\s$", "\t", "x" }, { "^\\S+$", "x", "x y" }, { "^\\D$", "x", "5" },
		{ "^[\\d-]+$", "1-2", "1 2" }, { "^[\\w.]+$", "a.b", "a,b" }, { "^[^\\s]+$", "ab", "a b" }, { "^[\\S]+$", "ab", "a b" },
		{ "^[\\D]+$", "ab", "a1" }, { "\\bcat\\b", "a cat!", "concat" }, { "\\Bcat", "concat", "cat" }, { "^a{x}$", "a{x}", "ax" },
		{ "^a\\.b$", "a.b", "axb" }, { "^\\/x\\-$", "/x-", "x" }, { "^\\u00e9$", "\xc3\xa9", "e" }, { "^\\x41$", "A", "B" },
		{ "^[\\u00e0-\\u00ff]$", "\xc3\xa9", "e" }, { "^[]$|^a$", "a", "]" }, { "^[^]$", "\n", "" }, { "^a*?$", "aaa", "b" }, { "^\\t$", "\t", "t" },
		{ "^(?<year>\\d{4})$", "2026", "26" }, { "^(?!00)\\d{2}$", "12", "00" }, { "^(?=.*\\d)[a-z0-9]+$", "ab1", "abc" },
		{ "^(?!.*(a|b)).+$", "xyz", "xya" }, { "^(?:(?!end).)*$", "begin", "the end" }, { "^.$", "\xf0\x9f\x98\x80", "ab" },
		{ "^[.]$", ".", "x" }, { "^[a\\-z]$", "-", "b" }, { "^[a-]$", "-", "b" }, { "^(a|)$", "", "b" }, { "^()$", "", "b" }, { "^a|b$", "ax", "xa" },
		{ "^(a+)+$", "aaaa", "aaab" }, { "^[\\b]$", "\b", "b" }, { "^\\cJ$", "\n", "J" }, { "^a{0}b$", "b", "ab" }, { "^a{0,1}$", "a", "aa" },
		{ "^(a)(b)?\\2c$", "ac", "abc" }, { "(?<=£)\\d+", "£5", "$5" }, { "^(.)\\1$", "éé", "éa" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		if (!matches(samples[i].source, samples[i].yes))
			fail_msg("%s does not match \"%s\"", samples[i].source, samples[i].yes);
		if (matches(samples[i].source, samples[i].no))
			fail_msg("%s matches \"%s\"", samples[i].source, samples[i].no);
	}
}

static void patterns_of_councils_work(void **state)
{
	(void)state;
	static const char insurance[] = "^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$";
	static const char postcode[] = "^[a-zA-Z]{1,2}\\d[a-zA-Z\\d]?\\s?\\d[a-zA-Z]{2}$";
	static const char company[] = "^([0-9]{8}|(LP|NC|NL|NI|OC|SC|SL|SO)[0-9]{6}|R[0-9]{7})$";
	assert_true(matches(insurance, "AB123456C"));
	assert_false(matches(insurance, "GB123456C"));
	assert_false(matches(insurance, "QQ123456C"));
	assert_true(matches(postcode, "SW1A 1AA"));
	assert_true(matches(postcode, "m11ae"));
	assert_false(matches(postcode, "SW1A  1AA"));
	assert_true(matches(company, "SC123456"));
	assert_false(matches(company, "XX123456"));
}

static void what_cannot_be_understood_is_refused_with_the_reason(void **state)
{
	(void)state;
	static const struct { const char *source, *words; } samples[] = {
		{ "(a", "missing closing parenthesis" }, { "a)", "unmatched closing parenthesis" }, { "[a", "missing terminating ]" },
		{ "*a", "at byte 0: quantifier does not follow" }, { "a**", "at byte 2: quantifier does not follow" }, { "a\\", "\\ at end of pattern" },
		{ "(?<=a+)b", "lookbehind" }, { "[z-a]", "out of order" }, { "a{3,2}", "out of order" }, { "(?<name", "terminator" }, { "(a)\\2", "non-existent" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (!strstr(refusal(samples[i].source, FAIL_INPUT), samples[i].words))
			fail_msg("%s: %s", samples[i].source, fail_words());
}

static void each_limit_holds_at_its_maximum_and_not_one_further(void **state)
{
	(void)state;
	char *longest = given_repeated("a", FORM_PATTERN_MAX_BYTES, ""), *longer = given_repeated("a", FORM_PATTERN_MAX_BYTES + 1, "");
	assert_false(matches(longest, "a"));
	assert_non_null(strstr(refusal(longer, FAIL_LIMIT), "longer"));
	char *open = given_repeated("(", PATTERN_DEPTH_MAX, ""), *close = given_repeated(")", PATTERN_DEPTH_MAX, ""), deep[200];
	snprintf(deep, sizeof deep, "^%sa%s$", open, close);
	assert_true(matches(deep, "a"));
	snprintf(deep, sizeof deep, "^(%sa%s)$", open, close);
	assert_non_null(strstr(refusal(deep, FAIL_LIMIT), "nested"));
	assert_true(matches("^a{1000}$", longest));
	assert_non_null(strstr(refusal("((((((){1000}){1000}){1000}){1000}){1000}){1000}", FAIL_LIMIT), "too large"));
	free(longest), free(longer), free(open), free(close);
}

static void patterns_that_explode_elsewhere_are_quick(void **state)
{
	(void)state;
	char *as = given_repeated("a", 8000, "");
	assert_false(matches("^(a+)+b$", as));
	assert_false(matches("^(a|aa)*b$", as));
	assert_false(matches("(x+x+)+y", as));
	assert_false(matches("^(([a-z])+.)+[A-Z]([a-z])+$", as));
	free(as);
}

static void what_costs_more_than_its_budget_does_not_match(void **state)
{
	(void)state;
	char *as = given_repeated("a", 8000, "");
	assert_false(matches("(?=(?:.*b){1})c|(?=.*(?=.*d).*e)f", as));
	free(as);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(each_construct_means_what_javascript_means, begin, end),
		cmocka_unit_test_setup_teardown(patterns_of_councils_work, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_understood_is_refused_with_the_reason, begin, end),
		cmocka_unit_test_setup_teardown(each_limit_holds_at_its_maximum_and_not_one_further, begin, end),
		cmocka_unit_test_setup_teardown(patterns_that_explode_elsewhere_are_quick, begin, end),
		cmocka_unit_test_setup_teardown(what_costs_more_than_its_budget_does_not_match, begin, end),
	};
	return cmocka_run_group_tests_name("forms_pattern", cases, NULL, NULL);
}
