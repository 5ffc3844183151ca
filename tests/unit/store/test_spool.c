/* SPDX-License-Identifier: MIT */
/* unit.spool - each receipt once, and never silently twice. */
#include "tests/unit/store/store_test.h"

static int64_t claim(struct given_store *given)
{
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
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
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_EMPTY);
}

static void done_is_done(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, "", 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, "", 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, "", 5), FAIL_NONE); /* too late: paper came out */
	assert_int_equal(state_of(given, job), SPOOL_DONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
}

static void assert_owed(struct given_store *given, enum spool_owed expected)
{
	enum spool_owed owed = SPOOL_OWED_COUNT;
	assert_int_equal(spool_owed(given->store, &owed), FAIL_NONE);
	assert_int_equal(owed, expected);
}

static void a_slip_is_owed_from_the_first_byte_until_it_is_done(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	assert_owed(given, SPOOL_OWED_NOTHING);
	assert_int_equal(spool_writing(given->store, claim(given), -1, 5), FAIL_NONE);
	assert_owed(given, SPOOL_OWED_SLIP);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_WITHDRAWN, "visit-ended", 5), FAIL_NONE);
	assert_int_equal(spool_recover(given->store, 6), FAIL_NONE);
	assert_owed(given, SPOOL_OWED_SLIP);
	assert_int_equal(spool_writing(given->store, claim(given), -1, 7), FAIL_NONE);
	assert_int_equal(spool_end(given->store, 2, SPOOL_OUTCOME_DONE, "", 8), FAIL_NONE);
	assert_owed(given, SPOOL_OWED_NOTHING);
	assert_int_equal(spool_owe(given->store, SPOOL_OWED_CUT), FAIL_NONE);
	assert_owed(given, SPOOL_OWED_CUT);
}

static void retry_puts_it_back(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, "", 5), FAIL_NONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 1);
	assert_int_equal(claim(given), job);
}

static struct spool_job claim_whole(struct given_store *given)
{
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
	return job;
}

static void a_printing_program_that_dies_before_the_first_byte_leaves_no_trace(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	spool_release(given->store);
	struct spool_job again = claim_whole(given);
	assert_int_equal(again.job, job);
	assert_int_equal(again.state, SPOOL_WAITING);
	assert_int_equal(again.witness, -1);
}

static void what_was_begun_is_given_out_as_that_with_its_witness(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_writing(given->store, job, 2376, 5), FAIL_NONE);
	assert_int_equal(store_counters(given->store).spool_waiting, 1); /* still to come */
	spool_release(given->store);
	struct spool_job again = claim_whole(given);
	assert_int_equal(again.job, job);
	assert_int_equal(again.state, SPOOL_WRITING);
	assert_int_equal(again.witness, 2376);
	assert_int_equal(spool_writing(given->store, job, 2377, 6), FAIL_NONE); /* the torn part was cut off */
	store_test_reopen(given);
	assert_int_equal(spool_recover(given->store, 7), FAIL_NONE); /* nor does a power cut change that */
	again = claim_whole(given);
	assert_int_equal(again.state, SPOOL_WRITING);
	assert_int_equal(again.witness, 2377);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, "", 8), FAIL_NONE); /* nothing was on paper */
	again = claim_whole(given);
	assert_int_equal(again.state, SPOOL_WAITING);
	assert_int_equal(again.witness, -1);
}

static void what_was_sent_is_asked_after_and_never_sent_again(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_writing(given->store, job, -1, 5), FAIL_NONE);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	spool_release(given->store);
	assert_int_equal(claim_whole(given).state, SPOOL_SENT);
	assert_int_equal(spool_writing(given->store, job, -1, 6), FAIL_DENIED);
	assert_int_equal(state_of(given, job), SPOOL_SENT);
}

