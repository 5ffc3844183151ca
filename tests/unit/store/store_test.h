/* SPDX-License-Identifier: MIT */
/* store_test.h - a real store in a folder of the case's own, and submissions by number. */
#pragma once

#include "firmware/store/journal.h"
#include "firmware/store/outbox.h"
#include "firmware/store/settings.h"
#include "firmware/store/spool.h"
#include "firmware/store/sql.h"
#include "firmware/store/store.h"
#include "firmware/store/submission.h"
#include "tests/lib/given.h"

#include <stdlib.h>

enum { STORE_TEST_NOW_MS = 1000000 };

struct given_store {
	char folder[GIVEN_PATH_BYTES];
	struct store *store;
	struct store_opening opening;
	int64_t max_pages;
};

/** cmocka's setup and teardown: *state is a struct given_store with an open, fresh store of the default size. */
int store_test_setup(void **state);
int store_test_teardown(void **state);
#define store_test(CASE) cmocka_unit_test_setup_teardown(CASE, store_test_setup, store_test_teardown)

/** store_test_reopen - close and open again, as after a restart; fails the case when that fails. */
void store_test_reopen(struct given_store *given);

/** store_test_try_open - close, then what store_open() says. */
enum fail store_test_try_open(struct given_store *given, bool suspect);

struct event_id store_test_id(int number);

/** store_test_submission - number @number with a sealed body of @jwe_bytes (static memory, one at a time). */
struct submission store_test_submission(int number, size_t jwe_bytes);

/** store_test_submit - add it; fails the case unless it is new. Returns its sequence. */
int64_t store_test_submit(struct given_store *given, int number);

/** store_test_path - @name in the given folder. */
const char *store_test_path(const struct given_store *given, const char *name);

/** store_test_number - the one number that @sql gives on the open store. */
int64_t store_test_number(struct given_store *given, const char *sql);
void store_test_exec(struct given_store *given, const char *sql);
