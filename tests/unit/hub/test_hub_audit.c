/* SPDX-License-Identifier: MIT */
/* unit.hub_audit - what is done on a kiosk stands in its audit, in one chain with checkpoints; a broken chain is said loudly and stops nobody. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/clock.h"
#include "firmware/hub/audit.h"
#include "firmware/store/audit.h"
#include "firmware/store/sql.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <time.h>

enum { ROWS_MAX = 400 };

/* The whole audit of a hub that is not running. */
struct given_rows { struct chain_row row[ROWS_MAX]; size_t count; };

static struct store *store_of(const struct given_hub *given)
{
	const struct store_options options = { .folder = given->state, .max_pages = STORE_PAGES_DEFAULT, .now_ms = 1000 };
	struct store_opening opening;
	struct store *store = NULL;
	assert_int_equal(store_open(&options, &opening, &store), FAIL_NONE);
	return store;
}

static struct given_rows *rows_of(struct given_hub *given)
{
	struct given_rows *rows = calloc(1, sizeof *rows);
	struct store *store = store_of(given);
	int64_t after = 0;
	BUFFER_AUTO page;
	buffer_init(&page, 64 * 1024);
	while (audit_read(store, after, AUDIT_READ_MAX, &page, &after) == FAIL_NONE) {
		for (const char *line = page.bytes, *end; (end = strchr(line, '\n')); line = end + 1, rows->count++) {
			assert_true(rows->count < ROWS_MAX);
			assert_int_equal(chain_read(line, (size_t)(end - line), &rows->row[rows->count]), FAIL_NONE);
		}
		buffer_clear(&page);
	}
	store_close(store);
	return rows;
}

static void stop(struct given_hub *given)
{
	assert_int_equal(process_stop(&given->process), 0);
	given->process.pid = 0;
}

static json_t *status_of(struct given_hub *given)
{
	int admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL), *audit = json_incref(json_object_get(status, "audit"));
	json_decref(status);
	close(admin);
	return audit;
}

static json_t *heartbeat_of(struct given_hub *given)
{
	int sync = hub_test_enter(given, "sync");
	json_t *reply = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_incref(json_object_get(reply, "data"));
	json_decref(reply);
	close(sync);
	return data;
}

static void each_start_is_a_row_behind_the_last(void **state)
{
	struct given_hub *given = *state;
	hub_test_kill(given); /* nothing of it was only in memory */
	hub_test_start(given);
	stop(given);
	struct given_rows *rows = rows_of(given);
	assert_int_equal(rows->count, 2);
	assert_string_equal(rows->row[0].event, "start");
	assert_string_equal(rows->row[0].reason, "new-store");
	assert_string_equal(rows->row[0].actor, "system");
	assert_string_equal(rows->row[1].event, "start");
	assert_string_equal(rows->row[1].reason, "");
	assert_string_equal(rows->row[1].outcome, "whole");
	assert_string_equal(rows->row[1].prev, rows->row[0].hash);
	assert_int_equal(strlen(rows->row[0].kiosk), 36);
	free(rows);
}

static void a_broken_chain_is_said_and_goes_on(void **state)
{
	struct given_hub *given = *state;
	stop(given);
	struct store *store = store_of(given);
	assert_int_equal(sqlite3_exec(store->db, "DROP TRIGGER audit_stays; UPDATE audit SET line=replace(line, 'start', 'quiet')", NULL, NULL, NULL), SQLITE_OK);
	store_close(store);
	hub_test_start(given);
	json_t *status = status_of(given), *heartbeat = heartbeat_of(given);
	assert_string_equal(json_string_value(json_object_get(status, "broken")), "row 1 of the audit is not as it was written: the hash of row 1 does not fit what stands in it");
	assert_string_equal(json_string_value(json_object_get(heartbeat, "audit_broken")), "row 1 of the audit is not as it was written: the hash of row 1 does not fit what stands in it");
	assert_int_equal(json_integer_value(json_object_get(status, "last")), 2);
	json_decref(status), json_decref(heartbeat);
	stop(given);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "audit.broken"));
	free(said);
}

