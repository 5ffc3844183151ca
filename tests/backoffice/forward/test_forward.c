/* SPDX-License-Identifier: MIT */
/* journey.forward - the real command, a real store and real servers over TLS: each submission goes on once, or, where nobody can be asked, at least once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/json.h"
#include "tests/backoffice/forward/scene.h"
#include "tests/backoffice/postgres_server.h"

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MINUTE = 60 * 1000 };

static void submit(struct scene *scene, int count)
{
	for (int i = 0; i < count; i++)
		scene_submit(scene, NULL);
}

/* ---- Open311: the ways in which servers differ ---- */

/* @changes: to the target's setting. Each of three reports arrives once. */
static void three_arrive(void **state, json_t *changes, const char *const *words)
{
	struct scene *scene = *state;
	scene_office(scene, words);
	scene_target(scene, "streets", changes);
	submit(scene, 3);
	assert_true(scene_until_settled(scene, 20 * MINUTE));
	scene_each_once(scene);
}
#define THREE(STATE, CHANGES, ...) three_arrive(STATE, CHANGES, (const char *const[]){ "foyer-fake-open311", __VA_ARGS__ __VA_OPT__(,) NULL })

static void a_server_of_xml(void **state) { THREE(state, NULL, "--xml-only"); }
static void a_server_of_json(void **state) { THREE(state, json_pack("{s:s}", "format", "json"), "--json-only", "--id-text"); }
static void a_server_that_takes_nothing_unknown(void **state) { THREE(state, NULL, "--closed", "--require", "fixmystreet_id,depth"); }
static void a_server_with_keys_and_jurisdictions(void **state)
{
	THREE(state, NULL, "--api-key", "secret of the highways system", "--jurisdiction", "mereford");
}
static void tokens_that_are_numbers_at_once(void **state) { THREE(state, NULL, "--tokens", "0"); }
static void tokens_that_take_their_time(void **state) { THREE(state, NULL, "--tokens", "7"); }

/* ---- answers that are lost ---- */

static void a_lost_answer(void **state) { THREE(state, NULL, "--fault", "drop-after", "--fault-count", "2"); }
static void a_lost_answer_with_a_token(void **state) { THREE(state, NULL, "--fault", "drop-after", "--fault-count", "1", "--tokens", "1"); }
static void a_lost_request(void **state) { THREE(state, NULL, "--fault", "drop-before", "--fault-count", "2"); }
static void an_error_after_it_was_taken(void **state) { THREE(state, NULL, "--fault", "500-after", "--fault-count", "2"); }
static void an_error_before_it_was_taken(void **state) { THREE(state, NULL, "--fault", "500-before", "--fault-count", "2"); }
static void a_page_of_somebody_elses(void **state) { THREE(state, NULL, "--fault", "page", "--fault-count", "2"); }
static void nobody_to_ask_but_a_server_that_knows_references(void **state)
{
	THREE(state, NULL, "--fault", "drop-after", "--fault-count", "2", "--no-look-up", "--refuse-known");
}

static void nobody_to_ask_means_at_least_once(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-open311", "--no-look-up", "--fault", "drop-after", "--fault-count", "2");
	scene_target(scene, "streets", NULL);
	submit(scene, 3);
	assert_true(scene_until_settled(scene, 20 * MINUTE));
	json_t *taken = scene_taken(scene);
	for (size_t i = 0; i < 3; i++)
		assert_in_range(scene_taken_of(scene, taken, i), 1, 3);
	assert_int_equal(json_array_size(taken), 3 + 2); /* one more for each answer that was lost, with the same reference */
	json_decref(taken);
}

/* ---- what must not count as taken ---- */

static void a_list_of_old_reports_is_no_receipt(void **state)
{
	struct scene *scene = *state;
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	OFFICE(scene, "foyer-fake-open311", "--read-only");
	scene_target(scene, "streets", NULL);
	submit(scene, 1);
	for (int i = 0; i < 5; i++) {
		scene_forward(scene);
		scene_pass(20 * MINUTE);
	}
	assert_int_equal(scene_state(scene, 0, note), STORAGE_WAITING);
	assert_non_null(strstr(note, "it may take no reports"));
	OFFICE(scene, "foyer-fake-open311");
	assert_true(scene_until_settled(scene, 20 * MINUTE));
	scene_each_once(scene);
}

