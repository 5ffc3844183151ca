/* SPDX-License-Identifier: MIT */
/* unit.storage_… - what each engine promises: once, all or nothing, one key for one kiosk, one worker for one delivery. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/json.h"
#include "tests/unit/backoffice/folder.h"
#include "tests/unit/backoffice/storage_given.h"

#include <stdio.h>
#include <string.h>

#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define OK(EXPRESSION) assert_int_equal(EXPRESSION, FAIL_NONE)
#define NOW INT64_C(1795255530123)

static const char *const both[] = { "crm", "mail", NULL };

static json_t *event_of(const char *id, const char *source, const char *data)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", id, "source", source, "type", "t", "time", "2026-11-21T10:05:30.123Z", "sequence", "1", "data", data);
}

/* @text: "id source data id source data …" */
static enum fail put(struct storage *s, const char *const *targets, int64_t now_ms, const char *text, enum storage_verdict *ret)
{
	json_t *json[STORAGE_BATCH_MAX];
	struct storage_event events[STORAGE_BATCH_MAX];
	char id[ID_TEXT_BYTES], source[32], data[32];
	size_t count = 0;
	for (int used; sscanf(text, "%36s %31s %31s%n", id, source, data, &used) == 3; text += used, count++) {
		json[count] = event_of(id, source, data);
		events[count] = storage_event_of(json[count]);
	}
	const struct storage_put put = { .events = events, .count = count, .targets = targets, .now_ms = now_ms };
	enum fail fail = s->engine->put(s, &put, ret);
	for (size_t i = 0; i < count; i++) {
		storage_event_done(&events[i]);
		json_decref(json[i]);
	}
	return fail;
}

static void put_is(struct storage *s, const char *text, enum storage_verdict expected)
{
	enum storage_verdict verdict = STORAGE_CONFLICT;
	OK(put(s, NULL, NOW, text, &verdict));
	assert_int_equal(verdict, expected);
}

static void counts_are(struct storage *s, int64_t events, int64_t conflicts)
{
	struct storage_counts counts;
	OK(s->engine->counts(s, &counts));
	assert_int_equal(counts.events, events);
	assert_int_equal(counts.conflicts, conflicts);
}

static enum fail seen_take(void *context, const struct storage_row *row)
{
	*(int64_t *)context = row->seen;
	return FAIL_NONE;
}

static void keeps_each_event_once(void **state)
{
	struct storage *s = given_storage(*state);
	int64_t seen = 0;
	put_is(s, ID " a x", STORAGE_ACCEPTED);
	put_is(s, ID " a x", STORAGE_DUPLICATE);
	put_is(s, ID " a x", STORAGE_DUPLICATE);
	counts_are(s, 1, 0);
	storage_close(s);

	s = given_storage(*state);
	OK(s->engine->ready(s));
	OK(s->engine->each(s, &(struct storage_query){ .order = STORAGE_BY_ID, .text = ID, .max = 10 }, seen_take, &seen));
	assert_int_equal(seen, 3);
	put_is(s, ID " b x", STORAGE_ACCEPTED); /* another kiosk's */
	counts_are(s, 2, 0);
	storage_close(s);
}

static void tells_other_bytes_under_the_same_id(void **state)
{
	struct storage *s = given_storage(*state);
	put_is(s, ID " a x", STORAGE_ACCEPTED);
	put_is(s, ID " a y", STORAGE_CONFLICT);
	put_is(s, ID " a x", STORAGE_DUPLICATE);
	counts_are(s, 1, 1);
	storage_close(s);
}

static void judges_each_event_of_one_request(void **state)
{
	struct storage *s = given_storage(*state);
	enum storage_verdict verdicts[5];
	put_is(s, "1 a x", STORAGE_ACCEPTED);
	OK(put(s, NULL, NOW, "1 a x 2 a x 1 a y 2 a x 2 a z", verdicts));
	static const enum storage_verdict expected[] = { STORAGE_DUPLICATE, STORAGE_ACCEPTED, STORAGE_CONFLICT, STORAGE_DUPLICATE, STORAGE_CONFLICT };
	assert_memory_equal(verdicts, expected, sizeof expected);
	counts_are(s, 2, 2);
	storage_close(s);
}

static enum fail stop(void *context, const struct storage_row *)
{
	++*(int *)context;
	return FAIL(INPUT, "enough");
}

struct listing { char text[128]; struct storage_cursor last; };

