/* SPDX-License-Identifier: MIT */
/* unit.enrol - a code lets one kiosk in, once, and says nothing of other codes; what it then says of itself is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/unit/backoffice/desk.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "tests/backoffice/audit_watch.h"
#include "tests/backoffice/enrol.h"
#include "tests/backoffice/fleet.h"
#include "tests/backoffice/heartbeat.h"
#include "tests/unit/backoffice/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CE "application/cloudevents+json"
#define OTHER_SOURCE "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42"

static void enrol_body(struct desk *desk, const char *code, const char *source, size_t padding, char *ret, size_t room)
{
	json_t *body = json_pack("{s:s, s:s, s:o}", "code", code, "source", source, "jwk", device_jwk(desk->device));
	char *text = json_dumps(body, JSON_COMPACT);
	snprintf(ret, room, "%s%*s", text, (int)padding, "");
	free(text);
	json_decref(body);
}

static int enrolled(struct desk *desk, const char *code, const char *source)
{
	char body[1024];
	enrol_body(desk, code, source, 0, body, sizeof body);
	return desk_ask(desk, enrol_answer, "application/json", body, DESK_SOURCE, NULL);
}

static void code_make(struct desk *desk, const char *source, char *ret)
{
	assert_int_equal(enrol_code_make(desk->office.storage, source, clock_wall_ms(), ret), FAIL_NONE);
}

static void a_code_lets_a_kiosk_in_once(void **state)
{
	struct desk desk, other;
	char code[ENROL_CODE_BYTES], typed[40];
	desk_open(&desk, *state, "a.pem");
	desk_open(&other, *state, "b.pem");
	code_make(&desk, NULL, code);
	assert_int_equal(strlen(code), 14);
	assert_int_equal(enrolled(&desk, "0000-0000-0000", DESK_SOURCE), 403);
	snprintf(typed, sizeof typed, " %s ", code);
	for (char *c = typed; *c; c++)
		*c = *c == '-' ? ' ' : *c == '0' ? 'o' : *c == '1' ? 'l' : (char)(*c >= 'A' ? *c + 32 : *c);
	assert_int_equal(enrolled(&desk, typed, DESK_SOURCE), 201);
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 200); /* the first answer was lost */
	assert_int_equal(enrolled(&other, code, DESK_SOURCE), 403);
	assert_int_equal(desk.metrics.values[METRIC_ENROLLED], 2);
	desk_close(&other);
	desk_close(&desk);
}

static void the_key_must_sign_for_itself(void **state)
{
	struct desk desk, thief;
	char code[ENROL_CODE_BYTES], body[1024];
	desk_open(&desk, *state, "a.pem");
	desk_open(&thief, *state, "b.pem");
	code_make(&desk, NULL, code);
	enrol_body(&desk, code, DESK_SOURCE, 0, body, sizeof body);
	assert_int_equal(desk_ask(&thief, enrol_answer, "application/json", body, DESK_SOURCE, NULL), 403); /* another's key in the body */
	assert_int_equal(desk_ask(&desk, enrol_answer, "application/json", body, NULL, NULL), 403);
	assert_int_equal(enrolled(&desk, code, OTHER_SOURCE), 403); /* the token is for the first name */
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 201);
	desk_close(&thief);
	desk_close(&desk);
}

static void a_code_is_for_seven_days(void **state)
{
	struct desk desk;
	char code[ENROL_CODE_BYTES];
	desk_open(&desk, *state, "a.pem");
	assert_int_equal(enrol_code_make(desk.office.storage, NULL, clock_wall_ms() - INT64_C(1000) * ENROL_CODE_LIFE_S, code), FAIL_NONE);
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 403);
	assert_int_equal(enrol_code_make(desk.office.storage, NULL, clock_wall_ms() - INT64_C(1000) * (ENROL_CODE_LIFE_S - 60), code), FAIL_NONE);
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 201);
	desk_close(&desk);
}

static void wrong_codes_are_slowed_down(void **state)
{
	struct desk desk;
	char code[ENROL_CODE_BYTES];
	desk_open(&desk, *state, "a.pem");
	code_make(&desk, NULL, code);
	for (int i = 0; i < LIMITER_MOST; i++)
		assert_int_equal(enrolled(&desk, "0000-0000-0000", DESK_SOURCE), 403);
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 429);
	desk.limiter.since_ms -= LIMITER_EVERY_MS;
	assert_int_equal(enrolled(&desk, code, DESK_SOURCE), 201);
	desk_close(&desk);
}