/* It was withdrawn with its last strip still held back: its slip's cut must not pass for its own. */
static void what_is_unsent_counts_as_begun_again(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_writing(given->store, job, 7, 5), FAIL_NONE);
	assert_int_equal(spool_unsent(given->store, job, 8, 5), FAIL_NONE); /* not sent: nothing changes */
	spool_release(given->store);
	assert_int_equal(claim_whole(given).witness, 7);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(spool_unsent(given->store, job, 8, 6), FAIL_NONE);
	spool_release(given->store);
	struct spool_job again = claim_whole(given);
	assert_int_equal(again.state, SPOOL_WRITING);
	assert_int_equal(again.witness, 8);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_WITHDRAWN, "visit-ended", 7), FAIL_NONE);
	assert_int_equal(spool_unsent(given->store, job, 9, 8), FAIL_NONE);
	assert_int_equal(state_of(given, job), SPOOL_WITHDRAWN);
	assert_int_equal(spool_unsent(given->store, 42, 9, 8), FAIL_EMPTY);
}

static void after_a_power_cut_what_was_sent_is_asked_after_without_its_witness(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_writing(given->store, job, 2376, 5), FAIL_NONE);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(spool_recover(given->store, 5), FAIL_NONE);
	struct spool_job again = claim_whole(given);
	assert_int_equal(again.job, job);
	assert_int_equal(again.state, SPOOL_SENT);
	assert_int_equal(again.witness, -1); /* somebody may have cut by hand meanwhile */
	assert_int_equal(spool_writing(given->store, job, -1, 6), FAIL_DENIED);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_UNSURE, "silent", 6), FAIL_NONE);
	assert_int_equal(spool_recover(given->store, 7), FAIL_NONE);
	assert_int_equal(state_of(given, job), SPOOL_UNSURE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_DONE, "", 8), FAIL_NONE); /* somebody looked: it is there */
	assert_int_equal(state_of(given, job), SPOOL_DONE);
}

static void who_prints_says_what_it_holds(void **state)
{
	struct given_store *given = *state;
	struct spool_job next;
	for (int i = 1; i <= SPOOL_HELD_MAX + 1; i++)
		store_test_submit(given, i);
	assert_int_equal(spool_writing(given->store, claim(given), 5, 5), FAIL_NONE);
	assert_int_equal(spool_recover(given->store, 6), FAIL_NONE);
	assert_int_equal(spool_hold(given->store, 1), FAIL_NONE);
	assert_int_equal(spool_hold(given->store, 1), FAIL_NONE); /* said twice */
	assert_int_equal(claim(given), 2); /* it is nobody else's */
	assert_int_equal(spool_hold(given->store, 3), FAIL_NONE);
	assert_int_equal(spool_hold(given->store, 4), FAIL_NONE);
	assert_int_equal(spool_hold(given->store, 5), FAIL_BUSY);
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &next), FAIL_BUSY);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_DONE, "", 7), FAIL_NONE);
	assert_int_equal(spool_hold(given->store, 1), FAIL_DENIED);
	assert_int_equal(spool_hold(given->store, 77), FAIL_EMPTY);
}

static void what_has_its_end_cannot_be_begun(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_WITHDRAWN, "visit-ended", 5), FAIL_NONE);
	assert_int_equal(spool_writing(given->store, job, -1, 6), FAIL_DENIED);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_RETRY, "", 6), FAIL_NONE); /* too late */
	struct spool_job found;
	assert_int_equal(spool_find(given->store, job, &found), FAIL_NONE);
	assert_int_equal(found.state, SPOOL_WITHDRAWN);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_DENIED); /* nothing of it may come out any more */
	assert_string_equal(found.reason, "visit-ended");
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &found), FAIL_EMPTY);
}

