/* SPDX-License-Identifier: MIT */
/* unit.hub_figures - the day in numbers, counted from the audit: the same after a kill, and of no person. */
#include "firmware/hub/figures.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/chain.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>

/* 23 November 2026, 10:00 UTC */
static const int64_t MONDAY_MS = INT64_C(1795428000000), DAY_MS = INT64_C(86400000);

static struct chain_row row(int64_t seq, int64_t wall_ms, const char *event, const char *outcome, const char *reason)
{
	struct chain_row made = { .seq = seq, .wall_ms = wall_ms };
	snprintf(made.event, sizeof made.event, "%s", event);
	snprintf(made.outcome, sizeof made.outcome, "%s", outcome);
	snprintf(made.reason, sizeof made.reason, "%s", reason);
	return made;
}

static void add(struct figures *figures, int64_t wall_ms, const char *event, const char *outcome, const char *reason)
{
	struct chain_row made = row(figures->seen + 1, wall_ms, event, outcome, reason);
	figures_row(figures, &made);
}

static void each_act_is_counted_once_where_it_belongs(void **state)
{
	struct figures figures = { 0 };
	(void)state;
	add(&figures, MONDAY_MS, "visit_begin", "begun", "");
	add(&figures, MONDAY_MS, "visit_begin", "goes-on", "");      /* a restart did not end it */
	add(&figures, MONDAY_MS, "visit_begin", "begun", "training"); /* nobody's */
	add(&figures, MONDAY_MS, "submit", "kept", "");
	add(&figures, MONDAY_MS, "assist_requested", "A1", "");
	add(&figures, MONDAY_MS + 60000, "assist_requested", "A2", "");
	add(&figures, MONDAY_MS + 90000, "assist_start", "A1", "");
	add(&figures, MONDAY_MS + 90000, "assist_left", "A2", "");
	add(&figures, MONDAY_MS + 95000, "assist_start", "B7", "");    /* nobody knows since when */
	add(&figures, MONDAY_MS + 99000, "assist_end", "A1", "A4L");
	add(&figures, MONDAY_MS + 99000, "assist_end", "B7", "");
	add(&figures, MONDAY_MS + 99000, "assist_end", "assist-1", "V"); /* of looking on, no call */
	add(&figures, MONDAY_MS, "remark", "kept", "idea");
	add(&figures, MONDAY_MS, "interaction", "simple", "");
	add(&figures, MONDAY_MS, "interaction_raised", "assisted", "help-twice+language");
	add(&figures, 0, "visit_begin", "begun", "");                 /* by a clock that begins in 1970 */
	const struct figures_day *day = &figures.day[0];
	assert_int_equal(day->visits, 1);
	assert_int_equal(day->sent, 1);
	assert_int_equal(day->calls, 2);
	assert_int_equal(day->came, 2);
	assert_int_equal(day->left, 1);
	assert_int_equal(day->wait_s, 90);
	assert_int_equal(day->longest_s, 90);
	assert_int_equal(day->remarks, 1);
	assert_int_equal(day->types[0], 1);
	assert_int_equal(day->types[1], 1);
	assert_int_equal(day->raised, 1);
	for (int i = 0; i < FIGURES_CODES; i++)
		assert_int_equal(day->codes[i], strcmp(figures_code(i), "A4L") == 0 || strcmp(figures_code(i), "U") == 0);
	assert_null(figures_code(FIGURES_CODES));
	assert_true(date_none(figures.day[1].date));
	assert_int_equal(figures.seen, 16);
}

static void the_oldest_day_gives_way(void **state)
{
	struct figures figures = { 0 };
	(void)state;
	for (int i = 0; i <= FIGURES_DAYS; i++)
		for (int k = 0; k <= i; k++)
			add(&figures, MONDAY_MS + i * DAY_MS, "visit_begin", "begun", "");
	add(&figures, MONDAY_MS, "visit_begin", "begun", ""); /* a clock that went back: that day is not kept any more */
	int64_t all = 0;
	for (int i = 0; i < FIGURES_DAYS; i++) {
		assert_false(date_none(figures.day[i].date));
		all += figures.day[i].visits;
	}
	assert_int_equal(all, (FIGURES_DAYS + 1) * (FIGURES_DAYS + 2) / 2 - 1);
}

static int sign_in(struct given_hub *given, char session[static 33])
{
	int desk = hub_test_enter(given, "desk");
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 33, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
	return desk;
}

static int64_t figure(const json_t *day, const char *key)
{
	return json_integer_value(json_object_get(day, key));
}

static void desk_says(int desk, const char *session, int visits, int calls, int v)
{
	json_t *today = hub_test_ask(desk, json_pack("{s:s, s:s}", "verb", "figures", "session", session), -1, NULL);
	assert_int_equal(figure(today, "visits"), visits);
	assert_int_equal(figure(today, "calls"), calls);
	assert_int_equal(figure(json_object_get(today, "codes"), "V"), v);
	json_decref(today);
}

static json_t *call(const char *visit)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "from", "home", "language", "en", "visit", visit);
}

static json_t *by(const char *session, const char *verb, const char *ticket)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:s}", "verb", verb, "session", session, "ticket", ticket, "minutes", 1, "code", "V");
}

/* A day at the desk; a hub that was killed counts the same. */
static void a_kill_changes_no_number(void **state)
{
	struct given_hub *given = *state;
	char session[33];
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, staff_list_sam());
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), desk = sign_in(given, session);
	hub_test_tell(ui, json_pack("{s:s, s:i}", "verb", "hello", "version", 1)); /* nobody is here */
	desk_says(desk, session, 0, 0, 0);
	for (int i = 1; i <= 3; i++) {
		char visit[17], ticket[4];
		snprintf(visit, sizeof visit, "%016x", i);
		snprintf(ticket, sizeof ticket, "A%d", i);
		json_decref(hub_test_ask(ui, call(visit), -1, NULL));
		hub_test_tell(desk, by(session, "help.take", ticket));
		hub_test_tell(desk, by(session, "help.arrive", ticket));
		hub_test_tell(desk, by(session, "help.done", ticket));
	}
	desk_says(desk, session, 3, 3, 3);
	hub_test_refused(desk, json_pack("{s:s, s:s}", "verb", "figures", "session", "00000000000000000000000000000000"), "denied");
	close(ui), close(desk);
	hub_test_kill(given);
	hub_test_start(given);
	desk = sign_in(given, session);
	desk_says(desk, session, 3, 3, 3);
	int sync = hub_test_enter(given, "sync");
	json_t *beat = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_object_get(beat, "data"), *days = json_object_get(data, "days");
	assert_int_equal(json_array_size(days), 1);
	assert_int_equal(figure(json_array_get(days, 0), "came"), 3);
	assert_true(json_object_size(data) <= 64);
	json_decref(beat);
	close(sync), close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_act_is_counted_once_where_it_belongs),
		cmocka_unit_test(the_oldest_day_gives_way),
		hub_test_stopped(a_kill_changes_no_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
