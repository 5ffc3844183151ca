/* SPDX-License-Identifier: MIT */
/* The log's file layer, over a layer that counts and remembers. */
#include "firmware/store/gather.h"
#include "tests/unit/store/store_test.h"

struct seen { int writes, syncs, fail_next; int sizes[64]; sqlite3_int64 offsets[64]; char bytes[2 * GATHER_BYTES]; };
struct below { sqlite3_file base; struct seen *seen; };

static int below_close(sqlite3_file *base)
{
	(void)base;
	return SQLITE_OK;
}

static int below_write(sqlite3_file *base, const void *from, int size, sqlite3_int64 offset)
{
	struct seen *seen = ((struct below *)base)->seen;
	if (seen->fail_next) {
		seen->fail_next = 0;
		return SQLITE_FULL;
	}
	seen->sizes[seen->writes] = size;
	seen->offsets[seen->writes++] = offset;
	memcpy(seen->bytes + offset, from, (size_t)size);
	return SQLITE_OK;
}

static int below_read(sqlite3_file *base, void *ret, int size, sqlite3_int64 offset)
{
	memcpy(ret, ((struct below *)base)->seen->bytes + offset, (size_t)size);
	return SQLITE_OK;
}

static int below_sync(sqlite3_file *base, int flags)
{
	(void)flags;
	((struct below *)base)->seen->syncs++;
	return SQLITE_OK;
}

static const sqlite3_io_methods below_methods = {
	.iVersion = 1, .xClose = below_close, .xRead = below_read, .xWrite = below_write, .xSync = below_sync,
};

static int below_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
	(void)path, (void)flags, (void)ret_flags;
	*(struct below *)base = (struct below){ { &below_methods }, vfs->pAppData };
	return SQLITE_OK;
}

struct rig { sqlite3_vfs below; struct seen seen; struct gather *gather; sqlite3_file *file; };

static int rig_open(void **state)
{
	struct rig *rig = calloc(1, sizeof *rig);
	rig->below = (sqlite3_vfs){ .iVersion = 1, .szOsFile = sizeof(struct below), .mxPathname = 64, .zName = "remembers",
	                            .pAppData = &rig->seen, .xOpen = below_open };
	sqlite3_vfs_register(&rig->below, 0);
	assert_int_equal(gather_new("remembers", &rig->gather), FAIL_NONE);
	sqlite3_vfs *vfs = sqlite3_vfs_find(gather_name(rig->gather));
	rig->file = calloc(1, (size_t)vfs->szOsFile);
	assert_int_equal(vfs->xOpen(vfs, "log", rig->file, SQLITE_OPEN_WAL, NULL), SQLITE_OK);
	*state = rig;
	return 0;
}

static int rig_close(void **state)
{
	struct rig *rig = *state;
	rig->file->pMethods->xClose(rig->file);
	gather_free(rig->gather);
	sqlite3_vfs_unregister(&rig->below);
	free(rig->file);
	free(rig);
	return 0;
}

static int write_at(struct rig *rig, char fill, int size, sqlite3_int64 offset)
{
	static char bytes[GATHER_BYTES + 1];
	memset(bytes, fill, (size_t)size);
	return rig->file->pMethods->xWrite(rig->file, bytes, size, offset);
}

static void frames_reach_the_disk_in_one_write_before_the_sync(void **state)
{
	struct rig *rig = *state;
	for (int frame = 0; frame < 9; frame++) {
		write_at(rig, 'h', 24, frame * 4120);
		write_at(rig, 'p', 4096, frame * 4120 + 24);
	}
	assert_int_equal(rig->seen.writes, 0);
	rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL);
	assert_int_equal(rig->seen.writes, 1);
	assert_int_equal(rig->seen.sizes[0], 9 * 4120);
	assert_int_equal(rig->seen.syncs, 1);
}

/* A commit of one frame whose second, which fills up the sector, is cut by the sync after @head of its 24 + 4096 bytes. */
static void commit_cut(struct rig *rig, int head)
{
	write_at(rig, 'w', 32, 0);
	write_at(rig, 'h', 24, 32);
	write_at(rig, 'p', 4096, 56);
	if (head < 24) {
		write_at(rig, 'H', head, 4152);
		rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL);
		write_at(rig, 'H', 24 - head, 4152 + head);
		write_at(rig, 'P', 4096, 4176);
		return;
	}
	write_at(rig, 'H', 24, 4152);
	write_at(rig, 'P', head - 24, 4176);
	rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL);
	write_at(rig, 'P', 4120 - head, 4152 + head);
}

