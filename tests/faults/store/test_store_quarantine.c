/* SPDX-License-Identifier: MIT */
/* fault.store_quarantine - the power goes at every file operation of putting a store aside and of looking through it: every event is in the queue in the end, once. */
#include "tests/faults/versions/cut.h"
#include "tests/unit/store/store_test.h"

#include "firmware/store/salvage.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EVENTS = 6, STEPS_MAX = 1000 };

/* Look through everything that was put aside. */
static void salvage_all(struct given_store *given)
{
	char place[GIVEN_PATH_BYTES];
	while (salvage_next(given->folder, place, sizeof place) == FAIL_NONE) {
		struct salvage *salvage;
		enum fail fail = FAIL_NONE;
		assert_int_equal(salvage_open(place, &salvage), FAIL_NONE);
		for (int i = 0; i < STEPS_MAX && fail == FAIL_NONE; i++)
			fail = salvage_step(salvage, given->store, STORE_TEST_NOW_MS);
		assert_int_equal(fail, FAIL_EMPTY);
		salvage_close(salvage);
	}
}

/* In a child, as the hub does it when it has seen damage; the power goes before operation @number. Returns how many there were, 0 when it was cut. */
static long put_aside_until(struct given_store *given, long number, enum cut_kind kind)
{
	char saved[GIVEN_PATH_BYTES];
	long *count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	given_path(saved, given->folder, "saved");
	assert_true(count != MAP_FAILED);
	pid_t pid = fork();
	if (pid == 0) {
		cut_at(number, kind, saved, 0);
		if (store_test_try_open(given, true) == FAIL_NONE)
			salvage_all(given);
		*count = cut_operations();
		_exit(0);
	}
	int status = 0;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == CUT_STATUS));
	long operations = WEXITSTATUS(status) == 0 ? *count : 0;
	munmap(count, sizeof *count);
	return operations;
}

static void all_are_here(struct given_store *given, long number, enum cut_kind kind)
{
	store_test_reopen(given);
	salvage_all(given);
	for (int i = 1; i <= EVENTS; i++) {
		struct event_id id = store_test_id(i);
		char sql[128];
		snprintf(sql, sizeof sql, "SELECT count(*) FROM outbox JOIN body USING(sequence) WHERE id='%s'", id.text);
		if (store_test_number(given, sql) != 1)
			fail_msg("submission %d is not there once, cut at %ld, kind %d", i, number, (int)kind);
	}
	assert_int_equal(store_counters(given->store).waiting, EVENTS);
}

/* The power goes once, and perhaps again at the same place of the next start. */
static void at_every_operation(void **state)
{
	(void)state;
	long cuts = 0;
	for (int kind = 0; kind < CUT_KINDS; kind++) {
		long total = 1;
		for (long number = 1; number <= total; number++) {
			struct given_store *given;
			void *fresh = NULL;
			char saved[GIVEN_PATH_BYTES];
			assert_int_equal(store_test_setup(&fresh), 0);
			given = fresh;
			given_path(saved, given->folder, "saved");
			assert_int_equal(mkdir(saved, 0700), 0);
			for (int i = 1; i <= EVENTS; i++)
				store_test_submit(given, i);
			store_close(given->store);
			given->store = NULL;
			long operations = put_aside_until(given, number, (enum cut_kind)kind);
			total = operations > 0 ? operations : number + 1;
			cuts += operations == 0;
			if (number % 2 == 0)
				(void)put_aside_until(given, number, (enum cut_kind)kind);
			all_are_here(given, number, (enum cut_kind)kind);
			store_test_teardown(&fresh);
		}
	}
	print_message("quarantine and salvage: cuts %ld, acknowledged %ld, lost 0, doubled 0, unreadable 0\n", cuts, cuts * EVENTS);
	assert_true(cuts > 20);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(at_every_operation) };
	return cmocka_run_group_tests_name("store_quarantine", cases, NULL, NULL);
}
