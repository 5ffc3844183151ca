/* SPDX-License-Identifier: MIT */
/* unit.hub_submit - from the screen to the queue and the printer, or a plain refusal. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/store/store.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

static int64_t submit(int ui, int number, bool again)
{
	json_t *reply = hub_test_ask(ui, hub_test_submission(number, 3000), -1, NULL);
	if (json_object_get(reply, "fail"))
		fail_msg("refused: %s", json_string_value(json_object_get(reply, "words")));
	assert_int_equal(json_is_true(json_object_get(reply, "again")), again);
	int64_t sequence = json_integer_value(json_object_get(reply, "sequence"));
	json_decref(reply);
	return sequence;
}

static void a_submission_gets_its_number_and_rings_both_spokes(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print"), sync = hub_test_enter(given, "sync");
	hub_test_tell(print, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(sync, json_pack("{s:s}", "verb", "hello"));
	assert_int_equal(submit(ui, 1, false), 1);
	json_decref(hub_test_bell(print, "work"));
	json_decref(hub_test_bell(sync, "work"));
	assert_int_equal(submit(ui, 1, true), 1);
	assert_int_equal(submit(ui, 2, false), 2);
	close(ui), close(print), close(sync);
}

static void without_a_receipt_the_printer_is_left_alone(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print");
	hub_test_tell(print, json_pack("{s:s}", "verb", "hello"));
	json_t *request = hub_test_submission(1, 3000);
	json_object_set_new(request, "receipt", json_false());
	hub_test_tell(ui, request);
	hub_test_silent(print, ui);
	hub_test_refused(print, json_pack("{s:s}", "verb", "spool.claim"), "empty");
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(1).text));
	json_decref(hub_test_bell(print, "work"));
	close(ui), close(print);
}

static json_t *took(json_t *submission, const char *final, const char *reason)
{
	json_object_set_new(submission, "interaction", json_pack("{s:s, s:s, s:[s]}", "base", "simple", "final", final, "reasons", reason));
	return submission;
}

/* How much a form took of others stands in the audit once, however often the screen asks. */
static void what_a_form_took_of_others_is_written_once(void **state)
{
	int ui = hub_test_enter(*state, "ui"), admin = hub_test_enter(*state, "admin");
	for (int i = 0; i < 2; i++)
		hub_test_tell(ui, took(hub_test_submission(1, 500), "assisted", "help-twice"));
	hub_test_refused(ui, took(hub_test_submission(2, 500), "Assisted", "help-twice"), "input");
	hub_test_refused(ui, took(hub_test_submission(2, 500), "assisted", "because she said so"), "input");
	hub_test_refused(ui, took(hub_test_submission(2, 500), "assisted", "a-reason-that-is-longer-than-any-row-of-the-audit-has-room-for-in-it"), "input");
	hub_test_refused(ui, took(hub_test_submission(2, 500), "assisted", "one-byte-more-than-a-word-can-bee"), "input");
	json_t *list = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	const char *lines = json_string_value(json_object_get(list, "lines")), *row = lines ? strstr(lines, "\"interaction_raised\"") : NULL;
	assert_non_null(row);
	assert_non_null(strstr(row, "\"outcome\":\"assisted\",\"reason\":\"help-twice\""));
	assert_null(strstr(row + 1, "\"interaction_raised\""));
	json_decref(list);
	close(ui), close(admin);
}

/* Nobody's form is refused because there are more reasons than a row has room for: the first ones stand there whole. */
static void reasons_beyond_a_row_are_left_out(void **state)
{
	int ui = hub_test_enter(*state, "ui"), admin = hub_test_enter(*state, "admin");
	json_t *submission = took(hub_test_submission(1, 500), "complex", "staff-guidance"), *reasons = json_object_get(json_object_get(submission, "interaction"), "reasons");
	static const char *const words[] = { "help-twice", "failed-twice", "language", "person", "show-me", "several", "answers" };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		json_array_append_new(reasons, json_string(words[i]));
	hub_test_tell(ui, submission);
	json_t *list = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	const char *lines = json_string_value(json_object_get(list, "lines"));
	assert_non_null(lines ? strstr(lines, "\"reason\":\"staff-guidance+help-twice+failed-twice+language+person+show-me\"") : NULL);
	json_decref(list);
	close(ui), close(admin);
}