static void what_a_service_asks_for_and_nothing_fills_is_said(void **state)
{
	struct scene *scene = *state;
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	OFFICE(scene, "foyer-fake-open311", "--require", "easting");
	scene_target(scene, "streets", NULL);
	submit(scene, 1);
	scene_forward(scene);
	assert_int_equal(scene_state(scene, 0, note), STORAGE_WAITING);
	assert_non_null(strstr(note, "the service asks for \\\"easting\\\", which nothing fills"));
	json_t *taken = scene_taken(scene);
	assert_int_equal(json_array_size(taken), 0);
	json_decref(taken);
}

static void a_kind_that_is_kept_back_goes_nowhere(void **state)
{
	struct scene *scene = *state;
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	OFFICE(scene, "foyer-fake-open311");
	scene_target(scene, "streets", NULL);
	scene_submit(scene, json_pack("{s:s}", "what", "tree"));
	scene_forward(scene);
	assert_int_equal(scene_state(scene, 0, note), STORAGE_DONE);
	assert_string_equal(note, "not for this target");
	json_t *taken = scene_taken(scene);
	assert_int_equal(json_array_size(taken), 0);
	json_decref(taken);
}

/* ---- kill -9 ---- */

/* @rounds times two submissions more, and the command killed as soon as the far end has one of them: its answer is on its way, or was not settled yet. */
static void killed(struct scene *scene, const char *target, int rounds)
{
	scene_target(scene, target, NULL);
	for (int round = 0; round < rounds; round++) {
		submit(scene, 2);
		struct child forward = FORWARD(scene);
		json_t *taken = scene_taken(scene);
		const size_t before = json_array_size(taken);
		for (size_t now = before; now <= before; now = json_array_size(taken)) {
			json_decref(taken);
			taken = scene_taken(scene);
		}
		json_decref(taken);
		child_kill(&forward);
		scene_pass(20 * MINUTE); /* the lease of what it held ends */
		assert_true(scene_until_settled(scene, 20 * MINUTE));
	}
}

static void it_is_killed_in_the_middle(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-open311");
	killed(scene, "streets", 6);
	scene_each_once(scene);
}

static void it_is_killed_where_nobody_can_be_asked(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-webhook");
	killed(scene, "crm", 6);
	json_t *taken = scene_taken(scene);
	for (size_t i = 0; i < scene->count; i++)
		assert_in_range(scene_taken_of(scene, taken, i), 1, 2);
	assert_in_range(json_array_size(taken), scene->count, scene->count + 6); /* one more for each time, at most, under the same key */
	print_message("killed 6 times: %zu submissions, %zu arrived more than once\n", scene->count, json_array_size(taken) - scene->count);
	json_decref(taken);
}

/* ---- webhooks ---- */

/* Every body that the far end took has the event's id as its key; repeats have the same. */
static void keys_are_ids(const struct scene *scene, const json_t *taken)
{
	for (size_t i = 0; i < json_array_size(taken); i++) {
		bool known = false;
		for (size_t k = 0; k < scene->count; k++)
			known = known || strcmp(json_text_or(json_array_get(taken, i), "key", ""), scene->ids[k].text) == 0;
		assert_true(known);
	}
}

static void a_webhook_gets_each_once(void **state)
{
	static const char *const targets[] = { "crm", "adapter", "confirm" };
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-webhook");
	submit(scene, 3);
	for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
		scene_target(scene, targets[i], NULL);
		assert_true(scene_until_settled(scene, 20 * MINUTE));
		json_t *taken = scene_taken(scene);
		assert_int_equal(json_array_size(taken), 3 * (i + 1));
		json_decref(taken);
	}
	json_t *taken = scene_taken(scene);
	assert_string_equal(json_text_or(json_array_get(taken, 6), "path", ""), "/v2/notifications/email");
	assert_int_equal(strncmp(json_text_or(json_array_get(taken, 6), "authorization", ""), "Bearer ey", 9), 0);
	json_decref(taken);
}