static enum fail list_add(void *context, const struct storage_row *row)
{
	struct listing *list = context;
	size_t used = strlen(list->text);
	snprintf(list->text + used, sizeof list->text - used, "%s%s ", row->source, row->id);
	list->last.received_ms = row->received_ms;
	snprintf(list->last.source, sizeof list->last.source, "%s", row->source);
	snprintf(list->last.id, sizeof list->last.id, "%s", row->id);
	return FAIL_NONE;
}

static void lists_in_pages_without_a_gap(void **state)
{
	struct storage *s = given_storage(*state);
	enum storage_verdict verdicts[3];
	struct listing list = { 0 };
	OK(put(s, NULL, NOW, "2 a x 1 a x 1 b x", verdicts));
	struct storage_query query = { .order = STORAGE_OLDEST, .now_ms = NOW + 10 * 60 * 1000, .lag_ms = 0, .max = 2 };
	OK(s->engine->each(s, &query, list_add, &list));
	assert_string_equal(list.text, "a1 a2 ");
	query.from = &list.last;
	OK(s->engine->each(s, &query, list_add, &list));
	OK(s->engine->each(s, &query, list_add, &list));
	assert_string_equal(list.text, "a1 a2 b1 ");

	list = (struct listing){ 0 };
	query = (struct storage_query){ .order = STORAGE_NEWEST, .max = 2 };
	OK(s->engine->each(s, &query, list_add, &list));
	query.from = &list.last;
	OK(s->engine->each(s, &query, list_add, &list));
	OK(s->engine->each(s, &query, list_add, &list));
	assert_string_equal(list.text, "b1 a2 a1 ");

	int rows = 0;
	assert_int_equal(s->engine->each(s, &(struct storage_query){ .order = STORAGE_NEWEST, .max = 10 }, stop, &rows), FAIL_INPUT);
	assert_int_equal(rows, 1);
	storage_close(s);
}

static void finds_by_reference(void **state)
{
	struct storage *s = given_storage(*state);
	struct listing list = { 0 };
	json_t *json = event_of("3", "a", "x");
	const struct reference reference = reference_new("MB");
	json_object_set_new(json, "subject", json_string(reference.text));
	struct storage_event event = storage_event_of(json);
	enum storage_verdict verdict;
	OK(s->engine->put(s, &(struct storage_put){ .events = &event, .count = 1, .now_ms = NOW }, &verdict));
	put_is(s, "4 a x", STORAGE_ACCEPTED);
	OK(s->engine->reference_add(s, "MB 7K4 29Q XM3", "a", "4"));
	OK(s->engine->reference_add(s, "MB 7K4 29Q XM3", "a", "4"));
	OK(s->engine->each(s, &(struct storage_query){ .order = STORAGE_BY_REFERENCE, .text = reference.text, .max = 5 }, list_add, &list));
	OK(s->engine->each(s, &(struct storage_query){ .order = STORAGE_BY_REFERENCE, .text = "MB 7K4 29Q XM3", .max = 5 }, list_add, &list));
	OK(s->engine->each(s, &(struct storage_query){ .order = STORAGE_BY_REFERENCE, .text = "MB 000 000 000", .max = 5 }, list_add, &list));
	assert_string_equal(list.text, "a3 a4 ");
	storage_event_done(&event);
	json_decref(json);
	storage_close(s);
}

static void remembers_the_last_word_on_an_event(void **state)
{
	struct storage *s = given_storage(*state);
	json_t *progress;
	assert_int_equal(s->engine->progress_find(s, "a", ID, &progress), FAIL_EMPTY);
	OK(s->engine->progress_set(s, "a", ID, "in-progress", "", 5));
	OK(s->engine->progress_set(s, "a", ID, "done", "collected", 9));
	OK(s->engine->progress_find(s, "a", ID, &progress));
	assert_string_equal(json_text_or(progress, "status", ""), "done");
	assert_string_equal(json_text_or(progress, "note", ""), "collected");
	assert_int_equal(json_int_or(progress, "changed_ms", 0), 9);
	json_decref(progress);
	storage_close(s);
}

/* ---- kiosks ---- */

static bool known(struct storage *s, const char *kid, bool *ret_revoked)
{
	json_t *jwk;
	enum fail fail = s->engine->kiosk_find(s, kid, &jwk, ret_revoked);
	if (fail == FAIL_NONE)
		json_decref(jwk);
	else
		assert_int_equal(fail, FAIL_EMPTY);
	return fail == FAIL_NONE;
}

