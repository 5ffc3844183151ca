/* SPDX-License-Identifier: MIT */
/*
 * unit.uk_modulus - the banks' check of sort code and account: every exception, by the invented table that is shipped.
 * With FOYER_MODULUS_TABLE, FOYER_MODULUS_SUBSTITUTES and FOYER_MODULUS_VECTORS also by a real table and its known pairs.
 */
#include "tests/unit/uk/uk_given.h"

#include "firmware/base/file.h"
#include "firmware/uk/account.h"
#include "firmware/uk/modulus.h"
#include "tests/lib/given.h"

#include <unistd.h>

struct bank { struct arena arena; struct modulus_table table; };

static void read_file(const char *path, size_t max_bytes, struct buffer *ret)
{
	buffer_init(ret, max_bytes);
	if (file_read(path, ret) != FAIL_NONE)
		fail_msg("%s", fail_words());
}

static void open_bank(struct bank *bank, const char *weights, const char *substitutes)
{
	BUFFER_AUTO rows, others;
	read_file(weights, MODULUS_TABLE_MAX_BYTES, &rows);
	read_file(substitutes, MODULUS_SUBSTITUTES_MAX_BYTES, &others);
	arena_init(&bank->arena, MODULUS_ARENA_BYTES);
	if (modulus_table_read(buffer_text(&rows), rows.size_bytes, &bank->arena, &bank->table) != FAIL_NONE ||
	    modulus_substitutes_read(buffer_text(&others), others.size_bytes, &bank->arena, &bank->table) != FAIL_NONE)
		fail_msg("%s", fail_words());
}

static void open_shipped(struct bank *bank)
{
	char weights[GIVEN_PATH_BYTES], substitutes[GIVEN_PATH_BYTES];
	given_source("assets/bank/weights.txt", weights);
	given_source("assets/bank/substitutes.txt", substitutes);
	open_bank(bank, weights, substitutes);
}

/* Y they can belong together, N they cannot, U there is no row. */
static bool as_expected(enum modulus modulus, char expected)
{
	return expected == 'U' ? modulus == MODULUS_UNCHECKED : (modulus == MODULUS_IMPOSSIBLE) == (expected == 'N');
}

/* Every pair of @path; how many. */
static size_t agree(const struct modulus_table *table, const char *path)
{
	BUFFER_AUTO pairs;
	size_t count = 0, wrong = 0;
	read_file(path, 256 * 1024, &pairs);
	char *rest = pairs.bytes, *line;
	while ((line = strsep(&rest, "\n"))) {
		char sort_code[SORT_CODE_BYTES], account[ACCOUNT_BYTES], expected;
		if (*line == '#' || sscanf(line, "%6s %8s %c", sort_code, account, &expected) != 3)
			continue;
		count++;
		if (as_expected(modulus_check(table, sort_code, account), expected))
			continue;
		wrong++;
		print_message("%s\n", line);
	}
	assert_int_equal(wrong, 0);
	return count;
}

static void every_way_of_every_exception_is_as_the_rules_say(void **state)
{
	(void)state;
	struct bank bank;
	bool seen[15] = { false };
	char path[GIVEN_PATH_BYTES];
	open_shipped(&bank);
	given_source("tests/unit/uk/fixtures/modulus.txt", path);
	assert_true(agree(&bank.table, path) >= 300);
	for (size_t i = 0; i < bank.table.count; i++)
		seen[bank.table.row[i].exception] = true;
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
		assert_true(seen[i]);
	arena_done(&bank.arena);
}

static void what_is_not_six_and_eight_digits_is_impossible(void **state)
{
	(void)state;
	static const char *const pairs[][2] = { { "", "" }, { "99000", "12345678" }, { "9900000", "12345678" }, { "990000", "1234567" }, { "990000", "123456789" }, { "99000a", "12345678" }, { "990000", "1234567 " } };
	struct bank bank;
	open_shipped(&bank);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_int_equal(modulus_check(&bank.table, pairs[i][0], pairs[i][1]), MODULUS_IMPOSSIBLE);
	arena_done(&bank.arena);
}

static void a_foreign_currencys_account_is_not_checked(void **state)
{
	(void)state;
	struct bank bank;
	open_shipped(&bank);
	assert_int_equal(modulus_check(&bank.table, "990900", "41234500"), MODULUS_UNCHECKED);
	assert_int_equal(modulus_check(&bank.table, "990900", "81234599"), MODULUS_UNCHECKED);
	assert_int_equal(modulus_check(&bank.table, "990900", "31234500"), MODULUS_IMPOSSIBLE);
	assert_int_equal(modulus_check(&bank.table, "990900", "91234500"), MODULUS_IMPOSSIBLE);
	arena_done(&bank.arena);
}

static void a_real_table_agrees_with_its_known_pairs(void **state)
{
	(void)state;
	const char *weights = getenv("FOYER_MODULUS_TABLE"), *substitutes = getenv("FOYER_MODULUS_SUBSTITUTES"), *pairs = getenv("FOYER_MODULUS_VECTORS");
	struct bank bank;
	if (!weights || !substitutes || !pairs) {
		print_message("FOYER_MODULUS_TABLE, FOYER_MODULUS_SUBSTITUTES and FOYER_MODULUS_VECTORS are not set: skipped\n");
		skip();
	}
	open_bank(&bank, weights, substitutes);
	size_t count = agree(&bank.table, pairs);
	print_message("%zu rows, %zu substitutes: %zu pairs agree\n", bank.table.count, bank.table.substitute_count, count);
	assert_true(count > 0);
	arena_done(&bank.arena);
}

static void accounts_are_read_however_they_are_typed(void **state)
{
	(void)state;
	char sort_code[SORT_CODE_BYTES], account[ACCOUNT_BYTES];
	assert_int_equal(sort_code_read(span_of("12-34-56"), sort_code), ACCOUNT_READ);
	assert_string_equal(sort_code, "123456");
	assert_int_equal(sort_code_read(span_of(" 12 34 5"), sort_code), ACCOUNT_SHORT);
	assert_int_equal(sort_code_read(span_of("12 34 567"), sort_code), ACCOUNT_LONG);
	assert_int_equal(sort_code_read(span_of("12-34-5O"), sort_code), ACCOUNT_DIGITS_ONLY);
	static const struct { const char *typed, *read; } good[] = { { "12345678", "12345678" }, { "1234 567", "01234567" }, { "123-456", "00123456" } };
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(account_read(span_of(good[i].typed), account), ACCOUNT_READ);
		assert_string_equal(account, good[i].read);
	}
	assert_int_equal(account_read(span_of("12345"), account), ACCOUNT_SHORT);
	assert_int_equal(account_read(span_of("123456789"), account), ACCOUNT_LONG);
	assert_int_equal(account_read(span_of("12345678a"), account), ACCOUNT_DIGITS_ONLY);
	assert_int_equal(account_read(span_of(""), account), ACCOUNT_SHORT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(every_way_of_every_exception_is_as_the_rules_say), CASE(what_is_not_six_and_eight_digits_is_impossible),
		CASE(a_foreign_currencys_account_is_not_checked), CASE(a_real_table_agrees_with_its_known_pairs), CASE(accounts_are_read_however_they_are_typed),
	};
	return cmocka_run_group_tests_name("uk_modulus", cases, NULL, NULL);
}