static void a_webhook_whose_answers_are_lost_gets_the_same_key_again(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-webhook", "--fault", "drop-after", "--fault-count", "2");
	scene_target(scene, "crm", NULL);
	submit(scene, 3);
	assert_true(scene_until_settled(scene, 20 * MINUTE));
	json_t *taken = scene_taken(scene);
	assert_int_equal(json_array_size(taken), 3 + 2);
	keys_are_ids(scene, taken);
	for (size_t i = 0; i < 3; i++)
		assert_in_range(scene_taken_of(scene, taken, i), 1, 3);
	json_decref(taken);
}

static void a_confirmation_is_sent_once_though_answers_are_lost(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-webhook", "--fault", "500-after", "--fault-count", "2");
	scene_target(scene, "confirm", NULL);
	submit(scene, 3);
	scene_submit(scene, json_pack("{s:s}", "contact", "none")); /* who did not ask gets none */
	assert_true(scene_until_settled(scene, 20 * MINUTE));
	json_t *taken = scene_taken(scene);
	assert_int_equal(json_array_size(taken), 3);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(scene_taken_of(scene, taken, i), i < 3);
	json_decref(taken);
}

static void a_wish_to_be_asked_later_is_kept(void **state)
{
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-webhook", "--fault", "busy", "--fault-count", "1");
	scene_target(scene, "adapter", NULL);
	submit(scene, 1);
	struct child forward = FORWARD(scene);
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	do
		scene_state(scene, 0, note);
	while (!strstr(note, "less often"));
	scene_pass(110 * 1000);
	json_t *taken = scene_taken(scene);
	assert_int_equal(json_array_size(taken), 0);
	json_decref(taken);
	scene_pass(30 * 1000); /* 120 s, and up to a tenth */
	while (scene_state(scene, 0, note) != STORAGE_DONE)
		;
	assert_int_equal(child_end(&forward), 0);
	scene_each_once(scene);
}

static void what_is_not_wanted_is_set_aside_with_its_reason(void **state)
{
	struct scene *scene = *state;
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	OFFICE(scene, "foyer-fake-webhook", "--refuse", "poison");
	scene_target(scene, "confirm", NULL);
	scene_submit(scene, json_pack("{s:s}", "email", "poison@mereford.example"));
	struct child forward = FORWARD(scene);
	const time_t patience = time(NULL) + 120; /* real seconds: a busy machine turns slowly */
	for (int i = 0; time(NULL) < patience && scene_state(scene, 0, note) != STORAGE_PARKED; i++) {
		if (i == 20)
			submit(scene, 1); /* that another is taken tells the submission from the way there */
		scene_pass(20 * MINUTE);
		poll(NULL, 0, 5); /* not faster than certificates last */
	}
	assert_int_equal(scene_state(scene, 0, note), STORAGE_PARKED);
	assert_string_equal(note, "This is not wanted");
	assert_int_equal(child_end(&forward), 0);
	OFFICE(scene, "foyer-fake-webhook");
	struct child again = FORWARD(scene, "--again", "--once");
	BUFFER_AUTO said;
	buffer_init(&said, 65536);
	assert_int_equal(child_all(&again, &said), 0);
	scene_each_once(scene);
}

/* The storage has a clock of its own, in a database another machine's: what comes after that is found though ours is a day ahead. */
static void a_clock_ahead_of_the_storages_loses_nothing(void **state)
{
	struct scene *scene = *state;
	char note[STORAGE_NOTE_MAX_BYTES + 1];
	OFFICE(scene, "foyer-fake-webhook");
	scene_target(scene, "crm", NULL);
	submit(scene, 1);
	struct child forward = FORWARD(scene);
	while (scene_state(scene, 0, note) != STORAGE_DONE)
		poll(NULL, 0, 5);
	scene_pass(24 * 60 * MINUTE);
	poll(NULL, 0, 200); /* it wakes, and looks at all there is */
	submit(scene, 1);
	const time_t patience = time(NULL) + 60;
	while (time(NULL) < patience && scene_state(scene, 1, note) != STORAGE_DONE)
		poll(NULL, 0, 5);
	assert_int_equal(child_end(&forward), 0);
	scene_each_once(scene);
}

