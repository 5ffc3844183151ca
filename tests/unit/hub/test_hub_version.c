/* SPDX-License-Identifier: MIT */
/* unit.hub_version - who is asked to begin anew on another version, and when. */
#include "tests/unit/hub/hub_test.h"

#include <sys/stat.h>

static json_t *hello(int version)
{
	return json_pack("{s:s, s:i}", "verb", "hello", "version", version);
}

static json_t *state_of(int active, int previous)
{
	return json_pack("{s:s, s:i, s:i, s:b}", "verb", "version.state", "active", active, "previous", previous, "trial", true);
}

/* @request is answered, and the bell @name comes through the same door. */
static void tell_and_hear(int fd, json_t *request, const char *name)
{
	assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
	json_decref(request);
	json_decref(hub_test_bell(fd, name)); /* bells that an answer brings about go before it */
	json_t *reply = NULL;
	int blob = -1;
	while (door_receive(fd, DOOR_FRAME_MAX_BYTES, &reply, &blob) == FAIL_EMPTY)
		continue;
	assert_non_null(json_object_get(reply, "re"));
	json_decref(reply);
}

static void keep_visit(int ui)
{
	int fd = -1;
	assert_int_equal(door_blob_make("visit", "sealed", 6, &fd), FAIL_NONE);
	json_decref(hub_test_ask(ui, json_pack("{s:s}", "verb", "visit.keep"), fd, NULL));
	close(fd);
}

/* A version as foyer-provision leaves it. */
static void use_version(const struct given_hub *given, const char *name)
{
	char path[GIVEN_PATH_BYTES], target[64];
	given_path(path, given->state, "versions");
	mkdir(path, 0700);
	snprintf(target, sizeof target, "versions/%s", name);
	given_path(path, given->state, target);
	assert_int_equal(mkdir(path, 0700), 0);
	given_path(path, given->state, "current");
	unlink(path);
	assert_int_equal(symlink(target, path), 0);
}

static void provision_hears_whom_to_trust_and_who_runs(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:[s]}", "bundle_keys", "RWQkey"));
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), provision = hub_test_enter(given, "provision");
	json_decref(hub_test_ask(ui, hello(3), -1, NULL));
	json_t *reply = hub_test_ask(provision, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_string_equal(json_string_value(json_array_get(json_object_get(reply, "bundle_keys"), 0)), "RWQkey");
	const json_t *programs = json_object_get(reply, "programs");
	assert_true(json_is_true(json_object_get(json_object_get(programs, "ui"), "up")));
	assert_int_equal(json_integer_value(json_object_get(json_object_get(programs, "ui"), "version")), 3);
	assert_true(json_is_false(json_object_get(json_object_get(programs, "sync"), "up")));
	json_decref(reply);
	close(ui);
	json_t *bell = hub_test_bell(provision, "programs");
	assert_true(json_is_false(json_object_get(json_object_get(bell, "ui"), "up")));
	json_decref(bell);
	close(provision);
}

/* The link has been changed, and foyer-provision has not said so yet: whoever starts now is on the right version and stays. */
static void who_starts_between_the_switch_and_its_word_stays(void **state)
{
	struct given_hub *given = *state;
	int sync = hub_test_enter(given, "sync"), ui = hub_test_enter(given, "ui"), provision = hub_test_enter(given, "provision");
	use_version(given, "6");
	json_t *request = hello(6), *reply = NULL;
	int blob = -1;
	assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
	while (door_receive(ui, DOOR_FRAME_MAX_BYTES, &reply, &blob) == FAIL_EMPTY)
		continue;
	assert_non_null(json_object_get(reply, "re")); /* a bell that asks it to retire would come before */
	tell_and_hear(sync, hello(2), "retire");
	hub_test_tell(provision, state_of(6, 0));
	hub_test_silent(provision, ui);
	json_decref(request), json_decref(reply);
	close(sync), close(ui), close(provision);
}