static void copies_are_counted_by_what_may_be_on_paper(void **state)
{
	static const enum spool_outcome ends[] = { SPOOL_OUTCOME_WITHDRAWN, SPOOL_OUTCOME_DONE, SPOOL_OUTCOME_UNSURE, SPOOL_OUTCOME_WITHDRAWN, SPOOL_OUTCOME_DONE };
	static const int copies[] = { 0, 0, 1, 2, 2 };
	struct given_store *given = *state;
	struct reference reference = store_test_submission(1, 100).reference;
	store_test_submit(given, 1);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		struct spool_job job = claim_whole(given);
		assert_int_equal(job.copy, copies[i]);
		assert_int_equal(spool_writing(given->store, job.job, -1, 5), FAIL_NONE);
		assert_int_equal(spool_end(given->store, job.job, ends[i], "", 5), FAIL_NONE);
		assert_int_equal(spool_again(given->store, &reference, false, "", 6), FAIL_NONE);
	}
	assert_int_equal(claim_whole(given).copy, 3);
}

static void one_that_still_waits_is_not_printed_twice(void **state)
{
	struct given_store *given = *state;
	struct reference reference = store_test_submission(1, 100).reference;
	store_test_submit(given, 1);
	assert_int_equal(spool_again(given->store, &reference, true, "00ff00ff00ff00ff", 6), FAIL_NONE);
	struct spool_job job = claim_whole(given), next;
	assert_int_equal(job.copy, 0);
	assert_true(job.large);
	assert_string_equal(job.visit, "00ff00ff00ff00ff");
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &next), FAIL_EMPTY);
}

static void each_step_is_in_the_journal(void **state)
{
	static const enum journal_event expected[] = { JOURNAL_STORE_FRESH, JOURNAL_SUBMITTED, JOURNAL_PRINT_WRITING, JOURNAL_PRINT_SENT, JOURNAL_PRINT_UNSURE,
	                                               JOURNAL_PRINT_AGAIN, JOURNAL_PRINT_WITHDRAWN };
	struct given_store *given = *state;
	struct reference reference = store_test_submission(1, 100).reference;
	store_test_submit(given, 1);
	int64_t job = claim(given);
	assert_int_equal(spool_writing(given->store, job, -1, 5), FAIL_NONE);
	assert_int_equal(spool_sent(given->store, job, 5), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job, SPOOL_OUTCOME_UNSURE, "silent", 5), FAIL_NONE);
	assert_int_equal(spool_again(given->store, &reference, false, "", 6), FAIL_NONE);
	assert_int_equal(spool_end(given->store, claim(given), SPOOL_OUTCOME_WITHDRAWN, "no-printer", 7), FAIL_NONE);
	struct journal_row rows[JOURNAL_READ_MAX];
	size_t count = 0;
	assert_int_equal(journal_read(given->store, 0, JOURNAL_READ_MAX, rows, &count), FAIL_NONE);
	assert_int_equal(count, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(rows[i].event, expected[i]);
	assert_int_equal(rows[count - 1].amount, 2);
}

static void events_are(struct given_store *given, const enum journal_event *expected, size_t count, int64_t job)
{
	struct journal_row rows[JOURNAL_READ_MAX];
	size_t found = 0;
	assert_int_equal(journal_read(given->store, 0, JOURNAL_READ_MAX, rows, &found), FAIL_NONE);
	assert_true(found >= count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rows[found - count + i].event, expected[i]);
		assert_int_equal(rows[found - count + i].amount, job);
	}
}

