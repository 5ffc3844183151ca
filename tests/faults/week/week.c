/* SPDX-License-Identifier: MIT */
/* week.c - the building: hours, line, power. */
#include "tests/faults/week/week.h"

#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGE_MAX_BYTES = 64 * 1024, NIGHT_STEP_MS = 10 * WEEK_MINUTE_MS, UP_FROM_MIN = 6, UP_TO_MIN = 66, DOWN_FROM_MIN = 4, DOWN_TO_MIN = 44 /* 36 of each 60 minutes on average */ };

/* 08:50 in London on Monday 22 March 2027; on Sunday of that week the clocks go forward. */
static int64_t monday_ms(void)
{
	struct tm monday = { .tm_year = 2027 - 1900, .tm_mon = 2, .tm_mday = 22, .tm_hour = 8, .tm_min = 50 };
	return (int64_t)timegm(&monday) * 1000;
}

static int64_t minutes_between(struct week *week, int from, int to)
{
	return (int64_t)WEEK_MINUTE_MS * (from + (int)monkey_pick(&week->chance, (unsigned)(to - from)));
}

static struct council *council_of(struct week *week)
{
	return &week->kiosk[0].council;
}

int64_t week_metric(struct week *week, const char *name)
{
	static char page[PAGE_MAX_BYTES];
	char line[96];
	long long value = -1;
	council_get(council_of(week), "/metrics", page, sizeof page);
	snprintf(line, sizeof line, "\n%s ", name);
	const char *at = strstr(page, line);
	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(line), "%lld", &value), 1);
	return value;
}

static void council_off(struct week *week)
{
	week->heartbeats += week->lies ? 0 : week_metric(week, "foyer_heartbeats_total");
	if (monkey_pick(&week->chance, 2)) {
		process_signal(&council_of(week)->process, SIGKILL);
		process_wait(&council_of(week)->process);
		week->council_kills++;
	} else {
		council_stop(council_of(week));
	}
}

/* An outage is nobody at the other end, or somebody who lies; and who is there again may lose a reply at first. */
static void line_turns(struct week *week)
{
	static const char *const liars[] = { "503", "html-200", "redirect", "wrong-ids" };
	struct council *council = council_of(week);
	if (week->up || week->lies)
		council_off(week);
	week->up = !week->up;
	week->lies = !week->up && monkey_pick(&week->chance, 4) == 0;
	week->outages += !week->up;
	council->fault = week->up ? NULL : liars[monkey_pick(&week->chance, 4)];
	council->fault_count = NULL;
	if (week->up && monkey_pick(&week->chance, 4) == 0) {
		council->fault = monkey_pick(&week->chance, 2) ? "drop-reply-after-commit" : "truncate";
		council->fault_count = "2";
	}
	if (week->up || week->lies)
		council_start(council);
	week->turns_ms = week->now_ms + (week->up ? minutes_between(week, UP_FROM_MIN, UP_TO_MIN) : minutes_between(week, DOWN_FROM_MIN, DOWN_TO_MIN));
}

void week_pass(struct week *week, int64_t ms)
{
	for (int i = 0; i < WEEK_KIOSKS; i++)
		printer_await(&week->kiosk[i].printer, week->sheets[i]);
	while (ms > 0) {
		int64_t step_ms = week->turns_ms - week->now_ms < ms ? week->turns_ms - week->now_ms : ms;
		kiosk_move_clock(&week->kiosk[0], step_ms);
		week->now_ms += step_ms;
		week->up_ms += week->up ? step_ms : 0;
		ms -= step_ms;
		if (week->now_ms >= week->turns_ms)
			line_turns(week);
	}
}

void week_night(struct week *week, int64_t until_ms)
{
	while (week->now_ms < until_ms) {
		week_pass(week, until_ms - week->now_ms < NIGHT_STEP_MS ? until_ms - week->now_ms : NIGHT_STEP_MS);
		for (int i = 0; i < WEEK_KIOSKS; i++)
			json_decref(kiosk_status(&week->kiosk[i])); /* its hub has come along */
	}
}

void week_line_up(struct week *week)
{
	if (week->up || week->lies)
		council_off(week);
	council_of(week)->fault = council_of(week)->fault_count = NULL;
	council_start(council_of(week));
	week->up = true;
	week->lies = false;
	week->turns_ms = INT64_MAX;
}

void week_cut(struct week *week)
{
	for (int i = 0; i < WEEK_KIOSKS; i++) {
		printer_switch(&week->kiosk[i].printer, "power");
		kiosk_cut_power(&week->kiosk[i]);
	}
	week->cuts++;
	week_pass(week, minutes_between(week, 1, 16));
	for (int i = 0; i < WEEK_KIOSKS; i++)
		kiosk_run(&week->kiosk[i]);
	for (int i = 0; i < WEEK_KIOSKS; i++)
		screen_await(&week->kiosk[i], "start");
}

struct week *week_start(int visits, int days)
{
	struct week *week = calloc(1, sizeof *week);
	assert_non_null(week);
	week->visits = calloc((size_t)visits, sizeof *week->visits);
	assert_non_null(week->visits);
	week->count = visits;
	week->days = days;
	week->chance = monkey_new();
	given_folder(week->forms);
	visit_forms(week->forms);
	kiosk_start(&week->kiosk[0], &(struct kiosk_plan){ .forms = week->forms, .hasty_printer = true, .begins_ms = monday_ms() });
	kiosk_start(&week->kiosk[1], &(struct kiosk_plan){ .forms = week->forms, .hasty_printer = true, .beside = &week->kiosk[0] });
	week->up = true;
	week->turns_ms = minutes_between(week, UP_FROM_MIN, UP_TO_MIN);
	return week;
}

void week_end(struct week *week)
{
	kiosk_end(&week->kiosk[1]);
	kiosk_end(&week->kiosk[0]);
	given_done(week->forms);
	free(week->visits);
	free(week);
}
