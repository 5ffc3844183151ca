/* SPDX-License-Identifier: MIT */
/* unit.outbox - the queue's promises, one case each. */
#include "tests/unit/store/store_test.h"

#include <stdio.h>

static const struct outbox_trouble busy = { 503, "not now" };

struct claim { struct outbox_item items[OUTBOX_CLAIM_MAX]; size_t count; };

static enum fail claim(struct given_store *given, int64_t now_ms, size_t max, struct claim *ret)
{
	ret->count = 0;
	return outbox_claim(given->store, now_ms, max, ret->items, &ret->count);
}

static void submit_many(struct given_store *given, int from, int to)
{
	for (int i = from; i <= to; i++)
		store_test_submit(given, i);
}

static enum fail retry(struct given_store *given, int number, int64_t after_ms, int64_t now_ms)
{
	struct event_id id = store_test_id(number);
	return outbox_retry(given->store, &id, 1, &busy, after_ms, now_ms);
}

static void claim_takes_the_oldest_first(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 3);
	struct claim got;
	assert_int_equal(claim(given, 1, 2, &got), FAIL_NONE);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.items[0].sequence, 1);
	assert_int_equal(got.items[1].sequence, 2);
	assert_string_equal(got.items[0].id.text, store_test_id(1).text);
	assert_in_range(got.items[0].size_bytes, 3000, 4000);
	assert_int_equal(got.items[0].attempts, 0);
}

static void claim_skips_what_is_claimed(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 3);
	struct claim got;
	assert_int_equal(claim(given, 1, 2, &got), FAIL_NONE);
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].sequence, 3);
	assert_int_equal(claim(given, 1, 50, &got), FAIL_EMPTY);
}

static void claims_end_when_released(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 2);
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	outbox_release(given->store);
	for (int i = 1; i <= 2; i++) { /* all of them, but one by one: one may have ended whoever held it */
		assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
		assert_int_equal(got.count, 1);
		assert_int_equal(got.items[0].sequence, i);
		assert_int_equal(outbox_prove(given->store, &got.items[0].id, 1, 5), FAIL_NONE);
	}
}

static void what_was_never_lost_goes_before_what_was_and_beside_it(void **state)
{
	struct given_store *given = *state;
	int64_t wait_ms = 0;
	submit_many(given, 1, 2);
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	outbox_release(given->store);
	submit_many(given, 3, 4);
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.items[0].sequence, 3);
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(got.items[0].sequence, 1);
	assert_int_equal(claim(given, 1, 50, &got), FAIL_EMPTY); /* one suspect at a time */
	assert_int_equal(outbox_next_ms(given->store, 1, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, OUTBOX_SUSPECT_PAUSE_MS);
	struct event_id id;
	assert_int_equal(outbox_poison(given->store, &id), FAIL_EMPTY);
}

static void claims_are_bounded(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, OUTBOX_HELD_MAX + 5);
	struct claim got;
	assert_int_equal(claim(given, 1, 0, &got), FAIL_LIMIT);
	assert_int_equal(claim(given, 1, OUTBOX_CLAIM_MAX + 1, &got), FAIL_LIMIT);
	assert_int_equal(claim(given, 1, OUTBOX_CLAIM_MAX, &got), FAIL_NONE);
	assert_int_equal(claim(given, 1, OUTBOX_CLAIM_MAX - 1, &got), FAIL_NONE);
	assert_int_equal(claim(given, 1, OUTBOX_CLAIM_MAX, &got), FAIL_NONE);
	assert_int_equal(got.count, 1);
	assert_int_equal(claim(given, 1, OUTBOX_CLAIM_MAX, &got), FAIL_BUSY);
}

static void retry_waits_its_time_and_counts(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 1);
	struct claim got;
	assert_int_equal(claim(given, 5000, 50, &got), FAIL_NONE);
	assert_int_equal(retry(given, 1, 60000, 5000), FAIL_NONE);
	assert_int_equal(claim(given, 64999, 50, &got), FAIL_EMPTY);
	int64_t wait_ms = 0;
	assert_int_equal(outbox_next_ms(given->store, 25000, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, 40000);
	assert_int_equal(claim(given, 65000, 50, &got), FAIL_NONE);
	assert_int_equal(got.items[0].attempts, 1);
}

static void what_was_never_tried_goes_before_what_was(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 3);
	assert_int_equal(retry(given, 1, 0, 5000), FAIL_NONE);
	struct claim got;
	assert_int_equal(claim(given, 5000, 2, &got), FAIL_NONE);
	assert_int_equal(got.items[0].sequence, 2);
	assert_int_equal(got.items[1].sequence, 3);
}

static void a_clock_that_went_back_delays_nothing(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 2);
	int64_t year_ms = 365 * 86400000LL;
	assert_int_equal(retry(given, 1, 60000, year_ms), FAIL_NONE);
	struct claim got;
	int64_t wait_ms = -5;
	assert_int_equal(claim(given, 1000, 50, &got), FAIL_NONE);
	assert_int_equal(got.count, 2);
	outbox_release(given->store);
	assert_int_equal(outbox_next_ms(given->store, 1000, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, 0);
}

