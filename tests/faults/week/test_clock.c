/* SPDX-License-Identifier: MIT */
/*
 * fault.clock - the wall clock jumps, -10 to +10 years, to 1970, over 2038 and the changes of the hour, synced or not, while residents come and
 * the line goes and comes: each reference arrives once, nothing is set aside, nobody is thrown out. FOYER_CLOCK_JUMPS makes it longer (fault-long.clock).
 */
#include "tests/faults/week/week.h"
#include "tests/lib/wait.h"

#include "firmware/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JUMPS = 10, MOST_MINUTES = 40, STAY_EVERY = 5 };
static const int64_t TEN_YEARS_S = INT64_C(3652) * 24 * 60 * 60;

/* Seconds since 1970: no battery, before the program was made, the last second of 32 bits and the next, an hour that is missing, one that comes twice. */
static const int64_t edges_s[] = { 0, 946684800, 1700000000, 2147483646, 2147483648, 1806195599, 1824944399, 1798761599 };
enum { EDGES = sizeof edges_s / sizeof edges_s[0] };

struct jumps { int count, edges, unsynced, stayed; int64_t right_ms; };

/* What a right clock says now: the page's steady time, from where the days began. */
static int64_t jump(struct week *week, struct jumps *jumps)
{
	const char *page = week->kiosk[0].clock;
	bool edge = monkey_pick(&week->chance, 3) == 0, synced = monkey_pick(&week->chance, 2);
	int64_t now_s = (jumps->right_ms + week->now_ms) / 1000;
	int64_t far_s = now_s - TEN_YEARS_S + (int64_t)monkey_pick(&week->chance, (unsigned)(2 * TEN_YEARS_S));
	int64_t to_s = edge ? edges_s[monkey_pick(&week->chance, EDGES)] : far_s;
	assert_int_equal(clock_page_set(page, to_s * 1000), FAIL_NONE);
	assert_int_equal(clock_page_sync(page, synced ? CLOCK_SYNCED_YES : CLOCK_SYNCED_NO), FAIL_NONE);
	jumps->count++;
	jumps->edges += edge;
	jumps->unsynced += !synced;
	return to_s;
}

/* Somebody stands at a question while the clock jumps: they stay there, are asked after the usual time and not before. */
static void stay(struct week *week, struct visit *visit, struct jumps *jumps)
{
	struct kiosk *kiosk = &week->kiosk[visit->kiosk];
	visit_part(week, visit);
	char before[SCREEN_ID_BYTES];
	snprintf(before, sizeof before, "%s", screen_id(kiosk));
	for (int i = 0; i < 3; i++)
		jump(week, jumps);
	screen_look(kiosk);
	assert_string_equal(screen_id(kiosk), before);
	assert_null(screen_find(kiosk, "more-time"));
	visit_leave(week, visit);
	jumps->stayed++;
}

/* While no date can be believed none is said. */
static void look_at_home(struct kiosk *kiosk, int64_t to_s)
{
	screen_press(kiosk, "start");
	screen_await(kiosk, "person");
	if (!clock_believable(to_s * 1000))
		assert_false(screen_says(kiosk, "January"));
	screen_press(kiosk, "finish");
	screen_await(kiosk, "start");
}

static void send(struct week *week, struct visit *visit)
{
	visit_to_check(week, visit);
	screen_press(&week->kiosk[visit->kiosk], "send");
	visit_confirmed(week, visit);
	screen_await_words(&week->kiosk[visit->kiosk], "Your receipt is ready."); /* no clock moves while paper does */
	visit_over(week, visit);
}

static void a_clock_that_jumps_loses_nothing(void **state)
{
	const char *asked = getenv("FOYER_CLOCK_JUMPS");
	int64_t began_ms = real_ms();
	int count = asked ? (int)strtol(asked, NULL, 10) : JUMPS, sent = 0;
	struct week *week = *state = week_start(count, 1);
	council_stop(&week->kiosk[0].council);
	week->kiosk[0].council.own_clock = true; /* the council's is right */
	council_start(&week->kiosk[0].council);
	struct jumps jumps = { .right_ms = clock_wall_ms() };
	for (int i = 0; i < count; i++) {
		struct visit *visit = &week->visits[i];
		visit_make(week, visit, i);
		if (i == 0)
			send(week, visit); /* with a right clock: it has met its council */
		else if (i % STAY_EVERY == 0)
			stay(week, visit, &jumps);
		else {
			int64_t to_s = jump(week, &jumps);
			look_at_home(&week->kiosk[visit->kiosk], to_s);
			send(week, visit);
		}
		week_pass(week, (int64_t)WEEK_MINUTE_MS * monkey_pick(&week->chance, MOST_MINUTES));
	}
	week_drain(week);
	week_check_council(week);
	for (int i = 0; i < count; i++) {
		sent += week->visits[i].end == VISIT_SENT;
		assert_int_equal(week->visits[i].arrived, week->visits[i].end == VISIT_SENT);
	}
	for (int i = 0; i < WEEK_KIOSKS; i++) {
		assert_int_equal(week_told(&week->kiosk[i], "queue", "parked"), 0);
		assert_int_equal(week_told(&week->kiosk[i], "spool", "waiting"), 0);
	}
	print_message("%d jumps (%d to an edge, %d unsynced, %d visits in the middle of them): %d sent, %d arrived once, 0 lost, 0 doubled, 0 parked; %d outages, %lld real seconds\n",
		jumps.count, jumps.edges, jumps.unsynced, jumps.stayed, sent, sent, week->outages, (long long)(real_ms() - began_ms) / 1000);
}

static int tear_down(void **state)
{
	if (*state)
		week_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_teardown(a_clock_that_jumps_loses_nothing, tear_down) };
	return cmocka_run_group_tests_name("clock", cases, NULL, NULL);
}
