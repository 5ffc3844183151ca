/* SPDX-License-Identifier: MIT */
/* unit.staff_rights - which role may do what. */
#include "tests/lib/given.h"

#include "firmware/staff/rights.h"

#include <stdio.h>
#include <string.h>

static void each_role_may_what_the_table_says(void **state)
{
	static const char *const expected[STAFF_ROLE_COUNT] = {
		[STAFF_ROLE_VOLUNTEER] = "see help print ", [STAFF_ROLE_STAFF] = "see help drive print mend ",
		[STAFF_ROLE_SUPERVISOR] = "see help drive print supervise mend ", [STAFF_ROLE_TECHNICIAN] = "print mend ", [STAFF_ROLE_CODE] = "print mend ",
	};
	(void)state;
	for (int role = 0; role < STAFF_ROLE_COUNT; role++) {
		char got[128] = "";
		for (int right = 0; right < STAFF_RIGHT_COUNT; right++)
			if (staff_role_may((enum staff_role)role, (enum staff_right)right))
				snprintf(got + strlen(got), sizeof got - strlen(got), "%s ", staff_right_name((enum staff_right)right));
		assert_string_equal(got, expected[role]);
	}
}

static void a_role_is_found_by_its_name_and_a_code_is_none(void **state)
{
	enum staff_role role = STAFF_ROLE_COUNT;
	(void)state;
	for (int i = 0; i < STAFF_ROLE_CODE; i++) {
		assert_int_equal(staff_role_find(staff_role_name((enum staff_role)i), &role), FAIL_NONE);
		assert_int_equal(role, i);
	}
	assert_int_equal(staff_role_find("code", &role), FAIL_INPUT);
	assert_int_equal(staff_role_find("admin", &role), FAIL_INPUT);
	assert_int_equal(staff_role_find("", &role), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(each_role_may_what_the_table_says), cmocka_unit_test(a_role_is_found_by_its_name_and_a_code_is_none) };
	return cmocka_run_group_tests_name("staff_rights", cases, NULL, NULL);
}
