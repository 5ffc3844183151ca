/* SPDX-License-Identifier: MIT */
/* unit.hub_site - two kiosks of a site: who is signed in at one acts at the other by a voucher, once, and as that one's own list of staff has them. */
#include "firmware/hub/verbs.h"
#include "tests/unit/hub/site_given.h"

#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "firmware/envelope/voucher.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <stdio.h>

static void call(struct site_hub *at)
{
	json_decref(hub_test_ask(at->ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", VISIT, "from", "start", "language", "en"), -1, NULL));
}

static json_t *take(void)
{
	return json_pack("{s:s, s:s, s:i}", "verb", "help.take", "ticket", "A1", "minutes", 5);
}

static void expect_screen(struct site_hub *at, const char *state)
{
	json_t *reply = hub_test_ask(at->ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", VISIT), -1, NULL);
	const char *got = json_string_value(json_object_get(json_object_get(reply, "help"), "state"));
	assert_string_equal(got ? got : "", state);
	json_decref(reply);
}

static void a_call_at_one_is_seen_and_taken_at_the_other(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	site_both(given);
	site_sign_in(&given->one);
	call(&given->two);
	expect_screen(&given->two, "alone");
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "", &reply);
	const json_t *first = json_array_get(json_object_get(reply, "calls"), 0);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "state"), "kiosk")), "Kiosk 2");
	assert_string_equal(json_string_value(json_object_get(first, "ticket")), "A1");
	expect_screen(&given->two, "waiting"); /* somebody hears now */
	hub_test_tell(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.look", "session", json_string_value(json_object_get(reply, "session"))));
	site_expect(&given->two, site_voucher(&given->one, &given->two, take()), "", NULL);
	expect_screen(&given->two, "coming");
	json_decref(reply);
}

static void what_was_done_stands_in_both_audits(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	site_sign_in(&given->one);
	call(&given->two);
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, take()), "", NULL);
	const struct { struct site_hub *at; const char *event, *other; } rows[] = {
		{ &given->one, "\"event\":\"site_act\"", site_kid(&given->two) }, { &given->two, "\"event\":\"site_in\"", site_kid(&given->one) }, { &given->two, "\"event\":\"assist_taken\"", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int admin = hub_test_enter(rows[i].at->hub, "admin");
		json_t *reply = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
		char *lines = strdup(json_string_value(json_object_get(reply, "lines"))), *rest = lines;
		bool found = false;
		for (char *line; (line = strsep(&rest, "\n"));)
			found = found || (strstr(line, rows[i].event) && strstr(line, "\"staff\":\"sam\"") && strstr(line, rows[i].other));
		free(lines);
		if (!found)
			fail_msg("%s is in no row", rows[i].event);
		json_decref(reply);
		close(admin);
	}
}

static void a_voucher_holds_once_and_there_alone(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	site_sign_in(&given->one);
	call(&given->two);
	site_greet(&given->one, &given->two);
	json_t *request = site_voucher(&given->one, &given->two, take());
	site_expect(&given->two, json_incref(request), "", NULL);
	site_expect(&given->two, json_incref(request), "stale", NULL);
	json_decref(request);
	site_greet(&given->two, &given->one);
	snprintf(given->two.nonce, sizeof given->two.nonce, "%s", given->one.nonce);
	request = site_voucher(&given->one, &given->two, take()); /* meant for the second, said to the first, which gave that nonce out */
	json_object_set_new(request, "from", json_string(site_kid(&given->two)));
	site_expect(&given->one, request, "forged", NULL);
	site_greet(&given->one, &given->two);
	request = site_voucher(&given->one, &given->two, take());
	shared_clock_pass(60 * 1000);
	site_sign_in(&given->one);
	site_expect(&given->two, request, "stale", NULL);
	site_expect(&given->two, site_voucher(&given->one, &given->two, take()), "", NULL);
}

