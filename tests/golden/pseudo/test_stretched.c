/* SPDX-License-Identifier: MIT */
/*
 * golden.stretched - screens in words four tenths longer than the English ones: there is room for a language that nobody has translated yet.
 */
#include "tests/golden/pseudo/everywhere.h"

#include <string.h>

static const char tongue[] = "en-XA";

static int given_stretched(void **state)
{
	return given_screens_of(state, "tests/stretched");
}

static void longer_words_keep_the_rules(void **state)
{
	assert_int_equal(rules_everywhere(*state, tongue), 0);
}

static void the_words_are_longer(void **state)
{
	struct given *given = *state;
	show(given, "home", "en", &stage_panels[0].panel);
	size_t english = strlen(node(given, "title")->name);
	show(given, "home", tongue, &stage_panels[0].panel);
	assert_true(strlen(node(given, "title")->name) >= english * 14 / 10);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(longer_words_keep_the_rules), cmocka_unit_test(the_words_are_longer) };
	return cmocka_run_group_tests_name("stretched", cases, given_stretched, gone_screens);
}
