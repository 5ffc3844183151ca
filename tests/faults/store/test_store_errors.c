/* SPDX-License-Identifier: MIT */
/* fault.store_errors - one operation fails and the disk goes on: no false "kept", no crash, and the next life has every promise. */
#include "tests/faults/store/scripts.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONGER_STEP_BYTES = 73 }; /* so that a commit ends at many places of a sector */

/* as the hub does: a store that is not well is closed and opened again before the next step */
static void steps_with_healing(struct run *run, int from, int to)
{
	for (int i = from; i <= to; i++) {
		fail_clear();
		if (run->store && store_health(run->store) != STORE_GOOD) {
			assert_int_equal(store_health(run->store), STORE_SHAKY); /* an error is not damage: nothing is put aside */
			run_end(run);
		}
		if (!run->store && run_open(run) != FAIL_NONE)
			run_end(run);
		enum fail fail = run_submit(run, i);
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

/* The same steps again and again, with failure @code at the first operation, at the second, … to the last. Returns how many there were. */
static long each_in_turn(int code, const char *name, int longer_bytes)
{
	struct disk *disk = disk_new(512);
	struct disk_image *empty = disk_save(disk);
	struct run *run = malloc(sizeof *run);
	long total = 1000000, tried = 0;
	for (long at = 1; at <= total; at++, tried++) {
		char words[256] = "";
		*run = (struct run){ .disk = disk, .max_pages = 1000, .synchronous = 2, .longer_bytes = longer_bytes };
		disk_load(disk, empty);
		disk_fail_at(disk, at, code);
		steps_with_healing(run, 1, 40);
		total = disk_operations(disk) < total ? disk_operations(disk) : total;
		run_die(run);
		disk_power_on(disk, (uint64_t)at);
		if (run_broken(run, words, sizeof words))
			fail_msg("%s at operation %ld of %ld, events longer by %d: %s", name, at, total, longer_bytes, words);
	}
	free(run);
	disk_image_free(empty);
	disk_free(disk);
	return tried;
}

static int lengths(void)
{
	return getenv("FOYER_FAULT_SEEDS") ? 7 : 2;
}

static void each_operation_fails_once(void **state)
{
	(void)state;
	static const struct { int code; const char *name; } codes[] = { { SQLITE_IOERR, "EIO" }, { SQLITE_FULL, "ENOSPC" } };
	for (size_t c = 0; c < 2; c++) {
		long tried = 0;
		for (int i = 0; i < lengths(); i++)
			tried += each_in_turn(codes[c].code, codes[c].name, i * LONGER_STEP_BYTES);
		assert_true(tried > 200);
		print_message("%s: %ld single failures, no promise broken\n", codes[c].name, tried);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(each_operation_fails_once) };
	return cmocka_run_group_tests_name("store_errors", cases, NULL, NULL);
}
