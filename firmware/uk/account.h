/* SPDX-License-Identifier: MIT */
/* account.h - a sort code and an account number, read from however they were typed. */
#pragma once

#include "firmware/base/span.h"

enum { SORT_CODE_BYTES = 7, ACCOUNT_BYTES = 9 };

enum account {
	ACCOUNT_READ, ACCOUNT_DIGITS_ONLY /* something that is not a digit */, ACCOUNT_SHORT,
	ACCOUNT_LONG, /* 9 or 10 digits are real at some banks, which fold them each in its own way: a person must help */
};

/** sort_code_read - "12-34-56": exactly six digits, into @ret. */
enum account sort_code_read(struct span text, char ret[static SORT_CODE_BYTES]);

/** account_read - 8 digits; 6 or 7 get zeros before them. Into @ret. */
enum account account_read(struct span text, char ret[static ACCOUNT_BYTES]);
