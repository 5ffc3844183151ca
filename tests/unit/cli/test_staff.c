/* SPDX-License-Identifier: MIT */
/* unit.cli_staff - a council's list of staff, made as a person types it, lets them in at the kiosk it was sealed to. */
#include "tests/unit/hub/hub_test.h"

#include <stdio.h>
#include <sys/stat.h>

enum { SAID_BYTES = 8192 };

/* `foyer staff` with @words (up to the first NULL); what it said into @said. Returns the exit status. */
static int staff(char said[static SAID_BYTES], const char *const *words)
{
	char program[GIVEN_PATH_BYTES];
	char *argv[24] = { program, "staff" };
	int count = 2;
	given_built("bin/foyer", program);
	for (; *words && count < 23; words++)
		argv[count++] = (char *)*words;
	return process_run(argv, said, SAID_BYTES);
}
#define STAFF(SAID, ...) staff(SAID, (const char *const[]){ __VA_ARGS__, NULL })

static void file_in(const struct given_hub *given, const char *name, char ret[static GIVEN_PATH_BYTES])
{
	given_path(ret, given->folder, name);
}

/* The digits behind "PIN " or at the beginning of @said, without their space. */
static void digits_of(const char *said, const char *behind, size_t length, char *ret)
{
	const char *at = strstr(said, behind);
	assert_non_null(at);
	size_t count = 0;
	for (at += strlen(behind); count < length; at++)
		if (*at != ' ')
			ret[count++] = *at;
	ret[count] = '\0';
	assert_int_equal(strspn(ret, "0123456789"), length);
}

/* The kiosk's card into its file, and the list sealed to where its hub looks. */
static void seal_to(struct given_hub *given, const char *file)
{
	char said[SAID_BYTES], card[GIVEN_PATH_BYTES], out[GIVEN_PATH_BYTES];
	file_in(given, "card.json", card);
	file_in(given, "staff", out);
	assert_int_equal(STAFF(said, "card", "--state", given->state), 0);
	given_file(card, said, 0600);
	if (STAFF(said, "kiosk", file, card) != 0 || STAFF(said, "check", file) != 0 || STAFF(said, "seal", file, "--out", out) != 0)
		fail_msg("%s", said);
}

static void restart(struct given_hub *given)
{
	hub_test_kill(given);
	hub_test_start(given);
}

static void who_was_added_signs_in_with_the_pin_that_was_shown(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], file[GIVEN_PATH_BYTES], pin[8], other[8];
	struct stat about;
	file_in(given, "staff.json", file);
	if (STAFF(said, "add", file, "--id", "sam", "--number", "4471", "--name", "Sam", "--role", "staff") != 0)
		fail_msg("%s", said);
	digits_of(said, "PIN ", 6, pin);
	assert_int_equal(stat(file, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	char *text = given_text(file);
	assert_null(strstr(text, pin)); /* shown once, and nowhere else */
	free(text);
	seal_to(given, file);
	restart(given);
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", pin));
	close(ui);
	assert_int_equal(STAFF(said, "pin", file, "sam"), 0);
	digits_of(said, "PIN ", 6, other);
	seal_to(given, file);
	restart(given);
	ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", pin), "denied");
	hub_test_tell(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", other));
	close(ui);
	assert_int_equal(STAFF(said, "end", file, "sam"), 0);
	seal_to(given, file);
	restart(given);
	ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", other), "denied");
	close(ui);
}

static void the_help_desks_code_opens_the_kiosk_that_shows_its_number(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], file[GIVEN_PATH_BYTES], code[16];
	file_in(given, "staff.json", file);
	assert_int_equal(STAFF(said, "add", file, "--id", "sam", "--number", "4471", "--name", "Sam", "--role", "staff"), 0);
	seal_to(given, file);
	restart(given);
	assert_int_equal(STAFF(said, "break-glass", file, "1", "--kiosk", "Kiosk"), 0);
	digits_of(said, "", 10, code);
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "code", "code", code, "reason", "no-badge"));
	close(ui);
	assert_int_equal(STAFF(said, "break-glass", file, "1", "--kiosk", "Another"), 2);
	assert_int_equal(STAFF(said, "break-glass", file, "0", "--kiosk", "Kiosk"), 2);
	assert_int_equal(STAFF(said, "break-glass", file, "1x", "--kiosk", "Kiosk"), 2);
}

static void what_is_asked_wrongly_changes_nothing(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES], file[GIVEN_PATH_BYTES];
	file_in(given, "staff.json", file);
	assert_int_equal(STAFF(said, "list", file), 1);
	assert_int_equal(STAFF(said, "add", file, "--id", "sam", "--number", "44", "--name", "Sam", "--role", "staff"), 2);
	assert_int_not_equal(access(file, F_OK), 0);
	assert_int_equal(STAFF(said, "add", file, "--id", "sam", "--number", "4471", "--name", "Sam", "--role", "staff", "--until", "2026-12-31"), 0);
	char *before = given_text(file);
	assert_int_equal(STAFF(said, "add", file, "--id", "jo", "--number", "4471", "--name", "Jo", "--role", "staff"), 2);
	assert_int_equal(STAFF(said, "add", file, "--id", "jo", "--number", "4472", "--name", "Jo", "--role", "boss"), 2);
	assert_int_equal(STAFF(said, "pin", file, "jo"), 2);
	assert_int_equal(STAFF(said, "end", file, "jo"), 2);
	assert_int_equal(STAFF(said, "seal", file, "--out", given->folder), 2);
	char *after = given_text(file);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_int_equal(STAFF(said, "list", file), 0);
	assert_non_null(strstr(said, "2026-12-31"));
	assert_int_equal(STAFF(said, "unlock", file), 0);
	assert_int_equal(STAFF(said, "end", file, "sam", "--until", "2026-12-01"), 0);
	assert_int_equal(STAFF(said, "list", file), 0);
	assert_non_null(strstr(said, "2026-12-01"));
}

int main(void)
{
	const struct CMUnitTest cases[] = { hub_test(who_was_added_signs_in_with_the_pin_that_was_shown), hub_test(the_help_desks_code_opens_the_kiosk_that_shows_its_number),
		hub_test(what_is_asked_wrongly_changes_nothing) };
	return cmocka_run_group_tests_name("cli_staff", cases, NULL, NULL);
}
