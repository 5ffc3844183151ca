/* SPDX-License-Identifier: MIT */
/* Recurrence rules. */
/* DESIGN: a rule is asked about one day at a time, so that nothing is expanded and no state can go wrong; a year is 366 questions.
 * SOURCE: RFC 5545 3.3.10. A start that is no day of its own rule is undefined there, and refused here. */
#include "firmware/rounds/rrule.h"

#include "firmware/base/span.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const weekdays[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };

static enum fail number_read(struct span text, int max, const char *what, int *ret)
{
	int number = 0;
	if (text.size < 1 || text.size > 8)
		return FAIL(INPUT, "%s is not a number", what);
	for (size_t i = 0; i < text.size; i++) {
		if (text.text[i] < '0' || text.text[i] > '9')
			return FAIL(INPUT, "%s is not a number", what);
		number = number * 10 + (text.text[i] - '0');
	}
	if (number < 1 || number > max)
		return FAIL(LIMIT, "%s is %d, allowed are 1 to %d", what, number, max);
	*ret = number;
	return FAIL_NONE;
}

static enum fail take_frequency(struct rrule *rule, struct span value)
{
	static const char *const names[] = { [RRULE_DAILY] = "DAILY", [RRULE_WEEKLY] = "WEEKLY", [RRULE_MONTHLY] = "MONTHLY" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_is_caseless(value, names[i])) {
			rule->frequency = (enum rrule_frequency)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "FREQ is %.*s; a round comes DAILY, WEEKLY or MONTHLY", (int)value.size, value.text);
}

static enum fail take_interval(struct rrule *rule, struct span value)
{
	return number_read(value, RRULE_INTERVAL_MAX, "INTERVAL", &rule->interval);
}

static enum fail take_count(struct rrule *rule, struct span value)
{
	return number_read(value, RRULE_COUNT_MAX, "COUNT", &rule->count);
}

static enum fail take_until(struct rrule *rule, struct span value)
{
	char text[11] = "";
	if (value.size == 8) {
		memcpy(text, value.text, 4);
		memcpy(text + 5, value.text + 4, 2);
		memcpy(text + 8, value.text + 6, 2);
		text[4] = text[7] = '-';
	}
	if (value.size == 8 && date_parse(text, &rule->until) == FAIL_NONE)
		return FAIL_NONE;
	fail_clear();
	return FAIL(INPUT, "UNTIL is not a real day written YYYYMMDD");
}

static enum fail take_day(struct rrule *rule, struct span part)
{
	int ordinal = 0, sign = 1;
	struct span rest = part;
	if (rest.size && (*rest.text == '+' || *rest.text == '-')) {
		sign = *rest.text == '-' ? -1 : 1;
		rest = (struct span){ rest.text + 1, rest.size - 1 };
	}
	if (rest.size == 3 && *rest.text >= '1' && *rest.text <= '5') {
		ordinal = sign * (*rest.text - '0');
		rest = (struct span){ rest.text + 1, 2 };
	} else if (rest.size != part.size) {
		rest.size = 0;
	}
	for (int i = 0; i < 7; i++)
		if (span_is_caseless(rest, weekdays[i])) {
			if (rule->day_count == RRULE_DAYS_MAX)
				return FAIL(LIMIT, "BYDAY names more than %d days", RRULE_DAYS_MAX);
			rule->day[rule->day_count].weekday = i;
			rule->day[rule->day_count++].ordinal = ordinal;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "BYDAY has \"%.*s\", which is not a day such as MO, 2TU or -1FR", (int)(part.size < 16 ? part.size : 16), part.text);
}

static struct span cut(struct span *rest, char at)
{
	const char *end = memchr(rest->text, at, rest->size);
	struct span part = { rest->text, end ? (size_t)(end - rest->text) : rest->size };
	size_t gone = part.size + (end ? 1 : 0);
	*rest = (struct span){ rest->text + gone, rest->size - gone };
	return part;
}

static enum fail take_days(struct rrule *rule, struct span value)
{
	bool more = true;
	while (more) {
		more = memchr(value.text, ',', value.size) != NULL;
		TRY(take_day(rule, cut(&value, ',')));
	}
	return FAIL_NONE;
}

static enum fail take_week_start(struct rrule *rule, struct span value)
{
	(void)rule;
	return span_is_caseless(value, "MO") ? FAIL_NONE : FAIL(INPUT, "WKST is not MO; the weeks of a round begin on Monday");
}

