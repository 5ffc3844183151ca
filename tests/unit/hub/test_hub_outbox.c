/* SPDX-License-Identifier: MIT */
/* unit.hub_outbox - what the sending program may do with the queue. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/envelope.h"

#include <time.h>

struct spokes { int ui, sync; };

static struct spokes given_events(struct given_hub *given, int count)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "sync") };
	for (int i = 1; i <= count; i++)
		hub_test_tell(spokes.ui, hub_test_submission(i, 1000));
	return spokes;
}

static void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.sync);
}

static json_t *claim(int sync, int max)
{
	return hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", max), -1, NULL);
}

static size_t claimed(int sync, int max)
{
	json_t *reply = claim(sync, max);
	size_t count = json_array_size(json_object_get(reply, "items"));
	json_decref(reply);
	return count;
}

static json_t *retry(int number, int after_ms)
{
	return json_pack("{s:s, s:[s], s:i, s:s, s:i}", "verb", "outbox.retry", "ids", hub_test_id(number).text, "code", 503, "note", "busy",
	                 "after_ms", after_ms);
}

static void hello_names_the_back_office(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:{s:s, s:s}}", "backoffice", "url", "https://127.0.0.1:8443", "ca", "PEM"));
	hub_test_start(given);
	int sync = hub_test_enter(given, "sync");
	json_t *reply = hub_test_ask(sync, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "url")), "https://127.0.0.1:8443");
	assert_string_equal(json_string_value(json_object_get(reply, "ca")), "PEM");
	assert_string_equal(json_string_value(json_object_get(reply, "source")), "urn:uuid:0192aaaa-0000-7000-8000-00000000c0de");
	json_decref(reply);
	close(sync);
}

static void claimed_events_come_with_their_exact_bytes(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 2);
	json_t *reply = claim(spokes.sync, 50), *item = json_array_get(json_object_get(reply, "items"), 0);
	assert_int_equal(json_array_size(json_object_get(reply, "items")), 2);
	assert_string_equal(json_string_value(json_object_get(item, "id")), hub_test_id(1).text);
	assert_int_equal(json_integer_value(json_object_get(item, "sequence")), 1);
	assert_int_equal(json_integer_value(json_object_get(item, "attempts")), 0);
	size_t size = (size_t)json_integer_value(json_object_get(item, "size_bytes"));
	json_decref(reply);
	reply = hub_test_ask(spokes.sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", hub_test_id(1).text), -1, NULL);
	const json_t *text = json_object_get(reply, "event");
	assert_int_equal(json_string_length(text), size);
	json_t *event = NULL;
	assert_int_equal(envelope_event_check(json_string_value(text), size, &event), FAIL_NONE);
	assert_string_equal(json_string_value(json_object_get(event, "id")), hub_test_id(1).text);
	json_decref(event);
	json_decref(reply);
	leave(spokes);
}

static char *body_of(int sync, int number)
{
	json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", hub_test_id(number).text), -1, NULL);
	char *text = strdup(json_string_value(json_object_get(reply, "event")));
	json_decref(reply);
	return text;
}

/* Four of 20 kB are more than a frame holds. */
static void further_bodies_come_along_as_far_as_a_frame_has_room(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "sync") };
	for (int i = 1; i <= 5; i++)
		hub_test_tell(spokes.ui, hub_test_submission(i, 20000));
	assert_int_equal(claimed(spokes.sync, 4), 4);
	json_t *reply = hub_test_ask(spokes.sync, json_pack("{s:s, s:s, s:[s,s,s]}", "verb", "outbox.body", "id", hub_test_id(1).text, "more", hub_test_id(2).text,
		hub_test_id(3).text, hub_test_id(4).text), -1, NULL);
	const json_t *more = json_object_get(reply, "more");
	assert_int_equal(json_array_size(more), 2);
	for (int i = 0; i < 2; i++) {
		char *alone = body_of(spokes.sync, i + 2);
		assert_string_equal(json_string_value(json_array_get(more, (size_t)i)), alone);
		free(alone);
	}
	json_decref(reply);
	reply = hub_test_ask(spokes.sync, json_pack("{s:s, s:s, s:[s,s]}", "verb", "outbox.body", "id", hub_test_id(4).text, "more", hub_test_id(5).text,
		hub_test_id(1).text), -1, NULL);
	assert_int_equal(json_array_size(json_object_get(reply, "more")), 0); /* the fifth is nobody's claim: asked for by itself it is refused */
	json_decref(reply);
	leave(spokes);
}

