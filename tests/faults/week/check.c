/* SPDX-License-Identifier: MIT */
/* check.c - what must be true when the days are over. */
#include "tests/faults/week/week.h"

#include "tests/lib/wait.h"

#include <stdio.h>
#include <string.h>

enum { DRAIN_MINUTES = 120, LOOK_MS = 300 };

int64_t week_told(struct kiosk *kiosk, const char *part, const char *name)
{
	json_t *status = kiosk_status(kiosk);
	int64_t value = json_integer_value(json_object_get(json_object_get(status, part), name));
	json_decref(status);
	return value;
}

static bool queues_empty(struct week *week)
{
	bool empty = true;
	for (int i = 0; i < WEEK_KIOSKS; i++)
		empty = empty && week_told(&week->kiosk[i], "queue", "waiting") == 0;
	return empty;
}

/* Pauses are simulated, requests take the time they take. */
void week_drain(struct week *week)
{
	week_line_up(week);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (int minutes = 0; minutes < DRAIN_MINUTES || !deadline_over(deadline); minutes++) {
		struct deadline look = deadline_in(LOOK_MS);
		do
			if (queues_empty(week))
				return;
		while (deadline_pause(look));
		week_pass(week, WEEK_MINUTE_MS);
	}
	fail_msg("something waits after two hours with a line");
}

static struct visit *visit_of(struct week *week, const json_t *record)
{
	const char *reference = json_string_value(json_object_get(json_object_get(record, "meta"), "referenceNumber"));
	assert_non_null(reference);
	for (int i = 0; i < week->count; i++)
		if (strcmp(week->visits[i].reference, reference) == 0)
			return &week->visits[i];
	for (int i = 0; i < week->count; i++)
		if (week->visits[i].end == VISIT_UNSURE && !week->visits[i].reference[0] && visit_is(&week->visits[i], record)) {
			snprintf(week->visits[i].reference, sizeof week->visits[i].reference, "%s", reference);
			return &week->visits[i];
		}
	char *text = json_dumps(record, JSON_COMPACT);
	fail_msg("nobody sent this: %s", text);
	return NULL;
}

void week_check_council(struct week *week)
{
	json_t *all = council_arrived(&week->kiosk[0].council), *record;
	size_t at;
	json_array_foreach(all, at, record) {
		struct visit *visit = visit_of(week, record);
		visit->arrived++;
		assert_int_not_equal(visit->end, VISIT_LEFT);
		if (!visit_is(visit, record))
			fail_msg("%s arrived with other answers than \"%s\"", visit->reference, visit->words);
	}
	json_decref(all);
}