static void the_longest_delay_is_honoured_exactly(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 1);
	assert_int_equal(retry(given, 1, OUTBOX_RETRY_MAX_MS, 1000), FAIL_NONE);
	struct claim got;
	assert_int_equal(claim(given, 1000, 50, &got), FAIL_EMPTY);
	assert_int_equal(claim(given, 999, 50, &got), FAIL_NONE); /* one millisecond back: it lies too far away to be believed */
}

static void after_a_restart_delays_begin_again_within_a_minute(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 20);
	for (int i = 1; i <= 20; i++)
		assert_int_equal(retry(given, i, OUTBOX_RETRY_MAX_MS, 1000), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(outbox_restart(given->store, 2000), FAIL_NONE);
	struct claim got;
	assert_int_equal(claim(given, 2000 + OUTBOX_RESTART_MS, 50, &got), FAIL_NONE);
	assert_int_equal(got.count, 20);
	assert_int_equal(got.items[0].attempts, 1);
	assert_true(store_test_number(given, "SELECT count(DISTINCT next_ms) FROM outbox") > 1);
	assert_true(store_test_number(given, "SELECT min(next_ms) FROM outbox") >= 2000);
}

static void nothing_due_is_told_with_the_wait(void **state)
{
	struct given_store *given = *state;
	int64_t wait_ms = 0;
	assert_int_equal(outbox_next_ms(given->store, 1, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, -1);
	submit_many(given, 1, 1);
	assert_int_equal(outbox_next_ms(given->store, 1, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, 0);
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(outbox_next_ms(given->store, 1, &wait_ms), FAIL_NONE);
	assert_int_equal(wait_ms, -1); /* held by somebody already */
}

static void prove_forgets_the_body_and_keeps_a_receipt(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 3);
	struct event_id ids[] = { store_test_id(1), store_test_id(3), store_test_id(99), store_test_id(1) };
	assert_int_equal(outbox_prove(given->store, ids, 4, 4242), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM body"), 1);
	assert_int_equal(store_test_number(given, "SELECT sequence FROM outbox"), 2);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt WHERE done_ms=4242"), 2);
	struct store_counters counters = store_counters(given->store);
	assert_int_equal(counters.waiting, 1);
	assert_int_equal(counters.delivered, 2);
	assert_int_equal(counters.last_delivery_ms, 4242);
	assert_int_equal(outbox_prove(given->store, ids, 4, 5000), FAIL_NONE); /* said twice */
	assert_int_equal(store_counters(given->store).delivered, 2);
	assert_int_equal(store_counters(given->store).last_delivery_ms, 4242);
}

static void parked_events_are_kept_and_not_sent(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 2);
	struct event_id id = store_test_id(1);
	assert_int_equal(outbox_park(given->store, &id, &busy, 10), FAIL_NONE);
	assert_int_equal(outbox_park(given->store, &id, &busy, 10), FAIL_NONE);
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].sequence, 2);
	assert_int_equal(store_counters(given->store).parked, 1);
	assert_int_equal(store_counters(given->store).waiting, 1);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM body"), 2);
	assert_int_equal(outbox_prove(given->store, &id, 1, 11), FAIL_NONE); /* it did arrive after all */
	assert_int_equal(store_counters(given->store).parked, 0);
	id = store_test_id(99);
	assert_int_equal(outbox_park(given->store, &id, &busy, 10), FAIL_EMPTY);
}

static void a_body_is_only_for_who_claimed_it(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 1);
	struct event_id id = store_test_id(1), unknown = store_test_id(2);
	struct buffer body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	assert_int_equal(outbox_body(given->store, &id, &body), FAIL_DENIED);
	assert_int_equal(outbox_body(given->store, &unknown, &body), FAIL_EMPTY);
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	assert_int_equal(outbox_body(given->store, &id, &body), FAIL_NONE);
	assert_int_equal(body.size_bytes, got.items[0].size_bytes);
	buffer_done(&body);
}

static void a_body_the_disk_changed_is_never_handed_out(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 2);
	store_test_exec(given, "UPDATE body SET event=replace(event, 'B', 'C') WHERE sequence=1; DELETE FROM body WHERE sequence=2");
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	struct buffer body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	for (int i = 1; i <= 2; i++) {
		struct event_id id = store_test_id(i);
		assert_int_equal(outbox_body(given->store, &id, &body), FAIL_SIGNATURE);
	}
	assert_int_equal(body.size_bytes, 0);
	buffer_done(&body);
}

static void another_events_whole_body_is_never_handed_out(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 2);
	store_test_exec(given, "UPDATE body SET event=(SELECT event FROM body WHERE sequence=2) WHERE sequence=1;"
	                       "UPDATE outbox SET sha256=(SELECT sha256 FROM outbox WHERE sequence=2) WHERE sequence=1");
	struct claim got;
	assert_int_equal(claim(given, 1, 50, &got), FAIL_NONE);
	struct event_id id = store_test_id(1);
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	assert_int_equal(outbox_body(given->store, &id, &body), FAIL_STORE);
	assert_int_equal(body.size_bytes, 0);
	assert_int_equal(store_health(given->store), STORE_DAMAGED);
}

