/* SPDX-License-Identifier: MIT */
/* unit.batch - what travels together, and how a bad one is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/batch.h"

#include <stdio.h>
#include <string.h>

static struct event_id id_of(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", number);
	return id;
}

static void given(struct batch *batch, int count, size_t size_bytes)
{
	batch_init(batch);
	for (int i = 0; i < count; i++) {
		struct event_id id = id_of(i);
		assert_int_equal(batch_add(batch, &id, i + 1, 0, size_bytes), FAIL_NONE);
	}
}

static void takes_all_in_order(void **)
{
	struct batch batch;
	given(&batch, 7, 3000);
	assert_true(batch_pick(&batch));
	assert_int_equal(batch.group_count, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(batch_group_item(&batch, i)->sequence, i + 1);
}

static void has_nothing_to_pick_when_empty(void **)
{
	struct batch batch;
	given(&batch, 0, 1);
	assert_false(batch_pick(&batch));
	given(&batch, 3, 100);
	batch_forget(&batch);
	assert_false(batch_pick(&batch));
}

static void holds_fifty_once_each(void **)
{
	struct batch batch;
	given(&batch, BATCH_EVENTS_MAX, 100);
	struct event_id over = id_of(99), again = id_of(3);
	assert_int_equal(batch_add(&batch, &over, 51, 0, 100), FAIL_LIMIT);
	batch_drop(&batch, id_of(5).text);
	assert_int_equal(batch_add(&batch, &again, 4, 0, 100), FAIL_INPUT);
	assert_int_equal(batch_add(&batch, &over, 51, 0, BATCH_BODY_MAX_BYTES + 1), FAIL_INPUT);
	assert_int_equal(batch_add(&batch, &over, 51, 0, 0), FAIL_INPUT);
	assert_int_equal(batch_add(&batch, &over, 51, 0, 100), FAIL_NONE);
}

static void fills_requests_well(void **)
{
	struct batch batch;
	given(&batch, BATCH_EVENTS_MAX, 60 * 1024);
	assert_true(batch_pick(&batch));
	assert_int_equal(batch.group_count, 4);
	given(&batch, BATCH_EVENTS_MAX, BATCH_BODY_MAX_BYTES);
	assert_true(batch_pick(&batch));
	assert_int_equal(batch.group_count, 1);
}

/* The requests needed until the bad ones among @count are found, each refused whenever a bad one is in it. */
static int requests_to_find(int count, const char *bad, int *ret_found)
{
	struct batch batch;
	int requests = 0;
	given(&batch, count, 100);
	*ret_found = 0;
	while (batch_pick(&batch)) {
		struct event_id ids[BATCH_EVENTS_MAX];
		size_t group = batch.group_count;
		bool refused = false;
		for (size_t i = 0; i < group; i++) {
			ids[i] = batch_group_item(&batch, i)->id;
			refused |= bad[batch_group_item(&batch, i)->sequence - 1] == 'x';
		}
		requests++;
		assert_true(requests < 200);
		if (refused && group > 1) {
			batch_split(&batch);
			continue;
		}
		*ret_found += refused;
		for (size_t i = 0; i < group; i++)
			batch_drop(&batch, ids[i].text);
	}
	return requests;
}

static void finds_one_bad_event_by_halves(void **)
{
	for (int at = 0; at < BATCH_EVENTS_MAX; at++) {
		char bad[BATCH_EVENTS_MAX + 1] = "";
		memset(bad, '.', BATCH_EVENTS_MAX);
		bad[at] = 'x';
		int found, requests = requests_to_find(BATCH_EVENTS_MAX, bad, &found);
		assert_int_equal(found, 1);
		assert_in_range(requests, 6, 16);
	}
}

static void finds_every_bad_event(void **)
{
	int found;
	requests_to_find(8, "x......x", &found);
	assert_int_equal(found, 2);
	requests_to_find(8, "xxxxxxxx", &found);
	assert_int_equal(found, 8);
	requests_to_find(3, "..x", &found);
	assert_int_equal(found, 1);
}

static void sends_suspects_alone_and_last(void **)
{
	struct batch batch;
	given(&batch, 4, 100);
	batch.item[0].suspect = batch.item[2].suspect = true;
	assert_int_equal(batch_suspects(&batch), 2);
	assert_true(batch_pick(&batch));
	assert_int_equal(batch.group_count, 2);
	assert_int_equal(batch_group_item(&batch, 0)->sequence, 2);
	assert_int_equal(batch_group_item(&batch, 1)->sequence, 4);
	batch_drop(&batch, id_of(1).text);
	batch_drop(&batch, id_of(3).text);
	assert_true(batch_pick(&batch));
	assert_int_equal(batch.group_count, 1);
	assert_int_equal(batch_group_item(&batch, 0)->sequence, 1);
}

static void learns_to_send_less(void **)
{
	struct batch batch;
	given(&batch, 9, 1000);
	size_t groups[] = { 9, 4, 2, 1, 1 };
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		assert_true(batch_pick(&batch));
		assert_int_equal(batch.group_count, groups[i]);
		batch_smaller(&batch);
	}
	batch_forget(&batch);
	struct event_id id = id_of(1);
	assert_int_equal(batch_add(&batch, &id, 1, 0, 60 * 1024), FAIL_NONE);
	assert_true(batch_pick(&batch)); /* however small the limit, one event goes */
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(takes_all_in_order),
		cmocka_unit_test(has_nothing_to_pick_when_empty),
		cmocka_unit_test(holds_fifty_once_each),
		cmocka_unit_test(fills_requests_well),
		cmocka_unit_test(finds_one_bad_event_by_halves),
		cmocka_unit_test(finds_every_bad_event),
		cmocka_unit_test(sends_suspects_alone_and_last),
		cmocka_unit_test(learns_to_send_less),
	};
	return cmocka_run_group_tests_name("batch", cases, NULL, NULL);
}
