/* SPDX-License-Identifier: MIT */
/* unit.hub_status - the kiosk's own account of itself. */
#include "tests/unit/hub/hub_test.h"

static json_t *status(int admin)
{
	return hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
}

static int64_t number(const json_t *status, const char *group, const char *member)
{
	const json_t *value = json_object_get(group ? json_object_get(status, group) : status, member);
	assert_true(json_is_integer(value));
	return json_integer_value(value);
}

static const char *text(const json_t *status, const char *group, const char *member)
{
	const char *value = json_string_value(json_object_get(json_object_get(status, group), member));
	assert_non_null(value);
	return value;
}

static bool program_runs(const json_t *status, const char *name)
{
	return json_is_true(json_object_get(json_object_get(status, "programs"), name));
}

static void a_new_kiosk_has_nothing_to_tell(void **state)
{
	struct given_hub *given = *state;
	int admin = hub_test_enter(given, "admin");
	json_t *now = status(admin);
	assert_false(program_runs(now, "ui") || program_runs(now, "print") || program_runs(now, "sync") || program_runs(now, "desk"));
	assert_int_equal(number(now, "queue", "waiting"), 0);
	assert_int_equal(number(now, "queue", "oldest_ms"), 0);
	assert_int_equal(number(now, NULL, "last_delivery_ms"), 0);
	assert_string_equal(text(now, "printer", "state"), "unknown");
	assert_string_equal(text(now, "network", "state"), "never");
	assert_int_equal(number(now, "store", "max_pages"), 131072);
	assert_true(number(now, "store", "used_pages") > 0);
	assert_string_equal(text(now, "device_key", "kty"), "EC");
	assert_null(json_object_get(json_object_get(now, "device_key"), "d")); /* the private part stays here */
	json_decref(now);
	close(admin);
}

static void numbers_follow_what_happens(void **state)
{
	struct given_hub *given = *state;
	int admin = hub_test_enter(given, "admin"), ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync"), desk = hub_test_enter(given, "desk");
	for (int i = 1; i <= 3; i++)
		hub_test_tell(ui, hub_test_submission(i, 500));
	hub_test_tell(sync, json_pack("{s:s, s:[s]}", "verb", "outbox.prove", "ids", hub_test_id(1).text));
	hub_test_tell(sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(2).text, "code", 422, "note", "no"));
	hub_test_tell(sync, json_pack("{s:s, s:s, s:s}", "verb", "sync.state", "network", "down", "words", "no route"));
	json_t *now = status(admin);
	assert_true(program_runs(now, "ui") && program_runs(now, "sync") && program_runs(now, "desk") && !program_runs(now, "print"));
	assert_int_equal(number(now, "queue", "waiting"), 1);
	assert_int_equal(number(now, "queue", "parked"), 1);
	assert_int_equal(number(now, "queue", "delivered"), 1);
	assert_true(number(now, "queue", "oldest_ms") > 1700000000000);
	assert_true(number(now, NULL, "last_delivery_ms") > 1700000000000);
	assert_int_equal(number(now, "spool", "waiting"), 3);
	assert_string_equal(text(now, "network", "state"), "down");
	assert_string_equal(text(now, "network", "words"), "no route");
	json_decref(now);
	close(ui), close(sync), close(desk);
	hub_test_kill(given);
	close(admin);
	hub_test_start(given);
	admin = hub_test_enter(given, "admin");
	now = status(admin);
	assert_int_equal(number(now, "queue", "delivered"), 1);
	assert_int_equal(number(now, "queue", "parked"), 1);
	json_decref(now);
	close(admin);
}

static void the_network_is_up_or_down(void **state)
{
	struct given_hub *given = *state;
	int sync = hub_test_enter(given, "sync");
	hub_test_tell(sync, json_pack("{s:s, s:s}", "verb", "sync.state", "network", "up"));
	hub_test_refused(sync, json_pack("{s:s, s:s}", "verb", "sync.state", "network", "sideways"), "input");
	hub_test_refused(sync, json_pack("{s:s}", "verb", "sync.state"), "input");
	close(sync);
}

static int64_t floor_of(int sync)
{
	json_t *hello = hub_test_ask(sync, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	int64_t floor_ms = number(hello, "clock", "floor_ms");
	json_decref(hello);
	return floor_ms;
}

static void the_councils_time_outlives_the_hub_and_never_goes_back(void **state)
{
	static const int64_t year_2093_ms = 3881692800000;
	struct given_hub *given = *state;
	int sync = hub_test_enter(given, "sync");
	hub_test_tell(sync, json_pack("{s:s, s:I}", "verb", "clock", "now_ms", (json_int_t)year_2093_ms));
	hub_test_tell(sync, json_pack("{s:s, s:I}", "verb", "clock", "now_ms", (json_int_t)1700000000000));
	hub_test_refused(sync, json_pack("{s:s, s:I}", "verb", "clock", "now_ms", (json_int_t)253402300800000), "limit");
	hub_test_refused(sync, json_pack("{s:s}", "verb", "clock"), "input");
	assert_int_equal(floor_of(sync), year_2093_ms);
	close(sync);
	hub_test_kill(given);
	hub_test_start(given);
	sync = hub_test_enter(given, "sync");
	assert_int_equal(floor_of(sync), year_2093_ms);
	close(sync);
}

static json_t *said_of_the_printer(const char *state, const char *key, bool low)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:b}", "verb", "printer.state", "state", state, "key", key, "words", "in the first language", "low", low);
}

