/* SPDX-License-Identifier: MIT */
/* unit.deliver - whole turns between a hub and a far end of the case's making; time moves when the case says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "tests/unit/sync/stage.h"

#include <stdio.h>

static void delivers_what_waits_and_then_sleeps(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 120);
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 120);
	assert_int_equal(stage->far.count, 120);
	assert_int_equal(stage->far.duplicates, 0);
	assert_int_equal(stage->place.requests, 3);
	assert_string_equal(stage->hub.network, "up");
	assert_true(stage->hub.told_ms > 1700000000000); /* what time it is at the far end */
	int claims = stage->hub.claims;
	stage_pass(stage, 24 * 3600 * 1000);
	assert_int_equal(stage->hub.claims, claims); /* nobody asked in a whole day */
	assert_int_equal(stage->hub.ups, 1);
}

static void a_bell_sends_at_once(void **state)
{
	struct stage *stage = *state;
	stage_start(stage);
	assert_int_equal(stage->place.requests, 0);
	stage_add(stage, 1);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 1);
	stage_add(stage, 2);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 3);
	assert_int_equal(stage->place.requests, 2);
}

static void waits_for_what_is_due_later(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->hub.events[0].next_ms = clock_mono_ms() + 600 * 1000;
	stage_start(stage);
	assert_int_equal(stage->place.requests, 0);
	stage_pass(stage, 599 * 1000 - 500);
	assert_int_equal(stage->place.requests, 0);
	stage_pass(stage, 2 * 1000);
	assert_int_equal(stage_proved(stage), 1);
}

static void holds_its_claims_while_the_far_end_fails(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 3);
	stage->far.status = 503;
	stage_start(stage);
	for (int i = 0; i < 6; i++)
		stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 0);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 3);
	assert_int_equal(stage->hub.retries, 0); /* an outage counts against no event */
	assert_in_range(stage->place.requests, 7, 20);
	stage->far.status = 200;
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 3);
}

static void tells_the_hub_about_the_line(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 503;
	stage_start(stage);
	assert_int_equal(stage->hub.downs, 0);
	stage_pass(stage, 3000);
	assert_int_equal(stage->hub.downs, 1);
	assert_string_equal(stage->hub.words, "The back office is out of order at the moment");
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage->hub.downs, 1);
	stage->far.status = 200;
	stage_pass(stage, 900 * 1000);
	assert_string_equal(stage->hub.network, "up");
	assert_int_equal(stage->hub.ups, 1);
}

static void a_new_submission_may_probe_once_a_minute(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 404; /* a quarter of an hour's pause */
	stage_start(stage);
	assert_int_equal(stage->place.requests, 1);
	stage_ring(stage);
	assert_int_equal(stage->place.requests, 2);
	stage_ring(stage);
	stage_ring(stage);
	assert_int_equal(stage->place.requests, 2);
	stage_pass(stage, 60 * 1000);
	assert_int_equal(stage->place.requests, 2);
	stage_ring(stage);
	assert_int_equal(stage->place.requests, 3);
}

static void one_bad_event_among_many_is_found(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 20);
	stage->far.bad = stage->hub.events[13].id.text;
	stage->far.bad_status = 400;
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 19);
	assert_int_equal(stage->hub.events[13].state, HUB_EVENT_WAITING);
	assert_int_equal(stage->hub.events[13].attempts, 1);
	assert_int_equal(stage->hub.events[13].code, 400);
	assert_in_range(stage->place.requests, 5, 16);
}

/* The bad event's day: it is tried at its own times, while others come and are taken. */
static void bad_for_a_day(struct stage *stage, bool others, int days)
{
	for (int minutes = 0; minutes < days * 24 * 60; minutes += 30) {
		if (others && minutes % 120 == 0) {
			stage_add(stage, 1);
			stage_ring(stage);
		}
		stage_pass(stage, 30 * 60 * 1000);
	}
}

static void a_bad_event_is_parked_after_a_day_of_others_being_taken(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = stage_add(stage, 2);
	stage->far.bad_status = 422;
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 1);
	bad_for_a_day(stage, true, 1);
	assert_int_not_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
	bad_for_a_day(stage, true, 1);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
	assert_int_equal(stage->hub.events[0].attempts, 5);
	assert_int_equal(stage->hub.events[0].code, 422);
	assert_int_equal(stage_proved(stage), stage->hub.event_count - 1);
}

static void a_far_end_that_wants_nothing_parks_nothing(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 50);
	stage->far.status = 400;
	stage_start(stage);
	assert_in_range(stage->place.requests, 1, 8); /* enough to see that it is not one event */
	bad_for_a_day(stage, false, 4);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_PARKED), 0);
	assert_int_equal(stage->hub.retries, 0);
	stage->far.status = 200;
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 50);
}

static void a_refused_event_does_not_hold_up_others(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = stage_add(stage, 1);
	stage->far.bad_status = 400;
	stage_start(stage);
	assert_int_equal(stage->hub.retries, 0); /* nothing was ever taken: perhaps it is the far end */
	stage_add(stage, 2);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 2);
	assert_int_equal(stage->hub.events[0].attempts, 1); /* now it is clear */
}

