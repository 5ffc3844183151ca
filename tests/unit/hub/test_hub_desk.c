/* SPDX-License-Identifier: MIT */
/* unit.hub_desk - what the staff desk is told, by whose leave, when it is rung, and what it listens with. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/device.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>

static void start(struct given_hub *given, json_t *extra)
{
	hub_test_config(given, extra);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
}

static json_t *hello(int desk)
{
	return hub_test_ask(desk, json_pack("{s:s}", "verb", "hello"), -1, NULL);
}

static void sign_in(int desk, char ret[static 64])
{
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	const char *session = json_string_value(json_object_get(reply, "session"));
	assert_non_null(session);
	snprintf(ret, 64, "%s", session);
	json_decref(reply);
}

static json_t *ask_state(const char *session)
{
	return json_pack("{s:s, s:s}", "verb", "desk.state", "session", session);
}

static json_t *state_of(int desk, const char *session)
{
	return hub_test_ask(desk, ask_state(session), -1, NULL);
}

static void keep_visit(int ui)
{
	int blob = -1;
	assert_int_equal(door_blob_make("visit", "sealed", 6, &blob), FAIL_NONE);
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "visit.keep"), blob, NULL);
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
	close(blob);
}

static void only_who_is_signed_in_is_told(void **state)
{
	struct given_hub *given = *state;
	char session[64];
	start(given, NULL);
	int desk = hub_test_enter(given, "desk");
	hub_test_refused(desk, ask_state("00000000000000000000000000000000"), "denied");
	hub_test_refused(desk, json_pack("{s:s}", "verb", "desk.state"), "input");
	sign_in(desk, session);
	json_t *now = state_of(desk, session);
	assert_string_equal(json_string_value(json_object_get(now, "kiosk")), "Kiosk 2");
	assert_true(json_is_false(json_object_get(now, "visit")));
	assert_null(json_object_get(now, "visit_s"));
	assert_string_equal(json_string_value(json_object_get(now, "service")), "open");
	assert_string_equal(json_string_value(json_object_get(json_object_get(now, "printer"), "state")), "unknown");
	assert_int_equal(json_integer_value(json_object_get(now, "queue")), 0);
	json_decref(now);
	hub_test_tell(desk, json_pack("{s:s, s:s}", "verb", "staff.leave", "session", session));
	hub_test_refused(desk, ask_state(session), "denied");
	close(desk);
}

static void expect_ring(int desk)
{
	json_decref(hub_test_bell(desk, "desk"));
}

static void it_is_rung_when_something_changes(void **state)
{
	struct given_hub *given = *state;
	char session[64];
	start(given, NULL);
	int desk = hub_test_enter(given, "desk"), ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), print = hub_test_enter(given, "print");
	sign_in(desk, session);
	keep_visit(ui);
	expect_ring(desk);
	keep_visit(ui); /* the same visit goes on */
	hub_test_silent(desk, ui);
	json_t *now = state_of(desk, session);
	assert_true(json_is_true(json_object_get(now, "visit")) && json_is_integer(json_object_get(now, "visit_s")));
	json_decref(now);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	expect_ring(desk);
	hub_test_tell(sync, json_pack("{s:s, s:s}", "verb", "sync.state", "network", "up"));
	expect_ring(desk);
	hub_test_tell(print, json_pack("{s:s, s:s, s:s}", "verb", "printer.state", "state", "paper", "key", "printer.paper"));
	expect_ring(desk);
	hub_test_tell(print, json_pack("{s:s, s:s, s:s}", "verb", "printer.state", "state", "ready", "key", "printer.ready"));
	expect_ring(desk);
	hub_test_tell(print, json_pack("{s:s, s:s, s:s, s:b}", "verb", "printer.state", "state", "ready", "key", "printer.low", "low", 1)); /* for staff alone */
	expect_ring(desk);
	hub_test_tell(ui, hub_test_submission(1, 500));
	expect_ring(desk);
	now = state_of(desk, session);
	assert_true(json_is_false(json_object_get(now, "visit")) && json_is_true(json_object_get(json_object_get(now, "printer"), "low")));
	assert_string_equal(json_string_value(json_object_get(now, "network")), "up");
	assert_int_equal(json_integer_value(json_object_get(now, "queue")), 1);
	json_decref(now);
	close(desk), close(ui), close(sync), close(print);
}

static void it_listens_nowhere_unless_told_to(void **state)
{
	struct given_hub *given = *state;
	start(given, NULL);
	int desk = hub_test_enter(given, "desk");
	json_t *reply = hello(desk);
	assert_true(json_is_null(json_object_get(reply, "desk")));
	json_decref(reply);
	close(desk);
}

