/* SPDX-License-Identifier: MIT */
/* unit.printer_escpos_text - text mode byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/escpos_text.h"

enum { RUN_MAX = 64 * 1024 };

struct run { struct buffer bytes; struct escpos_text text; };

static void given_text(struct run *run, const char *map, int columns)
{
	buffer_init(&run->bytes, RUN_MAX);
	assert_int_equal(escpos_text_begin(&run->text, &run->bytes, pages_map(map), columns), FAIL_NONE);
	buffer_clear(&run->bytes);
}

static void expect(struct run *run, const void *bytes, size_t size)
{
	assert_int_equal(run->bytes.size_bytes, size);
	assert_memory_equal(run->bytes.bytes, bytes, size);
	buffer_done(&run->bytes);
}
#define EXPECT(RUN, BYTES) expect((RUN), (BYTES), sizeof(BYTES) - 1)

static void put(struct run *run, const char *utf8)
{
	assert_int_equal(escpos_text_put(&run->text, utf8, NULL), FAIL_NONE);
}

static void it_begins_out_of_chinese_and_plain(void **state)
{
	struct run run;

	(void)state;
	buffer_init(&run.bytes, RUN_MAX);
	assert_int_equal(escpos_text_begin(&run.text, &run.bytes, pages_map("epson"), 48), FAIL_NONE);
	EXPECT(&run, "\x1c." "\x1bM\0" "\x1bR\0" "\x1b" "2" "\x1b" "E\0" "\x1b-\0" "\x1d!\0" "\x1b" "a\0");
	assert_int_equal(escpos_text_begin(&run.text, &run.bytes, pages_map("epson"), ESCPOS_TEXT_COLUMNS_MAX), FAIL_NONE);
	assert_int_equal(escpos_text_begin(&run.text, &run.bytes, pages_map("epson"), ESCPOS_TEXT_COLUMNS_MAX + 1), FAIL_INPUT);
	assert_int_equal(escpos_text_begin(&run.text, &run.bytes, pages_map("epson"), ESCPOS_TEXT_COLUMNS_MIN - 1), FAIL_INPUT);
	buffer_done(&run.bytes);
}

static void a_page_is_said_once(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "Fee £5");
	put(&run, "Café");
	EXPECT(&run, "\x1bt\0" "Fee \x9c" "5\n" "Caf\x82\n");
}

static void polish_with_pounds_changes_page_within_the_line(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "Zażółć £5 gęś");
	EXPECT(&run, "\x1bt\0" "Za" "\x1bt\x12" "\xbe\xa2\x88\x86 " "\x1bt\0" "\x9c" "5 g" "\x1bt\x12" "\xa9\x98\n");
	given_text(&run, "star", 48);
	put(&run, "łz €");
	EXPECT(&run, "\x1bt\x05" "\x88z " "\x1bt\x04" "\xd5\n");
	given_text(&run, "citizen", 48);
	put(&run, "łz €");
	EXPECT(&run, "\x1bt\x06" "\x88z " "\x1bt\x02" "\xd5\n");
}

static void a_page_stays_while_it_serves(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "łó é"); /* ó and é are on page 0 too */
	EXPECT(&run, "\x1bt\x12" "\x88\xa2 \x82\n");
}

static void welsh_loses_its_roofs_and_says_so(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "Tŷ â dŵr");
	assert_int_equal(run.text.lost, 2);
	EXPECT(&run, "\x1bt\0" "Ty \x83 dwr\n");
}

static void romanian_has_its_commas_as_cedillas(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "școală țară");
	assert_int_equal(run.text.lost, 0);
	EXPECT(&run, "\x1bt\x12" "\xad" "coal\xc7 \xee" "ar\xc7\n");
}

static void joined_scripts_want_dots_and_leave_nothing(void **state)
{
	static const char *const texts[] = { "Hello محفوظ", "اردو", "সংরক্ষিত", "a😀", "Привет" };
	struct run run;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		given_text(&run, "epson", 48);
		assert_int_equal(escpos_text_put(&run.text, texts[i], &(struct escpos_style){ .bold = true }), FAIL_INPUT);
		assert_int_equal(run.bytes.size_bytes, 0);
		assert_int_equal(run.text.lost, 0);
		buffer_done(&run.bytes);
	}
}

static void no_control_reaches_the_printer(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	put(&run, "a\x1b" "p\x10\x14\x01" "b\x7f\u2066" "c\u2069\u200e \t\xc2\x85" "d");
	EXPECT(&run, "\x1bt\0" "apbc  d\n");
}

