/* SPDX-License-Identifier: MIT */
/* unit.submission - all of it or none, once, and never past the cap. */
#include "tests/unit/store/store_test.h"

#include "firmware/envelope/envelope.h"

#include <stdio.h>

static void it_leaves_event_body_receipt_journal_and_counters(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(store_test_submit(given, 7), 1);

	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	assert_int_equal(outbox_claim(given->store, STORE_TEST_NOW_MS, OUTBOX_CLAIM_MAX, items, &count), FAIL_NONE);
	assert_int_equal(count, 1);
	struct buffer body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	assert_int_equal(outbox_body(given->store, &items[0].id, &body), FAIL_NONE);
	json_t *event = NULL;
	assert_int_equal(envelope_event_check(body.bytes, body.size_bytes, &event), FAIL_NONE);
	assert_string_equal(json_string_value(json_object_get(event, "id")), store_test_id(7).text);
	assert_string_equal(json_string_value(json_object_get(event, "sequence")), "00000000000000000001");
	assert_string_equal(json_string_value(json_object_get(event, "data")), store_test_submission(7, 3000).jwe);
	json_decref(event);
	buffer_done(&body);

	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
	assert_string_equal(job.reference.text, "MB 000 007 XXX");
	assert_string_equal(job.service, "missed-bin");
	assert_string_equal(job.due, "2026-11-23");
	assert_int_equal(job.submitted_ms, STORE_TEST_NOW_MS + 7);
	assert_false(job.copy);

	struct journal_row rows[JOURNAL_READ_MAX];
	assert_int_equal(journal_read(given->store, 1, JOURNAL_READ_MAX, rows, &count), FAIL_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].event, JOURNAL_SUBMITTED);
	assert_string_equal(rows[0].about.text, store_test_id(7).text);
	assert_int_equal(store_counters(given->store).waiting, 1);
}

static void again(struct given_store *given, int number, int64_t sequence)
{
	struct submission submission = store_test_submission(number, 3000);
	struct submitted submitted = { 0 };
	assert_int_equal(submission_add(given->store, &submission, STORE_TEST_NOW_MS, &submitted), FAIL_NONE);
	assert_true(submitted.again);
	assert_int_equal(submitted.sequence, sequence);
}

static void the_same_id_is_the_same_submission(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	again(given, 1, 1);
	again(given, 2, 2);
	store_test_reopen(given);
	again(given, 1, 1);
	assert_int_equal(store_counters(given->store).waiting, 2);
	assert_int_equal(store_counters(given->store).spool_waiting, 2);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool"), 2);
	assert_int_equal(store_test_submit(given, 3), 3);
}

static void the_same_id_is_known_after_delivery(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	struct event_id id = store_test_id(1);
	assert_int_equal(outbox_prove(given->store, &id, 1, STORE_TEST_NOW_MS), FAIL_NONE);
	again(given, 1, 1);
	assert_int_equal(store_counters(given->store).waiting, 0);
}

static void the_same_id_is_known_while_parked(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	struct event_id id = store_test_id(1);
	const struct outbox_trouble trouble = { 422, "refused" };
	assert_int_equal(outbox_park(given->store, &id, &trouble, STORE_TEST_NOW_MS), FAIL_NONE);
	again(given, 1, 1);
}

static void ids_that_do_not_grow_are_recognised_too(void **state)
{
	struct given_store *given = *state;
	const int order[] = { 5, 3, 9, 4, 1 };
	for (int i = 0; i < 5; i++)
		assert_int_equal(store_test_submit(given, order[i]), i + 1);
	struct event_id greatest = store_test_id(9);
	assert_int_equal(outbox_prove(given->store, &greatest, 1, STORE_TEST_NOW_MS), FAIL_NONE);
	for (int life = 0; life < 2; life++) {
		for (int i = 0; i < 5; i++)
			again(given, order[i], i + 1);
		store_test_reopen(given);
	}
}

