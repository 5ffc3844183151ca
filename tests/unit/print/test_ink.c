/* SPDX-License-Identifier: MIT */
/* unit.print_ink - shapes and codes, dot by dot. */
#include "firmware/print/ink.h" /* before cmocka.h, which has a macro called fail */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ink_page *given_sheet(int width, int height)
{
	static struct ink_page sheet;

	ink_page_init(&sheet, width, height);
	ink_page_grow(&sheet, height);
	return &sheet;
}

static bool is_ink(const struct ink_page *sheet, int x, int y)
{
	return sheet->bits[y * (sheet->dots / 8) + x / 8] >> (7 - x % 8) & 1;
}

static int ink_in(const struct ink_page *sheet, int x, int y, int width, int height)
{
	int count = 0;

	for (int row = y; row < y + height; row++)
		for (int column = x; column < x + width; column++)
			count += is_ink(sheet, column, row);
	return count;
}

static void boxes_are_clipped_by_the_sheet(void **state)
{
	struct ink_page *sheet = given_sheet(32, 16);

	(void)state;
	ink_box(sheet, -4, -4, 8, 8, INK_BLACK);
	assert_int_equal(ink_in(sheet, 0, 0, 32, 16), 16);
	ink_box(sheet, 30, 14, 100, 100, INK_BLACK);
	assert_int_equal(ink_in(sheet, 0, 0, 32, 16), 20);
	ink_page_done(sheet);
}

static void a_page_grows_as_far_as_it_may(void **state)
{
	struct ink_page page;

	(void)state;
	ink_page_init(&page, 64, 3000);
	ink_box(&page, 3, 0, 10, 1, INK_BLACK);
	assert_int_equal(page.rows, 1);
	ink_box(&page, 8, 2990, 8, 100, INK_BLACK);
	assert_int_equal(page.rows, 3000);
	assert_int_equal(ink_in(&page, 0, 0, 64, 3000), 10 + 8 * 10);
	ink_box(&page, 0, 0, 64, 2995, INK_WHITE);
	assert_int_equal(ink_in(&page, 0, 0, 64, 3000), 8 * 5);
	ink_page_done(&page);
}

static void round_corners_are_alike(void **state)
{
	struct ink_page *sheet = given_sheet(64, 48);

	(void)state;
	ink_round(sheet, 2, 2, 60, 44, 20, INK_BLACK);
	assert_false(is_ink(sheet, 2, 2));
	assert_true(is_ink(sheet, 32, 2));
	assert_true(is_ink(sheet, 2, 24));
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 32; x++) {
			assert_int_equal(is_ink(sheet, x, y), is_ink(sheet, 63 - x, y));
			assert_int_equal(is_ink(sheet, x, y), is_ink(sheet, x, 47 - y));
		}
	ink_page_done(sheet);
}

static void dashes_begin_and_end_with_ink(void **state)
{
	(void)state;
	for (int width = 8; width < 200; width += 7) {
		struct ink_page *sheet = given_sheet(200, 4);
		ink_dashes(sheet, 0, 0, width, 4, 8);
		assert_true(is_ink(sheet, 0, 0));
		if (width >= 16)
			assert_true(is_ink(sheet, width - 1, 3));
		assert_int_equal(ink_in(sheet, width, 0, 200 - width, 4), 0);
		ink_page_done(sheet);
	}
}

static void a_code_has_its_three_eyes(void **state)
{
	struct ink_page *sheet = given_sheet(304, 300);
	int modules = ink_code_modules("MB 7K4 29Q XM3"), far = (modules - 7) * 6;

	(void)state;
	assert_true(modules >= 21);
	ink_code(sheet, "MB 7K4 29Q XM3", 0, 0, 6);
	const int eyes[3][2] = { { 0, 0 }, { far, 0 }, { 0, far } };
	for (int i = 0; i < 3; i++) {
		assert_int_equal(ink_in(sheet, eyes[i][0], eyes[i][1], 42, 6), 42 * 6);
		assert_int_equal(ink_in(sheet, eyes[i][0] + 6, eyes[i][1] + 6, 30, 6), 0);
		assert_int_equal(ink_in(sheet, eyes[i][0] + 12, eyes[i][1] + 12, 18, 18), 18 * 18);
	}
	ink_page_done(sheet);
}

static void what_no_code_can_hold_has_no_modules(void **state)
{
	char text[4000];

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(ink_code_modules(text), 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(boxes_are_clipped_by_the_sheet),
		cmocka_unit_test(a_page_grows_as_far_as_it_may),
		cmocka_unit_test(round_corners_are_alike),
		cmocka_unit_test(dashes_begin_and_end_with_ink),
		cmocka_unit_test(a_code_has_its_three_eyes),
		cmocka_unit_test(what_no_code_can_hold_has_no_modules),
	};
	return cmocka_run_group_tests_name("print_ink", cases, NULL, NULL);
}
