/* SPDX-License-Identifier: MIT */
/*
 * One sum over fourteen digits, and the fourteen ways in which a bank does it differently.
 * DESIGN: a trial holds the digits and weights of one row; each exception is one function that changes it or reads its sum. The digits'
 * names u v w x y z a b c d e f g h are the rules'.
 */
#include "firmware/uk/modulus.h"

#include <stdlib.h>
#include <string.h>

enum { U, V, W, X, Y, Z, A, B, C, D, E, F, G, H };
enum { SORT_CODE_DIGITS = 6, ACCOUNT_DIGITS = 8, SORT_CODE_OF_9 = 309634, SORT_CODE_OF_8 = 90126 };

struct trial {
	enum modulus_method method;
	int exception;
	int digit[MODULUS_DIGITS], weight[MODULUS_DIGITS];
};

typedef void (*adjustment)(const struct modulus_table *table, struct trial *trial);
typedef bool (*verdict)(const struct trial *trial);

static int modulus_of(const struct trial *trial)
{
	return trial->method == METHOD_MOD11 ? 11 : 10;
}

static int digits_of(int product)
{
	int sum = 0;
	for (; product > 0; product /= 10)
		sum += product % 10;
	return sum;
}

/* Never negative, although a weight may be. */
static int remainder_of(const struct trial *trial)
{
	int sum = trial->exception == 1 ? 27 : 0, modulus = modulus_of(trial);
	for (int i = 0; i < MODULUS_DIGITS; i++) {
		int product = trial->digit[i] * trial->weight[i];
		sum += trial->method == METHOD_DOUBLE_ALTERNATE ? digits_of(product) : product;
	}
	return (sum % modulus + modulus) % modulus;
}

static void set_sort_code(struct trial *trial, int32_t sort_code)
{
	for (int i = SORT_CODE_DIGITS - 1; i >= 0; i--, sort_code /= 10)
		trial->digit[i] = sort_code % 10;
}

static void set_weights(struct trial *trial, const int weight[static MODULUS_DIGITS])
{
	memcpy(trial->weight, weight, sizeof trial->weight);
}

static void without_sort_code(struct trial *trial)
{
	for (int i = U; i <= B; i++)
		trial->weight[i] = 0;
}

static void adjust_2(const struct modulus_table *table, struct trial *trial)
{
	static const int most[MODULUS_DIGITS] = { 0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1 }, with_9[MODULUS_DIGITS] = { [C] = 8, 7, 10, 9, 3, 1 };
	(void)table;
	if (trial->digit[A] != 0)
		set_weights(trial, trial->digit[G] == 9 ? with_9 : most);
}

static void adjust_5(const struct modulus_table *table, struct trial *trial)
{
	int32_t sort_code = 0;
	for (int i = 0; i < SORT_CODE_DIGITS; i++)
		sort_code = sort_code * 10 + trial->digit[i];
	for (size_t i = 0; i < table->substitute_count; i++)
		if (table->substitute[i].from == sort_code) {
			set_sort_code(trial, table->substitute[i].to);
			return;
		}
}

static void adjust_7(const struct modulus_table *table, struct trial *trial)
{
	(void)table;
	if (trial->digit[G] == 9)
		without_sort_code(trial);
}

static void adjust_8(const struct modulus_table *table, struct trial *trial)
{
	(void)table;
	set_sort_code(trial, SORT_CODE_OF_8);
}

static void adjust_9(const struct modulus_table *table, struct trial *trial)
{
	(void)table;
	set_sort_code(trial, SORT_CODE_OF_9);
}

static void adjust_10(const struct modulus_table *table, struct trial *trial)
{
	(void)table;
	if ((trial->digit[A] == 0 || trial->digit[A] == 9) && trial->digit[B] == 9 && trial->digit[G] == 9)
		without_sort_code(trial);
}

static bool pass_plain(const struct trial *trial)
{
	return remainder_of(trial) == 0;
}

static bool pass_4(const struct trial *trial)
{
	return remainder_of(trial) == trial->digit[G] * 10 + trial->digit[H];
}

