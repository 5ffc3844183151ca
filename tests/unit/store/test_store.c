/* SPDX-License-Identifier: MIT */
/* unit.store - opening, checking, putting aside, remembering. */
#include "tests/unit/store/store_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void a_new_store_is_empty(void **state)
{
	struct given_store *given = *state;
	assert_true(given->opening.fresh);
	assert_false(given->opening.quarantined);
	assert_int_equal(store_counters(given->store).sequence, 0);
	assert_int_equal(access(store_test_path(given, "store.db"), F_OK), 0);
}

static void the_pragmas_are_those_that_make_commits_durable(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(store_test_number(given, "PRAGMA synchronous"), 2);
	assert_int_equal(store_test_number(given, "PRAGMA wal_autocheckpoint"), 200);
	assert_int_equal(store_test_number(given, "PRAGMA journal_size_limit"), 1048576);
	assert_int_equal(store_test_number(given, "PRAGMA max_page_count"), STORE_PAGES_DEFAULT);
	assert_int_equal(store_test_number(given, "PRAGMA cell_size_check"), 1);
	assert_int_equal(store_test_number(given, "PRAGMA trusted_schema"), 0);
	assert_int_equal(store_test_number(given, "PRAGMA foreign_keys"), 1);
	assert_int_equal(store_test_number(given, "PRAGMA secure_delete"), 1);
	assert_int_equal(store_test_number(given, "PRAGMA page_size"), STORE_PAGE_BYTES);
	assert_int_equal(store_test_number(given, "SELECT journal_mode='wal' FROM pragma_journal_mode"), 1);
	assert_int_equal(store_test_number(given, "SELECT locking_mode='exclusive' FROM pragma_locking_mode"), 1);
}

static void what_was_committed_is_there_after_reopening(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(store_test_submit(given, 1), 1);
	store_test_reopen(given);
	assert_false(given->opening.fresh);
	assert_int_equal(store_counters(given->store).sequence, 1);
	assert_int_equal(store_counters(given->store).waiting, 1);
	assert_int_equal(store_counters(given->store).spool_waiting, 1);
	assert_int_equal(store_test_submit(given, 2), 2);
}

static void a_second_program_is_turned_away(void **state)
{
	struct given_store *given = *state;
	pid_t child = fork();
	if (child == 0) { /* fcntl locks are per process */
		const struct store_options options = { .folder = given->folder, .max_pages = STORE_PAGES_DEFAULT };
		struct store_opening opening;
		struct store *store = NULL;
		_exit(store_open(&options, &opening, &store) == FAIL_BUSY ? 0 : 1);
	}
	int status = 1;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(access(store_test_path(given, "quarantine"), F_OK), -1);
	store_test_submit(given, 1);
}

static void spoil(struct given_store *given, off_t from, size_t size)
{
	store_close(given->store);
	given->store = NULL;
	int fd = open(store_test_path(given, "store.db"), O_RDWR | O_CLOEXEC);
	char noise[4096];
	memset(noise, 0x5a, sizeof noise);
	assert_int_equal(pwrite(fd, noise, size, from), (ssize_t)size);
	close(fd);
}

static void assert_put_aside(struct given_store *given)
{
	assert_true(given->opening.quarantined);
	assert_true(given->opening.fresh);
	assert_string_not_equal(given->opening.words, "");
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->opening.quarantine, "store.db");
	assert_int_equal(access(path, F_OK), 0);
	assert_non_null(strstr(given->opening.quarantine, "/quarantine/19700101T001640Z"));
	assert_int_equal(store_test_submit(given, 77), STORE_TEST_NOW_MS + 1); /* its own numbers are not given again */
}

static void a_file_that_is_no_database_is_put_aside(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	spoil(given, 0, 100);
	store_test_reopen(given);
	assert_put_aside(given);
}

static void a_damaged_page_is_noticed_at_opening(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 50; i++)
		store_test_submit(given, i);
	int64_t root = store_test_number(given, "SELECT rootpage FROM sqlite_schema WHERE name='outbox'");
	spoil(given, (off_t)(root - 1) * STORE_PAGE_BYTES, 4096);
	store_test_reopen(given);
	assert_put_aside(given);
}

