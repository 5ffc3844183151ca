/* SPDX-License-Identifier: MIT */
/* unit.audit - rows are only added, in one chain; the oldest go up to a checkpoint, and the rest still proves itself. */
#include "tests/unit/store/store_test.h"

#include "firmware/store/audit.h"

#include <inttypes.h>
#include <stdio.h>

static const int64_t DAY_MS = 86400000;

static struct chain_row row_of(const char *event, int64_t wall_ms)
{
	struct chain_row row = { .wall_ms = wall_ms, .certain = true, .kiosk = "k", .actor = "system" };
	snprintf(row.event, sizeof row.event, "%s", event);
	return row;
}

/* Row 1, 2, …: each @every-th is a checkpoint. */
static void add(struct given_store *given, int count, int every, int64_t wall_ms)
{
	for (int i = 0; i < count; i++) {
		int64_t seq = audit_head(given->store).last + 1;
		struct chain_row row = row_of(seq % every == 0 ? CHAIN_CHECKPOINT : "act", wall_ms);
		assert_int_equal(audit_append(given->store, NULL, &row, 1), FAIL_NONE);
		assert_int_equal(row.seq, seq);
	}
}

/* All that is there is one chain. Returns how many rows, and the first. */
static int64_t whole(struct given_store *given, int64_t *ret_first)
{
	struct chain_row before = { 0 }, row;
	int64_t after = 0, rows = 0;
	BUFFER_AUTO page;
	buffer_init(&page, 8192);
	while (audit_read(given->store, after, AUDIT_READ_MAX, &page, &after) == FAIL_NONE) {
		for (const char *line = page.bytes, *end; (end = strchr(line, '\n')); line = end + 1, rows++) {
			assert_int_equal(chain_read(line, (size_t)(end - line), &row), FAIL_NONE);
			if (before.seq)
				assert_int_equal(chain_follows(&before, &row), FAIL_NONE);
			else
				*ret_first = row.seq;
			before = row;
		}
		assert_int_equal(before.seq, after);
		buffer_clear(&page);
	}
	assert_int_equal(audit_head(given->store).last, before.seq);
	assert_string_equal(audit_head(given->store).hash, before.hash);
	assert_int_equal(audit_tail(given->store, 10000), FAIL_NONE);
	return rows;
}

static void rows_chain_over_a_restart(void **state)
{
	struct given_store *given = *state;
	int64_t first = 0;
	assert_int_equal(audit_head(given->store).last, 0);
	add(given, 3, 10, 1000);
	store_test_reopen(given);
	assert_int_equal(audit_head(given->store).last, 3);
	struct chain_row rows[AUDIT_APPEND_MAX + 1];
	for (int i = 0; i <= AUDIT_APPEND_MAX; i++)
		rows[i] = row_of("batch", 1000);
	assert_int_equal(audit_append(given->store, NULL, rows, AUDIT_APPEND_MAX + 1), FAIL_LIMIT);
	assert_int_equal(audit_append(given->store, NULL, rows, AUDIT_APPEND_MAX), FAIL_NONE);
	assert_int_equal(whole(given, &first), 3 + AUDIT_APPEND_MAX);
	assert_int_equal(first, 1);
	rows[0] = row_of("a name", 0);
	assert_int_equal(audit_append(given->store, NULL, rows, 1), FAIL_INPUT);
	assert_int_equal(whole(given, &first), 3 + AUDIT_APPEND_MAX);
}

static void a_submission_brings_its_row_or_neither_is_there(void **state)
{
	struct given_store *given = *state;
	struct submission submission = store_test_submission(1, 500);
	struct submitted submitted;
	struct chain_row row = row_of("two words", 1000);
	submission.audit = &row;
	assert_int_equal(submission_add(given->store, &submission, 1000, &submitted), FAIL_INPUT);
	assert_int_equal(store_counters(given->store).waiting, 0);
	row = row_of("submit", 1000);
	assert_int_equal(submission_add(given->store, &submission, 1000, &submitted), FAIL_NONE);
	assert_int_equal(submission_add(given->store, &submission, 1000, &submitted), FAIL_NONE); /* the same again is no second act */
	assert_int_equal(audit_head(given->store).last, 1);
	fail_clear();
}