static void numbers_are_shared_with_what_is_printed_from_memory_and_each_has_an_end(void **state)
{
	static const enum journal_event waited[] = { JOURNAL_PRINT_PAGE, JOURNAL_PRINT_WITHDRAWN }, begun[] = { JOURNAL_PRINT_PAGE, JOURNAL_PRINT_WRITING, JOURNAL_PRINT_UNSURE },
		ended[] = { JOURNAL_PRINT_PAGE, JOURNAL_PRINT_WRITING, JOURNAL_PRINTED };
	struct given_store *given = *state;
	int64_t page = 0;
	store_test_submit(given, 1);
	assert_int_equal(spool_number(given->store, 5, &page), FAIL_NONE);
	assert_int_equal(page, 2);
	store_test_submit(given, 2);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, page, &job), FAIL_NONE);
	assert_int_equal(spool_claim(given->store, true, page, &job), FAIL_EMPTY); /* the next one has a higher number */
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
	assert_int_equal(job.job, 3);
	assert_int_equal(spool_number(given->store, 6, &page), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(spool_recover(given->store, 7), FAIL_NONE); /* both pages went with the program */
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM journal WHERE event=13 AND amount IN(2, 4)"), 2);
	assert_int_equal(spool_recover(given->store, 7), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM journal WHERE event=13"), 2);
	assert_int_equal(spool_number(given->store, 8, &page), FAIL_NONE);
	assert_int_equal(page, 5); /* never a number twice */
	assert_int_equal(spool_recover(given->store, 9), FAIL_NONE);
	events_are(given, waited, 2, 5);
	assert_int_equal(spool_number(given->store, 8, &page), FAIL_NONE);
	assert_int_equal(spool_note(given->store, page, JOURNAL_PRINT_WRITING, 8), FAIL_NONE);
	assert_int_equal(spool_recover(given->store, 9), FAIL_NONE);
	events_are(given, begun, 3, 6);
	assert_int_equal(spool_number(given->store, 8, &page), FAIL_NONE);
	assert_int_equal(spool_note(given->store, page, JOURNAL_PRINT_WRITING, 8), FAIL_NONE);
	assert_int_equal(spool_note(given->store, page, JOURNAL_PRINTED, 8), FAIL_NONE);
	assert_int_equal(spool_recover(given->store, 9), FAIL_NONE);
	events_are(given, ended, 3, 7);
	enum journal_event end = JOURNAL_SUBMITTED;
	assert_int_equal(spool_page_end(given->store, page, &end), FAIL_NONE);
	assert_int_equal(end, JOURNAL_PRINTED);
	assert_int_equal(spool_page_end(given->store, page - 1, &end), FAIL_NONE);
	assert_int_equal(end, JOURNAL_PRINT_UNSURE); /* it was begun when the program went */
	assert_int_equal(spool_page_end(given->store, page + 1, &end), FAIL_EMPTY);
	assert_int_equal(spool_note(given->store, 8, JOURNAL_PRINTED, 8), FAIL_EMPTY);
	assert_int_equal(spool_note(given->store, 0, JOURNAL_PRINTED, 8), FAIL_EMPTY);
}

static void a_person_says_that_it_came_out(void **state)
{
	static const enum journal_event expected[] = { JOURNAL_PRINT_UNSURE, JOURNAL_PRINT_SEEN };
	struct given_store *given = *state;
	struct reference reference = store_test_submission(1, 100).reference;
	store_test_submit(given, 1);
	assert_int_equal(spool_seen(given->store, &reference, 5), FAIL_EMPTY); /* it is still to come */
	assert_int_equal(spool_end(given->store, claim(given), SPOOL_OUTCOME_UNSURE, "silent", 5), FAIL_NONE);
	assert_int_equal(spool_seen(given->store, &reference, 6), FAIL_NONE);
	assert_int_equal(state_of(given, 1), SPOOL_DONE);
	events_are(given, expected, 2, 1);
	assert_int_equal(spool_seen(given->store, &reference, 6), FAIL_EMPTY);
	struct reference unknown = { "XX 000 000 000" };
	assert_int_equal(spool_seen(given->store, &unknown, 6), FAIL_EMPTY);
}

static void words_have_their_limits(void **state)
{
	struct given_store *given = *state;
	struct reference reference = store_test_submission(1, 100).reference;
	store_test_submit(given, 1);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_WITHDRAWN, "seventeen-letters", 5), FAIL_LIMIT);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_WITHDRAWN, "sixteen-letters-", 5), FAIL_NONE);
	assert_int_equal(spool_again(given->store, &reference, false, "00ff00ff00ff00ff0", 6), FAIL_LIMIT);
	assert_int_equal(spool_again(given->store, &reference, false, "00ff00ff00ff00ff", 6), FAIL_NONE);
}

