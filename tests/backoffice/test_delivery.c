/* SPDX-License-Identifier: MIT */
/* journey.delivery - the real foyer-sync and the real back office over TLS, lies and kills between them: each event arrives exactly once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/children.h"
#include "tests/backoffice/scripted_hub.h"
#include "tests/lib/shared_clock.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define TYPE "uk.foyer.submission.v1"

struct scene {
	char folder[64], port[8], url[64];
	struct loop *loop;
	struct device *device;
	struct envelope_key *council;
	struct buffer ca;
	struct scripted_hub hub;
	struct child office, sync;
};


static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
	assert_int_equal(code, FAIL_NONE);
}

static void path_in(const struct scene *scene, const char *name, char ret[static 128])
{
	must(file_path(ret, 128, scene->folder, name));
}

/* The back office on the port it had before, if it had one; @fault may be NULL. */
static void office_start(struct scene *scene, const char *fault, const char *count)
{
	char line[128];
	if (fault)
		scene->office = CHILD("foyer-backoffice", "serve", scene->folder, "--port", scene->port, "--accept-new", "--slow-ms", "50", "--fault", fault, "--fault-count", count);
	else
		scene->office = CHILD("foyer-backoffice", "serve", scene->folder, "--port", scene->port, "--accept-new");
	child_line(&scene->office, line, sizeof line);
	assert_int_equal(sscanf(line, "listening %63s", scene->url), 1);
	snprintf(scene->port, sizeof scene->port, "%s", strrchr(scene->url, ':') + 1);
}

static void sync_start(struct scene *scene)
{
	scene->sync = CHILD("foyer-sync", "--doors", scene->folder);
}

static int scene_open(void **state)
{
	char path[128];
	json_t *jwk;
	struct scene *scene = calloc(1, sizeof *scene);
	shared_clock();
	snprintf(scene->folder, sizeof scene->folder, "/tmp/foyer-delivery-XXXXXX");
	snprintf(scene->port, sizeof scene->port, "0");
	assert_non_null(mkdtemp(scene->folder));
	struct child init = CHILD("foyer-backoffice", "init", scene->folder);
	BUFFER_AUTO said;
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);

	must(loop_new(&scene->loop));
	path_in(scene, "device.pem", path);
	must(device_open(path, &scene->device));
	path_in(scene, "council.jwk", path);
	must(json_read(path, 4096, &jwk));
	must(envelope_key_read(jwk, &scene->council));
	json_decref(jwk);
	path_in(scene, "ca.pem", path);
	buffer_init(&scene->ca, 16 * 1024);
	must(file_read(path, &scene->ca));
	*state = scene;
	return 0;
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

