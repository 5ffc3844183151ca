/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_faults - scripts of faults, a cable that is not well, answers that are lost, late, double or rubbish. */
#include "tests/fakes/printer/faults.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/fakes/printer/cable.h"

#include "tests/unit/fake_printer/given_printer.h"

#include <stdio.h>
#include <string.h>

static void a_script_is_done_step_by_step(void **state)
{
	struct faults faults;
	int64_t wait_ms = 0;

	(void)state;
	assert_int_equal(faults_read("# first\nafter 2000 bytes: paper out\n\nafter 500 ms: paper in  # back\nafter 2 receipts: power\nafter 0 ms: go on", &faults),
	                 FAIL_NONE);
	assert_int_equal(faults.steps, 4);
	assert_null(faults_due(&faults, 1000, &wait_ms));
	assert_int_equal(wait_ms, -1);
	faults_count(&faults, 1999, 0);
	assert_null(faults_due(&faults, 1100, &wait_ms));
	faults_count(&faults, 1, 5);
	assert_string_equal(faults_due(&faults, 1200, &wait_ms), "paper out");
	assert_null(faults_due(&faults, 1300, &wait_ms));
	assert_int_equal(wait_ms, 400);
	assert_string_equal(faults_due(&faults, 1700, &wait_ms), "paper in");
	faults_count(&faults, 9999, 1); /* receipts before count no more */
	assert_null(faults_due(&faults, 9000, &wait_ms));
	faults_count(&faults, 0, 1);
	assert_string_equal(faults_due(&faults, 9001, &wait_ms), "power");
	assert_string_equal(faults_due(&faults, 9001, &wait_ms), "go on");
	assert_null(faults_due(&faults, 9001, &wait_ms));
	assert_int_equal(wait_ms, -1);
}

static void a_wrong_script_is_refused(void **state)
{
	static const char *const wrong[] = {
		"paper out", "after", "after 5", "after 5 ", "after x bytes: paper out", "after 5 days: paper out", "after 5 bytes:", "after 5 bytes: ",
		"after -1 ms: power", "after 1000000001 ms: power", "after 99999999999999999999 ms: power", "before 5 ms: power",
		"after 5 ms paper out",
		"after 5 ms: 0123456789012345678901234567890123456789012345678901234567890123",
	};
	static char text[FAULTS_MAX_BYTES];
	static struct faults faults;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		snprintf(text, sizeof text, "\n%s\n", wrong[i]);
		if (faults_read(text, &faults) != FAIL_INPUT)
			fail_msg("taken: %s", wrong[i]);
		assert_non_null(strstr(fail_words(), "line 2"));
	}
	static const char line[] = "after 0 ms: power\n";
	for (size_t i = 0; i <= FAULTS_MAX; i++)
		memcpy(text + i * (sizeof line - 1), line, sizeof line);
	text[FAULTS_MAX * (sizeof line - 1)] = '\0';
	assert_int_equal(faults_read(text, &faults), FAIL_NONE);
	text[FAULTS_MAX * (sizeof line - 1)] = 'a';
	assert_int_equal(faults_read(text, &faults), FAIL_LIMIT);
}

static void a_cable_lets_less_through(void **state)
{
	struct cable cable;

	(void)state;
	cable_init(&cable);
	assert_int_equal(cable_room(&cable, 500, 10), 500);
	cable.portion = 7;
	assert_int_equal(cable_room(&cable, 500, 10), 7);
	cable.stall_after = 10;
	cable_took(&cable, 7);
	assert_int_equal(cable_room(&cable, 500, 10), 3);
	cable_took(&cable, 3);
	assert_int_equal(cable_room(&cable, 500, 10), 0);
	assert_int_equal(cable_pause_ms(&cable, 10), -1); /* somebody has to help */
	cable_init(&cable);
	cable.refuse_until_ms = 30;
	assert_int_equal(cable_room(&cable, 500, 29), 0);
	assert_int_equal(cable_pause_ms(&cable, 29), 1);
	assert_int_equal(cable_room(&cable, 500, 30), 500);
	assert_int_equal(cable_pause_ms(&cable, 30), -1);
}

static void answers_get_lost_late_and_double(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_fault(given->printer, FAKE_LOSE_ID, 1);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0001");
	SAID(given, "");
	fake_printer_fault(given->printer, FAKE_DOUBLE_ID, 1);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0002");
	SAID(given, "\x37\x22" "0002\x00\x37\x22" "0002\x00");
	fake_printer_fault(given->printer, FAKE_HOLD_ID, 1);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0003");
	SAID(given, "");
	assert_true(fake_printer_holds(given->printer));
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0004");
	SAID(given, "\x37\x22" "0004\x00");
	fake_printer_let_go(given->printer);
	fake_printer_let_go(given->printer);
	SAID(given, "\x37\x22" "0003\x00");
	fake_printer_fault(given->printer, FAKE_HOLD_ID, 1);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0005");
	fake_printer_power(given->printer);
	fake_printer_let_go(given->printer); /* gone with the power */
	SAID(given, "");
	given_printer_done(given);
}

static void rubbish_stands_before_an_answer(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_fault(given->printer, FAKE_GARBAGE, 2);
	PRINT(given, "\x10\x04\x01\x1d(H\x06\x00\x30\x30" "0001\x10\x04\x01");
	SAID(given, "\xa5\x12\xa5\x12\x37\x22" "0001\x00"); /* asked at once, answered at once */
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0002");
	fake_printer_fault(given->printer, FAKE_GARBAGE, 1);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0003");
	SAID(given, "\xa5\x37\x22" "0003\x00");
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_script_is_done_step_by_step),
		cmocka_unit_test(a_wrong_script_is_refused),
		cmocka_unit_test(a_cable_lets_less_through),
		cmocka_unit_test(answers_get_lost_late_and_double),
		cmocka_unit_test(rubbish_stands_before_an_answer),
	};
	return cmocka_run_group_tests_name("fake_printer_faults", cases, NULL, NULL);
}
