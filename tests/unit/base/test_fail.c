/* SPDX-License-Identifier: MIT */
/* unit.base_fail - codes have names, words grow on the way up. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/fail.h"

static void words_grow_from_the_inside_out(void **state)
{
	(void)state;
	fail_clear();
	assert_int_equal(FAIL(IO, "the disk is gone"), FAIL_IO);
	assert_int_equal(FAIL(STORE, "nothing was kept"), FAIL_STORE);
	assert_string_equal(fail_words(), "nothing was kept: the disk is gone");
}

static void a_long_trail_is_cut_not_overrun(void **state)
{
	(void)state;
	fail_clear();
	for (int i = 0; i < 100; i++)
		assert_int_equal(FAIL(IO, "a note of some length, number %d", i), FAIL_IO);
	assert_true(strlen(fail_words()) < 512);
	assert_ptr_equal(strstr(fail_words(), "a note of some length, number 99"), fail_words());
}

static void every_code_has_a_name_and_comes_back_from_it(void **state)
{
	(void)state;
	for (enum fail code = FAIL_NONE; code < FAIL_COUNT; code++)
		assert_int_equal(fail_from_name(fail_name(code)), code);
	assert_int_equal(fail_from_name("nonsense"), FAIL_INPUT);
	assert_int_equal(fail_from_name(NULL), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(words_grow_from_the_inside_out), CASE(a_long_trail_is_cut_not_overrun), CASE(every_code_has_a_name_and_comes_back_from_it),
	};
	return cmocka_run_group_tests_name("base_fail", cases, NULL, NULL);
}