static void a_key_speaks_for_one_kiosk(void **state)
{
	struct storage *s = given_storage(*state);
	const struct storage_engine *e = s->engine;
	json_t *jwk = json_pack("{s:s}", "kty", "EC"), *found;
	bool revoked = true;
	assert_false(known(s, "k1", &revoked));
	OK(e->kiosk_add(s, "k1", NULL, jwk, 1));
	OK(e->kiosk_add(s, "k1", NULL, jwk, 2));
	OK(e->kiosk_find(s, "k1", &found, &revoked));
	assert_true(json_equal(found, jwk));
	assert_false(revoked);
	OK(e->kiosk_bind(s, "k1", "kiosk one", 3));
	OK(e->kiosk_bind(s, "k1", "kiosk one", 4));
	assert_int_equal(e->kiosk_bind(s, "k1", "kiosk two", 5), FAIL_DENIED);
	OK(e->kiosk_add(s, "k2", NULL, jwk, 6));
	assert_int_equal(e->kiosk_bind(s, "k2", "kiosk one", 7), FAIL_DENIED);
	assert_int_equal(e->kiosk_add(s, "k3", "kiosk one", jwk, 8), FAIL_DENIED);
	assert_int_equal(e->kiosk_bind(s, "k9", "kiosk nine", 9), FAIL_DENIED);
	json_decref(found);
	json_decref(jwk);
	storage_close(s);
}

struct fleet { int count; char text[256]; };

static enum fail fleet_add(void *context, const struct storage_kiosk *kiosk)
{
	struct fleet *fleet = context;
	size_t used = strlen(fleet->text);
	snprintf(fleet->text + used, sizeof fleet->text - used, "%s %s %lld %s %lld %s;", kiosk->kid, kiosk->source, (long long)kiosk->seen_ms, kiosk->heartbeat,
		(long long)kiosk->revoked_ms, kiosk->reason);
	fleet->count++;
	return FAIL_NONE;
}

static void a_revoked_kiosk_stays_out(void **state)
{
	struct storage *s = given_storage(*state);
	const struct storage_engine *e = s->engine;
	struct fleet fleet = { 0 };
	json_t *jwk = json_pack("{s:s}", "kty", "EC");
	bool revoked = false;
	OK(e->kiosk_add(s, "k1", "one", jwk, 1));
	json_t *beat = NULL;
	assert_int_equal(e->kiosk_beaten(s, "k1", &beat), FAIL_EMPTY);
	assert_int_equal(e->kiosk_beaten(s, "k9", &beat), FAIL_EMPTY);
	OK(e->kiosk_beat(s, "k1", "{\"paper\":\"low\"}", 70000));
	OK(e->kiosk_beaten(s, "k1", &beat));
	assert_string_equal(json_string_value(json_object_get(beat, "paper")), "low");
	json_decref(beat);
	OK(e->kiosk_revoke(s, "one", "stolen", 80000));
	assert_int_equal(e->kiosk_revoke(s, "one", "stolen", 80001), FAIL_EMPTY);
	assert_int_equal(e->kiosk_revoke(s, "two", "stolen", 80001), FAIL_EMPTY);
	assert_true(known(s, "k1", &revoked));
	assert_true(revoked);
	assert_int_equal(e->kiosk_bind(s, "k1", "one", 80002), FAIL_DENIED);
	OK(e->kiosk_refused(s, "k1", 90000));
	OK(e->kiosk_add(s, "k2", NULL, jwk, 1));
	assert_int_equal(e->kiosk_bind(s, "k2", "one", 80002), FAIL_DENIED); /* a new key alone does not bring it back */
	OK(e->kiosk_each(s, "", 10, fleet_add, &fleet));
	assert_int_equal(fleet.count, 2);
	assert_non_null(strstr(fleet.text, "k1 one 70000 {\"paper\":\"low\"} 80000 stolen;"));
	json_decref(jwk);
	storage_close(s);
}

static enum fail enrol(struct storage *s, const char *code, const char *kid, const char *source, int64_t now_ms, bool *ret_again)
{
	json_t *jwk = json_pack("{s:s}", "kty", "EC");
	const struct storage_enrolment enrolment = { .code_digest = code, .kid = kid, .source = source, .jwk = jwk, .now_ms = now_ms };
	*ret_again = false;
	enum fail fail = s->engine->enrol(s, &enrolment, ret_again);
	json_decref(jwk);
	return fail;
}

