/* SPDX-License-Identifier: MIT */
/* calendar.h - what a council's rounds share: one-off holidays, shift rules, containers; and one round, read beside them. */
#pragma once

#include "firmware/rounds/round.h"

#include <jansson.h>

enum {
	CALENDAR_SHIFTS_MAX = 16,
	CALENDAR_CONTAINERS_MAX = 32,
	CALENDAR_NAME_MAX_BYTES = 80,
	CALENDAR_LANGUAGES_MAX = 8,
};

struct calendar {
	const json_t *file;            /* borrowed: what the names below stand in */
	struct holidays holidays;
	struct { char code[ROUND_CODE_MAX_BYTES + 1]; struct shift shift; } shift[CALENDAR_SHIFTS_MAX];
	size_t shift_count;
	struct { char code[ROUND_CODE_MAX_BYTES + 1]; const json_t *names; } container[CALENDAR_CONTAINERS_MAX];
	size_t container_count;
};

/** code_valid - 1..ROUND_CODE_MAX_BYTES letters, digits, '-', '_' or '.'. */
bool code_valid(const char *code);

/**
 * calendar_read - members "holidays" {"nation"?, and as holidays_load() reads them}, "shifts" {code: {"off": ["bank", "12-25", "2027-12-24"], "days": 1,
 * "moves": "week" or "day"}}, "containers" {code: {"name": {"en": …}}}. @file must outlive @ret. FAIL_INPUT · FAIL_LIMIT, in words.
 */
enum fail calendar_read(const json_t *file, struct calendar *ret);

/** calendar_names - the names of @container by language, borrowed; NULL when there is no such container. */
const json_t *calendar_names(const struct calendar *calendar, const char *container);

/**
 * round_read - {"code", "container", "start": "YYYY-MM-DD", "rule", "shift"?, "exceptions"?: [{"date", "cancelled": true} ·
 * {"date", "moved": day} · {"extra": day}]}. An exception must be a day of the rule. FAIL_INPUT · FAIL_LIMIT, in words.
 */
enum fail round_read(const json_t *json, const struct calendar *calendar, struct round *ret);