static const struct { const char *name; enum fail (*take)(struct rrule *rule, struct span value); } parts[] = {
	{ "FREQ", take_frequency }, { "INTERVAL", take_interval }, { "BYDAY", take_days },
	{ "COUNT", take_count }, { "UNTIL", take_until }, { "WKST", take_week_start },
};
enum { PARTS = sizeof parts / sizeof parts[0], PART_FREQ = 0 };

static enum fail part_read(struct rrule *rule, struct span part, unsigned *seen)
{
	struct span value = part, name = cut(&value, '=');
	for (unsigned i = 0; i < PARTS; i++) {
		if (!span_is_caseless(name, parts[i].name))
			continue;
		if (*seen & 1u << i)
			return FAIL(INPUT, "%s stands twice in the rule", parts[i].name);
		*seen |= 1u << i;
		return parts[i].take(rule, value);
	}
	return FAIL(INPUT, "\"%.*s\" is not understood in a round's rule; use FREQ, INTERVAL, BYDAY, COUNT or UNTIL", (int)(name.size < 32 ? name.size : 32), name.text);
}

static enum fail parts_agree(const struct rrule *rule, unsigned seen)
{
	if (!(seen & 1u << PART_FREQ))
		return FAIL(INPUT, "the rule has no FREQ");
	if (rule->count && !date_none(rule->until))
		return FAIL(INPUT, "the rule has both COUNT and UNTIL");
	for (size_t i = 0; i < rule->day_count; i++)
		if (rule->day[i].ordinal && rule->frequency != RRULE_MONTHLY)
			return FAIL(INPUT, "a numbered day such as 2TU goes with FREQ=MONTHLY only");
	return FAIL_NONE;
}

enum fail rrule_parse(const char *text, struct rrule *ret)
{
	struct rrule rule = { .interval = 1 };
	struct span rest = { text, strnlen(text, RRULE_TEXT_MAX_BYTES + 1) };
	unsigned seen = 0;
	if (rest.size > RRULE_TEXT_MAX_BYTES)
		return FAIL(LIMIT, "a rule is longer than %d bytes", RRULE_TEXT_MAX_BYTES);
	while (rest.size)
		TRY(part_read(&rule, cut(&rest, ';'), &seen));
	TRY(parts_agree(&rule, seen));
	*ret = rule;
	return FAIL_NONE;
}

static bool falls_on(const struct rrule *rule, struct date day)
{
	int weekday = date_weekday(day);
	struct date first = { day.year, day.month, 1 };
	int month_days = date_number(date_add_months(first, 1)) - date_number(first);
	for (size_t i = 0; i < rule->day_count; i++) {
		int ordinal = rule->day[i].ordinal;
		bool counted = ordinal == 0 || ordinal == (day.day - 1) / 7 + 1 || -ordinal == (month_days - day.day) / 7 + 1;
		if (weekday == rule->day[i].weekday && counted)
			return true;
	}
	return false;
}

static int weeks(struct date day)
{
	return (date_number(day) + 3) / 7; /* 1970-01-01 was a Thursday; no rule begins before 2000 */
}

bool rrule_matches(const struct rrule *rule, struct date start, struct date day)
{
	int passed = 0;
	bool same = true;
	if (date_compare(day, start) < 0)
		return false;
	switch (rule->frequency) {
	case RRULE_DAILY:
		passed = date_number(day) - date_number(start);
		break;
	case RRULE_WEEKLY:
		passed = weeks(day) - weeks(start);
		same = date_weekday(day) == date_weekday(start);
		break;
	case RRULE_MONTHLY:
		passed = (day.year - start.year) * 12 + day.month - start.month;
		same = day.day == start.day;
		break;
	}
	return passed % rule->interval == 0 && (rule->day_count ? falls_on(rule, day) : same);
}

enum fail rrule_last(const struct rrule *rule, struct date start, struct date *ret)
{
	if (start.year < RRULE_YEAR_FIRST || start.year > RRULE_YEAR_LAST)
		return FAIL(INPUT, "the rule begins in %d; it must be in %d to %d", start.year, RRULE_YEAR_FIRST, RRULE_YEAR_LAST);
	if (!rrule_matches(rule, start, start))
		return FAIL(INPUT, "the start is not a day of its own rule");
	if (!date_none(rule->until) && date_compare(rule->until, start) < 0)
		return FAIL(INPUT, "the rule ends before it starts");
	*ret = rule->until;
	if (rule->count == 0)
		return FAIL_NONE;
	struct date day = start;
	for (int left = rule->count, i = 0; i < RRULE_SPAN_DAYS; i++, day = date_add_days(day, 1))
		if (rrule_matches(rule, start, day) && --left == 0) {
			*ret = day;
			return FAIL_NONE;
		}
	return FAIL(LIMIT, "COUNT is not reached within fifty years");
}
