/* SPDX-License-Identifier: MIT */
/* unit.hub_site_acts - two kiosks of a site: forms laid ready, kept answers brought back, and somebody helped, from the other one's desk. */
#include "tests/unit/hub/site_given.h"

#include "tests/lib/shared_clock.h"

#include <stdio.h>
#include <string.h>

/* Laid ready from the first at the second, seen there and here, and taken back. */
static void a_form_is_laid_ready_at_the_other(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	site_both(given);
	site_sign_in(&given->one);
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "", &reply);
	assert_int_equal(json_object_size(json_object_get(reply, "push")), 0);
	assert_int_equal(json_array_size(json_object_get(reply, "kept")), 0);
	json_decref(reply);
	site_expect(&given->two, site_voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "push.offer", "service", "missed-bin")), "", &reply);
	char ticket[8];
	snprintf(ticket, sizeof ticket, "%s", json_string_value(json_object_get(reply, "ticket")));
	json_decref(reply);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "", &reply);
	const json_t *push = json_object_get(reply, "push");
	assert_string_equal(json_string_value(json_object_get(push, "ticket")), ticket);
	assert_string_equal(json_string_value(json_object_get(push, "name")), "Sam");
	assert_int_equal(json_string_length(json_object_get(push, "code")), 6);
	json_decref(hub_test_ask(given->two.ui, json_pack("{s:s, s:O}", "verb", "push.open", "code", json_object_get(push, "code")), -1, NULL));
	json_decref(reply);
	site_expect(&given->two, site_voucher(&given->one, &given->two, site_watch()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "push"), "state")), "opened");
	json_decref(reply);
	site_expect(&given->two, site_voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "push.end", "ticket", ticket)), "", NULL);
}

/* A ticket of the second, shown at the first's desk: wrong ones count for who typed them, wherever they are. */
static void what_is_kept_at_the_other_is_brought_there(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	site_sign_in(&given->one);
	site_greet(&given->one, &given->two);
	for (int i = 0; i < 6; i++)
		site_expect(&given->two, site_voucher(&given->one, &given->two, json_pack("{s:s, s:s}", "verb", "park.pick", "ticket", "ZZZ ZZZ")), i < 5 ? "wrong" : "often", NULL);
}

static void show_screen(struct site_hub *at)
{
	hub_test_tell(at->ui, json_pack("{s:s, s:{s:s, s:s, s:b, s:[{s:s, s:s, s:s, s:i, s:b, s:b}]}}", "verb", "join.screen", "tree", "screen", "question/name", "lang", "en", "rtl", 0,
		"nodes", "id", "field:name", "role", "field", "name", "Your name", "depth", 1, "point", 1, "theirs", 1));
}

/* The next bell @name whose @member is @value; new. */
static json_t *await_bell(int door, const char *name, const char *member, const char *value)
{
	for (;;) {
		json_t *bell = hub_test_bell(door, name);
		const char *got = json_string_value(json_object_get(bell, member));
		if (got && strcmp(got, value) == 0)
			return bell;
		json_decref(bell);
	}
}

static json_t *view(void)
{
	return json_pack("{s:s}", "verb", "join.view");
}

/* Who helps from the first's desk is asked for at the second, sees what that screen lets a desk see, acts there, and is gone when not heard of again. */
static void somebody_at_the_other_is_helped_from_here(void **state)
{
	struct given_site *given = *state;
	json_t *reply = NULL;
	site_both(given);
	site_sign_in(&given->one);
	hub_test_tell(given->two.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", VISIT));
	site_greet(&given->one, &given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, json_pack("{s:s}", "verb", "join.ask")), "", NULL);
	json_decref(await_bell(given->two.ui, "join", "name", "Sam"));
	site_expect(&given->two, site_voucher(&given->one, &given->two, view()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), "asked");
	assert_null(json_object_get(reply, "tree"));
	json_decref(reply);
	hub_test_tell(given->two.ui, json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "join.note", "event", "permission_given", "subject", "types", "language", "en", "text", "join-1"));
	show_screen(&given->two);
	site_expect(&given->two, site_voucher(&given->one, &given->two, view()), "", &reply);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), "types");
	assert_int_equal(json_array_size(json_object_get(json_object_get(reply, "tree"), "nodes")), 1);
	assert_int_equal(json_string_length(json_object_get(reply, "session")), 32);
	json_decref(reply);
	site_expect(&given->two, site_voucher(&given->one, &given->two, json_pack("{s:s, s:s, s:s, s:s}", "verb", "join.act", "node", "field:name", "action", "set", "text", "Ama")), "", NULL);
	json_decref(await_bell(given->two.ui, "drive", "text", "Ama"));
	shared_clock_pass(11 * 1000);
	site_greet(&given->one, &given->two);
	json_decref(await_bell(given->two.ui, "join", "state", "ended"));
}

/* Who looks on there for long is not locked out here for it. */
static void who_helps_at_the_other_is_not_idle_here(void **state)
{
	struct given_site *given = *state;
	site_both(given);
	site_sign_in(&given->one);
	site_greet(&given->one, &given->two);
	for (int i = 0; i < 4; i++) {
		shared_clock_pass(50 * 1000);
		site_greet(&given->one, &given->two);
		json_t *request = site_voucher(&given->one, &given->two, view());
		assert_non_null(request);
		json_decref(request);
	}
	json_t *reply = hub_test_ask(given->one.desk, json_pack("{s:s, s:s}", "verb", "desk.state", "session", given->one.session), -1, NULL);
	assert_false(json_is_true(json_object_get(reply, "locked")));
	json_decref(reply);
}

#define site_test(CASE) cmocka_unit_test_setup_teardown(CASE, site_set_up, site_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		site_test(a_form_is_laid_ready_at_the_other),
		site_test(what_is_kept_at_the_other_is_brought_there),
		site_test(somebody_at_the_other_is_helped_from_here),
		site_test(who_helps_at_the_other_is_not_idle_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
