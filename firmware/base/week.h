/* SPDX-License-Identifier: MIT */
/* week.h - the week's opening hours in words, as paper says them. */
#pragma once

#include "firmware/base/site.h"
#include "firmware/base/words.h"

enum { WEEK_DAYS = 7 };

/** week_lines - "Monday to Friday, 9 am to 6 pm": the week from Monday in @arena, days with the same hours together, without those when it is closed. Returns how many. */
int week_lines(const struct words *words, const struct site *site, struct arena *arena, const char *ret[static WEEK_DAYS]);
