/* SPDX-License-Identifier: MIT */
/* journey.direct - a kiosk whose council has no back office: real hub, real sync, a real Open311 server; each report arrives once, whoever is killed. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/lib/far_end.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MINUTE = 60 * 1000 };

struct scene {
	void *hub;                   /* struct given_hub */
	struct far_end office;
	struct process sync;
	int ui, test, count;
};

static void sync_start(struct scene *scene)
{
	struct given_hub *given = scene->hub;
	char program[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	char *argv[] = { program, (char *)"--doors", given->doors, NULL };
	given_built("bin/foyer-sync", program);
	given_path(said, given->folder, "sync.log");
	process_start(&scene->sync, said, argv);
}

static void hub_enter(struct scene *scene)
{
	hub_test_start(scene->hub);
	scene->ui = hub_test_enter(scene->hub, "ui");
	scene->test = hub_test_enter(scene->hub, "test");
}

static void scene_begin(struct scene *scene, void **state, const char *const *options)
{
	struct given_hub *given = *state;
	shared_clock();
	*scene = (struct scene){ .hub = given };
	far_end_place(&scene->office, given->folder);
	far_end_start(&scene->office, "foyer-fake-open311", options);
	char *ca = far_end_ca(&scene->office);
	hub_test_config(given, json_pack("{s:{s:s, s:s, s:{s:s, s:{s:{s:{s:s, s:s}, s:[s], s:[s, s]}}}}}", "backoffice", "url", scene->office.url, "ca", ca, "sink",
		"profile", "open311", "forms", "street", "service", "by", "what", "otherwise", "POT", "where", "street", "describe", "what", "more"));
	free(ca);
	hub_enter(scene);
	sync_start(scene);
}
#define BEGIN(SCENE, STATE, ...) scene_begin(SCENE, STATE, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

static void scene_end(struct scene *scene)
{
	process_signal(&scene->sync, SIGKILL);
	process_wait(&scene->sync);
	far_end_stop(&scene->office);
	close(scene->ui);
	close(scene->test);
}

/* What the screen does: a report sealed with the key that hello gives. */
static void submit(struct scene *scene)
{
	const int number = ++scene->count;
	json_t *hello = hub_test_ask(scene->ui, json_pack("{s:s}", "verb", "hello"), -1, NULL), *request = hub_test_submission(number, 1000);
	struct envelope_key *key = NULL;
	const struct envelope_head head = { .id = hub_test_id(number), .source = json_text_or(json_object_get(hello, "kiosk"), "source", ""),
		.type = "uk.foyer.submission.v1", .time_ms = hub_test_time_ms(number) };
	json_t *record = json_pack("{s:{s:s, s:s}, s:{s:{s:s, s:s, s:s}}}", "meta", "referenceNumber", hub_test_reference(number).text, "formId", "street",
		"data", "main", "what", "hole", "street", "Bridge Street", "more", "It is deep");
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(envelope_key_read(json_object_get(hello, "council_key"), &key), FAIL_NONE);
	assert_int_equal(envelope_seal(key, &head, record, &jwe), FAIL_NONE);
	json_object_set_new(request, "jwe", json_string(buffer_text(&jwe)));
	hub_test_tell(scene->ui, request);
	envelope_key_free(key);
	json_decref(record);
	json_decref(hello);
}

static int64_t queued(struct scene *scene, const char *name)
{
	json_t *status = hub_test_ask(scene->test, json_pack("{s:s}", "verb", "status"), -1, NULL);
	int64_t count = json_int_or(json_object_get(status, "queue"), name, -1);
	json_decref(status);
	return count;
}

/* Until the kiosk has proof of all; while nothing happens, a minute passes for everybody. */
static void until_delivered(struct scene *scene)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (queued(scene, "delivered") < scene->count) {
		if (!deadline_pause(deadline))
			fail_msg("%lld of %d are delivered", (long long)queued(scene, "delivered"), scene->count);
		shared_clock_pass(MINUTE);
	}
}

/* How many of what the server took carry the reference of report @number; 0: how many there are. */
static size_t taken(const struct scene *scene, int number)
{
	const struct reference reference = hub_test_reference(number);
	return far_end_taken(&scene->office, number ? reference.text : NULL);
}

