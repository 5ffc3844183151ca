/* SPDX-License-Identifier: MIT */
/* holidays.h - bank holidays of the three nations' calendars, and working days counted by them. */
#pragma once

#include "firmware/base/date.h"
#include "firmware/base/fail.h"

#include <jansson.h>

enum {
	HOLIDAYS_MAX_BYTES = 64 * 1024, HOLIDAYS_ONE_OFF_MAX = 100, /* in each list */
	WORKING_DAYS_MAX = 2000,
};

enum nation { NATION_ENGLAND_AND_WALES, NATION_SCOTLAND, NATION_NORTHERN_IRELAND, NATION_COUNT };

/** nation_name - "england-and-wales", "scotland", "northern-ireland". nation_from_name - back; FAIL_INPUT for any other. */
const char *nation_name(enum nation nation);
enum fail nation_from_name(const char *name, enum nation *ret);

struct holidays {
	enum nation nation;
	struct date added[HOLIDAYS_ONE_OFF_MAX]; size_t added_count;
	struct date removed[HOLIDAYS_ONE_OFF_MAX]; size_t removed_count;
};

/**
 * holidays_load - one-offs of @nation from {"added": [{"date": "2023-05-08", "name": "…", "nations": ["scotland"]}], "removed": […]}.
 * Without "nations" a day is everybody's; a name is for people who read the file.
 * @data: NULL for none.  FAIL_INPUT names the entry · FAIL_LIMIT.
 */
enum fail holidays_load(const json_t *data, enum nation nation, struct holidays *ret);

/** holidays_read - the same from a file; one that is not there has no one-offs. FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail holidays_read(const char *path, enum nation nation, struct holidays *ret);

/**
 * holidays_has - whether @date is a bank holiday: by rule, with substitute days, plus what was added, less what was removed.
 * Source: Banking and Financial Dealings Act 1971 and the proclamations that are made every year; as observed since 2008.
 */
bool holidays_has(const struct holidays *holidays, struct date date);

/** holidays_working - whether @date is neither at a weekend nor a bank holiday. */
bool holidays_working(const struct holidays *holidays, struct date date);

/** holidays_add - the @days-th working day after @from; @from itself for 0. @days: 0..WORKING_DAYS_MAX, what is beyond is cut to it. */
struct date holidays_add(const struct holidays *holidays, struct date from, int days);