static void wrong_members_are_refused_and_nothing_is_kept(void **state)
{
	struct given_hub *given = *state;
	static const struct { const char *member, *json, *code; } wrong[] = {
		{ "id", "\"01930000-0000-4000-8000-000000000001\"", "input" }, { "id", "\"short\"", "input" }, { "id", "7", "input" }, { "id", NULL, "input" },
		{ "id", "\"01930000-0000-7000-8000-0000000000012\"", "limit" },
		{ "reference", "\"MB 000 000 000\"", "input" }, { "reference", "\"mb00000001\"", "input" }, { "reference", NULL, "input" },
		{ "service", "\"\"", "input" }, { "service", "\"Missed Bin\"", "input" }, { "service", "\"../../etc\"", "input" }, { "service", NULL, "input" },
		{ "service", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "limit" },
		{ "type", "\"UK FOYER\"", "input" }, { "type", NULL, "input" }, { "language", "\"c_y\"", "input" }, { "language", "\"aaaaaaaaaaaaaaaaa\"", "limit" },
		{ "time_ms", "-1", "limit" }, { "time_ms", "253402300800000", "limit" }, { "time_ms", "1.5", "input" }, { "time_ms", NULL, "input" },
		{ "due", "\"2026-02-30\"", "input" }, { "due", "\"tomorrow\"", "input" }, { "due", NULL, "input" },
		{ "jwe", "\"not a sealed body\"", "input" }, { "jwe", "\"\"", "limit" }, { "jwe", NULL, "input" }, { "receipt", "1", "input" }, { "pay_pence", "-1", "limit" }, { "pay_pence", "\"1\"", "input" }, { "by", "\"nobody\"", "input" }, { "by", "\"\"", "input" },
	};
	int ui = hub_test_enter(given, "ui");
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *request = hub_test_submission(1, 3000);
		if (wrong[i].json)
			json_object_set_new(request, wrong[i].member, json_loads(wrong[i].json, JSON_DECODE_ANY, NULL));
		else
			json_object_del(request, wrong[i].member);
		hub_test_refused(ui, request, wrong[i].code);
	}
	assert_int_equal(submit(ui, 1, false), 1);
	close(ui);
}

static void the_largest_body_is_kept_and_a_larger_one_refused(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	hub_test_tell(ui, hub_test_submission(1, 59 * 1024 - 2));
	hub_test_refused(ui, hub_test_submission(2, 59 * 1024 + 1), "limit");
	json_decref(hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL));
	json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", hub_test_id(1).text), -1, NULL);
	assert_in_range(json_string_length(json_object_get(reply, "event")), 59 * 1024, 60 * 1024);
	json_decref(reply);
	close(ui), close(sync);
}

/* What the screen may tell people: whether something can be sent from here. */
static const char *service_said(int ui)
{
	static char said[16];
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "status.people"), -1, NULL);
	snprintf(said, sizeof said, "%s", json_string_value(json_object_get(reply, "service")));
	json_decref(reply);
	return said;
}

static void the_screen_hears_when_the_last_room_goes_and_when_it_is_back(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:i}", "outbox_pages", STORE_PAGES_MIN));
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), count = 0;
	while (strcmp(service_said(ui), "open") == 0)
		submit(ui, ++count, false); /* the one that takes the last room is kept */
	hub_test_refused(ui, hub_test_submission(count + 1, 100), "full");
	json_t *ids = json_array();
	for (int i = 1; i <= 20; i++)
		json_array_append_new(ids, json_string(hub_test_id(i).text));
	hub_test_tell(sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids));
	json_t *bell = hub_test_bell(ui, "service");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), "open");
	json_decref(bell);
	close(ui), close(sync);
}

