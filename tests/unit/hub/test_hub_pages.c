/* SPDX-License-Identifier: MIT */
/* unit.hub_pages - what is printed from memory: bounded, in turn, never on the disk, gone with its visit and with the hub. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#define FIRST "00000000000000a1"
#define SECRET "14 Zwblywick Terrace"

enum { DATA_MAX = 16 * 1024, PAGES_MAX = 8 };

struct spokes { int ui, print, admin; };

static struct spokes enter(struct given_hub *given)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "print"), hub_test_enter(given, "admin") };
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "ready"));
	json_decref(hub_test_bell(spokes.ui, "printer"));
	return spokes;
}

static void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.print);
	close(spokes.admin);
}

static json_t *calendar(const char *visit, const char *street)
{
	return json_pack("{s:s, s:s, s:s, s:b, s:s, s:{s:s}}", "verb", "print", "kind", "bin-calendar", "language", "cy", "large", 1, "visit", visit, "data", "street", street);
}

static int64_t job_of(json_t *reply)
{
	int64_t job = json_integer_value(json_object_get(reply, "job"));
	if (job == 0)
		fail_msg("refused: %s", json_string_value(json_object_get(reply, "words")));
	json_decref(reply);
	return job;
}

static int64_t ask(int fd, json_t *request)
{
	return job_of(hub_test_ask(fd, request, -1, NULL));
}

static json_t *claim(struct spokes spokes)
{
	return hub_test_ask(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
}

static void claims_nothing(struct spokes spokes)
{
	hub_test_refused(spokes.print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
}

static void told(struct spokes spokes, const char *verb, int64_t job)
{
	hub_test_tell(spokes.print, json_pack("{s:s, s:I, s:i}", "verb", verb, "job", (json_int_t)job, "witness", 5));
}

static void done(struct spokes spokes, int64_t job, const char *outcome)
{
	hub_test_tell(spokes.print, json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", (json_int_t)job, "outcome", outcome, "reason", ""));
}

static void screen_hears(struct spokes spokes, int64_t job, const char *kind, const char *state)
{
	json_t *bell = hub_test_bell(spokes.ui, "print");
	assert_int_equal(json_integer_value(json_object_get(bell, "job")), job);
	assert_string_equal(json_string_value(json_object_get(bell, "kind")), kind);
	assert_string_equal(json_string_value(json_object_get(bell, "reference")), "");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), state);
	json_decref(bell);
}

static void a_page_goes_to_the_printer_as_it_came(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t job = ask(spokes.ui, calendar(FIRST, SECRET));
	json_t *reply = claim(spokes);
	assert_int_equal(json_integer_value(json_object_get(reply, "job")), job);
	assert_string_equal(json_string_value(json_object_get(reply, "kind")), "bin-calendar");
	assert_string_equal(json_string_value(json_object_get(reply, "language")), "cy");
	assert_string_equal(json_string_value(json_object_get(reply, "reference")), "");
	assert_true(json_is_true(json_object_get(reply, "large")));
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "data"), "street")), SECRET);
	json_decref(reply);
	screen_hears(spokes, job, "bin-calendar", "printing");
	claims_nothing(spokes);
	told(spokes, "spool.writing", job);
	told(spokes, "spool.sent", job);
	done(spokes, job, "done");
	screen_hears(spokes, job, "bin-calendar", "done");
	hub_test_refused(spokes.print, json_pack("{s:s, s:I, s:i}", "verb", "spool.writing", "job", (json_int_t)job, "witness", 5), "empty");
	leave(spokes);
}

static void pages_and_receipts_are_printed_in_the_order_of_their_numbers(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t first = ask(spokes.ui, calendar(FIRST, "a"));
	json_t *submission = hub_test_submission(1, 1000);
	json_object_set_new(submission, "visit", json_string(FIRST));
	hub_test_tell(spokes.ui, submission);
	int64_t third = ask(spokes.ui, calendar(FIRST, "b"));
	assert_true(third == first + 2);
	for (int64_t job = first; job <= third; job++)
		assert_int_equal(job_of(claim(spokes)), job);
	leave(spokes);
}

static void so_many_fit_and_no_more_of_so_many_bytes_and_no_more(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	static char street[DATA_MAX + 1];
	memset(street, 'a', DATA_MAX - strlen("{\"street\":\"\"}"));
	int64_t first = ask(spokes.ui, calendar(FIRST, street));
	street[strlen(street)] = 'a';
	hub_test_refused(spokes.ui, calendar(FIRST, street), "limit");
	for (int i = 1; i < PAGES_MAX; i++)
		ask(spokes.ui, calendar(FIRST, "a"));
	hub_test_refused(spokes.ui, calendar(FIRST, "a"), "busy");
	assert_int_equal(job_of(claim(spokes)), first);
	done(spokes, first, "withdrawn");
	ask(spokes.ui, calendar(FIRST, "a"));
	leave(spokes);
}

static void only_what_is_known_is_printed_and_for_whom(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "print", "kind", "test", "language", "en", "visit", FIRST), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "print", "kind", "receipt", "language", "en", "visit", FIRST), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s}", "verb", "print", "kind", "page", "language", "en"), "input"); /* whose? */
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "print", "kind", "page", "language", "en", "visit", FIRST, "data", "text"), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "print", "kind", "page", "language", "aaaaaaaaaaaaaaaaa", "visit", FIRST), "limit");
	hub_test_refused(spokes.admin, json_pack("{s:s, s:s, s:s}", "verb", "print.page", "kind", "help-ticket", "language", "en"), "input");
	int64_t job = ask(spokes.admin, json_pack("{s:s, s:s, s:s}", "verb", "print.page", "kind", "test", "language", "en"));
	assert_int_equal(job_of(claim(spokes)), job);
	leave(spokes);
}

