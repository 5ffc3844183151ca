/* SPDX-License-Identifier: MIT */
/* fault.damage - sectors of the store become rubbish, before a start or under a running hub: no wrong byte is sent, what is whole gets through, and it goes on serving. */
#include "tests/faults/damage/far_end.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/store/queue.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR_BYTES = 512, SECTORS_MAX = 20, FILE_MAX_BYTES = 16 * 1024 * 1024, TURNS = 400, TURN_MS = 20, SMALL_BYTES = 3300 };

static const char *const parts[] = { "store.db", "store.db-wal" };

struct scene {
	struct given_store *given;            /* the store before anything happened to it */
	struct buffer whole[2];               /* its files: with a log that is not in the database yet */
	char folder[GIVEN_PATH_BYTES], clock[GIVEN_PATH_BYTES];
	struct loop *loop;
	struct far_end end;                   /* only what was acknowledged */
	uint64_t random;
};

struct tally { long stores, acknowledged, wrong, detected, destroyed, hidden, put_aside; };

static uint64_t random_next(uint64_t *state)
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
	return *state;
}

static int below(uint64_t *random, int limit)
{
	return (int)(random_next(random) % (uint64_t)limit);
}

static void freeze(struct scene *scene, int number)
{
	struct event_id id = store_test_id(number);
	sqlite3_stmt *row = NULL;
	assert_int_equal(sqlite3_prepare_v2(scene->given->store->db, "SELECT event FROM body JOIN outbox USING(sequence) WHERE id=?1", -1, &row, NULL), SQLITE_OK);
	sqlite3_bind_text(row, 1, id.text, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	scene->end.frozen[number] = strdup((const char *)sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
}

/* Some were delivered, some are parked; half of all is in the log only. */
static int group_setup(void **state)
{
	static const size_t sizes[] = { 900, 3000, 3000, 1800, 9000, 3200 };
	static const struct outbox_trouble trouble = { 400, "no" };
	struct scene *scene = calloc(1, sizeof *scene);
	struct event_id ids[PROVEN_TO];
	void *fresh = NULL;
	setenv("TMPDIR", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", 1);
	assert_int_equal(store_test_setup(&fresh), 0);
	scene->given = fresh;
	for (int i = 1; i <= EVENTS; i++) {
		struct submission submission = store_test_submission(i, sizes[i % 6]);
		struct submitted submitted;
		assert_int_equal(submission_add(scene->given->store, &submission, STORE_TEST_NOW_MS, &submitted), FAIL_NONE);
		freeze(scene, i);
		if (i >= PARKED_FROM)
			assert_int_equal(outbox_park(scene->given->store, &submission.id, &trouble, STORE_TEST_NOW_MS), FAIL_NONE);
		if (i <= PROVEN_TO)
			ids[i - 1] = submission.id;
		if (i == EVENTS / 2)
			store_test_exec(scene->given, "PRAGMA wal_checkpoint(TRUNCATE)");
	}
	assert_int_equal(outbox_prove(scene->given->store, ids, PROVEN_TO, STORE_TEST_NOW_MS), FAIL_NONE);
	for (int i = 0; i < 2; i++) {
		buffer_init(&scene->whole[i], FILE_MAX_BYTES);
		assert_int_equal(file_read(store_test_path(scene->given, parts[i]), &scene->whole[i]), FAIL_NONE);
	}
	given_path(scene->clock, scene->given->folder, "clock");
	assert_int_equal(clock_page_create(scene->clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", scene->clock, 1);
	assert_int_equal(clock_open(), FAIL_NONE);
	assert_int_equal(loop_new(&scene->loop), FAIL_NONE);
	scene->random = 0x20261123;
	log_open("damage");
	*state = scene;
	return 0;
}

static int group_teardown(void **state)
{
	struct scene *scene = *state;
	void *fresh = scene->given;
	loop_free(scene->loop);
	far_end_done(&scene->end);
	buffer_done(&scene->whole[0]);
	buffer_done(&scene->whole[1]);
	store_test_teardown(&fresh);
	free(scene);
	return 0;
}

static void files_put(struct scene *scene)
{
	char path[GIVEN_PATH_BYTES];
	given_folder(scene->folder);
	for (int i = 0; i < 2; i++) {
		given_path(path, scene->folder, parts[i]);
		assert_int_equal(file_replace(path, scene->whole[i].bytes, scene->whole[i].size_bytes, 0600), FAIL_NONE);
	}
}

/* One to twenty sectors of what is there: zeros, or other bytes, or a few bits. */
static void sectors_spoil(struct scene *scene)
{
	for (int count = 1 + below(&scene->random, SECTORS_MAX); count > 0; count--) {
		char path[GIVEN_PATH_BYTES], sector[SECTOR_BYTES] = { 0 };
		struct stat about;
		given_path(path, scene->folder, parts[below(&scene->random, 2)]);
		int fd = open(path, O_RDWR | O_CLOEXEC), how = below(&scene->random, 3);
		if (fd < 0)
			continue;
		assert_int_equal(fstat(fd, &about), 0);
		off_t at = about.st_size >= SECTOR_BYTES ? (off_t)below(&scene->random, (int)(about.st_size / SECTOR_BYTES)) * SECTOR_BYTES : 0;
		if (how == 2 && pread(fd, sector, sizeof sector, at) > 0)
			for (int bits = 1 + below(&scene->random, 8); bits > 0; bits--)
				sector[below(&scene->random, SECTOR_BYTES)] ^= (char)(1 << below(&scene->random, 8));
		for (int i = 0; how == 1 && i < SECTOR_BYTES; i++)
			sector[i] = (char)random_next(&scene->random);
		if (about.st_size >= SECTOR_BYTES)
			assert_int_equal(pwrite(fd, sector, sizeof sector, at), SECTOR_BYTES);
		close(fd);
	}
}

/* Which of the small ones are still whole on the disk as it is now: those must get through. */
static void look_for_whole(struct scene *scene, bool whole[EVENTS + 1])
{
	for (int i = 0; i < 2; i++) {
		char path[GIVEN_PATH_BYTES];
		BUFFER_AUTO bytes;
		buffer_init(&bytes, FILE_MAX_BYTES);
		given_path(path, scene->folder, parts[i]);
		if (file_read(path, &bytes) != FAIL_NONE)
			fail_clear();
		for (int number = PROVEN_TO + 1; number <= EVENTS; number++) {
			const char *event = scene->end.frozen[number];
			if (strlen(event) < SMALL_BYTES && bytes.size_bytes > 0 && memmem(bytes.bytes, bytes.size_bytes, event, strlen(event)))
				whole[number] = true;
		}
	}
}

static void turn(struct scene *scene, struct keeper *keeper, int turns)
{
	for (int i = 0; i < turns && (i == 0 || keeper->salvage || !keeper->store); i++) {
		assert_int_equal(clock_page_move(scene->clock, TURN_MS), FAIL_NONE);
		assert_int_equal(loop_once(scene->loop, 0), FAIL_NONE);
		assert_int_equal(loop_once(scene->loop, 0), FAIL_NONE);
	}
}

/* Somebody submits while all that goes on. */
static void serve(struct scene *scene, struct keeper *keeper, struct far_end *end)
{
	struct submission submission = store_test_submission(EVENTS + 1, 2000);
	struct submitted submitted;
	enum fail fail = FAIL_STORE;
	for (int tries = 0; tries < 5 && fail != FAIL_NONE; tries++) {
		struct store *store = NULL;
		fail_clear();
		fail = keeper_store(keeper, &store);
		if (fail == FAIL_NONE)
			fail = submission_add(store, &submission, STORE_TEST_NOW_MS, &submitted);
		(void)keeper_heal(keeper);
		turn(scene, keeper, 10);
	}
	if (fail != FAIL_NONE)
		fail_msg("nothing new is taken: %s", fail_words());
	free(end->frozen[EVENTS + 1]);
	end->frozen[EVENTS + 1] = NULL;
	BUFFER_AUTO event;
	buffer_init(&event, OUTBOX_EVENT_MAX_BYTES);
	if (keeper->store && queue_body(keeper->store, &submission.id, &event) == FAIL_NONE)
		end->frozen[EVENTS + 1] = strdup(buffer_text(&event));
}

static enum fail look(struct keeper *keeper, int number, const char *frozen)
{
	struct event_id id = store_test_id(number);
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	enum fail fail = keeper->store ? queue_body(keeper->store, &id, &body) : FAIL_STORE;
	if (fail == FAIL_NONE && (!frozen || strcmp(buffer_text(&body), frozen) != 0))
		fail_msg("event %d has other bytes, and nobody sees it", number);
	fail_clear();
	return fail;
}

/* Parked ones are not sent: they count as there when their bytes are, perhaps only after somebody has read them and met the damage. */
static bool is_kept(struct scene *scene, struct keeper *keeper, struct far_end *end, int number)
{
	enum fail fail = look(keeper, number, end->frozen[number]);
	if (keeper_heal(keeper)) {
		turn(scene, keeper, TURNS);
		fail = look(keeper, number, end->frozen[number]);
	}
	end->hit[number] |= fail == FAIL_SIGNATURE;
	return fail == FAIL_NONE;
}

static void judge(struct scene *scene, struct keeper *keeper, struct far_end *end, const bool whole[EVENTS + 1], struct tally *tally)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, scene->folder, "quarantine");
	tally->put_aside += access(path, F_OK) == 0;
	tally->stores++;
	tally->wrong += end->wrong;
	tally->detected += end->detected;
	for (int i = PROVEN_TO + 1; i <= EVENTS; i++) {
		bool there = end->arrived[i] > 0 || is_kept(scene, keeper, end, i);
		tally->acknowledged++;
		tally->destroyed += !there && (!whole[i] || end->hit[i]);
		tally->hidden += !there && whole[i] && !end->hit[i]; /* where an old copy is whole and the newest is not, people are told */
	}
	if (end->arrived[EVENTS + 1] == 0 && !is_kept(scene, keeper, end, EVENTS + 1))
		fail_msg("what was submitted after the damage is not there");
}

static void one_store(struct scene *scene, bool running, struct tally *tally)
{
	struct keeper keeper = { .loop = scene->loop, .folder = scene->folder, .max_pages = STORE_PAGES_DEFAULT };
	struct far_end end = { 0 };
	bool whole[EVENTS + 1] = { false };
	for (int i = 1; i <= EVENTS; i++)
		end.frozen[i] = strdup(scene->end.frozen[i]);
	files_put(scene);
	if (running) {
		keeper_open(&keeper);
		assert_non_null(keeper.store);
		sqlite3_db_release_memory(keeper.store->db);
	}
	sectors_spoil(scene);
	look_for_whole(scene, whole);
	if (!running)
		keeper_open(&keeper);
	for (int round = 0; round < 3; round++) {
		(void)far_end_drain(&end, &keeper);
		if (round == 0)
			serve(scene, &keeper, &end);
		turn(scene, &keeper, TURNS);
		if (round == 1) { /* the next morning: all of it is looked at anew */
			keeper_close(&keeper);
			keeper_open(&keeper);
			turn(scene, &keeper, TURNS);
		}
	}
	judge(scene, &keeper, &end, whole, tally);
	keeper_close(&keeper);
	far_end_done(&end);
	given_done(scene->folder);
}

static long damages(void)
{
	const char *asked = getenv("FOYER_DAMAGES");
	long count = asked ? strtol(asked, NULL, 10) : 0;
	return count > 0 ? count : 200;
}

static void spoil_many(struct scene *scene, bool running, const char *what)
{
	struct tally tally = { 0 };
	for (long i = 0; i < damages() / 2; i++)
		one_store(scene, running, &tally);
	print_message("%s: stores %ld, put aside %ld, acknowledged %ld, sent with wrong bytes %ld, not sent for their bytes %ld, destroyed %ld, whole and not found %ld\n",
		what, tally.stores, tally.put_aside, tally.acknowledged, tally.wrong, tally.detected, tally.destroyed, tally.hidden);
	assert_int_equal(tally.wrong, 0);
	assert_int_equal(tally.hidden, 0);
	assert_true(tally.put_aside > 0 && tally.destroyed > 0); /* rubbish it was */
}

static void damage_before_a_start(void **state)
{
	spoil_many(*state, false, "before a start");
}

static void damage_under_a_running_store(void **state)
{
	spoil_many(*state, true, "while it is used");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(damage_before_a_start), cmocka_unit_test(damage_under_a_running_store) };
	return cmocka_run_group_tests_name("damage", cases, group_setup, group_teardown);
}
