/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_text - letters as a printer prints them: pages, countries, looks, places, the right edge. */
#include "tests/unit/fake_printer/given_printer.h"

#include "tests/fakes/printer/fake_font.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static struct given_printer *printed(const void *bytes, size_t size)
{
	struct given_printer *given = given_printer(NULL);

	print_bytes(given, bytes, size);
	PRINT(given, "\n\x1dV\x01");
	assert_int_equal(given->cuts, 1);
	return given;
}

#define PRINTED(literal) printed(literal, sizeof(literal) - 1)

static int ink(const struct given_printer *given, int left, int right)
{
	int count = 0;

	for (int y = 0; y < given->cut[0].receipt.rows; y++)
		for (int x = left; x < right; x++)
			count += given_dot(given, 0, x, y);
	return count;
}

/* The letter stands with its upper left dot at @x, @y, each of its dots @wide times @tall. */
static void assert_letter(const struct given_printer *given, uint16_t letter, int x, int y, int wide, int tall, bool reverse)
{
	const uint16_t *rows = fake_font_glyph(false, letter);

	assert_non_null(rows);
	for (int row = 0; row < FAKE_A_HEIGHT * tall; row++)
		for (int column = 0; column < FAKE_A_WIDTH * wide; column++) {
			bool want = rows[row / tall] >> (FAKE_A_WIDTH - 1 - column / wide) & 1;
			if (given_dot(given, 0, x + column, y + row) != (want != reverse))
				fail_msg("letter %04x: dot %d, %d", letter, column, row);
		}
}

static void a_line_is_letters_side_by_side(void **state)
{
	struct given_printer *given = PRINTED("\x1b@Hello");

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_letter(given, (uint16_t)"Hello"[i], i * FAKE_A_WIDTH, 0, 1, 1, false);
	assert_int_equal(given->cut[0].receipt.rows, 30);
	assert_int_equal(given->cut[0].receipt.text_bytes, 5);
	assert_int_equal(given->cut[0].receipt.unknown, 0);
	assert_int_equal(ink(given, 60, FAKE_DOTS), 0);
	given_printer_done(given);
}

static void looks_change_the_letter(void **state)
{
	struct given_printer *given = PRINTED("\x1d!\x21H");

	(void)state;
	assert_letter(given, 'H', 0, 0, 3, 2, false);
	assert_int_equal(given->cut[0].receipt.rows, 48);
	given_printer_done(given);
	given = PRINTED("\x1d" "B\x01H");
	assert_letter(given, 'H', 0, 0, 1, 1, true);
	given_printer_done(given);
	given = PRINTED("H");
	int plain = ink(given, 0, FAKE_DOTS);
	given_printer_done(given);
	static const char *const bolder[] = { "\033E\001H", "\x1bG\x01H", "\x1b!\x08H" };
	for (size_t i = 0; i < sizeof bolder / sizeof bolder[0]; i++) {
		given = printed(bolder[i], strlen(bolder[i]));
		assert_true(ink(given, 0, FAKE_DOTS) > plain + 10);
		given_printer_done(given);
	}
	given = PRINTED("\x1b-\x02   ");
	assert_int_equal(ink(given, 0, FAKE_DOTS), 2 * 36);
	given_printer_done(given);
	given = PRINTED("\x1bM\x01" "HHHH");
	assert_int_equal(ink(given, 4 * FAKE_B_WIDTH, FAKE_DOTS), 0);
	assert_true(ink(given, 3 * FAKE_B_WIDTH, 4 * FAKE_B_WIDTH) > 0);
	given_printer_done(given);
}

static void start_puts_everything_back(void **state)
{
	struct given_printer *given = PRINTED("\x1d!\x11\x1b" "E\x01\x1b-\x01\x1b" "a\x02\x1b" "3\x60\x1dL\x20\x01gone\x1b@H");

	(void)state;
	assert_letter(given, 'H', 0, 0, 1, 1, false);
	assert_int_equal(given->cut[0].receipt.rows, 30);
	assert_int_equal(given->cut[0].receipt.starts, 1);
	given_printer_done(given);
}

