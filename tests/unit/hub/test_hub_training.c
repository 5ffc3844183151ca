/* SPDX-License-Identifier: MIT */
/* unit.hub_training - staff practise: who may begin, that nothing of it is kept or sent, what goes wrong when they choose so, and when it ends. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/clock.h"
#include "firmware/base/date.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <stdio.h>
#include <sys/stat.h>

#define VISIT "00000000000000a1"

struct spokes { int ui, print; };

static json_t *somebody(const char *role)
{
	json_t *list = staff_list_sam();
	json_object_set_new(json_array_get(list, 0), "role", json_string(role));
	return list;
}

static void prepare(struct given_hub *given, const char *role, const char *hours, json_t *config)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], text[1024];
	shared_clock();
	hub_test_config(given, config);
	staff_list(given->state, given->folder, 0, somebody(role));
	given_path(folder, given->folder, "site");
	mkdir(folder, 0700);
	given_path(path, folder, "site.json");
	snprintf(text, sizeof text, "{\"council\":\"M\",\"branch\":\"C\",\"phone\":\"1\",\"desk\":\"there\",\"languages\":[\"en\"],\"hours\":{%s}}", hours);
	given_file(path, text, 0600);
	hub_test_start(given);
}

static json_t *verb(const char *name)
{
	return json_pack("{s:s}", "verb", name);
}

static struct spokes enter(struct given_hub *given)
{
	struct spokes spokes = { hub_test_enter(given, "ui"), hub_test_enter(given, "print") };
	hub_test_tell(spokes.ui, verb("hello"));
	hub_test_tell(spokes.print, json_pack("{s:s, s:s}", "verb", "printer.state", "state", "ready"));
	return spokes;
}

static void leave(struct spokes spokes)
{
	close(spokes.ui);
	close(spokes.print);
}

static void sign_in(int ui)
{
	hub_test_tell(ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", "4471", "pin", "839205"));
}

static struct spokes begin(struct given_hub *given, const char *hours)
{
	prepare(given, "supervisor", hours, NULL);
	struct spokes spokes = enter(given);
	sign_in(spokes.ui);
	hub_test_tell(spokes.ui, verb("training.begin"));
	return spokes;
}

/* What the screen hears when it says hello. */
static bool is_on(struct spokes spokes)
{
	json_t *reply = hub_test_ask(spokes.ui, verb("hello"), -1, NULL);
	bool on = json_is_true(json_object_get(json_object_get(reply, "training"), "on"));
	json_decref(reply);
	return on;
}

static json_t *practised(int number)
{
	json_t *request = hub_test_submission(number, 600);
	json_object_set_new(request, "training", json_true());
	json_object_set_new(request, "jwe", json_string(""));
	json_object_set_new(request, "reference", json_string("TRAINING"));
	json_object_set_new(request, "receipt", json_true());
	json_object_set_new(request, "visit", json_string(VISIT));
	return request;
}

static void fault(int ui, const char *name, bool on)
{
	hub_test_tell(ui, json_pack("{s:s, s:s, s:b}", "verb", "training.fault", "fault", name, "on", on));
}

static void people_hear(int ui, const char *printer, const char *network, const char *service)
{
	json_t *reply = hub_test_ask(ui, verb("status.people"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "printer")), printer);
	assert_string_equal(json_string_value(json_object_get(reply, "network")), network);
	assert_string_equal(json_string_value(json_object_get(reply, "service")), service);
	json_decref(reply);
}

/* The hub's own numbers of what waits and is parked, sent and spooled. */
static void nothing_is_kept(struct given_hub *given)
{
	int admin = hub_test_enter(given, "admin");
	json_t *reply = hub_test_ask(admin, verb("status"), -1, NULL), *queue = json_object_get(reply, "queue");
	assert_int_equal(json_integer_value(json_object_get(queue, "waiting")), 0);
	assert_int_equal(json_integer_value(json_object_get(queue, "delivered")), 0);
	assert_int_equal(json_integer_value(json_object_get(json_object_get(reply, "spool"), "waiting")), 0);
	json_decref(reply);
	close(admin);
}

