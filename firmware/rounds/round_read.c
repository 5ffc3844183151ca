/* SPDX-License-Identifier: MIT */
/* One round from JSON. */
#include "firmware/rounds/calendar.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

static enum fail code_take(const json_t *json, const char *key, char ret[static ROUND_CODE_MAX_BYTES + 1])
{
	const char *code = NULL;
	TRY(json_take_text(json, key, ROUND_CODE_MAX_BYTES, &code));
	if (!code_valid(code))
		return FAIL(INPUT, "\"%s\" is not a code of letters, digits, '-', '_' and '.'", key);
	snprintf(ret, ROUND_CODE_MAX_BYTES + 1, "%s", code);
	return FAIL_NONE;
}

static enum fail day_take(const json_t *json, const char *key, struct date *ret)
{
	const char *text = NULL;
	TRY(json_take_text(json, key, 10, &text));
	TRY(date_parse(text, ret));
	if (ret->year < RRULE_YEAR_FIRST || ret->year > RRULE_YEAR_LAST)
		return FAIL(INPUT, "\"%s\" lies outside %d to %d", key, RRULE_YEAR_FIRST, RRULE_YEAR_LAST);
	return FAIL_NONE;
}

static enum fail shift_take(const json_t *json, const struct calendar *calendar, struct shift *ret)
{
	const char *code = NULL;
	if (!json_object_get(json, "shift"))
		return FAIL_NONE;
	TRY(json_take_text(json, "shift", ROUND_CODE_MAX_BYTES, &code));
	for (size_t i = 0; i < calendar->shift_count; i++)
		if (strcmp(calendar->shift[i].code, code) == 0) {
			*ret = calendar->shift[i].shift;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "there is no shift \"%s\"", code);
}

static enum fail exception_read(const json_t *json, const struct round *round, struct round_exception *ret)
{
	bool cancelled = json_bool_or(json, "cancelled", false), moved = json_object_get(json, "moved"), extra = json_object_get(json, "extra");
	if (cancelled + moved + extra != 1)
		return FAIL(INPUT, "an exception has one of \"cancelled\": true, \"moved\" and \"extra\"");
	ret->change = cancelled ? ROUND_CANCELLED : moved ? ROUND_MOVED : ROUND_EXTRA;
	TRY(day_take(json, extra ? "extra" : "date", &ret->date));
	if (moved)
		TRY(day_take(json, "moved", &ret->to));
	if (extra || round_by_rule(round, ret->date))
		return FAIL_NONE;
	char text[11];
	date_write(ret->date, text);
	return FAIL(INPUT, "there is an exception for %s, which is no day of its rule", text);
}

static enum fail exceptions_take(const json_t *json, struct round *round)
{
	const json_t *list = json_object_get(json, "exceptions");
	if (list && !json_is_array(list))
		return FAIL(INPUT, "\"exceptions\" is not a list");
	if (json_array_size(list) > ROUND_EXCEPTIONS_MAX)
		return FAIL(LIMIT, "there are %zu exceptions, the most is %d", json_array_size(list), ROUND_EXCEPTIONS_MAX);
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct round_exception *exception = &round->exception[round->exception_count];
		TRY(exception_read(json_array_get(list, i), round, exception));
		for (size_t k = 0; k < round->exception_count; k++)
			if (exception->change != ROUND_EXTRA && round->exception[k].change != ROUND_EXTRA &&
			    date_compare(exception->date, round->exception[k].date) == 0)
				return FAIL(INPUT, "there are two exceptions for one day");
		round->exception_count++;
	}
	return FAIL_NONE;
}

static enum fail rest_read(const json_t *json, const struct calendar *calendar, struct round *round)
{
	const char *rule = NULL;
	TRY(code_take(json, "container", round->container));
	if (!calendar_names(calendar, round->container))
		return FAIL(INPUT, "there is no container \"%s\"", round->container);
	TRY(day_take(json, "start", &round->start));
	TRY(json_take_text(json, "rule", RRULE_TEXT_MAX_BYTES, &rule));
	TRY(rrule_parse(rule, &round->rule));
	TRY(rrule_last(&round->rule, round->start, &round->last));
	TRY(shift_take(json, calendar, &round->shift));
	return exceptions_take(json, round);
}

enum fail round_read(const json_t *json, const struct calendar *calendar, struct round *ret)
{
	*ret = (struct round){ 0 };
	TRY(code_take(json, "code", ret->code));
	enum fail fail = rest_read(json, calendar, ret);
	return fail == FAIL_NONE ? FAIL_NONE : fail_note(fail, "round \"%s\"", ret->code);
}
