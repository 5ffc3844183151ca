/* SPDX-License-Identifier: MIT */
/* Looks three weeks ahead: no row of bank holidays is longer. */
#include "firmware/uk/opening.h"

enum { AHEAD_DAYS = 21 };

bool opening_until(const struct site *site, const struct holidays *holidays, struct date date, int minutes, int *ret_until, struct date *ret_day)
{
	const struct site_hours *today = &site->hours[date_weekday(date)];
	*ret_day = date;
	if (today->open && !holidays_has(holidays, date) && minutes < today->to_minutes) {
		bool open_now = minutes >= today->from_minutes;
		*ret_until = open_now ? today->to_minutes : today->from_minutes;
		return open_now;
	}
	for (int ahead = 1; ahead <= AHEAD_DAYS; ahead++) {
		struct date day = date_add_days(date, ahead);
		const struct site_hours *hours = &site->hours[date_weekday(day)];
		if (!hours->open || holidays_has(holidays, day))
			continue;
		*ret_day = day;
		*ret_until = hours->from_minutes;
		return false;
	}
	*ret_until = -1;
	return false;
}
