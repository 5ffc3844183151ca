/* SPDX-License-Identifier: MIT */
/* unit.deliver - whole turns between a hub and a far end of the case's making; time moves when the case says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/sync/deliver.h"
#include "tests/backoffice/scripted_hub.h"
#include "tests/unit/sync/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
enum { IDS_MAX = 200 };

/* The far end: how it answers, and what it has. */
struct far_end {
	int status;                     /* other than 200: to everything */
	const char *bad;                /* an id: any request with it gets bad_status, or "rejected" if that is 200 */
	int bad_status;
	size_t takes;                   /* more events than that are 413; 0: any number */
	int omits;                      /* so many times the first event is left out of the results */
	bool checks_tokens;
	int64_t ahead_s;                /* its clock before ours */
	json_t *jwk;
	char ids[IDS_MAX][ID_TEXT_BYTES];
	size_t count, duplicates;
	char url[64];
};

struct stage {
	struct place place;
	struct far_end far;
	struct scripted_hub hub;
	struct device *device;
	struct deliver *deliver;
	int number;
};

static const char *keep(struct far_end *far, const char *id)
{
	for (size_t i = 0; i < far->count; i++)
		if (strcmp(far->ids[i], id) == 0) {
			far->duplicates++;
			return "duplicate";
		}
	assert_true(far->count < IDS_MAX);
	snprintf(far->ids[far->count++], ID_TEXT_BYTES, "%s", id);
	return "accepted";
}

static void results_write(struct far_end *far, const json_t *events, struct https_answer *answer)
{
	json_t *results = json_array(), *event;
	size_t index;
	json_array_foreach(events, index, event) {
		const char *id = json_text_or(event, "id", "");
		bool bad = far->bad && strcmp(far->bad, id) == 0;
		if (index == 0 && far->omits > 0) {
			far->omits--;
			continue;
		}
		json_array_append_new(results, bad ? json_pack("{s:s, s:s, s:{s:s}}", "id", id, "status", "rejected", "problem", "title", "unknown form")
			: json_pack("{s:s, s:s}", "id", id, "status", keep(far, id)));
	}
	json_t *reply = json_pack("{s:o}", "results", results);
	char *text = json_dumps(reply, 0);
	assert_int_equal(buffer_add(&answer->body, text, strlen(text)), FAIL_NONE);
	free(text);
	json_decref(reply);
}

static bool token_holds(const struct far_end *far, const struct https_request *request)
{
	char digest[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	sha256_text(request->bytes, request->size_bytes, digest);
	return request->authorization && token_check(request->authorization + strlen("Bearer "), far->jwk, far->url, digest, clock_wall_ms() / 1000 + far->ahead_s, source, sizeof source) == FAIL_NONE;
}

static void far_answer(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct far_end *far = context;
	json_t *body = json_loadb(request->bytes, request->size_bytes, 0, NULL);
	assert_non_null(body);
	assert_string_equal(request->content_type, json_is_array(body) ? "application/cloudevents-batch+json" : "application/cloudevents+json");
	assert_int_equal(request->idempotency_key == NULL, json_is_array(body));
	json_t *events = json_is_array(body) ? body : json_pack("[o]", body);
	bool bad = far->bad && memmem(request->bytes, request->size_bytes, far->bad, strlen(far->bad));
	answer->content_type = "application/json";
	answer->status = far->status;
	answer->date_ahead_s = far->ahead_s;
	if (far->checks_tokens && !token_holds(far, request))
		answer->status = 401;
	else if (far->takes > 0 && json_array_size(events) > far->takes)
		answer->status = 413;
	else if (bad)
		answer->status = far->bad_status;
	if (answer->status == 200)
		results_write(far, events, answer);
	json_decref(events);
}

static int stage_open(void **state)
{
	struct stage *stage = calloc(1, sizeof *stage);
	char key[96];
	place_open(&stage->place, far_answer, &stage->far);
	stage->far.status = 200;
	memcpy(stage->far.url, stage->place.url, sizeof stage->far.url);
	snprintf(key, sizeof key, "%s/device.pem", stage->place.folder);
	assert_int_equal(device_open(key, &stage->device), FAIL_NONE);
	stage->far.jwk = device_jwk(stage->device);
	hub_open(&stage->hub, stage->place.loop, stage->place.folder, stage->place.url, buffer_text(&stage->place.ca), SOURCE, stage->device);
	*state = stage;
	return 0;
}

static int stage_close(void **state)
{
	struct stage *stage = *state;
	deliver_free(stage->deliver);
	hub_close(&stage->hub);
	device_close(stage->device);
	json_decref(stage->far.jwk);
	place_close(&stage->place);
	free(stage);
	return 0;
}

/* @count events more wait. Returns the first one's id. */
static const char *given_events(struct stage *stage, int count)
{
	size_t first = stage->hub.event_count;
	for (int i = 0; i < count; i++) {
		struct event_id id;
		char text[128];
		snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", ++stage->number);
		snprintf(text, sizeof text, "{\"id\":\"%s\",\"data\":\"x\"}", id.text);
		hub_add(&stage->hub, &id, text);
	}
	return stage->hub.events[first].id.text;
}

/* Turn the loop until all that is due is done. Frames and due timers are there at once, so rounds without waiting find them. */
static void settle_down(struct stage *stage)
{
	for (int rounds = 0; rounds < 20; rounds++) {
		bool rests = deliver_rests(stage->deliver);
		assert_int_equal(loop_once(stage->place.loop, rests ? 0 : 100), FAIL_NONE);
		if (!rests)
			rounds = 0;
	}
}

static void start(struct stage *stage)
{
	assert_int_equal(deliver_new(stage->place.loop, stage->place.folder, &stage->deliver), FAIL_NONE);
	settle_down(stage);
}

static void ring(struct stage *stage)
{
	hub_ring(&stage->hub);
	settle_down(stage);
}

/* Time passes, and whatever falls due happens. */
static void pass(struct stage *stage, int64_t by_ms)
{
	place_pass(by_ms);
	settle_down(stage);
}

static size_t proved(const struct stage *stage)
{
	return hub_in_state(&stage->hub, HUB_EVENT_PROVED);
}

static void delivers_what_waits_and_then_sleeps(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 120);
	start(stage);
	assert_int_equal(proved(stage), 120);
	assert_int_equal(stage->far.count, 120);
	assert_int_equal(stage->far.duplicates, 0);
	assert_int_equal(stage->place.requests, 3);
	assert_string_equal(stage->hub.network, "up");
	int claims = stage->hub.claims;
	pass(stage, 24 * 3600 * 1000);
	assert_int_equal(stage->hub.claims, claims); /* nobody asked in a whole day */
	assert_int_equal(stage->hub.ups, 1);
}

