/* SPDX-License-Identifier: MIT */
/* unit.hub_visit - the copy of the running visit, the screen for tests, and acts. */
#include "tests/unit/hub/hub_test.h"

#include <fcntl.h>
#include <sys/mman.h>

enum { VISIT_MAX_BYTES = 256 * 1024 };

static json_t *keep(int ui, const void *bytes, size_t size)
{
	int blob = -1;
	assert_int_equal(door_blob_make("visit", bytes, size, &blob), FAIL_NONE);
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "visit.keep"), blob, NULL);
	close(blob);
	return reply;
}

static void a_new_kiosk_says_who_it_is_and_that_nothing_is_set_up(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	const char *id = NULL, *name = NULL, *source = NULL;
	int visit = 9, watch = 9;
	json_t *key = NULL;
	assert_int_equal(json_unpack(reply, "{s:{s:s, s:s, s:s}, s:o, s:b, s:b}", "kiosk", "id", &id, "name", &name, "source", &source,
	                             "council_key", &key, "visit", &visit, "watch", &watch), 0);
	assert_true(id_valid(id));
	assert_string_equal(source + 9, id);
	assert_true(json_is_null(key));
	assert_false(visit);
	assert_false(watch);
	char first[64];
	memcpy(first, id, strlen(id) + 1);
	json_decref(reply);
	close(ui);
	hub_test_kill(given);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "kiosk"), "id")), first);
	json_decref(reply);
	close(ui);
}

static void the_newest_copy_comes_back_to_the_next_screen(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	json_decref(keep(ui, "first sealed copy", 17));
	json_decref(keep(ui, "second", 6));
	close(ui); /* the screen's program dies */
	ui = hub_test_enter(given, "ui");
	int blob = -1;
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, &blob);
	assert_true(json_is_true(json_object_get(reply, "visit")));
	json_decref(reply);
	char bytes[64];
	size_t size = 0;
	assert_int_equal(door_blob_read(blob, bytes, sizeof bytes, &size), FAIL_NONE);
	assert_int_equal(size, 6);
	assert_memory_equal(bytes, "second", 6);
	close(blob);
	hub_test_tell(ui, json_pack("{s:s}", "verb", "visit.drop"));
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, &blob);
	assert_false(json_is_true(json_object_get(reply, "visit")));
	assert_int_equal(blob, -1);
	json_decref(reply);
	close(ui);
}

/* A copy that kills whoever opens it must not keep the screen dark for ever. */
static void a_copy_that_keeps_killing_the_screen_is_let_go(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	json_decref(keep(ui, "deadly", 6));
	for (int life = 0; life < 5; life++) {
		close(ui);
		ui = hub_test_enter(given, "ui");
		int blob = -1;
		json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, &blob);
		assert_int_equal(json_is_true(json_object_get(reply, "visit")), life < 3);
		assert_int_equal(blob >= 0, life < 3);
		json_decref(reply);
		if (blob >= 0)
			close(blob);
		if (life < 3)
			json_decref(keep(ui, "deadly again", 12)); /* it got as far as keeping it once more */
	}
	close(ui);
}

static void a_copy_must_be_sealed_and_small_enough(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	char *bytes = calloc(1, VISIT_MAX_BYTES + 1);
	json_t *reply = keep(ui, bytes, VISIT_MAX_BYTES);
	assert_null(json_object_get(reply, "fail"));
	json_decref(reply);
	reply = keep(ui, bytes, VISIT_MAX_BYTES + 1);
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "limit");
	json_decref(reply);
	free(bytes);
	hub_test_refused(ui, json_pack("{s:s}", "verb", "visit.keep"), "input");
	int open_fd = memfd_create("unsealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "visit.keep"), open_fd, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "fail")), "input");
	json_decref(reply);
	close(open_fd);
	int blob = -1;
	reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, &blob);
	size_t size = 0;
	assert_int_equal(door_blob_check(blob, VISIT_MAX_BYTES, &size), FAIL_NONE);
	assert_int_equal(size, VISIT_MAX_BYTES); /* the good one is still the newest */
	json_decref(reply);
	close(blob);
	close(ui);
}

static void a_restart_of_the_hub_forgets_the_copy(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	json_decref(keep(ui, "sealed", 6));
	hub_test_kill(given);
	close(ui);
	hub_test_start(given);
	ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_false(json_is_true(json_object_get(reply, "visit")));
	json_decref(reply);
	close(ui);
}