static void several_broken_files_go_to_folders_of_their_own(void **state)
{
	struct given_store *given = *state;
	char first[PATH_MAX];
	spoil(given, 0, 100);
	store_test_reopen(given);
	memcpy(first, given->opening.quarantine, sizeof first);
	spoil(given, 0, 100);
	store_test_reopen(given);
	assert_put_aside(given);
	assert_string_not_equal(first, given->opening.quarantine);
}

static void tables_of_another_program_are_put_aside(void **state)
{
	struct given_store *given = *state;
	store_test_exec(given, "DROP TABLE spool");
	store_test_reopen(given);
	assert_put_aside(given);
}

static void a_suspect_store_is_put_aside_unseen(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	assert_int_equal(store_test_try_open(given, true), FAIL_NONE);
	assert_put_aside(given);
}

static void a_log_without_its_database_is_put_aside(void **state)
{
	struct given_store *given = *state;
	store_close(given->store);
	given->store = NULL;
	unlink(store_test_path(given, "store.db"));
	given_file(store_test_path(given, "store.db-wal"), "half of a move", 0600);
	store_test_reopen(given);
	assert_true(given->opening.quarantined);
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->opening.quarantine, "store.db-wal");
	assert_int_equal(access(path, F_OK), 0);
	store_test_submit(given, 1);
}

static void a_store_of_a_newer_firmware_is_left_alone(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_exec(given, "PRAGMA user_version=999");
	assert_int_equal(store_test_try_open(given, false), FAIL_DENIED);
	assert_null(given->store);
	assert_int_equal(access(store_test_path(given, "quarantine"), F_OK), -1);
}

static void damage_met_in_use_shows_in_its_health(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	int64_t root = store_test_number(given, "SELECT rootpage FROM sqlite_schema WHERE name='journal'");
	store_test_exec(given, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory");
	int fd = open(store_test_path(given, "store.db"), O_RDWR | O_CLOEXEC);
	char noise[STORE_PAGE_BYTES] = { 0x77 };
	assert_int_equal(pwrite(fd, noise, sizeof noise, (off_t)(root - 1) * STORE_PAGE_BYTES), STORE_PAGE_BYTES);
	/* closing fd here would drop the store's own fcntl lock; the case is about contents */
	struct submission submission = store_test_submission(2, 100);
	struct submitted submitted;
	assert_int_equal(store_health(given->store), STORE_GOOD);
	assert_int_equal(submission_add(given->store, &submission, 0, &submitted), FAIL_STORE);
	assert_int_equal(store_health(given->store), STORE_DAMAGED);
	close(fd);
}

static void a_folder_with_odd_characters_is_fine(void **state)
{
	struct given_store *given = *state;
	char odd[GIVEN_PATH_BYTES];
	given_path(odd, given->folder, "what? 100% #1");
	assert_int_equal(mkdir(odd, 0700), 0);
	const struct store_options options = { .folder = odd, .max_pages = STORE_PAGES_MIN };
	struct store_opening opening;
	struct store *store = NULL;
	assert_int_equal(store_open(&options, &opening, &store), FAIL_NONE);
	store_close(store);
	char file[GIVEN_PATH_BYTES];
	given_path(file, odd, "store.db");
	assert_int_equal(access(file, F_OK), 0);
}

static void limits_of_the_options_are_kept(void **state)
{
	struct given_store *given = *state;
	struct store_opening opening;
	struct store *store = NULL;
	struct store_options options = { .folder = given->folder, .max_pages = STORE_PAGES_MIN - 1 };
	assert_int_equal(store_open(&options, &opening, &store), FAIL_LIMIT);
	options.max_pages = (int64_t)STORE_PAGES_MAX + 1;
	assert_int_equal(store_open(&options, &opening, &store), FAIL_LIMIT);
	char folder[PATH_MAX + 1];
	memset(folder, 'a', sizeof folder - 1);
	folder[sizeof folder - 1] = '\0';
	options = (struct store_options){ .folder = folder, .max_pages = STORE_PAGES_MIN };
	assert_int_equal(store_open(&options, &opening, &store), FAIL_LIMIT);
	assert_null(store);
}

static void a_folder_that_is_not_there_is_a_failure_in_words(void **state)
{
	(void)state;
	const struct store_options options = { .folder = "/nowhere/at/all", .max_pages = STORE_PAGES_MIN };
	struct store_opening opening;
	struct store *store = NULL;
	fail_clear();
	assert_int_equal(store_open(&options, &opening, &store), FAIL_STORE);
	assert_string_not_equal(fail_words(), "");
}

static void tidying_forgets_receipts_after_their_time(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	struct spool_job job;
	assert_int_equal(spool_claim(given->store, true, INT64_MAX, &job), FAIL_NONE);
	assert_int_equal(spool_end(given->store, job.job, SPOOL_OUTCOME_DONE, "", STORE_TEST_NOW_MS), FAIL_NONE);
	struct event_id id = store_test_id(1);
	assert_int_equal(outbox_prove(given->store, &id, 1, STORE_TEST_NOW_MS), FAIL_NONE);

	assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + SPOOL_KEEP_MS), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool"), 2);
	assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + SPOOL_KEEP_MS + 3), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT state FROM spool"), SPOOL_WITHDRAWN); /* the other was printed */
	assert_int_equal(store_counters(given->store).spool_waiting, 0);
	assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + SPOOL_KEEP_MS + 3), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM spool"), 0);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt"), 1);
	assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + (RECEIPT_KEEP_DAYS + 1) * 86400000LL), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt"), 0);
	assert_int_equal(store_counters(given->store).waiting, 1); /* nothing unsent is ever forgotten */
}