static const struct chain_row *find(const struct given_rows *rows, const char *event, const char *subject, const char *outcome)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->row[i].event, event) == 0 && (!subject || strcmp(rows->row[i].subject, subject) == 0) && (!outcome || strcmp(rows->row[i].outcome, outcome) == 0))
			return &rows->row[i];
	return NULL;
}

static const struct chain_row *must_find(const struct given_rows *rows, const char *event, const char *subject, const char *outcome)
{
	const struct chain_row *row = find(rows, event, subject, outcome);
	if (!row)
		fail_msg("no %s of %s that was %s", event, subject ? subject : "anything", outcome ? outcome : "anything");
	return row;
}

static json_t *submission_of(int number, const char *visit)
{
	json_t *request = hub_test_submission(number, 300);
	json_object_set_new(request, "visit", json_string(visit));
	return request;
}

static void print_ends(int print, const char *outcome, const char *reason)
{
	json_t *claim = hub_test_ask(print, json_pack("{s:s}", "verb", "spool.claim"), -1, NULL);
	json_t *job = json_object_get(claim, "job");
	assert_true(json_is_integer(job));
	hub_test_tell(print, json_pack("{s:s, s:I, s:i}", "verb", "spool.writing", "job", json_integer_value(job), "witness", -1));
	hub_test_tell(print, json_pack("{s:s, s:I}", "verb", "spool.sent", "job", json_integer_value(job)));
	hub_test_tell(print, json_pack("{s:s, s:I, s:s, s:s}", "verb", "spool.done", "job", json_integer_value(job), "outcome", outcome, "reason", reason));
	json_decref(claim);
}

static void a_visit_stands_in_it_from_its_begin_to_its_end(void **state)
{
	struct given_hub *given = *state;
	static const char first[] = "00000000000000a1", second[] = "00000000000000b2";
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(print, json_pack("{s:s}", "verb", "hello"));
	hub_test_tell(ui, submission_of(1, first));
	print_ends(print, "done", "");
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "visit.drop", "how", "finished"));
	hub_test_tell(ui, submission_of(2, second));
	print_ends(print, "unsure", "timeout");
	hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "visit.drop", "how", "Mrs Jones"));
	hub_test_tell(ui, json_pack("{s:s}", "verb", "status.people")); /* it is answered after the row was written */
	hub_test_kill(given);
	struct given_rows *rows = rows_of(given);
	static const struct { const char *event, *subject, *outcome, *reason, *visit, *actor; } expected[] = {
		{ "start", "", "whole", "new-store", "", "system" },
		{ "visit_begin", "", "begun", "", first, "resident" },
		{ "submit", "missed-bin", "kept", "", first, "resident" },
		{ "print", "receipt", "done", "", first, "system" },
		{ "visit_end", "", "finished", "", first, "resident" },
		{ "visit_begin", "", "begun", "", second, "resident" },
		{ "submit", "missed-bin", "kept", "", second, "resident" },
		{ "print", "receipt", "unsure", "timeout", second, "system" },
		{ "visit_end", "", "cleared", "", second, "resident" },
	};
	assert_int_equal(rows->count, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < rows->count; i++) {
		const struct chain_row *row = &rows->row[i];
		if (strcmp(row->event, expected[i].event) != 0 || strcmp(row->subject, expected[i].subject) != 0 || strcmp(row->outcome, expected[i].outcome) != 0 ||
		    strcmp(row->reason, expected[i].reason) != 0 || strcmp(row->visit, expected[i].visit) != 0 || strcmp(row->actor, expected[i].actor) != 0)
			fail_msg("row %zu: %s %s %s %s in %s by %s", i + 1, row->event, row->subject, row->outcome, row->reason, row->visit, row->actor);
	}
	free(rows);
	close(ui), close(print);
}

