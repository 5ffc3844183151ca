/* SPDX-License-Identifier: MIT */
/* fault.store_errors - one operation fails and the disk goes on: no false "kept", no crash, and the next life has every promise. */
#include "tests/faults/store/scripts.h"

#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>

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

static void each_operation_fails_once(void **state)
{
	(void)state;
	static const struct { int code; const char *name; } codes[] = { { SQLITE_IOERR, "EIO" }, { SQLITE_FULL, "ENOSPC" } };
	for (size_t c = 0; c < 2; c++) {
		struct disk *disk = disk_new(512);
		struct disk_image *empty = disk_save(disk);
		struct run *run = malloc(sizeof *run);
		long total = 1000000, tried = 0;
		for (long at = 1; at <= total; at++, tried++) {
			char words[256] = "";
			*run = (struct run){ .disk = disk, .max_pages = 1000, .synchronous = 2 };
			disk_load(disk, empty);
			disk_fail_at(disk, at, codes[c].code);
			steps_with_healing(run, 1, 40);
			total = disk_operations(disk) < total ? disk_operations(disk) : total;
			run_die(run);
			disk_power_on(disk, (uint64_t)at);
			if (run_broken(run, words, sizeof words))
				fail_msg("%s at operation %ld of %ld: %s", codes[c].name, at, total, words);
		}
		assert_true(tried > 200);
		print_message("%s: %ld single failures, no promise broken\n", codes[c].name, tried);
		free(run);
		disk_image_free(empty);
		disk_free(disk);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(each_operation_fails_once) };
	return cmocka_run_group_tests_name("store_errors", cases, NULL, NULL);
}
