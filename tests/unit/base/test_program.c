/* SPDX-License-Identifier: MIT */
/* unit.base_program - options, and what every program gives up at its start. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/program.h"

#include <sys/prctl.h>
#include <sys/resource.h>

static const char *doors;
static bool door_for_tests;
static const struct program_option options[] = {
	{ "doors", "where the doors are", &doors, NULL }, { "test-door", "open it", NULL, &door_for_tests }, { NULL, NULL, NULL, NULL },
};

static void options_are_read_in_both_forms(void **state)
{
	(void)state;
	char *argv[] = { (char *)"p", (char *)"--doors=/a", (char *)"--test-door", (char *)"--doors", (char *)"/b", (char *)"rest", NULL };
	int rest = 0;
	assert_ok(program_options("p", 6, argv, options, &rest));
	assert_string_equal(doors, "/b");
	assert_true(door_for_tests);
	assert_int_equal(rest, 5);
}

static void wrong_options_are_named(void **state)
{
	(void)state;
	int rest = 0;
	char *unknown[] = { (char *)"p", (char *)"--windows", NULL }, *bare[] = { (char *)"p", (char *)"--doors", NULL };
	fail_clear();
	assert_int_equal(program_options("p", 2, unknown, options, &rest), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "--windows"));
	assert_int_equal(program_options("p", 2, bare, options, &rest), FAIL_INPUT);
	char *word[] = { (char *)"p", (char *)"word", NULL };
	assert_int_equal(program_start("p", 2, word, options), FAIL_INPUT);
}

static void a_started_program_leaves_no_core(void **state)
{
	(void)state;
	char *argv[] = { (char *)"p", NULL };
	assert_ok(program_start("p", 1, argv, options));
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
	assert_int_equal(limit.rlim_max, 0);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	assert_int_equal(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = { CASE(options_are_read_in_both_forms), CASE(wrong_options_are_named), CASE(a_started_program_leaves_no_core) };
	return cmocka_run_group_tests_name("base_program", cases, NULL, NULL);
}