static void refuses_what_is_no_enrolment(void **state)
{
	struct desk desk;
	static const char off_curve[] = "{\"code\":\"0000-0000-0000\",\"source\":\"" DESK_SOURCE "\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}";
	static const char *const wrong[] = { "", "{}", "[]", "{\"code\":1}", "{\"code\":\"0000-0000-0000\",\"source\":\"me\",\"jwk\":{}}", off_curve };
	char *body = calloc(1, ENROL_BODY_MAX_BYTES + 2), code[ENROL_CODE_BYTES], digest[SHA256_TEXT_BYTES];
	desk_open(&desk, *state, "a.pem");
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(desk_ask(&desk, enrol_answer, "application/json", wrong[i], DESK_SOURCE, NULL), 400);
	code_make(&desk, NULL, code);
	memset(body, ' ', ENROL_BODY_MAX_BYTES + 1);
	enrol_body(&desk, code, DESK_SOURCE, 0, body, ENROL_BODY_MAX_BYTES);
	memset(body + strlen(body), ' ', ENROL_BODY_MAX_BYTES + 1 - strlen(body));
	assert_int_equal(desk_ask(&desk, enrol_answer, "application/json", body, DESK_SOURCE, NULL), 413);
	body[ENROL_BODY_MAX_BYTES] = '\0';
	assert_int_equal(desk_ask(&desk, enrol_answer, "application/json", body, DESK_SOURCE, NULL), 201);
	memset(body, '-', ENROL_TYPED_MAX_BYTES + 1);
	body[ENROL_TYPED_MAX_BYTES + 1] = '\0';
	assert_int_equal(enrol_code_digest(body, digest), FAIL_LIMIT);
	assert_int_equal(enrol_code_digest(body + 1, digest), FAIL_INPUT);
	free(body);
	desk_close(&desk);
}

/* ---- heartbeats ---- */

static char *beat_of(const char *source, json_t *data)
{
	json_t *event = json_pack("{s:s, s:s, s:s, s:s, s:o}", "specversion", "1.0", "id", "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1", "source", source,
		"type", HEARTBEAT_TYPE, "data", data);
	char *text = json_dumps(event, JSON_COMPACT);
	json_decref(event);
	return text;
}

static int beaten(struct desk *desk, const char *source, json_t *data)
{
	char *text = beat_of(source, data);
	int status = desk_ask(desk, heartbeat_answer, CE, text, DESK_SOURCE, NULL);
	free(text);
	return status;
}

static void the_latest_heartbeat_is_kept(void **state)
{
	struct desk desk;
	struct fleet_sums sums = { 0 };
	desk_open(&desk, *state, "a.pem");
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_object()), 401);
	desk.office.accept_new = true;
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_pack("{s:i}", "queue_waiting", 9)), 204);
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_pack("{s:i, s:i, s:s}", "queue_waiting", 4, "queue_oldest_s", 60, "printer", "paper")), 204);
	assert_int_equal(fleet_sum(desk.office.storage, clock_wall_ms(), &sums), FAIL_NONE);
	assert_int_equal(sums.waiting, 4);
	assert_int_equal(sums.oldest_s, 60);
	assert_int_equal(sums.paper, 1);
	assert_int_equal(sums.silent, 0);
	sums = (struct fleet_sums){ 0 };
	assert_int_equal(fleet_sum(desk.office.storage, clock_wall_ms() + FLEET_SILENT_MS + 60000, &sums), FAIL_NONE);
	assert_int_equal(sums.silent, 1);
	assert_int_equal(beaten(&desk, OTHER_SOURCE, json_object()), 403);
	desk_close(&desk);
}

static json_t *audit_of(int checkpoint, const char *hash)
{
	char text[64];
	snprintf(text, sizeof text, "%d:%s", checkpoint, hash);
	return json_pack("{s:s, s:b}", "audit_checkpoint", text, "audit_signed", true);
}

struct alarm { char words[FLEET_WORDS_BYTES]; };

static enum fail alarm_take(void *context, const struct storage_kiosk *row)
{
	struct fleet_kiosk kiosk = fleet_read(row, clock_wall_ms());
	snprintf(((struct alarm *)context)->words, FLEET_WORDS_BYTES, "%s", kiosk.audit);
	fleet_done(&kiosk);
	return FAIL_NONE;
}

static struct alarm alarm_of(struct desk *desk)
{
	struct alarm alarm = { "" };
	assert_int_equal(fleet_each(desk->office.storage, "", alarm_take, &alarm), FAIL_NONE);
	return alarm;
}