static void its_own_certificate_is_made_once(void **state)
{
	struct given_hub *given = *state;
	start(given, json_pack("{s:{s:s}}", "desk", "listen", "10.0.0.5:8443"));
	int desk = hub_test_enter(given, "desk"), admin = hub_test_enter(given, "admin");
	json_t *greeting = hello(desk), *first = json_object_get(greeting, "desk"), *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	const char *certificate = json_string_value(json_object_get(first, "certificate")), *key = json_string_value(json_object_get(first, "key"));
	const char *fingerprint = json_string_value(json_object_get(json_object_get(status, "desk"), "fingerprint"));
	assert_non_null(strstr(certificate, "BEGIN CERTIFICATE"));
	assert_non_null(strstr(key, "BEGIN PRIVATE KEY"));
	assert_null(json_object_get(json_object_get(status, "desk"), "key"));
	assert_true(fingerprint && strlen(fingerprint) == 95 && fingerprint[2] == ':');
	close(desk), close(admin);
	hub_test_kill(given);
	hub_test_start(given);
	desk = hub_test_enter(given, "desk");
	json_t *again = hello(desk), *second = json_object_get(again, "desk");
	assert_string_equal(json_string_value(json_object_get(second, "certificate")), certificate);
	assert_string_equal(json_string_value(json_object_get(second, "key")), key);
	json_decref(status), json_decref(greeting), json_decref(again);
	close(desk);
}

static json_t *own_key(struct given_hub *given)
{
	struct device *device = NULL;
	char path[GIVEN_PATH_BYTES];
	hub_test_config(given, NULL); /* makes the folder */
	given_path(path, given->state, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	json_t *jwk = device_jwk(device);
	device_close(device);
	return jwk;
}

static json_t *desks(const char *listen, json_t *key)
{
	return json_pack("[{s:s, s:s, s:s, s:o}]", "name", "Kiosk 2", "listen", listen, "peers", "10.0.0.5:8444", "key", key);
}

static void the_desks_of_the_site_switch_it_on(void **state)
{
	struct given_hub *given = *state;
	start(given, json_pack("{s:o}", "desks", desks("10.0.0.5:8443", own_key(given))));
	int desk = hub_test_enter(given, "desk"), ui = hub_test_enter(given, "ui");
	json_t *reply = hello(desk), *told = json_object_get(reply, "desk"), *screen = hello(ui);
	assert_string_equal(json_string_value(json_object_get(told, "listen")), "10.0.0.5:8443");
	assert_non_null(json_object_get(told, "certificate"));
	assert_true(json_is_true(json_object_get(screen, "desk")));
	json_decref(reply), json_decref(screen);
	close(desk), close(ui);
}

static void kiosk_json_has_the_last_word(void **state)
{
	struct given_hub *given = *state;
	start(given, json_pack("{s:o, s:{s:s}}", "desks", desks("10.0.0.5:8443", own_key(given)), "desk", "listen", "10.0.0.7:8443"));
	int desk = hub_test_enter(given, "desk");
	json_t *reply = hello(desk);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "desk"), "listen")), "10.0.0.7:8443");
	json_decref(reply);
	close(desk);
}

/* Its program always runs; that alone is no desk that hears anybody. */
static void a_desk_that_listens_nowhere_is_none(void **state)
{
	struct given_hub *given = *state;
	json_t *other = json_pack("{s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	start(given, json_pack("{s:o}", "desks", desks("10.0.0.5:8443", other)));
	int desk = hub_test_enter(given, "desk"), ui = hub_test_enter(given, "ui");
	json_t *reply = hello(desk), *screen = hello(ui);
	assert_true(json_is_null(json_object_get(reply, "desk")));
	assert_true(json_is_false(json_object_get(screen, "desk")));
	json_decref(reply), json_decref(screen);
	hub_test_tell(desk, json_pack("{s:s, s:b}", "verb", "hello", "plain", 1));
	screen = hello(ui);
	assert_true(json_is_true(json_object_get(screen, "desk")));
	json_decref(screen);
	close(desk), close(ui);
}

static void half_a_certificate_is_none(void **state)
{
	struct given_hub *given = *state;
	start(given, json_pack("{s:{s:s, s:s}}", "desk", "listen", "10.0.0.5:8443", "certificate", "x"));
	int desk = hub_test_enter(given, "desk"), admin = hub_test_enter(given, "admin");
	json_t *reply = hello(desk), *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	assert_true(json_is_null(json_object_get(reply, "desk")));
	assert_non_null(json_object_get(json_object_get(status, "desk"), "words"));
	json_decref(reply);
	json_decref(status);
	close(desk), close(admin);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(only_who_is_signed_in_is_told),
		hub_test_stopped(it_is_rung_when_something_changes),
		hub_test_stopped(it_listens_nowhere_unless_told_to),
		hub_test_stopped(its_own_certificate_is_made_once),
		hub_test_stopped(the_desks_of_the_site_switch_it_on),
		hub_test_stopped(kiosk_json_has_the_last_word),
		hub_test_stopped(a_desk_that_listens_nowhere_is_none),
		hub_test_stopped(half_a_certificate_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
