/* SPDX-License-Identifier: MIT */
/* unit.queue - looking without touching. */
#include "tests/unit/store/store_test.h"

#include "firmware/store/queue.h"

#include <stdio.h>

static struct reference reference_of(int number)
{
	return store_test_submission(number, 100).reference;
}

static void what_was_set_aside_is_listed_with_its_reason(void **state)
{
	struct given_store *given = *state;
	struct queue_parked parked[QUEUE_PARKED_MAX];
	size_t count = 9;
	assert_int_equal(queue_parked(given->store, 0, QUEUE_PARKED_MAX, parked, &count), FAIL_NONE);
	assert_int_equal(count, 0);
	for (int i = 1; i <= QUEUE_PARKED_MAX + 2; i++) {
		store_test_submit(given, i);
		struct event_id id = store_test_id(i);
		assert_int_equal(outbox_park(given->store, &id, &(struct outbox_trouble){ 422, "unknown form" }, STORE_TEST_NOW_MS + 7), FAIL_NONE);
	}
	assert_int_equal(queue_parked(given->store, QUEUE_PARKED_MAX, QUEUE_PARKED_MAX, parked, &count), FAIL_NONE);
	assert_int_equal(count, 2); /* behind the first ten */
	assert_string_equal(parked[1].id.text, store_test_id(QUEUE_PARKED_MAX + 2).text);
	assert_int_equal(queue_parked(given->store, 0, QUEUE_PARKED_MAX, parked, &count), FAIL_NONE);
	assert_int_equal(count, QUEUE_PARKED_MAX);
	assert_string_equal(parked[0].id.text, store_test_id(1).text);
	assert_string_equal(parked[0].reference.text, reference_of(1).text);
	assert_string_equal(parked[0].note, "unknown form");
	assert_int_equal(parked[0].code, 422);
	assert_int_equal(parked[0].created_ms, STORE_TEST_NOW_MS);
	assert_int_equal(parked[0].parked_ms, STORE_TEST_NOW_MS + 7);
	assert_int_equal(parked[0].sequence, 1);
	assert_int_equal(queue_parked(given->store, 0, QUEUE_PARKED_MAX + 1, parked, &count), FAIL_LIMIT);
	assert_int_equal(queue_parked(given->store, 0, 0, parked, &count), FAIL_LIMIT);
}

static void all_that_is_kept_is_listed_in_order_and_in_parts(void **state)
{
	struct given_store *given = *state;
	struct outbox_item items[QUEUE_LIST_MAX];
	size_t count = 0;
	assert_int_equal(queue_list(given->store, 0, QUEUE_LIST_MAX, items, &count), FAIL_EMPTY);
	for (int i = 1; i <= 5; i++)
		store_test_submit(given, i);
	struct event_id second = store_test_id(2), third = store_test_id(3);
	assert_int_equal(outbox_park(given->store, &second, &(struct outbox_trouble){ 422, "unknown form" }, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(outbox_prove(given->store, &third, 1, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(queue_list(given->store, 0, 3, items, &count), FAIL_NONE);
	assert_int_equal(count, 3);
	assert_int_equal(items[0].sequence, 1);
	assert_string_equal(items[1].id.text, second.text);
	assert_int_equal(items[2].sequence, 4);
	assert_int_equal(queue_list(given->store, 4, 3, items, &count), FAIL_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(items[0].sequence, 5);
	assert_int_equal(queue_list(given->store, 5, 3, items, &count), FAIL_EMPTY);
	assert_int_equal(queue_list(given->store, 0, QUEUE_LIST_MAX + 1, items, &count), FAIL_LIMIT);
}

static void a_body_is_read_without_a_claim(void **state)
{
	struct given_store *given = *state;
	struct event_id id = store_test_id(1), unknown = store_test_id(2);
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	store_test_submit(given, 1);
	assert_int_equal(queue_body(given->store, &id, &body), FAIL_NONE);
	assert_non_null(memmem(body.bytes, body.size_bytes, id.text, strlen(id.text)));
	assert_int_equal(queue_body(given->store, &unknown, &body), FAIL_EMPTY);
	store_test_exec(given, "UPDATE body SET event=replace(event, 'specversion', 'specversioN')");
	assert_int_equal(queue_body(given->store, &id, &body), FAIL_SIGNATURE);
}

static void where(struct given_store *given, int number, enum queue_place place, int64_t since_ms)
{
	struct reference reference = reference_of(number);
	struct queue_where found = { 0 };
	assert_int_equal(queue_where(given->store, &reference, &found), FAIL_NONE);
	assert_int_equal(found.place, place);
	assert_int_equal(found.since_ms, since_ms);
}

static void a_form_is_found_by_its_reference_wherever_it_is(void **state)
{
	struct given_store *given = *state;
	struct reference unknown = reference_of(9);
	struct queue_where found;
	for (int i = 1; i <= 3; i++)
		store_test_submit(given, i);
	struct event_id second = store_test_id(2), third = store_test_id(3);
	assert_int_equal(outbox_park(given->store, &second, &(struct outbox_trouble){ 422, "unknown form" }, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(outbox_prove(given->store, &third, 1, STORE_TEST_NOW_MS + 5), FAIL_NONE);
	store_test_reopen(given);
	where(given, 1, QUEUE_WAITING, STORE_TEST_NOW_MS);
	where(given, 2, QUEUE_PARKED, STORE_TEST_NOW_MS);
	where(given, 3, QUEUE_DELIVERED, STORE_TEST_NOW_MS + 5);
	assert_int_equal(queue_where(given->store, &unknown, &found), FAIL_EMPTY);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(what_was_set_aside_is_listed_with_its_reason),
		store_test(all_that_is_kept_is_listed_in_order_and_in_parts),
		store_test(a_body_is_read_without_a_claim),
		store_test(a_form_is_found_by_its_reference_wherever_it_is),
	};
	return cmocka_run_group_tests_name("queue", cases, NULL, NULL);
}
