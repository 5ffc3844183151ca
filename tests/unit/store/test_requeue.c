/* SPDX-License-Identifier: MIT */
/* unit.requeue - what was set aside waits again: counted, once, and without losing that it was tried. */
#include "tests/unit/store/store_test.h"

#include "firmware/store/requeue.h"

#include <stdio.h>

static void park(struct given_store *given, int number, int64_t now_ms)
{
	struct event_id id = store_test_id(number);
	assert_int_equal(outbox_park(given->store, &id, &(struct outbox_trouble){ 422, "unknown form" }, now_ms), FAIL_NONE);
}

static void assert_counted(struct given_store *given, int64_t waiting, int64_t parked)
{
	for (int again = 0; again < 2; again++) {
		assert_int_equal(store_counters(given->store).waiting, waiting);
		assert_int_equal(store_counters(given->store).parked, parked);
		assert_int_equal(store_test_number(given, "SELECT count(*) FROM outbox WHERE state=0"), waiting);
		assert_int_equal(store_test_number(given, "SELECT count(*) FROM outbox WHERE state=3"), parked);
		store_test_reopen(given);
	}
}

static int64_t requeued(struct given_store *given, int64_t before_ms)
{
	int64_t count = -1;
	assert_int_equal(requeue_before(given->store, before_ms, 500, &count), FAIL_NONE);
	return count;
}

static void one_is_sent_again_and_no_other(void **state)
{
	struct given_store *given = *state;
	struct event_id first = store_test_id(1), third = store_test_id(3), unknown = store_test_id(9);
	for (int i = 1; i <= 3; i++)
		store_test_submit(given, i);
	park(given, 1, 100);
	park(given, 2, 100);
	assert_int_equal(requeue_one(given->store, &first, 500), FAIL_NONE);
	assert_counted(given, 2, 1);
	assert_int_equal(requeue_one(given->store, &first, 500), FAIL_EMPTY); /* it waits already */
	assert_int_equal(requeue_one(given->store, &third, 500), FAIL_EMPTY);
	assert_int_equal(requeue_one(given->store, &unknown, 500), FAIL_EMPTY);
	assert_counted(given, 2, 1);
	struct journal_row rows[JOURNAL_READ_MAX];
	size_t count = 0;
	assert_int_equal(journal_read(given->store, 0, JOURNAL_READ_MAX, rows, &count), FAIL_NONE);
	assert_int_equal(rows[count - 1].event, JOURNAL_REQUEUED);
	assert_string_equal(rows[count - 1].about.text, first.text);
}

static void it_comes_behind_what_was_never_tried_and_remembers_one_try(void **state)
{
	struct given_store *given = *state;
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	struct event_id first = store_test_id(1);
	store_test_submit(given, 1);
	for (int i = 0; i < 6; i++)
		assert_int_equal(outbox_retry(given->store, &first, 1, &(struct outbox_trouble){ 422, "no" }, 1000, STORE_TEST_NOW_MS), FAIL_NONE);
	park(given, 1, STORE_TEST_NOW_MS);
	store_test_submit(given, 2);
	assert_int_equal(requeue_one(given->store, &first, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(outbox_claim(given->store, 5, 1, items, &count), FAIL_NONE); /* whatever the clock says now */
	assert_int_equal(items[0].sequence, 2);
	assert_int_equal(outbox_claim(given->store, 5, 1, items, &count), FAIL_NONE);
	assert_int_equal(items[0].sequence, 1);
	assert_int_equal(items[0].attempts, 1); /* a street report that was tried is looked up before it is sent */
}

static void one_that_was_never_tried_is_none_that_was(void **state)
{
	struct given_store *given = *state;
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	store_test_submit(given, 1);
	park(given, 1, 100);
	assert_int_equal(requeued(given, INT64_MAX), 1);
	assert_int_equal(outbox_claim(given->store, 5, 1, items, &count), FAIL_NONE);
	assert_int_equal(items[0].attempts, 0);
}

static void only_what_was_parked_before_a_moment_is_and_only_once(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 4; i++)
		store_test_submit(given, i);
	park(given, 1, 100);
	park(given, 2, 199);
	park(given, 3, 200);
	assert_int_equal(requeued(given, 200), 2);
	assert_counted(given, 3, 1);
	assert_int_equal(requeued(given, 200), 0);
	park(given, 1, 300); /* refused again, after that moment */
	assert_int_equal(requeued(given, 200), 0);
	assert_counted(given, 2, 2);
	assert_int_equal(requeued(given, INT64_MAX), 2);
	assert_counted(given, 4, 0);
	assert_int_equal(requeued(given, INT64_MAX), 0);
}

static void more_than_a_step_are_all_counted(void **state)
{
	struct given_store *given = *state;
	const int many = REQUEUE_STEP_ROWS + 3;
	for (int i = 1; i <= many; i++)
		store_test_submit(given, i);
	for (int i = 1; i <= many; i++)
		park(given, i, i <= many - 1 ? 100 : 900);
	assert_int_equal(requeued(given, 500), many - 1);
	assert_counted(given, many - 1, 1);
}

/* What an older firmware parked has the time at which it was last due, or none: that is before any moment that people name. */
static void what_an_older_firmware_parked_is_found(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	park(given, 1, 100);
	store_test_exec(given, "UPDATE outbox SET next_ms=0 WHERE state=3");
	assert_int_equal(requeued(given, 50), 1);
	assert_counted(given, 1, 0);
}

static void it_costs_as_much_as_there_is_parked(void **state)
{
	struct given_store *given = *state;
	char sql[1024], plan[1024] = "";
	snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", statement_text(STATEMENT_REQUEUE_BEFORE));
	sqlite3_stmt *statement = NULL;
	assert_int_equal(sqlite3_prepare_v2(given->store->db, sql, -1, &statement, NULL), SQLITE_OK);
	for (size_t at = 0; sqlite3_step(statement) == SQLITE_ROW && at < sizeof plan;)
		at += (size_t)snprintf(plan + at, sizeof plan - at, "%s\n", (const char *)sqlite3_column_text(statement, 3));
	sqlite3_finalize(statement);
	assert_non_null(strstr(plan, "outbox_parked"));
	assert_null(strstr(plan, "SCAN outbox\n"));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(one_is_sent_again_and_no_other),
		store_test(it_comes_behind_what_was_never_tried_and_remembers_one_try),
		store_test(one_that_was_never_tried_is_none_that_was),
		store_test(only_what_was_parked_before_a_moment_is_and_only_once),
		store_test(more_than_a_step_are_all_counted),
		store_test(what_an_older_firmware_parked_is_found),
		store_test(it_costs_as_much_as_there_is_parked),
	};
	return cmocka_run_group_tests_name("requeue", cases, NULL, NULL);
}