static void only_what_that_kiosk_signed_counts(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	site_sign_in(&given->one);
	site_greet(&given->one, &given->two);
	json_t *request = site_voucher(&given->one, &given->two, site_watch());
	char *text = strdup(json_string_value(json_object_get(request, "text")));
	memcpy(strstr(text, "\"staff\":\"sam\""), "\"staff\":\"ann\"", 13);
	json_object_set_new(request, "text", json_string(text));
	free(text);
	site_expect(&given->two, request, "forged", NULL);
	struct device *stranger = site_device(&given->two); /* signed, but by another kiosk */
	struct voucher made = { .staff = "sam", .role = "staff", .act = site_watch() };
	char signature[SIGN_TEXT_BYTES];
	snprintf(made.from, sizeof made.from, "%s", site_kid(&given->one));
	snprintf(made.to, sizeof made.to, "%s", site_kid(&given->two));
	snprintf(made.nonce, sizeof made.nonce, "%s", given->two.nonce);
	assert_int_equal(voucher_write(&made, stranger, &text, signature), FAIL_NONE);
	site_expect(&given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", site_kid(&given->one), "text", text, "signature", signature), "forged", NULL);
	free(text);
	device_close(stranger);
	struct device *first = site_device(&given->one); /* signed by the right one, for a third */
	snprintf(made.to, sizeof made.to, "%s", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
	assert_int_equal(voucher_write(&made, first, &text, signature), FAIL_NONE);
	site_expect(&given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", site_kid(&given->one), "text", text, "signature", signature), "elsewhere", NULL);
	free(text);
	device_close(first);
	json_decref(made.act);
	hub_test_refused(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.do", "from", made.to), "denied");
	hub_test_refused(given->two.desk, json_pack("{s:s, s:s}", "verb", "site.do", "from", site_kid(&given->two)), "denied");
}

/* What a taken-over kiosk says of somebody does not count: this kiosk's own list does. */
static void the_other_kiosks_own_list_decides(void **state)
{
	struct given_site *given = *state;
	site_begin(given, &given->one, json_pack("[o]", site_member("sam", "4471", "supervisor")));
	site_begin(given, &given->two, json_pack("[o]", site_member("sam", "4471", "volunteer")));
	site_sign_in(&given->one);
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "roster", NULL);
	staff_list(given->two.hub->state, given->two.hub->folder, 0, json_pack("[o]", site_member("ann", "4471", "supervisor")));
	close(given->two.desk), close(given->two.ui);
	hub_test_kill(given->two.hub);
	hub_test_start(given->two.hub);
	given->two.desk = hub_test_enter(given->two.hub, "desk");
	given->two.ui = hub_test_enter(given->two.hub, "ui");
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "roster", NULL);
}

static void no_voucher_without_a_right_or_for_other_things(void **state)
{
	struct given_site *given = *state;
	site_begin(given, &given->one, json_pack("[o]", site_member("tess", "4471", "technician")));
	site_begin(given, &given->two, staff_list_sam());
	site_greet(&given->one, &given->two);
	snprintf(given->one.session, sizeof given->one.session, "%s", "00000000000000000000000000000000");
	assert_null(site_voucher(&given->one, &given->two, site_watch()));
	site_sign_in(&given->one);
	assert_null(site_voucher(&given->one, &given->two, site_watch()));
	assert_null(site_voucher(&given->one, &given->two, take()));
	assert_null(site_voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "staff.enter")));
	assert_null(site_voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "hello")));
	assert_null(site_voucher(&given->one, &given->one, site_watch()));
}

/* Whatever a browser may write for this kiosk it may write for another: refused or not, it shuts no door. */
static void the_longest_act_shuts_no_door(void **state)
{
	struct given_site *given = *state;
	char node[JOIN_NODE_MAX_BYTES + 1], text[JOIN_TEXT_MAX_BYTES + 1], nonce[VOUCHER_NONCE_BYTES];
	memset(node, '"', sizeof node - 1), memset(text, '"', sizeof text - 1), memset(nonce, 1, sizeof nonce - 1);
	node[sizeof node - 1] = text[sizeof text - 1] = nonce[sizeof nonce - 1] = '\0';
	site_both(given);
	site_sign_in(&given->one);
	memcpy(given->two.nonce, nonce, sizeof nonce); /* what the other kiosk calls one may be anything */
	assert_null(site_voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "join.act", "node", node, "action", "set", "text", text)));
	assert_null(site_voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s}", "verb", "help.note", "ticket", "A1", "text", text)));
	hub_test_tell(given->one.desk, json_pack("{s:s, s:s}", "verb", "staff.seen", "session", given->one.session));
}

static void who_is_not_heard_of_again_is_gone(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	site_both(given);
	site_sign_in(&given->one);
	call(&given->two);
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "", &reply);
	json_t *look = json_pack("{s:s, s:s}", "verb", "site.look", "session", json_string_value(json_object_get(reply, "session")));
	hub_test_tell(given->two.desk, json_incref(look));
	shared_clock_pass(11 * 1000);
	hub_test_refused(given->two.desk, look, "denied");
	json_decref(hub_test_ask(given->two.ui, json_pack("{s:s}", "verb", "staff.state"), -1, NULL));
	shared_clock_pass(6 * 1000);
	for (;;) { /* told when the desk was not heard of for a while */
		json_t *bell = hub_test_bell(given->two.ui, "help");
		bool alone = strcmp(json_string_value(json_object_get(bell, "state")), "alone") == 0;
		json_decref(bell);
		if (alone)
			break;
	}
	json_decref(reply);
}

