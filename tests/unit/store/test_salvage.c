/* SPDX-License-Identifier: MIT */
/* unit.salvage - what waited in a damaged store goes back into the queue, and nothing that is not whole. */
#include "tests/unit/store/store_test.h"

#include "firmware/base/file.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/salvage.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEPS_MAX = 10000, SECTOR_BYTES = 512 };

/* The store that is open is put aside; an empty one takes its place. */
static void put_aside(struct given_store *given)
{
	assert_int_equal(store_test_try_open(given, true), FAIL_NONE);
	assert_true(given->opening.quarantined);
}

/* Number @number with a body of about @size bytes: whatever the size, its parts have lengths that base64url may have. */
static void submit_sized(struct given_store *given, int number, size_t size)
{
	struct submission submission = store_test_submission(number, size / 4 * 4 + 20);
	struct submitted submitted;
	assert_int_equal(submission_add(given->store, &submission, STORE_TEST_NOW_MS, &submitted), FAIL_NONE);
	assert_false(submitted.again);
}

static struct salvage_count salvaged(struct given_store *given)
{
	char place[GIVEN_PATH_BYTES];
	struct salvage *salvage;
	assert_int_equal(salvage_next(given->folder, place, sizeof place), FAIL_NONE);
	assert_int_equal(salvage_open(place, &salvage), FAIL_NONE);
	enum fail fail = FAIL_NONE;
	for (int i = 0; i < STEPS_MAX && fail == FAIL_NONE; i++)
		fail = salvage_step(salvage, given->store, STORE_TEST_NOW_MS);
	assert_int_equal(fail, FAIL_EMPTY);
	struct salvage_count count = salvage_count(salvage);
	salvage_close(salvage);
	return count;
}

/* Every event of the queue passes its own checks, and is the one its id says. Returns how many there are. */
static int64_t all_are_whole(struct given_store *given)
{
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	int64_t total = 0;
	size_t count;
	while (outbox_claim(given->store, STORE_TEST_NOW_MS * 2, OUTBOX_CLAIM_MAX, items, &count) == FAIL_NONE) {
		struct event_id ids[OUTBOX_CLAIM_MAX];
		for (size_t i = 0; i < count; i++) {
			BUFFER_AUTO body;
			json_t *event;
			buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
			ids[i] = items[i].id;
			assert_int_equal(outbox_body(given->store, &ids[i], &body), FAIL_NONE);
			assert_int_equal(envelope_event_check(body.bytes, body.size_bytes, &event), FAIL_NONE);
			assert_string_equal(json_string_value(json_object_get(event, "id")), ids[i].text);
			assert_int_equal(atoll(json_string_value(json_object_get(event, "sequence"))), items[i].sequence);
			json_decref(event);
		}
		assert_int_equal(outbox_prove(given->store, ids, count, STORE_TEST_NOW_MS), FAIL_NONE);
		total += (int64_t)count;
	}
	return total;
}

static void everything_that_waited_comes_back(void **state)
{
	static const size_t sizes[] = { 100, 3000, 3480, 3500, 3520, 4096, 8000, 20000, 40000, 58 * 1024 };
	struct given_store *given = *state;
	for (int i = 1; i <= 50; i++)
		submit_sized(given, i, sizes[i % 10]);
	put_aside(given);
	assert_int_equal(store_counters(given->store).waiting, 0);
	struct salvage_count count = salvaged(given);
	assert_int_equal(count.kept, 50);
	assert_int_equal(count.damaged, 0);
	assert_int_equal(count.done, count.pages);
	assert_int_equal(store_counters(given->store).waiting, 50);
	assert_int_equal(all_are_whole(given), 50);
	char place[GIVEN_PATH_BYTES];
	assert_int_equal(salvage_next(given->folder, place, sizeof place), FAIL_EMPTY); /* once is enough */
}

