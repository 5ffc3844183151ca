/* SPDX-License-Identifier: MIT */
/* unit.forms_validate - shapes of e-mail addresses, telephone numbers and postcodes. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef bool (*validator)(struct span text);

static void each(validator valid, bool expected, const char *const *samples)
{
	for (; *samples; samples++)
		if (valid(span_of(*samples)) != expected)
			fail_msg("\"%s\" is %s", *samples, expected ? "refused" : "accepted");
}

static void email_addresses_that_people_have_are_accepted(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"a@b.uk", "first.last@example.co.uk", "x+y@council.gov.uk", "O'Brien@example.org", "a_b-c@sub.example.museum", "a@xn--exmple-cua.xn--p1ai",
		"UPPER@EXAMPLE.COM", " padded@example.org ", "1@2.wales", NULL,
	};
	each(email_valid, true, samples);
}

static void email_addresses_that_cannot_be_are_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"nope", "a@b", "@example.org", "a@", "a@@example.org", "a b@example.org", ".a@example.org", "a.@example.org", "a..b@example.org",
		"a@-example.org", "a@example-.org", "a@.org", "a@example..org", "a@example.org.", "a@example.o", "a@example.12", "a,b@example.org",
		"a@exa_mple.org", "a@example.org>", "", NULL,
	};
	each(email_valid, false, samples);
}

static void email_lengths_hold_at_their_maximum_and_not_one_further(void **state)
{
	(void)state;
	char *local = given_repeated("a", 65, ""), *label = given_repeated("b", 64, ""), text[400];
	snprintf(text, sizeof text, "%.64s@example.org", local);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.65s@example.org", local);
	assert_false(email_valid(span_of(text)));
	snprintf(text, sizeof text, "a@%.63s.org", label);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "a@%.64s.org", label);
	assert_false(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.62s@%.63s.%.63s.%.60s.uk", local, label, label, label);
	assert_int_equal(strlen(text), 254);
	assert_true(email_valid(span_of(text)));
	snprintf(text, sizeof text, "%.63s@%.63s.%.63s.%.60s.uk", local, label, label, label);
	assert_false(email_valid(span_of(text)));
	free(local);
	free(label);
}

static void british_numbers_are_accepted_however_they_are_written(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"020 7946 0018", "01225 460000", "07911 123456", "+44 7911 123456", "+44 (0)20 7946 0018", "0044 1225 460000", "44 1225 460000", "(01225) 460-000",
		"01225.460.000", "0800 123456", "0800 1234567", "0808 157 0192", "0345 600 0723", "07624 123456", "01204 12345", "029 2087 2087",
		"0303 123 1113", "01225 460000 ext 12", "01225 460000 x1234", "01225 460000 #5", "01225\342\200\223460000", "055 1234 5678", NULL,
	};
	each(phone_valid, true, samples);
}

static void numbers_set_aside_for_drama_are_accepted(void **state)
{
	(void)state;
	static const char *const samples[] = { "01632 960001", "07700 900982", "07700 900 418", "+44 808 157 0192", "020 7946 0999", "01632 960 960", NULL };
	each(phone_valid, true, samples);
}

static void numbers_that_nobody_can_ring_are_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"123", "abc", "999999999999999999", "", "999", "01225", "01225 46", "01225 4600001", "07911 12345", "07911 1234567", "070 1234 5678", "076 1234 5678",
		"0100 123456", "04123 456789", "06123 456789", "021 1234 5678", "460000", "+", "+44", "+44 7911", "01225 460000 or", "01225 460000 ext",
		"01225 460000 ext 1234567", "++44 7911 123456", "12+34", "()", "0500 123456", NULL,
	};
	each(phone_valid, false, samples);
}

static void numbers_of_other_countries_are_accepted_by_length(void **state)
{
	(void)state;
	static const char *const good[] = { "+33 1 42 68 53 00", "0033142685300", "+1 (212) 555-0123", "+6834000", "+123456789012345", "+353 1 234 5678", NULL };
	static const char *const bad[] = { "+123456", "+1234567890123456", "+0123456789", "33 1 42 68 53 00", NULL };
	each(phone_valid, true, good);
	each(phone_valid, false, bad);
}

static void postcodes_are_accepted_in_any_case_and_spacing(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"SW1A 1AA", "sw1a1aa", "EC2A 4PS", "M1 1AE", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 0AX", "CF10 1EP", "b 33 8 t h", " b33  8th ", "MF2 4QT", NULL,
	};
	each(postcode_valid, true, samples);
}

static void what_has_no_postcodes_shape_is_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"nope", "SW1A", "SW1A 1A", "SW1A 11A", "SWA1 1AA", "SW1AA 1AA", "1SW 1AA", "SW1A-1AA", "S 1AA", "SW123 1AA", "SW1A 1AAA", "12345", "", "\303\2511 1AA", NULL,
	};
	each(postcode_valid, false, samples);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(email_addresses_that_people_have_are_accepted),
		cmocka_unit_test(email_addresses_that_cannot_be_are_refused),
		cmocka_unit_test(email_lengths_hold_at_their_maximum_and_not_one_further),
		cmocka_unit_test(british_numbers_are_accepted_however_they_are_written),
		cmocka_unit_test(numbers_set_aside_for_drama_are_accepted),
		cmocka_unit_test(numbers_that_nobody_can_ring_are_refused),
		cmocka_unit_test(numbers_of_other_countries_are_accepted_by_length),
		cmocka_unit_test(postcodes_are_accepted_in_any_case_and_spacing),
		cmocka_unit_test(what_has_no_postcodes_shape_is_refused),
	};
	return cmocka_run_group_tests_name("forms_validate", cases, NULL, NULL);
}
