/* SPDX-License-Identifier: MIT */
/* What is on a bank card or a statement. */
#include "firmware/uk/account.h"
#include "firmware/uk/packed.h"

#include <string.h>

enum { ACCOUNT_DIGITS = 8, ACCOUNT_LEAST = 6, SORT_CODE_DIGITS = 6 };

static enum account digits_read(struct span text, size_t least, size_t most, struct packed *ret)
{
	if (!packed_digits(text, PACKED_MAX, ret))
		return ACCOUNT_DIGITS_ONLY;
	return ret->size < least ? ACCOUNT_SHORT : ret->size > most ? ACCOUNT_LONG : ACCOUNT_READ;
}

enum account sort_code_read(struct span text, char ret[static SORT_CODE_BYTES])
{
	struct packed packed;
	enum account account = digits_read(text, SORT_CODE_DIGITS, SORT_CODE_DIGITS, &packed);
	if (account == ACCOUNT_READ)
		memcpy(ret, packed.text, SORT_CODE_BYTES);
	return account;
}

enum account account_read(struct span text, char ret[static ACCOUNT_BYTES])
{
	struct packed packed;
	enum account account = digits_read(text, ACCOUNT_LEAST, ACCOUNT_DIGITS, &packed);
	if (account != ACCOUNT_READ)
		return account;
	memset(ret, '0', ACCOUNT_DIGITS);
	memcpy(ret + ACCOUNT_DIGITS - packed.size, packed.text, packed.size + 1);
	return ACCOUNT_READ;
}