static void nothing_in_it_changes_and_nothing_goes(void **state)
{
	struct given_store *given = *state;
	add(given, 12, 4, 1000);
	static const char *const tries[] = { "UPDATE audit SET line='x' WHERE seq=2", "UPDATE audit SET seq=99 WHERE seq=2", "DELETE FROM audit WHERE seq=12", "DELETE FROM audit" };
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		char *words = NULL;
		assert_int_equal(sqlite3_exec(given->store->db, tries[i], NULL, NULL, &words), SQLITE_CONSTRAINT_TRIGGER);
		sqlite3_free(words);
	}
	int64_t first = 0;
	assert_int_equal(whole(given, &first), 12);
}

static void a_changed_row_is_found_and_the_chain_goes_on(void **state)
{
	struct given_store *given = *state;
	static const struct { const char *sql, *words; } harm[] = {
		{ "UPDATE audit SET line=replace(line, '\"act\"', '\"ac1\"') WHERE seq=5", "row 5 of" },
		{ "UPDATE audit SET line=line||' ' WHERE seq=5", "row 5 of" },
		{ "UPDATE audit SET line=(SELECT line FROM audit WHERE seq=4) WHERE seq=5", "row 5 of" },
		{ "DELETE FROM audit WHERE seq=5", "row 6 comes right after row 4: 1 between" },
		{ "UPDATE audit SET line='' WHERE seq=9", "row 9 of" },
	};
	for (size_t i = 0; i < sizeof harm / sizeof harm[0]; i++) {
		store_test_exec(given, "DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_kept; DELETE FROM audit");
		store_test_reopen(given);
		add(given, 9, 100, 1000);
		assert_int_equal(audit_tail(given->store, 100), FAIL_NONE);
		store_test_exec(given, harm[i].sql);
		store_test_reopen(given);
		assert_int_equal(audit_tail(given->store, 100), FAIL_SIGNATURE);
		if (!strstr(fail_words(), harm[i].words))
			fail_msg("it says \"%s\", not \"%s\"", fail_words(), harm[i].words);
		fail_clear();
		struct chain_row row = row_of("act", 1000); /* a broken chain does not keep anybody from anything */
		assert_int_equal(audit_append(given->store, NULL, &row, 1), FAIL_NONE);
		assert_int_equal(row.seq, 10);
	}
}

static void after_ninety_days_rows_go_up_to_a_checkpoint(void **state)
{
	struct given_store *given = *state;
	const int64_t now_ms = 200 * DAY_MS;
	int64_t first = 0;
	add(given, 10, 4, now_ms - 91 * DAY_MS); /* checkpoints: 4 and 8 */
	add(given, 10, 4, now_ms - 89 * DAY_MS);
	assert_int_equal(store_tidy(given->store, now_ms), FAIL_NONE);
	assert_int_equal(whole(given, &first), 13);
	assert_int_equal(first, 8); /* 9 and 10 are as old, and stay until a checkpoint that is old comes after them */
	assert_int_equal(store_tidy(given->store, now_ms), FAIL_NONE);
	assert_int_equal(audit_head(given->store).first, 8);
	store_test_reopen(given);
	assert_int_equal(whole(given, &first), 13);
	assert_int_equal(audit_head(given->store).first, 8);
}

static void what_no_clock_was_sure_of_is_not_old(void **state)
{
	struct given_store *given = *state;
	struct chain_row row = row_of("act", 0), checkpoint = row_of(CHAIN_CHECKPOINT, 0);
	checkpoint.certain = false;
	assert_int_equal(audit_append(given->store, NULL, &row, 1), FAIL_NONE);
	assert_int_equal(audit_append(given->store, NULL, &checkpoint, 1), FAIL_NONE);
	assert_int_equal(store_tidy(given->store, 200 * DAY_MS), FAIL_NONE);
	assert_int_equal(audit_head(given->store).first, 1);
}

