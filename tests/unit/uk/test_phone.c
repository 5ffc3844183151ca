/* SPDX-License-Identifier: MIT */
/* unit.uk_phone - which telephone numbers could be rung. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/phone.h"

static bool good(struct span text) { return phone_check(text) == PHONE_GOOD; }
static bool drama(struct span text) { return phone_check(text) == PHONE_DRAMA; }
static bool wrong(struct span text) { return phone_check(text) == PHONE_WRONG; }

static void british_numbers_are_accepted_however_they_are_written(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"020 7946 1018", "01225 460000", "07911 123456", "+44 7911 123456", "+44 (0)20 7946 1018", "0044 1225 460000", "44 1225 460000", "(01225) 460-000",
		"01225.460.000", "0800 123456", "0800 1234567", "0808 157 1192", "0345 600 0723", "07624 123456", "01204 12345", "029 2087 2087",
		"0303 123 1113", "01225 460000 ext 12", "01225 460000 x1234", "01225 460000 #5", "01225\342\200\223460000", "055 1234 5678", NULL,
	};
	each(good, true, samples);
}

static void numbers_set_aside_for_drama_are_told_apart(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"01632 960001", "07700 900982", "07700 900 418", "+44 808 157 0192", "020 7946 0999", "01632 960 960", "0113 496 0123", "0191 498 0999",
		"028 9649 6000", "029 2018 0999", "03069 990 000", "0909 879 0123", "+44 (0)7700 900000", "07700 900999 ext 12", NULL,
	};
	static const char *const neighbours[] = { "01632 961000", "07700 901000", "07700 899999", "020 7946 1000", "0113 496 1000", "028 9649 7000", "0808 157 1000", NULL };
	each(drama, true, samples);
	each(good, true, neighbours);
}

static void numbers_that_nobody_can_ring_are_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"123", "abc", "999999999999999999", "", "999", "01225", "01225 46", "01225 4600001", "07911 12345", "07911 1234567", "070 1234 5678", "076 1234 5678",
		"0100 123456", "04123 456789", "06123 456789", "021 1234 5678", "460000", "+", "+44", "+44 7911", "01225 460000 or", "01225 460000 ext",
		"01225 460000 ext 1234567", "++44 7911 123456", "12+34", "()", "0500 123456", NULL,
	};
	each(wrong, true, samples);
}

static void numbers_of_other_countries_are_accepted_by_length(void **state)
{
	(void)state;
	static const char *const known[] = { "+33 1 42 68 53 00", "0033142685300", "+1 (212) 555-0123", "+6834000", "+123456789012345", "+353 1 234 5678", NULL };
	static const char *const unknown[] = { "+123456", "+1234567890123456", "+0123456789", "33 1 42 68 53 00", NULL };
	each(good, true, known);
	each(wrong, true, unknown);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(british_numbers_are_accepted_however_they_are_written), CASE(numbers_set_aside_for_drama_are_told_apart),
		CASE(numbers_that_nobody_can_ring_are_refused), CASE(numbers_of_other_countries_are_accepted_by_length),
	};
	return cmocka_run_group_tests_name("uk_phone", cases, NULL, NULL);
}
