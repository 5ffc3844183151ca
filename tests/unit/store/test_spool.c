/* SPDX-License-Identifier: MIT */
/* unit.spool - each receipt once, and never silently twice. */
#include "tests/unit/store/store_test.h"

static int64_t claim(struct given_store *given)
{
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, &job), FAIL_NONE);
	return job.job;
}

static enum spool_state state_of(struct given_store *given, int64_t number)
{
	struct spool_job job;
	assert_int_equal(spool_find(given->store, number, &job), FAIL_NONE);
	return job.state;
}

static void jobs_come_in_order_and_once(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	assert_int_equal(claim(given), 1);
	assert_int_equal(claim(given), 2);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, &job), FAIL_EMPTY);
}

static void done_is_done(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, 5), FAIL_NONE); /* too late: paper came out */
	assert_int_equal(state_of(given, job), SPOOL_DONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
}

static void retry_puts_it_back(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, 5), FAIL_NONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 1);
	assert_int_equal(claim(given), job);
}

static void a_printing_program_that_dies_before_sending_prints_later(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	struct spool_job unsure[SPOOL_HELD_MAX];
	size_t count = 9;
	assert_int_equal(spool_recover(given->store, 5, unsure, &count), FAIL_NONE);
	assert_int_equal(count, 0);
	assert_int_equal(claim(given), job);
}

static void one_that_dies_after_sending_is_unsure_and_stays_so(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	store_test_reopen(given);
	struct spool_job unsure[SPOOL_HELD_MAX], next;
	size_t count = 0;
	assert_int_equal(spool_recover(given->store, 5, unsure, &count), FAIL_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(unsure[0].job, job);
	assert_string_equal(unsure[0].reference.text, "MB 000 001 XXX");
	assert_int_equal(state_of(given, job), SPOOL_UNSURE);
	assert_int_equal(spool_claim(given->store, &next), FAIL_EMPTY);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, 6), FAIL_NONE); /* somebody looked: it is there */
	assert_int_equal(state_of(given, job), SPOOL_DONE);
}

static void again_is_a_new_job_marked_as_a_copy(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t first = claim(given);
	assert_int_equal(spool_end(given->store, first, SPOOL_OUTCOME_DONE, 5), FAIL_NONE);
	struct reference reference = store_test_submission(1, 100).reference;
	assert_int_equal(spool_again(given->store, &reference, 6), FAIL_NONE);
	struct spool_job copy;
	assert_int_equal(spool_claim(given->store, &copy), FAIL_NONE);
	assert_true(copy.copy);
	assert_int_not_equal(copy.job, first);
	assert_string_equal(copy.reference.text, reference.text);
	assert_string_equal(copy.due, "2026-11-23");
	struct reference unknown = { "XX 000 000 000" };
	assert_int_equal(spool_again(given->store, &unknown, 6), FAIL_EMPTY);
}

static void claims_are_bounded(void **state)
{
	struct given_store *given = *state;
	for (int i = 0; i <= SPOOL_HELD_MAX; i++)
		store_test_submit(given, i);
	for (int i = 0; i < SPOOL_HELD_MAX; i++)
		claim(given);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, &job), FAIL_BUSY);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_DONE, 5), FAIL_NONE);
	assert_int_equal(claim(given), SPOOL_HELD_MAX + 1);
}

static void unknown_jobs_are_told_so(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(spool_sent(given->store, 42, 5), FAIL_EMPTY);
	assert_int_equal(spool_end(given->store, 42, SPOOL_OUTCOME_DONE, 5), FAIL_EMPTY);
}

static void a_row_holds_no_more_than_it_says(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	assert_int_equal(store_test_number(given, "SELECT group_concat(name)='job,reference,service,language,due,submitted_ms,copy,state,tried,pay_pence,desk' "
	                                          "FROM pragma_table_info('spool')"), 1);
}

static bool claim_tried(struct given_store *given)
{
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, &job), FAIL_NONE);
	return job.tried;
}

static void a_claim_without_an_end_is_remembered_through_a_restart(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	assert_false(claim_tried(given));
	store_test_reopen(given);
	assert_true(claim_tried(given));
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_RETRY, 5), FAIL_NONE); /* nothing was on paper */
	assert_false(claim_tried(given));
}

static void a_store_of_the_first_schema_keeps_its_jobs(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_exec(given, "ALTER TABLE spool DROP COLUMN tried; ALTER TABLE spool DROP COLUMN pay_pence; ALTER TABLE spool DROP COLUMN desk; "
		"ALTER TABLE outbox DROP COLUMN reference; ALTER TABLE receipt DROP COLUMN reference; DROP INDEX outbox_parked; PRAGMA user_version=1");
	store_test_reopen(given);
	assert_false(claim_tried(given));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(jobs_come_in_order_and_once),
		store_test(done_is_done),
		store_test(retry_puts_it_back),
		store_test(a_printing_program_that_dies_before_sending_prints_later),
		store_test(one_that_dies_after_sending_is_unsure_and_stays_so),
		store_test(again_is_a_new_job_marked_as_a_copy),
		store_test(claims_are_bounded),
		store_test(unknown_jobs_are_told_so),
		store_test(a_row_holds_no_more_than_it_says),
		store_test(a_claim_without_an_end_is_remembered_through_a_restart),
		store_test(a_store_of_the_first_schema_keeps_its_jobs),
	};
	return cmocka_run_group_tests_name("spool", cases, NULL, NULL);
}
