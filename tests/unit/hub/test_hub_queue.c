/* SPDX-License-Identifier: MIT */
/* unit.hub_queue - what was set aside: listed, and sent again, by `foyer queue` and by a version's settings. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/envelope/instant.h"
#include "tests/lib/wait.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { SAID_BYTES = 8192, HOUR_MS = 3600 * 1000 };

static void park(int sync, int number)
{
	hub_test_tell(sync, json_pack("{s:s, s:s, s:i, s:s}", "verb", "outbox.park", "id", hub_test_id(number).text, "code", 422, "note", "unknown form"));
}

/* @count events of which the first @parked were set aside. */
static int given_parked(struct given_hub *given, int count, int parked)
{
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	for (int i = 1; i <= count; i++)
		hub_test_tell(ui, hub_test_submission(i, 500));
	for (int i = 1; i <= count; i++)
		json_decref(hub_test_bell(sync, "work"));
	for (int i = 1; i <= parked; i++)
		park(sync, i);
	close(ui);
	return sync;
}

static void assert_queue(struct given_hub *given, int waiting, int parked)
{
	int admin = hub_test_enter(given, "admin");
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL), *queue = json_object_get(status, "queue");
	assert_int_equal(json_integer_value(json_object_get(queue, "waiting")), waiting);
	assert_int_equal(json_integer_value(json_object_get(queue, "parked")), parked);
	json_decref(status);
	close(admin);
}

static json_t *parked_after(int admin, int after)
{
	return hub_test_ask(admin, json_pack("{s:s, s:i}", "verb", "queue.parked", "after", after), -1, NULL);
}

static void what_was_set_aside_is_listed_in_parts(void **state)
{
	struct given_hub *given = *state;
	int admin = hub_test_enter(given, "admin");
	hub_test_refused(admin, json_pack("{s:s, s:i}", "verb", "queue.parked", "after", 0), "empty");
	int sync = given_parked(given, 13, 12);
	json_t *reply = parked_after(admin, 0), *items = json_object_get(reply, "items"), *last = json_array_get(items, json_array_size(items) - 1);
	assert_string_equal(json_string_value(json_object_get(last, "id")), hub_test_id((int)json_array_size(items)).text);
	assert_string_equal(json_string_value(json_object_get(last, "reference")), hub_test_reference((int)json_array_size(items)).text);
	assert_string_equal(json_string_value(json_object_get(last, "note")), "unknown form");
	assert_int_equal(json_integer_value(json_object_get(last, "code")), 422);
	assert_true(llabs(json_integer_value(json_object_get(last, "parked_ms")) - (json_int_t)time(NULL) * 1000) < HOUR_MS);
	int after = (int)json_integer_value(json_object_get(last, "sequence"));
	json_decref(reply);
	reply = parked_after(admin, after);
	assert_int_equal(json_array_size(json_object_get(reply, "items")), 12 - after);
	json_decref(reply);
	hub_test_refused(admin, json_pack("{s:s, s:i}", "verb", "queue.parked", "after", 12), "empty");
	hub_test_refused(admin, json_pack("{s:s, s:i}", "verb", "queue.parked", "after", -1), "limit");
	close(admin), close(sync);
}

static void sent_again_it_waits_and_rings(void **state)
{
	struct given_hub *given = *state;
	int sync = given_parked(given, 3, 3), admin = hub_test_enter(given, "admin");
	hub_test_tell(admin, json_pack("{s:s, s:s}", "verb", "queue.requeue", "id", hub_test_id(2).text));
	json_decref(hub_test_bell(sync, "work"));
	assert_queue(given, 1, 2);
	hub_test_refused(admin, json_pack("{s:s, s:s}", "verb", "queue.requeue", "id", hub_test_id(2).text), "empty");
	hub_test_refused(admin, json_pack("{s:s, s:s}", "verb", "queue.requeue", "id", "all"), "input");
	json_t *reply = hub_test_ask(admin, json_pack("{s:s}", "verb", "queue.requeue"), -1, NULL);
	assert_int_equal(json_integer_value(json_object_get(reply, "count")), 2);
	json_decref(reply);
	json_decref(hub_test_bell(sync, "work"));
	assert_queue(given, 3, 0);
	hub_test_tell(admin, json_pack("{s:s}", "verb", "queue.requeue")); /* none: nothing to do, and nobody is rung */
	hub_test_silent(sync, hub_test_enter(given, "ui"));
	json_t *claim = hub_test_ask(sync, json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), -1, NULL);
	assert_int_equal(json_array_size(json_object_get(claim, "items")), 3);
	json_decref(claim);
	close(admin), close(sync);
}

