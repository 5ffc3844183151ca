/* SPDX-License-Identifier: MIT */
/* journey.parked - a far end that does not want one event, real hub, real sync: it is set aside, and once the council has mended that, `foyer queue requeue` brings it, once. */
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/json.h"
#include "tests/lib/far_end.h"
#include "tests/lib/shared_clock.h"
#include "tests/lib/wait.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOUR = 3600 * 1000, WEEK_HOURS = 7 * 24, SAID_BYTES = 4096, ROUNDS_MAX = 40 };

struct scene {
	struct given_hub *hub;
	struct far_end office;
	struct process sync;
	int ui, test, count;
};

static void pass(int hours)
{
	shared_clock_pass((int64_t)hours * HOUR);
}

/* @refused: a text; what has it is answered with 422. */
static void office_start(struct scene *scene, const char *refused)
{
	far_end_start(&scene->office, "foyer-fake-webhook", (const char *const[]){ "--refuse", refused, NULL });
}

static void scene_begin(struct scene *scene, struct given_hub *given, const char *refused)
{
	char program[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	char *argv[] = { program, (char *)"--doors", given->doors, NULL };
	shared_clock();
	*scene = (struct scene){ .hub = given };
	far_end_place(&scene->office, given->folder);
	office_start(scene, refused);
	char *ca = far_end_ca(&scene->office);
	hub_test_config(given, json_pack("{s:{s:s, s:s, s:{s:s}}}", "backoffice", "url", scene->office.url, "ca", ca, "sink", "profile", "structured"));
	free(ca);
	hub_test_start(given);
	scene->ui = hub_test_enter(given, "ui");
	scene->test = hub_test_enter(given, "test");
	given_built("bin/foyer-sync", program);
	given_path(said, given->folder, "sync.log");
	process_start(&scene->sync, said, argv);
}

static void scene_end(struct scene *scene)
{
	process_signal(&scene->sync, SIGKILL);
	process_wait(&scene->sync);
	far_end_stop(&scene->office);
	close(scene->ui);
	close(scene->test);
}

static int64_t queued(struct scene *scene, const char *name)
{
	json_t *status = hub_test_ask(scene->test, json_pack("{s:s}", "verb", "status"), -1, NULL);
	int64_t count = json_int_or(json_object_get(status, "queue"), name, -1);
	json_decref(status);
	return count;
}

static void submit(struct scene *scene)
{
	hub_test_tell(scene->ui, hub_test_submission(++scene->count, 1000));
}

static void until_delivered(struct scene *scene, int64_t count)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (queued(scene, "delivered") < count) {
		if (!deadline_pause(deadline))
			fail_msg("%lld of %lld are delivered", (long long)queued(scene, "delivered"), (long long)count);
		shared_clock_pass(60 * 1000);
	}
}

/* Days on which others come and are taken. */
static void until_parked(struct scene *scene)
{
	for (int rounds = 0; queued(scene, "parked") == 0; rounds++) {
		assert_true(rounds < ROUNDS_MAX);
		submit(scene);
		until_delivered(scene, scene->count - 1);
		pass(7);
	}
}

/* How often the far end took event @number. */
static size_t taken(const struct scene *scene, int number)
{
	return far_end_taken(&scene->office, hub_test_id(number).text);
}

static void foyer(struct scene *scene, const char *act, const char *id, const char *words)
{
	char program[GIVEN_PATH_BYTES], said[SAID_BYTES];
	given_built("bin/foyer", program);
	assert_int_equal(process_run((char *[]){ program, (char *)"queue", (char *)act, (char *)"--state", scene->hub->state, (char *)id, NULL }, said, sizeof said), 0);
	if (!strstr(said, words))
		fail_msg("\"%s\" is not in: %s", words, said);
}

static void what_was_set_aside_arrives_once_when_the_council_has_mended(void **state)
{
	struct scene scene;
	const struct event_id unwanted = hub_test_id(1);
	scene_begin(&scene, *state, unwanted.text);
	submit(&scene);
	until_parked(&scene);
	foyer(&scene, "parked", NULL, unwanted.text);
	foyer(&scene, "parked", NULL, hub_test_reference(1).text);
	foyer(&scene, "parked", NULL, "422  The back office answered that it does not want what was sent\n1 set aside");
	assert_int_equal(queued(&scene, "waiting"), 0);

	foyer(&scene, "requeue", unwanted.text, "1 wait"); /* too early: it is set aside anew */
	assert_int_equal(queued(&scene, "waiting"), 1);
	until_parked(&scene);
	assert_int_equal(taken(&scene, 1), 0);

	far_end_stop(&scene.office);
	office_start(&scene, "nobody's");
	submit(&scene);
	until_delivered(&scene, scene.count - 1);
	pass(WEEK_HOURS);
	submit(&scene);
	until_delivered(&scene, scene.count - 1);
	assert_int_equal(queued(&scene, "parked"), 1); /* by itself it stays where it is */
	assert_int_equal(taken(&scene, 1), 0);
	foyer(&scene, "requeue", NULL, "1 wait");
	until_delivered(&scene, scene.count);
	for (int number = 1; number <= scene.count; number++)
		assert_int_equal(taken(&scene, number), 1);
	assert_int_equal(queued(&scene, "parked") + queued(&scene, "waiting"), 0);
	foyer(&scene, "parked", NULL, "0 set aside");
	foyer(&scene, "requeue", NULL, "0 wait");
	scene_end(&scene);
}

int main(void)
{
	const struct CMUnitTest cases[] = { hub_test_stopped(what_was_set_aside_arrives_once_when_the_council_has_mended) };
	return cmocka_run_group_tests_name("parked", cases, NULL, NULL);
}