static void claims_end_when_the_door_closes(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 3);
	assert_int_equal(claimed(spokes.sync, 50), 3);
	hub_test_refused(spokes.sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 1), "empty");
	close(spokes.sync);
	spokes.sync = hub_test_enter(given, "sync");
	for (int i = 1; i <= 3; i++) { /* one by one: one of them may have ended the program */
		assert_int_equal(claimed(spokes.sync, 50), 1);
		hub_test_tell(spokes.sync, json_pack("{s:s, s:[s]}", "verb", "outbox.prove", "ids", hub_test_id(i).text));
	}
	leave(spokes);
}

static void proof_empties_the_queue(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 3);
	assert_int_equal(claimed(spokes.sync, 2), 2);
	hub_test_tell(spokes.sync, json_pack("{s:s, s:[s,s]}", "verb", "outbox.prove", "ids", hub_test_id(1).text, hub_test_id(2).text));
	hub_test_refused(spokes.sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", hub_test_id(1).text), "empty");
	json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s}", "verb", "status.people"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "queue")), 1);
	json_decref(reply);
	leave(spokes);
}

static void an_empty_claim_says_how_long_to_wait(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 1);
	assert_int_equal(claimed(spokes.sync, 50), 1);
	hub_test_tell(spokes.sync, retry(1, 3600000));
	json_t *reply = claim(spokes.sync, 50);
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "empty");
	assert_in_range(json_integer_value(json_object_get(reply, "next_ms")), 3500000, 3600000);
	json_decref(reply);
	struct event_id id = hub_test_id(1);
	hub_test_tell(spokes.sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", id.text, "code", 422, "note", "refused"));
	reply = claim(spokes.sync, 50);
	assert_int_equal(json_integer_value(json_object_get(reply, "next_ms")), -1);
	json_decref(reply);
	leave(spokes);
}

static void attempts_are_counted(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 1);
	for (int i = 0; i < 3; i++) {
		json_t *reply = claim(spokes.sync, 50);
		assert_int_equal(json_integer_value(json_object_get(json_array_get(json_object_get(reply, "items"), 0), "attempts")), i);
		json_decref(reply);
		hub_test_tell(spokes.sync, retry(1, 0));
	}
	leave(spokes);
}

static void lists_and_members_have_maxima(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 1);
	json_t *ids = json_array();
	for (int i = 0; i <= 50; i++)
		json_array_append_new(ids, json_string(hub_test_id(i).text));
	hub_test_refused(spokes.sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:[]}", "verb", "outbox.prove", "ids"), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:s}", "verb", "outbox.prove", "ids", "all"), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:[i]}", "verb", "outbox.prove", "ids", 1), "input");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 51), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 0), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s}", "verb", "outbox.claim"), "input");
	hub_test_refused(spokes.sync, retry(1, 86400001), "limit");
	hub_test_refused(spokes.sync, retry(1, -1), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(1).text, "code", 1000, "note", ""), "limit");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(9).text, "code", 400, "note", ""), "empty");
	hub_test_refused(spokes.sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", hub_test_id(1).text), "denied"); /* not claimed */
	leave(spokes);
}