static void a_bell_sends_at_once(void **state)
{
	struct stage *stage = *state;
	start(stage);
	assert_int_equal(stage->place.requests, 0);
	given_events(stage, 1);
	ring(stage);
	assert_int_equal(proved(stage), 1);
	given_events(stage, 2);
	ring(stage);
	assert_int_equal(proved(stage), 3);
	assert_int_equal(stage->place.requests, 2);
}

static void waits_for_what_is_due_later(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->hub.events[0].next_ms = clock_mono_ms() + 600 * 1000;
	start(stage);
	assert_int_equal(stage->place.requests, 0);
	pass(stage, 599 * 1000 - 500);
	assert_int_equal(stage->place.requests, 0);
	pass(stage, 2 * 1000);
	assert_int_equal(proved(stage), 1);
}

static void holds_its_claims_while_the_far_end_fails(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 3);
	stage->far.status = 503;
	start(stage);
	for (int i = 0; i < 6; i++)
		pass(stage, 900 * 1000);
	assert_int_equal(proved(stage), 0);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 3);
	assert_int_equal(stage->hub.retries, 0); /* an outage counts against no event */
	assert_in_range(stage->place.requests, 7, 20);
	stage->far.status = 200;
	pass(stage, 900 * 1000);
	assert_int_equal(proved(stage), 3);
}

static void tells_the_hub_about_the_line(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->far.status = 503;
	start(stage);
	assert_int_equal(stage->hub.downs, 0);
	pass(stage, 3000);
	assert_int_equal(stage->hub.downs, 1);
	assert_string_equal(stage->hub.words, "The back office is out of order at the moment");
	pass(stage, 900 * 1000);
	assert_int_equal(stage->hub.downs, 1);
	stage->far.status = 200;
	pass(stage, 900 * 1000);
	assert_string_equal(stage->hub.network, "up");
	assert_int_equal(stage->hub.ups, 1);
}

static void a_new_submission_may_probe_once_a_minute(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->far.status = 404; /* a quarter of an hour's pause */
	start(stage);
	assert_int_equal(stage->place.requests, 1);
	ring(stage);
	assert_int_equal(stage->place.requests, 2);
	ring(stage);
	ring(stage);
	assert_int_equal(stage->place.requests, 2);
	pass(stage, 60 * 1000);
	assert_int_equal(stage->place.requests, 2);
	ring(stage);
	assert_int_equal(stage->place.requests, 3);
}

static void one_bad_event_among_many_is_found(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 20);
	stage->far.bad = stage->hub.events[13].id.text;
	stage->far.bad_status = 400;
	start(stage);
	assert_int_equal(proved(stage), 19);
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
			given_events(stage, 1);
			ring(stage);
		}
		pass(stage, 30 * 60 * 1000);
	}
}

static void a_bad_event_is_parked_after_a_day_of_others_being_taken(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = given_events(stage, 2);
	stage->far.bad_status = 422;
	start(stage);
	assert_int_equal(proved(stage), 1);
	bad_for_a_day(stage, true, 1);
	assert_int_not_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
	bad_for_a_day(stage, true, 1);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
	assert_int_equal(stage->hub.events[0].attempts, 5);
	assert_int_equal(stage->hub.events[0].code, 422);
	assert_int_equal(proved(stage), stage->hub.event_count - 1);
}