static void a_full_store_refuses_in_words_and_takes_again_once_drained(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:i}", "outbox_pages", STORE_PAGES_MIN));
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	int count = 0;
	assert_string_equal(service_said(ui), "open");
	for (;; count++) {
		json_t *reply = hub_test_ask(ui, hub_test_submission(count + 1, 3000), -1, NULL);
		const char *code = json_string_value(json_object_get(reply, "fail"));
		bool full = code && strcmp(code, "full") == 0;
		assert_true(full || !code);
		json_decref(reply);
		if (full)
			break;
		assert_true(count < 1000);
	}
	assert_true(count > 100);
	assert_string_equal(service_said(ui), "full");
	assert_int_equal(submit(ui, 1, true), 1); /* what is there is still recognised */
	for (int done = 0; done < count;) {
		json_t *ids = json_array(), *reply = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL), *item;
		size_t i;
		json_array_foreach(json_object_get(reply, "items"), i, item)
			json_array_append(ids, json_object_get(item, "id"));
		done += (int)json_array_size(ids);
		hub_test_tell(sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids));
		json_decref(reply);
	}
	assert_string_equal(service_said(ui), "open");
	assert_int_equal(submit(ui, count + 1, false), count + 1);
	close(ui), close(sync);
}

static void print_again_needs_a_reference_of_today(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(5).text), "empty");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "print.again", "reference", "MB 000 000 050"), "input");
	hub_test_refused(ui, json_pack("{s:s}", "verb", "print.again"), "input");
	close(ui);
}

/* Until two events may be claimed, one after the other or both at once. */
static void both_wait(int sync)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (size_t count = 0; count < 2;) {
		json_t *reply = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL);
		count += json_array_size(json_object_get(reply, "items"));
		json_decref(reply);
		if (count < 2 && !deadline_pause(deadline))
			fail_msg("%zu events wait, not two", count);
	}
}

static void a_damaged_store_is_put_aside_and_the_hub_goes_on(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	assert_int_equal(submit(ui, 1, false), 1);
	close(ui);
	hub_test_kill(given);
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->state, "store.db");
	int fd = open(path, O_RDWR | O_CLOEXEC);
	assert_int_equal(pwrite(fd, "this was a store", 16, 0), 16);
	close(fd);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	int sync = hub_test_enter(given, "sync");
	assert_true(submit(ui, 2, false) > 1000000000000); /* a number that the old store cannot have given */
	given_path(path, given->state, "quarantine");
	assert_int_equal(access(path, F_OK), 0);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "store.quarantined"));
	free(said);
	both_wait(sync); /* the one from before came back by itself */
	close(ui), close(sync);
}

static void without_a_store_the_hub_still_serves_and_says_why(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, NULL);
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->state, "store.db");
	assert_int_equal(mkdir(path, 0700), 0); /* a folder in its place: cannot be opened, cannot be created */
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), admin = hub_test_enter(given, "admin");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(ui, json_pack("{s:s}", "verb", "status.people"));
	hub_test_refused(ui, hub_test_submission(1, 3000), "store");
	assert_string_equal(service_said(ui), "closed");
	json_t *reply = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	assert_true(json_string_length(json_object_get(json_object_get(reply, "store"), "words")) > 0);
	json_decref(reply);
	assert_int_equal(rmdir(path), 0); /* the disk is back: the hub finds out by itself */
	for (;;) {
		reply = hub_test_ask(ui, hub_test_submission(1, 3000), -1, NULL);
		bool kept = !json_object_get(reply, "fail");
		json_decref(reply);
		if (kept)
			break;
	}
	assert_string_equal(service_said(ui), "open");
	close(ui), close(admin);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_submission_gets_its_number_and_rings_both_spokes),
		hub_test(without_a_receipt_the_printer_is_left_alone),
		hub_test(what_a_form_took_of_others_is_written_once),
		hub_test(reasons_beyond_a_row_are_left_out),
		hub_test(wrong_members_are_refused_and_nothing_is_kept),
		hub_test(the_largest_body_is_kept_and_a_larger_one_refused),
		hub_test_stopped(the_screen_hears_when_the_last_room_goes_and_when_it_is_back),
		hub_test_stopped(a_full_store_refuses_in_words_and_takes_again_once_drained),
		hub_test(print_again_needs_a_reference_of_today),
		hub_test(a_damaged_store_is_put_aside_and_the_hub_goes_on),
		hub_test_stopped(without_a_store_the_hub_still_serves_and_says_why),
	};
	return cmocka_run_group_tests_name("hub_submit", cases, NULL, NULL);
}
