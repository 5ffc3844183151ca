/* SPDX-License-Identifier: MIT */
/* Holidays, shifts and containers from JSON. */
#include "firmware/rounds/calendar.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

bool code_valid(const char *code)
{
	size_t size = strnlen(code, ROUND_CODE_MAX_BYTES + 1);
	if (size < 1 || size > ROUND_CODE_MAX_BYTES)
		return false;
	return strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == size;
}

static enum fail holidays_take(const json_t *json, struct holidays *ret)
{
	enum nation nation = NATION_ENGLAND_AND_WALES;
	if (json && !json_is_object(json))
		return FAIL(INPUT, "\"holidays\" is not an object");
	TRY(nation_from_name(json_text_or(json, "nation", nation_name(nation)), &nation));
	return holidays_load(json, nation, ret);
}

/* "12-25" of every year: a leap year knows all of them */
static enum fail named_read(struct shift *shift, const char *text)
{
	struct date day;
	char full[24];
	bool yearly = strlen(text) == 5;
	snprintf(full, sizeof full, "%s%.11s", yearly ? "2024-" : "", text);
	if (shift->named_count == SHIFT_NAMED_MAX)
		return FAIL(LIMIT, "\"off\" names more than %d days", SHIFT_NAMED_MAX);
	if (date_parse(full, &day) != FAIL_NONE) {
		fail_clear();
		return FAIL(INPUT, "\"off\" has \"%.20s\"; it takes \"bank\", \"MM-DD\" and \"YYYY-MM-DD\"", text);
	}
	shift->named[shift->named_count].year = yearly ? 0 : day.year;
	shift->named[shift->named_count].month = day.month;
	shift->named[shift->named_count++].day = day.day;
	return FAIL_NONE;
}

static enum fail shift_read(const json_t *json, struct shift *shift)
{
	const json_t *off = json_object_get(json, "off");
	const char *moves = NULL;
	int64_t days = 0;
	TRY(json_take_int(json, "days", 1, SHIFT_DAYS_MAX, &days));
	TRY(json_take_text(json, "moves", 8, &moves));
	if (strcmp(moves, "week") != 0 && strcmp(moves, "day") != 0)
		return FAIL(INPUT, "\"moves\" is neither \"week\" nor \"day\"");
	shift->days = (int)days;
	shift->week = moves[0] == 'w';
	if (!json_is_array(off) || json_array_size(off) == 0)
		return FAIL(INPUT, "\"off\" is not a list of days off");
	for (size_t i = 0; i < json_array_size(off); i++) {
		const char *text = json_string_value(json_array_get(off, i));
		if (!text)
			return FAIL(INPUT, "\"off\" has something that is not text");
		if (strcmp(text, "bank") == 0)
			shift->bank = true;
		else
			TRY(named_read(shift, text));
	}
	return FAIL_NONE;
}

/* a member that is an object of at most @max objects, each under a code */
static enum fail table_check(const json_t *table, const char *name, size_t max)
{
	const char *code;
	json_t *entry;
	if (table && !json_is_object(table))
		return FAIL(INPUT, "\"%s\" is not an object", name);
	if (json_object_size(table) > max)
		return FAIL(LIMIT, "\"%s\" has %zu entries, the most is %zu", name, json_object_size(table), max);
	json_object_foreach((json_t *)table, code, entry)
		if (!code_valid(code) || !json_is_object(entry))
			return FAIL(INPUT, "\"%s\": \"%.40s\" is not a code of up to %d letters, digits, '-', '_' and '.' with an object", name, code, ROUND_CODE_MAX_BYTES);
	return FAIL_NONE;
}

static bool has_control(const char *text)
{
	while ((unsigned char)*text >= ' ' && *text != 0x7f)
		text++;
	return *text != '\0';
}

static enum fail names_check(const json_t *names)
{
	const char *language;
	json_t *name;
	if (!json_is_object(names) || json_object_size(names) < 1 || json_object_size(names) > CALENDAR_LANGUAGES_MAX)
		return FAIL(INPUT, "\"name\" is not an object with the name in 1 to %d languages", CALENDAR_LANGUAGES_MAX);
	json_object_foreach((json_t *)names, language, name) {
		if (strlen(language) > 16 || json_string_length(name) < 1 || json_string_length(name) > CALENDAR_NAME_MAX_BYTES || has_control(json_string_value(name)))
			return FAIL(INPUT, "\"name\": \"%.16s\" is not text of 1 to %d bytes without control characters", language, CALENDAR_NAME_MAX_BYTES);
	}
	return FAIL_NONE;
}

static enum fail containers_read(const json_t *table, struct calendar *calendar)
{
	const char *code;
	json_t *entry;
	TRY(table_check(table, "containers", CALENDAR_CONTAINERS_MAX));
	json_object_foreach((json_t *)table, code, entry) {
		const json_t *names = json_object_get(entry, "name");
		enum fail fail = names_check(names);
		if (fail != FAIL_NONE)
			return fail_note(fail, "container \"%s\"", code);
		snprintf(calendar->container[calendar->container_count].code, sizeof calendar->container[0].code, "%s", code);
		calendar->container[calendar->container_count++].names = names;
	}
	return FAIL_NONE;
}

static enum fail shifts_read(const json_t *table, struct calendar *calendar)
{
	const char *code;
	json_t *entry;
	TRY(table_check(table, "shifts", CALENDAR_SHIFTS_MAX));
	json_object_foreach((json_t *)table, code, entry) {
		enum fail fail = shift_read(entry, &calendar->shift[calendar->shift_count].shift);
		if (fail != FAIL_NONE)
			return fail_note(fail, "shift \"%s\"", code);
		snprintf(calendar->shift[calendar->shift_count++].code, sizeof calendar->shift[0].code, "%s", code);
	}
	return FAIL_NONE;
}

enum fail calendar_read(const json_t *file, struct calendar *ret)
{
	*ret = (struct calendar){ .file = file };
	if (!json_is_object(file))
		return FAIL(INPUT, "the rounds are not an object");
	enum fail fail = holidays_take(json_object_get(file, "holidays"), &ret->holidays);
	if (fail != FAIL_NONE)
		return fail_note(fail, "holidays");
	TRY(shifts_read(json_object_get(file, "shifts"), ret));
	return containers_read(json_object_get(file, "containers"), ret);
}

const json_t *calendar_names(const struct calendar *calendar, const char *container)
{
	for (size_t i = 0; i < calendar->container_count; i++)
		if (strcmp(calendar->container[i].code, container) == 0)
			return calendar->container[i].names;
	return NULL;
}