static void only_an_administrator_may(void **state)
{
	struct given_hub *given = *state;
	static const char *const doors[] = { "ui", "sync", "print", "test" };
	for (size_t i = 0; i < sizeof doors / sizeof doors[0]; i++) {
		int fd = hub_test_enter(given, doors[i]);
		json_t *request = json_pack("{s:s}", "verb", i % 2 ? "queue.requeue" : "queue.parked");
		assert_int_equal(door_send(fd, request, -1), FAIL_NONE);
		json_decref(request);
		hub_test_closed(fd);
	}
}

static int foyer(struct given_hub *given, const char *act, const char *id, char *said)
{
	char program[GIVEN_PATH_BYTES];
	given_built("bin/foyer", program);
	return process_run((char *[]){ program, "queue", (char *)act, "--state", given->state, (char *)id, NULL }, said, SAID_BYTES);
}

static void a_person_lists_and_sends_again_by_the_command(void **state)
{
	struct given_hub *given = *state;
	char said[SAID_BYTES];
	assert_int_equal(foyer(given, "parked", NULL, said), 0);
	assert_string_equal(said, "0 set aside for a person to look at; \"foyer queue requeue\" sends them again.\n");
	int sync = given_parked(given, 14, 12);
	assert_int_equal(foyer(given, "parked", NULL, said), 0);
	for (int i = 1; i <= 12; i++) {
		char *line = strstr(said, hub_test_id(i).text);
		assert_non_null(line);
		assert_non_null(strstr(line, hub_test_reference(i).text));
	}
	assert_null(strstr(said, hub_test_id(13).text));
	assert_non_null(strstr(said, "422  unknown form\n"));
	assert_non_null(strstr(said, "\n12 set aside"));
	assert_int_equal(foyer(given, "requeue", hub_test_id(5).text, said), 0);
	assert_string_equal(said, "1 wait to be sent again.\n");
	assert_int_equal(foyer(given, "requeue", hub_test_id(5).text, said), 1);
	assert_non_null(strstr(said, "is no event that was set aside here\n0 wait"));
	assert_int_equal(foyer(given, "requeue", "ST 7K4 29Q XM3", said), 1);
	assert_queue(given, 3, 11);
	assert_int_equal(foyer(given, "requeue", NULL, said), 0);
	assert_string_equal(said, "11 wait to be sent again.\n");
	assert_queue(given, 14, 0);
	assert_int_equal(foyer(given, "parked", "more", said), 2);
	assert_int_equal(foyer(given, "mend", NULL, said), 2);
	close(sync);
	hub_test_kill(given);
	assert_int_equal(foyer(given, "requeue", NULL, said), 1); /* no kiosk runs there */
	assert_int_equal(foyer(given, "requeue", hub_test_id(1).text, said), 1);
	assert_string_equal(said, "");
	hub_test_start(given);
}

/* A version as foyer-provision leaves it, whose settings say @before_ms. */
static void use_version(struct given_hub *given, int number, int64_t before_ms)
{
	char path[GIVEN_PATH_BYTES], name[64], text[128], when[INSTANT_TEXT_BYTES];
	assert_int_equal(instant_write(before_ms, when), FAIL_NONE);
	given_path(path, given->state, "versions");
	mkdir(path, 0700);
	snprintf(name, sizeof name, "versions/%d", number);
	given_path(path, given->state, name);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(name, sizeof name, "versions/%d/settings", number);
	given_path(path, given->state, name);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(name, sizeof name, "versions/%d/settings/settings.json", number);
	given_path(path, given->state, name);
	snprintf(text, sizeof text, "{\"requeue_parked_before\":\"%s\"}", when);
	given_file(path, text, 0600);
	snprintf(name, sizeof name, "versions/%d", number);
	given_path(path, given->state, "current");
	unlink(path);
	assert_int_equal(symlink(name, path), 0);
	int provision = hub_test_enter(given, "provision");
	hub_test_tell(provision, json_pack("{s:s, s:i, s:i, s:b}", "verb", "version.state", "active", number, "previous", 0, "trial", false));
	close(provision);
}

