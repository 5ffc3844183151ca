/* SPDX-License-Identifier: MIT */
/* unit.uk_money - sums in pence. */
#include "tests/unit/uk/uk_given.h"

#include "firmware/uk/money.h"

static void sums_are_read_however_they_are_typed(void **state)
{
	(void)state;
	static const struct { const char *typed; enum money money; int64_t pence; } samples[] = {
		{ "£1,234.50", MONEY_READ, 123450 }, { "1234.5", MONEY_READ, 123450 }, { "12", MONEY_READ, 1200 }, { "£ 12", MONEY_READ, 1200 }, { "50p", MONEY_READ, 50 },
		{ "1,234P", MONEY_READ, 1234 }, { "0.01", MONEY_READ, 1 }, { "0", MONEY_READ, 0 }, { "12.50000", MONEY_READ, 1250 }, { "1,234,567", MONEY_READ, 123456700 },
		{ "£999,999,999.99", MONEY_READ, MONEY_MAX_PENCE }, { "99999999999p", MONEY_READ, MONEY_MAX_PENCE }, { "0012", MONEY_READ, 1200 },
		{ "1000000000", MONEY_LARGE, -1 }, { "100000000000p", MONEY_LARGE, -1 }, { "99999999999999999999999999999999", MONEY_LARGE, -1 },
		{ "12.345", MONEY_FRACTION, -1 }, { "", MONEY_WORDS, -1 }, { "£", MONEY_WORDS, -1 }, { "p", MONEY_WORDS, -1 }, { "12.", MONEY_WORDS, -1 },
		{ ".50", MONEY_WORDS, -1 }, { "-12", MONEY_WORDS, -1 }, { "1,23", MONEY_WORDS, -1 }, { "1234,567", MONEY_WORDS, -1 }, { "1,,234", MONEY_WORDS, -1 },
		{ ",123", MONEY_WORDS, -1 }, { "£12p", MONEY_WORDS, -1 }, { "12.5p", MONEY_WORDS, -1 }, { "1.2.3", MONEY_WORDS, -1 }, { "12 pounds", MONEY_WORDS, -1 },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		int64_t pence = -1;
		if (money_read(span_of(samples[i].typed), &pence) != samples[i].money || pence != samples[i].pence)
			fail_msg("\"%s\": %lld", samples[i].typed, (long long)pence);
	}
}

static void sums_are_written_with_commas_and_pence_where_there_are_any(void **state)
{
	(void)state;
	static const struct { int64_t pence; const char *written; } samples[] = {
		{ 0, "£0" }, { 5, "£0.05" }, { 1200, "£12" }, { 1250, "£12.50" }, { 123450, "£1,234.50" }, { 100000000, "£1,000,000" }, { 100000001, "£1,000,000.01" },
		{ MONEY_MAX_PENCE, "£999,999,999.99" }, { MONEY_MAX_PENCE + 1, "£999,999,999.99" }, { INT64_MAX, "£999,999,999.99" }, { -1, "£0" }, { INT64_MIN, "£0" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char written[MONEY_BYTES];
		money_write(samples[i].pence, written);
		assert_string_equal(written, samples[i].written);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(sums_are_read_however_they_are_typed), CASE(sums_are_written_with_commas_and_pence_where_there_are_any),
	};
	return cmocka_run_group_tests_name("uk_money", cases, NULL, NULL);
}