static void without_a_receipt_nothing_waits_for_the_printer(void **state)
{
	struct given_store *given = *state;
	struct submission submission = store_test_submission(1, 100);
	submission.receipt = false;
	struct submitted submitted;
	assert_int_equal(submission_add(given->store, &submission, STORE_TEST_NOW_MS, &submitted), FAIL_NONE);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_EMPTY);
	assert_int_equal(spool_again(given->store, &submission.reference, false, "", STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
	assert_false(job.copy); /* the first paper of it */
}

static enum fail try(struct given_store *given, const struct submission *submission)
{
	struct submitted submitted;
	fail_clear();
	return submission_add(given->store, submission, STORE_TEST_NOW_MS, &submitted);
}

static void every_part_has_a_maximum(void **state)
{
	struct given_store *given = *state;
	char service[SPOOL_SERVICE_MAX_BYTES + 2], language[SPOOL_LANGUAGE_MAX_BYTES + 2], type[SUBMISSION_TYPE_MAX_BYTES + 2];
	memset(service, 'a', sizeof service), memset(language, 'b', sizeof language), memset(type, 'c', sizeof type);
	service[SPOOL_SERVICE_MAX_BYTES] = language[SPOOL_LANGUAGE_MAX_BYTES] = type[SUBMISSION_TYPE_MAX_BYTES] = '\0';
	struct submission s = store_test_submission(1, 100);
	s.service = service, s.language = language, s.type = type;
	assert_int_equal(try(given, &s), FAIL_NONE);
	service[SPOOL_SERVICE_MAX_BYTES] = 'a', service[SPOOL_SERVICE_MAX_BYTES + 1] = '\0';
	language[SPOOL_LANGUAGE_MAX_BYTES] = 'b', language[SPOOL_LANGUAGE_MAX_BYTES + 1] = '\0';
	type[SUBMISSION_TYPE_MAX_BYTES] = 'c', type[SUBMISSION_TYPE_MAX_BYTES + 1] = '\0';
	struct submission good = store_test_submission(2, 100), bad;
	bad = good, bad.service = service;
	assert_int_equal(try(given, &bad), FAIL_LIMIT);
	bad = good, bad.service = "";
	assert_int_equal(try(given, &bad), FAIL_LIMIT);
	bad = good, bad.language = language;
	assert_int_equal(try(given, &bad), FAIL_LIMIT);
	bad = good, bad.type = type;
	assert_int_equal(try(given, &bad), FAIL_LIMIT);
	bad = good, bad.due = "2026-11-231";
	assert_int_equal(try(given, &bad), FAIL_LIMIT);
	assert_int_equal(store_counters(given->store).sequence, 1);
}

static void the_largest_body_fits_and_one_byte_more_does_not(void **state)
{
	struct given_store *given = *state;
	struct submission s = store_test_submission(1, ENVELOPE_JWE_MAX_BYTES - 2);
	assert_int_equal(try(given, &s), FAIL_NONE);
	s = store_test_submission(2, OUTBOX_EVENT_MAX_BYTES + 1);
	assert_int_equal(try(given, &s), FAIL_LIMIT);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM outbox"), 1);
	assert_int_equal(store_counters(given->store).waiting, 1);
}

static void a_body_that_is_no_envelope_leaves_nothing(void **state)
{
	struct given_store *given = *state;
	struct submission s = store_test_submission(1, 100);
	s.jwe = "not sealed at all";
	assert_int_equal(try(given, &s), FAIL_INPUT);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM outbox"), 0);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool"), 0);
	assert_int_equal(store_test_submit(given, 1), 1); /* no gap in the sequence */
}

/* submit until the store is full; returns how many fitted */
static int fill(struct given_store *given, int from)
{
	for (int i = 0; i < 100000; i++) {
		struct submission s = store_test_submission(from + i, 3000);
		enum fail fail = try(given, &s);
		if (fail == FAIL_FULL)
			return i;
		assert_int_equal(fail, FAIL_NONE);
	}
	fail_msg("it never gets full");
	return 0;
}