static void only_who_supervises_begins_and_nobody_amid_a_visit(void **state)
{
	struct given_hub *given = *state;
	prepare(given, "staff", "", NULL);
	struct spokes spokes = enter(given);
	hub_test_refused(spokes.ui, verb("training.begin"), "denied");
	sign_in(spokes.ui);
	hub_test_refused(spokes.ui, verb("training.begin"), "denied");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:b}", "verb", "training.fault", "fault", "paper", "on", true), "denied");
	hub_test_refused(spokes.ui, verb("training.end"), "empty");
	assert_false(is_on(spokes));
	leave(spokes);
	hub_test_kill(given);
	prepare(given, "supervisor", "", NULL);
	spokes = enter(given);
	sign_in(spokes.ui);
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", VISIT));
	hub_test_refused(spokes.ui, verb("training.begin"), "busy");
	hub_test_tell(spokes.ui, verb("visit.drop"));
	hub_test_tell(spokes.ui, verb("training.begin"));
	assert_true(is_on(spokes));
	leave(spokes);
}

static void a_form_of_a_practice_leaves_nothing_but_its_paper(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = begin(given, "");
	hub_test_tell(spokes.ui, practised(1));
	json_t *job = hub_test_ask(spokes.print, verb("spool.claim"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(job, "kind")), "training-receipt");
	assert_string_equal(json_string_value(json_object_get(job, "reference")), "TRAINING");
	assert_true(json_is_true(json_object_get(job, "training")));
	assert_true(json_string_value(json_object_get(job, "service"))[0]);
	hub_test_tell(spokes.print, json_pack("{s:s, s:O, s:s, s:s}", "verb", "spool.done", "job", json_object_get(job, "job"), "outcome", "done", "reason", ""));
	json_decref(job);
	hub_test_refused(spokes.print, verb("spool.claim"), "empty");
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s, s:s}", "verb", "print.again", "reference", "TRAINING", "visit", VISIT));
	job = hub_test_ask(spokes.print, verb("spool.claim"), -1, NULL);
	assert_true(json_is_true(json_object_get(job, "training")));
	json_decref(job);
	nothing_is_kept(given);
	leave(spokes);
}

/* Whoever is wrong about it, nothing is sent: neither a practice for real, nor somebody's form into a practice. */
static void what_is_of_the_other_kind_is_refused(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = begin(given, "");
	hub_test_refused(spokes.ui, hub_test_submission(1, 600), "denied");
	hub_test_tell(spokes.ui, verb("training.end"));
	hub_test_refused(spokes.ui, practised(1), "denied");
	nothing_is_kept(given);
	hub_test_tell(spokes.ui, hub_test_submission(1, 600));
	leave(spokes);
}

static void nobody_is_called_or_asked(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = begin(given, "");
	int desk = hub_test_enter(given, "desk"); /* it is there, and nobody is to hear of it */
	hub_test_tell(desk, json_pack("{s:s, s:b}", "verb", "hello", "plain", true));
	json_t *hello = hub_test_ask(spokes.ui, verb("hello"), -1, NULL);
	assert_true(json_is_false(json_object_get(hello, "desk")));
	json_decref(hello);
	close(desk);
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", VISIT, "from", "home", "language", "en"), "denied");
	json_t *reply = hub_test_ask(spokes.ui, json_pack("{s:s, s:s}", "verb", "where", "reference", hub_test_reference(1).text), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), "unknown");
	json_decref(reply);
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s}", "verb", "staff.print", "reference", hub_test_reference(1).text), "denied");
	leave(spokes);
}

static void what_goes_wrong_is_told_and_held_until_it_is_right_again(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = begin(given, "");
	people_hear(spokes.ui, "ready", "never", "open");
	fault(spokes.ui, "paper", true);
	fault(spokes.ui, "offline", true);
	people_hear(spokes.ui, "paper", "down", "open");
	hub_test_tell(spokes.ui, practised(1));
	hub_test_refused(spokes.print, verb("spool.claim"), "empty");
	fault(spokes.ui, "paper", false);
	json_t *job = hub_test_ask(spokes.print, verb("spool.claim"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(job, "kind")), "training-receipt");
	json_decref(job);
	fault(spokes.ui, "full", true);
	people_hear(spokes.ui, "ready", "down", "full");
	hub_test_refused(spokes.ui, practised(2), "full");
	hub_test_refused(spokes.ui, json_pack("{s:s, s:s, s:b}", "verb", "training.fault", "fault", "fire", "on", true), "input");
	hub_test_tell(spokes.ui, verb("training.end"));
	people_hear(spokes.ui, "ready", "never", "open");
	leave(spokes);
}

