/* SPDX-License-Identifier: MIT */
/* unit.hub_hold - a receipt that is not on paper when its visit ends never comes out for the next person. */
#include "tests/lib/shared_clock.h"
#include "tests/unit/hub/hub_test.h"

#include <poll.h>

#define FIRST "00000000000000a1"
#define SECOND "00000000000000b2"

struct spokes { int ui, print; };

static struct spokes enter(struct given_hub *given)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	hub_test_tell(spokes.print, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "hello"));
	return spokes;
}

static void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.print);
}

static void printer_is(struct spokes spokes, const char *printer)
{
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", printer));
}

static void submit(struct spokes spokes, int number, const char *visit)
{
	json_t *submission = hub_test_submission(number, 1000);
	json_object_set_new(submission, "visit", json_string(visit));
	hub_test_tell(spokes.ui, submission);
}

static void keep(struct spokes spokes, const char *visit)
{
	int blob = -1;
	assert_int_equal(door_blob_make("visit", "sealed", 6, &blob), FAIL_NONE);
	json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.keep", "visit", visit), blob, NULL);
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
	close(blob);
}

static void drop(struct spokes spokes)
{
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "visit.drop"));
}

static json_t *claim(struct spokes spokes)
{
	return hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
}

static void claims(struct spokes spokes, int number)
{
	json_t *reply = claim(spokes);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(number).text);
	json_decref(reply);
}

static void claims_nothing(struct spokes spokes)
{
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
}

static json_t *writing(int64_t job)
{
	return json_pack("{s:s, s:I, s:i}", "verb", "spool.writing", "job", (json_int_t)job, "witness", -1);
}

static json_t *done(int64_t job, const char *outcome, const char *reason)
{
	return json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", outcome, "reason", reason);
}

/* The next bell but "work" that print hears. */
static void asked_back(struct spokes spokes, int64_t job)
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
static void not_asked_back(struct spokes spokes)
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

static void again_at_the_desk(struct given_hub *given, struct spokes spokes, int number)
{
	int admin = hub_test_enter(given, "admin");
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(number).text));
	close(admin);
	json_t *reply = claim(spokes);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(number).text);
	assert_int_equal(json_integer_value(json_object_get(reply, "copy")), 0); /* no original exists */
	json_decref(reply);
}

static void what_waits_for_paper_is_withdrawn_when_its_visit_ends_and_staff_can_print_it(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "paper");
	submit(spokes, 1, FIRST);
	drop(spokes);
	printer_is(spokes, "ready");
	claims_nothing(spokes);
	submit(spokes, 2, SECOND);
	claims(spokes, 2);
	again_at_the_desk(given, spokes, 1);
	leave(spokes);
}

static void what_is_stuck_in_the_printer_is_asked_back_once(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	printer_is(spokes, "paper");
	drop(spokes);
	asked_back(spokes, 1);
	printer_is(spokes, "cover");
	not_asked_back(spokes);
	hub_test_tell(spokes.print, done(1, "withdrawn", "visit-ended"));
	printer_is(spokes, "ready");
	claims_nothing(spokes);
	again_at_the_desk(given, spokes, 1);
	leave(spokes);
}

static void also_when_the_printer_has_every_byte(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	hub_test_tell(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 1));
	printer_is(spokes, "paper");
	drop(spokes);
	asked_back(spokes, 1);
	leave(spokes);
}

static void what_is_coming_out_comes_out_but_does_not_wait_for_paper(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	drop(spokes); /* who has finished still stands there */
	not_asked_back(spokes);
	printer_is(spokes, "paper");
	asked_back(spokes, 1);
	leave(spokes);
}

static void a_ready_printer_prints_for_who_just_left_until_another_visit_begins(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	for (int i = 1; i <= 3; i++)
		submit(spokes, i, FIRST);
	drop(spokes);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	claims(spokes, 2);
	keep(spokes, SECOND);
	asked_back(spokes, 2); /* not begun */
	hub_test_refused(spokes.print, writing(2), "denied");
	claims_nothing(spokes);
	hub_test_tell(spokes.print, done(1, "done", ""));
	leave(spokes);
}

static void another_service_of_the_same_visit_changes_nothing(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "paper");
	keep(spokes, FIRST);
	submit(spokes, 1, FIRST);
	keep(spokes, FIRST);
	submit(spokes, 2, FIRST);
	printer_is(spokes, "ready");
	claims(spokes, 1);
	claims(spokes, 2);
	leave(spokes);
}

