/* SPDX-License-Identifier: MIT */
/* unit.print_stamp - small pictures for paper: both forms of PBM, their limits, other sizes. */
#include "firmware/print/ink.h" /* before cmocka.h, which has a macro called fail */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum fail parse(const char *text, struct stamp *ret)
{
	return stamp_parse(text, strlen(text), ret);
}

static void stamps_are_read(void **state)
{
	struct ink_page sheet;
	struct stamp stamp;

	(void)state;
	ink_page_init(&sheet, 8, 8);
	assert_int_equal(parse("P1\n# made by hand\n3 2\n101\n0 1 0\n", &stamp), FAIL_NONE);
	assert_int_equal(stamp.width, 3);
	assert_int_equal(stamp.height, 2);
	ink_stamp(&sheet, &stamp, 6, 1, INK_BLACK);
	assert_int_equal(sheet.rows, 3);
	assert_int_equal(sheet.bits[1], 0x02); /* the third dot of its row is beyond the paper */
	assert_int_equal(sheet.bits[2], 0x01);
	stamp_done(&stamp);
	ink_page_done(&sheet);
}

static void packed_stamps_are_read(void **state)
{
	static const char packed[] = "P4\n# eight dots a byte\n10 2\n\x80\x40\x01\x80";
	struct stamp stamp;

	(void)state;
	assert_int_equal(stamp_parse(packed, sizeof packed - 1, &stamp), FAIL_NONE);
	assert_int_equal(stamp.width, 10);
	for (int i = 0; i < 20; i++)
		assert_int_equal(stamp.dot[i], i == 0 || i == 9 || i == 17 || i == 18);
	stamp_done(&stamp);
	assert_int_equal(stamp_parse(packed, sizeof packed - 2, &stamp), FAIL_INPUT);
	assert_int_equal(parse("P4 8 1", &stamp), FAIL_INPUT);
}

/* A dot is ink where half of what it stands for is. */
static void stamps_have_any_size(void **state)
{
	struct stamp stamp, half, wide;

	(void)state;
	assert_int_equal(parse("P1 4 4 1100 1100 0010 0000", &stamp), FAIL_NONE);
	half = stamp_scale(&stamp, 2);
	assert_int_equal(half.width, 2);
	assert_memory_equal(half.dot, ((const uint8_t[]){ 1, 0, 0, 0 }), 4);
	wide = stamp_scale(&stamp, 12);
	for (int i = 0; i < 12 * 12; i++)
		assert_int_equal(wide.dot[i], stamp.dot[i / 12 / 3 * 4 + i % 12 / 3]);
	stamp_done(&wide);
	wide = stamp_scale(&stamp, STAMP_MAX_DOTS + 1);
	assert_int_equal(wide.height, STAMP_MAX_DOTS);
	stamp_done(&wide);
	stamp_done(&half);
	half = stamp_scale(&stamp, 4);
	assert_memory_equal(half.dot, stamp.dot, 16);
	stamp_done(&half);
	stamp_done(&stamp);
}

static void broken_stamps_are_refused(void **state)
{
	static const char *const broken[] = { "", "P", "P2\n1 1\n1", "P1", "P1 1", "P1 0 1 1", "P1 2 2 101", "P1 -1 1 1", "P1 x 1 1" };
	struct stamp stamp;

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_int_equal(parse(broken[i], &stamp), FAIL_INPUT);
}

static void stamps_have_a_largest_size(void **state)
{
	struct stamp stamp;
	char *text = malloc(STAMP_MAX_BYTES + 2);

	(void)state;
	assert_non_null(text);
	memset(text, '1', STAMP_MAX_BYTES + 1);
	text[STAMP_MAX_BYTES + 1] = '\0';
	memcpy(text, "P1 256 1 ", 9);
	assert_int_equal(stamp_parse(text, 300, &stamp), FAIL_NONE);
	stamp_done(&stamp);
	assert_int_equal(stamp_parse(text, STAMP_MAX_BYTES, &stamp), FAIL_NONE);
	stamp_done(&stamp);
	assert_int_equal(stamp_parse(text, STAMP_MAX_BYTES + 1, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 257 1 ", 9);
	assert_int_equal(stamp_parse(text, 300, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 1 257 ", 9);
	assert_int_equal(stamp_parse(text, 300, &stamp), FAIL_LIMIT);
	memcpy(text, "P1 999999", 9);
	assert_int_equal(stamp_parse(text, 300, &stamp), FAIL_LIMIT); /* the number stops being read before it can overflow */
	free(text);
}

static void shipped_stamps_are_stamps(void **state)
{
	static const char *const names[] = { "mereford", "by", "late", "rubbish", "recycling", "garden", "food", "other", "yes", "no", "person", "phone", "clock",
		"ticket", "where", "printer", "warning", "door", "about", "who", "keep", "box", "pay" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[4096];
		struct stamp stamp;
		snprintf(path, sizeof path, "%s/assets/receipt/%s.pbm", getenv("FOYER_SOURCE"), names[i]);
		assert_int_equal(stamp_read(path, &stamp), FAIL_NONE);
		assert_int_equal(stamp.width, stamp.height);
		stamp_done(&stamp);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(stamps_are_read),
		cmocka_unit_test(packed_stamps_are_read),
		cmocka_unit_test(stamps_have_any_size),
		cmocka_unit_test(broken_stamps_are_refused),
		cmocka_unit_test(stamps_have_a_largest_size),
		cmocka_unit_test(shipped_stamps_are_stamps),
	};
	return cmocka_run_group_tests_name("print_stamp", cases, NULL, NULL);
}
