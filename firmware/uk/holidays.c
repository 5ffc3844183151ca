/* SPDX-License-Identifier: MIT */
/*
 * Rules in a table for each nation; what Parliament or the King adds or moves comes from data.
 * SOURCE: Easter after Meeus; two holidays that follow one another move together (Christmas, and New Year in Scotland).
 */
#include "firmware/uk/holidays.h"

#include "firmware/base/json.h"

#include <string.h>

enum { SUNDAY, MONDAY, SATURDAY = 6, NAME_MAX_BYTES = 200 };

const char *nation_name(enum nation nation)
{
	static const char *const names[NATION_COUNT] = {
		[NATION_ENGLAND_AND_WALES] = "england-and-wales", [NATION_SCOTLAND] = "scotland", [NATION_NORTHERN_IRELAND] = "northern-ireland",
	};
	return nation < NATION_COUNT ? names[nation] : "";
}

enum fail nation_from_name(const char *name, enum nation *ret)
{
	for (int i = 0; i < NATION_COUNT; i++)
		if (strcmp(name, nation_name((enum nation)i)) == 0) {
			*ret = (enum nation)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"%.40s\" is not england-and-wales, scotland or northern-ireland", name);
}

static struct date easter_sunday(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return (struct date){ .year = year, .month = f / 31, .day = f % 31 + 1 };
}

enum rule_kind {
	RULE_DAY,    /* that day; the next Monday when it is at a weekend */
	RULE_PAIR,   /* that day and the next; each moves to the next weekday that is free */
	RULE_FIRST,  /* the first Monday of the month */
	RULE_LAST,   /* the last Monday of the month */
	RULE_EASTER, /* so many days after Easter Sunday */
};
struct rule { unsigned nations; enum rule_kind kind; int month, day; };

enum { ENGLAND = 1u << NATION_ENGLAND_AND_WALES, SCOTLAND = 1u << NATION_SCOTLAND, IRELAND = 1u << NATION_NORTHERN_IRELAND, ALL = ENGLAND | SCOTLAND | IRELAND };

static const struct rule rules[] = {
	{ ENGLAND | IRELAND, RULE_DAY, 1, 1 }, { SCOTLAND, RULE_PAIR, 1, 1 }, { IRELAND, RULE_DAY, 3, 17 }, { ALL, RULE_EASTER, 0, -2 },
	{ ENGLAND | IRELAND, RULE_EASTER, 0, 1 }, { ALL, RULE_FIRST, 5, 0 }, { ALL, RULE_LAST, 5, 0 }, { IRELAND, RULE_DAY, 7, 12 },
	{ SCOTLAND, RULE_FIRST, 8, 0 }, { ENGLAND | IRELAND, RULE_LAST, 8, 0 }, { SCOTLAND, RULE_DAY, 11, 30 }, { ALL, RULE_PAIR, 12, 25 },
};