static void drain(struct given_store *given)
{
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	while (outbox_claim(given->store, STORE_TEST_NOW_MS, OUTBOX_CLAIM_MAX, items, &count) == FAIL_NONE) {
		struct event_id ids[OUTBOX_CLAIM_MAX];
		for (size_t i = 0; i < count; i++)
			ids[i] = items[i].id;
		const struct outbox_trouble trouble = { 503, "not now" };
		assert_int_equal(outbox_retry(given->store, ids, count, &trouble, 0, STORE_TEST_NOW_MS - 1), FAIL_NONE);
		assert_int_equal(outbox_prove(given->store, ids, count, STORE_TEST_NOW_MS), FAIL_NONE);
	}
	assert_int_equal(store_counters(given->store).waiting, 0);
}

static void a_full_store_is_drained_and_filled_again_three_times(void **state)
{
	struct given_store *given = *state;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	int first = fill(given, 0);
	assert_true(first > STORE_PAGES_MIN / 2);
	struct store_usage usage;
	assert_int_equal(store_usage(given->store, &usage), FAIL_NONE);
	assert_true(usage.full);
	assert_true(usage.used_pages <= STORE_PAGES_MIN - STORE_RESERVE_PAGES_MIN);
	for (int round = 1; round <= 3; round++) {
		drain(given);
		for (int tidied = 0; tidied < 2; tidied++)
			assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + 2LL * SPOOL_KEEP_MS), FAIL_NONE);
		int next = fill(given, round * 100000);
		assert_true(next >= first * 9 / 10);
	}
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check<>'ok'"), 0);
}

/* What is kept for emptying the queue is not given away by a restart. */
static void a_full_store_is_full_after_a_restart(void **state)
{
	struct given_store *given = *state;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	int count = fill(given, 0);
	for (int i = 0; i < 3; i++) {
		store_test_reopen(given);
		assert_false(store_has_room(given->store));
		struct submission s = store_test_submission(count, 3000);
		assert_int_equal(try(given, &s), FAIL_FULL);
	}
}

static void everything_but_new_things_works_at_the_cap(void **state)
{
	struct given_store *given = *state;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	int count = fill(given, 0);
	again(given, 0, 1);
	struct submission s = store_test_submission(0, 100);
	assert_int_equal(spool_again(given->store, &s.reference, false, "", STORE_TEST_NOW_MS), FAIL_FULL);
	const struct outbox_trouble trouble = { 422, "refused" };
	struct event_id id;
	for (int i = 0; i < count; i++) {
		struct spool_job job;
		assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
		assert_int_equal(spool_sent(given->store, job.job, STORE_TEST_NOW_MS), FAIL_NONE);
		assert_int_equal(spool_end(given->store, job.job, SPOOL_OUTCOME_DONE, "", STORE_TEST_NOW_MS), FAIL_NONE);
		id = store_test_id(i);
		assert_int_equal(outbox_retry(given->store, &id, 1, &trouble, 60000, STORE_TEST_NOW_MS), FAIL_NONE);
		if (i % 2)
			assert_int_equal(outbox_park(given->store, &id, &trouble, STORE_TEST_NOW_MS), FAIL_NONE);
	}
	store_test_reopen(given);
	assert_int_equal(store_counters(given->store).waiting + store_counters(given->store).parked, count);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(it_leaves_event_body_receipt_journal_and_counters),
		store_test(the_same_id_is_the_same_submission),
		store_test(the_same_id_is_known_after_delivery),
		store_test(the_same_id_is_known_while_parked),
		store_test(ids_that_do_not_grow_are_recognised_too),
		store_test(without_a_receipt_nothing_waits_for_the_printer),
		store_test(every_part_has_a_maximum),
		store_test(the_largest_body_fits_and_one_byte_more_does_not),
		store_test(a_body_that_is_no_envelope_leaves_nothing),
		store_test(a_full_store_is_drained_and_filled_again_three_times),
		store_test(a_full_store_is_full_after_a_restart),
		store_test(everything_but_new_things_works_at_the_cap),
	};
	return cmocka_run_group_tests_name("submission", cases, NULL, NULL);
}
