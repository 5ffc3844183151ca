/* SPDX-License-Identifier: MIT */
/* unit.cli_kiosk - what `foyer run` reads of kiosk.json. */
#include "firmware/cli/kiosk.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <string.h>

static enum fail said_of(const char *member, const char *text, struct kiosk_text *ret)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_folder(folder);
	given_path(path, folder, "kiosk.json");
	if (text)
		given_file(path, text, 0600);
	enum fail code = kiosk_text(folder, member, ret);
	given_done(folder);
	return code;
}

static void what_it_says_of_the_screen_is_read(void **state)
{
	static const char *const members[] = { "keypad", "headphones", "speaker", "jack", "badge", "keyboard", "panel", "density" };
	struct kiosk_text said = { "left over" };
	(void)state;
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		char text[128];
		snprintf(text, sizeof text, "{\"id\":\"x\",\"%s\":\"plughw:CARD=Headset,DEV=0\"}", members[i]);
		assert_int_equal(said_of(members[i], text, &said), FAIL_NONE);
		assert_string_equal(said.text, "plughw:CARD=Headset,DEV=0");
	}
	assert_int_equal(said_of("keypad", "{\"id\":\"x\"}", &said), FAIL_NONE);
	assert_string_equal(said.text, "");
	assert_int_equal(said_of("keypad", NULL, &said), FAIL_NONE);
	assert_string_equal(said.text, "");
}

static void too_long_or_no_text_is_refused(void **state)
{
	struct kiosk_text said;
	char names[KIOSK_TEXT_MAX_BYTES + 2], text[KIOSK_TEXT_MAX_BYTES + 64];
	(void)state;
	memset(names, 'a', sizeof names - 1);
	names[sizeof names - 1] = '\0';
	snprintf(text, sizeof text, "{\"keypad\":\"%s\"}", names);
	assert_int_equal(said_of("keypad", text, &said), FAIL_LIMIT);
	snprintf(text, sizeof text, "{\"keypad\":\"%s\"}", names + 1);
	assert_int_equal(said_of("keypad", text, &said), FAIL_NONE);
	assert_int_equal(said_of("keypad", "{\"keypad\":7}", &said), FAIL_INPUT);
	assert_int_equal(said_of("keypad", "{\"keypad\":", &said), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(what_it_says_of_the_screen_is_read), cmocka_unit_test(too_long_or_no_text_is_refused) };
	return cmocka_run_group_tests_name("cli_kiosk", cases, NULL, NULL);
}