/* Staff hear of a roll that is nearly finished; residents only of what keeps them from paper. */
static void a_low_roll_is_for_staff_and_not_for_residents(void **state)
{
	struct given_hub *given = *state;
	int print = hub_test_enter(given, "print"), admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync"), ui = hub_test_enter(given, "ui");
	hub_test_tell(print, said_of_the_printer("ready", "printer.ready", false));
	json_t *bell = hub_test_bell(ui, "printer");
	assert_string_equal(json_string_value(json_object_get(bell, "key")), "printer.ready");
	json_decref(bell);
	hub_test_tell(print, said_of_the_printer("ready", "printer.low", true));
	hub_test_tell(print, said_of_the_printer("ready", "printer.low", true));
	json_t *now = status(admin);
	assert_string_equal(text(now, "printer", "key"), "printer.low");
	assert_true(json_is_true(json_object_get(json_object_get(now, "printer"), "low")));
	json_decref(now);
	json_t *beat = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_object_get(beat, "data");
	assert_true(json_is_true(json_object_get(data, "printer_low")));
	assert_string_equal(json_string_value(json_object_get(data, "printer_key")), "printer.low");
	json_decref(beat);
	hub_test_tell(print, said_of_the_printer("error", "printer.cutter", true));
	bell = hub_test_bell(ui, "printer"); /* the next that it hears */
	assert_string_equal(json_string_value(json_object_get(bell, "key")), "printer.cutter");
	json_decref(bell);
	hub_test_tell(print, said_of_the_printer("error", "printer.mechanical", true)); /* the same to them */
	hub_test_tell(print, said_of_the_printer("error", "printer.hot", true)); /* this they can wait for */
	bell = hub_test_bell(ui, "printer");
	assert_string_equal(json_string_value(json_object_get(bell, "key")), "printer.hot");
	json_decref(bell);
	hub_test_refused(print, said_of_the_printer("ready", "printer.of-a-name-that-is-far-too-long", true), "limit");
	close(print), close(admin), close(sync), close(ui);
	assert_int_equal(process_stop(&given->process), 0);
	char *said = given_text(given->said);
	int times = 0;
	for (const char *at = said; (at = strstr(at, "key=printer.low low=1")) != NULL; at++)
		times++;
	assert_int_equal(times, 1);
	free(said);
}

/* Whoever shows it promises nothing and denies nothing until a printer was looked for. */
static void before_anyone_looked_nobody_knows_how_the_printer_is(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print");
	json_t *hello = hub_test_ask(ui, json_pack("{s:s}", "verb", "status.people"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(hello, "printer")), "unknown");
	assert_string_equal(json_string_value(json_object_get(hello, "key")), "printer.unknown");
	json_decref(hello);
	hub_test_tell(print, said_of_the_printer("none", "printer.none", false));
	json_t *bell = hub_test_bell(ui, "printer");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), "none");
	json_decref(bell);
	close(ui), close(print);
}

static void the_test_door_may_ask_as_well(void **state)
{
	struct given_hub *given = *state;
	int test = hub_test_enter(given, "test");
	json_decref(status(test));
	close(test);
}

static void the_log_names_events_and_never_a_body(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, hub_test_submission(1, 3000));
	json_t *bad = hub_test_submission(2, 3000);
	json_object_set_new(bad, "service", json_string("Zaphod Beeblebrox"));
	hub_test_refused(ui, bad, "input");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	close(ui);
	assert_int_equal(process_stop(&given->process), 0);
	char *said = given_text(given->said);
	assert_non_null(strstr(said, "submit.kept id=01930000-0000-7000-8000-000000000001 sequence=1"));
	assert_non_null(strstr(said, "verb.failed verb=submit fail=input"));
	assert_null(strstr(said, "Zaphod"));
	assert_null(strstr(said, "BBBBBB"));
	assert_null(strstr(said, hub_test_reference(1).text));
	free(said);
}

/* Flat and plain: what is not a fact about the machine has no place in it. */
static void the_council_hears_how_it_is_and_nothing_of_anybody(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	hub_test_tell(ui, hub_test_submission(1, 500));
	hub_test_tell(ui, hub_test_submission(2, 500));
	hub_test_tell(sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(1).text, "code", 422, "note", "unknown form"));
	json_t *reply = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *value;
	const json_t *data = json_object_get(reply, "data"), *parked = json_array_get(json_object_get(data, "parked"), 0);
	const char *name;
	assert_true(json_object_size(data) >= 30);
	assert_int_equal(number(data, NULL, "queue_waiting"), 1);
	assert_int_equal(number(data, NULL, "queue_parked"), 1);
	assert_string_equal(json_string_value(json_object_get(parked, "note")), "unknown form");
	assert_string_equal(json_string_value(json_object_get(parked, "reference")), hub_test_reference(1).text);
	assert_true(number(data, NULL, "disk_free_bytes") > 0);
	assert_true(number(data, NULL, "memory_free_kib") > 0);
	assert_int_equal(number(data, NULL, "ui_starts"), 1);
	json_object_foreach((json_t *)data, name, value)
		if (strcmp(name, "parked") != 0 && strcmp(name, "lookup") != 0 && strcmp(name, "days") != 0)
			assert_false(json_is_object(value) || json_is_array(value));
	json_decref(reply);
	close(ui);
	close(sync);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_new_kiosk_has_nothing_to_tell),
		hub_test(numbers_follow_what_happens),
		hub_test(the_council_hears_how_it_is_and_nothing_of_anybody),
		hub_test(the_network_is_up_or_down),
		hub_test(the_councils_time_outlives_the_hub_and_never_goes_back),
		hub_test(a_low_roll_is_for_staff_and_not_for_residents), hub_test(before_anyone_looked_nobody_knows_how_the_printer_is), hub_test(the_test_door_may_ask_as_well),
		hub_test(the_log_names_events_and_never_a_body),
	};
	return cmocka_run_group_tests_name("hub_status", cases, NULL, NULL);
}