static void a_far_end_that_wants_nothing_parks_nothing(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 50);
	stage->far.status = 400;
	start(stage);
	assert_in_range(stage->place.requests, 1, 8); /* enough to see that it is not one event */
	bad_for_a_day(stage, false, 4);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_PARKED), 0);
	assert_int_equal(stage->hub.retries, 0);
	stage->far.status = 200;
	pass(stage, 900 * 1000);
	assert_int_equal(proved(stage), 50);
}

static void a_refused_event_does_not_hold_up_others(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = given_events(stage, 1);
	stage->far.bad_status = 400;
	start(stage);
	assert_int_equal(stage->hub.retries, 0); /* nothing was ever taken: perhaps it is the far end */
	given_events(stage, 2);
	ring(stage);
	assert_int_equal(proved(stage), 2);
	assert_int_equal(stage->hub.events[0].attempts, 1); /* now it is clear */
}

static void a_rejection_by_name_is_the_events_own(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = given_events(stage, 2);
	stage->far.bad_status = 200;
	start(stage);
	assert_int_equal(proved(stage), 1);
	assert_int_equal(stage->hub.events[0].attempts, 1);
	assert_string_equal(stage->hub.events[0].note, "unknown form");
	assert_int_equal(stage->place.requests, 1);
}

static void what_is_not_named_is_sent_again(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 5);
	stage->far.omits = 2;
	start(stage);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 1);
	assert_int_equal(proved(stage), 4);
	pass(stage, 5000);
	pass(stage, 10000);
	assert_int_equal(proved(stage), 5);
	assert_int_equal(stage->far.count, 5);
	assert_int_equal(stage->hub.retries, 0);
}

static void requests_shrink_to_what_is_taken(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 50);
	stage->far.takes = 7;
	start(stage);
	assert_int_equal(proved(stage), 50);
	int requests = stage->place.requests; /* 50, 25, 12, and then by six */
	assert_in_range(requests, 3 + 9, 3 + 9);
	given_events(stage, 12);
	ring(stage);
	assert_int_equal(stage->place.requests, requests + 2);
}

static void one_event_too_large_is_parked_only_once_others_are_taken(void **state)
{
	struct stage *stage = *state;
	stage->far.bad = given_events(stage, 1);
	stage->far.bad_status = 413;
	start(stage);
	pass(stage, 900 * 1000);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_CLAIMED);
	bad_for_a_day(stage, true, 1);
	assert_int_equal(stage->hub.events[0].state, HUB_EVENT_PARKED);
}

static void asks_for_one_fresh_token_and_then_waits(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->far.status = 401;
	start(stage);
	assert_int_equal(stage->hub.tokens, 2);
	assert_int_equal(stage->place.requests, 2);
	pass(stage, 449 * 1000);
	assert_int_equal(stage->place.requests, 2);
	stage->far.status = 200;
	pass(stage, 1000 * 1000);
	assert_int_equal(proved(stage), 1);
}

static void a_wrong_clock_does_not_lock_the_kiosk_out(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->far.checks_tokens = true;
	stage->far.ahead_s = 40 * 24 * 3600; /* our battery was empty */
	start(stage);
	assert_int_equal(proved(stage), 1);
	assert_int_equal(stage->place.requests, 2);
	given_events(stage, 1);
	ring(stage);
	assert_int_equal(proved(stage), 2);
	assert_int_equal(stage->place.requests, 3); /* it remembers */
}

static void a_hub_that_returns_gets_everything_proved_once(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 4);
	stage->far.status = 503;
	start(stage);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 4);
	hub_door_shut(&stage->hub);
	pass(stage, 60 * 1000);
	int requests = stage->place.requests;
	pass(stage, 3600 * 1000);
	assert_int_equal(stage->place.requests, requests); /* without a claim nothing is sent */
	stage->far.status = 200;
	hub_door_reopen(&stage->hub);
	pass(stage, 2000);
	assert_int_equal(stage->hub.hellos, 2);
	assert_int_equal(proved(stage), 4);
	assert_int_equal(stage->far.duplicates, 0);
}

static void a_store_that_fails_to_note_a_proof_gets_another(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 2);
	stage->hub.proves_refused = 1;
	start(stage);
	assert_int_equal(proved(stage), 0);
	pass(stage, 30 * 1000);
	assert_int_equal(proved(stage), 2);
	assert_int_equal(stage->far.count, 2);
	assert_int_equal(stage->far.duplicates, 2);
}

static void without_a_back_office_it_waits_for_one(void **state)
{
	struct stage *stage = *state;
	given_events(stage, 1);
	stage->hub.url[0] = '\0';
	start(stage);
	pass(stage, 3600 * 1000);
	assert_int_equal(stage->hub.claims, 0);
	snprintf(stage->hub.url, sizeof stage->hub.url, "%s/", stage->place.url);
	ring(stage);
	assert_int_equal(proved(stage), 1);
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