static void words_wrap_at_the_columns(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 16);
	put(&run, "sixteen letters, then more of it");
	EXPECT(&run, "\x1bt\0" "sixteen letters,\n" "then more of it\n");
	given_text(&run, "epson", 16);
	put(&run, "sixteen letterss, then");
	EXPECT(&run, "\x1bt\0" "sixteen\n" "letterss, then\n");
	given_text(&run, "epson", 16);
	put(&run, "https://example.gov.uk/x and");
	EXPECT(&run, "\x1bt\0" "https://example.\n" "gov.uk/x and\n");
	given_text(&run, "epson", 16);
	put(&run, "one\n\ntwo  \nthree\n");
	EXPECT(&run, "\x1bt\0" "one\n\n" "two\n" "three\n");
	given_text(&run, "epson", 16);
	put(&run, "exactly sixteen!    \nmore");
	EXPECT(&run, "\x1bt\0" "exactly sixteen!\n" "more\n");
	given_text(&run, "epson", 16);
	put(&run, "");
	EXPECT(&run, "\n");
}

static void letters_count_and_not_their_bytes(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "common", 16);
	put(&run, "żżżżżżżżżżżżżżżż żż…");
	EXPECT(&run, "\x1bt\x12" "\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\xbe\n\xbe\xbe" "\x1bt\x10" "\x85\n");
}

static void large_letters_wrap_sooner(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 16);
	assert_int_equal(escpos_text_put(&run.text, "MB 7K4 29Q", &(struct escpos_style){ .wide = 2, .high = 3 }), FAIL_NONE);
	put(&run, "plain");
	EXPECT(&run, "\x1d!\x12" "\x1bt\0" "MB 7K4\n29Q\n" "\x1d!\0" "plain\n");
}

static void styles_are_told_when_they_change(void **state)
{
	const struct escpos_style head = { .bold = true, .underline = true, .align = ESCPOS_CENTRE, .wide = 99, .high = -1 };
	struct run run;

	(void)state;
	given_text(&run, "epson", 16);
	assert_int_equal(escpos_text_put(&run.text, "A", &head), FAIL_NONE);
	assert_int_equal(escpos_text_put(&run.text, "B", &head), FAIL_NONE);
	assert_int_equal(escpos_text_put(&run.text, "C", &(struct escpos_style){ .align = ESCPOS_RIGHT }), FAIL_NONE);
	EXPECT(&run, "\x1b" "a\x01" "\x1b" "E\x01" "\x1b-\x01" "\x1d!\x70" "\x1bt\0" "A\n" "B\n" "\x1b" "a\x02" "\x1b" "E\0" "\x1b-\0" "\x1d!\0" "C\n");
}

static void lists_hang(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 16);
	assert_int_equal(escpos_text_indented(&run.text, "1. ", "We come before Friday\n\nat noon", NULL), FAIL_NONE);
	EXPECT(&run, "\x1bt\0" "1. We come\n   before Friday\n\n   at noon\n");
	given_text(&run, "epson", 16);
	assert_int_equal(escpos_text_indented(&run.text, "123456789", "a", NULL), FAIL_LIMIT);
	buffer_done(&run.bytes);
}

static void rules_and_feeds(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 16);
	assert_int_equal(escpos_text_rule(&run.text), FAIL_NONE);
	assert_int_equal(escpos_text_feed(&run.text, 4), FAIL_NONE);
	assert_int_equal(escpos_text_feed(&run.text, 0), FAIL_INPUT);
	assert_int_equal(escpos_text_feed(&run.text, 256), FAIL_INPUT);
	EXPECT(&run, "\x1bt\0" "----------------\n" "\x1b" "d\x04");
}

static void codes_by_the_printer(void **state)
{
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	assert_int_equal(escpos_text_qr(&run.text, "MB 7K4 29Q XM3", 6, ESCPOS_LEVEL_M, ESCPOS_CENTRE), FAIL_NONE);
	EXPECT(&run, "\x1b" "a\x01" "\x1d(k\x04\0" "1A2\0" "\x1d(k\x03\0" "1C\x06" "\x1d(k\x03\0" "1E1" "\x1d(k\x11\0" "1P0MB 7K4 29Q XM3" "\x1d(k\x03\0" "1Q0");
	given_text(&run, "epson", 48);
	assert_int_equal(escpos_text_code128(&run.text, "MB{7", 60, 3, ESCPOS_LEFT), FAIL_NONE);
	EXPECT(&run, "\x1dh\x3c" "\x1dw\x03" "\x1dH\x02" "\x1dkI\x07" "{BMB{{7");
}

