/* SPDX-License-Identifier: MIT */
/* unit.storage_crowd_… - several instances with the same events and the same deliveries at once: each is kept by one, each is claimed by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "tests/unit/backoffice/folder.h"
#include "tests/unit/backoffice/storage_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INSTANCES = 4, EVENTS = 60, BATCH = 5, TRIES = 50 };
#define NOW INT64_C(1795255530123)

static const char *const targets[] = { "crm", NULL };

static json_t *event_of(int number)
{
	char id[ID_TEXT_BYTES];
	snprintf(id, sizeof id, "019aa7c4-6b1e-7c3a-9f42-%012d", number);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", id, "source", "a", "type", "t", "time", "2026-11-21T10:05:30.123Z", "sequence", "1", "data", "x");
}

/* As a kiosk does it: what the storage could not take now is brought again. */
static int batch_put(struct storage *storage, int first)
{
	json_t *json[BATCH];
	struct storage_event events[BATCH];
	enum storage_verdict verdicts[BATCH];
	int accepted = 0, tries = 0;
	for (int i = 0; i < BATCH; i++) {
		json[i] = event_of((first + i) % EVENTS);
		events[i] = storage_event_of(json[i]);
	}
	const struct storage_put put = { .events = events, .count = BATCH, .targets = targets, .now_ms = NOW };
	while (storage->engine->put(storage, &put, verdicts) != FAIL_NONE)
		if (++tries == TRIES)
			_exit(255);
	for (int i = 0; i < BATCH; i++) {
		accepted += verdicts[i] == STORAGE_ACCEPTED;
		storage_event_done(&events[i]);
		json_decref(json[i]);
	}
	return accepted;
}

static enum fail claim_take(void *context, const struct storage_delivery *delivery)
{
	++*(int *)context;
	return delivery->attempts == 1 ? FAIL_NONE : FAIL(INPUT, "claimed before");
}

static int all_put(struct storage *storage, int which)
{
	int accepted = 0;
	for (int first = 0; first < EVENTS; first += BATCH)
		accepted += batch_put(storage, first + which * 2); /* each a little further on, so that they overlap */
	return accepted;
}

static int all_claimed(struct storage *storage, int)
{
	int claimed = 0, tries = 0;
	for (enum fail code = FAIL_NONE; code != FAIL_EMPTY;) {
		code = storage->engine->delivery_claim(storage, "crm", NOW, 60000, 3, claim_take, &claimed);
		if ((code != FAIL_NONE && code != FAIL_EMPTY && code != FAIL_STORE) || ++tries > EVENTS + TRIES)
			_exit(255);
	}
	return claimed;
}

/* How much of @work all instances did together; each is a process and says its part as its exit status. */
static int together(const char *folder, int (*work)(struct storage *storage, int which))
{
	int sum = 0;
	for (int i = 0; i < INSTANCES; i++) {
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid > 0)
			continue;
		struct storage *storage = given_storage(folder);
		int done = work(storage, i);
		storage_close(storage);
		_exit(done);
	}
	for (int i = 0; i < INSTANCES; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= EVENTS);
		sum += WEXITSTATUS(status);
	}
	return sum;
}

static void crowd(const char *folder)
{
	struct storage_counts counts;
	struct storage *storage = given_storage(folder);
	storage_close(storage);
	assert_int_equal(together(folder, all_put), EVENTS);
	assert_int_equal(together(folder, all_claimed), EVENTS);
	storage = given_storage(folder);
	assert_int_equal(storage->engine->counts(storage, &counts), FAIL_NONE);
	storage_close(storage);
	assert_int_equal(counts.events, EVENTS);
	assert_int_equal(counts.conflicts, 0);
	assert_int_equal(counts.deliveries[STORAGE_LEASED], EVENTS);
	assert_int_equal(counts.deliveries[STORAGE_WAITING], 0);
}

static void each_event_is_kept_by_one_and_claimed_by_one(void **state)
{
	crowd(*state);
}

/* Where a database answers 40001 as a matter of course, as distributed ones do. */
static void also_where_transactions_run_into_each_other(void **state)
{
	setenv("PGOPTIONS", "-c default_transaction_isolation=serializable", 1);
	crowd(*state);
	unsetenv("PGOPTIONS");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(each_event_is_kept_by_one_and_claimed_by_one),
		FOLDER_CASE(also_where_transactions_run_into_each_other),
	};
	return cmocka_run_group_tests_name("storage_crowd", cases, given_start, given_stop);
}
