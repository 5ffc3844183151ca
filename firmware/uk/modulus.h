/* SPDX-License-Identifier: MIT */
/* modulus.h - whether a sort code and an account number can belong together. That they can does not mean that the account exists. */
#pragma once

#include "firmware/uk/modulus_table.h"

enum modulus {
	MODULUS_POSSIBLE, MODULUS_IMPOSSIBLE,
	MODULUS_UNCHECKED, /* the banks say nothing about this sort code, or the account is in a foreign currency: take it as possible */
};

/**
 * modulus_check - the banks' modulus check, with all of its exceptions.
 * @sort_code: six digits, @account: eight: as sort_code_read() and account_read() give them; anything else is impossible.
 * Cost: one search in the table and at most three sums.
 * Source: the published rules, "Validating account numbers", and their exceptions 1 to 14.
 */
enum modulus modulus_check(const struct modulus_table *table, const char *sort_code, const char *account);