static void lines_stand_where_they_are_told(void **state)
{
	struct given_printer *given = PRINTED("\x1b" "a\x01HH\n\x1b" "a2H");

	(void)state;
	assert_letter(given, 'H', (FAKE_DOTS - 24) / 2, 0, 1, 1, false);
	assert_letter(given, 'H', FAKE_DOTS - 12, 30, 1, 1, false);
	given_printer_done(given);
	given = PRINTED("\x1dL\x40\x00\x1dW\x80\x00\x1b" "a\x02H");
	assert_letter(given, 'H', 64 + 128 - 12, 0, 1, 1, false);
	given_printer_done(given);
	given = PRINTED("\x1b$\x64\x00H\x1b\\\xf4\xffH\tH\x1b" "D\x14\x00\tH");
	assert_letter(given, 'H', 100, 0, 1, 1, false); /* the second stands on the first */
	assert_letter(given, 'H', 192, 0, 1, 1, false);
	assert_letter(given, 'H', 240, 0, 1, 1, false);
	given_printer_done(given);
	given = PRINTED("H\x1b" "a\x01\x1dL\x40\x00H");
	assert_letter(given, 'H', 12, 0, 1, 1, false); /* in the middle of a line these do nothing */
	assert_int_equal(given->cut[0].receipt.ignored, 2);
	assert_string_equal(given->cut[0].receipt.ignored_names, "1B 61 01, 1D 4C 40 00");
	given_printer_done(given);
}

static void a_full_line_goes_on_in_the_next(void **state)
{
	char text[101];

	(void)state;
	memset(text, 'H', sizeof text - 1);
	struct given_printer *given = printed(text, 100);
	assert_int_equal(given->cut[0].receipt.rows, 3 * 30);
	assert_letter(given, 'H', 47 * 12, 30, 1, 1, false);
	assert_letter(given, 'H', 3 * 12, 60, 1, 1, false);
	assert_false(given_dot(given, 0, 5 * 12, 70));
	given_printer_done(given);
}