static void what_is_submitted_meanwhile_keeps_a_number_of_its_own(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 5; i++)
		store_test_submit(given, i);
	put_aside(given);
	int64_t sequence = store_test_submit(given, 6);
	assert_int_equal(sequence, STORE_TEST_NOW_MS + 1);
	assert_int_equal(salvaged(given).kept, 5);
	struct submission again = store_test_submission(3, 3000);
	struct submitted submitted;
	assert_int_equal(submission_add(given->store, &again, STORE_TEST_NOW_MS, &submitted), FAIL_NONE);
	assert_true(submitted.again); /* the screen that asks once more is told that it is here */
	assert_int_equal(submitted.sequence, 3);
	assert_int_equal(all_are_whole(given), 6);
}

/* A clock that goes back gives the same numbers again: then both are kept, and both are delivered. */
static void numbers_that_were_given_twice_lose_nothing(void **state)
{
	struct given_store *given = *state;
	for (int i = 1; i <= 3; i++)
		store_test_submit(given, i);
	put_aside(given);
	store_test_exec(given, "UPDATE journal SET sequence=0");
	store_test_reopen(given);
	for (int i = 4; i <= 5; i++)
		assert_int_equal(store_test_submit(given, i), i - 3); /* 1 and 2, as the old store had them */
	struct event_id first = store_test_id(4);
	assert_int_equal(outbox_prove(given->store, &first, 1, STORE_TEST_NOW_MS), FAIL_NONE); /* one of them is a receipt already */
	assert_int_equal(salvaged(given).kept, 3);
	assert_int_equal(store_counters(given->store).waiting, 4);
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	struct event_id ids[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	assert_int_equal(outbox_claim(given->store, STORE_TEST_NOW_MS * 2, OUTBOX_CLAIM_MAX, items, &count), FAIL_NONE);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++)
		ids[i] = items[i].id;
	assert_int_equal(outbox_prove(given->store, ids, count, STORE_TEST_NOW_MS), FAIL_NONE);
	assert_int_equal(store_counters(given->store).delivered, 5);
}

static void a_store_that_is_put_aside_twice_is_salvaged_twice(void **state)
{
	struct given_store *given = *state;
	store_test_submit(given, 1);
	put_aside(given);
	store_test_submit(given, 2);
	put_aside(given);
	assert_int_equal(salvaged(given).kept, 1);
	assert_int_equal(salvaged(given).kept, 1);
	assert_int_equal(all_are_whole(given), 2);
}

/* @name of the open store as it is, into @place. */
static void copy_part(const struct given_store *given, const char *place, const char *name)
{
	char from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	BUFFER_AUTO bytes;
	buffer_init(&bytes, 64 * 1024 * 1024);
	given_path(from, given->folder, name);
	given_path(to, place, name);
	assert_int_equal(file_read(from, &bytes), FAIL_NONE);
	assert_int_equal(file_replace(to, bytes.bytes, bytes.size_bytes, 0600), FAIL_NONE);
}

static void what_only_the_log_has_comes_back_too(void **state)
{
	struct given_store *given = *state;
	char place[GIVEN_PATH_BYTES];
	given_path(place, given->folder, "quarantine");
	assert_int_equal(mkdir(place, 0700), 0);
	given_path(place, given->folder, "quarantine/1");
	assert_int_equal(mkdir(place, 0700), 0);
	for (int i = 1; i <= 20; i++)
		submit_sized(given, i, i % 4 == 0 ? 30000 : 3000);
	copy_part(given, place, "store.db-wal"); /* without its database */
	put_aside(given);
	assert_int_equal(salvaged(given).kept, 20);
	struct salvage_count count = salvaged(given); /* and the whole one after it */
	assert_int_equal(count.kept, 0);
	assert_true(count.known >= 20);
	assert_int_equal(all_are_whole(given), 20);
}

/* Sectors of the file that was put aside become rubbish. */
static void sectors_spoil(const struct given_store *given, int count, uint32_t seed)
{
	char path[GIVEN_PATH_BYTES], rubbish[SECTOR_BYTES];
	struct stat info;
	given_path(path, given->opening.quarantine, "store.db");
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0 && fstat(fd, &info) == 0);
	for (int i = 0; i < count; i++) {
		seed = seed * 1664525 + 1013904223;
		memset(rubbish, seed & 0x100 ? 0 : (int)(seed >> 24), sizeof rubbish);
		off_t sector = (off_t)((seed >> 8) % (uint32_t)(info.st_size / SECTOR_BYTES));
		assert_int_equal(pwrite(fd, rubbish, sizeof rubbish, sector * SECTOR_BYTES), SECTOR_BYTES);
	}
	close(fd);
}