static void an_audit_that_goes_back_or_forks_is_an_alarm(void **state)
{
	struct desk desk;
	desk_open(&desk, *state, "a.pem");
	desk.office.accept_new = true;
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_object()), 204); /* a kiosk of before */
	assert_int_equal(beaten(&desk, DESK_SOURCE, audit_of(64, "one")), 204);
	assert_int_equal(beaten(&desk, DESK_SOURCE, audit_of(64, "one")), 204);
	assert_int_equal(beaten(&desk, DESK_SOURCE, audit_of(128, "two")), 204);
	assert_string_equal(alarm_of(&desk).words, "");
	assert_int_equal(beaten(&desk, DESK_SOURCE, audit_of(128, "three")), 204);
	assert_string_equal(alarm_of(&desk).words, "row 128 of its audit is another one than it was: a fork");
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_pack("{s:s, s:s}", "audit_checkpoint", "192:four", "audit_alarm", "none")), 204);
	assert_string_equal(alarm_of(&desk).words, "row 128 of its audit is another one than it was: a fork"); /* a kiosk cannot take it away */
	assert_int_equal(beaten(&desk, DESK_SOURCE, audit_of(64, "one")), 204);
	assert_string_equal(alarm_of(&desk).words, "its audit went back from row 192 to row 64: it was cut, or made anew");
	desk_close(&desk);
	const int64_t day_ms = 86400000;
	json_t *before = json_pack("{s:{s:s, s:I}}", AUDIT_WATCH_ALARM, "words", "x", "since_ms", (json_int_t)day_ms), *now = json_object();
	audit_watch(before, now, day_ms * AUDIT_WATCH_KEEP_DAYS);
	assert_non_null(json_object_get(now, AUDIT_WATCH_ALARM));
	audit_watch(before, now, day_ms * (AUDIT_WATCH_KEEP_DAYS + 1));
	assert_null(json_object_get(now, AUDIT_WATCH_ALARM));
	json_decref(before), json_decref(now);
}

static void a_heartbeat_has_64_members_and_16_kib_at_most(void **state)
{
	struct desk desk;
	desk_open(&desk, *state, "a.pem");
	desk.office.accept_new = true;
	for (int count = HEARTBEAT_MEMBERS_MAX; count <= HEARTBEAT_MEMBERS_MAX + 1; count++) {
		json_t *data = json_object();
		for (int i = 0; i < count; i++) {
			char name[8];
			snprintf(name, sizeof name, "m%d", i);
			json_object_set_new(data, name, json_integer(i));
		}
		assert_int_equal(beaten(&desk, DESK_SOURCE, data), count <= HEARTBEAT_MEMBERS_MAX ? 204 : 413);
	}
	for (size_t size = HEARTBEAT_BODY_MAX_BYTES; size <= HEARTBEAT_BODY_MAX_BYTES + 1; size++) {
		char *beat = beat_of(DESK_SOURCE, json_object()), *body = malloc(size + 1);
		snprintf(body, size + 1, "%-*s", (int)size, beat);
		assert_int_equal(desk_ask(&desk, heartbeat_answer, CE, body, DESK_SOURCE, NULL), size <= HEARTBEAT_BODY_MAX_BYTES ? 204 : 413);
		free(body);
		free(beat);
	}
	assert_int_equal(desk_ask(&desk, heartbeat_answer, CE, "{}", DESK_SOURCE, NULL), 400);
	assert_int_equal(desk_ask(&desk, heartbeat_answer, CE, "[]", DESK_SOURCE, NULL), 400);
	assert_int_equal(desk_ask(&desk, heartbeat_answer, "text/plain", "{}", DESK_SOURCE, NULL), 415);
	desk_close(&desk);
}

static void a_revoked_kiosk_is_refused_and_told_of(void **state)
{
	struct desk desk;
	desk_open(&desk, *state, "a.pem");
	desk.office.accept_new = true;
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_object()), 204);
	assert_int_equal(desk.office.storage->engine->kiosk_revoke(desk.office.storage, DESK_SOURCE, "stolen", clock_wall_ms()), FAIL_NONE);
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_object()), 403);
	assert_int_equal(desk.metrics.values[METRIC_REVOKED_CAME], 1);
	desk_close(&desk);

	desk_open(&desk, *state, "b.pem"); /* nor under a new key */
	desk.office.accept_new = true;
	assert_int_equal(beaten(&desk, DESK_SOURCE, json_object()), 401);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(a_code_lets_a_kiosk_in_once),
		FOLDER_CASE(the_key_must_sign_for_itself),
		FOLDER_CASE(a_code_is_for_seven_days),
		FOLDER_CASE(wrong_codes_are_slowed_down),
		FOLDER_CASE(refuses_what_is_no_enrolment),
		FOLDER_CASE(the_latest_heartbeat_is_kept),
		FOLDER_CASE(an_audit_that_goes_back_or_forks_is_an_alarm),
		FOLDER_CASE(a_heartbeat_has_64_members_and_16_kib_at_most),
		FOLDER_CASE(a_revoked_kiosk_is_refused_and_told_of),
	};
	return cmocka_run_group_tests_name("enrol", cases, NULL, NULL);
}