/* As who took that kiosk over would: with its own key, in the name of whomever the list here has. */
static json_t *forged(struct given_site *given, const char *staff, json_t *act)
{
	struct device *device = site_device(&given->one);
	struct voucher made = { .act = act };
	char signature[SIGN_TEXT_BYTES], *text = NULL;
	snprintf(made.from, sizeof made.from, "%s", site_kid(&given->one));
	snprintf(made.to, sizeof made.to, "%s", site_kid(&given->two));
	snprintf(made.nonce, sizeof made.nonce, "%s", given->two.nonce);
	snprintf(made.staff, sizeof made.staff, "%s", staff);
	snprintf(made.role, sizeof made.role, "%s", "staff");
	assert_int_equal(voucher_write(&made, device, &text, signature), FAIL_NONE);
	json_t *request = json_pack("{s:s, s:s, s:s, s:s}", "verb", "site.do", "from", site_kid(&given->one), "text", text, "signature", signature);
	free(text);
	voucher_done(&made);
	device_close(device);
	return request;
}

static void a_kiosk_that_was_taken_over_keeps_no_other_out(void **state)
{
	enum { NAMED = PEER_GUESTS_A_KIOSK_MAX + 1 };
	struct given_site *given = *state;
	json_t *staff = json_array();
	char id[16], number[16];
	for (int i = 0; i < NAMED; i++) {
		snprintf(id, sizeof id, "s-%d", i);
		snprintf(number, sizeof number, "%d", 70000 + i);
		json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", "Ann", "role", "staff", "pin", "507463"));
	}
	site_begin(given, &given->one, staff_list_sam());
	site_begin(given, &given->two, staff);
	site_greet(&given->one, &given->two);
	for (int i = 0; i < NAMED; i++) {
		snprintf(id, sizeof id, "s-%d", i);
		site_expect(&given->two, forged(given, id, site_watch()), i < PEER_GUESTS_A_KIOSK_MAX ? "" : "roster", NULL);
	}
	site_expect(&given->two, forged(given, "s-0", site_watch()), "", NULL); /* who is here stays */
	shared_clock_pass(11 * 1000);
	site_expect(&given->two, forged(given, "s-8", site_watch()), "", NULL);
}

/* Each act is a row of the other kiosk's audit, which has its length. */
static void what_comes_from_one_kiosk_has_its_pace(void **state)
{
	enum { ACTS = PEER_ACTS_BURST + 20 };
	struct given_site *given = *state;
	int64_t begun = real_ms();
	int done = 0;
	site_both(given);
	site_sign_in(&given->one);
	call(&given->two);
	site_greet(&given->one, &given->two);
	for (int i = 0; i < ACTS; i++) {
		json_t *reply = hub_test_ask(given->two.desk, site_voucher(&given->one, &given->two, take()), -1, NULL);
		const char *failed = json_string_value(json_object_get(reply, "fail"));
		snprintf(given->two.nonce, sizeof given->two.nonce, "%s", json_string_value(json_object_get(reply, "nonce")));
		assert_true(!failed || strcmp(failed, "busy") == 0);
		done += !failed;
		json_decref(reply);
	}
	int back = (int)((real_ms() - begun) / PEER_ACT_EACH_MS) + 1;
	print_message("%d of %d done\n", done, ACTS);
	assert_true(done >= PEER_ACTS_BURST && done <= PEER_ACTS_BURST + back);
}

static void the_desk_is_given_what_the_others_can_check(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	json_t *reply = hub_test_ask(given->one.desk, json_pack("{s:s}", "verb", "hello"), -1, NULL), *site = json_object_get(reply, "site");
	const json_t *other = json_array_get(json_object_get(site, "kiosks"), 0);
	assert_int_equal(json_array_size(json_object_get(site, "kiosks")), 1);
	assert_string_equal(json_string_value(json_object_get(other, "kid")), site_kid(&given->two));
	assert_string_equal(json_string_value(json_object_get(other, "address")), "127.0.0.2:8444");
	assert_string_equal(json_string_value(json_object_get(site, "listen")), "127.0.0.1:8444");
	assert_non_null(strstr(json_string_value(json_object_get(site, "certificate")), "BEGIN CERTIFICATE"));
	assert_non_null(strstr(json_string_value(json_object_get(site, "key")), "BEGIN PRIVATE KEY"));
	json_decref(reply);
}

#define site_test(CASE) cmocka_unit_test_setup_teardown(CASE, site_set_up, site_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		site_test(a_call_at_one_is_seen_and_taken_at_the_other),
		site_test(what_was_done_stands_in_both_audits),
		site_test(a_voucher_holds_once_and_there_alone),
		site_test(only_what_that_kiosk_signed_counts),
		site_test(the_other_kiosks_own_list_decides),
		site_test(no_voucher_without_a_right_or_for_other_things),
		site_test(the_longest_act_shuts_no_door),
		site_test(who_is_not_heard_of_again_is_gone),
		site_test(a_kiosk_that_was_taken_over_keeps_no_other_out),
		site_test(what_comes_from_one_kiosk_has_its_pace),
		site_test(the_desk_is_given_what_the_others_can_check),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