static void a_switch_waits_for_the_end_of_the_visit(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), provision = hub_test_enter(given, "provision");
	json_decref(hub_test_ask(provision, json_pack("{s:s}", "verb", "hello"), -1, NULL));
	json_decref(hub_test_ask(ui, hello(0), -1, NULL));
	json_decref(hub_test_bell(provision, "programs"));
	keep_visit(ui);
	hub_test_tell(provision, json_pack("{s:s, s:i}", "verb", "version.offer", "version", 2));
	hub_test_silent(provision, ui);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	json_decref(hub_test_bell(provision, "switch"));
	tell_and_hear(provision, json_pack("{s:s, s:i}", "verb", "version.offer", "version", 3), "switch"); /* nobody is here: at once */
	close(ui);
	close(provision);
}

static void programs_begin_anew_once_and_a_visit_first_ends(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), print = hub_test_enter(given, "print"), provision = hub_test_enter(given, "provision");
	json_decref(hub_test_ask(ui, hello(0), -1, NULL));
	json_decref(hub_test_ask(print, hello(0), -1, NULL));
	json_t *drop = json_pack("{s:s}", "verb", "visit.drop");
	keep_visit(ui);
	use_version(given, "2");
	hub_test_tell(provision, state_of(2, 0));
	json_t *bell = hub_test_bell(print, "retire");
	assert_int_equal(json_integer_value(json_object_get(bell, "version")), 2);
	json_decref(bell);
	hub_test_tell(provision, state_of(2, 0));
	hub_test_silent(print, ui); /* asked once is enough */
	assert_int_equal(door_send(ui, drop, -1), FAIL_NONE);
	json_decref(hub_test_bell(ui, "retire"));
	json_decref(drop);
	close(ui);
	close(print);
	close(provision);
}

static void what_was_refused_is_in_the_status_and_the_heartbeat(void **state)
{
	struct given_hub *given = *state;
	int admin = hub_test_enter(given, "admin"), sync = hub_test_enter(given, "sync"), provision = hub_test_enter(given, "provision");
	use_version(given, "2");
	json_t *told = state_of(2, 1);
	json_object_set_new(told, "refused", json_pack("{s:i, s:s}", "version", 3, "words", "foyer-ui did not come up"));
	hub_test_tell(provision, told);
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL), *bundle = json_object_get(status, "bundle");
	assert_int_equal(json_integer_value(json_object_get(bundle, "version")), 2);
	assert_int_equal(json_integer_value(json_object_get(bundle, "previous")), 1);
	assert_int_equal(json_integer_value(json_object_get(json_object_get(bundle, "refused"), "version")), 3);
	json_decref(status);
	json_t *beat = hub_test_ask(sync, json_pack("{s:s}", "verb", "heartbeat"), -1, NULL), *data = json_object_get(beat, "data");
	assert_int_equal(json_integer_value(json_object_get(data, "bundle_version")), 2);
	assert_int_equal(json_integer_value(json_object_get(data, "bundle_refused")), 3);
	assert_string_equal(json_string_value(json_object_get(data, "bundle_refused_words")), "foyer-ui did not come up");
	json_decref(beat);
	close(admin);
	close(sync);
	close(provision);
}

static void the_council_of_a_version_stands_in_for_kiosk_json(void **state)
{
	struct given_hub *given = *state;
	char path[GIVEN_PATH_BYTES];
	int sync = hub_test_enter(given, "sync"), provision = hub_test_enter(given, "provision");
	use_version(given, "2");
	given_path(path, given->state, "current/settings");
	assert_int_equal(mkdir(path, 0700), 0);
	given_path(path, given->state, "current/settings/settings.json");
	given_file(path, "{\"backoffice\":{\"url\":\"https://new.example\"}}", 0600);
	hub_test_tell(provision, state_of(2, 0));
	json_t *reply = hub_test_ask(sync, hello(2), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "url")), "https://new.example");
	json_decref(reply);
	close(sync);
	close(provision);
}

static void only_provision_speaks_of_versions(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	json_t *request = state_of(2, 0);
	assert_int_equal(door_send(ui, request, -1), FAIL_NONE);
	json_decref(request);
	hub_test_closed(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(provision_hears_whom_to_trust_and_who_runs),
		hub_test(who_starts_between_the_switch_and_its_word_stays),
		hub_test(a_switch_waits_for_the_end_of_the_visit),
		hub_test(programs_begin_anew_once_and_a_visit_first_ends),
		hub_test(what_was_refused_is_in_the_status_and_the_heartbeat),
		hub_test(the_council_of_a_version_stands_in_for_kiosk_json),
		hub_test(only_provision_speaks_of_versions),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
