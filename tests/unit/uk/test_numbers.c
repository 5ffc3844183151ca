/* SPDX-License-Identifier: MIT */
/* unit.uk_numbers - numbers of properties and streets, National Insurance numbers, vehicle marks. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/nino.h"
#include "firmware/uk/property.h"
#include "firmware/uk/vehicle.h"

static void a_property_number_has_up_to_twelve_digits_and_no_leading_zeros(void **state)
{
	(void)state;
	static const struct { const char *typed, *read; } samples[] = {
		{ "100012345678", "100012345678" }, { "0001 0001 2345", "100012345" }, { "1", "1" }, { "10-0012", "100012" },
		{ "0", NULL }, { "000000000000", NULL }, { "", NULL }, { "1000123456789", NULL }, { "10001234567O", NULL }, { "-1", "1" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char number[UPRN_DIGITS + 1] = "";
		assert_int_equal(uprn_read(span_of(samples[i].typed), number), samples[i].read != NULL);
		assert_string_equal(number, samples[i].read ? samples[i].read : "");
	}
}

static void a_street_number_has_up_to_eight_digits(void **state)
{
	(void)state;
	char number[USRN_DIGITS + 1] = "";
	assert_true(usrn_read(span_of("04400123"), number));
	assert_string_equal(number, "4400123");
	assert_true(usrn_read(span_of("99999999"), number));
	assert_false(usrn_read(span_of("100000000"), number));
	assert_false(usrn_read(span_of("0"), number));
}

static void insurance_numbers_are_told_from_temporary_ones(void **state)
{
	(void)state;
	static const struct { const char *typed; enum nino nino; const char *read; } samples[] = {
		{ "JG 10 37 59 A", NINO_GOOD, "JG103759A" }, { "jg103759d", NINO_GOOD, "JG103759D" }, { "AE-12.34 56/C", NINO_GOOD, "AE123456C" },
		{ "QQ 12 34 56 C", NINO_WRONG, "" }, { "JG103759E", NINO_WRONG, "" }, { "JG103759", NINO_WRONG, "" }, { "JG1037599", NINO_WRONG, "" },
		{ "DA123456A", NINO_WRONG, "" }, { "AO123456A", NINO_WRONG, "" }, { "OA123456A", NINO_GOOD, "OA123456A" }, { "AD123456A", NINO_WRONG, "" },
		{ "BG123456A", NINO_WRONG, "" }, { "GB123456A", NINO_WRONG, "" }, { "KN123456A", NINO_WRONG, "" }, { "NK123456A", NINO_WRONG, "" },
		{ "NT123456A", NINO_WRONG, "" }, { "TN123456A", NINO_WRONG, "" }, { "ZZ123456A", NINO_WRONG, "" }, { "JGI03759A", NINO_WRONG, "" },
		{ "11 a1 11 11", NINO_TEMPORARY, "" }, { "63T12345", NINO_TEMPORARY, "" }, { "JG103759AA", NINO_WRONG, "" }, { "", NINO_WRONG, "" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char read[NINO_CHARACTERS + 1] = "?";
		if (nino_check(span_of(samples[i].typed), read) != samples[i].nino)
			fail_msg("\"%s\"", samples[i].typed);
		assert_string_equal(read, samples[i].read);
	}
}

static void marks_of_every_age_are_known(void **state)
{
	(void)state;
	static const struct { const char *typed; enum vehicle_kind kind; const char *read; } samples[] = {
		{ "ab12cde", VEHICLE_CURRENT, "AB12 CDE" }, { "AB02 CDE", VEHICLE_CURRENT, "AB02 CDE" }, { "A1 BCD", VEHICLE_PREFIX, "A1 BCD" },
		{ "a123-bcd", VEHICLE_PREFIX, "A123 BCD" }, { "ABC 1D", VEHICLE_SUFFIX, "ABC 1D" }, { "ABC123D", VEHICLE_SUFFIX, "ABC 123D" },
		{ "A 1", VEHICLE_DATELESS, "A 1" }, { "AB1234", VEHICLE_DATELESS, "AB 1234" }, { "1234 ab", VEHICLE_DATELESS, "1234 AB" },
		{ "ABZ 1234", VEHICLE_DATELESS, "ABZ 1234" }, { "1 ABC", VEHICLE_DATELESS, "1 ABC" },
		{ "A0 BCD", VEHICLE_WRONG, "" }, { "ABC 0", VEHICLE_WRONG, "" }, { "AB123CDE", VEHICLE_WRONG, "" }, { "ABCDE", VEHICLE_WRONG, "" },
		{ "12345", VEHICLE_WRONG, "" }, { "", VEHICLE_WRONG, "" }, { "A", VEHICLE_WRONG, "" }, { "\303\20412 CDE", VEHICLE_WRONG, "" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct vehicle vehicle = vehicle_check(span_of(samples[i].typed), false);
		if (vehicle.kind != samples[i].kind)
			fail_msg("\"%s\"", samples[i].typed);
		assert_string_equal(vehicle.text, samples[i].read);
	}
}

static void a_letter_for_a_number_is_only_a_hint(void **state)
{
	(void)state;
	struct vehicle vehicle = vehicle_check(span_of("ABI2 CDE"), false);
	assert_int_equal(vehicle.kind, VEHICLE_WRONG);
	assert_string_equal(vehicle.hint, "AB12 CDE");
	vehicle = vehicle_check(span_of("AB12 CDE"), false);
	assert_string_equal(vehicle.hint, "");
	vehicle = vehicle_check(span_of("XX99 9"), false);
	assert_string_equal(vehicle.hint, "");
}

static void a_foreign_plate_has_two_to_ten_characters(void **state)
{
	(void)state;
	assert_int_equal(vehicle_check(span_of("WX-AB 1234"), true).kind, VEHICLE_FOREIGN);
	assert_string_equal(vehicle_check(span_of("WX-AB 1234"), true).text, "WXAB1234");
	assert_int_equal(vehicle_check(span_of("AB12 CDE"), true).kind, VEHICLE_CURRENT);
	assert_string_equal(vehicle_check(span_of("ABCDE12345"), true).text, "ABCDE12345");
	assert_int_equal(vehicle_check(span_of("ABCDE123456"), true).kind, VEHICLE_WRONG);
	assert_int_equal(vehicle_check(span_of("A"), true).kind, VEHICLE_WRONG);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_property_number_has_up_to_twelve_digits_and_no_leading_zeros), CASE(a_street_number_has_up_to_eight_digits),
		CASE(insurance_numbers_are_told_from_temporary_ones), CASE(marks_of_every_age_are_known), CASE(a_letter_for_a_number_is_only_a_hint),
		CASE(a_foreign_plate_has_two_to_ten_characters),
	};
	return cmocka_run_group_tests_name("uk_numbers", cases, NULL, NULL);
}