/* The check digit is g after the first method and h after the second; the remainder 1 of 11 has none. */
static bool pass_5(const struct trial *trial)
{
	int remainder = remainder_of(trial), modulus = modulus_of(trial);
	if (trial->method == METHOD_MOD11)
		return remainder != 1 && (modulus - remainder) % modulus == trial->digit[G];
	return (modulus - remainder) % modulus == trial->digit[H];
}

/* Some accounts are one digit short and written with a 0, 1 or 9 behind. */
static bool pass_14(const struct trial *trial)
{
	struct trial shifted = *trial;
	if (pass_plain(trial))
		return true;
	if (trial->digit[H] != 0 && trial->digit[H] != 1 && trial->digit[H] != 9)
		return false;
	memmove(&shifted.digit[B], &trial->digit[A], (H - A) * sizeof shifted.digit[0]);
	shifted.digit[A] = 0;
	return pass_plain(&shifted);
}

struct exception { adjustment adjust; verdict pass; bool either; /* of two rows one is enough */ };
static const struct exception exceptions[] = {
	[0] = { NULL, pass_plain, false }, [1] = { NULL, pass_plain, false }, [2] = { adjust_2, pass_plain, true }, [3] = { NULL, pass_plain, false },
	[4] = { NULL, pass_4, false }, [5] = { adjust_5, pass_5, false }, [6] = { NULL, pass_plain, false }, [7] = { adjust_7, pass_plain, false },
	[8] = { adjust_8, pass_plain, false }, [9] = { adjust_9, pass_plain, true }, [10] = { adjust_10, pass_plain, true },
	[11] = { NULL, pass_plain, true }, [12] = { NULL, pass_plain, true }, [13] = { NULL, pass_plain, true }, [14] = { NULL, pass_14, false },
};

static bool row_passes(const struct modulus_table *table, const struct modulus_row *row, const int digit[static MODULUS_DIGITS])
{
	const struct exception *exception = &exceptions[row->exception];
	struct trial trial = { .method = row->method, .exception = row->exception };
	memcpy(trial.digit, digit, sizeof trial.digit);
	for (int i = 0; i < MODULUS_DIGITS; i++)
		trial.weight[i] = row->weight[i];
	if (exception->adjust)
		exception->adjust(table, &trial);
	return exception->pass(&trial);
}

/* A foreign currency's account: nothing is known about its digits. */
static bool is_foreign(const struct modulus_row *row, size_t count, const int *digit)
{
	bool six = row[0].exception == 6 || (count > 1 && row[1].exception == 6);
	return six && digit[A] >= 4 && digit[A] <= 8 && digit[G] == digit[H];
}

static bool is_left_out(const struct modulus_row *row, const int *digit)
{
	return row->exception == 3 && (digit[C] == 6 || digit[C] == 9);
}

static bool take_digits(const char *text, size_t count, int *ret)
{
	if (strlen(text) != count || strspn(text, "0123456789") != count)
		return false;
	for (size_t i = 0; i < count; i++)
		ret[i] = text[i] - '0';
	return true;
}

enum modulus modulus_check(const struct modulus_table *table, const char *sort_code, const char *account)
{
	int digit[MODULUS_DIGITS];
	size_t count, checked = 0, passed = 0;
	if (!take_digits(sort_code, SORT_CODE_DIGITS, digit) || !take_digits(account, ACCOUNT_DIGITS, digit + A))
		return MODULUS_IMPOSSIBLE;
	const struct modulus_row *row = modulus_table_find(table, (int32_t)strtol(sort_code, NULL, 10), &count);
	if (!row || is_foreign(row, count, digit))
		return MODULUS_UNCHECKED;
	for (size_t i = 0; i < count; i++) {
		if (is_left_out(&row[i], digit))
			continue;
		checked++;
		passed += row_passes(table, &row[i], digit);
	}
	if (checked == 0)
		return MODULUS_UNCHECKED;
	bool enough = exceptions[row[0].exception].either ? passed > 0 : passed == checked;
	return enough ? MODULUS_POSSIBLE : MODULUS_IMPOSSIBLE;
}
