/* SPDX-License-Identifier: MIT */
/* unit.staff_code - the help desk's code is for one kiosk, one day and one time. */
#include "tests/lib/given.h"

#include "firmware/staff/code.h"

#include <string.h>

static void it_is_for_its_kiosk_day_and_number_alone(void **state)
{
	const unsigned char master[CODE_KEY_BYTES] = "a master";
	unsigned char key[CODE_KEY_BYTES], other[CODE_KEY_BYTES];
	char code[CODE_DIGITS + 1], again[CODE_DIGITS + 1];
	(void)state;
	code_key(master, "0192aaaa-0000-7000-8000-00000000c0de", key);
	code_key(master, "0192aaaa-0000-7000-8000-00000000c0df", other);
	code_make(key, 20780, 3, code);
	code_make(key, 20780, 3, again);
	assert_string_equal(code, again);
	assert_int_equal(strlen(code), CODE_DIGITS);
	assert_int_equal(strspn(code, "0123456789"), CODE_DIGITS);
	assert_true(code_matches(key, 20780, 3, code));
	assert_true(code_matches(key, 20779, 3, code)); /* before midnight here, after it there */
	assert_true(code_matches(key, 20781, 3, code));
	assert_false(code_matches(key, 20782, 3, code));
	assert_false(code_matches(key, 20778, 3, code));
	assert_false(code_matches(key, 20780, 2, code));
	assert_false(code_matches(key, 20780, 4, code));
	assert_false(code_matches(other, 20780, 3, code));
	code[CODE_DIGITS - 1] = '\0';
	assert_false(code_matches(key, 20780, 3, code));
	assert_false(code_matches(key, 20780, 3, ""));
	assert_false(code_matches(key, 20780, 3, "12345678901234567890123456789012345678901234567890"));
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(it_is_for_its_kiosk_day_and_number_alone) };
	return cmocka_run_group_tests_name("staff_code", cases, NULL, NULL);
}
