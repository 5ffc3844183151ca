/* SPDX-License-Identifier: MIT */
/* unit.hub_spool - what the printing program may do, and what the screen hears of it. */
#include "tests/unit/hub/hub_test.h"

struct spokes { int ui, print; };

static struct spokes given_receipts(struct given_hub *given, int count)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	hub_test_tell(spokes.print, json_pack("{s:s}", "verb", "hello"));
	for (int i = 1; i <= count; i++) {
		hub_test_tell(spokes.ui, hub_test_submission(i, 1000));
		json_decref(hub_test_bell(spokes.print, "work"));
	}
	return spokes;
}

static void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.print);
}

static void assert_print_bell(int ui, int number, const char *state)
{
	json_t *bell = hub_test_bell(ui, "print");
	assert_string_equal(json_string_value(json_object_get(bell, "reference")), hub_test_reference(number).text);
	assert_string_equal(json_string_value(json_object_get(bell, "state")), state);
	assert_true(json_is_string(json_object_get(bell, "printer")));
	json_decref(bell);
}

static int64_t claim_as(struct spokes spokes, int number, bool tried)
{
	json_t *reply = hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), hub_test_reference(number).text);
	assert_int_equal(json_is_true(json_object_get(reply, "tried")), tried);
	int64_t job = json_integer_value(json_object_get(reply, "job"));
	json_decref(reply);
	assert_print_bell(spokes.ui, number, "printing");
	return job;
}

static int64_t claim(struct spokes spokes, int number)
{
	return claim_as(spokes, number, false);
}

static json_t *done(int64_t job, const char *outcome)
{
	return json_pack("{s:s, s:I, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", outcome);
}

static void hello_names_the_printer(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:s}", "printer", "unix:/tmp/printer"));
	hub_test_start(given);
	int print = hub_test_enter(given, "print");
	json_t *reply = hub_test_ask(print, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "printer")), "unix:/tmp/printer");
	json_decref(reply);
	close(print);
}

static void a_job_carries_what_the_paper_needs_and_no_more(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 1);
	json_t *reply = hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	json_t *expected = json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:I, s:s, s:i, s:b, s:b, s:i, s:b, s:i, s:b, s:b, s:s, s:s}", "re", "spool.claim", "job", 1, "kind", "receipt",
	                             "reference", hub_test_reference(1).text, "service", "missed-bin", "language", "cy", "submitted_ms", (json_int_t)hub_test_time_ms(1),
	                             "due", "2026-11-23", "copy", 0, "tried", 0, "sent", 0, "witness", -1, "large", 0, "pay_pence", 0, "desk", 0, "delivered", 0, "visit", "", "owed", "nothing");
	assert_true(json_equal(reply, expected));
	json_decref(expected);
	json_decref(reply);
	leave(spokes);
}

static void the_screen_hears_how_it_went(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 3);
	int64_t job = claim(spokes, 1);
	hub_test_tell(spokes.print, json_pack("{s:s, s:I}", "verb", "spool.sent", "job", (json_int_t)job));
	hub_test_tell(spokes.print, done(job, "done"));
	assert_print_bell(spokes.ui, 1, "done");
	job = claim(spokes, 2);
	hub_test_tell(spokes.print, done(job, "unsure"));
	assert_print_bell(spokes.ui, 2, "unsure");
	job = claim(spokes, 3);
	hub_test_tell(spokes.print, done(job, "retry"));
	assert_print_bell(spokes.ui, 3, "waiting");
	assert_int_equal(claim(spokes, 3), job);
	leave(spokes);
}

static json_t *writing(int64_t job, int64_t witness)
{
	return json_pack("{s:s, s:I, s:I}", "verb", "spool.writing", "job", (json_int_t)job, "witness", (json_int_t)witness);
}

static void assert_claimed(int print, int64_t job, const char *how, int64_t witness)
{
	json_t *reply = hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "job")), job);
	assert_int_equal(json_integer_value(json_object_get(reply, "witness")), witness);
	assert_int_equal(json_is_true(json_object_get(reply, "sent")), strcmp(how, "sent") == 0);
	assert_int_equal(json_is_true(json_object_get(reply, "tried")), strcmp(how, "tried") == 0);
	json_decref(reply);
}

static void when_the_printing_program_dies_the_next_one_is_told_how_far_each_job_was(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 3);
	for (int i = 1; i <= 3; i++)
		claim(spokes, i);
	hub_test_tell(spokes.print, writing(1, 7));
	hub_test_tell(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 1));
	hub_test_tell(spokes.print, writing(2, 8));
	close(spokes.print);
	json_decref(hub_test_bell(spokes.ui, "printer"));
	spokes.print = hub_test_enter(given, "print");
	assert_claimed(spokes.print, 1, "sent", 7);
	assert_claimed(spokes.print, 2, "tried", 8);
	assert_claimed(spokes.print, 3, "new", -1);
	hub_test_refused(spokes.print, writing(1, 7), "denied"); /* it was sent: never again */
	leave(spokes);
}

static void what_is_withdrawn_is_not_begun(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 1);
	int64_t job = claim(spokes, 1);
	hub_test_tell(spokes.print, json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", "withdrawn", "reason", "no-printer"));
	assert_print_bell(spokes.ui, 1, "withdrawn");
	hub_test_refused(spokes.print, writing(job, -1), "denied");
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
	hub_test_refused(spokes.print, json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", "withdrawn", "reason", "two words"), "input");
	hub_test_refused(spokes.print, json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", "withdrawn", "reason", "seventeen-letters"), "limit");
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(1).text));
	json_decref(hub_test_bell(spokes.print, "work"));
	json_t *reply = hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "copy")), 0); /* no original is on paper: this one will be */
	json_decref(reply);
	leave(spokes);
}

