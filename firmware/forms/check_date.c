/* SPDX-License-Identifier: MIT */
/* A day in three boxes: all blank, a part missing, a part that cannot be, no such day, out of range; in this order, one of them. */
#include "firmware/forms/check_kind.h"

enum { PARTS = 3 };
static const char *const parts[PARTS] = { "day", "month", "year" };

static size_t blank_fields(const struct checking *checking)
{
	size_t blank = 0;
	for (size_t i = 0; i < checking->component->field_count; i++)
		blank += value_text(checking->scope->answers, checking->component->field[i]).size == 0;
	return blank;
}

/* What cannot be read as a number counts as missing, what is no day, month or year of any calendar as not real. @first: of day, month, year. */
static bool check_parts(struct checking *checking, size_t first)
{
	static const double least[PARTS] = { 1, 1, 1000 }, most[PARTS] = { 31, 12, 3000 };
	for (size_t i = first; i < PARTS; i++) {
		struct number number = value_day_part(checking->scope->answers, checking->component, (int)(i - first));
		enum rule rule = RULE_NONE;
		if (number.kind == NUMBER_BLANK || number.kind == NUMBER_WORDS)
			rule = RULE_DATE_PART;
		else if (number.kind == NUMBER_TOO_LARGE || number.decimals || number.value < least[i] || number.value > most[i])
			rule = RULE_DATE_REAL;
		if (rule != RULE_NONE) {
			checking_add(checking, rule, i - first, parts[i]);
			return true;
		}
	}
	return false;
}

/* Nothing given: an error if it must be. Returns whether there is nothing more to check. */
static bool all_blank(struct checking *checking)
{
	bool blank = blank_fields(checking) == checking->component->field_count;
	if (blank && checking->component->required)
		checking_add(checking, RULE_REQUIRED, 0, "");
	return blank;
}

static struct date later(struct date a, struct date b)
{
	return date_none(a) || (!date_none(b) && date_compare(b, a) > 0) ? b : a;
}

static struct date earlier(struct date a, struct date b)
{
	return date_none(a) || (!date_none(b) && date_compare(b, a) < 0) ? b : a;
}

static void check_range(struct checking *checking, struct date date)
{
	const struct form_component *component = checking->component;
	struct date today = checking->scope->today, from = component->earliest, to = component->latest;
	if (component->days_past.set)
		from = later(from, date_add_days(today, -(int)component->days_past.value));
	if (component->days_future.set)
		to = earlier(to, date_add_days(today, (int)component->days_future.value));
	if (!date_none(from) && date_compare(date, from) < 0)
		checking_add(checking, RULE_DATE_EARLIEST, 0, "")->date = from;
	else if (!date_none(to) && date_compare(date, to) > 0)
		checking_add(checking, RULE_DATE_LATEST, 0, "")->date = to;
}

void check_date(struct checking *checking)
{
	if (all_blank(checking) || check_parts(checking, 0))
		return;
	struct date date = value_day(checking->scope->answers, checking->component);
	if (date_none(date))
		checking_add(checking, RULE_DATE_REAL, 0, "");
	else
		check_range(checking, date);
}

void check_month(struct checking *checking)
{
	if (!all_blank(checking) && !check_parts(checking, 1))
		check_range(checking, value_month(checking->scope->answers, checking->component));
}

void check_date_time(struct checking *checking)
{
	static const double most[2] = { 23, 59 };
	size_t before = checking->count;
	check_date(checking);
	if (checking->count > before || blank_fields(checking) == checking->component->field_count)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct number number = number_read(value_text(checking->scope->answers, checking->component->field[PARTS + i]), "", "");
		if (number.kind != NUMBER_READ || number.decimals || number.value < 0 || number.value > most[i]) {
			checking_add(checking, RULE_TIME, PARTS + i, "");
			return;
		}
	}
}
