/* SPDX-License-Identifier: MIT */
/* unit.drafts - what somebody goes on with later: kept once, found by either name while its time lasts, gone without a trace. */
#include "firmware/store/draft.h"
#include "tests/unit/store/store_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOW_MS = STORE_TEST_NOW_MS, HALF_HOUR_MS = 30 * 60 * 1000 };

static const char body[] = "sealed and CANARY-vermilion only in this test";

static struct draft_row row_of(int number)
{
	struct draft_row row = { .lock = "a-lock", .service = "missed-bin", .language = "cy", .kept_ms = NOW_MS + number, .until_ms = NOW_MS + HALF_HOUR_MS };
	snprintf(row.name.text, sizeof row.name.text, "%032x", number);
	snprintf(row.code.text, sizeof row.code.text, "%032x", 0xc0de00 + number);
	return row;
}

static enum fail keep(struct given_store *given, int number)
{
	struct draft_row row = row_of(number);
	return draft_keep(given->store, &row, body, sizeof body);
}

static int64_t count(struct given_store *given)
{
	return store_test_number(given, "SELECT count(*) FROM draft");
}

static enum fail find(struct given_store *given, const char *name, int64_t now_ms)
{
	struct draft_row row;
	return draft_find(given->store, name, now_ms, &row, NULL);
}

static void it_is_found_by_either_name_after_a_restart(void **state)
{
	struct given_store *given = *state;
	struct draft_row row = row_of(1), got;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, DRAFT_SEALED_MAX_BYTES);
	assert_int_equal(keep(given, 1), FAIL_NONE);
	store_test_reopen(given);
	assert_int_equal(draft_find(given->store, row.code.text, NOW_MS, &got, &bytes), FAIL_NONE);
	assert_memory_equal(&got.name, &row.name, sizeof row.name);
	assert_string_equal(got.lock, "a-lock");
	assert_string_equal(got.service, "missed-bin");
	assert_int_equal(got.until_ms, row.until_ms);
	assert_int_equal(bytes.size_bytes, sizeof body);
	assert_memory_equal(buffer_text(&bytes), body, sizeof body);
	assert_int_equal(find(given, row.name.text, NOW_MS), FAIL_NONE);
	assert_int_equal(find(given, row_of(2).name.text, NOW_MS), FAIL_EMPTY);
}

static void the_same_once_more_is_the_same_and_a_code_has_one_draft(void **state)
{
	struct given_store *given = *state;
	struct draft_row other = row_of(2);
	assert_int_equal(keep(given, 1), FAIL_NONE);
	assert_int_equal(keep(given, 1), FAIL_NONE);
	assert_int_equal(count(given), 1);
	other.code = row_of(1).code;
	assert_int_equal(draft_keep(given->store, &other, body, sizeof body), FAIL_BUSY);
	assert_int_equal(count(given), 1);
}

static void it_is_opened_once(void **state)
{
	struct given_store *given = *state;
	assert_int_equal(keep(given, 1), FAIL_NONE);
	assert_int_equal(draft_end(given->store, row_of(1).name.text), FAIL_NONE);
	assert_int_equal(draft_end(given->store, row_of(1).name.text), FAIL_EMPTY);
	assert_int_equal(find(given, row_of(1).name.text, NOW_MS), FAIL_EMPTY);
}

static void its_time_ends_and_it_goes(void **state)
{
	struct given_store *given = *state;
	int64_t gone = 0;
	assert_int_equal(keep(given, 1), FAIL_NONE);
	assert_int_equal(find(given, row_of(1).name.text, NOW_MS + HALF_HOUR_MS - 1), FAIL_NONE);
	assert_int_equal(find(given, row_of(1).name.text, NOW_MS + HALF_HOUR_MS), FAIL_EMPTY);
	assert_int_equal(draft_expire(given->store, NOW_MS + HALF_HOUR_MS - 1, HALF_HOUR_MS, &gone), FAIL_NONE);
	assert_int_equal(gone, 0);
	assert_int_equal(draft_expire(given->store, NOW_MS + HALF_HOUR_MS, HALF_HOUR_MS, &gone), FAIL_NONE);
	assert_int_equal(gone, 1);
	assert_int_equal(count(given), 0);
}