static void a_code_lets_one_kiosk_in_once(void **state)
{
	struct storage *s = given_storage(*state);
	const struct storage_engine *e = s->engine;
	bool again;
	OK(e->code_add(s, "c1", NULL, 100, 200));
	assert_int_equal(e->code_add(s, "c1", NULL, 100, 200), FAIL_DENIED);
	assert_int_equal(enrol(s, "cx", "k1", "one", 150, &again), FAIL_DENIED);
	assert_int_equal(enrol(s, "c1", "k1", "one", 200, &again), FAIL_DENIED);
	OK(enrol(s, "c1", "k1", "one", 199, &again));
	assert_false(again);
	OK(enrol(s, "c1", "k1", "one", 199, &again));
	assert_true(again);
	assert_int_equal(enrol(s, "c1", "k2", "one", 199, &again), FAIL_DENIED);
	assert_int_equal(enrol(s, "c1", "k1", "two", 199, &again), FAIL_DENIED);
	OK(e->kiosk_bind(s, "k1", "one", 300));
	storage_close(s);
}

static void only_a_code_for_it_replaces_a_kiosks_key(void **state)
{
	struct storage *s = given_storage(*state);
	const struct storage_engine *e = s->engine;
	bool again, revoked;
	OK(e->code_add(s, "c1", NULL, 100, 200));
	OK(e->code_add(s, "c2", NULL, 100, 200));
	OK(e->code_add(s, "c3", "one", 100, 200));
	OK(enrol(s, "c1", "k1", "one", 150, &again));
	assert_int_equal(enrol(s, "c2", "k2", "one", 150, &again), FAIL_DENIED);
	assert_int_equal(enrol(s, "c3", "k2", "two", 150, &again), FAIL_DENIED);
	OK(enrol(s, "c3", "k2", "one", 150, &again));
	OK(enrol(s, "c3", "k2", "one", 150, &again));
	assert_true(again);
	assert_true(known(s, "k1", &revoked) && revoked);
	OK(e->kiosk_bind(s, "k2", "one", 160));
	OK(e->kiosk_revoke(s, "one", "stolen", 170));
	assert_int_equal(enrol(s, "c3", "k2", "one", 180, &again), FAIL_DENIED);
	OK(enrol(s, "c2", "k3", "one", 180, &again)); /* a new one under the old name, let in by hand */
	storage_close(s);
}

/* ---- deliveries ---- */

struct claims { char text[256]; struct storage_settlement last; char source[8], id[8]; };

static enum fail claim_take(void *context, const struct storage_delivery *delivery)
{
	struct claims *claims = context;
	size_t used = strlen(claims->text);
	snprintf(claims->text + used, sizeof claims->text - used, "%s%s/%lld ", delivery->source, delivery->id, (long long)delivery->attempts);
	snprintf(claims->source, sizeof claims->source, "%s", delivery->source);
	snprintf(claims->id, sizeof claims->id, "%s", delivery->id);
	claims->last = (struct storage_settlement){ .target = "crm", .source = claims->source, .id = claims->id, .note = "", .attempts = delivery->attempts };
	if (delivery->event)
		assert_non_null(strstr(delivery->event, "\"data\":\"x\""));
	return FAIL_NONE;
}

static enum fail claim(struct storage *s, int64_t now_ms, int64_t max, struct claims *ret)
{
	*ret = (struct claims){ 0 };
	return s->engine->delivery_claim(s, "crm", now_ms, 1000, max, claim_take, ret);
}

static void a_delivery_is_one_workers_until_its_lease_ends(void **state)
{
	struct storage *s = given_storage(*state), *other = given_storage(*state);
	enum storage_verdict verdicts[2];
	struct claims first, second;
	OK(put(s, both, NOW, "1 a x 2 a x", verdicts));
	OK(put(s, both, NOW, "1 a x", verdicts)); /* a duplicate goes nowhere again */
	OK(claim(s, NOW, 1, &first));
	OK(claim(other, NOW, 10, &second));
	assert_string_equal(first.text, "a1/1 ");
	assert_string_equal(second.text, "a2/1 ");
	assert_int_equal(claim(s, NOW + 999, 10, &second), FAIL_EMPTY);
	OK(claim(other, NOW + 1000, 1, &second));
	assert_string_equal(second.text, "a1/2 ");
	first.last.state = second.last.state = STORAGE_DONE;
	assert_int_equal(s->engine->delivery_settle(s, &first.last), FAIL_EMPTY); /* too late: it is another's now */
	OK(other->engine->delivery_settle(other, &second.last));
	assert_int_equal(other->engine->delivery_settle(other, &second.last), FAIL_EMPTY);
	struct storage_counts counts;
	OK(s->engine->counts(s, &counts));
	assert_int_equal(counts.deliveries[STORAGE_DONE], 1);
	assert_int_equal(counts.deliveries[STORAGE_LEASED], 1);
	assert_int_equal(counts.deliveries[STORAGE_WAITING], 2);
	storage_close(other);
	storage_close(s);
}