static void a_person_passes_or_fails_a_test_page(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t job = ask(spokes.admin, json_pack("{s:s, s:s, s:s}", "verb", "print.page", "kind", "test", "language", "en"));
	hub_test_tell(spokes.admin, json_pack("{s:s, s:I, s:b}", "verb", "print.verdict", "job", (json_int_t)job, "passed", 1));
	hub_test_tell(spokes.admin, json_pack("{s:s, s:I, s:b}", "verb", "print.verdict", "job", (json_int_t)job, "passed", 0));
	hub_test_refused(spokes.admin, json_pack("{s:s, s:I, s:s}", "verb", "print.verdict", "job", (json_int_t)job, "passed", "yes"), "input");
	hub_test_refused(spokes.admin, json_pack("{s:s, s:I, s:b}", "verb", "print.verdict", "job", (json_int_t)job + 1, "passed", 1), "empty");
	leave(spokes);
}

static void a_page_ends_with_its_visit_and_the_operators_does_not(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t resident = ask(spokes.ui, calendar(FIRST, SECRET)), operator = ask(spokes.admin, json_pack("{s:s, s:s, s:s}", "verb", "print.page", "kind", "notice", "language", "en"));
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "paper"));
	json_decref(hub_test_bell(spokes.ui, "printer"));
	hub_test_tell(spokes.print, json_pack("{s:s}", "verb", "hello"));
	json_t *request = json_pack("{s:s}", "verb", "visit.drop");
	assert_int_equal(door_send(spokes.ui, request, -1), FAIL_NONE);
	json_decref(request);
	screen_hears(spokes, resident, "bin-calendar", "withdrawn");
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "ready"));
	assert_int_equal(job_of(claim(spokes)), operator);
	claims_nothing(spokes);
	leave(spokes);
}

static void a_page_that_is_stuck_is_asked_back(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t job = ask(spokes.ui, calendar(FIRST, SECRET));
	json_decref(hub_test_bell(spokes.print, "work"));
	assert_int_equal(job_of(claim(spokes)), job);
	told(spokes, "spool.writing", job);
	hub_test_tell(spokes.ui, json_pack("{s:s}", "verb", "visit.drop"));
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "paper"));
	json_t *bell = hub_test_bell(spokes.print, "withdraw");
	assert_int_equal(json_integer_value(json_object_get(bell, "job")), job);
	json_decref(bell);
	done(spokes, job, "withdrawn");
	claims_nothing(spokes);
	leave(spokes);
}