static void nobodys_receipt_waits_for_paper(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "paper");
	submit(spokes, 1, FIRST);
	drop(spokes);
	int admin = hub_test_enter(given, "admin");
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(1).text));
	close(admin);
	keep(spokes, SECOND);
	drop(spokes);
	printer_is(spokes, "ready");
	claims(spokes, 1);
	leave(spokes);
}

static void after_a_restart_receipts_of_visits_wait_until_the_screen_says_which_runs(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "paper");
	submit(spokes, 1, FIRST);
	hub_test_kill(given);
	leave(spokes);
	hub_test_start(given);
	spokes = (struct spokes){ hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	printer_is(spokes, "ready");
	claims_nothing(spokes);
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", FIRST)); /* its program lived on */
	json_decref(hub_test_bell(spokes.print, "work"));
	claims(spokes, 1);
	leave(spokes);
}

static void a_power_cut_ends_the_visit(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "paper");
	submit(spokes, 1, FIRST);
	hub_test_kill(given);
	leave(spokes);
	hub_test_start(given);
	spokes = enter(given);
	printer_is(spokes, "ready");
	claims_nothing(spokes);
	leave(spokes);
}

static void a_screen_that_comes_back_has_its_receipt_and_one_that_stays_away_has_not(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	keep(spokes, FIRST);
	printer_is(spokes, "paper");
	submit(spokes, 1, FIRST);
	close(spokes.ui);
	spokes.ui = hub_test_enter(given, "ui");
	int blob = -1;
	json_decref(hub_test_ask(spokes.ui, json_pack("{s:s}", "verb", "hello"), -1, &blob)); /* it has yet to open the copy */
	close(blob);
	keep(spokes, FIRST);
	close(spokes.ui);
	printer_is(spokes, "ready");
	claims(spokes, 1);
	hub_test_tell(spokes.print, done(1, "retry", ""));
	printer_is(spokes, "cover");
	shared_clock_pass(61 * 1000);
	for (int i = 0; i < 3; i++) /* it looks at its timers between two questions */
		hub_test_tell(spokes.print, json_pack("{s:s}", "verb", "hello"));
	printer_is(spokes, "ready");
	claims_nothing(spokes);
	close(spokes.print);
}

static void what_is_torn_is_given_to_the_next_program_to_be_marked_so_and_no_more(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	printer_is(spokes, "ready");
	submit(spokes, 1, FIRST);
	claims(spokes, 1);
	hub_test_tell(spokes.print, writing(1));
	drop(spokes);
	close(spokes.print);
	spokes.print = hub_test_enter(given, "print");
	printer_is(spokes, "ready");
	json_t *reply = claim(spokes);
	assert_true(json_is_true(json_object_get(reply, "tried")));
	json_decref(reply);
	asked_back(spokes, 1);
	hub_test_tell(spokes.print, done(1, "unsure", "visit-ended"));
	claims_nothing(spokes);
	leave(spokes);
}

static void a_mark_is_a_mark(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	json_t *submission = hub_test_submission(1, 1000);
	json_object_set_new(submission, "visit", json_string("Margaret"));
	hub_test_refused(spokes.ui, submission, "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", "00000000000000a10"), "limit");
	submit(spokes, 1, FIRST);
	leave(spokes);
}

static int set_up(void **state)
{
	shared_clock();
	return hub_test_setup(state);
}

#define hold_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, hub_test_teardown)

int main(void)
{
	const struct CMUnitTest cases[] = {
		hold_test(what_waits_for_paper_is_withdrawn_when_its_visit_ends_and_staff_can_print_it),
		hold_test(what_is_stuck_in_the_printer_is_asked_back_once),
		hold_test(also_when_the_printer_has_every_byte),
		hold_test(what_is_coming_out_comes_out_but_does_not_wait_for_paper),
		hold_test(a_ready_printer_prints_for_who_just_left_until_another_visit_begins),
		hold_test(another_service_of_the_same_visit_changes_nothing),
		hold_test(nobodys_receipt_waits_for_paper),
		hold_test(after_a_restart_receipts_of_visits_wait_until_the_screen_says_which_runs),
		hold_test(a_power_cut_ends_the_visit),
		hold_test(a_screen_that_comes_back_has_its_receipt_and_one_that_stays_away_has_not),
		hold_test(what_is_torn_is_given_to_the_next_program_to_be_marked_so_and_no_more),
		hold_test(a_mark_is_a_mark),
	};
	return cmocka_run_group_tests_name("hub_hold", cases, NULL, NULL);
}