static void a_job_that_was_in_the_printer_when_the_hub_died_is_given_out_as_tried(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 1);
	hub_test_tell(spokes.print, writing(claim(spokes, 1), -1));
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = (struct spokes){ hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	int64_t job = claim_as(spokes, 1, true);
	hub_test_tell(spokes.print, done(job, "retry")); /* it says: nothing was on paper */
	assert_print_bell(spokes.ui, 1, "waiting");
	claim_as(spokes, 1, false);
	leave(spokes);
}

static void what_became_of_a_job_is_heard_through_a_new_door(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 2);
	int64_t first = claim(spokes, 1), second = claim(spokes, 2);
	hub_test_tell(spokes.print, json_pack("{s:s, s:I}", "verb", "spool.sent", "job", (json_int_t)first));
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = (struct spokes){ hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	hub_test_tell(spokes.print, done(first, "done")); /* unsure until now */
	assert_print_bell(spokes.ui, 1, "done");
	hub_test_tell(spokes.print, json_pack("{s:s, s:I}", "verb", "spool.sent", "job", (json_int_t)second));
	hub_test_tell(spokes.print, done(second, "done"));
	assert_print_bell(spokes.ui, 2, "done");
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
	leave(spokes);
}

static void assert_owed(int print, const char *owed)
{
	json_t *reply = hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "owed")), owed);
	json_decref(reply);
}

/* Whoever printed knows best; who died meanwhile cannot have said it. */
static void what_is_torn_is_owed_to_the_next_job(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 4);
	assert_owed(spokes.print, "nothing");
	hub_test_tell(spokes.print, json_pack("{s:s, s:i, s:i}", "verb", "spool.writing", "job", 1, "witness", -1));
	hub_test_tell(spokes.print, done(1, "withdrawn"));
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	int print = hub_test_enter(given, "print");
	assert_owed(print, "slip");
	hub_test_tell(print, json_pack("{s:s, s:i, s:s, s:s}", "verb", "spool.done", "job", 2, "outcome", "unsure", "owed", "cut"));
	assert_owed(print, "cut");
	hub_test_refused(print, json_pack("{s:s, s:i, s:s, s:s}", "verb", "spool.done", "job", 3, "outcome", "unsure", "owed", "an apology"), "input");
	hub_test_tell(print, done(3, "done"));
	assert_owed(print, "nothing");
	close(print);
}

static void a_copy_is_marked(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 1);
	hub_test_tell(spokes.print, done(claim(spokes, 1), "done"));
	assert_print_bell(spokes.ui, 1, "done");
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(1).text));
	json_decref(hub_test_bell(spokes.print, "work"));
	json_t *reply = hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "copy")), 1);
	json_decref(reply);
	leave(spokes);
}

static void the_screen_hears_of_the_printer_when_it_changes(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 0);
	hub_test_tell(spokes.print, json_pack("{s:s, s:s, s:s}", "verb", "printer.state", "state", "paper", "words", "the roll is empty"));
	json_t *bell = hub_test_bell(spokes.ui, "printer");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), "paper");
	json_decref(bell);
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "paper"));
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "ready"));
	bell = hub_test_bell(spokes.ui, "printer");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), "ready");
	json_decref(bell);
	json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s}", "verb", "status.people"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "printer")), "ready");
	json_decref(reply);
	leave(spokes);
}

static void wrong_members_are_refused(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = given_receipts(given, 0);
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.sent"), "input");
	hub_test_refused(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 0), "limit");
	hub_test_refused(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.sent", "job", 7), "empty");
	hub_test_refused(spokes.print, done(7, "done"), "empty");
	hub_test_refused(spokes.print, writing(7, -1), "empty");
	hub_test_refused(spokes.print, writing(7, -2), "limit");
	hub_test_refused(spokes.print, json_pack("{s:s, s:i}", "verb", "spool.writing", "job", 7), "input");
	hub_test_refused(spokes.print, done(7, "perhaps"), "input");
	hub_test_refused(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "on fire"), "input");
	hub_test_refused(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "aaaaaaaaaaaaaaaaa"), "limit");
	char words[258] = { 0 };
	memset(words, 'w', 257);
	hub_test_refused(spokes.print, json_pack("{s:s, s:s, s:s}", "verb", "printer.state", "state", "ready", "words", words), "limit");
	words[256] = '\0';
	hub_test_tell(spokes.print, json_pack("{s:s, s:s, s:s}", "verb", "printer.state", "state", "ready", "words", words));
	leave(spokes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(hello_names_the_printer),
		hub_test(a_job_carries_what_the_paper_needs_and_no_more),
		hub_test(the_screen_hears_how_it_went),
		hub_test(when_the_printing_program_dies_the_next_one_is_told_how_far_each_job_was),
		hub_test(what_is_withdrawn_is_not_begun),
		hub_test(a_job_that_was_in_the_printer_when_the_hub_died_is_given_out_as_tried),
		hub_test(what_became_of_a_job_is_heard_through_a_new_door),
		hub_test(what_is_torn_is_owed_to_the_next_job),
		hub_test(a_copy_is_marked),
		hub_test(the_screen_hears_of_the_printer_when_it_changes),
		hub_test(wrong_members_are_refused),
	};
	return cmocka_run_group_tests_name("hub_spool", cases, NULL, NULL);
}