static void another_printing_program_is_told_how_far_it_was(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t job = ask(spokes.ui, calendar(FIRST, SECRET));
	assert_int_equal(job_of(claim(spokes)), job);
	told(spokes, "spool.writing", job);
	close(spokes.print);
	spokes.print = hub_test_enter(given, "print");
	json_t *reply = claim(spokes);
	assert_true(json_is_true(json_object_get(reply, "tried")));
	assert_int_equal(json_integer_value(json_object_get(reply, "witness")), 5);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "data"), "street")), SECRET);
	json_decref(reply);
	done(spokes, job, "retry");
	reply = claim(spokes);
	assert_false(json_is_true(json_object_get(reply, "tried")));
	json_decref(reply);
	told(spokes, "spool.sent", job);
	close(spokes.print);
	spokes.print = hub_test_enter(given, "print");
	reply = claim(spokes);
	assert_true(json_is_true(json_object_get(reply, "sent")));
	json_decref(reply);
	leave(spokes);
}

/* What the screen is told of @job; "" nothing. */
static void state_is(struct spokes spokes, json_t *request, int64_t job, const char *kind, const char *state)
{
	json_t *reply = hub_test_ask(spokes.ui, request, -1, NULL), *told;
	const char *kind_said = "", *said = "";
	size_t at;
	assert_null(json_object_get(reply, "fail"));
	json_array_foreach(json_object_get(reply, "jobs"), at, told)
		if (json_integer_value(json_object_get(told, "job")) == job) {
			said = json_string_value(json_object_get(told, "state"));
			kind_said = json_string_value(json_object_get(told, "kind"));
		}
	assert_string_equal(said, state);
	assert_string_equal(kind_said, kind);
	json_decref(reply);
}

static json_t *states(const char *visit, int64_t job)
{
	return json_pack("{s:s, s:s, s:[I]}", "verb", "print.states", "visit", visit, "jobs", (json_int_t)job);
}

static void a_screen_that_begins_anew_is_told_what_became_of_each(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t first = ask(spokes.ui, calendar(FIRST, SECRET)), second = ask(spokes.ui, calendar(FIRST, SECRET)), third = ask(spokes.ui, calendar(FIRST, SECRET));
	assert_int_equal(job_of(claim(spokes)), first);
	close(spokes.ui);
	spokes.ui = hub_test_enter(given, "ui");
	state_is(spokes, states(FIRST, 77), first, "bin-calendar", "printing"); /* also one whose number it never heard */
	state_is(spokes, states(FIRST, 77), second, "bin-calendar", "waiting");
	state_is(spokes, states(FIRST, 77), 77, "", "unsure"); /* nobody knows of it */
	state_is(spokes, states("00000000000000b2", 77), second, "", "");
	done(spokes, first, "done");
	done(spokes, second, "unsure");
	done(spokes, third, "withdrawn");
	state_is(spokes, states(FIRST, first), first, "", "done");
	state_is(spokes, states(FIRST, second), second, "", "unsure");
	state_is(spokes, states(FIRST, third), third, "", "withdrawn");
	leave(spokes);
}

static void it_is_told_of_its_receipt_too(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	static const char *const words[] = { "waiting", "printing", "done" };
	json_t *submission = hub_test_submission(1, 1000);
	json_object_set_new(submission, "visit", json_string(FIRST));
	hub_test_tell(spokes.ui, submission);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s, s:s, s:[]}", "verb", "print.states", "reference", hub_test_reference(1).text, "jobs"), -1, NULL);
		assert_string_equal(json_string_value(json_object_get(reply, "receipt")), words[i]);
		json_decref(reply);
		if (i == 0)
			told(spokes, "spool.writing", job_of(claim(spokes)));
		else
			done(spokes, 1, "done");
	}
	leave(spokes);
}