static int scene_close(void **state)
{
	struct scene *scene = *state;
	child_kill(&scene->sync);
	child_kill(&scene->office);
	hub_close(&scene->hub);
	loop_free(scene->loop);
	device_close(scene->device);
	envelope_key_free(scene->council);
	buffer_done(&scene->ca);
	nftw(scene->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

static void hub_start(struct scene *scene)
{
	hub_open(&scene->hub, scene->loop, scene->folder, scene->url, buffer_text(&scene->ca), SOURCE, scene->device);
}

/* @count real submissions, sealed and frozen as the kiosk does it. */
static void submit(struct scene *scene, int count)
{
	for (int i = 0; i < count; i++) {
		const struct envelope_head head = { .id = id_new(clock_wall_ms()), .source = SOURCE, .type = TYPE, .time_ms = clock_wall_ms() };
		json_t *record = json_pack("{s:{s:i}}", "data", "number", (int)scene->hub.event_count);
		BUFFER_AUTO jwe;
		BUFFER_AUTO event;
		buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
		buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
		must(envelope_seal(scene->council, &head, record, &jwe));
		must(envelope_event(&head, (int64_t)scene->hub.event_count + 1, "synced", buffer_text(&jwe), &event));
		hub_add(&scene->hub, &head.id, buffer_text(&event));
		json_decref(record);
	}
	hub_ring(&scene->hub);
}

/* Turn until @holds or a minute of real time is over. Whenever nothing happens for a moment, @step_ms pass for everybody. */
static bool until(struct scene *scene, bool (*holds)(const struct scene *scene, size_t count), size_t count, int64_t step_ms)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	for (time_t end = now.tv_sec + 60; !holds(scene, count) && now.tv_sec < end; clock_gettime(CLOCK_MONOTONIC, &now)) {
		int before = scene->hub.claims + scene->hub.tokens + scene->hub.proves;
		must(loop_once(scene->loop, 0)); /* the clock's own news */
		must(loop_once(scene->loop, 30));
		if (before == scene->hub.claims + scene->hub.tokens + scene->hub.proves)
			shared_clock_pass(step_ms);
	}
	return holds(scene, count);
}

static bool are_proved(const struct scene *scene, size_t count)
{
	return hub_in_state(&scene->hub, HUB_EVENT_PROVED) >= count;
}

static bool is_down(const struct scene *scene, size_t)
{
	return scene->hub.downs > 0;
}

static bool was_asked_for_a_token(const struct scene *scene, size_t)
{
	return scene->hub.tokens > 0;
}

static void until_proved(struct scene *scene, size_t count)
{
	assert_true(until(scene, are_proved, count, 20000));
}

/* Turn a while, so that things get going. */
static void turns(struct scene *scene, int count)
{
	for (int i = 0; i < count; i++)
		must(loop_once(scene->loop, 5));
}

/* The operator's command opens every one of the @count events, each different, and no other. */
static void each_arrived_once(struct scene *scene, size_t count)
{
	struct child decrypt = CHILD("foyer-backoffice", "decrypt", scene->folder, "--all");
	BUFFER_AUTO text;
	buffer_init(&text, 1024 * 1024);
	assert_int_equal(child_all(&decrypt, &text), 0);
	size_t lines = 0;
	bool seen[HUB_EVENTS_MAX] = { false };
	for (char *line = text.bytes, *end; line && (end = strchr(line, '\n')); line = end + 1, lines++) {
		json_t *record = json_loadb(line, (size_t)(end - line), 0, NULL);
		int64_t number = json_int_or(json_object_get(record, "data"), "number", -1);
		assert_in_range(number, 0, scene->hub.event_count - 1);
		assert_false(seen[number]);
		seen[number] = true;
		assert_string_equal(json_text_or(record, "id", ""), scene->hub.events[number].id.text);
		assert_string_equal(json_text_or(record, "source", ""), SOURCE);
		json_decref(record);
	}
	assert_int_equal(lines, count);
	assert_int_equal(hub_in_state(&scene->hub, HUB_EVENT_PROVED), scene->hub.event_count);
	assert_int_equal(hub_in_state(&scene->hub, HUB_EVENT_PARKED), 0);
}

static void delivers_three_and_ends_when_told(void **state)
{
	struct scene *scene = *state;
	office_start(scene, NULL, NULL);
	hub_start(scene);
	sync_start(scene);
	submit(scene, 3);
	until_proved(scene, 3);
	turns(scene, 5);
	assert_string_equal(scene->hub.network, "up");
	each_arrived_once(scene, 3);
	assert_int_equal(child_end(&scene->sync), 0);
	assert_int_equal(child_end(&scene->office), 0);
}

/* The first @count answers are spoiled; everything still arrives once. @sends: how often at least each of the first events went out. */
static void through(void **state, const char *fault, const char *count, int64_t sends)
{
	struct scene *scene = *state;
	office_start(scene, fault, count);
	hub_start(scene);
	sync_start(scene);
	submit(scene, 4);
	until_proved(scene, 4);
	submit(scene, 1);
	until_proved(scene, 5);
	each_arrived_once(scene, 5);
	assert_int_equal(scene->hub.retries, 0);
	for (size_t i = 0; i < 4; i++)
		assert_true(scene->hub.events[i].bodies_given >= sends);
}

static void through_lost_answers(void **state) { through(state, "drop-reply-after-commit", "2", 3); }
static void through_busy_answers(void **state) { through(state, "503", "2", 3); }
static void through_a_portal(void **state) { through(state, "html-200", "2", 3); }
static void through_redirects(void **state) { through(state, "redirect", "2", 3); }
static void through_answers_about_others(void **state) { through(state, "wrong-ids", "2", 3); }
static void through_cut_answers(void **state) { through(state, "truncate", "2", 3); }
static void through_slow_answers(void **state) { through(state, "slow", "2", 1); }
static void through_all_of_it(void **state)
{
	through(state, "drop-reply-after-commit,503,html-200,redirect,slow,wrong-ids,truncate", "12", 1);
}

static void unreachable_at_first(void **state)
{
	struct scene *scene = *state;
	office_start(scene, NULL, NULL); /* to have a port */
	child_kill(&scene->office);
	hub_start(scene);
	sync_start(scene);
	submit(scene, 3);
	assert_true(until(scene, is_down, 0, 500));
	assert_string_equal(scene->hub.words, "The back office cannot be reached");
	assert_int_equal(hub_in_state(&scene->hub, HUB_EVENT_PROVED), 0);
	office_start(scene, NULL, NULL);
	until_proved(scene, 3);
	turns(scene, 5);
	assert_string_equal(scene->hub.network, "up");
	each_arrived_once(scene, 3);
}

static void either_side_is_killed_between(void **state)
{
	struct scene *scene = *state;
	office_start(scene, NULL, NULL);
	hub_start(scene);
	sync_start(scene);
	for (int round = 0; round < 6; round++) {
		submit(scene, 8);
		turns(scene, round);
		child_kill(round % 2 == 0 ? &scene->office : &scene->sync);
		turns(scene, 10);
		if (round % 2 == 0)
			office_start(scene, round % 4 == 0 ? "drop-reply-after-commit" : NULL, "1");
		else
			sync_start(scene);
		until_proved(scene, (size_t)(round + 1) * 8);
	}
	each_arrived_once(scene, 48);
}

static void the_hub_is_gone_for_a_while(void **state)
{
	struct scene *scene = *state;
	office_start(scene, "slow", "1");
	hub_start(scene);
	sync_start(scene);
	submit(scene, 5);
	assert_true(until(scene, was_asked_for_a_token, 0, 0));
	hub_door_shut(&scene->hub); /* while a request is on its way */
	turns(scene, 10);
	assert_int_equal(hub_in_state(&scene->hub, HUB_EVENT_WAITING), 5);
	hub_door_reopen(&scene->hub);
	until_proved(scene, 5);
	each_arrived_once(scene, 5);
}

static void an_unknown_kiosk_waits_until_it_is_registered(void **state)
{
	struct scene *scene = *state;
	char line[128], path[128];
	path_in(scene, "kiosk.jwk", path);
	json_t *jwk = device_jwk(scene->device);
	assert_int_equal(json_dump_file(jwk, path, 0), 0);
	json_decref(jwk);
	scene->office = CHILD("foyer-backoffice", "serve", scene->folder);
	child_line(&scene->office, line, sizeof line);
	assert_int_equal(sscanf(line, "listening %63s", scene->url), 1);
	snprintf(scene->port, sizeof scene->port, "%s", strrchr(scene->url, ':') + 1);
	hub_start(scene);
	sync_start(scene);
	submit(scene, 2);
	assert_true(until(scene, is_down, 0, 200));
	assert_string_equal(scene->hub.words, "The back office does not know this kiosk, or its clock is wrong");
	assert_int_equal(hub_in_state(&scene->hub, HUB_EVENT_PROVED), 0);
	child_kill(&scene->office);
	scene->office = CHILD("foyer-backoffice", "serve", scene->folder, "--port", scene->port, "--kiosk", path);
	child_line(&scene->office, line, sizeof line);
	until_proved(scene, 2);
	each_arrived_once(scene, 2);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, scene_open, scene_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(delivers_three_and_ends_when_told),
		CASE(through_lost_answers),
		CASE(through_busy_answers),
		CASE(through_a_portal),
		CASE(through_redirects),
		CASE(through_answers_about_others),
		CASE(through_cut_answers),
		CASE(through_slow_answers),
		CASE(through_all_of_it),
		CASE(unreachable_at_first),
		CASE(either_side_is_killed_between),
		CASE(the_hub_is_gone_for_a_while),
		CASE(an_unknown_kiosk_waits_until_it_is_registered),
	};
	return cmocka_run_group_tests_name("delivery", cases, NULL, NULL);
}
