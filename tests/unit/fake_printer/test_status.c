/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_status - the bytes of its states, what it says by itself and what only when asked. */
#include "tests/unit/fake_printer/given_printer.h"

#include <string.h>

static void each_state_has_its_bits(void **state)
{
	static const struct { unsigned sensor; uint8_t asked[4], told[3], paper; } states[] = {
		{ 0, { 0x12, 0x12, 0x12, 0x12 }, { 0x10, 0, 0 }, 0 },
		{ FAKE_COVER, { 0x1a, 0x16, 0x12, 0x12 }, { 0x38, 0, 0 }, 0 },
		{ FAKE_PAPER_OUT, { 0x1a, 0x32, 0x12, 0x72 }, { 0x18, 0, 0x0c }, 0x0c },
		{ FAKE_PAPER_LOW, { 0x12, 0x12, 0x12, 0x1e }, { 0x10, 0, 0x03 }, 0x03 },
		{ FAKE_CUTTER, { 0x3a, 0x52, 0x1a, 0x12 }, { 0x18, 0x09, 0 }, 0 },
		{ FAKE_HOT, { 0x1a, 0x52, 0x52, 0x12 }, { 0x18, 0x40, 0 }, 0 },
		{ FAKE_BROKEN, { 0x1a, 0x52, 0x32, 0x12 }, { 0x18, 0x20, 0 }, 0 },
		{ FAKE_BUTTON, { 0x52, 0x1a, 0x12, 0x12 }, { 0x50, 0, 0 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		struct given_printer *given = given_printer(NULL);
		PRINT(given, "\x1d" "a\xff");
		SAID(given, "\x10\x00\x00\x00");
		fake_printer_set(given->printer, states[i].sensor, true);
		if (states[i].sensor)
			assert_said(given, (uint8_t[]){ states[i].told[0], states[i].told[1], states[i].told[2], 0 }, 4);
		PRINT(given, "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04");
		assert_said(given, states[i].asked, 4);
		if (!fake_printer_waiting(given->printer)) {
			PRINT(given, "\x1dr\x01\x1dr2\x1dr\x09");
			assert_said(given, (uint8_t[]){ states[i].paper, 0 }, 2);
		}
		fake_printer_set(given->printer, states[i].sensor, false);
		given_printer_done(given);
	}
}

static void it_tells_by_itself_what_it_was_asked_to_watch(void **state)
{
	static const struct { uint8_t mask; unsigned sensor; bool tells; } masks[] = {
		{ 0x02, FAKE_COVER, true }, { 0x02, FAKE_PAPER_OUT, true }, { 0x02, FAKE_PAPER_LOW, false }, { 0x02, FAKE_HOT, true },
		{ 0x04, FAKE_HOT, true }, { 0x04, FAKE_COVER, false }, { 0x04, FAKE_PAPER_OUT, false }, { 0x08, FAKE_PAPER_LOW, true },
		{ 0x08, FAKE_PAPER_OUT, true }, { 0x08, FAKE_COVER, false }, { 0x40, FAKE_BUTTON, true }, { 0x0e, FAKE_BUTTON, false },
		{ 0x01, FAKE_COVER, false }, { 0x00, FAKE_COVER, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
		struct given_printer *given = given_printer(NULL);
		uint8_t said[FAKE_SAY_MAX_BYTES];
		print_bytes(given, (uint8_t[]){ 0x1d, 'a', masks[i].mask }, 3);
		assert_int_equal(fake_printer_say(given->printer, said, sizeof said), masks[i].mask ? 4 : 0);
		fake_printer_set(given->printer, masks[i].sensor, true);
		assert_int_equal(fake_printer_say(given->printer, said, sizeof said), masks[i].tells ? 4 : 0);
		fake_printer_set(given->printer, masks[i].sensor, true);
		assert_int_equal(fake_printer_say(given->printer, said, sizeof said), 0); /* nothing new */
		given_printer_done(given);
	}
}

static void near_end_stops_only_who_wants_it(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_PAPER_LOW, true);
	PRINT(given, "\x1b" "c4\x00\n\x10\x04\x01");
	SAID(given, "\x12");
	PRINT(given, "\x1b" "c4\x03\n\x10\x04\x01\x10\x04\x02");
	SAID(given, "\x12\x12"); /* asked before the mechanism came to it */
	PRINT(given, "\x10\x04\x01\x10\x04\x02");
	SAID(given, "\x1a\x32");
	assert_true(fake_printer_waiting(given->printer));
	fake_printer_set(given->printer, FAKE_PAPER_LOW, false);
	PRINT(given, "\x1b@\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.rows, 60);
	given_printer_done(given);
	given = given_printer(&(struct fake_options){ .no_low_sensor = true });
	fake_printer_set(given->printer, FAKE_PAPER_LOW, true);
	PRINT(given, "\x10\x04\x04");
	SAID(given, "\x12");
	given_printer_done(given);
}

static void the_button_feeds_unless_it_is_off(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_BUTTON, true);
	fake_printer_set(given->printer, FAKE_BUTTON, false);
	PRINT(given, "\x1b" "c5\x01");
	fake_printer_set(given->printer, FAKE_BUTTON, true);
	PRINT(given, "\x10\x04\x01\x1dV\x00");
	SAID(given, "\x12");
	assert_int_equal(given->cut[0].receipt.rows, 30);
	given_printer_done(given);
}

static void of_two_ids_that_wait_only_the_last_is_told(void **state)
{
	struct given_printer *given = given_printer(NULL);
	uint8_t said[8];

	(void)state;
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0001\x1dr\x01\x1d(H\x06\x00\x30\x30" "0002");
	SAID(given, "\x00\x37\x22" "0002\x00");
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0003");
	assert_int_equal(fake_printer_say(given->printer, said, 3), 3);
	PRINT(given, "\x1d(H\x06\x00\x30\x30" "0004"); /* 0003 is on its way already */
	SAID(given, "003\x00\x37\x22" "0004\x00");
	PRINT(given, "\x1d(H\x03\x00\x31\x30\x02\x1d(H\x02\x00\x30\x30\x1dV\x00");
	SAID(given, "");
	assert_int_equal(given->cut[0].receipt.ignored, 1);
	given_printer_done(given);
}

static void what_does_not_fit_on_the_way_back_is_lost(void **state)
{
	struct given_printer *given = given_printer(NULL);
	uint8_t said[2 * FAKE_SAY_MAX_BYTES];

	(void)state;
	for (int i = 0; i < 126; i++)
		PRINT(given, "\x10\x04\x01");
	PRINT(given, "\x1d" "a\xff\x10\x04\x04\x10\x04\x04\x10\x04\x04");
	assert_int_equal(fake_printer_say(given->printer, said, sizeof said), FAKE_SAY_MAX_BYTES);
	assert_int_equal(said[125], 0x12);
	PRINT(given, "\x10\x04\x01");
	SAID(given, "\x12");
	given_printer_done(given);
}

static void a_stuck_cutter_goes_on_when_told(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_JAM, true);
	PRINT(given, "\x1d" "a\x04\n\x1dV\x00\n");
	SAID(given, "\x10\x00\x00\x00\x18\x09\x00\x00");
	PRINT(given, "\x10\x05\x01"); /* the paper is still in the way */
	SAID(given, "");
	fake_printer_set(given->printer, FAKE_JAM, false);
	SAID(given, "");
	assert_int_equal(given->cuts, 0);
	PRINT(given, "\x10\x05\x01\x1dV\x00");
	SAID(given, "\x10\x00\x00\x00");
	assert_int_equal(given->cuts, 2);
	assert_int_equal(given->cut[0].receipt.rows, 30);
	assert_int_equal(given->cut[1].receipt.rows, 30);
	given_printer_done(given);
}

static void recovering_by_forgetting_loses_what_was_sent(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_JAM, true);
	PRINT(given, "\n\x1dV\x00\n\n\n");
	fake_printer_set(given->printer, FAKE_JAM, false);
	PRINT(given, "\x10\x05\x02");
	PRINT(given, "\x1dV\x00");
	assert_int_equal(given->cuts, 1);
	assert_int_equal(given->cut[0].receipt.rows, 30);
	PRINT(given, "\n\x10\x05\x02\x1dV\x00"); /* without an error it is not obeyed */
	assert_int_equal(given->cut[1].receipt.rows, 30);
	given_printer_done(given);
}

static void clearing_answers_and_forgets(void **state)
{
	static const uint8_t clear[] = { 0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8 };
	struct given_printer *given = given_printer(NULL);

	(void)state;
	fake_printer_set(given->printer, FAKE_PAPER_OUT, true);
	PRINT(given, "torn \x1dv0\x00\x48\x00\xff");
	print_bytes(given, clear, sizeof clear);
	SAID(given, "\x37\x25\x00");
	assert_false(fake_printer_waiting(given->printer));
	fake_printer_set(given->printer, FAKE_PAPER_OUT, false);
	PRINT(given, "half a line");
	print_bytes(given, clear, sizeof clear);
	SAID(given, "\x37\x25\x00");
	PRINT(given, "H\n\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.text_bytes, 12); /* eleven of them never came out */
	assert_int_equal(given->cut[0].receipt.rows, 30);
	assert_false(given_dot(given, 0, 12 * 5 + 1, 10));
	given_printer_done(given);
	given = given_printer(&(struct fake_options){ .no_clear = true });
	print_bytes(given, clear, sizeof clear);
	PRINT(given, "H\n\x1dV\x00");
	SAID(given, "");
	assert_int_equal(given->cut[0].receipt.text_bytes, 1);
	given_printer_done(given);
}

static void a_picture_can_switch_it_off(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1d(D\x05\x00\x14\x01\x00\x02\x00"); /* not if that was forbidden first */
	PRINT(given, "\x1dv0\x00\x05\x00\x01\x00\x10\x14\x02\x01\x08\x1dV\x00");
	assert_int_equal(given->cuts, 1);
	fake_printer_power(given->printer);
	fake_printer_take(given->printer, (const uint8_t *)"\x1dv0\x00\x05\x00\x01\x00\x10\x14\x02\x01\x08\x10\x04\x01", 16);
	assert_int_equal(fake_printer_work(given->printer, 100), 0);
	assert_int_equal(fake_printer_room(given->printer), 0);
	SAID(given, "");
	fake_printer_power(given->printer);
	PRINT(given, "\x10\x04\x01\x1dV\x00");
	SAID(given, "\x12");
	assert_int_equal(given->cuts, 2);
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_state_has_its_bits),
		cmocka_unit_test(it_tells_by_itself_what_it_was_asked_to_watch),
		cmocka_unit_test(near_end_stops_only_who_wants_it),
		cmocka_unit_test(the_button_feeds_unless_it_is_off),
		cmocka_unit_test(of_two_ids_that_wait_only_the_last_is_told),
		cmocka_unit_test(what_does_not_fit_on_the_way_back_is_lost),
		cmocka_unit_test(a_stuck_cutter_goes_on_when_told),
		cmocka_unit_test(recovering_by_forgetting_loses_what_was_sent),
		cmocka_unit_test(clearing_answers_and_forgets),
		cmocka_unit_test(a_picture_can_switch_it_off),
	};
	return cmocka_run_group_tests_name("fake_printer_status", cases, NULL, NULL);
}
