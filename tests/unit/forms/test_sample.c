/* SPDX-License-Identifier: MIT */
/* unit.forms_sample - what is sampled from a regular expression matches it, and odd expressions end. */
#include "tests/lib/given.h"

#include "firmware/forms/author/sample.h"
#include "firmware/forms/pattern.h"

#include <string.h>

enum { ROOM = 400, SAMPLES = 200 };

static void samples_match(void **state)
{
	(void)state;
	static const char *const patterns[] = {
		"^[A-Z]{2}\\d{6}$", "^\\d{2}/\\d{3}/\\d{4}$", "^(cat|dog|newt)$", "^[a-z]+@[a-z]+\\.uk$", "^(?:a|bc?)*x$", "^[^0-9]{3,5}$", "^\\w{2,}-\\D$", "^(GB)?[ ]?\\d{9}(\\d{3})?$",
		"^[A-CE]\\s[\\d-]$", "abc", "^(?<first>a+)b{0,2}$", "^.{4}$", "^a{3}$", "^\\.\\$\\(\\)$", "^x|y$",
	};
	char text[ROOM];
	uint32_t seed = 7;
	for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
		struct arena arena;
		const struct pattern *pattern;
		arena_init(&arena, PATTERN_ARENA_BYTES);
		assert_int_equal(pattern_compile(patterns[i], &arena, &pattern), FAIL_NONE);
		for (int k = 0; k < SAMPLES; k++) {
			assert_true(sample_pattern(patterns[i], &seed, sizeof text, text));
			if (!pattern_matches(pattern, text, strlen(text)))
				fail_msg("\"%s\" is not of %s", text, patterns[i]);
		}
		arena_done(&arena);
	}
}

static void what_is_too_long_or_too_deep_is_given_up(void **state)
{
	(void)state;
	char text[ROOM], deep[80] = "";
	uint32_t seed = 7;
	assert_false(sample_pattern("^a{500}$", &seed, sizeof text, text));
	assert_string_equal(text, "");
	assert_false(sample_pattern("(((()){1000}){1000}){1000}", &seed, sizeof text, text));
	assert_false(sample_pattern("a{5000}", &seed, sizeof text, text));
	memset(deep, '(', 31);
	assert_false(sample_pattern(deep, &seed, sizeof text, text));
	deep[30] = '\0';
	assert_true(sample_pattern(deep, &seed, sizeof text, text));
}

static void half_an_expression_ends(void **state)
{
	(void)state;
	static const char *const halves[] = { "[", "[^", "[a-", "\\", "(?", "(?<", "a{2,", "a{", "x|", "|", ")", "[]]", "a**", "(?=", "(?<!a" };
	char text[ROOM];
	uint32_t seed = 7;
	for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++)
		(void)sample_pattern(halves[i], &seed, sizeof text, text);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(samples_match), cmocka_unit_test(what_is_too_long_or_too_deep_is_given_up), cmocka_unit_test(half_an_expression_ends) };
	return cmocka_run_group_tests_name("forms_sample", cases, NULL, NULL);
}
