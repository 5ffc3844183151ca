/* SPDX-License-Identifier: MIT */
/* opening.h - when the place is open: its hours, less bank holidays. */
#pragma once

#include "firmware/base/site.h"
#include "firmware/uk/holidays.h"

/**
 * opening_until - whether the place is open at @date, @minutes since midnight.
 * @ret_until: the closing minute when it is, else the next opening's minute, or -1: it never opens.  @ret_day: that opening's day.
 */
bool opening_until(const struct site *site, const struct holidays *holidays, struct date date, int minutes, int *ret_until, struct date *ret_day);