static void after_a_day_each_job_has_its_end_before_its_row_goes(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 4; i++)
		store_test_submit(given, i);
	for (int i = 1; i <= 4; i++)
		assert_int_equal(claim(given), i);
	assert_int_equal(spool_writing(given->store, 2, -1, 5), FAIL_NONE);
	assert_int_equal(spool_sent(given->store, 3, 5), FAIL_NONE);
	spool_release(given->store);
	assert_int_equal(claim(given), 1);
	const int64_t day_ms = 2 * STORE_TEST_NOW_MS + SPOOL_KEEP_MS;
	assert_int_equal(store_tidy(given->store, day_ms), FAIL_NONE);
	assert_int_equal(state_of(given, 1), SPOOL_WAITING); /* somebody holds it */
	assert_int_equal(state_of(given, 2), SPOOL_UNSURE);
	assert_int_equal(state_of(given, 3), SPOOL_UNSURE);
	assert_int_equal(state_of(given, 4), SPOOL_WITHDRAWN);
	assert_int_equal(store_counters(given->store).spool_waiting, 1);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool WHERE reason='late'"), 3);
	spool_release(given->store);
	assert_int_equal(store_tidy(given->store, day_ms), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool"), 1);
	assert_int_equal(state_of(given, 1), SPOOL_WITHDRAWN);
}

static void again_is_a_new_job_marked_as_a_copy(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t first = claim(given);
	assert_int_equal(spool_end(given->store, first, SPOOL_OUTCOME_DONE, "", 5), FAIL_NONE);
	struct reference reference = store_test_submission(1, 100).reference;
	assert_int_equal(spool_again(given->store, &reference, false, "", 6), FAIL_NONE);
	struct spool_job copy;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &copy), FAIL_NONE);
	assert_int_equal(copy.copy, 1);
	assert_int_not_equal(copy.job, first);
	assert_string_equal(copy.reference.text, reference.text);
	assert_string_equal(copy.due, "2026-11-23");
	struct reference unknown = { "XX 000 000 000" };
	assert_int_equal(spool_again(given->store, &unknown, false, "", 6), FAIL_EMPTY);
}

static void claims_are_bounded(void **state)
{
	struct given_store *given = *state;
	for (int i = 0; i <= SPOOL_HELD_MAX; i++)
		store_test_submit(given, i);
	for (int i = 0; i < SPOOL_HELD_MAX; i++)
		claim(given);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_BUSY);
	assert_int_equal(spool_end(given->store, 1, SPOOL_OUTCOME_DONE, "", 5), FAIL_NONE);
	assert_int_equal(claim(given), SPOOL_HELD_MAX + 1);
}

static void unknown_jobs_are_told_so(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(spool_sent(given->store, 42, 5), FAIL_EMPTY);
	assert_int_equal(spool_end(given->store, 42, SPOOL_OUTCOME_DONE, "", 5), FAIL_EMPTY);
}

static void a_row_holds_no_more_than_it_says(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	assert_int_equal(store_test_number(given, "SELECT group_concat(name)='job,reference,service,language,due,submitted_ms,copy,state,pay_pence,desk,witness,large,visit,reason' "
	                                          "FROM pragma_table_info('spool')"), 1);
}

/* The first schema's tables, with the rows of today. */
static void make_old(struct given_store *given)
{
	store_test_exec(given, "DROP TABLE audit; DROP TABLE staff; DROP TABLE draft; DROP TABLE spool; CREATE TABLE spool(job INTEGER PRIMARY KEY, reference TEXT NOT NULL, service TEXT NOT NULL, language TEXT NOT NULL, "
		"due TEXT NOT NULL, submitted_ms INTEGER NOT NULL, copy INTEGER NOT NULL, state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 4)) STRICT; "
		"ALTER TABLE outbox DROP COLUMN reference; ALTER TABLE receipt DROP COLUMN reference; DROP INDEX outbox_parked; PRAGMA user_version=1");
}