static void assert_watch(int ui, bool on)
{
	json_t *bell = hub_test_bell(ui, "watch");
	assert_int_equal(json_is_true(json_object_get(bell, "on")), on);
	json_decref(bell);
}

static void the_test_door_sees_each_screen(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	hub_test_tell(ui, json_pack("{s:s}", "verb", "hello"));
	int test = hub_test_enter(given, "test");
	assert_watch(ui, true);
	hub_test_refused(test, json_pack("{s:s}", "verb", "screen.get"), "empty");
	hub_test_tell(ui, json_pack("{s:s, s:{s:s}}", "verb", "screen", "tree", "name", "home"));
	json_t *bell = hub_test_bell(test, "screen");
	assert_string_equal(json_string_value(json_object_get(json_object_get(bell, "tree"), "name")), "home");
	json_decref(bell);
	json_t *reply = hub_test_ask(test, json_pack("{s:s}", "verb", "screen.get"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(json_object_get(reply, "tree"), "name")), "home");
	json_decref(reply);
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "screen", "tree", "text"), "input");
	close(test);
	assert_watch(ui, false);
	hub_test_tell(ui, json_pack("{s:s, s:{}}", "verb", "screen", "tree")); /* too late is no error */
	test = hub_test_enter(given, "test");
	assert_watch(ui, true);
	hub_test_refused(test, json_pack("{s:s}", "verb", "screen.get"), "empty"); /* and was not kept */
	close(test);
	close(ui);
}

static void acts_reach_the_screen(void **state)
{
	struct given_hub *given = *state;
	int test = hub_test_enter(given, "test");
	hub_test_refused(test, json_pack("{s:s, s:s, s:s}", "verb", "act", "node", "continue", "action", "press"), "offline");
	int ui = hub_test_enter(given, "ui");
	json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "hello"), -1, NULL);
	assert_true(json_is_true(json_object_get(reply, "watch")));
	json_decref(reply);
	hub_test_tell(test, json_pack("{s:s, s:s, s:s}", "verb", "act", "node", "continue", "action", "press"));
	json_t *bell = hub_test_bell(ui, "act");
	assert_string_equal(json_string_value(json_object_get(bell, "node")), "continue");
	assert_string_equal(json_string_value(json_object_get(bell, "action")), "press");
	assert_null(json_object_get(bell, "text"));
	assert_int_equal(json_integer_value(json_object_get(bell, "turn")), 0);
	json_decref(bell);
	hub_test_tell(test, json_pack("{s:s, s:s, s:I}", "verb", "act", "action", "look", "turn", (json_int_t)7));
	bell = hub_test_bell(ui, "act");
	assert_string_equal(json_string_value(json_object_get(bell, "action")), "look");
	assert_int_equal(json_integer_value(json_object_get(bell, "turn")), 7);
	json_decref(bell);
	hub_test_tell(test, json_pack("{s:s, s:s, s:s, s:s}", "verb", "act", "node", "name", "action", "set", "text", "Zoë"));
	bell = hub_test_bell(ui, "act");
	assert_string_equal(json_string_value(json_object_get(bell, "text")), "Zoë");
	json_decref(bell);
	hub_test_refused(test, json_pack("{s:s, s:s, s:s}", "verb", "act", "node", "name", "action", "set"), "input");
	hub_test_refused(test, json_pack("{s:s, s:s, s:s}", "verb", "act", "node", "name", "action", "eat"), "input");
	hub_test_refused(test, json_pack("{s:s, s:s}", "verb", "act", "action", "press"), "input");
	close(test);
	close(ui);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_new_kiosk_says_who_it_is_and_that_nothing_is_set_up),
		hub_test(the_newest_copy_comes_back_to_the_next_screen),
		hub_test(a_copy_that_keeps_killing_the_screen_is_let_go),
		hub_test(a_copy_must_be_sealed_and_small_enough),
		hub_test(a_restart_of_the_hub_forgets_the_copy),
		hub_test(the_test_door_sees_each_screen),
		hub_test(acts_reach_the_screen),
	};
	return cmocka_run_group_tests_name("hub_visit", cases, NULL, NULL);
}
