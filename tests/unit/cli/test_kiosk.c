/* SPDX-License-Identifier: MIT */
/* unit.cli_kiosk - what `foyer run` reads of kiosk.json. */
#include "firmware/cli/kiosk.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

static enum fail keypad_of(const char *text, char ret[static KIOSK_KEYPAD_MAX_BYTES + 1])
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_folder(folder);
	given_path(path, folder, "kiosk.json");
	if (text)
		given_file(path, text, 0600);
	enum fail code = kiosk_keypad(folder, ret);
	given_done(folder);
	return code;
}

static void what_is_plugged_in_is_read(void **state)
{
	char keypad[KIOSK_KEYPAD_MAX_BYTES + 1] = "left over";
	(void)state;
	assert_int_equal(keypad_of("{\"id\":\"x\",\"keypad\":\"nine-keys,two-switches\"}", keypad), FAIL_NONE);
	assert_string_equal(keypad, "nine-keys,two-switches");
	assert_int_equal(keypad_of("{\"id\":\"x\"}", keypad), FAIL_NONE);
	assert_string_equal(keypad, "");
	assert_int_equal(keypad_of(NULL, keypad), FAIL_NONE);
	assert_string_equal(keypad, "");
}

static void too_long_or_no_text_is_refused(void **state)
{
	char keypad[KIOSK_KEYPAD_MAX_BYTES + 1], names[KIOSK_KEYPAD_MAX_BYTES + 2], text[KIOSK_KEYPAD_MAX_BYTES + 64];
	(void)state;
	memset(names, 'a', sizeof names - 1);
	names[sizeof names - 1] = '\0';
	snprintf(text, sizeof text, "{\"keypad\":\"%s\"}", names);
	assert_int_equal(keypad_of(text, keypad), FAIL_LIMIT);
	snprintf(text, sizeof text, "{\"keypad\":\"%s\"}", names + 1);
	assert_int_equal(keypad_of(text, keypad), FAIL_NONE);
	assert_int_equal(keypad_of("{\"keypad\":7}", keypad), FAIL_INPUT);
	assert_int_equal(keypad_of("{\"keypad\":", keypad), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(what_is_plugged_in_is_read), cmocka_unit_test(too_long_or_no_text_is_refused) };
	return cmocka_run_group_tests_name("cli_kiosk", cases, NULL, NULL);
}
