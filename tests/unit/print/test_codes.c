/* SPDX-License-Identifier: MIT */
/* unit.print_codes - QR and bar codes of our own raster: others read them, and no printer's command is ever found in one. */
#include "drivers/printer/escpos.h" /* ours before cmocka.h, which has a macro called fail */
#include "firmware/print/code128.h"
#include "firmware/print/ink.h"

#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOTS = 576, READ_MAX_BYTES = 16 * 1024, BARS_PX = 60 };

static void draw_bars(struct ink_page *page, const char *text, int x, int y, int module)
{
	struct code128 code;

	assert_int_equal(code128_make(text, &code), FAIL_NONE);
	for (int i = 0; i < code.count; i++) {
		if (i % 2 == 0)
			ink_box(page, x, y, code.width[i] * module, BARS_PX, INK_BLACK);
		x += code.width[i] * module;
	}
}

/* What zbarimg reads on @page, one code a line. */
static void read_codes(const struct ink_page *page, char *said)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];

	given_folder(folder);
	given_path(path, folder, "page.pbm");
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fprintf(file, "P4\n%d %d\n", page->dots, page->rows);
	assert_int_equal(fwrite(page->bits, (size_t)page->dots / 8, (size_t)page->rows, file), page->rows);
	assert_int_equal(fclose(file), 0);
	if (process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, said, READ_MAX_BYTES) != 0)
		said[0] = '\0';
	given_done(folder);
}

static void bar_codes_are_read_by_others(void **state)
{
	static const char *const texts[] = {
		"MB 7K4 29Q XM3", "0123456789", "00", "7", "MFR0041872", "12AB3456", "1234567A", "A1234B56789012C", " !\"#$%&'()*+,-./", ":;<=>?@[\\]^_`{|}~",
		"abcdefghijklmnopqrs", "tuvwxyzABCDEFGHIJKL", "MNOPQRSTUVWXYZ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		char said[READ_MAX_BYTES], expected[CODE128_TEXT_MAX + 2];
		struct ink_page page;
		ink_page_init(&page, DOTS, 400);
		draw_bars(&page, texts[i], 24, 20, 2);
		ink_page_grow(&page, 100);
		read_codes(&page, said);
		snprintf(expected, sizeof expected, "%s\n", texts[i]);
		assert_string_equal(said, expected);
		ink_page_done(&page);
	}
}

/* Every pair of digits is a symbol of its own: so all of them are known to be right. */
static void all_its_symbols_are_right(void **state)
{
	(void)state;
	for (int first = 0; first < 100; first += 10) {
		char text[24] = "", said[READ_MAX_BYTES];
		struct ink_page page;
		for (int i = 0; i < 10; i++)
			text[2 * i] = (char)('0' + (first + i) / 10), text[2 * i + 1] = (char)('0' + (first + i) % 10);
		ink_page_init(&page, DOTS, 400);
		draw_bars(&page, text, 24, 20, 2);
		ink_page_grow(&page, 100);
		read_codes(&page, said);
		assert_memory_equal(said, text, 20);
		ink_page_done(&page);
	}
}

static void digits_go_two_to_a_symbol(void **state)
{
	struct code128 pairs, letters;

	(void)state;
	assert_int_equal(code128_make("00418720", &pairs), FAIL_NONE);
	assert_int_equal(code128_make("ABCDEFGH", &letters), FAIL_NONE);
	assert_int_equal(pairs.modules, 11 * (1 + 4 + 1) + 13);
	assert_int_equal(letters.modules, 11 * (1 + 8 + 1) + 13);
}

static void what_it_cannot_hold_is_refused(void **state)
{
	char text[CODE128_TEXT_MAX + 2];
	struct code128 code;

	(void)state;
	memset(text, 'a', sizeof text);
	text[CODE128_TEXT_MAX + 1] = '\0';
	assert_int_equal(code128_make(text, &code), FAIL_LIMIT);
	text[CODE128_TEXT_MAX] = '\0';
	assert_int_equal(code128_make(text, &code), FAIL_NONE);
	for (int i = 0; i < CODE128_TEXT_MAX; i++)
		text[i] = i % 7 < 4 ? '1' : 'a'; /* the set changes as often as it can */
	assert_int_equal(code128_make(text, &code), FAIL_NONE);
	assert_true(code.count <= CODE128_WIDTHS_MAX);
	assert_int_equal(code128_make("", &code), FAIL_INPUT);
	assert_int_equal(code128_make("caf\xc3\xa9", &code), FAIL_INPUT);
	assert_int_equal(code128_make("a\tb", &code), FAIL_INPUT);
}

/* In any place, of any module that is used, whatever they say: escpos_guard finds nothing to change in them. */
static void no_code_is_ever_changed_for_a_printers_sake(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		char text[24];
		struct ink_page page;
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525u + 1013904223u;
			text[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[seed >> 27];
		}
		text[14] = '\0';
		ink_page_init(&page, DOTS, 2000);
		ink_code(&page, text, 24 + round % 8, 8, 4 + round % 5);
		draw_bars(&page, text, 24 + round % 8, page.rows + 20, 2 + round % 2);
		assert_int_equal(escpos_guard(page.bits, (size_t)page.rows * (DOTS / 8)), 0);
		ink_page_done(&page);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(bar_codes_are_read_by_others),
		cmocka_unit_test(all_its_symbols_are_right),
		cmocka_unit_test(digits_go_two_to_a_symbol),
		cmocka_unit_test(what_it_cannot_hold_is_refused),
		cmocka_unit_test(no_code_is_ever_changed_for_a_printers_sake),
	};
	return cmocka_run_group_tests_name("print_codes", cases, NULL, NULL);
}
