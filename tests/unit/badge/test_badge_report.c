/* SPDX-License-Identifier: MIT */
/* unit.badge_report - what a reader types becomes a badge's number, whole or not at all; which devices are readers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "drivers/badge/badge_find.h" /* before cmocka.h, which has a macro called fail */
#include "drivers/badge/badge_report.h"

#include <cmocka.h>

enum { ENTER = 0x28, PAD_ENTER = 0x58 };

struct reader { struct badge_burst burst; int64_t now_ms; char text[BADGE_MAX_BYTES + 1]; };

static enum badge_heard say(struct reader *reader, const uint8_t report[static BADGE_REPORT_BYTES])
{
	return badge_report(&reader->burst, report, BADGE_REPORT_BYTES, reader->now_ms, reader->text);
}

static enum badge_heard key(struct reader *reader, uint8_t code)
{
	enum badge_heard heard = say(reader, (const uint8_t[BADGE_REPORT_BYTES]){ 0, 0, code });
	reader->now_ms += 10;
	assert_int_equal(say(reader, (const uint8_t[BADGE_REPORT_BYTES]){ 0 }), BADGE_NOTHING);
	reader->now_ms += 10;
	return heard;
}

static uint8_t code_of(char letter)
{
	if (letter >= 'A')
		return (uint8_t)(0x04 + letter - 'A');
	return letter == '0' ? 0x27 : (uint8_t)(0x1e + letter - '1');
}

static void type(struct reader *reader, const char *text)
{
	for (; *text; text++)
		assert_int_equal(key(reader, code_of(*text)), BADGE_NOTHING);
}

static void letters_and_digits_until_enter_are_a_badge(void **state)
{
	struct reader reader = { .now_ms = 5000 };
	(void)state;
	type(&reader, "04A2B3C4");
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
	assert_string_equal(reader.text, "04A2B3C4");
	assert_int_equal(reader.burst.length, 0); /* and nothing of it is kept */
	assert_string_equal(reader.burst.text, "");
	for (uint8_t code = 0x59; code <= 0x62; code++) /* the keys of a number pad */
		key(&reader, code);
	assert_int_equal(key(&reader, PAD_ENTER), BADGE_READ);
	assert_string_equal(reader.text, "1234567890");
}

static void the_longest_is_taken_and_one_more_is_not(void **state)
{
	struct reader reader = { .now_ms = 0 };
	char longest[BADGE_MAX_BYTES + 1];
	(void)state;
	memset(longest, '7', BADGE_MAX_BYTES);
	longest[BADGE_MAX_BYTES] = '\0';
	type(&reader, longest);
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
	assert_string_equal(reader.text, longest);
	type(&reader, longest);
	type(&reader, "7");
	assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
	type(&reader, "123");
	assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
	type(&reader, "1234");
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
	assert_string_equal(reader.text, "1234");
	assert_int_equal(key(&reader, ENTER), BADGE_NOTHING); /* nobody's badge has nothing in it */
}

static void a_gap_ends_half_a_badge_without_a_word(void **state)
{
	struct reader reader = { .now_ms = 0 };
	(void)state;
	type(&reader, "04A2");
	reader.now_ms += BADGE_GAP_MS + 1;
	type(&reader, "99887766");
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
	assert_string_equal(reader.text, "99887766");
	type(&reader, "04A2B3C4");
	reader.now_ms += BADGE_GAP_MS + 1;
	assert_int_equal(key(&reader, ENTER), BADGE_NOTHING);
	for (int i = 0; i * (BADGE_GAP_MS - 20) <= BADGE_BURST_MS; i++, reader.now_ms += BADGE_GAP_MS - 40) /* somebody types slowly */
		key(&reader, code_of('5'));
	assert_int_not_equal(key(&reader, ENTER), BADGE_READ);
}

static void held_keys_are_one_and_two_at_once_are_none(void **state)
{
	struct reader reader = { .now_ms = 0 };
	const uint8_t held[BADGE_REPORT_BYTES] = { 0, 0, 0x1e }, more[BADGE_REPORT_BYTES] = { 0, 0, 0x1e, 0x1f }, rolled[BADGE_REPORT_BYTES] = { 0, 0, 1, 1, 1, 1, 1, 1 };
	(void)state;
	for (int i = 0; i < 20; i++)
		say(&reader, held);
	say(&reader, more); /* the next goes down before the first is up */
	type(&reader, "34");
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
	assert_string_equal(reader.text, "1234");
	say(&reader, more);
	type(&reader, "3456");
	assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
	type(&reader, "12");
	say(&reader, rolled);
	type(&reader, "3456");
	assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
}

