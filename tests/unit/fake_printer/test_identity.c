/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_identity - who it says it is, and counters that live through power cuts. */
#include "tests/unit/fake_printer/given_printer.h"

static void it_says_who_it_is(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .maker = "MAKER", .model = "MT-80", .serial = "J7" });

	(void)state;
	PRINT(given, "\x1dI\x01\x1dI2\x1dI\x03"); /* as a number and as a digit */
	SAID(given, "\x20\x02\x01");
	PRINT(given, "\x1dI\x42");
	SAID(given, "_MAKER\0");
	PRINT(given, "\x1dI\x43");
	SAID(given, "_MT-80\0");
	PRINT(given, "\x1dI\x44");
	SAID(given, "_J7\0");
	PRINT(given, "\x1dI\x41\x1dI\x45\x1dI\x46\x1dI\x00");
	SAID(given, "_1.00 FOYER\0_\0");
	given_printer_done(given);
}

static void cuts_are_counted_for_life(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .cuts = 2376 });

	(void)state;
	PRINT(given, "\n\n\x1dVB\x01\n\x1dV\x01\x1dg2\x00\xb2\x00");
	SAID(given, "_2378\0");
	PRINT(given, "\x1dg2\x00\x94\x00"); /* three feeds, and the cut's own */
	SAID(given, "_4\0");
	PRINT(given, "\x1dg0\x00\x32\x00\x1dg0\x00\xb2\x00\x1dg2\x00\x32\x00\x1dg2\x00\xb2\x00");
	SAID(given, "_0\0_2378\0");
	fake_printer_power(given->printer);
	PRINT(given, "\x1dV\x01\x1dg2\x00\xb2\x00");
	SAID(given, "_2379\0");
	assert_int_equal(fake_printer_counter(given->printer, FAKE_COUNTER_CUTS), 1);
	given_printer_done(given);
}

static void a_cut_that_never_came_is_not_counted(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_PAPER_OUT, true);
	PRINT(given, "\n\x1dVB\x00");
	assert_int_equal(fake_printer_counter(given->printer, FAKE_COUNTER_CUTS + FAKE_COUNTER_LIFE), 0);
	fake_printer_set(given->printer, FAKE_PAPER_OUT, false);
	PRINT(given, "");
	assert_int_equal(fake_printer_counter(given->printer, FAKE_COUNTER_CUTS + FAKE_COUNTER_LIFE), 1);
	given_printer_done(given);
}

static void clones_and_wrong_questions_get_no_answer(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .no_identity = true, .no_counters = true });

	(void)state;
	PRINT(given, "\x1dI\x01\x1dI\x43\x1dg2\x00\xb2\x00");
	SAID(given, "");
	given_printer_done(given);
	given = given_printer(NULL);
	PRINT(given, "\x1dg2\x00\x63\x00\x1dg2\x00\x32\x01");
	SAID(given, "");
	assert_int_equal(fake_printer_counter(given->printer, 99), -1);
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(it_says_who_it_is),
		cmocka_unit_test(cuts_are_counted_for_life),
		cmocka_unit_test(a_cut_that_never_came_is_not_counted),
		cmocka_unit_test(clones_and_wrong_questions_get_no_answer),
	};
	return cmocka_run_group_tests_name("fake_printer_identity", cases, NULL, NULL);
}
