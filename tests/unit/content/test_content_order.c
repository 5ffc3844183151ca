/* SPDX-License-Identifier: MIT */
/* unit.content_order - addresses stand in the order in which people look for them. */
#include "tests/lib/given.h"

#include "firmware/store/content_row.h"

#include <string.h>

/* <0 when @a stands before @b */
static int compare(const char *a, const char *b)
{
	char left[CONTENT_ORDER_BYTES], right[CONTENT_ORDER_BYTES];
	size_t left_size = content_order(a, left), right_size = content_order(b, right), least = left_size < right_size ? left_size : right_size;
	int order = memcmp(left, right, least);
	return order ? order : (int)left_size - (int)right_size;
}

static void in_order(const char *const *addresses)
{
	for (size_t i = 0; addresses[i]; i++)
		for (size_t k = 0; addresses[k]; k++)
			if ((compare(addresses[i], addresses[k]) < 0) != (i < k))
				fail_msg("\"%s\" and \"%s\" stand the wrong way round", addresses[i], addresses[k]);
}

static void numbers_count_as_people_count(void **state)
{
	(void)state;
	in_order((const char *const[]){ "1 Mill Lane", "2 Mill Lane", "9 Mill Lane", "9-11 Mill Lane", "9A Mill Lane", "9b Mill Lane", "10 Mill Lane", "100 Mill Lane", NULL });
}

static void flats_stand_inside_their_house_and_in_order(void **state)
{
	(void)state;
	in_order((const char *const[]){ "8 Mill Lane", "9 Mill Lane", "Flat 2\n9 Mill Lane", "Flat 3, 9 Mill Lane", "Flat 10\n9 Mill Lane", "Flat 10A\n9 Mill Lane", "10 Mill Lane",
		"Flat 1\n10 Mill Lane", NULL });
	in_order((const char *const[]){ "Flat 2\nTower House\n9 Mill Lane", "Flat 10\nTower House\n9 Mill Lane", "Flat 1\nWest House\n9 Mill Lane", NULL });
}

static void streets_come_before_numbers_and_names_behind_them(void **state)
{
	(void)state;
	in_order((const char *const[]){ "20 Abbey Road", "1 Mill Lane", "2 Mill Lane", "Ash Cottage\nMill Lane", "Rose Cottage\nMill Lane", "1 Zion Hill", NULL });
}

static void case_marks_and_leading_noughts_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(compare("9 St. Mary's Road", "009 ST MARYS ROAD"), 0);
	assert_int_equal(compare("Flat 2,  9 Mill Lane", "flat 2\n9 mill lane"), 0);
	assert_true(compare("9 Ffordd Ll\xc5\xb7r", "9 Ffordd Llyr") != 0);
}

static void what_looks_like_a_number_and_is_none_stays_a_name(void **state)
{
	(void)state;
	in_order((const char *const[]){ "2 1st Avenue", "10 1st Avenue", "2nd Floor\n10 1st Avenue", NULL });
	assert_true(compare("Flat 1\n12", "Flat 1\n13") < 0);
	char none[CONTENT_ORDER_BYTES];
	assert_int_equal(content_order("", none), 0);
}

static void the_longest_address_has_an_order_and_it_is_bounded(void **state)
{
	(void)state;
	char lines[CONTENT_LINES_MAX_BYTES + 2], ret[CONTENT_ORDER_BYTES];
	for (size_t i = 0; i < sizeof lines - 1; i++)
		lines[i] = i % 2 ? '7' : 'a'; /* each digit makes three bytes */
	lines[CONTENT_LINES_MAX_BYTES + 1] = '\0';
	assert_int_equal(content_order(lines, ret), CONTENT_ORDER_BYTES);
	memset(lines, ',', sizeof lines - 1);
	assert_true(content_order(lines, ret) <= CONTENT_ORDER_BYTES);
}

static void a_street_is_what_follows_the_number(void **state)
{
	static const struct { const char *lines, *street; } some[] = {
		{ "14 Mill Lane", "Mill Lane" }, { "Flat 2\n9A Mill Lane", "Mill Lane" }, { "Flat 2, The Maltings, 9-11  Old Road\nUpper End", "Old Road" }, { "Rose Cottage", "" }, { "14", "" }, { "", "" },
	};
	char street[CONTENT_LINE_MAX_BYTES + 1];
	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
		content_street(some[i].lines, street);
		assert_string_equal(street, some[i].street);
	}
}

static void names_are_compared_by_their_bare_letters(void **state)
{
	static const struct { const char *name, *folded; } some[] = {
		{ "Heol y Tŷ-Gwyn", "heol y ty gwyn" }, { "St. John's  Road", "st johns road" }, { "St John’s Road", "st johns road" }, { "Tw\xcc\x82r", "twr" }, { "  ", "" }, { "ÉÀ 1st", "ea 1st" },
	};
	char folded[CONTENT_LINE_MAX_BYTES + 1], few[5];
	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
		assert_int_equal(content_fold(some[i].name, folded, sizeof folded), strlen(some[i].folded));
		assert_string_equal(folded, some[i].folded);
	}
	assert_int_equal(content_fold("Mill Lane", few, sizeof few), 4); /* cut between characters */
	assert_string_equal(few, "mill");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_count_as_people_count),
		cmocka_unit_test(flats_stand_inside_their_house_and_in_order),
		cmocka_unit_test(streets_come_before_numbers_and_names_behind_them),
		cmocka_unit_test(case_marks_and_leading_noughts_do_not_count),
		cmocka_unit_test(what_looks_like_a_number_and_is_none_stays_a_name),
		cmocka_unit_test(a_street_is_what_follows_the_number),
		cmocka_unit_test(names_are_compared_by_their_bare_letters),
		cmocka_unit_test(the_longest_address_has_an_order_and_it_is_bounded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