static void feeds_move_the_paper(void **state)
{
	static const struct { const char *bytes; size_t size; int rows; } feeds[] = {
		{ "\n", 1, 60 }, { "\x1b" "d\x03", 3, 120 }, { "\x1bJ\x07", 3, 37 }, { "\x1b" "3\x18\n", 4, 48 },
		{ "\x1b" "3\x18\n\x1b" "2\n", 7, 84 }, { "H\x1bJ\x05", 4, 54 }, { "\x1b" "d\x00", 3, 30 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof feeds / sizeof feeds[0]; i++) {
		struct given_printer *given = printed(feeds[i].bytes, feeds[i].size);
		assert_int_equal(given->cut[0].receipt.rows, feeds[i].rows);
		given_printer_done(given);
	}
}

static uint16_t by_iconv(iconv_t way, uint8_t byte)
{
	char in[1] = { (char)byte }, out[4] = { 0 };
	char *from = in, *to = out;
	size_t left = 1, room = sizeof out;

	iconv(way, NULL, NULL, NULL, NULL);
	if (iconv(way, &from, &left, &to, &room) == (size_t)-1 || left != 0)
		return 0;
	iconv(way, NULL, NULL, &to, &room);
	uint16_t letter = (uint16_t)((uint8_t)out[0] | (uint8_t)out[1] << 8);
	return letter < 0xa0 ? 0 : letter; /* control characters are not printed */
}

static void every_page_has_its_letters(void **state)
{
	static const struct { uint8_t number; const char *name; } pages[] = {
		{ 0, "CP437" }, { 2, "CP850" }, { 16, "CP1252" }, { 17, "CP866" }, { 18, "CP852" }, { 19, "CP858" }, { 39, "ISO-8859-2" },
		{ 40, "ISO-8859-15" }, { 45, "CP1250" }, { 46, "CP1251" }, { 47, "CP1253" }, { 48, "CP1254" }, { 50, "CP1256" }, { 51, "CP1257" },
		{ 52, "CP1258" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		iconv_t way = iconv_open("UTF-16LE", pages[i].name);
		if (way == (iconv_t)-1) {
			print_message("skipped: iconv here does not know %s\n", pages[i].name);
			continue;
		}
		for (unsigned byte = 0x80; byte < 0x100; byte++) {
			uint16_t letter = fake_page_letter(pages[i].number, 0, (uint8_t)byte);
			if (letter != by_iconv(way, (uint8_t)byte))
				fail_msg("%s %02x: %04x, iconv says %04x", pages[i].name, byte, letter, by_iconv(way, (uint8_t)byte));
			if (letter && (!fake_font_glyph(false, letter) || !fake_font_glyph(true, letter)))
				fail_msg("%s %02x: no picture of %04x", pages[i].name, byte, letter);
		}
		iconv_close(way);
	}
	for (uint16_t letter = 0x21; letter < 0x7f; letter++)
		assert_true(fake_font_glyph(false, letter) && fake_font_glyph(true, letter));
	assert_false(fake_page_known(1));
}

static void pages_and_countries_are_chosen(void **state)
{
	struct given_printer *given = PRINTED("\x1bt\x10\x80\x1bt\x13\xd5\x9c\x1bt\x12\x88\x1bt\x2f\xe1\x1bt\x32\xc8");

	(void)state;
	static const uint16_t letters[] = { 0x20ac, 0x20ac, 0xa3, 0x142, 0x3b1, 0x628 }; /* € € £ ł α ب */
	for (int i = 0; i < 6; i++)
		assert_letter(given, letters[i], i * 12, 0, 1, 1, false);
	given_printer_done(given);
	given = PRINTED("#\x1bR\x03#\x1bR\x02[\x1bt\x01\x1bR\x10#");
	assert_letter(given, '#', 0, 0, 1, 1, false);
	assert_letter(given, 0xa3, 12, 0, 1, 1, false);
	assert_letter(given, 0xc4, 24, 0, 1, 1, false);
	assert_letter(given, '#', 36, 0, 1, 1, false);
	assert_int_equal(given->cut[0].receipt.ignored, 2); /* a page and a country it does not have */
	given_printer_done(given);
	for (int nation = 0; nation < FAKE_NATIONS; nation++)
		for (const char *byte = "#$@[\\]^`{|}~"; *byte; byte++)
			assert_non_null(fake_font_glyph(false, fake_page_letter(0, (uint8_t)nation, (uint8_t)*byte)));
}

struct heard { char text[FAKE_TEXT_MAX_BYTES]; };

static void hear(void *context, const struct fake_receipt *receipt)
{
	memcpy(((struct heard *)context)->text, receipt->text, strlen(receipt->text) + 1);
}

static void it_tells_its_letters_in_utf8(void **state)
{
	static struct heard heard;
	struct fake_options options = { .buffer_bytes = 256, .chinese = true, .cut = hear, .context = &heard };
	struct fake_printer *printer = fake_printer_new(&options);
	static const uint8_t bytes[] = "a\xb1\xb2z\x1c.\x1bt\x10\x80 \x1bt\x32\xc8\n\x1b@\xb1\xb2\x1c.\x80\n\x1dV\x00";

	(void)state;
	assert_int_equal(fake_printer_take(printer, bytes, sizeof bytes - 1), sizeof bytes - 1);
	while (fake_printer_work(printer, 100) > 0)
		continue;
	assert_string_equal(heard.text, "a\xe3\x80\x93z\xe2\x82\xac \xd8\xa8\n\xe3\x80\x93\xc3\x87\n"); /* a〓z€ ب, 〓Ç: ESC @ brings Kanji mode back */
	fake_printer_free(printer);
}

static void what_it_does_not_know_is_named(void **state)
{
	struct given_printer *given = PRINTED("\x1bw\x1bw\x1d(Z\x02\x00" "ab\x1cq");

	(void)state;
	assert_int_equal(given->cut[0].receipt.unknown, 4);
	assert_string_equal(given->cut[0].receipt.unknown_names, "1B 77, 1D 28 5A 02 00, 1C 71");
	assert_int_equal(given->cut[0].receipt.text_bytes, 0);
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_line_is_letters_side_by_side),
		cmocka_unit_test(looks_change_the_letter),
		cmocka_unit_test(start_puts_everything_back),
		cmocka_unit_test(lines_stand_where_they_are_told),
		cmocka_unit_test(a_full_line_goes_on_in_the_next),
		cmocka_unit_test(feeds_move_the_paper),
		cmocka_unit_test(every_page_has_its_letters),
		cmocka_unit_test(pages_and_countries_are_chosen),
		cmocka_unit_test(it_tells_its_letters_in_utf8),
		cmocka_unit_test(what_it_does_not_know_is_named),
	};
	return cmocka_run_group_tests_name("fake_printer_text", cases, NULL, NULL);
}
