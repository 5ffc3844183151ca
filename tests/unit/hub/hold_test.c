/* SPDX-License-Identifier: MIT */
#include "tests/unit/hub/hold_test.h"

#include "tests/lib/shared_clock.h"

#include <poll.h>

struct spokes enter(struct given_hub *given)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	hub_test_tell(spokes.print, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "hello"));
	return spokes;
}

void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.print);
}

void printer_is(struct spokes spokes, const char *printer)
{
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", printer));
}

void submit(struct spokes spokes, int number, const char *visit)
{
	json_t *submission = hub_test_submission(number, 1000);
	json_object_set_new(submission, "visit", json_string(visit));
	hub_test_tell(spokes.ui, submission);
}

void keep(struct spokes spokes, const char *visit)
{
	int blob = -1;
	assert_int_equal(door_blob_make("visit", "sealed", 6, &blob), FAIL_NONE);
	json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.keep", "visit", visit), blob, NULL);
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
	close(blob);
}

void drop(struct spokes spokes)
{
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "visit.drop"));
}

json_t *claim(struct spokes spokes)
{
	return hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
}

void claims(struct spokes spokes, int number)
{
	json_t *reply = claim(spokes);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(number).text);
	json_decref(reply);
}

void claims_nothing(struct spokes spokes)
{
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
}

json_t *writing(int64_t job)
{
	return json_pack("{s:s, s:I, s:i}", "verb", "spool.writing", "job", (json_int_t)job, "witness", -1);
}

json_t *done(int64_t job, const char *outcome, const char *reason)
{
	return json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", outcome, "reason", reason);
}

/* The next bell but "work" that print hears. */
void asked_back(struct spokes spokes, int64_t job)
{
	for (;;) {
		json_t *frame = NULL;
		int blob = -1;
		struct pollfd ready = { .fd = spokes.print, .events = POLLIN };
		assert_int_equal(poll(&ready, 1, PROCESS_WAIT_MS), 1);
		assert_int_equal(door_receive(spokes.print, DOOR_FRAME_MAX_BYTES, &frame, &blob), FAIL_NONE);
		bool work = strcmp(json_string_value(json_object_get(frame, "bell")), "work") == 0;
		if (!work) {
			assert_string_equal(json_string_value(json_object_get(frame, "bell")), "withdraw");
			assert_int_equal(json_integer_value(json_object_get(frame, "job")), job);
		}
		json_decref(frame);
		if (!work)
			return;
	}
}

/* Frames that came are skipped by a request of print's own; nothing else may come. */
void not_asked_back(struct spokes spokes)
{
	for (;;) {
		json_t *frame = NULL;
		int blob = -1;
		drop(spokes); /* answered after whatever was rung before */
		if (door_receive(spokes.print, DOOR_FRAME_MAX_BYTES, &frame, &blob) != FAIL_NONE)
			return;
		assert_string_equal(json_string_value(json_object_get(frame, "bell")), "work");
		json_decref(frame);
	}
}

void again_at_the_desk(struct given_hub *given, struct spokes spokes, int number)
{
	int admin = hub_test_enter(given, "admin");
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(number).text));
	close(admin);
	json_t *reply = claim(spokes);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(number).text);
	assert_int_equal(json_integer_value(json_object_get(reply, "copy")), 0); /* no original exists */
	json_decref(reply);
}

int hold_test_setup(void **state)
{
	shared_clock();
	return hub_test_setup(state);
}
