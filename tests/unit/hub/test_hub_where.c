/* SPDX-License-Identifier: MIT */
/* unit.hub_where - where a form is: from the store at once, else from the council, and few questions in a minute. */
#include "tests/unit/hub/hub_test.h"

enum { IN_A_MINUTE = 6 };

/* As a program that starts: what it greets with is answered before any bell. */
static int sync_greets(struct given_hub *given)
{
	int sync = hub_test_enter(given, "sync");
	json_decref(hub_test_ask(sync, json_pack("{s:s}", "verb", "hello"), -1, NULL));
	return sync;
}

static json_t *asking(int number)
{
	return json_pack("{s:s, s:s}", "verb", "where", "reference", hub_test_reference(number).text);
}

static void says(int ui, int number, const char *state, bool since)
{
	json_t *reply = hub_test_ask(ui, asking(number), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), state);
	assert_int_equal(json_integer_value(json_object_get(reply, "since_ms")) > 0, since);
	json_decref(reply);
}

/* What sync hears, what it tells, and what the screen hears of it. */
static void told(int ui, int sync, int number, const char *state, const char *heard, bool asked)
{
	json_t *bell = hub_test_bell(sync, "where");
	assert_string_equal(json_string_value(json_object_get(bell, "reference")), hub_test_reference(number).text);
	json_decref(bell);
	hub_test_tell(sync, json_pack("{s:s, s:s, s:s, s:i, s:i}", "verb", "where.told", "reference", hub_test_reference(number).text, "state", state, "since_ms", 5, "changed_ms", 0));
	bell = hub_test_bell(ui, "where");
	assert_string_equal(json_string_value(json_object_get(bell, "reference")), hub_test_reference(number).text);
	assert_string_equal(json_string_value(json_object_get(bell, "state")), heard);
	assert_int_equal(json_is_true(json_object_get(bell, "asked")), asked);
	json_decref(bell);
}

static void submit(int ui, int number)
{
	hub_test_tell(ui, hub_test_submission(number, 1000));
}

static void prove(int sync, int number)
{
	hub_test_tell(sync, json_pack("{s:s, s:[s]}", "verb", "outbox.prove", "ids", hub_test_id(number).text));
}

static void what_waits_here_is_known_at_once(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	submit(ui, 1);
	says(ui, 1, "waiting", true);
	hub_test_tell(sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(1).text, "code", 422, "note", "unknown form"));
	says(ui, 1, "held", true);
	close(ui), close(sync);
}

static void the_council_is_asked_about_all_else(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	says(ui, 2, "asking", false);
	told(ui, sync, 2, "in-progress", "in-progress", true);
	says(ui, 2, "asking", false);
	told(ui, sync, 2, "unknown", "unknown", true);
	says(ui, 2, "asking", false);
	told(ui, sync, 2, "offline", "offline", false);
	close(ui), close(sync);
}

static void our_own_proof_says_what_the_council_does_not(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	submit(ui, 1);
	prove(sync, 1);
	json_t *bell = hub_test_bell(ui, "delivered");
	assert_string_equal(json_string_value(json_object_get(bell, "reference")), hub_test_reference(1).text);
	json_decref(bell);
	says(ui, 1, "asking", false);
	told(ui, sync, 1, "offline", "received", false);
	says(ui, 1, "asking", false);
	told(ui, sync, 1, "done", "done", true);
	close(ui), close(sync);
}

static void who_asks_waits_for_a_sending_program_that_starts(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	int sync = hub_test_enter(given, "sync"); /* it is at the door, and has not heard whom to ask */
	says(ui, 2, "asking", false);
	json_decref(hub_test_ask(sync, json_pack("{s:s}", "verb", "hello"), -1, NULL));
	told(ui, sync, 2, "done", "done", true);
	says(ui, 2, "asking", false);
	json_decref(hub_test_bell(sync, "where"));
	close(sync); /* it falls over on the question */
	sync = sync_greets(given);
	told(ui, sync, 2, "done", "done", true);
	close(ui), close(sync);
}

static void without_a_sending_program_nobody_knows(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	says(ui, 2, "asking", false);
	close(sync);
	for (int i = 0; i < 2; i++) { /* it went away; it was not there */
		json_t *bell = hub_test_bell(ui, "where");
		assert_string_equal(json_string_value(json_object_get(bell, "state")), "offline");
		json_decref(bell);
		if (i == 0)
			says(ui, 2, "asking", false);
	}
	close(ui);
}

static void an_answer_that_nobody_waits_for_is_dropped(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	says(ui, 2, "asking", false);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	hub_test_tell(sync, json_pack("{s:s, s:s, s:s, s:i, s:i}", "verb", "where.told", "reference", hub_test_reference(2).text, "state", "done", "since_ms", 5, "changed_ms", 0));
	says(ui, 3, "asking", false); /* the next frame is its answer, no bell */
	close(ui), close(sync);
}

static void a_reference_is_no_key_to_try(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	for (int i = 1; i <= IN_A_MINUTE; i++)
		says(ui, i, "asking", false);
	hub_test_refused(ui, asking(7), "busy");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	hub_test_refused(ui, asking(7), "busy"); /* another visit does not open it */
	close(ui);
}

static void wrong_members_are_refused(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	const char *reference = hub_test_reference(1).text;
	hub_test_refused(ui, json_pack("{s:s}", "verb", "where"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "where", "reference", "MB 7K4 29Q XMQ"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "where", "reference", "mb7k429qxmp"), "input");
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s, s:i, s:i}", "verb", "where.told", "reference", reference, "state", "lost", "since_ms", 5, "changed_ms", 0), "input");
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s, s:i, s:i}", "verb", "where.told", "reference", reference, "state", "done", "since_ms", -1, "changed_ms", 0), "limit");
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s, s:i}", "verb", "where.told", "reference", reference, "state", "done", "since_ms", 5), "input");
	close(ui), close(sync);
}

static void a_receipt_knows_whether_the_council_has_it(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), print = hub_test_enter(given, "print");
	submit(ui, 1);
	submit(ui, 2);
	prove(sync, 2);
	for (int i = 1; i <= 2; i++) {
		json_t *reply = hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
		assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(i).text);
		assert_int_equal(json_is_true(json_object_get(reply, "delivered")), i == 2);
		json_decref(reply);
	}
	close(ui), close(sync), close(print);
}

static void what_was_delivered_is_known_after_a_restart(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = sync_greets(given);
	submit(ui, 1);
	prove(sync, 1);
	close(ui), close(sync);
	hub_test_kill(given);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, hub_test_submission(1, 1000), -1, NULL);
	assert_true(json_is_true(json_object_get(reply, "again")));
	assert_true(json_is_true(json_object_get(reply, "delivered")));
	json_decref(reply);
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_string_equal(json_string_value(json_array_get(json_object_get(reply, "delivered"), 0)), hub_test_reference(1).text);
	json_decref(reply);
	close(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(what_waits_here_is_known_at_once),
		hub_test(the_council_is_asked_about_all_else),
		hub_test(our_own_proof_says_what_the_council_does_not),
		hub_test(who_asks_waits_for_a_sending_program_that_starts),
		hub_test(without_a_sending_program_nobody_knows),
		hub_test(an_answer_that_nobody_waits_for_is_dropped),
		hub_test(a_reference_is_no_key_to_try),
		hub_test(wrong_members_are_refused),
		hub_test(a_receipt_knows_whether_the_council_has_it),
		hub_test(what_was_delivered_is_known_after_a_restart),
	};
	return cmocka_run_group_tests_name("hub_where", cases, NULL, NULL);
}
