/* SPDX-License-Identifier: MIT */
/* SOURCE: the proleptic Gregorian calendar counted from 1 March. */
#include "firmware/base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int month_days(int year, int month)
{
	static const int days[13] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month];
}

bool date_real(struct date date)
{
	return date.year >= 1000 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
	       date.day <= month_days(date.year, date.month);
}

bool date_none(struct date date)
{
	return date.year == 0 && date.month == 0 && date.day == 0;
}

int32_t date_number(struct date date)
{
	int year = date.month <= 2 ? date.year - 1 : date.year;
	int month = date.month <= 2 ? date.month + 9 : date.month - 3; /* from March */
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1 - 719468;
}

struct date date_from_number(int32_t days)
{
	int32_t n = days + 719468;
	int32_t era = n / 146097, of_era = n % 146097;
	int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t month = (5 * of_year + 2) / 153;
	struct date date = { .year = year_of_era + era * 400, .day = of_year - (153 * month + 2) / 5 + 1 };
	date.month = month < 10 ? month + 3 : month - 9;
	date.year += date.month <= 2;
	return date;
}

int date_compare(struct date a, struct date b)
{
	int32_t first = date_number(a), second = date_number(b);
	return (first > second) - (first < second);
}

int date_weekday(struct date date)
{
	return (int)(((date_number(date) + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

struct date date_add_days(struct date date, int days)
{
	return date_from_number(date_number(date) + days);
}

struct date date_add_months(struct date date, int months)
{
	int total = date.year * 12 + date.month - 1 + months;
	struct date moved = { .year = total / 12, .month = total % 12 + 1, .day = date.day };
	int last = month_days(moved.year, moved.month);
	if (moved.day > last)
		moved.day = last;
	return moved;
}

enum fail date_parse(const char *text, struct date *ret)
{
	struct date date = { 0 };
	bool shaped = strlen(text) == 10 && text[4] == '-' && text[7] == '-';
	for (int i = 0; shaped && i < 10; i++) {
		if (i == 4 || i == 7)
			continue;
		shaped = text[i] >= '0' && text[i] <= '9';
		int *part = i < 4 ? &date.year : i < 7 ? &date.month : &date.day;
		*part = *part * 10 + (text[i] - '0');
	}
	if (!shaped || !date_real(date))
		return FAIL(INPUT, "\"%.20s\" is not a day written YYYY-MM-DD", text);
	*ret = date;
	return FAIL_NONE;
}

void date_write(struct date date, char ret[static 11])
{
	char text[40];
	snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
	memcpy(ret, text, 10);
	ret[10] = '\0';
}

struct date date_of_ms(int64_t wall_ms, int *ret_minutes)
{
	time_t seconds = (time_t)(wall_ms / 1000);
	struct tm parts;
	localtime_r(&seconds, &parts);
	if (ret_minutes)
		*ret_minutes = parts.tm_hour * 60 + parts.tm_min;
	return (struct date){ .year = parts.tm_year + 1900, .month = parts.tm_mon + 1, .day = parts.tm_mday };
}