static void a_versions_settings_send_again_what_was_parked_before_once(void **state)
{
	struct given_hub *given = *state;
	const int64_t now_ms = (int64_t)time(NULL) * 1000;
	int sync = given_parked(given, 2, 2);
	use_version(given, 2, now_ms - HOUR_MS);
	assert_queue(given, 0, 2); /* parked later than that */
	use_version(given, 3, now_ms + HOUR_MS);
	json_decref(hub_test_bell(sync, "work"));
	assert_queue(given, 2, 0);
	park(sync, 1); /* refused again: by a clock that is right this is later than the moment that people named */
	close(sync);
	hub_test_kill(given);
	hub_test_start(given);
	assert_queue(given, 1, 1); /* the same word twice does nothing, whatever the clocks say */
	use_version(given, 4, now_ms + 2 * HOUR_MS);
	assert_queue(given, 2, 0);
}

/* The log goes by itself; the file changes places with a folder, which no store can be: at no moment there is neither. */
static void change_places(struct given_hub *given, bool aside)
{
	char here[GIVEN_PATH_BYTES], there[GIVEN_PATH_BYTES];
	given_path(here, given->state, "store.db-wal");
	given_path(there, given->folder, "store.db-wal");
	assert_int_equal(rename(aside ? here : there, aside ? there : here), 0);
	given_path(here, given->state, "store.db");
	given_path(there, given->folder, "store.db");
	assert_true(!aside || mkdir(there, 0700) == 0);
	assert_int_equal(renameat2(AT_FDCWD, here, AT_FDCWD, there, RENAME_EXCHANGE), 0);
}

/* The disk was not there when the word was read: it is followed once the store opens. */
static void a_store_that_opens_late_is_mended_too(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:s}", "requeue_parked_before", "2999-01-01T00:00:00.000Z"));
	hub_test_start(given);
	close(given_parked(given, 2, 2)); /* it was followed before these */
	hub_test_kill(given);
	change_places(given, true);
	hub_test_config(given, json_pack("{s:s}", "requeue_parked_before", "2999-01-02T00:00:00.000Z"));
	hub_test_start(given);
	int admin = hub_test_enter(given, "admin");
	hub_test_refused(admin, json_pack("{s:s}", "verb", "queue.requeue"), "store");
	change_places(given, false);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (json_int_t waiting = -1; waiting < 0;) {
		json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
		if (json_string_length(json_object_get(json_object_get(status, "store"), "words")) > 0)
			assert_true(deadline_pause(deadline));
		else
			waiting = json_integer_value(json_object_get(json_object_get(status, "queue"), "waiting"));
		json_decref(status);
	}
	close(admin);
	assert_queue(given, 2, 0);
}

static void a_word_that_is_no_moment_is_left_out(void **state)
{
	struct given_hub *given = *state;
	hub_test_config(given, json_pack("{s:s}", "requeue_parked_before", "yesterday"));
	hub_test_start(given);
	close(given_parked(given, 1, 1));
	assert_queue(given, 0, 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(what_was_set_aside_is_listed_in_parts),
		hub_test(sent_again_it_waits_and_rings),
		hub_test(only_an_administrator_may),
		hub_test(a_person_lists_and_sends_again_by_the_command),
		hub_test(a_versions_settings_send_again_what_was_parked_before_once),
		hub_test_stopped(a_store_that_opens_late_is_mended_too),
		hub_test_stopped(a_word_that_is_no_moment_is_left_out),
	};
	return cmocka_run_group_tests_name("hub_queue", cases, NULL, NULL);
}
