/* SPDX-License-Identifier: MIT */
/* What the store's tests share. */
#include "tests/unit/store/store_test.h"

#include <stdio.h>

int store_test_setup(void **state)
{
	struct given_store *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given->max_pages = STORE_PAGES_DEFAULT;
	*state = given;
	store_test_reopen(given);
	return 0;
}

int store_test_teardown(void **state)
{
	struct given_store *given = *state;
	store_close(given->store);
	given_done(given->folder);
	free(given);
	return 0;
}

enum fail store_test_try_open(struct given_store *given, bool suspect)
{
	store_close(given->store);
	given->store = NULL;
	const struct store_options options = { .folder = given->folder, .max_pages = given->max_pages, .now_ms = STORE_TEST_NOW_MS, .suspect = suspect };
	return store_open(&options, &given->opening, &given->store);
}

void store_test_reopen(struct given_store *given)
{
	if (store_test_try_open(given, false) != FAIL_NONE)
		fail_msg("the store does not open: %s", fail_words());
}

struct event_id store_test_id(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "01920000-0000-7000-8000-%012x", (unsigned)number);
	return id;
}

struct submission store_test_submission(int number, size_t jwe_bytes)
{
	static char jwe[128 * 1024];
	assert_in_range(jwe_bytes, 32, sizeof jwe - 1);
	size_t head = (size_t)snprintf(jwe, sizeof jwe, "eyJh..%08x.", (unsigned)number);
	memset(jwe + head, 'A' + number % 26, jwe_bytes - head - 5);
	memcpy(jwe + jwe_bytes - 5, ".tagg", 6);
	struct submission s = { .id = store_test_id(number), .service = "missed-bin", .language = "en", .due = "2026-11-23",
	                        .source = "urn:uuid:01920000-0000-7000-8000-00000000aaaa", .type = "uk.foyer.submission.v1",
	                        .kiosk_clock = "synced", .jwe = jwe, .time_ms = STORE_TEST_NOW_MS + number, .receipt = true };
	snprintf(s.reference.text, sizeof s.reference.text, "MB %03d %03d XXX", number / 1000 % 1000, number % 1000);
	return s;
}

int64_t store_test_submit(struct given_store *given, int number)
{
	struct submission submission = store_test_submission(number, 3000);
	struct submitted submitted = { 0 };
	if (submission_add(given->store, &submission, STORE_TEST_NOW_MS, &submitted) != FAIL_NONE)
		fail_msg("submission %d: %s", number, fail_words());
	assert_false(submitted.again);
	return submitted.sequence;
}

const char *store_test_path(const struct given_store *given, const char *name)
{
	static char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, name);
	return path;
}

int64_t store_test_number(struct given_store *given, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	assert_int_equal(sqlite3_prepare_v2(given->store->db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

void store_test_exec(struct given_store *given, const char *sql)
{
	assert_int_equal(sqlite3_exec(given->store->db, sql, NULL, NULL, NULL), SQLITE_OK);
}