static void so_many_are_asked_after_and_no_more(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	json_t *most = json_pack("{s:s, s:[i, i, i, i, i, i, i, i]}", "verb", "print.states", "jobs", 1, 2, 3, 4, 5, 6, 7, 8);
	hub_test_tell(spokes.ui, json_deep_copy(most));
	json_array_append_new(json_object_get(most, "jobs"), json_integer(9));
	hub_test_refused(spokes.ui, most, "limit");
	hub_test_refused(spokes.ui, json_pack("{s:s}", "verb", "print.states"), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:[s]}", "verb", "print.states", "jobs", "1"), "input");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:[]}", "verb", "print.states", "visit", "Margaret", "jobs"), "input");
	leave(spokes);
}

static void pages_that_went_with_the_hub_are_told_so(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t begun = ask(spokes.ui, calendar(FIRST, SECRET)), waits = ask(spokes.ui, calendar(FIRST, SECRET));
	assert_int_equal(job_of(claim(spokes)), begun);
	told(spokes, "spool.writing", begun);
	hub_test_kill(given);
	leave(spokes);
	hub_test_start(given);
	spokes = (struct spokes){ hub_test_enter(given, "ui"), hub_test_enter(given, "print"), hub_test_enter(given, "admin") };
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", FIRST));
	state_is(spokes, states(FIRST, waits), waits, "", "withdrawn");
	state_is(spokes, states(FIRST, begun), begun, "", "unsure");
	claims_nothing(spokes);
	done(spokes, begun, "done"); /* it came out after all: whoever printed it lived on */
	screen_hears(spokes, begun, "", "done");
	state_is(spokes, states(FIRST, begun), begun, "", "done");
	assert_true(ask(spokes.ui, calendar(FIRST, "a")) > waits);
	leave(spokes);
}

static void nothing_of_it_is_on_the_disk_or_in_the_log(void **state)
{
	static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm", "kiosk.json" };
	struct given_hub *given = *state;
	struct spokes spokes = enter(given);
	int64_t job = ask(spokes.ui, calendar(FIRST, SECRET));
	assert_int_equal(job_of(claim(spokes)), job);
	told(spokes, "spool.writing", job);
	done(spokes, job, "unsure");
	for (size_t i = 0; i <= sizeof files / sizeof files[0]; i++) {
		BUFFER_AUTO bytes;
		char path[GIVEN_PATH_BYTES];
		buffer_init(&bytes, 64 * 1024 * 1024);
		if (i < sizeof files / sizeof files[0])
			given_path(path, given->state, files[i]);
		else
			snprintf(path, sizeof path, "%s", given->said);
		if (file_read(path, &bytes) == FAIL_NONE)
			assert_null(memmem(bytes.bytes, bytes.size_bytes, "Zwblywick", strlen("Zwblywick")));
		fail_clear();
	}
	leave(spokes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_page_goes_to_the_printer_as_it_came),
		hub_test(pages_and_receipts_are_printed_in_the_order_of_their_numbers),
		hub_test(so_many_fit_and_no_more_of_so_many_bytes_and_no_more),
		hub_test(only_what_is_known_is_printed_and_for_whom),
		hub_test(a_person_passes_or_fails_a_test_page),
		hub_test(a_page_ends_with_its_visit_and_the_operators_does_not),
		hub_test(a_page_that_is_stuck_is_asked_back),
		hub_test(another_printing_program_is_told_how_far_it_was),
		hub_test(a_screen_that_begins_anew_is_told_what_became_of_each),
		hub_test(it_is_told_of_its_receipt_too),
		hub_test(so_many_are_asked_after_and_no_more),
		hub_test(pages_that_went_with_the_hub_are_told_so),
		hub_test(nothing_of_it_is_on_the_disk_or_in_the_log),
	};
	return cmocka_run_group_tests_name("hub_pages", cases, NULL, NULL);
}