static void each_once(const struct scene *scene)
{
	for (int number = 1; number <= scene->count; number++)
		assert_int_equal(taken(scene, number), 1);
	assert_int_equal(taken(scene, 0), scene->count);
}

static void three_arrive(void **state, const char *const *options)
{
	struct scene scene;
	scene_begin(&scene, state, options);
	for (int i = 0; i < 3; i++)
		submit(&scene);
	until_delivered(&scene);
	each_once(&scene);
	assert_int_equal(queued(&scene, "waiting"), 0);
	scene_end(&scene);
}
#define THREE(STATE, ...) three_arrive(STATE, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

static void reports_arrive_and_are_forgotten_here(void **state) { THREE(state, "--closed"); }
static void a_token_is_a_receipt(void **state) { THREE(state, "--tokens", "3"); }
static void answers_are_lost(void **state) { THREE(state, "--fault", "drop-after", "--fault-count", "2"); }
static void requests_are_lost(void **state) { THREE(state, "--fault", "drop-before", "--fault-count", "2"); }
static void an_error_after_it_was_taken(void **state) { THREE(state, "--fault", "500-after", "--fault-count", "2"); }
static void somebody_else_answers(void **state) { THREE(state, "--fault", "page", "--fault-count", "2"); }
static void it_is_there_already(void **state) { THREE(state, "--fault", "drop-after", "--fault-count", "2", "--no-look-up", "--refuse-known"); }

static void where_nobody_can_be_asked_it_is_at_least_once(void **state)
{
	struct scene scene;
	BEGIN(&scene, state, "--no-look-up", "--fault", "drop-after", "--fault-count", "2");
	for (int i = 0; i < 3; i++)
		submit(&scene);
	until_delivered(&scene);
	for (int number = 1; number <= 3; number++)
		assert_in_range(taken(&scene, number), 1, 3);
	assert_int_equal(taken(&scene, 0), 3 + 2); /* one more for each answer that was lost */
	scene_end(&scene);
}

static void what_is_refused_stays_here(void **state)
{
	struct scene scene;
	BEGIN(&scene, state, "--require", "easting");
	submit(&scene);
	for (int i = 0; i < 100; i++) {
		shared_clock_pass(20 * MINUTE);
		assert_int_equal(queued(&scene, "delivered"), 0);
	}
	assert_int_equal(queued(&scene, "waiting") + queued(&scene, "parked"), 1);
	assert_int_equal(taken(&scene, 0), 0);
	scene_end(&scene);
}

/* @hub: it is the hub that dies; else sync does. As soon as the server has one more report than before. */
static void killed(void **state, bool hub)
{
	struct scene scene;
	BEGIN(&scene, state);
	for (int round = 0; round < 5; round++) {
		const size_t before = taken(&scene, 0);
		submit(&scene);
		submit(&scene);
		struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
		while (taken(&scene, 0) <= before)
			if (!deadline_pause(deadline))
				fail_msg("nothing arrives");
		if (hub) {
			close(scene.ui);
			close(scene.test);
			hub_test_kill(scene.hub);
			hub_enter(&scene);
		} else {
			process_signal(&scene.sync, SIGKILL);
			process_wait(&scene.sync);
			sync_start(&scene);
		}
		until_delivered(&scene);
	}
	each_once(&scene);
	scene_end(&scene);
}

static void sync_is_killed_in_the_middle(void **state) { killed(state, false); }
static void the_hub_is_killed_in_the_middle(void **state) { killed(state, true); }

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test_stopped(reports_arrive_and_are_forgotten_here),
		hub_test_stopped(a_token_is_a_receipt),
		hub_test_stopped(answers_are_lost),
		hub_test_stopped(requests_are_lost),
		hub_test_stopped(an_error_after_it_was_taken),
		hub_test_stopped(somebody_else_answers),
		hub_test_stopped(it_is_there_already),
		hub_test_stopped(where_nobody_can_be_asked_it_is_at_least_once),
		hub_test_stopped(what_is_refused_stays_here),
		hub_test_stopped(sync_is_killed_in_the_middle),
		hub_test_stopped(the_hub_is_killed_in_the_middle),
	};
	return cmocka_run_group_tests_name("direct", cases, NULL, NULL);
}
