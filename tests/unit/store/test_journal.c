/* SPDX-License-Identifier: MIT */
/* unit.journal - in order, without gaps to a reader, and bounded. */
#include "tests/unit/store/store_test.h"

static enum fail add(struct given_store *given, int64_t amount)
{
	assert_int_equal(sql_transaction(given->store), FAIL_NONE);
	return sql_finish(given->store, journal_add(given->store, 5, JOURNAL_DELIVERED, NULL, amount));
}

static void rows_are_read_in_pages(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 5; i++)
		assert_int_equal(add(given, i), FAIL_NONE);
	struct journal_row rows[JOURNAL_READ_MAX];
	size_t count = 0;
	assert_int_equal(journal_read(given->store, 0, 3, rows, &count), FAIL_NONE);
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].event, JOURNAL_STORE_FRESH);
	assert_int_equal(rows[2].amount, 2);
	assert_string_equal(rows[2].about.text, "");
	assert_int_equal(journal_read(given->store, rows[2].number, JOURNAL_READ_MAX, rows, &count), FAIL_NONE);
	assert_int_equal(count, 3);
	assert_int_equal(rows[2].amount, 5);
	assert_int_equal(journal_read(given->store, rows[2].number, JOURNAL_READ_MAX, rows, &count), FAIL_EMPTY);
}

static void pages_have_a_maximum(void **state)
{
	struct given_store *given = *state;
	struct journal_row rows[1];
	size_t count = 0;
	assert_int_equal(journal_read(given->store, 0, JOURNAL_READ_MAX + 1, rows, &count), FAIL_LIMIT);
	assert_int_equal(journal_read(given->store, 0, 0, rows, &count), FAIL_LIMIT);
}

static void the_oldest_rows_go_first(void **state)
{
	struct given_store *given = *state;
	given->max_pages = STORE_PAGES_MIN;
	store_test_reopen(given);
	int64_t most = journal_max_rows(given->store);
	assert_int_equal(most, STORE_PAGES_MIN * 2);
	assert_int_equal(sql_transaction(given->store), FAIL_NONE);
	enum fail fail = FAIL_NONE;
	for (int64_t i = 0; i < most + 500 && fail == FAIL_NONE; i++)
		fail = journal_add(given->store, 5, JOURNAL_PRINTED, NULL, i);
	assert_int_equal(sql_finish(given->store, fail), FAIL_NONE);
	assert_in_range(store_test_number(given, "SELECT count(*) FROM journal"), most, most + 64);
	assert_int_equal(store_test_number(given, "SELECT amount FROM journal ORDER BY number DESC LIMIT 1"), most + 499);
}

static void every_event_has_a_name(void **state)
{
	(void)state;
	for (int i = 0; i < JOURNAL_EVENT_COUNT; i++)
		assert_string_not_equal(journal_event_name((enum journal_event)i), "");
	assert_string_equal(journal_event_name(JOURNAL_EVENT_COUNT), "unknown");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(rows_are_read_in_pages),
		store_test(pages_have_a_maximum),
		store_test(the_oldest_rows_go_first),
		store_test(every_event_has_a_name),
	};
	return cmocka_run_group_tests_name("journal", cases, NULL, NULL);
}
