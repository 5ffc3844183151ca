/* SPDX-License-Identifier: MIT */
/* times.c - SOURCE: WCAG 2.2.1 (a warning of at least 20 seconds, ten times more by a simple action); the rest by what people of every speed need. */
#include "firmware/base/times.h"

#include <string.h>

static const struct row { const char *name; int64_t usual_s, min_s, max_s; } rows[TIMES_COUNT] = {
	[TIMES_IDLE]          = { "idle_s",          TIMES_IDLE_S,          60,  600 },
	[TIMES_IDLE_AIDED]    = { "idle_aided_s",    TIMES_IDLE_AIDED_S,    120, 1200 },
	[TIMES_WARNING]       = { "warning_s",       TIMES_WARNING_S,       30,  180 },
	[TIMES_WARNING_AIDED] = { "warning_aided_s", TIMES_WARNING_AIDED_S, 45,  300 },
	[TIMES_CONFIRMATION]  = { "confirmation_s",  TIMES_CONFIRMATION_S,  20,  180 },
	[TIMES_REVEAL]        = { "reveal_s",        TIMES_REVEAL_S,        10,  120 },
	[TIMES_HEARTBEAT]     = { "heartbeat_s",     TIMES_HEARTBEAT_S,     60,  3600 },
};

struct times times_usual(void)
{
	struct times times;
	for (int i = 0; i < TIMES_COUNT; i++)
		times.ms[i] = rows[i].usual_s * 1000;
	return times;
}

static enum fail one_read(const char *name, const json_t *value, struct times *times)
{
	for (int i = 0; i < TIMES_COUNT; i++) {
		const struct row *row = &rows[i];
		if (strcmp(row->name, name) != 0)
			continue;
		if (!json_is_integer(value) || json_integer_value(value) < row->min_s || json_integer_value(value) > row->max_s)
			return FAIL(INPUT, "\"%s\" is not a whole number of seconds from %lld to %lld", name, (long long)row->min_s, (long long)row->max_s);
		times->ms[i] = json_integer_value(value) * 1000;
		return FAIL_NONE;
	}
	return FAIL(INPUT, "there is no time \"%.64s\"", name);
}

/* Whoever needs more time never has less than others. */
static enum fail order_check(const struct times *times)
{
	static const enum times_which pairs[][2] = { { TIMES_IDLE, TIMES_IDLE_AIDED }, { TIMES_WARNING, TIMES_WARNING_AIDED } };
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (times->ms[pairs[i][1]] < times->ms[pairs[i][0]])
			return FAIL(INPUT, "\"%s\" is shorter than \"%s\"", rows[pairs[i][1]].name, rows[pairs[i][0]].name);
	return FAIL_NONE;
}

enum fail times_read(const json_t *json, struct times *ret)
{
	struct times times = times_usual();
	const char *name;
	json_t *value;
	if (json && !json_is_object(json))
		return FAIL(INPUT, "\"times\" is no object");
	json_object_foreach((json_t *)json, name, value)
		TRY(one_read(name, value, &times));
	TRY(order_check(&times));
	*ret = times;
	return FAIL_NONE;
}

json_t *times_json(const struct times *times)
{
	json_t *json = json_object();
	for (int i = 0; i < TIMES_COUNT; i++)
		json_object_set_new(json, rows[i].name, json_integer(times->ms[i] / 1000));
	return json;
}
