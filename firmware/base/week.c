/* SPDX-License-Identifier: MIT */
/* week.c - days that follow each other and have the same hours are one line. */
#include "firmware/base/week.h"

enum { MONDAY = 1 };

static const char *weekday(const struct words *words, struct arena *arena, int day)
{
	return words_get(words, arena_printf(arena, "date.weekday.%d", day));
}

static bool same_hours(const struct site_hours *a, const struct site_hours *b)
{
	return a->open == b->open && a->from_minutes == b->from_minutes && a->to_minutes == b->to_minutes;
}

int week_lines(const struct words *words, const struct site *site, struct arena *arena, const char *ret[static WEEK_DAYS])
{
	int lines = 0;
	for (int at = 0; at < WEEK_DAYS;) {
		int first = (MONDAY + at) % WEEK_DAYS, last = first, count = 1;
		const struct site_hours *hours = &site->hours[first];
		while (at + count < WEEK_DAYS && same_hours(hours, &site->hours[(MONDAY + at + count) % WEEK_DAYS]))
			last = (MONDAY + at + count++) % WEEK_DAYS;
		at += count;
		if (!hours->open)
			continue;
		const char *days = weekday(words, arena, first);
		if (count > 1)
			days = words_fill(words, arena, "receipt.days", WORDS_VALUES({ "first", days }, { "last", weekday(words, arena, last) }));
		ret[lines++] = words_fill(words, arena, "receipt.hours", WORDS_VALUES({ "days", days },
			{ "from", words_time(words, arena, hours->from_minutes) }, { "until", words_time(words, arena, hours->to_minutes) }));
	}
	return lines;
}
