/* SPDX-License-Identifier: MIT */
/* unit.hub_audit - what is done on a kiosk stands in its audit, in one chain with checkpoints; a broken chain is said loudly and stops nobody. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/store/audit.h"
#include "firmware/store/sql.h"

#include <stdio.h>

enum { ROWS_MAX = 400 };

/* The whole audit of a hub that is not running. */
struct given_rows { struct chain_row row[ROWS_MAX]; size_t count; };

static struct store *store_of(const struct given_hub *given)
{
	const struct store_options options = { .folder = given->state, .max_pages = STORE_PAGES_DEFAULT, .now_ms = 1000 };
	struct store_opening opening;
	struct store *store = NULL;
	assert_int_equal(store_open(&options, &opening, &store), FAIL_NONE);
	return store;
}

static struct given_rows *rows_of(struct given_hub *given)
{
	struct given_rows *rows = calloc(1, sizeof *rows);
	struct store *store = store_of(given);
	int64_t after = 0;
	BUFFER_AUTO page;
	buffer_init(&page, 64 * 1024);
	while (audit_read(store, after, AUDIT_READ_MAX, &page, &after) == FAIL_NONE) {
		for (const char *line = page.bytes, *end; (end = strchr(line, '\n')); line = end + 1, rows->count++) {
			assert_true(rows->count < ROWS_MAX);
			assert_int_equal(chain_read(line, (size_t)(end - line), &rows->row[rows->count]), FAIL_NONE);
		}
		buffer_clear(&page);
	}
	store_close(store);
	return rows;
}

static void stop(struct given_hub *given)
{
	assert_int_equal(process_stop(&given->process), 0);
	given->process.pid = 0;
}

static json_t *status_of(struct given_hub *given)
{
	int admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL), *audit = json_incref(json_object_get(status, "audit"));
	json_decref(status);
	close(admin);
	return audit;
}

static json_t *heartbeat_of(struct given_hub *given)
{
	int sync = hub_test_enter(given, "sync");
	json_t *reply = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_incref(json_object_get(reply, "data"));
	json_decref(reply);
	close(sync);
	return data;
}

static void each_start_is_a_row_behind_the_last(void **state)
{
	struct given_hub *given = *state;
	hub_test_kill(given); /* nothing of it was only in memory */
	hub_test_start(given);
	stop(given);
	struct given_rows *rows = rows_of(given);
	assert_int_equal(rows->count, 2);
	assert_string_equal(rows->row[0].event, "start");
	assert_string_equal(rows->row[0].reason, "new-store");
	assert_string_equal(rows->row[0].actor, "system");
	assert_string_equal(rows->row[1].event, "start");
	assert_string_equal(rows->row[1].reason, "");
	assert_string_equal(rows->row[1].outcome, "whole");
	assert_string_equal(rows->row[1].prev, rows->row[0].hash);
	assert_int_equal(strlen(rows->row[0].kiosk), 36);
	free(rows);
}

static void a_broken_chain_is_said_and_goes_on(void **state)
{
	struct given_hub *given = *state;
	stop(given);
	struct store *store = store_of(given);
	assert_int_equal(sqlite3_exec(store->db, "DROP TRIGGER audit_stays; UPDATE audit SET line=replace(line, 'start', 'quiet')", NULL, NULL, NULL), SQLITE_OK);
	store_close(store);
	hub_test_start(given);
	json_t *status = status_of(given), *heartbeat = heartbeat_of(given);
	assert_string_equal(json_string_value(json_object_get(status, "broken")), "row 1 of the audit is not as it was written: the hash of row 1 does not fit what stands in it");
	assert_string_equal(json_string_value(json_object_get(heartbeat, "audit_broken")), "row 1 of the audit is not as it was written: the hash of row 1 does not fit what stands in it");
	assert_int_equal(json_integer_value(json_object_get(heartbeat, "audit_rows")), 2);
	json_decref(status), json_decref(heartbeat);
	stop(given);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "audit.broken"));
	free(said);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(each_start_is_a_row_behind_the_last),
		hub_test(a_broken_chain_is_said_and_goes_on),
	};
	return cmocka_run_group_tests_name("hub_audit", cases, NULL, NULL);
}
