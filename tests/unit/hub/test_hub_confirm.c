/* SPDX-License-Identifier: MIT */
/* unit.hub_confirm - a call about getting in somewhere is not ended before the person says that they are in, or why not. */
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/staff_list.h"

#include <stdio.h>

static const char mark[] = "00112233445566aa", other_mark[] = "ffeeddccbbaa9988";
static const char *const whys[] = { "told", "passed-on", "later", "left" };

struct pair { int ui, desk; char session[33]; };

static struct pair start(struct given_hub *given)
{
	struct pair pair;
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	pair.ui = hub_test_enter(given, "ui");
	pair.desk = hub_test_enter(given, "desk");
	json_t *reply = hub_test_ask(pair.desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(pair.session, sizeof pair.session, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
	return pair;
}

static void end(struct pair *pair)
{
	close(pair->ui), close(pair->desk);
}

static json_t *say(const char *visit, const char *state)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.confirm", "visit", visit, "service", "homesearch-help", "state", state);
}

static json_t *call(const char *visit)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "help.call", "from", "done", "language", "en", "visit", visit, "service", "homesearch-help");
}

static json_t *by(const struct pair *pair, const char *verb, const char *why)
{
	json_t *request = json_pack("{s:s, s:s, s:s}", "verb", verb, "session", pair->session, "ticket", "A1");
	if (why)
		json_object_set_new(request, "why", json_string(why));
	return request;
}

static void assert_confirm(const struct pair *pair, const char *wanted)
{
	json_t *list = hub_test_ask(pair->desk, json_pack("{s:s, s:s}", "verb", "help.list", "session", pair->session), -1, NULL);
	const char *is = json_string_value(json_object_get(json_array_get(json_object_get(list, "calls"), 0), "confirm"));
	assert_string_equal(is ? is : "", wanted);
	json_decref(list);
}

/* How often the audit has @words. */
static int written(struct given_hub *given, const char *words)
{
	int admin = hub_test_enter(given, "admin"), count = 0;
	json_t *list = hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "audit.list", "after", 0), -1, NULL);
	const char *at = json_string_value(json_object_get(list, "lines"));
	for (at = at ? strstr(at, words) : NULL; at; at = strstr(at + 1, words))
		count++;
	json_decref(list);
	close(admin);
	return count;
}

static void nobody_ends_it_before_they_are_in(void **state)
{
	struct pair pair = start(*state);
	hub_test_tell(pair.ui, call(mark));
	assert_confirm(&pair, "");
	hub_test_tell(pair.ui, say(mark, "trying"));
	hub_test_tell(pair.ui, say(mark, "trying")); /* said again it is the same */
	assert_confirm(&pair, "trying");
	json_t *reply = hub_test_ask(pair.desk, by(&pair, "help.done", NULL), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "denied");
	assert_string_equal(json_string_value(json_object_get(reply, "why")), "unconfirmed");
	json_decref(reply);
	hub_test_tell(pair.ui, say(mark, "stuck"));
	hub_test_refused(pair.desk, by(&pair, "help.done", NULL), "denied");
	hub_test_tell(pair.ui, say(mark, "in"));
	assert_confirm(&pair, "in");
	hub_test_tell(pair.desk, by(&pair, "help.done", NULL));
	assert_int_equal(written(*state, "\"event\":\"confirmation\",\"subject\":\"homesearch-help\",\"outcome\":\"trying\""), 1);
	assert_int_equal(written(*state, "\"outcome\":\"in\""), 1 + 1); /* and Sam's own "in" at the desk */
	end(&pair);
}

static void staff_say_why_it_ends_without(void **state)
{
	struct pair pair = start(*state);
	hub_test_tell(pair.ui, call(mark));
	hub_test_refused(pair.desk, by(&pair, "help.confirmed", "told"), "empty"); /* nothing has to be said */
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++) {
		hub_test_tell(pair.ui, say(mark, "trying"));
		hub_test_refused(pair.desk, by(&pair, "help.confirmed", "in"), "input"); /* that is the person's word */
		hub_test_refused(pair.desk, by(&pair, "help.confirmed", "because"), "input");
		hub_test_tell(pair.desk, by(&pair, "help.confirmed", whys[i]));
		assert_confirm(&pair, whys[i]);
		hub_test_tell(pair.ui, say(mark, "stuck"));
	}
	hub_test_tell(pair.desk, by(&pair, "help.confirmed", "left"));
	hub_test_tell(pair.desk, by(&pair, "help.done", NULL));
	assert_int_equal(written(*state, "\"actor\":\"staff\",\"staff\":\"sam\",\"event\":\"confirmation\",\"subject\":\"homesearch-help\",\"outcome\":\"left\",\"reason\":\"A1\""), 2);
	end(&pair);
}

/* Who called after it was sent, and who left before they said it. */
static void it_holds_for_their_call_only_and_outlasts_their_leaving(void **state)
{
	struct pair pair = start(*state);
	hub_test_tell(pair.ui, say(mark, "trying"));
	hub_test_tell(pair.ui, call(mark));
	assert_confirm(&pair, "trying");
	hub_test_tell(pair.ui, json_pack("{s:s}", "verb", "visit.drop"));
	assert_confirm(&pair, "trying");
	hub_test_refused(pair.desk, by(&pair, "help.done", NULL), "denied");
	hub_test_tell(pair.desk, by(&pair, "help.confirmed", "left"));
	hub_test_tell(pair.desk, by(&pair, "help.done", NULL));
	hub_test_tell(pair.ui, call(other_mark));
	assert_confirm(&pair, "");
	end(&pair);
}

static void what_is_no_word_of_theirs_is_refused(void **state)
{
	struct pair pair = start(*state);
	static const char *const wrong[] = { "", "told", "left", "passed-on", "IN", "done", "a-word-that-is-too-long-for-it" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *reply = hub_test_ask(pair.ui, say(mark, wrong[i]), -1, NULL);
		assert_non_null(json_object_get(reply, "fail"));
		json_decref(reply);
	}
	hub_test_refused(pair.ui, say("", "in"), "input");
	json_t *theirs = say(mark, "in");
	json_object_set_new(theirs, "staff", json_true());
	hub_test_refused(pair.ui, theirs, "denied"); /* nobody is signed in at the kiosk */
	assert_int_equal(written(*state, "\"confirmation\""), 0);
	end(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(nobody_ends_it_before_they_are_in), hub_test_stopped(staff_say_why_it_ends_without), hub_test_stopped(it_holds_for_their_call_only_and_outlasts_their_leaving),
		hub_test_stopped(what_is_no_word_of_theirs_is_refused),
	};
	return cmocka_run_group_tests_name("hub_confirm", tests, NULL, NULL);
}