/* ---- how far it is ---- */

static void stage_is(struct scene *scene, const char *status, const char *note)
{
	json_t *progress = NULL;
	assert_int_equal(scene->storage->engine->progress_find(scene->storage, SCENE_SOURCE, scene->ids[0].text, &progress), FAIL_NONE);
	assert_string_equal(json_text_or(progress, "status", ""), status);
	assert_string_equal(json_text_or(progress, "note", ""), note);
	json_decref(progress);
}

static void what_the_council_does_about_it_is_heard(void **state)
{
	static const char *const steps[][3] = {
		{ "open", "received", "received" }, { "investigating", "in-progress", "looking-into-it" }, { "action_scheduled", "in-progress", "work-planned" },
		{ "fixed", "done", "done" }, { "open", "done", "done" /* nobody asks any more */ },
	};
	struct scene *scene = *state;
	OFFICE(scene, "foyer-fake-open311");
	scene_target(scene, "streets", json_pack("{s:b}", "stages", 1));
	submit(scene, 1);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		OFFICE(scene, "foyer-fake-open311", "--status", steps[i][0]);
		if (i == 0)
			scene_forward(scene);
		scene_pass(8 * 60 * MINUTE);
		scene_forward(scene);
		stage_is(scene, steps[i][1], steps[i][2]);
	}
}

static void a_question_without_an_answer_is_asked_again(void **state)
{
	struct scene *scene = *state;
	json_t *progress;
	OFFICE(scene, "foyer-fake-open311", "--no-look-up");
	scene_target(scene, "streets", json_pack("{s:b}", "stages", 1));
	submit(scene, 1);
	scene_forward(scene);
	scene_pass(8 * 60 * MINUTE);
	scene_forward(scene);
	assert_int_equal(scene->storage->engine->progress_find(scene->storage, SCENE_SOURCE, scene->ids[0].text, &progress), FAIL_EMPTY);
	OFFICE(scene, "foyer-fake-open311", "--status", "not_councils_responsibility");
	scene_pass(8 * 60 * MINUTE);
	scene_forward(scene);
	stage_is(scene, "done", "not-ours");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, scene_open, scene_close)

/* With a word: over a PostgreSQL of our own. */
int main(int argc, char **)
{
	const struct CMUnitTest cases[] = {
		CASE(a_server_of_xml),
		CASE(a_server_of_json),
		CASE(a_server_that_takes_nothing_unknown),
		CASE(a_server_with_keys_and_jurisdictions),
		CASE(tokens_that_are_numbers_at_once),
		CASE(tokens_that_take_their_time),
		CASE(a_lost_answer),
		CASE(a_lost_answer_with_a_token),
		CASE(a_lost_request),
		CASE(an_error_after_it_was_taken),
		CASE(an_error_before_it_was_taken),
		CASE(a_page_of_somebody_elses),
		CASE(nobody_to_ask_but_a_server_that_knows_references),
		CASE(nobody_to_ask_means_at_least_once),
		CASE(a_list_of_old_reports_is_no_receipt),
		CASE(what_a_service_asks_for_and_nothing_fills_is_said),
		CASE(a_kind_that_is_kept_back_goes_nowhere),
		CASE(it_is_killed_in_the_middle),
		CASE(it_is_killed_where_nobody_can_be_asked),
		CASE(a_webhook_gets_each_once),
		CASE(a_webhook_whose_answers_are_lost_gets_the_same_key_again),
		CASE(a_confirmation_is_sent_once_though_answers_are_lost),
		CASE(a_wish_to_be_asked_later_is_kept),
		CASE(what_is_not_wanted_is_set_aside_with_its_reason),
		CASE(a_clock_ahead_of_the_storages_loses_nothing),
		CASE(what_the_council_does_about_it_is_heard),
		CASE(a_question_without_an_answer_is_asked_again),
	};
	if (argc < 2)
		return cmocka_run_group_tests_name("forward", cases, NULL, NULL);
	struct postgres_server server;
	postgres_server_start(&server);
	scene_postgres(&server);
	int failed = cmocka_run_group_tests_name("forward_postgres", cases, NULL, NULL);
	postgres_server_stop(&server);
	return failed;
}
