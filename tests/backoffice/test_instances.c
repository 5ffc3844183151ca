/* SPDX-License-Identifier: MIT */
/* journey.instances - three back offices on one port over one PostgreSQL; one is killed, then the database: each event arrives exactly once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/asker.h"
#include "tests/backoffice/children.h"
#include "tests/backoffice/postgres_server.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

enum { INSTANCES = 3, SENDERS = 4, BATCHES = 80, BATCH = 5, BODY_MAX_BYTES = 16 * 1024 };

struct scene {
	struct postgres_server server;
	char folder[64], where[256], url[64], port[8], ca[128];
	struct child instances[INSTANCES];
	struct device *device;
	char *bodies[BATCHES];
	int proved, broken, next;
};

struct sender { struct asker asker; int batch; };

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fail_msg("%s", fail_words());
}

static void instance_start(struct scene *scene, int index)
{
	char line[128];
	scene->instances[index] = CHILD("foyer-backoffice", "serve", scene->folder, "--port", scene->port, "--share-port", "--accept-new", "--storage", scene->where);
	child_line(&scene->instances[index], line, sizeof line);
	assert_int_equal(sscanf(line, "listening %63s", scene->url), 1);
	snprintf(scene->port, sizeof scene->port, "%s", strrchr(scene->url, ':') + 1);
}

/* @count events in one body; written once and sent until they are proved. */
static char *body_make(int batch)
{
	BUFFER_AUTO body;
	buffer_init(&body, BODY_MAX_BYTES);
	for (int i = 0; i < BATCH; i++) {
		const struct envelope_head head = { .id = id_new(clock_wall_ms()), .source = SOURCE, .type = "uk.foyer.submission.v1", .time_ms = clock_wall_ms() };
		BUFFER_AUTO event;
		buffer_init(&event, BODY_MAX_BYTES);
		must(envelope_event(&head, batch * BATCH + i + 1, "synced", "ey..AA.BB.CC", &event));
		must(buffer_printf(&body, "%s%s", i ? "," : "[", buffer_text(&event)));
	}
	must(buffer_add(&body, "]", 1));
	return strdup(buffer_text(&body));
}

static struct asker asker_of(const struct scene *scene)
{
	return (struct asker){ .url = scene->url, .ca = scene->ca, .device = scene->device, .source = SOURCE };
}

/* A new connection each time: the kernel gives it to any of the instances. */
static void batch_send(struct scene *scene, CURLM *multi, struct sender *sender)
{
	asker_prepare(&sender->asker, "/v1/events", "application/cloudevents-batch+json", scene->bodies[sender->batch], NULL);
	curl_easy_setopt(sender->asker.easy, CURLOPT_PRIVATE, sender);
	curl_multi_add_handle(multi, sender->asker.easy);
}

/* Each event of the batch is accepted or was there already. */
static bool is_proved(const struct sender *sender)
{
	json_t *reply = asker_status(&sender->asker) == 200 ? json_loads(buffer_text(&sender->asker.answer), 0, NULL) : NULL;
	const json_t *results = json_object_get(reply, "results"), *result;
	size_t index, good = 0;
	json_array_foreach(results, index, result) {
		const char *verdict = json_text_or(result, "status", "");
		good += strcmp(verdict, "accepted") == 0 || strcmp(verdict, "duplicate") == 0;
	}
	json_decref(reply);
	return good == BATCH;
}

/* Take what has come back; what is not proved goes again. */
static void turn(struct scene *scene, CURLM *multi)
{
	int running, left;
	curl_multi_perform(multi, &running);
	curl_multi_poll(multi, NULL, 0, 20, NULL);
	for (CURLMsg *message = curl_multi_info_read(multi, &left); message; message = curl_multi_info_read(multi, &left)) {
		struct sender *sender;
		CURLcode code = message->data.result;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &sender);
		curl_multi_remove_handle(multi, message->easy_handle);
		bool proved = code == CURLE_OK && is_proved(sender);
		scene->proved += proved;
		scene->broken += !proved;
		if (proved)
			sender->batch = scene->next < BATCHES ? scene->next++ : -1;
		if (sender->batch >= 0)
			batch_send(scene, multi, sender);
	}
}