static void tokens_are_signed_by_the_kiosks_own_key(void **state)
{
	struct given_hub *given = *state;
	int sync = hub_test_enter(given, "sync"), admin = hub_test_enter(given, "admin");
	char digest[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	sha256_text("body", 4, digest);
	json_t *token = hub_test_ask(sync, json_pack("{s:s, s:s, s:s}", "verb", "token", "audience", "https://council", "body_sha256", digest), -1, NULL);
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	assert_int_equal(token_check(json_string_value(json_object_get(token, "token")), json_object_get(status, "device_key"), "https://council",
	                             digest, time(NULL), source, sizeof source), FAIL_NONE);
	assert_string_equal(source + 9, json_string_value(json_object_get(json_object_get(status, "kiosk"), "id")));
	json_decref(token);
	json_decref(status);
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s}", "verb", "token", "audience", "", "body_sha256", digest), "input");
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s}", "verb", "token", "audience", "https://council", "body_sha256", "short"), "input");
	hub_test_refused(sync, json_pack("{s:s, s:s}", "verb", "token", "audience", "https://council"), "input");
	close(sync), close(admin);
}

static void assert_token_holds(int sync, json_t *key, int64_t ahead_s)
{
	char digest[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	sha256_text("body", 4, digest);
	json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:s, s:s, s:I}", "verb", "token", "audience", "https://council", "body_sha256", digest,
	                                             "ahead_s", (json_int_t)ahead_s), -1, NULL);
	const char *token = json_string_value(json_object_get(reply, "token"));
	assert_non_null(token);
	assert_int_equal(token_check(token, key, "https://council", digest, time(NULL) + ahead_s, source, sizeof source), FAIL_NONE);
	assert_int_equal(token_check(token, key, "https://council", digest, time(NULL), source, sizeof source), FAIL_DENIED);
	json_decref(reply);
}

static void a_token_is_dated_by_the_councils_clock(void **state)
{
	struct given_hub *given = *state;
	int sync = hub_test_enter(given, "sync"), admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	json_t *key = json_object_get(status, "device_key");
	assert_token_holds(sync, key, 3600);
	assert_token_holds(sync, key, -3600);
	assert_token_holds(sync, key, DEVICE_CLOCK_OFF_MAX_S);
	char digest[SHA256_TEXT_BYTES];
	sha256_text("body", 4, digest);
	const int64_t refused[] = { DEVICE_CLOCK_OFF_MAX_S + 1, -DEVICE_CLOCK_OFF_MAX_S - 1, -DEVICE_CLOCK_OFF_MAX_S /* before 1970 */ };
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		hub_test_refused(sync, json_pack("{s:s, s:s, s:s, s:I}", "verb", "token", "audience", "https://council", "body_sha256", digest,
		                                 "ahead_s", (json_int_t)refused[i]), "limit");
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s, s:s}", "verb", "token", "audience", "https://council", "body_sha256", digest,
	                                 "ahead_s", "3600"), "input");
	json_decref(status);
	close(sync), close(admin);
}

/* One life of a sending program that handles what it is given and dies of number @poison. Returns what it was given first; 0: nothing. */
static int live_until(struct given_hub *given, int poison, int *ret_handled)
{
	int sync = hub_test_enter(given, "sync"), first = 0;
	for (bool alive = true; alive;) {
		json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL);
		const json_t *items = json_object_get(reply, "items");
		alive = json_array_size(items) > 0;
		for (size_t i = 0; i < json_array_size(items) && alive; i++) {
			const char *id = json_string_value(json_object_get(json_array_get(items, i), "id"));
			int number = (int)json_integer_value(json_object_get(json_array_get(items, i), "sequence"));
			first = first ? first : number;
			alive = number != poison;
			if (alive) {
				hub_test_tell(sync, json_pack("{s:s, s:[s]}", "verb", "outbox.prove", "ids", id));
				++*ret_handled;
			}
		}
		json_decref(reply);
	}
	close(sync);
	return first;
}

static json_int_t queued(struct given_hub *given, const char *what)
{
	int admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	json_int_t count = json_integer_value(json_object_get(json_object_get(status, "queue"), what));
	json_decref(status);
	close(admin);
	return count;
}

static void an_event_that_kills_whoever_handles_it_is_set_aside(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 5);
	close(spokes.sync);
	int handled = 0, lives = 0;
	while (queued(given, "waiting") > 0 && ++lives < 10)
		live_until(given, 1, &handled);
	assert_int_equal(handled, 4); /* all behind it, though it came first */
	assert_int_equal(queued(given, "parked"), 1);
	assert_int_equal(lives, 4);   /* three deaths, and the one that asked again */
	close(spokes.ui);
}