static void a_store_of_the_first_schema_keeps_its_jobs(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	make_old(given);
	store_test_exec(given, "INSERT INTO spool VALUES(1, 'MB 000 001 XXX', 'missed-bin', 'cy', '2026-11-23', 5, 0, 0)");
	store_test_reopen(given);
	struct spool_job job = claim_whole(given);
	assert_int_equal(job.state, SPOOL_WAITING);
	assert_int_equal(job.witness, -1);
	assert_int_equal(job.submitted_ms, 5);
	assert_string_equal(job.language, "cy");
	assert_string_equal(job.visit, "");
}

static void in_an_old_store_what_was_tried_may_be_partly_on_paper(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 3; i++)
		store_test_submit(given, i);
	make_old(given);
	store_test_exec(given, "ALTER TABLE spool ADD COLUMN tried INTEGER NOT NULL DEFAULT 0; ALTER TABLE spool ADD COLUMN pay_pence INTEGER NOT NULL DEFAULT 0;"
		"ALTER TABLE spool ADD COLUMN desk INTEGER NOT NULL DEFAULT 0; ALTER TABLE outbox ADD COLUMN reference TEXT NOT NULL DEFAULT '';"
		"ALTER TABLE receipt ADD COLUMN reference TEXT NOT NULL DEFAULT ''; CREATE INDEX outbox_parked ON outbox(sequence) WHERE state=3; PRAGMA user_version=4;"
		"INSERT INTO spool VALUES(1, 'MB 000 001 XXX', 'missed-bin', 'en', '', 5, 0, 0, 1, 250, 1);"
		"INSERT INTO spool VALUES(2, 'MB 000 002 XXX', 'missed-bin', 'en', '', 5, 1, 0, 0, 0, 0);"
		"INSERT INTO spool VALUES(3, 'MB 000 003 XXX', 'missed-bin', 'en', '', 5, 0, 2, 1, 0, 0)");
	store_test_reopen(given);
	struct spool_job job = claim_whole(given);
	assert_int_equal(job.state, SPOOL_WRITING);
	assert_int_equal(job.pay_pence, 250);
	assert_true(job.desk);
	job = claim_whole(given);
	assert_int_equal(job.state, SPOOL_WAITING);
	assert_int_equal(job.copy, 1);
	assert_int_equal(state_of(given, 3), SPOOL_DONE);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(jobs_come_in_order_and_once),
		store_test(done_is_done),
		store_test(a_slip_is_owed_from_the_first_byte_until_it_is_done),
		store_test(retry_puts_it_back),
		store_test(a_printing_program_that_dies_before_the_first_byte_leaves_no_trace),
		store_test(what_was_begun_is_given_out_as_that_with_its_witness),
		store_test(what_was_sent_is_asked_after_and_never_sent_again),
		store_test(what_is_unsent_counts_as_begun_again),
		store_test(after_a_power_cut_what_was_sent_is_asked_after_without_its_witness),
		store_test(who_prints_says_what_it_holds),
		store_test(what_has_its_end_cannot_be_begun),
		store_test(copies_are_counted_by_what_may_be_on_paper),
		store_test(one_that_still_waits_is_not_printed_twice),
		store_test(each_step_is_in_the_journal),
		store_test(words_have_their_limits),
		store_test(numbers_are_shared_with_what_is_printed_from_memory_and_each_has_an_end),
		store_test(a_person_says_that_it_came_out),
		store_test(after_a_day_each_job_has_its_end_before_its_row_goes),
		store_test(again_is_a_new_job_marked_as_a_copy),
		store_test(claims_are_bounded),
		store_test(unknown_jobs_are_told_so),
		store_test(a_row_holds_no_more_than_it_says),
		store_test(a_store_of_the_first_schema_keeps_its_jobs),
		store_test(in_an_old_store_what_was_tried_may_be_partly_on_paper),
	};
	return cmocka_run_group_tests_name("spool", cases, NULL, NULL);
}