static void codes_have_limits(void **state)
{
	char data[ESCPOS_QR_MAX_BYTES + 2] = "";
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	memset(data, 'x', ESCPOS_QR_MAX_BYTES);
	assert_int_equal(escpos_text_qr(&run.text, data, 4, ESCPOS_LEVEL_L, ESCPOS_LEFT), FAIL_NONE);
	assert_memory_equal(run.bytes.bytes + 9 + 8 + 8, "\x1d(k\x03\x02", 5);
	data[ESCPOS_QR_MAX_BYTES] = 'x';
	assert_int_equal(escpos_text_qr(&run.text, data, 4, ESCPOS_LEVEL_L, ESCPOS_LEFT), FAIL_LIMIT);
	assert_int_equal(escpos_text_qr(&run.text, "", 4, ESCPOS_LEVEL_L, ESCPOS_LEFT), FAIL_INPUT);
	assert_int_equal(escpos_text_qr(&run.text, "a\x10\x14", 4, ESCPOS_LEVEL_L, ESCPOS_LEFT), FAIL_INPUT);
	assert_int_equal(escpos_text_qr(&run.text, "a", 17, ESCPOS_LEVEL_L, ESCPOS_LEFT), FAIL_INPUT);
	assert_int_equal(escpos_text_qr(&run.text, "a", 4, ESCPOS_LEVEL_COUNT, ESCPOS_LEFT), FAIL_INPUT);
	data[ESCPOS_CODE128_MAX_BYTES] = '\0';
	assert_int_equal(escpos_text_code128(&run.text, data, 60, 2, ESCPOS_LEFT), FAIL_NONE);
	data[ESCPOS_CODE128_MAX_BYTES] = 'x', data[ESCPOS_CODE128_MAX_BYTES + 1] = '\0';
	assert_int_equal(escpos_text_code128(&run.text, data, 60, 2, ESCPOS_LEFT), FAIL_LIMIT);
	assert_int_equal(escpos_text_code128(&run.text, "ż", 60, 2, ESCPOS_LEFT), FAIL_INPUT);
	assert_int_equal(escpos_text_code128(&run.text, "a", 256, 2, ESCPOS_LEFT), FAIL_INPUT);
	buffer_done(&run.bytes);
}

static void a_paragraph_has_a_limit(void **state)
{
	static char words[ESCPOS_TEXT_MAX_BYTES + 2];
	struct run run;

	(void)state;
	given_text(&run, "epson", 48);
	memset(words, 'x', ESCPOS_TEXT_MAX_BYTES);
	assert_int_equal(escpos_text_put(&run.text, words, NULL), FAIL_NONE);
	words[ESCPOS_TEXT_MAX_BYTES] = 'x';
	assert_int_equal(escpos_text_put(&run.text, words, NULL), FAIL_LIMIT);
	buffer_done(&run.bytes);
	buffer_init(&run.bytes, 4);
	assert_int_equal(escpos_text_put(&run.text, "more than four", NULL), FAIL_LIMIT);
	buffer_done(&run.bytes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(it_begins_out_of_chinese_and_plain),
		cmocka_unit_test(a_page_is_said_once),
		cmocka_unit_test(polish_with_pounds_changes_page_within_the_line),
		cmocka_unit_test(a_page_stays_while_it_serves),
		cmocka_unit_test(welsh_loses_its_roofs_and_says_so),
		cmocka_unit_test(romanian_has_its_commas_as_cedillas),
		cmocka_unit_test(joined_scripts_want_dots_and_leave_nothing),
		cmocka_unit_test(no_control_reaches_the_printer),
		cmocka_unit_test(words_wrap_at_the_columns),
		cmocka_unit_test(letters_count_and_not_their_bytes),
		cmocka_unit_test(large_letters_wrap_sooner),
		cmocka_unit_test(styles_are_told_when_they_change),
		cmocka_unit_test(lists_hang),
		cmocka_unit_test(rules_and_feeds),
		cmocka_unit_test(codes_by_the_printer),
		cmocka_unit_test(codes_have_limits),
		cmocka_unit_test(a_paragraph_has_a_limit),
	};
	return cmocka_run_group_tests_name("printer_escpos_text", cases, NULL, NULL);
}
