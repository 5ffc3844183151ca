/* SPDX-License-Identifier: MIT */
/* fault.store_errors - the disk says no, once or from then on, at every call in turn: no false "kept", no crash, and the next life has every promise. */
#include "tests/faults/store/scripts.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONGER_STEP_BYTES = 73 /* so that a commit ends at many places of a sector */, REFUSED_MOST = 3 };

/* as the hub does: a store that is not well is closed and opened again before the next step; after some refusals somebody sends for the engineer */
static void steps_with_healing(struct run *run, int from, int to)
{
	for (int i = from, refused = 0; i <= to && refused < REFUSED_MOST; i++) {
		fail_clear();
		if (run->store && store_health(run->store) != STORE_GOOD) {
			assert_int_equal(store_health(run->store), STORE_SHAKY); /* an error is not damage: nothing is put aside */
			run_end(run);
		}
		if (!run->store && run_open(run) != FAIL_NONE) {
			assert_true(!run->store || store_health(run->store) != STORE_DAMAGED);
			run_end(run);
		}
		enum fail fail = run_submit(run, i);
		refused = fail == FAIL_NONE ? 0 : refused + 1;
		if (i % 3 == 0 && fail == FAIL_NONE)
			fail = run_prove(run, i - 1, i - 1);
		if (i % 4 == 0 && fail == FAIL_NONE)
			fail = run_print(run, true);
		if (i % 6 == 0 && fail == FAIL_NONE)
			fail = run_checkpoint(run);
		if (fail != FAIL_NONE)
			fail_clear();
	}
}

struct counts { long failures, acknowledged; };

/* One life with @fault, and what is left. Returns how many calls of its kind there were. */
static long live(struct run *run, const struct disk_image *empty, struct disk_fault fault, int steps)
{
	disk_load(run->disk, empty);
	disk_fail(run->disk, fault);
	steps_with_healing(run, 1, steps);
	long calls = disk_calls(run->disk, fault.call);
	run_die(run);
	return calls;
}

/* The same steps again and again, with @fault at the first call of its kind, at the second, … to the last. */
static void each_in_turn(struct disk_fault fault, const char *name, int steps, int longer_bytes, struct counts *counts)
{
	struct disk *disk = disk_new(512);
	struct disk_image *empty = disk_save(disk);
	const struct run fresh = { .disk = disk, .max_pages = 1000, .synchronous = 2, .longer_bytes = longer_bytes };
	struct run *run = malloc(sizeof *run);
	*run = fresh;
	long total = live(run, empty, fault, steps);
	while (++fault.at <= total) {
		struct breaches breaches;
		*run = fresh;
		(void)live(run, empty, fault, steps);
		counts->failures++;
		counts->acknowledged += run_told(run);
		disk_power_on(disk, (uint64_t)fault.at);
		if (run_broken(run, &breaches))
			fail_msg("%s at call %ld of %ld, events longer by %d: %s", name, fault.at, total, longer_bytes, breaches.words);
	}
	free(run);
	disk_image_free(empty);
	disk_free(disk);
}

static void each_call_fails_once_or_for_ever(void **state)
{
	(void)state;
	static const struct { const char *name; struct disk_fault fault; } faults[] = {
		{ "EIO once",             { DISK_CHANGE, SQLITE_IOERR, false, 0 } },
		{ "EIO for ever",         { DISK_CHANGE, SQLITE_IOERR, true, 0 } },
		{ "ENOSPC once",          { DISK_CHANGE, SQLITE_FULL, false, 0 } },
		{ "ENOSPC for ever",      { DISK_CHANGE, SQLITE_FULL, true, 0 } },
		{ "EROFS for ever",       { DISK_CHANGE, SQLITE_READONLY, true, 0 } },
		{ "EIO reading, once",    { DISK_READ, SQLITE_IOERR, false, 0 } },
		{ "EIO reading for ever", { DISK_READ, SQLITE_IOERR, true, 0 } },
		{ "no open, once",        { DISK_OPEN, SQLITE_CANTOPEN, false, 0 } },
		{ "no open for ever",     { DISK_OPEN, SQLITE_CANTOPEN, true, 0 } },
	};
	bool all = getenv("FOYER_FAULT_SEEDS");
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		struct counts counts = { 0 };
		for (int longer = 0; longer < (all ? 7 : 1); longer++)
			each_in_turn(faults[i].fault, faults[i].name, all ? 40 : 14, longer * LONGER_STEP_BYTES, &counts);
		print_message("%-20s: failures %ld, acknowledged %ld, lost 0, doubled 0, unreadable 0\n", faults[i].name, counts.failures, counts.acknowledged);
		assert_true(counts.failures > 0);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(each_call_fails_once_or_for_ever) };
	return cmocka_run_group_tests_name("store_errors", cases, NULL, NULL);
}