static bool same(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool on_day(struct date date, struct date day)
{
	int weekday = date_weekday(day), wait = weekday == SATURDAY ? 2 : weekday == SUNDAY ? 1 : 0;
	return same(date, date_add_days(day, wait));
}

/* Where the two days go, by the weekday of the first, Sunday first. */
static bool on_pair(struct date date, struct date first)
{
	static const int observed[7][2] = { { 1, 2 }, { 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 3 }, { 2, 3 } };
	const int *wait = observed[date_weekday(first)];
	return same(date, date_add_days(first, wait[0])) || same(date, date_add_days(first, wait[1]));
}

static bool in_rule(const struct rule *rule, struct date date)
{
	struct date day = { date.year, rule->month, rule->day };
	bool monday = date.month == rule->month && date_weekday(date) == MONDAY;
	switch (rule->kind) {
	case RULE_DAY: return on_day(date, day);
	case RULE_PAIR: return on_pair(date, day);
	case RULE_FIRST: return monday && date.day <= 7;
	case RULE_LAST: return monday && date_add_days(date, 7).month != rule->month;
	case RULE_EASTER: return same(date, date_add_days(easter_sunday(date.year), rule->day));
	}
	return false;
}

static bool listed(const struct date *dates, size_t count, struct date date)
{
	for (size_t i = 0; i < count; i++)
		if (same(dates[i], date))
			return true;
	return false;
}

bool holidays_has(const struct holidays *holidays, struct date date)
{
	if (listed(holidays->added, holidays->added_count, date))
		return true;
	if (listed(holidays->removed, holidays->removed_count, date))
		return false;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if ((rules[i].nations & 1u << holidays->nation) && in_rule(&rules[i], date))
			return true;
	return false;
}

bool holidays_working(const struct holidays *holidays, struct date date)
{
	int weekday = date_weekday(date);
	return weekday != SUNDAY && weekday != SATURDAY && !holidays_has(holidays, date);
}

struct date holidays_add(const struct holidays *holidays, struct date from, int days)
{
	int left = days > WORKING_DAYS_MAX ? WORKING_DAYS_MAX : days;
	while (left > 0) {
		from = date_add_days(from, 1);
		left -= holidays_working(holidays, from);
	}
	return from;
}

/* Whether the entry is about @nation. */
static enum fail read_nations(const json_t *nations, enum nation nation, bool *ret)
{
	size_t index;
	const json_t *name;
	*ret = !nations;
	if (nations && !json_is_array(nations))
		return FAIL(INPUT, "\"nations\" is not a list");
	json_array_foreach(nations, index, name) {
		enum nation one;
		if (!json_is_string(name))
			return FAIL(INPUT, "a nation is not text");
		TRY(nation_from_name(json_string_value(name), &one));
		*ret |= one == nation;
	}
	return FAIL_NONE;
}

static enum fail read_list(const json_t *data, const char *key, enum nation nation, struct date ret[static HOLIDAYS_ONE_OFF_MAX], size_t *ret_count)
{
	const json_t *list = json_object_get(data, key), *entry;
	size_t index;
	*ret_count = 0;
	if (list && !json_is_array(list))
		return FAIL(INPUT, "\"%s\" is not a list", key);
	if (json_array_size(list) > HOLIDAYS_ONE_OFF_MAX)
		return FAIL(LIMIT, "\"%s\" has more than %d days", key, HOLIDAYS_ONE_OFF_MAX);
	json_array_foreach(list, index, entry) {
		const char *date;
		bool ours = false;
		enum fail code = json_take_text(entry, "date", NAME_MAX_BYTES, &date);
		if (code == FAIL_NONE)
			code = date_parse(date, &ret[*ret_count]);
		if (code == FAIL_NONE)
			code = read_nations(json_object_get(entry, "nations"), nation, &ours);
		if (code != FAIL_NONE)
			return fail_note(code, "day %zu of \"%s\"", index + 1, key);
		*ret_count += ours;
	}
	return FAIL_NONE;
}

enum fail holidays_load(const json_t *data, enum nation nation, struct holidays *ret)
{
	struct holidays holidays = { .nation = nation };
	if (data && !json_is_object(data))
		return FAIL(INPUT, "the one-off holidays are not an object");
	TRY(read_list(data, "added", nation, holidays.added, &holidays.added_count));
	TRY(read_list(data, "removed", nation, holidays.removed, &holidays.removed_count));
	*ret = holidays;
	return FAIL_NONE;
}

enum fail holidays_read(const char *path, enum nation nation, struct holidays *ret)
{
	json_t *data = NULL;
	enum fail code = json_read(path, HOLIDAYS_MAX_BYTES, &data);
	if (code == FAIL_EMPTY)
		code = FAIL_NONE;
	if (code == FAIL_NONE)
		code = holidays_load(data, nation, ret);
	json_decref(data);
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "the one-off holidays in %s", path);
}