static void lists_notes_and_delays_have_maxima(void **state)
{
	struct given_store *given = *state;
	submit_many(given, 1, 1);
	struct event_id ids[OUTBOX_CLAIM_MAX + 1];
	for (int i = 0; i <= OUTBOX_CLAIM_MAX; i++)
		ids[i] = store_test_id(i);
	assert_int_equal(outbox_prove(given->store, ids, OUTBOX_CLAIM_MAX + 1, 1), FAIL_LIMIT);
	assert_int_equal(outbox_prove(given->store, ids, 0, 1), FAIL_LIMIT);
	assert_int_equal(outbox_retry(given->store, ids, OUTBOX_CLAIM_MAX + 1, &busy, 1, 1), FAIL_LIMIT);
	assert_int_equal(retry(given, 1, OUTBOX_RETRY_MAX_MS + 1LL, 1), FAIL_LIMIT);
	assert_int_equal(retry(given, 1, -1, 1), FAIL_LIMIT);
	char note[OUTBOX_NOTE_MAX_BYTES + 2] = { 0 };
	memset(note, 'n', OUTBOX_NOTE_MAX_BYTES);
	const struct outbox_trouble trouble = { 500, note };
	struct event_id id = store_test_id(1);
	assert_int_equal(outbox_retry(given->store, &id, 1, &trouble, 0, 1), FAIL_NONE);
	note[OUTBOX_NOTE_MAX_BYTES] = 'n';
	assert_int_equal(outbox_retry(given->store, &id, 1, &trouble, 0, 1), FAIL_LIMIT);
	assert_int_equal(outbox_park(given->store, &id, &trouble, 1), FAIL_LIMIT);
	assert_int_equal(store_counters(given->store).waiting, 1);
}

static void the_oldest_that_waits_is_known(void **state)
{
	struct given_store *given = *state;
	int64_t oldest_ms = -1;
	assert_int_equal(outbox_oldest_ms(given->store, &oldest_ms), FAIL_NONE);
	assert_int_equal(oldest_ms, 0);
	for (int i = 1; i <= 2; i++) {
		struct submission s = store_test_submission(i, 100);
		struct submitted submitted;
		assert_int_equal(submission_add(given->store, &s, i * 100, &submitted), FAIL_NONE);
	}
	struct event_id id = store_test_id(1);
	assert_int_equal(outbox_oldest_ms(given->store, &oldest_ms), FAIL_NONE);
	assert_int_equal(oldest_ms, 100);
	assert_int_equal(outbox_park(given->store, &id, &busy, 10), FAIL_NONE);
	assert_int_equal(outbox_oldest_ms(given->store, &oldest_ms), FAIL_NONE);
	assert_int_equal(oldest_ms, 200);
}

static void plan_of(struct given_store *given, enum statement which, char *ret, size_t room)
{
	char sql[1024];
	snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", statement_text(which));
	sqlite3_stmt *statement = NULL;
	assert_int_equal(sqlite3_prepare_v2(given->store->db, sql, -1, &statement, NULL), SQLITE_OK);
	size_t at = 0;
	ret[0] = '\0';
	while (sqlite3_step(statement) == SQLITE_ROW && at < room)
		at += (size_t)snprintf(ret + at, room - at, "%s\n", (const char *)sqlite3_column_text(statement, 3));
	sqlite3_finalize(statement);
}

static void claiming_costs_one_indexed_read(void **state)
{
	struct given_store *given = *state;
	const enum statement all[] = { STATEMENT_OUTBOX_DUE, STATEMENT_OUTBOX_FAR, STATEMENT_OUTBOX_NEXT };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		char plan[1024];
		plan_of(given, all[i], plan, sizeof plan);
		assert_non_null(strstr(plan, "outbox_due"));
		assert_null(strstr(plan, "TEMP B-TREE"));
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(claim_takes_the_oldest_first),
		store_test(claim_skips_what_is_claimed),
		store_test(claims_end_when_released),
		store_test(what_was_never_lost_goes_before_what_was_and_beside_it),
		store_test(claims_are_bounded),
		store_test(retry_waits_its_time_and_counts),
		store_test(what_was_never_tried_goes_before_what_was),
		store_test(a_clock_that_went_back_delays_nothing),
		store_test(the_longest_delay_is_honoured_exactly),
		store_test(after_a_restart_delays_begin_again_within_a_minute),
		store_test(nothing_due_is_told_with_the_wait),
		store_test(prove_forgets_the_body_and_keeps_a_receipt),
		store_test(parked_events_are_kept_and_not_sent),
		store_test(a_body_is_only_for_who_claimed_it),
		store_test(a_body_the_disk_changed_is_never_handed_out),
		store_test(another_events_whole_body_is_never_handed_out),
		store_test(lists_notes_and_delays_have_maxima),
		store_test(the_oldest_that_waits_is_known),
		store_test(claiming_costs_one_indexed_read),
	};
	return cmocka_run_group_tests_name("outbox", cases, NULL, NULL);
}