/* A clock that was a year ahead when it was kept, and then put right. */
static void a_clock_that_was_wrong_keeps_nothing_for_long(void **state)
{
	struct given_store *given = *state;
	struct draft_row row = row_of(1);
	int64_t gone = 0;
	row.until_ms += INT64_C(365) * 24 * 3600 * 1000;
	assert_int_equal(draft_keep(given->store, &row, body, sizeof body), FAIL_NONE);
	assert_int_equal(draft_expire(given->store, NOW_MS, HALF_HOUR_MS, &gone), FAIL_NONE);
	assert_int_equal(find(given, row.name.text, NOW_MS + HALF_HOUR_MS - 1), FAIL_NONE);
	assert_int_equal(find(given, row.name.text, NOW_MS + HALF_HOUR_MS), FAIL_EMPTY);
}

static void there_are_so_many_and_no_more(void **state)
{
	struct given_store *given = *state;
	struct draft_row rows[DRAFTS_MAX];
	size_t listed = 0;
	for (int i = DRAFTS_MAX; i > 0; i--)
		assert_int_equal(keep(given, i), FAIL_NONE);
	assert_int_equal(keep(given, DRAFTS_MAX + 1), FAIL_BUSY);
	assert_int_equal(draft_list(given->store, NOW_MS, rows, &listed), FAIL_NONE);
	assert_int_equal(listed, DRAFTS_MAX);
	assert_int_equal(rows[0].kept_ms, NOW_MS + 1); /* the oldest first */
	assert_int_equal(draft_list(given->store, NOW_MS + HALF_HOUR_MS, rows, &listed), FAIL_NONE);
	assert_int_equal(listed, 0);
}

static void it_has_a_most_and_needs_its_names(void **state)
{
	static char big[DRAFT_SEALED_MAX_BYTES + 1];
	struct given_store *given = *state;
	struct draft_row row = row_of(1), nameless = row_of(2);
	assert_int_equal(draft_keep(given->store, &row, big, DRAFT_SEALED_MAX_BYTES + 1), FAIL_LIMIT);
	assert_int_equal(draft_keep(given->store, &row, big, DRAFT_SEALED_MAX_BYTES), FAIL_NONE);
	memset(&nameless.code, 0, sizeof nameless.code);
	assert_int_equal(draft_keep(given->store, &nameless, body, sizeof body), FAIL_INPUT);
	assert_int_equal(count(given), 1);
}

/* Whether the files of the store have @bytes anywhere. */
static bool on_disk(const struct given_store *given, const char *bytes, size_t size)
{
	static const char *const names[] = { "store.db", "store.db-wal" };
	bool found = false;
	for (size_t i = 0; i < 2; i++) {
		struct stat about;
		int fd = open(store_test_path(given, names[i]), O_RDONLY | O_CLOEXEC);
		if (fd < 0 || fstat(fd, &about) != 0)
			continue;
		char *whole = malloc((size_t)about.st_size + 1);
		ssize_t got = read(fd, whole, (size_t)about.st_size);
		found |= got > 0 && memmem(whole, (size_t)got, bytes, size) != NULL;
		free(whole);
		close(fd);
	}
	return found;
}

static void what_is_gone_is_overwritten(void **state)
{
	static const char word[] = "c2VhbGVkIGFuZCBDQU5BUlktdmVybWlsaW9u"; /* how the body begins, in base64url */
	struct given_store *given = *state;
	assert_int_equal(keep(given, 1), FAIL_NONE);
	store_test_exec(given, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_true(on_disk(given, word, strlen(word)));
	assert_int_equal(draft_end(given->store, row_of(1).name.text), FAIL_NONE);
	store_test_exec(given, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_false(on_disk(given, word, strlen(word)));
}

static void a_store_from_before_has_none(void **state)
{
	struct given_store *given = *state;
	store_test_exec(given, "DROP TABLE draft; PRAGMA user_version=7");
	store_test_reopen(given);
	assert_false(given->opening.fresh);
	assert_int_equal(find(given, row_of(1).name.text, NOW_MS), FAIL_EMPTY);
	assert_int_equal(keep(given, 1), FAIL_NONE);
}

int main(void)
{
	const struct CMUnitTest cases[] = { store_test(it_is_found_by_either_name_after_a_restart), store_test(the_same_once_more_is_the_same_and_a_code_has_one_draft), store_test(it_is_opened_once),
		store_test(its_time_ends_and_it_goes), store_test(a_clock_that_was_wrong_keeps_nothing_for_long), store_test(there_are_so_many_and_no_more), store_test(it_has_a_most_and_needs_its_names),
		store_test(what_is_gone_is_overwritten), store_test(a_store_from_before_has_none) };
	return cmocka_run_group_tests_name("drafts", cases, NULL, NULL);
}
