/* SPDX-License-Identifier: MIT */
/* unit.uk_postcode - postcodes from however they were typed. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/postcode.h"

static bool is_postcode(struct span text)
{
	struct postcode postcode;
	return postcode_read(text, &postcode);
}

static void postcodes_are_accepted_in_any_case_and_spacing(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"SW1A 1AA", "sw1a1aa", "EC2A 4PS", "M1 1AE", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 0AX", "CF10 1EP", "b 33 8 t h", " b33  8th ", "MF2 4QT",
		"SW1A-1AA", "(EC1A) 1BB", "E1W.1BQ", "GIR 0AA", "gir0aa", "BF1 2AT", "JE2 3AB", "IM1 1AA", "GY1 1AA", "WC1E 6BT", "N1C 4AB", "BT1 5GS", "ZE1 0AA",
		"L1 8JQ", "G1 1XW", "EH99 1SP", "SE1P 5LX", NULL,
	};
	each(is_postcode, true, samples);
}

static void what_has_no_postcodes_shape_is_refused(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"nope", "SW1A", "SW1A 1A", "SW1A 11A", "SWA1 1AA", "SW1AA 1AA", "1SW 1AA", "S 1AA", "SW123 1AA", "SW1A 1AAA", "12345", "", "\303\2511 1AA",
		"SW1A_1AA", "BFPO 801", "A1 1A", "GIR 0AB", NULL,
	};
	each(is_postcode, false, samples);
}

static void letters_stand_only_where_the_post_puts_them(void **state)
{
	(void)state;
	static const char *const samples[] = {
		"QA1 1AA", "VA1 1AA", "XM4 5HQ", "AI1A 1AA", "AJ1 1AA", "AZ1 1AA", "A1L 1AA", "A1Z 1AA", "AA1C 1AA", "AA1Z 1AA",
		"AA1 1CA", "AA1 1AI", "AA1 1KA", "AA1 1AM", "AA1 1OA", "AA1 1AV", NULL,
	};
	static const char *const neighbours[] = { "AA1 1AA", "AK1 1AA", "A1W 1AA", "AA1Y 1AA", "AA1 1UZ", NULL };
	each(is_postcode, false, samples);
	each(is_postcode, true, neighbours);
}

static void nothing_longer_than_seven_is_read(void **state)
{
	(void)state;
	static const char *const longest[] = { "SW1A1AA", "S-W-1-A-1-A-A", NULL }, *const beyond[] = { "SW1A1AA1", "SSW1A1AA", NULL };
	each(is_postcode, true, longest);
	each(is_postcode, false, beyond);
	char *endless = given_run('A', 100000);
	assert_false(is_postcode(span_of(endless)));
	free(endless);
}

static void a_postcode_comes_back_as_the_post_writes_it(void **state)
{
	(void)state;
	static const struct { const char *typed, *read; size_t outward; bool mended; } samples[] = {
		{ "mf2 4qt", "MF2 4QT", 3, false }, { "mf24qt", "MF2 4QT", 3, false }, { " m 1 1 a e ", "M1 1AE", 2, false }, { "ec2a-4ps", "EC2A 4PS", 4, false },
		{ "CFIO 1EP", "CF10 1EP", 4, true }, { "CF10 IEP", "CF10 1EP", 4, true }, { "W1A OAX", "W1A 0AX", 3, true }, { "0X1 1AA", "OX1 1AA", 3, true },
		{ "mf2 oqt", "MF2 0QT", 3, true }, { "1G1 1AA", "IG1 1AA", 3, true }, { "B1O 1AA", "B10 1AA", 3, true }, { "GIR OAA", "GIR 0AA", 3, true },
		{ "SWIA 1AA", "SW1A 1AA", 4, true }, { "AI1 1AA", "A11 1AA", 3, true },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct postcode postcode;
		if (!postcode_read(span_of(samples[i].typed), &postcode))
			fail_msg("\"%s\" is refused", samples[i].typed);
		assert_string_equal(postcode.text, samples[i].read);
		assert_int_equal(postcode.outward, samples[i].outward);
		assert_int_equal(postcode.mended, samples[i].mended);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(postcodes_are_accepted_in_any_case_and_spacing), CASE(what_has_no_postcodes_shape_is_refused),
		CASE(letters_stand_only_where_the_post_puts_them), CASE(nothing_longer_than_seven_is_read), CASE(a_postcode_comes_back_as_the_post_writes_it),
	};
	return cmocka_run_group_tests_name("uk_postcode", cases, NULL, NULL);
}