static void a_rejection_by_name_is_the_events_own(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = stage_add(stage, 2);
	stage->far.bad_status = 200;
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 1);
	assert_int_equal(stage->hub.events[0].attempts, 1);
	assert_string_equal(stage->hub.events[0].note, "unknown form");
	assert_int_equal(stage->place.requests, 1);
}

static void what_is_not_named_is_sent_again(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 5);
	stage->far.omits = 2;
	stage_start(stage);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 1);
	assert_int_equal(stage_proved(stage), 4);
	stage_pass(stage, 5000);
	stage_pass(stage, 10000);
	assert_int_equal(stage_proved(stage), 5);
	assert_int_equal(stage->far.count, 5);
	assert_int_equal(stage->hub.retries, 0);
}

static void requests_shrink_to_what_is_taken(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 50);
	stage->far.takes = 7;
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 50);
	int requests = stage->place.requests; /* 50, 25, 12, and then by six */
	assert_in_range(requests, 3 + 9, 3 + 9);
	stage_add(stage, 12);
	stage_ring(stage);
	assert_int_equal(stage->place.requests, requests + 2);
}

static void one_event_too_large_is_parked_only_once_others_are_taken(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = stage_add(stage, 1);
	stage->far.bad_status = 413;
	stage_start(stage);
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_CLAIMED);
	bad_for_a_day(stage, true, 1);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
}

static void asks_for_one_fresh_token_and_then_waits(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.status = 401;
	stage_start(stage);
	assert_int_equal(stage->hub.tokens, 2);
	assert_int_equal(stage->place.requests, 2);
	stage_pass(stage, 449 * 1000);
	assert_int_equal(stage->place.requests, 2);
	stage->far.status = 200;
	stage_pass(stage, 1000 * 1000);
	assert_int_equal(stage_proved(stage), 1);
}

static void a_wrong_clock_does_not_lock_the_kiosk_out(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->far.checks_tokens = true;
	stage->far.ahead_s = 40 * 24 * 3600; /* our battery was empty */
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 1);
	assert_int_equal(stage->place.requests, 2);
	stage_add(stage, 1);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 2);
	assert_int_equal(stage->place.requests, 3); /* it remembers */
}

static void a_hub_that_returns_gets_everything_proved_once(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 4);
	stage->far.status = 503;
	stage_start(stage);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 4);
	hub_door_shut(&stage->hub);
	stage_pass(stage, 60 * 1000);
	int requests = stage->place.requests;
	stage_pass(stage, 3600 * 1000);
	assert_int_equal(stage->place.requests, requests); /* without a claim nothing is sent */
	stage->far.status = 200;
	hub_door_reopen(&stage->hub);
	stage_pass(stage, 2000);
	assert_int_equal(stage->hub.hellos, 2);
	assert_int_equal(stage_proved(stage), 4);
	assert_int_equal(stage->far.duplicates, 0);
}

static void a_store_that_fails_to_note_a_proof_gets_another(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 2);
	stage->hub.proves_refused = 1;
	stage_start(stage);
	assert_int_equal(stage_proved(stage), 0);
	stage_pass(stage, 30 * 1000);
	assert_int_equal(stage_proved(stage), 2);
	assert_int_equal(stage->far.count, 2);
	assert_int_equal(stage->far.duplicates, 2);
}

static void without_a_back_office_it_waits_for_one(void **state)
{
	struct stage *stage = *state;
	stage_add(stage, 1);
	stage->hub.url[0] = '\0';
	stage_start(stage);
	stage_pass(stage, 3600 * 1000);
	assert_int_equal(stage->hub.claims, 0);
	snprintf(stage->hub.url, sizeof stage->hub.url, "%s/", stage->place.url);
	stage_ring(stage);
	assert_int_equal(stage_proved(stage), 1);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(delivers_what_waits_and_then_sleeps),
		CASE(a_bell_sends_at_once),
		CASE(waits_for_what_is_due_later),
		CASE(holds_its_claims_while_the_far_end_fails),
		CASE(tells_the_hub_about_the_line),
		CASE(a_new_submission_may_probe_once_a_minute),
		CASE(one_bad_event_among_many_is_found),
		CASE(a_bad_event_is_parked_after_a_day_of_others_being_taken),
		CASE(a_far_end_that_wants_nothing_parks_nothing),
		CASE(a_refused_event_does_not_hold_up_others),
		CASE(a_rejection_by_name_is_the_events_own),
		CASE(what_is_not_named_is_sent_again),
		CASE(requests_shrink_to_what_is_taken),
		CASE(one_event_too_large_is_parked_only_once_others_are_taken),
		CASE(asks_for_one_fresh_token_and_then_waits),
		CASE(a_wrong_clock_does_not_lock_the_kiosk_out),
		CASE(a_hub_that_returns_gets_everything_proved_once),
		CASE(a_store_that_fails_to_note_a_proof_gets_another),
		CASE(without_a_back_office_it_waits_for_one),
	};
	return cmocka_run_group_tests_name("deliver", cases, NULL, NULL);
}