/* Wherever the sync cuts it, the frame is whole below when the commit is over, and what fails later does not touch it. */
static void what_follows_a_sync_is_not_held_back(void **state)
{
	struct rig *rig = *state;
	static const int cuts[] = { 1, 8, 23, 24, 25, 512, 4000, 4119 };
	for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		memset(&rig->seen, 0, sizeof rig->seen);
		commit_cut(rig, cuts[i]);
		assert_int_equal(rig->seen.bytes[4152], 'H');
		assert_int_equal(rig->seen.bytes[4176], 'P');
		assert_int_equal(rig->seen.bytes[8271], 'P');
		int writes = rig->seen.writes;
		write_at(rig, 'n', 24, 8272); /* the next transaction is held back again */
		write_at(rig, 'n', 4096, 8296);
		assert_int_equal(rig->seen.writes, writes);
		rig->seen.fail_next = 1;
		assert_int_equal(rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL), SQLITE_FULL);
		assert_int_equal(rig->seen.bytes[8271], 'P');
		write_at(rig, 'n', 4096, 8272); /* to the end of a frame, so that the next round begins afresh */
		write_at(rig, 'n', 24, 8272 + 4096);
	}
}

static void a_read_sees_what_was_held_back(void **state)
{
	struct rig *rig = *state;
	char byte = 0;
	write_at(rig, 'x', 10, 0);
	assert_int_equal(rig->file->pMethods->xRead(rig->file, &byte, 1, 9), SQLITE_OK);
	assert_int_equal(byte, 'x');
}

static void writes_elsewhere_keep_their_order(void **state)
{
	struct rig *rig = *state;
	write_at(rig, 'a', 10, 100);
	write_at(rig, 'b', 10, 105); /* over the first */
	write_at(rig, 'c', 10, 0);
	rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL);
	assert_int_equal(rig->seen.writes, 3);
	assert_memory_equal(rig->seen.bytes, "cccccccccc", 10);
	assert_memory_equal(rig->seen.bytes + 100, "aaaaabbbbbbbbbb", 15);
}

static void one_byte_more_than_fits_begins_another_write(void **state)
{
	struct rig *rig = *state;
	write_at(rig, 'a', GATHER_BYTES, 0);
	assert_int_equal(rig->seen.writes, 0);
	write_at(rig, 'b', 1, GATHER_BYTES);
	assert_int_equal(rig->seen.writes, 1);
	assert_int_equal(write_at(rig, 'c', GATHER_BYTES + 1, 0), SQLITE_OK); /* too large to hold: straight through, after the rest */
	assert_int_equal(rig->seen.writes, 3);
	assert_int_equal(rig->seen.bytes[GATHER_BYTES], 'c');
}

static void a_failed_write_is_told_by_the_sync_and_nothing_is_synced(void **state)
{
	struct rig *rig = *state;
	write_at(rig, 'a', 10, 0);
	rig->seen.fail_next = 1;
	assert_int_equal(rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL), SQLITE_FULL);
	assert_int_equal(rig->seen.syncs, 0);
	assert_int_equal(rig->file->pMethods->xSync(rig->file, SQLITE_SYNC_NORMAL), SQLITE_OK);
	assert_int_equal(rig->seen.writes, 0); /* SQLite rolls back; the lost frames do not come later */
}

static void a_layer_that_does_not_exist_is_refused(void **state)
{
	(void)state;
	struct gather *gather = NULL;
	assert_int_equal(gather_new("no such layer", &gather), FAIL_STORE);
}

#define rig_test(CASE) cmocka_unit_test_setup_teardown(CASE, rig_open, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		rig_test(frames_reach_the_disk_in_one_write_before_the_sync),
		rig_test(what_follows_a_sync_is_not_held_back),
		rig_test(a_read_sees_what_was_held_back),
		rig_test(writes_elsewhere_keep_their_order),
		rig_test(one_byte_more_than_fits_begins_another_write),
		rig_test(a_failed_write_is_told_by_the_sync_and_nothing_is_synced),
		cmocka_unit_test(a_layer_that_does_not_exist_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
