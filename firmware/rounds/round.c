/* SPDX-License-Identifier: MIT */
/* The days of a round. */
#include "firmware/rounds/round.h"

enum { SHIFT_REACH_DAYS = 14 * SHIFT_DAYS_MAX }; /* how far holidays in a row can move a collection */

static bool day_off(const struct shift *shift, const struct holidays *holidays, struct date day)
{
	if (shift->bank && holidays_has(holidays, day))
		return true;
	for (size_t i = 0; i < shift->named_count; i++)
		if ((shift->named[i].year == 0 || shift->named[i].year == day.year) && shift->named[i].month == day.month && shift->named[i].day == day.day)
			return true;
	return false;
}

struct date shift_day(const struct shift *shift, const struct holidays *holidays, struct date day)
{
	if (shift->days == 0)
		return day;
	int32_t at = date_number(day), goes = at, begin = at;
	if (shift->week)
		begin = at - (date_weekday(day) + 6) % 7; /* Monday of its week */
	for (int32_t off = begin; off <= goes && goes - at < SHIFT_REACH_DAYS; off++)
		if (day_off(shift, holidays, date_from_number(off)))
			goes += shift->days;
	return date_from_number(goes);
}

bool round_by_rule(const struct round *round, struct date day)
{
	return (date_none(round->last) || date_compare(day, round->last) <= 0) && rrule_matches(&round->rule, round->start, day);
}

static bool is_excepted(const struct round *round, struct date day)
{
	for (size_t i = 0; i < round->exception_count; i++)
		if (round->exception[i].change != ROUND_EXTRA && date_compare(round->exception[i].date, day) == 0)
			return true;
	return false;
}

/* What is known of a day: a collection by the rule says more than one that came there. */
enum { DAY_NONE, DAY_MOVED, DAY_BY_RULE };

static void mark(char *on, int32_t first, int days, struct date day, bool moved)
{
	int32_t at = date_number(day) - first;
	char now = moved ? DAY_MOVED : DAY_BY_RULE;
	if (at >= 0 && at < days && now > on[at])
		on[at] = now;
}

enum fail round_days(const struct round *round, const struct holidays *holidays, struct date from, int days,
                     struct round_day ret[static ROUND_DAYS_MAX], size_t *ret_count)
{
	char on[ROUND_DAYS_MAX] = { 0 };
	if (days < 1 || days > ROUND_DAYS_MAX)
		return FAIL(LIMIT, "%d days asked for, allowed are 1 to %d", days, ROUND_DAYS_MAX);
	int32_t first = date_number(from);
	for (int32_t at = first - SHIFT_REACH_DAYS - 1; at < first + days; at++) {
		struct date day = date_from_number(at);
		if (!round_by_rule(round, day) || is_excepted(round, day))
			continue;
		struct date goes = shift_day(&round->shift, holidays, day);
		mark(on, first, days, goes, date_compare(goes, day) != 0);
	}
	for (size_t i = 0; i < round->exception_count; i++) {
		const struct round_exception *exception = &round->exception[i];
		if (exception->change != ROUND_CANCELLED)
			mark(on, first, days, exception->change == ROUND_MOVED ? exception->to : exception->date, true);
	}
	*ret_count = 0;
	for (int i = 0; i < days; i++)
		if (on[i])
			ret[(*ret_count)++] = (struct round_day){ date_from_number(first + i), on[i] == DAY_MOVED };
	return FAIL_NONE;
}

enum fail round_dates(const struct round *round, const struct holidays *holidays, struct date from, int days,
                      struct date ret[static ROUND_DAYS_MAX], size_t *ret_count)
{
	struct round_day found[ROUND_DAYS_MAX];
	size_t count = 0;
	TRY(round_days(round, holidays, from, days, found, &count));
	for (size_t i = 0; i < count; i++)
		ret[i] = found[i].date;
	*ret_count = count;
	return FAIL_NONE;
}
