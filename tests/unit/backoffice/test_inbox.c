/* SPDX-License-Identifier: MIT */
/* unit.inbox - each event is kept once, and kiosks keep their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "tests/backoffice/inbox.h"
#include "tests/unit/backoffice/folder.h"

#include <string.h>

#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"

static json_t *event_of(const char *id, const char *source, const char *data)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", id, "source", source, "type", "t", "time", "2026-11-21T10:05:30.123Z", "sequence", "1", "data", data);
}

static enum inbox_verdict put(struct inbox *inbox, const char *id, const char *source, const char *data)
{
	enum inbox_verdict verdict;
	json_t *event = event_of(id, source, data);
	assert_int_equal(inbox_put(inbox, event, 1000, &verdict), FAIL_NONE);
	json_decref(event);
	return verdict;
}

static void counts(struct inbox *inbox, int64_t events, int64_t conflicts)
{
	int64_t got_events, got_conflicts;
	assert_int_equal(inbox_count(inbox, &got_events, &got_conflicts), FAIL_NONE);
	assert_int_equal(got_events, events);
	assert_int_equal(got_conflicts, conflicts);
}

static enum fail seen_take(void *context, const struct inbox_row *row)
{
	*(int64_t *)context = row->seen;
	return FAIL_NONE;
}

static void keeps_each_event_once(void **state)
{
	struct inbox *inbox;
	int64_t seen = 0;
	assert_int_equal(inbox_open(*state, false, &inbox), FAIL_NONE);
	assert_int_equal(put(inbox, ID, "a", "x"), INBOX_ACCEPTED);
	assert_int_equal(put(inbox, ID, "a", "x"), INBOX_DUPLICATE);
	assert_int_equal(put(inbox, ID, "a", "x"), INBOX_DUPLICATE);
	assert_int_equal(put(inbox, ID, "b", "x"), INBOX_ACCEPTED); /* another kiosk's */
	counts(inbox, 2, 0);
	inbox_close(inbox);

	assert_int_equal(inbox_open(*state, true, &inbox), FAIL_NONE);
	assert_int_equal(inbox_each(inbox, ID, 10, seen_take, &seen), FAIL_NONE);
	assert_int_equal(seen, 3);
	inbox_close(inbox);
}

static void tells_other_bytes_under_the_same_id(void **state)
{
	struct inbox *inbox;
	assert_int_equal(inbox_open(*state, false, &inbox), FAIL_NONE);
	assert_int_equal(put(inbox, ID, "a", "x"), INBOX_ACCEPTED);
	assert_int_equal(put(inbox, ID, "a", "y"), INBOX_CONFLICT);
	assert_int_equal(put(inbox, ID, "a", "x"), INBOX_DUPLICATE);
	counts(inbox, 1, 1);
	inbox_close(inbox);
}

static void a_request_stands_or_falls_as_a_whole(void **state)
{
	struct inbox *inbox;
	assert_int_equal(inbox_open(*state, false, &inbox), FAIL_NONE);
	assert_int_equal(inbox_begin(inbox), FAIL_NONE);
	put(inbox, ID, "a", "x");
	inbox_rollback(inbox);
	counts(inbox, 0, 0);
	assert_int_equal(inbox_begin(inbox), FAIL_NONE);
	put(inbox, ID, "a", "x");
	assert_int_equal(inbox_commit(inbox), FAIL_NONE);
	counts(inbox, 1, 0);
	inbox_close(inbox);
}

static enum fail stop(void *context, const struct inbox_row *)
{
	++*(int *)context;
	return FAIL(INPUT, "enough");
}

static void stops_when_the_reader_has_enough(void **state)
{
	struct inbox *inbox;
	int rows = 0;
	assert_int_equal(inbox_open(*state, false, &inbox), FAIL_NONE);
	put(inbox, ID, "a", "x");
	put(inbox, ID, "b", "x");
	assert_int_equal(inbox_each(inbox, NULL, 10, stop, &rows), FAIL_INPUT);
	assert_int_equal(rows, 1);
	inbox_close(inbox);
}

static void a_key_speaks_for_one_kiosk(void **state)
{
	struct inbox *inbox;
	json_t *jwk = json_pack("{s:s}", "kty", "EC"), *found;
	assert_int_equal(inbox_open(*state, false, &inbox), FAIL_NONE);
	assert_int_equal(inbox_kiosk_find(inbox, "k1", &found), FAIL_EMPTY);
	assert_int_equal(inbox_kiosk_add(inbox, "k1", NULL, jwk), FAIL_NONE);
	assert_int_equal(inbox_kiosk_add(inbox, "k1", NULL, jwk), FAIL_NONE);
	assert_int_equal(inbox_kiosk_find(inbox, "k1", &found), FAIL_NONE);
	assert_true(json_equal(found, jwk));
	assert_int_equal(inbox_kiosk_bind(inbox, "k1", "kiosk one"), FAIL_NONE);
	assert_int_equal(inbox_kiosk_bind(inbox, "k1", "kiosk one"), FAIL_NONE);
	assert_int_equal(inbox_kiosk_bind(inbox, "k1", "kiosk two"), FAIL_DENIED);
	assert_int_equal(inbox_kiosk_add(inbox, "k2", NULL, jwk), FAIL_NONE);
	assert_int_equal(inbox_kiosk_bind(inbox, "k2", "kiosk one"), FAIL_DENIED);
	assert_int_equal(inbox_kiosk_add(inbox, "k3", "kiosk one", jwk), FAIL_DENIED);
	assert_int_equal(inbox_kiosk_bind(inbox, "k9", "kiosk nine"), FAIL_DENIED);
	json_decref(found);
	json_decref(jwk);
	inbox_close(inbox);
}

static void says_when_it_cannot_be_opened(void **)
{
	struct inbox *inbox;
	assert_int_equal(inbox_open("/nonexistent/foyer", false, &inbox), FAIL_STORE);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(keeps_each_event_once),
		FOLDER_CASE(tells_other_bytes_under_the_same_id),
		FOLDER_CASE(a_request_stands_or_falls_as_a_whole),
		FOLDER_CASE(stops_when_the_reader_has_enough),
		FOLDER_CASE(a_key_speaks_for_one_kiosk),
		cmocka_unit_test(says_when_it_cannot_be_opened),
	};
	return cmocka_run_group_tests_name("inbox", cases, NULL, NULL);
}
