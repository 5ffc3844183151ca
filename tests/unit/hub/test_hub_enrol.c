/* SPDX-License-Identifier: MIT */
/* unit.hub_enrol - a code is kept until the council has answered, across a restart, and no longer. */
#include "tests/unit/hub/hub_test.h"

static json_t *ask(int fd, const char *verb)
{
	return hub_test_ask(fd, json_pack("{s:s}", "verb", verb), -1, NULL);
}

static void state_is(int admin, const char *expected)
{
	json_t *status = ask(admin, "status");
	assert_string_equal(json_string_value(json_object_get(status, "enrolment")), expected);
	json_decref(status);
}

static json_t *enrol(const char *code)
{
	return json_pack("{s:s, s:s}", "verb", "enrol", "code", code);
}

static void start(struct given_hub *given)
{
	hub_test_config(given, json_pack("{s:{s:s}}", "backoffice", "url", "https://council.example"));
	hub_test_start(given);
}

static void a_code_reaches_sync_with_the_key_and_is_forgotten_once_answered(void **state)
{
	struct given_hub *given = *state;
	start(given);
	int admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync");
	json_decref(ask(sync, "hello"));
	state_is(admin, "none");
	hub_test_tell(admin, enrol("ABCD-EFGH-JKLM"));
	json_t *bell = hub_test_bell(sync, "enrol"), *wanted = json_object_get(bell, "enrol");
	assert_string_equal(json_string_value(json_object_get(wanted, "code")), "ABCD-EFGH-JKLM");
	assert_string_equal(json_string_value(json_object_get(json_object_get(wanted, "jwk"), "crv")), "P-256");
	assert_null(json_object_get(json_object_get(wanted, "jwk"), "d"));
	json_decref(bell);
	state_is(admin, "asking");
	close(admin), close(sync);
	hub_test_kill(given);
	hub_test_start(given);
	admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync");
	json_t *hello = ask(sync, "hello");
	assert_non_null(json_object_get(hello, "enrol")); /* still to be asked */
	json_decref(hello);
	hub_test_tell(sync, json_pack("{s:s, s:s}", "verb", "enrol.done", "result", "known"));
	state_is(admin, "known");
	hello = ask(sync, "hello");
	assert_null(json_object_get(hello, "enrol"));
	json_decref(hello);
	hub_test_tell(admin, enrol("ABCD EFGH JKLM"));
	hub_test_tell(sync, json_pack("{s:s, s:s}", "verb", "enrol.done", "result", "refused"));
	state_is(admin, "refused");
	close(admin), close(sync);
}

static void connections_are_certified_when_the_council_does_so(void **state)
{
	static const char pem[] = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:{s:s, s:b}}", "backoffice", "url", "https://council.example", "client_certificate", true));
	hub_test_start(given);
	int admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync");
	json_t *hello = ask(sync, "hello");
	assert_null(json_object_get(hello, "client"));
	json_decref(hello);
	hub_test_tell(admin, enrol("ABCD-EFGH-JKLM"));
	json_t *bell = hub_test_bell(sync, "enrol"), *wanted = json_object_get(bell, "enrol"), *tls = json_object_get(wanted, "tls");
	assert_string_equal(json_string_value(json_object_get(tls, "crv")), "P-256");
	assert_null(json_object_get(tls, "d"));
	assert_false(json_equal(tls, json_object_get(wanted, "jwk"))); /* the key that signs is not the one that leaves this program */
	json_decref(bell);
	hub_test_refused(sync, json_pack("{s:s, s:s, s:s}", "verb", "enrol.done", "result", "known", "certificate", "none"), "input");
	hub_test_tell(sync, json_pack("{s:s, s:s, s:s}", "verb", "enrol.done", "result", "known", "certificate", pem));
	hello = ask(sync, "hello");
	const json_t *client = json_object_get(hello, "client");
	assert_string_equal(json_string_value(json_object_get(client, "certificate")), pem);
	assert_non_null(strstr(json_string_value(json_object_get(client, "key")), "PRIVATE KEY"));
	json_decref(hello);
	close(admin), close(sync);
}

static void what_is_no_code_is_refused(void **state)
{
	struct given_hub *given = *state;
	start(given);
	int admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync");
	hub_test_refused(admin, enrol("ABCD"), "input");
	hub_test_refused(admin, enrol("ABCD-EFGH-JKLM-\"}"), "input");
	hub_test_refused(admin, enrol("ABCD-EFGH-JKLM-NPQR-STVW-XYZ01234"), "limit");
	hub_test_tell(admin, enrol("ABCD-EFGH-JKLM-NPQR-STVW-XYZ0123"));
	hub_test_refused(sync, json_pack("{s:s, s:s}", "verb", "enrol.done", "result", "perhaps"), "input");
	close(admin), close(sync);
}

static void without_a_back_office_there_is_nobody_to_ask(void **state)
{
	struct given_hub *given = *state;
	int admin = hub_test_enter(given, "admin");
	hub_test_refused(admin, enrol("ABCD-EFGH-JKLM"), "empty");
	state_is(admin, "none");
	close(admin);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(a_code_reaches_sync_with_the_key_and_is_forgotten_once_answered),
		hub_test_stopped(connections_are_certified_when_the_council_does_so), hub_test_stopped(what_is_no_code_is_refused),
		hub_test(without_a_back_office_there_is_nobody_to_ask),
	};
	return cmocka_run_group_tests_name("hub_enrol", cases, NULL, NULL);
}
