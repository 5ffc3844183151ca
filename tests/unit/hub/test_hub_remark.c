/* SPDX-License-Identifier: MIT */
/* unit.hub_remark - staff tell the council about a service: sealed, once, and nothing of what they wrote anywhere else. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/envelope.h"
#include "firmware/envelope/open.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <stdio.h>

enum { TEXT_MAX = 600, HOUR_MOST = 60 };

static const char canary[] = "canaryword: the second page asks twice";

struct at_desk { int desk; char session[33]; };

static void enter(struct at_desk *at)
{
	json_t *reply = hub_test_ask(at->desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(at->session, sizeof at->session, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
}

/* Sam at the desk of a hub that seals for @council, or for nobody. */
static struct at_desk start(struct given_hub *given, const EVP_PKEY *council)
{
	struct at_desk at = { 0 };
	hub_test_config(given, council ? json_pack("{s:o}", "council_key", jwk_of_p256(council)) : NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	at.desk = hub_test_enter(given, "desk");
	enter(&at);
	return at;
}

static json_t *remark(const char *session, const char *kind, const char *about, const char *text)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "remark.add", "session", session, "kind", kind, "about", about, "text", text);
}

/* The one event that waits, opened. */
static json_t *opened(int sync, EVP_PKEY *council)
{
	json_t *claim = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 5), -1, NULL), *items = json_object_get(claim, "items"), *event = NULL, *record = NULL;
	assert_int_equal(json_array_size(items), 1);
	const char *id = json_string_value(json_object_get(json_array_get(items, 0), "id"));
	json_t *body = hub_test_ask(sync, json_pack("{s:s, s:s}", "verb", "outbox.body", "id", id), -1, NULL);
	const char *text = json_string_value(json_object_get(body, "event"));
	assert_null(strstr(text, "canaryword"));
	assert_int_equal(envelope_event_check(text, strlen(text), &event), FAIL_NONE);
	assert_int_equal(event_open(event, council, &record), FAIL_NONE);
	json_decref(event), json_decref(body), json_decref(claim);
	return record;
}

static void the_council_gets_it_sealed_and_once(void **state)
{
	struct given_hub *given = *state;
	EVP_PKEY *council = EVP_EC_gen("P-256");
	struct at_desk at = start(given, council);
	json_t *one = remark(at.session, "issue", "missed-bin", canary);
	json_object_set_new(one, "screen", json_string("question/what-happened"));
	hub_test_tell(at.desk, one);
	hub_test_kill(given); /* it is on the disk */
	close(at.desk);
	hub_test_start(given);
	int sync = hub_test_enter(given, "sync");
	json_t *record = opened(sync, council);
	static const struct { const char *key, *value; } members[] = { { "type", "uk.foyer.remark.v1" }, { "kind", "issue" }, { "about", "missed-bin" }, { "text", canary }, { "screen", "question/what-happened" }, { "staff", "sam" }, { "feedback_source", "colleague" } };
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		assert_string_equal(json_string_value(json_object_get(record, members[i].key)), members[i].value);
	json_decref(record);
	close(sync);
	char command[GIVEN_PATH_BYTES + 64], found[256] = "";
	snprintf(command, sizeof command, "grep -rl canaryword %s || true", given->folder);
	assert_int_equal(process_run((char *[]){ "/bin/sh", "-c", command, NULL }, found, sizeof found), 0);
	assert_string_equal(found, "");
	EVP_PKEY_free(council);
}

static void what_is_no_remark_is_refused(void **state)
{
	EVP_PKEY *council = EVP_EC_gen("P-256");
	struct at_desk at = start(*state, council);
	char text[TEXT_MAX + 2];
	memset(text, 'x', sizeof text);
	text[TEXT_MAX + 1] = '\0';
	hub_test_refused(at.desk, remark(at.session, "issue", "missed-bin", text), "limit");
	text[TEXT_MAX] = '\0';
	hub_test_tell(at.desk, remark(at.session, "idea", "missed-bin", text));
	hub_test_refused(at.desk, remark(at.session, "gossip", "missed-bin", "x"), "input");
	json_t *odd = remark(at.session, "idea", "missed-bin", "x"), *long_one = json_deep_copy(odd);
	json_object_set_new(odd, "screen", json_string("name=Amina"));
	hub_test_refused(at.desk, odd, "input");
	json_object_set_new(long_one, "screen", json_string("question/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
	hub_test_refused(at.desk, long_one, "limit");
	hub_test_refused(at.desk, remark(at.session, "idea", "Missed bin", "x"), "input");
	hub_test_refused(at.desk, remark(at.session, "idea", "", "x"), "input");
	hub_test_refused(at.desk, remark(at.session, "idea", "missed-bin", "   "), "input");
	hub_test_refused(at.desk, remark(at.session, "idea", "missed-bin", "a\nb"), "input");
	hub_test_refused(at.desk, remark("00000000000000000000000000000000", "idea", "missed-bin", "x"), "denied");
	close(at.desk);
	EVP_PKEY_free(council);
}

static void without_a_council_nothing_is_kept(void **state)
{
	struct at_desk at = start(*state, NULL);
	hub_test_refused(at.desk, remark(at.session, "issue", "missed-bin", "x"), "empty");
	int sync = hub_test_enter(*state, "sync");
	hub_test_refused(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 5), "empty");
	close(sync), close(at.desk);
}

/* What lies here for the council has its room beside residents' forms, and not instead of them. */
static void nobody_fills_the_store_with_them(void **state)
{
	EVP_PKEY *council = EVP_EC_gen("P-256");
	shared_clock();
	struct at_desk at = start(*state, council);
	for (int i = 0; i < HOUR_MOST; i++)
		hub_test_tell(at.desk, remark(at.session, "idea", "missed-bin", "x"));
	hub_test_refused(at.desk, remark(at.session, "idea", "missed-bin", "x"), "busy");
	shared_clock_pass(3600 * 1000);
	enter(&at);
	hub_test_tell(at.desk, remark(at.session, "idea", "missed-bin", "x"));
	close(at.desk);
	EVP_PKEY_free(council);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(the_council_gets_it_sealed_and_once),
		hub_test_stopped(what_is_no_remark_is_refused),
		hub_test_stopped(without_a_council_nothing_is_kept),
		hub_test_stopped(nobody_fills_the_store_with_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
