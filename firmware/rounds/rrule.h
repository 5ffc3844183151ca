/* SPDX-License-Identifier: MIT */
/* rrule.h - the part of RFC 5545's recurrence rules that collections need; the rest is refused in a sentence. */
#pragma once

#include "firmware/base/date.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	RRULE_TEXT_MAX_BYTES = 256,
	RRULE_INTERVAL_MAX = 400,
	RRULE_COUNT_MAX = 5000,
	RRULE_DAYS_MAX = 16,
	RRULE_SPAN_DAYS = 50 * 366,   /* COUNT must be reached within this */
	RRULE_YEAR_FIRST = 2000, RRULE_YEAR_LAST = 2099,
};

enum rrule_frequency { RRULE_DAILY, RRULE_WEEKLY, RRULE_MONTHLY };

struct rrule {
	enum rrule_frequency frequency;
	int interval;                                             /* 1..RRULE_INTERVAL_MAX */
	int count;                                                /* 0 none */
	struct date until;                                        /* inclusive; none when there is none */
	struct { int weekday, ordinal; } day[RRULE_DAYS_MAX];     /* 0 Sunday; ordinal 0 every, 1..5 from the first, -1..-5 from the last */
	size_t day_count;
};

/**
 * rrule_parse - "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20271231", in any case and order. FREQ is DAILY, WEEKLY or MONTHLY; weeks
 * begin on Monday; "2TU" and "-1FR" go with MONTHLY only; COUNT and UNTIL exclude each other. FAIL_INPUT what is wrong or not in this part · FAIL_LIMIT.
 */
enum fail rrule_parse(const char *text, struct rrule *ret);

/** rrule_matches - whether @day is one of the rule's that began on @start. COUNT and UNTIL are not looked at: see rrule_last(). */
bool rrule_matches(const struct rrule *rule, struct date start, struct date day);

/**
 * rrule_last - the last day of the rule that began on @start; none when it never ends. FAIL_INPUT @start is not a day of its own rule, or
 * the rule ends before it, or COUNT is not reached within RRULE_SPAN_DAYS. Cost: one look at each day with COUNT, else nothing.
 */
enum fail rrule_last(const struct rrule *rule, struct date start, struct date *ret);
