/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_presenter - a kiosk printer's mouth: held, shown, taken, drawn back, and the status that says so. */
#include "tests/unit/fake_printer/given_printer.h"

#include <stdio.h>
#include <string.h>

static char fates[128];

static void note(void *context, int number, enum fake_ticket fate)
{
	static const char *const names[] = { "shown", "taken", "retracted", "ejected" };
	size_t used = strlen(fates);

	(void)context;
	snprintf(fates + used, sizeof fates - used, "%d %s, ", number, names[fate]);
}

static struct given_printer *given_presenter(void)
{
	fates[0] = '\0';
	return given_printer(&(struct fake_options){ .presenter = true, .ticket = note, .cuts = 2375 });
}

static void a_ticket_is_held_shown_and_taken(void **state)
{
	struct given_printer *given = given_presenter();

	(void)state;
	PRINT(given, "\x1d\x65\x05" "ticket\n\x1bi\x1d\x65\x06");
	SAID(given, "\x00");
	assert_false(fake_printer_pull(given->printer)); /* held inside: no hand reaches it */
	PRINT(given, "\x1d\x65\x03\x0c\x1d\x65\x06");
	SAID(given, "\x08");
	PRINT(given, "\x10\x04\x14");
	SAID(given, "\x10\x0f\x20\x00\x00\x00");
	assert_true(fake_printer_pull(given->printer));
	PRINT(given, "\x1d\x65\x06\x1d\x65\x02");
	SAID(given, "\x00");
	assert_string_equal(fates, "1 shown, 1 taken, ");
	assert_int_equal(given->cut[0].receipt.unknown, 0);
	given_printer_done(given);
}

static void one_that_nobody_takes_is_drawn_back(void **state)
{
	struct given_printer *given = given_presenter();

	(void)state;
	PRINT(given, "\n\x1bi\x1d\x65\x03\x0c\x1d\xe0\x01");
	SAID(given, "\x10\x0f\x20\x00\x00\x00");
	PRINT(given, "\x1d\x65\x02");
	SAID(given, "\x10\x0f\x00\x00\x00\x00"); /* tells by itself */
	assert_false(fake_printer_pull(given->printer));
	assert_string_equal(fates, "1 shown, 1 retracted, ");
	given_printer_done(given);
}

static void the_next_ticket_pushes_the_last_out(void **state)
{
	struct given_printer *given = given_presenter();

	(void)state;
	PRINT(given, "\n\x1bi\x1d\x65\x03\x0c\n\x1bi\x1d\x65\x05");
	assert_string_equal(fates, "1 shown, 1 ejected, 2 ejected, ");
	given_printer_done(given);
}

static void full_status_has_four_bytes(void **state)
{
	static const struct { unsigned sensor; uint8_t told[4], mouth; } states[] = {
		{ FAKE_PAPER_OUT, { 0x01, 0, 0, 0 }, 0x04 }, { FAKE_PAPER_LOW, { 0x04, 0, 0, 0 }, 0x01 }, { FAKE_COVER, { 0, 0x02, 0, 0 }, 0 },
		{ FAKE_HOT, { 0, 0, 0x01, 0 }, 0 }, { FAKE_JAM, { 0, 0, 0x40, 0 }, 0x80 }, { FAKE_CUTTER, { 0, 0, 0, 0x01 }, 0 },
		{ FAKE_BROKEN, { 0, 0, 0, 0x04 }, 0x40 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		struct given_printer *given = given_presenter();
		const uint8_t *told = states[i].told;
		fake_printer_set(given->printer, states[i].sensor, true);
		SAID(given, "");
		PRINT(given, "\x10\x04\x14");
		assert_said(given, (uint8_t[]){ 0x10, 0x0f, told[0], told[1], told[2], told[3] }, 6);
		fake_printer_set(given->printer, states[i].sensor, false);
		given_printer_done(given);
	}
}

static void it_tells_its_life_in_words(void **state)
{
	struct given_printer *given = given_presenter();

	(void)state;
	fake_printer_power(given->printer);
	PRINT(given, "\n\x1bi\x1d\xe2");
	SAID(given, "2376 cuts");
	PRINT(given, "\x1d\xe5");
	SAID(given, "2 on");
	PRINT(given, "\x1dv0\x00\x01\x00\xa0\x00");
	for (int i = 0; i < 160; i++)
		PRINT(given, "\x00");
	PRINT(given, "\x1d\xe3");
	SAID(given, "2 cm");
	given_printer_done(given);
}

static void others_do_not_know_these(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1d\x65\x1d\xe0\x1d\xe2\x10\x04\x14\x1dV\x00");
	SAID(given, "");
	assert_string_equal(given->cut[0].receipt.unknown_names, "1D 65, 1D E0, 1D E2");
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_ticket_is_held_shown_and_taken),
		cmocka_unit_test(one_that_nobody_takes_is_drawn_back),
		cmocka_unit_test(the_next_ticket_pushes_the_last_out),
		cmocka_unit_test(full_status_has_four_bytes),
		cmocka_unit_test(it_tells_its_life_in_words),
		cmocka_unit_test(others_do_not_know_these),
	};
	return cmocka_run_group_tests_name("fake_printer_presenter", cases, NULL, NULL);
}