static void it_goes_on_after_a_restart_and_with_another_store(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	struct spokes spokes = begin(given, "");
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = enter(given);
	assert_true(is_on(spokes));
	hub_test_refused(spokes.ui, hub_test_submission(1, 600), "denied");
	leave(spokes);
	hub_test_kill(given);
	given_path(path, given->state, "store.db");
	assert_int_equal(unlink(path), 0);
	given_path(path, given->state, "training.json");
	given_file(path, "what a broken disk left", 0600); /* that it is there counts */
	hub_test_start(given);
	spokes = enter(given);
	assert_true(is_on(spokes));
	hub_test_tell(spokes.ui, verb("training.end"));
	assert_false(is_on(spokes));
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = enter(given);
	assert_false(is_on(spokes));
	leave(spokes);
}

static void expect_end(struct spokes spokes)
{
	json_t *bell = hub_test_bell(spokes.ui, "training");
	assert_true(json_is_false(json_object_get(bell, "on")));
	json_decref(bell);
	assert_false(is_on(spokes));
}

/* Everything that was said so far. */
static void drain(struct spokes spokes)
{
	(void)is_on(spokes);
}

static void it_ends_after_an_hour_in_which_nobody_does_anything(void **state)
{
	struct given_hub *given = *state;
	struct spokes spokes = begin(given, "");
	hub_test_tell(spokes.ui, verb("staff.leave"));
	shared_clock_pass(59 * 60 * 1000);
	hub_test_tell(spokes.ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", VISIT));
	shared_clock_pass(59 * 60 * 1000);
	assert_true(is_on(spokes));
	drain(spokes);
	shared_clock_pass(60 * 1000);
	expect_end(spokes);
	leave(spokes);
}

/* Also by the clock on the wall: who pulled the plug before closing time finds a kiosk for residents the day after. */
static void it_ends_when_the_place_closes_also_while_the_kiosk_is_off(void **state)
{
	struct given_hub *given = *state;
	static const char *const days[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
	char hours[256];
	int minutes = 0;
	shared_clock();
	int weekday = date_weekday(date_of_ms(clock_wall_ms(), &minutes));
	if (minutes >= 23 * 60 + 30) { /* the day must have some minutes left */
		shared_clock_pass(40 * 60 * 1000);
		weekday = date_weekday(date_of_ms(clock_wall_ms(), &minutes));
	}
	int closes = minutes + 3;
	snprintf(hours, sizeof hours, "\"%s\":[\"00:00\",\"%02d:%02d\"]", days[weekday], closes / 60, closes % 60);
	struct spokes spokes = begin(given, hours);
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = enter(given);
	assert_true(is_on(spokes));
	drain(spokes);
	shared_clock_pass(3 * 60 * 1000);
	expect_end(spokes);
	leave(spokes);
	hub_test_kill(given);
	hub_test_start(given);
	spokes = enter(given);
	assert_false(is_on(spokes));
	leave(spokes);
}

static void the_settings_keep_a_kiosk_in_training(void **state)
{
	struct given_hub *given = *state;
	prepare(given, "supervisor", "", json_pack("{s:b}", "training", true));
	struct spokes spokes = enter(given);
	assert_true(is_on(spokes));
	hub_test_refused(spokes.ui, verb("training.end"), "denied");
	shared_clock_pass(2 * 60 * 60 * 1000);
	assert_true(is_on(spokes));
	leave(spokes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(only_who_supervises_begins_and_nobody_amid_a_visit),
		hub_test_stopped(a_form_of_a_practice_leaves_nothing_but_its_paper),
		hub_test_stopped(what_is_of_the_other_kind_is_refused),
		hub_test_stopped(nobody_is_called_or_asked),
		hub_test_stopped(what_goes_wrong_is_told_and_held_until_it_is_right_again),
		hub_test_stopped(it_goes_on_after_a_restart_and_with_another_store),
		hub_test_stopped(it_ends_after_an_hour_in_which_nobody_does_anything),
		hub_test_stopped(it_ends_when_the_place_closes_also_while_the_kiosk_is_off),
		hub_test_stopped(the_settings_keep_a_kiosk_in_training),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