static int64_t metric(struct scene *scene, const char *name)
{
	struct asker asker = asker_of(scene);
	char line[64];
	assert_int_equal(asker_ask(&asker, "/metrics", NULL, NULL, NULL), 200);
	snprintf(line, sizeof line, "\n%s ", name);
	const char *at = strstr(buffer_text(&asker.answer), line);
	int64_t value = at ? strtoll(at + strlen(line), NULL, 10) : -1;
	asker_done(&asker);
	return value;
}

static void all_sent_with_kills(struct scene *scene)
{
	struct sender senders[SENDERS] = { 0 };
	CURLM *multi = curl_multi_init();
	for (int i = 0; i < SENDERS; i++) {
		senders[i] = (struct sender){ .asker = asker_of(scene), .batch = scene->next++ };
		batch_send(scene, multi, &senders[i]);
	}
	while (scene->proved < BATCHES / 3)
		turn(scene, multi);
	child_kill(&scene->instances[0]);
	while (scene->proved < BATCHES * 2 / 3)
		turn(scene, multi);
	postgres_server_kill(&scene->server);
	for (int broken = scene->broken; scene->broken < broken + SENDERS;)
		turn(scene, multi);
	postgres_server_run(&scene->server);
	while (scene->proved < BATCHES)
		turn(scene, multi);
	for (int i = 0; i < SENDERS; i++) {
		curl_multi_remove_handle(multi, senders[i].asker.easy);
		asker_done(&senders[i].asker);
	}
	curl_multi_cleanup(multi);
}

static enum fail row_count(void *context, const struct storage_row *)
{
	++*(int *)context;
	return FAIL_NONE;
}

static void nothing_is_lost_and_nothing_doubled(void **state)
{
	struct scene *scene = *state;
	struct storage *storage;
	struct storage_counts counts;
	for (int i = 0; i < INSTANCES; i++)
		instance_start(scene, i);
	for (int i = 0; i < BATCHES; i++)
		scene->bodies[i] = body_make(i);
	all_sent_with_kills(scene);
	must(storage_open(scene->where, scene->folder, false, &storage));
	must(storage->engine->counts(storage, &counts));
	int rows = 0;
	must(storage->engine->each(storage, &(struct storage_query){ .order = STORAGE_NEWEST, .max = STORAGE_ROWS_MAX }, row_count, &rows));
	storage_close(storage);
	assert_int_equal(rows, BATCHES * BATCH);
	assert_int_equal(counts.events, BATCHES * BATCH);
	assert_int_equal(counts.conflicts, 0);

	assert_int_equal(metric(scene, "foyer_events"), BATCHES * BATCH);
	child_kill(&scene->instances[1]); /* the last one did some of it, not all */
	int64_t own = metric(scene, "foyer_events_accepted_total");
	assert_in_range(own, 1, BATCHES * BATCH - 1);
	printf("%d events, %d answers lost or refused, %lld events at the last instance\n", BATCHES * BATCH, scene->broken, (long long)own);
}

static int scene_open(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);
	BUFFER_AUTO said;
	char path[128];
	postgres_server_start(&scene->server);
	postgres_server_database(&scene->server, "council", scene->where);
	snprintf(scene->folder, sizeof scene->folder, "/tmp/foyer-instances-XXXXXX");
	snprintf(scene->port, sizeof scene->port, "0");
	assert_non_null(mkdtemp(scene->folder));
	struct child init = CHILD("foyer-backoffice", "init", scene->folder);
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);
	must(file_path(scene->ca, sizeof scene->ca, scene->folder, "ca.pem"));
	must(file_path(path, sizeof path, scene->folder, "device.pem"));
	must(device_open(path, &scene->device));
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
	for (int i = 0; i < INSTANCES; i++)
		child_kill(&scene->instances[i]);
	for (int i = 0; i < BATCHES; i++)
		free(scene->bodies[i]);
	postgres_server_stop(&scene->server);
	device_close(scene->device);
	nftw(scene->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(nothing_is_lost_and_nothing_doubled, scene_open, scene_close),
	};
	return cmocka_run_group_tests_name("instances", cases, NULL, NULL);
}