static void what_operators_do_stands_in_it(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:{s:s}}", "backoffice", "url", "https://council.example"));
	hub_test_start(given);
	static const char visit[] = "00000000000000a1";
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), admin = hub_test_enter(given, "admin"), provision = hub_test_enter(given, "provision");
	hub_test_tell(ui, submission_of(1, visit));
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "print.again", "reference", hub_test_reference(1).text));
	hub_test_tell(sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(1).text, "code", 422, "note", "Mrs Jones"));
	hub_test_tell(admin, json_pack("{s:s}", "verb", "queue.requeue"));
	hub_test_tell(admin, json_pack("{s:s}", "verb", "queue.requeue")); /* changes nothing */
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "queue.sign", "sha256", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"));
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "enrol", "code", "ABCD-EFGH"));
	hub_test_tell(sync, json_pack("{s:s, s:s}", "verb", "enrol.done", "result", "known"));
	hub_test_tell(provision, json_pack("{s:s, s:i, s:i, s:{s:i, s:s}}", "verb", "version.state", "active", 0, "previous", 0, "refused", "version", 12, "words", "no"));
	hub_test_tell(provision, json_pack("{s:s, s:i, s:i, s:{s:i, s:s}}", "verb", "version.state", "active", 0, "previous", 0, "refused", "version", 12, "words", "no"));
	hub_test_tell(provision, json_pack("{s:s, s:i, s:i}", "verb", "version.state", "active", 13, "previous", 0));
	json_t *page = hub_test_ask(admin, json_pack("{s:s, s:s, s:s}", "verb", "print.page", "kind", "test", "language", "en"), -1, NULL);
	hub_test_tell(admin, json_pack("{s:s, s:I, s:b}", "verb", "print.verdict", "job", json_integer_value(json_object_get(page, "job")), "passed", false));
	json_decref(page);
	hub_test_tell(admin, json_pack("{s:s, s:b}", "verb", "audit.head", "export", true));
	hub_test_kill(given);
	struct given_rows *rows = rows_of(given);
	char reference[REFERENCE_TEXT_BYTES];
	snprintf(reference, sizeof reference, "%s", hub_test_reference(1).text);
	for (char *space = reference; (space = strchr(space, ' '));)
		*space = '-';
	const struct chain_row *again = must_find(rows, "print_again", reference, "asked");
	assert_string_equal(again->actor, "admin");
	assert_string_equal(again->visit, ""); /* whoever stands at the desk is in no visit */
	assert_string_equal(must_find(rows, "requeue", "queue", "done")->reason, "1");
	assert_string_equal(must_find(rows, "export", "queue", "signed")->actor, "admin");
	must_find(rows, "enrol", NULL, "asked");
	must_find(rows, "enrol", NULL, "known");
	must_find(rows, "config_apply", "version:12", "refused");
	must_find(rows, "diag", "printer.page", "failed");
	assert_string_equal(must_find(rows, "log_export", "audit", "begun")->actor, "admin");
	const struct chain_row *last = &rows->row[rows->count - 1];
	assert_string_equal(last->event, CHAIN_CHECKPOINT); /* what is carried away ends with a signature */
	assert_int_equal(strlen(last->signature), SIGN_TEXT_BYTES - 1);
	int refused = 0, requeued = 0;
	for (size_t i = 0; i < rows->count; i++) {
		refused += strcmp(rows->row[i].event, "config_apply") == 0 && strcmp(rows->row[i].outcome, "refused") == 0;
		requeued += strcmp(rows->row[i].event, "requeue") == 0;
	}
	assert_int_equal(refused, 1);
	assert_int_equal(requeued, 1);
	free(rows);
	close(ui), close(sync), close(admin), close(provision);
}

static void who_knocks_is_written_and_cannot_wash_it_away(void **state)
{
	struct given_hub *given = *state;
	for (int i = 0; i < AUDIT_REFUSED_MAX * 3; i++) {
		int fd = hub_test_enter(given, "test");
		json_t *request = json_pack("{s:s}", "verb", i % 2 ? "queue.requeue" : "there.is.none");
		assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
		json_decref(request);
		hub_test_closed(fd);
	}
	stop(given);
	struct given_rows *rows = rows_of(given);
	int refused = 0;
	for (size_t i = 0; i < rows->count; i++)
		refused += strcmp(rows->row[i].event, "door_refused") == 0;
	must_find(rows, "door_refused", "test", "refused");
	assert_in_range(refused, AUDIT_REFUSED_MAX, AUDIT_REFUSED_MAX * 2 + 2); /* a minute may end in between */
	bool counted = false;
	for (size_t i = 0; i < rows->count; i++)
		counted |= strstr(rows->row[i].reason, "-more") != NULL;
	assert_true(counted);
	free(rows);
}

