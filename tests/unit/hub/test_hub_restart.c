/* SPDX-License-Identifier: MIT */
/* unit.hub_restart - kill -9 at any moment: what was acknowledged is there, once. */
#include "tests/unit/hub/hub_test.h"

#include <signal.h>
#include <stdio.h>

enum { ROUNDS = 12, A_ROUND = 40 };

static void everything_acknowledged_survives_kill_9(void **state)
{
	struct given_hub *given = *state;
	int acknowledged = 0;
	for (int round = 0; round < ROUNDS; round++) {
		int ui = hub_test_enter(given, "ui");
		for (int i = 0; i < A_ROUND; i++, acknowledged++)
			hub_test_tell(ui, hub_test_submission(acknowledged + 1, 2000));
		/* and some more, killed before their replies are read: they may or may not be there */
		for (int i = 0; i <= round; i++) {
			json_t *request = hub_test_submission(acknowledged + 1 + i, 2000);
			assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
			json_decref(request);
		}
		hub_test_kill(given);
		close(ui);
		hub_test_start(given);
	}
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	for (int i = 1; i <= acknowledged; i++) {
		json_t *reply = hub_test_ask(ui, hub_test_submission(i, 2000), -1, NULL);
		assert_true(json_is_true(json_object_get(reply, "again")));
		json_decref(reply);
	}
	int64_t last = 0;
	for (;;) {
		json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL), *item, *ids = json_array();
		size_t i;
		json_array_foreach(json_object_get(reply, "items"), i, item) {
			assert_int_equal(json_integer_value(json_object_get(item, "sequence")), last + 1); /* no gaps, no doubles */
			last++;
			json_t *body = hub_test_ask(sync, json_pack("{s:s, s:O}", "verb", "outbox.body", "id", json_object_get(item, "id")), -1, NULL);
			assert_true(json_is_string(json_object_get(body, "event"))); /* handed out only when its digest fits */
			json_decref(body);
			json_array_append(ids, json_object_get(item, "id"));
		}
		json_decref(reply);
		if (json_array_size(ids) == 0) {
			json_decref(ids);
			break;
		}
		hub_test_tell(sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids));
	}
	assert_true(last >= acknowledged);
	close(ui), close(sync);
}

static void proof_survives_kill_9(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	hub_test_tell(ui, hub_test_submission(1, 2000));
	hub_test_tell(sync, json_pack("{s:s, s:[s]}", "verb", "outbox.prove", "ids", hub_test_id(1).text));
	hub_test_kill(given);
	close(ui), close(sync);
	hub_test_start(given);
	sync = hub_test_enter(given, "sync"), ui = hub_test_enter(given, "ui");
	hub_test_refused(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), "empty");
	json_t *reply = hub_test_ask(ui, hub_test_submission(1, 2000), -1, NULL);
	assert_true(json_is_true(json_object_get(reply, "again"))); /* the receipt remembers it */
	json_decref(reply);
	close(ui), close(sync);
}

static void a_receipt_that_was_sent_is_not_printed_again_after_kill_9(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print");
	hub_test_tell(ui, hub_test_submission(1, 2000));
	hub_test_tell(ui, hub_test_submission(2, 2000));
	for (int i = 1; i <= 2; i++)
		json_decref(hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL));
	hub_test_tell(print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 1));
	hub_test_kill(given);
	close(ui), close(print);
	hub_test_start(given);
	print = hub_test_enter(given, "print");
	for (int i = 1; i <= 2; i++) { /* the first is to be asked after only */
		json_t *reply = hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
		assert_int_equal(json_integer_value(json_object_get(reply, "job")), i);
		assert_int_equal(json_is_true(json_object_get(reply, "sent")), i == 1);
		json_decref(reply);
	}
	hub_test_refused(print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
	hub_test_refused(print, json_pack("{s:s, s:i, s:i}", "verb", "spool.writing", "job", 1, "witness", -1), "denied");
	hub_test_tell(print, json_pack("{s:s, s:i, s:s}", "verb", "spool.done", "job", 1, "outcome", "done")); /* it knows, and may say so late */
	close(print);
}

static void sigterm_ends_it_well(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, hub_test_submission(1, 2000));
	process_signal(&given->process, SIGTERM);
	assert_int_equal(process_wait(&given->process), 0);
	hub_test_closed(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(everything_acknowledged_survives_kill_9),
		hub_test(proof_survives_kill_9),
		hub_test(a_receipt_that_was_sent_is_not_printed_again_after_kill_9),
		hub_test(sigterm_ends_it_well),
	};
	return cmocka_run_group_tests_name("hub_restart", cases, NULL, NULL);
}
