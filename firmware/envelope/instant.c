/* SPDX-License-Identifier: MIT */
/* instant.c - RFC 3339 in the one form we write; reading accepts no other, so that texts can be compared. */
#include "firmware/envelope/instant.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const int64_t last_ms = INT64_C(253402300799999); /* 9999-12-31T23:59:59.999Z */

enum fail instant_write(int64_t time_ms, char ret[static INSTANT_TEXT_BYTES])
{
	if (time_ms < 0 || time_ms > last_ms)
		return FAIL(INPUT, "a time outside the years 1970 to 9999");
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	char text[64];
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
		tm.tm_hour, tm.tm_min, tm.tm_sec, (int)(time_ms % 1000));
	memcpy(ret, text, INSTANT_TEXT_BYTES);
	return FAIL_NONE;
}

/* @digits decimal digits at @text as a number; -1 if one is none. */
static int digits_value(const char *text, int digits)
{
	int value = 0;
	for (int i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

enum fail instant_read(const char *text, int64_t *ret_ms)
{
	static const struct { int at, digits; } place[7] = { { 0, 4 }, { 5, 2 }, { 8, 2 }, { 11, 2 }, { 14, 2 }, { 17, 2 }, { 20, 3 } };
	if (strnlen(text, INSTANT_TEXT_BYTES) != INSTANT_TEXT_BYTES - 1)
		return FAIL(INPUT, "a time of the wrong length");
	int value[7];
	for (int i = 0; i < 7; i++)
		if ((value[i] = digits_value(text + place[i].at, place[i].digits)) < 0)
			return FAIL(INPUT, "a time with a foreign character");

	struct tm tm = { .tm_year = value[0] - 1900, .tm_mon = value[1] - 1, .tm_mday = value[2],
		.tm_hour = value[3], .tm_min = value[4], .tm_sec = value[5] };
	int64_t time_ms = (int64_t)timegm(&tm) * 1000 + value[6];
	/* Writing it again shows every separator, every 31st of February and every 25th hour. */
	char again[INSTANT_TEXT_BYTES];
	TRY(instant_write(time_ms, again));
	if (strcmp(again, text) != 0)
		return FAIL(INPUT, "a time that is not a moment in UTC with milliseconds");
	*ret_ms = time_ms;
	return FAIL_NONE;
}