/* With the clock of a test run. */
static void the_clock_and_the_hours_stand_in_it(void **state)
{
	struct given_hub *given = *state;
	char clock[GIVEN_PATH_BYTES];
	given_path(clock, given->folder, "clock");
	assert_int_equal(clock_page_create(clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", clock, 1);
	hub_test_start(given);
	unsetenv("FOYER_CLOCK");
	int64_t now_ms = time(NULL) * INT64_C(1000);
	assert_int_equal(clock_page_set(clock, now_ms + 7200 * INT64_C(1000)), FAIL_NONE);
	json_decref(heartbeat_of(given));
	assert_int_equal(clock_page_set(clock, now_ms), FAIL_NONE);
	json_decref(heartbeat_of(given));
	assert_int_equal(clock_page_move(clock, AUDIT_CHECKPOINT_MS + 1000), FAIL_NONE);
	for (struct deadline deadline = deadline_in(PROCESS_WAIT_MS);;) {
		json_t *status = status_of(given);
		int64_t checkpoint = json_integer_value(json_object_get(status, "checkpoint"));
		json_decref(status);
		if (checkpoint > 0)
			break;
		if (!deadline_pause(deadline))
			fail_msg("no checkpoint after an hour");
	}
	stop(given);
	struct given_rows *rows = rows_of(given);
	assert_string_equal(must_find(rows, "time_change", "clock", "forward")->actor, "system");
	must_find(rows, "time_change", "clock", "back");
	must_find(rows, CHAIN_CHECKPOINT, NULL, NULL);
	free(rows);
}

static void a_full_store_keeps_nobody_from_anything_and_the_gap_is_written(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:i}", "outbox_pages", 256));
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), number = 1;
	for (const char *code = ""; !code || strcmp(code, "full") != 0;) {
		json_t *reply = hub_test_ask(ui, submission_of(number++, "00000000000000a1"), -1, NULL);
		code = json_object_get(reply, "fail") ? "full" : "";
		json_decref(reply);
	}
	for (int i = 0; i < 40; i++) { /* more visits than wait to be written */
		char mark[20];
		snprintf(mark, sizeof mark, "00000000000000%02x", i + 1);
		json_t *reply = hub_test_ask(ui, submission_of(number, mark), -1, NULL);
		json_decref(reply); /* there is no room for it; for the visit there is */
		hub_test_tell(ui, json_pack("{s:s, s:s}", "verb", "visit.drop", "how", "finished"));
	}
	json_t *ids = json_array();
	for (int i = 1; i < number && i <= 40; i++)
		json_array_append_new(ids, json_string(hub_test_id(i).text));
	hub_test_tell(sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids));
	hub_test_tell(ui, submission_of(number, "00000000000000ff"));
	hub_test_tell(ui, json_pack("{s:s}", "verb", "status.people"));
	hub_test_kill(given);
	struct given_rows *rows = rows_of(given);
	int64_t unwritten = strtoll(must_find(rows, "gap", "", "unwritten")->reason, NULL, 10);
	int visits = 0;
	for (size_t i = 0; i < rows->count; i++)
		visits += strcmp(rows->row[i].event, "visit_begin") == 0 || strcmp(rows->row[i].event, "visit_end") == 0;
	print_message("%d visits' rows written, %lld counted\n", visits, (long long)unwritten);
	assert_in_range(unwritten, 40, 84 + number); /* one begin and one end for each, and the receipts that were withdrawn with their visit */
	free(rows);
	close(ui), close(sync);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(each_start_is_a_row_behind_the_last),
		hub_test(a_broken_chain_is_said_and_goes_on),
		hub_test(a_visit_stands_in_it_from_its_begin_to_its_end),
		hub_test_stopped(what_operators_do_stands_in_it),
		hub_test(who_knocks_is_written_and_cannot_wash_it_away),
		hub_test_stopped(a_full_store_keeps_nobody_from_anything_and_the_gap_is_written),
		hub_test_stopped(the_clock_and_the_hours_stand_in_it),
	};
	return cmocka_run_group_tests_name("hub_audit", cases, NULL, NULL);
}