static void what_a_wrong_clock_stamped_is_not_old_at_once(void **state)
{
	static const int64_t right_ms = 1800000000000, ahead_ms = 2100000000000; /* it was submitted in 1970, and one was delivered ten years ahead */
	struct given_store *given = *state;
	struct event_id first = store_test_id(1), second = store_test_id(2);
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	assert_int_equal(outbox_prove(given->store, &first, 1, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(outbox_prove(given->store, &second, 1, ahead_ms), FAIL_NONE);
	assert_int_equal(store_tidy(given->store, right_ms), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt"), 2);
	assert_int_equal(store_counters(given->store).spool_waiting, 2);
	assert_int_equal(store_tidy(given->store, right_ms + RECEIPT_KEEP_DAYS * 86400000LL), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt"), 2);
	assert_int_equal(store_tidy(given->store, right_ms + RECEIPT_KEEP_DAYS * 86400000LL + 1), FAIL_NONE);
	assert_int_equal(store_test_number(given, "SELECT count(*) FROM receipt"), 0);
}

static void usage_counts_pages(void **state)
{
	struct given_store *given = *state;
	struct store_usage before, after;
	assert_int_equal(store_usage(given->store, &before), FAIL_NONE);
	for (int i = 1; i <= 20; i++)
		store_test_submit(given, i);
	assert_int_equal(store_usage(given->store, &after), FAIL_NONE);
	assert_true(after.used_pages >= before.used_pages + 15);
	assert_int_equal(after.max_pages, STORE_PAGES_DEFAULT);
	assert_false(after.full);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(a_new_store_is_empty),
		store_test(the_pragmas_are_those_that_make_commits_durable),
		store_test(what_was_committed_is_there_after_reopening),
		store_test(a_second_program_is_turned_away),
		store_test(a_file_that_is_no_database_is_put_aside),
		store_test(a_damaged_page_is_noticed_at_opening),
		store_test(several_broken_files_go_to_folders_of_their_own),
		store_test(tables_of_another_program_are_put_aside),
		store_test(a_suspect_store_is_put_aside_unseen),
		store_test(a_log_without_its_database_is_put_aside),
		store_test(a_store_of_a_newer_firmware_is_left_alone),
		store_test(damage_met_in_use_shows_in_its_health),
		store_test(a_folder_with_odd_characters_is_fine),
		store_test(limits_of_the_options_are_kept),
		store_test(a_folder_that_is_not_there_is_a_failure_in_words),
		store_test(tidying_forgets_receipts_after_their_time),
		store_test(what_a_wrong_clock_stamped_is_not_old_at_once),
		store_test(usage_counts_pages),
	};
	return cmocka_run_group_tests_name("store", cases, NULL, NULL);
}
