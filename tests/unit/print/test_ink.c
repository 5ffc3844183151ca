/* SPDX-License-Identifier: MIT */
/* unit.print_ink - shapes, codes and stamps, dot by dot. */
#include "firmware/print/ink.h" /* before cmocka.h, which has a macro called fail */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static SDL_Surface *given_sheet(int width, int height)
{
	SDL_Surface *sheet = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);

	assert_non_null(sheet);
	ink_box(sheet, 0, 0, width, height, INK_WHITE);
	return sheet;
}

static bool is_ink(const SDL_Surface *sheet, int x, int y)
{
	return (((const uint32_t *)(const void *)((const uint8_t *)sheet->pixels + y * sheet->pitch))[x] & 0xffffff) == INK_BLACK;
}

static int ink_in(const SDL_Surface *sheet, int x, int y, int width, int height)
{
	int count = 0;

	for (int row = y; row < y + height; row++)
		for (int column = x; column < x + width; column++)
			count += is_ink(sheet, column, row);
	return count;
}

static void boxes_are_clipped_by_the_sheet(void **state)
{
	SDL_Surface *sheet = given_sheet(32, 16);

	(void)state;
	ink_box(sheet, -4, -4, 8, 8, INK_BLACK);
	assert_int_equal(ink_in(sheet, 0, 0, 32, 16), 16);
	ink_box(sheet, 30, 14, 100, 100, INK_BLACK);
	assert_int_equal(ink_in(sheet, 0, 0, 32, 16), 20);
	SDL_FreeSurface(sheet);
}

static void round_corners_are_alike(void **state)
{
	SDL_Surface *sheet = given_sheet(64, 48);

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
	SDL_FreeSurface(sheet);
}

static void dashes_begin_and_end_with_ink(void **state)
{
	(void)state;
	for (int width = 8; width < 200; width += 7) {
		SDL_Surface *sheet = given_sheet(200, 4);
		ink_dashes(sheet, 0, 0, width, 4, 8);
		assert_true(is_ink(sheet, 0, 0));
		if (width >= 16)
			assert_true(is_ink(sheet, width - 1, 3));
		assert_int_equal(ink_in(sheet, width, 0, 200 - width, 4), 0);
		SDL_FreeSurface(sheet);
	}
}

static void a_code_has_its_three_eyes(void **state)
{
	SDL_Surface *sheet = given_sheet(300, 300);
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
	SDL_FreeSurface(sheet);
}

static void what_no_code_can_hold_has_no_modules(void **state)
{
	char text[4000];

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(ink_code_modules(text), 0);
}

static enum fail parse(const char *text, struct ink_stamp *ret)
{
	return ink_stamp_parse(text, strlen(text), ret);
}

static void stamps_are_read(void **state)
{
	struct ink_stamp stamp;
	SDL_Surface *sheet = given_sheet(8, 8);

	(void)state;
	assert_int_equal(parse("P1\n# made by hand\n3 2\n101\n0 1 0\n", &stamp), FAIL_NONE);
	assert_int_equal(stamp.width, 3);
	assert_int_equal(stamp.height, 2);
	ink_stamp_put(sheet, &stamp, 6, 1);
	assert_true(is_ink(sheet, 6, 1));
	assert_true(is_ink(sheet, 7, 2));
	assert_int_equal(ink_in(sheet, 0, 0, 8, 8), 2);
	ink_stamp_done(&stamp);
	SDL_FreeSurface(sheet);
}

static void broken_stamps_are_refused(void **state)
{
	static const char *const broken[] = { "", "P", "P4\n1 1\n1", "P1", "P1 1", "P1 0 1 1", "P1 2 2 101", "P1 -1 1 1", "P1 x 1 1" };
	struct ink_stamp stamp;

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_int_equal(parse(broken[i], &stamp), FAIL_INPUT);
}

static void stamps_have_a_largest_size(void **state)
{
	struct ink_stamp stamp;
	char *text = malloc(INK_STAMP_MAX_BYTES + 2);

	(void)state;
	assert_non_null(text);
	memset(text, '1', INK_STAMP_MAX_BYTES + 1);
	text[INK_STAMP_MAX_BYTES + 1] = '\0';
	memcpy(text, "P1 256 1 ", 9);
	assert_int_equal(ink_stamp_parse(text, 300, &stamp), FAIL_NONE);
	ink_stamp_done(&stamp);
	assert_int_equal(ink_stamp_parse(text, INK_STAMP_MAX_BYTES, &stamp), FAIL_NONE);
	ink_stamp_done(&stamp);
	assert_int_equal(ink_stamp_parse(text, INK_STAMP_MAX_BYTES + 1, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 257 1 ", 9);
	assert_int_equal(ink_stamp_parse(text, 300, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 1 257 ", 9);
	assert_int_equal(ink_stamp_parse(text, 300, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 999999", 9);
	assert_int_equal(ink_stamp_parse(text, 300, &stamp), FAIL_LIMIT); /* the number stops being read before it can overflow */
	free(text);
}

static void shipped_stamps_are_stamps(void **state)
{
	static const char *const names[] = { "mereford", "by", "late" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[4096];
		struct ink_stamp stamp;
		snprintf(path, sizeof path, "%s/assets/receipt/%s.pbm", getenv("FOYER_SOURCE"), names[i]);
		assert_int_equal(ink_stamp_read(path, &stamp), FAIL_NONE);
		assert_int_equal(stamp.width, stamp.height);
		ink_stamp_done(&stamp);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(boxes_are_clipped_by_the_sheet),
		cmocka_unit_test(round_corners_are_alike),
		cmocka_unit_test(dashes_begin_and_end_with_ink),
		cmocka_unit_test(a_code_has_its_three_eyes),
		cmocka_unit_test(what_no_code_can_hold_has_no_modules),
		cmocka_unit_test(stamps_are_read),
		cmocka_unit_test(broken_stamps_are_refused),
		cmocka_unit_test(stamps_have_a_largest_size),
		cmocka_unit_test(shipped_stamps_are_stamps),
	};
	return cmocka_run_group_tests_name("print_ink", cases, NULL, NULL);
}