static void while_nothing_else_gets_through_nobody_is_blamed(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_events(given, 1);
	close(spokes.sync);
	int handled = 0;
	for (int life = 0; life < 10; life++)
		assert_int_equal(live_until(given, 1, &handled), 1);
	assert_int_equal(queued(given, "parked"), 0);
	assert_int_equal(live_until(given, 0, &handled), 1); /* a better program delivers it */
	assert_int_equal(queued(given, "delivered"), 1);
	close(spokes.ui);
}

/* What the screen would submit: @record sealed with the key that hello gives. */
static void submit_sealed(int ui, const json_t *record)
{
	json_t *hello = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL), *request = hub_test_submission(1, 1000);
	struct envelope_key *key = NULL;
	const struct envelope_head head = { .id = hub_test_id(1), .source = json_string_value(json_object_get(json_object_get(hello, "kiosk"), "source")),
		.type = "uk.foyer.submission.v1", .time_ms = hub_test_time_ms(1) };
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(json_array_size(json_object_get(hello, "direct")), 1);
	assert_int_equal(envelope_key_read(json_object_get(hello, "council_key"), &key), FAIL_NONE);
	assert_int_equal(envelope_seal(key, &head, record, &jwe), FAIL_NONE);
	json_object_set_new(request, "jwe", json_string(buffer_text(&jwe)));
	hub_test_tell(ui, request);
	envelope_key_free(key);
	json_decref(hello);
}

static json_t *report(int number)
{
	return json_pack("{s:s, s:s}", "verb", "outbox.report", "id", hub_test_id(number).text);
}

static void a_report_that_goes_straight_is_opened_here(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:{s:s, s:{s:s, s:{s:{}}}}}", "backoffice", "url", "https://127.0.0.1:8443", "sink", "profile", "open311", "forms", "street"));
	hub_test_start(given);
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "sync") };
	json_t *record = json_pack("{s:{s:s, s:s}, s:{s:{s:s}}}", "meta", "referenceNumber", hub_test_reference(1).text, "formId", "street", "data", "main", "what", "hole");
	submit_sealed(spokes.ui, record);
	assert_int_equal(claimed(spokes.sync, 1), 1);
	json_t *reply = hub_test_ask(spokes.sync, report(1), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(1).text);
	assert_string_equal(json_string_value(json_object_get(reply, "service")), "street");
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "answers"), "what")), "hole");
	json_decref(reply);
	json_decref(record);
	hub_test_refused(spokes.sync, report(2), "empty");
	hub_test_tell(spokes.ui, hub_test_submission(3, 1000)); /* sealed for nobody */
	assert_int_equal(claimed(spokes.sync, 1), 1);
	hub_test_refused(spokes.sync, report(3), "input");
	leave(spokes);
}

static void nothing_is_opened_where_there_is_a_back_office(void **state)
{
	struct spokes spokes = given_events(*state, 1);
	assert_int_equal(claimed(spokes.sync, 1), 1);
	hub_test_refused(spokes.sync, report(1), "denied");
	leave(spokes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(hello_names_the_back_office),
		hub_test(claimed_events_come_with_their_exact_bytes),
		hub_test(further_bodies_come_along_as_far_as_a_frame_has_room),
		hub_test(claims_end_when_the_door_closes),
		hub_test(proof_empties_the_queue),
		hub_test(an_empty_claim_says_how_long_to_wait),
		hub_test(attempts_are_counted),
		hub_test(lists_and_members_have_maxima),
		hub_test_stopped(a_report_that_goes_straight_is_opened_here),
		hub_test(nothing_is_opened_where_there_is_a_back_office),
		hub_test(tokens_are_signed_by_the_kiosks_own_key),
		hub_test(a_token_is_dated_by_the_councils_clock),
		hub_test(an_event_that_kills_whoever_handles_it_is_set_aside),
		hub_test(while_nothing_else_gets_through_nobody_is_blamed),
	};
	return cmocka_run_group_tests_name("hub_outbox", cases, NULL, NULL);
}