static void a_full_audit_forgets_the_oldest_up_to_a_checkpoint(void **state)
{
	struct given_store *given = *state;
	int64_t first = 0;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	int64_t most = audit_max_rows(given->store);
	assert_int_equal(most, STORE_PAGES_MIN);
	add(given, (int)most * 3, 64, 1000);
	assert_in_range(whole(given, &first), most, most + 128);
	assert_int_equal(first % 64, 0); /* a checkpoint stands for all before it */
	assert_true(store_test_number(given, "SELECT checkpoint FROM audit ORDER BY seq LIMIT 1") > 0);
}

static void a_full_store_says_so_and_keeps_nothing(void **state)
{
	struct given_store *given = *state;
	struct submitted submitted;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	add(given, 2, 100, 1000);
	enum fail fail = FAIL_NONE;
	for (int i = 1; fail == FAIL_NONE && i < 1000; i++) {
		struct submission submission = store_test_submission(i, 4000);
		fail = submission_add(given->store, &submission, 1000, &submitted);
	}
	assert_int_equal(fail, FAIL_FULL);
	int64_t before = audit_head(given->store).last;
	for (int i = 0; i < 200 && fail != FAIL_NONE; i++) {
		struct chain_row row = row_of("act", 1000);
		fail = audit_append(given->store, NULL, &row, 1);
	}
	int64_t first = 0;
	assert_int_equal(fail, FAIL_FULL);
	assert_int_equal(audit_head(given->store).last, before);
	assert_int_equal(whole(given, &first), before);
	fail_clear();
}

static void pages_have_a_maximum(void **state)
{
	struct given_store *given = *state;
	BUFFER_AUTO page;
	int64_t last = 0;
	buffer_init(&page, 1000);
	add(given, 5, 100, 1000);
	assert_int_equal(audit_read(given->store, 0, AUDIT_READ_MAX + 1, &page, &last), FAIL_LIMIT);
	assert_int_equal(audit_read(given->store, 0, 0, &page, &last), FAIL_LIMIT);
	assert_int_equal(audit_read(given->store, 0, AUDIT_READ_MAX, &page, &last), FAIL_NONE);
	assert_in_range(last, 2, 4); /* as many as there is room for */
	assert_int_equal(audit_read(given->store, 5, AUDIT_READ_MAX, &page, &last), FAIL_EMPTY);
	fail_clear();
}

static void an_older_store_begins_its_audit(void **state)
{
	struct given_store *given = *state;
	int64_t first = 0;
	store_test_submit(given, 1);
	store_test_exec(given, "DROP TABLE audit; DROP TABLE staff; DROP TABLE draft; PRAGMA user_version=5");
	store_test_reopen(given);
	assert_false(given->opening.quarantined);
	assert_int_equal(store_counters(given->store).waiting, 1);
	add(given, 3, 2, 1000);
	assert_int_equal(whole(given, &first), 3);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(rows_chain_over_a_restart),
		store_test(a_submission_brings_its_row_or_neither_is_there),
		store_test(nothing_in_it_changes_and_nothing_goes),
		store_test(a_changed_row_is_found_and_the_chain_goes_on),
		store_test(after_ninety_days_rows_go_up_to_a_checkpoint),
		store_test(what_no_clock_was_sure_of_is_not_old),
		store_test(a_full_audit_forgets_the_oldest_up_to_a_checkpoint),
		store_test(a_full_store_says_so_and_keeps_nothing),
		store_test(pages_have_a_maximum),
		store_test(an_older_store_begins_its_audit),
	};
	return cmocka_run_group_tests_name("audit", cases, NULL, NULL);
}
