/* SPDX-License-Identifier: MIT */
/* money.h - sums in pence, always whole numbers. */
#pragma once

#include "firmware/base/span.h"

#include <stdint.h>

enum { MONEY_BYTES = 24 };
#define MONEY_MAX_PENCE INT64_C(99999999999) /* £999,999,999.99 */

enum money { MONEY_READ, MONEY_WORDS /* not a sum */, MONEY_FRACTION /* parts of a penny */, MONEY_LARGE /* beyond MONEY_MAX_PENCE */ };

/** money_read - "£1,234.50", "1234.5", "12", "50p"; commas only between thousands, no sign. @ret_pence: set on MONEY_READ. */
enum money money_read(struct span text, int64_t *ret_pence);

/** money_write - "£1,234.50"; whole pounds without pence: "£12". @pence: 0..MONEY_MAX_PENCE, what is beyond is cut to it. */
void money_write(int64_t pence, char ret[static MONEY_BYTES]);
