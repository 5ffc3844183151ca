/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_codes - codes that the printer draws, read back by zbarimg where it is installed. */
#include "tests/unit/fake_printer/given_printer.h"

#include "tests/fakes/printer/fake_code128.h"

#include <string.h>

static void qr_is_drawn_and_read(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1b" "a\x01\x1d(k\x04\x00\x31\x41\x32\x00\x1d(k\x03\x00\x31\x43\x04\x1d(k\x03\x00\x31\x45\x33");
	PRINT(given, "\x1d(k\x11\x00\x31\x50\x30MB 7K4 29Q XMP\x1d(k\x03\x00\x31\x51\x30\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.ignored, 0);
	assert_int_equal(given->cut[0].receipt.unknown, 0);
	assert_int_equal(given->cut[0].receipt.rows, 4 * 25); /* fourteen bytes at the highest level: version 2 */
	assert_true(given_dot(given, 0, (FAKE_DOTS - 100) / 2, 0));
	assert_false(given_dot(given, 0, (FAKE_DOTS - 100) / 2 - 1, 0));
	assert_reads(given, "MB 7K4 29Q XMP\n");
	given_printer_done(given);
}

static void qr_that_cannot_be_is_ignored(void **state)
{
	struct given_printer *given = given_printer(NULL);
	uint8_t data[2500];

	(void)state;
	memset(data, 'a', sizeof data);
	PRINT(given, "\x1d(k\x03\x00\x31\x51\x30");                       /* nothing stored */
	PRINT(given, "\x1d(k\x03\x00\x31\x43\x11\x1d(k\x03\x00\x31\x45\x34"); /* 17 dots, a fifth level */
	PRINT(given, "\x1d(k\x03\x00\x31\x43\x10\x1d(k\xc7\x09\x31\x50\x30");
	print_bytes(given, data, sizeof data);
	PRINT(given, "\x1d(k\x03\x00\x31\x51\x30");                       /* wider than the paper */
	PRINT(given, "\x1d(k\x03\x00\x31\x45\x33\x1d(k\x03\x00\x31\x51\x30"); /* more than a code holds */
	PRINT(given, "\x1d(k\x03\x00\x30\x51\x30\x1d(k\x00\x00\x1dV\x00"); /* PDF417, and nothing at all */
	assert_int_equal(given->cut[0].receipt.ignored, 5);
	assert_int_equal(given->cut[0].receipt.unknown, 2);
	assert_int_equal(given->cut[0].receipt.rows, 0);
	given_printer_done(given);
}

static void code_128_is_drawn_and_read(void **state)
{
	static const struct { const char *data; size_t size; const char *says; } codes[] = {
		{ "{BMB-7K4 29q", 12, "MB-7K4 29q\n" }, { "{C\x0c\x22\x38{Bx", 8, "123456x\n" }, { "{AAB{BCd{{", 10, "ABCd{\n" },
		{ "{B0123456789", 12, "0123456789\n" }, { "{BABCDEFGHIJKLMNOPQRS", 21, "ABCDEFGHIJKLMNOPQRS\n" }, { "{BTUVWXYZabcdefghij", 19, "TUVWXYZabcdefghij\n" },
		{ "{Bklmnopqrstuvwxyz", 18, "klmnopqrstuvwxyz\n" },
		{ "{B!\"#$%&'()*+,-./:;<=>", 22, "!\"#$%&'()*+,-./:;<=>\n" }, { "{B?@[\\]^_`{{|}~", 15, "?@[\\]^_`{|}~\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		struct given_printer *given = given_printer(NULL);
		PRINT(given, "\x1dh\x40\x1dw\x02\x1dkI");
		print_bytes(given, (uint8_t[]){ (uint8_t)codes[i].size }, 1);
		print_bytes(given, codes[i].data, codes[i].size);
		PRINT(given, "\x1dV\x00");
		assert_int_equal(given->cut[0].receipt.ignored, 0);
		assert_int_equal(given->cut[0].receipt.rows, 64);
		assert_reads(given, codes[i].says);
		given_printer_done(given);
	}
}

static void code_128_says_itself_in_letters(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1dh\x40\x1dw\x02\x1dH\x03\x1d" "f\x01\x1dkI\x06{BAB12\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.rows, 64 + 2 * 17);
	given_printer_done(given);
}

static void what_is_not_code_128_is_ignored(void **state)
{
	static const struct { const char *data; size_t size; } wrong[] = {
		{ "A", 1 }, { "AB", 2 }, { "{SA", 3 }, { "{C\x64", 3 }, { "{C\x0c{2", 5 }, { "{Aa", 3 }, { "{B\x80", 3 }, { "{B{Q", 4 },
	};
	uint8_t modules[FAKE_BARS_MAX_MODULES], data[256];
	char words[FAKE_BARS_WORDS_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(fake_code128((const uint8_t *)wrong[i].data, wrong[i].size, modules, words), 0);
	memset(data, 99, sizeof data);
	memcpy(data, "{C", 2);
	assert_int_equal(fake_code128(data, 255, modules, words), 11 * 255 + 13);
	assert_int_equal(strlen(words), 2 * 253);
	assert_int_equal(fake_code128(data, 256, modules, words), 0);
	struct given_printer *given = given_printer(NULL);
	PRINT(given, "\x1dkI\x02{Q\x1dw\x07\x1dw\x06\x1dkI\x14{B123456789012345678H\x1dkI\x03{B1\n\x1dk\x04" "AB\x00\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.ignored, 4); /* a set, a width, too wide for the paper, in the middle of a line */
	assert_string_equal(given->cut[0].receipt.unknown_names, "1D 6B 04");
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(qr_is_drawn_and_read),
		cmocka_unit_test(qr_that_cannot_be_is_ignored),
		cmocka_unit_test(code_128_is_drawn_and_read),
		cmocka_unit_test(code_128_says_itself_in_letters),
		cmocka_unit_test(what_is_not_code_128_is_ignored),
	};
	return cmocka_run_group_tests_name("fake_printer_codes", cases, NULL, NULL);
}