/* A body has a page of its own, so that a sector costs one event at most, wherever it lies. */
static void damage_costs_only_what_it_hit(void **state)
{
	struct given_store *given = *state;
	int lost = 0, hits = 0;
	for (int round = 0; round < 40; round++) {
		for (int i = 1; i <= 50; i++)
			submit_sized(given, round * 50 + i, 3000);
		put_aside(given);
		int count = round % 20 + 1;
		sectors_spoil(given, count, (uint32_t)round);
		int64_t kept = salvaged(given).kept;
		assert_in_range(kept, 50 - count, 50);
		assert_int_equal(all_are_whole(given), kept);
		hits += count;
		lost += 50 - (int)kept;
	}
	assert_true(lost > 0); /* rubbish it was */
	print_message("%d sectors of rubbish, 2000 events, %d lost\n", hits, lost);
}

static void what_was_changed_by_one_bit_stays_away(void **state)
{
	struct given_store *given = *state;
	BUFFER_AUTO bytes;
	char path[GIVEN_PATH_BYTES];
	buffer_init(&bytes, 64 * 1024 * 1024);
	store_test_submit(given, 1);
	store_test_submit(given, 2);
	put_aside(given);
	given_path(path, given->opening.quarantine, "store.db");
	assert_int_equal(file_read(path, &bytes), FAIL_NONE);
	char *body = memmem(bytes.bytes, bytes.size_bytes, "BBBBBBBB", 8); /* in the middle of the first one's data */
	assert_non_null(body);
	body[3] ^= 1;
	assert_int_equal(file_replace(path, bytes.bytes, bytes.size_bytes, 0600), FAIL_NONE);
	struct salvage_count count = salvaged(given);
	assert_int_equal(count.kept, 1);
	assert_int_equal(count.damaged, 1);
}

static void a_full_store_waits_for_room(void **state)
{
	struct given_store *given = *state;
	struct salvage *salvage;
	for (int i = 1; i <= 400; i++)
		store_test_submit(given, i);
	given->max_pages = STORE_PAGES_MIN;
	put_aside(given);
	assert_int_equal(salvage_open(given->opening.quarantine, &salvage), FAIL_NONE);
	int64_t total = 0;
	enum fail fail = FAIL_NONE;
	for (int i = 0, fulls = 0; i < STEPS_MAX && fail != FAIL_EMPTY; i++) {
		fail = salvage_step(salvage, given->store, STORE_TEST_NOW_MS);
		if (fail != FAIL_FULL)
			continue;
		assert_true(++fulls < 20);
		total += all_are_whole(given); /* delivered meanwhile: there is room again */
	}
	assert_int_equal(fail, FAIL_EMPTY);
	total += all_are_whole(given);
	assert_int_equal(total, 400);
	salvage_close(salvage);
}

static void an_empty_folder_is_done_at_once(void **state)
{
	struct given_store *given = *state;
	char place[GIVEN_PATH_BYTES];
	assert_int_equal(salvage_next(given->folder, place, sizeof place), FAIL_EMPTY);
	given_path(place, given->folder, "quarantine");
	assert_int_equal(mkdir(place, 0700), 0);
	given_path(place, given->folder, "quarantine/empty");
	assert_int_equal(mkdir(place, 0700), 0);
	assert_int_equal(salvaged(given).pages, 0);
	assert_int_equal(salvage_next(given->folder, place, sizeof place), FAIL_EMPTY);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		store_test(everything_that_waited_comes_back),
		store_test(what_is_submitted_meanwhile_keeps_a_number_of_its_own),
		store_test(numbers_that_were_given_twice_lose_nothing),
		store_test(a_store_that_is_put_aside_twice_is_salvaged_twice),
		store_test(what_only_the_log_has_comes_back_too),
		store_test(damage_costs_only_what_it_hit),
		store_test(what_was_changed_by_one_bit_stays_away),
		store_test(a_full_store_waits_for_room),
		store_test(an_empty_folder_is_done_at_once),
	};
	return cmocka_run_group_tests_name("salvage", cases, NULL, NULL);
}