static void a_delivery_waits_is_parked_and_revived(void **state)
{
	struct storage *s = given_storage(*state);
	const struct storage_engine *e = s->engine;
	struct claims claims;
	put_is(s, "1 a x", STORAGE_ACCEPTED);
	assert_int_equal(claim(s, NOW, 10, &claims), FAIL_EMPTY);
	OK(e->delivery_add(s, "crm", "a", "1", NOW));
	OK(e->delivery_add(s, "crm", "a", "1", NOW));
	OK(claim(s, NOW, 10, &claims));
	claims.last.next_ms = NOW + 500;
	OK(e->delivery_settle(s, &claims.last));
	assert_int_equal(claim(s, NOW + 499, 10, &claims), FAIL_EMPTY);
	OK(claim(s, NOW + 500, 10, &claims));
	assert_string_equal(claims.text, "a1/2 ");
	claims.last.state = STORAGE_PARKED;
	claims.last.note = "the form is not known there";
	OK(e->delivery_settle(s, &claims.last));
	assert_int_equal(claim(s, NOW + 90000, 10, &claims), FAIL_EMPTY);
	OK(e->delivery_each(s, NULL, STORAGE_PARKED, NULL, 10, claim_take, &claims));
	assert_string_equal(claims.text, "a1/2 ");
	OK(e->delivery_revive(s, "crm", "a", "1", NOW + 90000));
	assert_int_equal(e->delivery_revive(s, "crm", "a", "1", NOW + 90000), FAIL_EMPTY);
	OK(claim(s, NOW + 90000, 10, &claims));
	storage_close(s);
}

static void a_new_target_gets_what_came_before_it(void **state)
{
	struct storage *s = given_storage(*state);
	struct claims claims;
	enum storage_verdict verdicts[2];
	OK(put(s, NULL, NOW, "1 a x 2 a x", verdicts));
	OK(s->engine->delivery_add_all(s, "crm", 0, NOW));
	OK(s->engine->delivery_add_all(s, "crm", 0, NOW));
	OK(claim(s, NOW, 10, &claims));
	assert_string_equal(claims.text, "a1/1 a2/1 ");
	claims.last.state = STORAGE_DONE;
	OK(s->engine->delivery_settle(s, &claims.last));
	OK(s->engine->delivery_add(s, "mail", "a", "1", NOW - 7));
	struct storage_counts counts;
	OK(s->engine->counts(s, &counts));
	static const int64_t expected[STORAGE_STATE_COUNT] = { 1, 1, 1, 0 };
	assert_memory_equal(counts.deliveries, expected, sizeof expected);
	assert_int_equal(counts.oldest_waiting_ms, NOW - 7);
	storage_close(s);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(keeps_each_event_once),
		FOLDER_CASE(tells_other_bytes_under_the_same_id),
		FOLDER_CASE(judges_each_event_of_one_request),
		FOLDER_CASE(lists_in_pages_without_a_gap),
		FOLDER_CASE(finds_by_reference),
		FOLDER_CASE(remembers_the_last_word_on_an_event),
		FOLDER_CASE(a_key_speaks_for_one_kiosk),
		FOLDER_CASE(a_revoked_kiosk_stays_out),
		FOLDER_CASE(a_code_lets_one_kiosk_in_once),
		FOLDER_CASE(only_a_code_for_it_replaces_a_kiosks_key),
		FOLDER_CASE(a_delivery_is_one_workers_until_its_lease_ends),
		FOLDER_CASE(a_delivery_waits_is_parked_and_revived),
		FOLDER_CASE(a_new_target_gets_what_came_before_it),
	};
	return cmocka_run_group_tests_name("storage", cases, given_start, given_stop);
}