static void garbage_spoils_its_badge_and_no_other(void **state)
{
	struct reader reader = { .now_ms = 0 };
	uint8_t garbage[3 * BADGE_REPORT_BYTES];
	(void)state;
	type(&reader, "04A2");
	key(&reader, 0x33); /* ; as a magnetic stripe has it */
	type(&reader, "B3C4");
	assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
	for (size_t size = 0; size <= sizeof garbage; size++) {
		if (size == BADGE_REPORT_BYTES)
			continue;
		memset(garbage, 0x1e, sizeof garbage);
		type(&reader, "04A2");
		assert_int_equal(badge_report(&reader.burst, garbage, size, reader.now_ms, reader.text), BADGE_NOTHING);
		type(&reader, "B3C4");
		assert_int_equal(key(&reader, ENTER), BADGE_UNREADABLE);
	}
	key(&reader, 0x33);
	reader.now_ms += BADGE_GAP_MS + 1;
	type(&reader, "04A2B3C4");
	assert_int_equal(key(&reader, ENTER), BADGE_READ);
}

static void the_settings_name_readers_by_their_ids(void **state)
{
	static const char *const wrong[] = { "08ff", "08ff:", "08ff:00090", "8ff:0009", "08ff:0009,", ",08ff:0009", "08fg:0009", "08ff:0009 ", "08ff0009", "08ff:000" };
	struct badge_ids ids;
	(void)state;
	assert_int_equal(badge_ids_read("08ff:0009,0C27:3bfa", &ids), FAIL_NONE);
	assert_int_equal(ids.count, 2);
	assert_true(badge_ids_has(&ids, 0x08ff, 0x0009) && badge_ids_has(&ids, 0x0c27, 0x3bfa));
	assert_false(badge_ids_has(&ids, 0x08ff, 0x3bfa));
	assert_int_equal(badge_ids_read("", &ids), FAIL_NONE);
	assert_int_equal(ids.count, 0);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(badge_ids_read(wrong[i], &ids), FAIL_INPUT);
	assert_int_equal(badge_ids_read("0000:0001,0000:0002,0000:0003,0000:0004", &ids), FAIL_NONE);
	assert_int_equal(badge_ids_read("0000:0001,0000:0002,0000:0003,0000:0004,0000:0005", &ids), FAIL_LIMIT);
	fail_clear();
}

static const struct libusb_endpoint_descriptor out_only[] = { { .bEndpointAddress = 0x01, .bmAttributes = LIBUSB_TRANSFER_TYPE_INTERRUPT } };
static const struct libusb_endpoint_descriptor in[] = { { .bEndpointAddress = 0x82, .bmAttributes = LIBUSB_TRANSFER_TYPE_INTERRUPT, .wMaxPacketSize = 8 } };

#define SETTING(NUMBER, CLASS, SUBCLASS, PROTOCOL, END) { .bInterfaceNumber = NUMBER, .bInterfaceClass = CLASS, .bInterfaceSubClass = SUBCLASS, .bInterfaceProtocol = PROTOCOL, .bNumEndpoints = 1, .endpoint = END }

static void all_that_can_type_is_held(void **state)
{
	const struct libusb_interface_descriptor mouse = SETTING(0, 3, 1, 2, in), keys = SETTING(1, 3, 1, 1, in), more_keys = SETTING(2, 3, 0, 0, in), disk = SETTING(3, 8, 6, 80, in), deaf = SETTING(0, 3, 1, 1, out_only);
	const struct libusb_interface parts[] = { { &mouse, 1 }, { &keys, 1 }, { &more_keys, 1 }, { &disk, 1 } }, none[] = { { &deaf, 1 }, { &mouse, 1 } };
	struct badge_place place;
	(void)state;
	assert_true(badge_find(&(struct libusb_config_descriptor){ .bNumInterfaces = 4, .interface = parts }, &place));
	assert_int_equal(place.count, 3);
	assert_int_equal(place.keyboard, 1);
	assert_int_equal(place.in, 0x82);
	assert_int_equal(place.in_bytes, 8);
	assert_false(badge_find(&(struct libusb_config_descriptor){ .bNumInterfaces = 2, .interface = none }, &place));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(letters_and_digits_until_enter_are_a_badge), cmocka_unit_test(the_longest_is_taken_and_one_more_is_not), cmocka_unit_test(a_gap_ends_half_a_badge_without_a_word),
		cmocka_unit_test(held_keys_are_one_and_two_at_once_are_none), cmocka_unit_test(garbage_spoils_its_badge_and_no_other), cmocka_unit_test(the_settings_name_readers_by_their_ids),
		cmocka_unit_test(all_that_can_type_is_held),
	};
	return cmocka_run_group_tests_name("badge_report", cases, NULL, NULL);
}
