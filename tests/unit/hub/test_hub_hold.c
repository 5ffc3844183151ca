/* SPDX-License-Identifier: MIT */
/* unit.hub_hold - a receipt that is not on paper when its visit ends never comes out for the next person. */
#include "tests/lib/shared_clock.h"
#include "tests/unit/hub/hold_test.h"

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
