/* SPDX-License-Identifier: MIT */
/* journey.kiosk_life - a kiosk's life at the running back office: let in by a code, heard, its events taken in each mode and fetched, revoked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/operator.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/asker.h"
#include "tests/backoffice/children.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ID "6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define SOURCE "urn:uuid:" ID
#define ONE "application/cloudevents+json"

struct scene {
	char folder[64], url[64], ca[128], clock[32];
	struct operator secret;
	struct child office;
	struct device *device;
	struct asker kiosk, operator, nobody;
};

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fail_msg("%s", fail_words());
}

static void line_of(struct child child, char *ret, size_t room)
{
	BUFFER_AUTO said;
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&child, &said), 0);
	snprintf(ret, room, "%s", buffer_text(&said));
	ret[strcspn(ret, "\n")] = '\0';
}

static int scene_open(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);
	char line[128], path[128];
	BUFFER_AUTO said;
	snprintf(scene->clock, sizeof scene->clock, "/proc/%d/fd/%d", getpid(), memfd_create("clock", MFD_CLOEXEC));
	must(clock_page_create(scene->clock, 0));
	setenv("FOYER_CLOCK", scene->clock, 1);
	must(clock_open());
	snprintf(scene->folder, sizeof scene->folder, "/tmp/foyer-office-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	struct child init = CHILD("foyer-backoffice", "init", scene->folder);
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);
	must(operator_open(scene->folder, &scene->secret));
	snprintf(scene->ca, sizeof scene->ca, "%s/ca.pem", scene->folder);
	snprintf(path, sizeof path, "%s/device.pem", scene->folder);
	must(device_open(path, &scene->device));
	scene->office = CHILD("foyer-backoffice", "serve", scene->folder);
	child_line(&scene->office, line, sizeof line);
	assert_int_equal(sscanf(line, "listening %63s", scene->url), 1);
	scene->kiosk = (struct asker){ .url = scene->url, .ca = scene->ca, .device = scene->device, .source = SOURCE };
	scene->operator = (struct asker){ .url = scene->url, .ca = scene->ca, .secret = scene->secret.secret };
	scene->nobody = (struct asker){ .url = scene->url, .ca = scene->ca };
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
	asker_done(&scene->kiosk);
	asker_done(&scene->operator);
	asker_done(&scene->nobody);
	child_kill(&scene->office);
	device_close(scene->device);
	nftw(scene->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

static void enrol(struct scene *scene)
{
	char code[32], again[32];
	line_of(CHILD("foyer-backoffice", "code", scene->folder, "--kiosk", ID), code, sizeof code);
	line_of(CHILD("foyer-backoffice", "code", scene->folder), again, sizeof again);
	assert_string_not_equal(code, again);
	json_t *body = json_pack("{s:s, s:s, s:o}", "code", code, "source", SOURCE, "jwk", device_jwk(scene->device));
	char *text = json_dumps(body, JSON_COMPACT);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/heartbeat", ONE, "{}", NULL), 401);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/enrol", "application/json", text, NULL), 201);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/enrol", "application/json", text, NULL), 200);
	free(text);
	json_decref(body);
}

static void beat(struct scene *scene)
{
	char text[512];
	snprintf(text, sizeof text, "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"" SOURCE "\",\"type\":\"uk.foyer.heartbeat.v1\",\"data\":{\"queue_waiting\":5}}", id_new(clock_wall_ms()).text);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/heartbeat", ONE, text, NULL), 204);
	assert_int_equal(asker_ask(&scene->nobody, "/metrics", NULL, NULL, NULL), 200);
	assert_non_null(strstr(buffer_text(&scene->nobody.answer), "\nfoyer_kiosk_queue_waiting 5\n"));
	assert_non_null(strstr(buffer_text(&scene->nobody.answer), "\nfoyer_kiosks 1\n"));
	assert_non_null(strstr(buffer_text(&scene->nobody.answer), "\nfoyer_enrolments_total 2\n"));
}

static void verdict_is(struct scene *scene, const char *type, const char *body, const char *const *headers, const char *verdict)
{
	char found[32];
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/events", type, body, headers), 200);
	snprintf(found, sizeof found, "\"status\":\"%s\"", verdict);
	if (!strstr(buffer_text(&scene->kiosk.answer), found))
		fail_msg("%s", buffer_text(&scene->kiosk.answer));
}

/* The same event, structured and in headers, is one; changed it is refused. */
static void send_in_modes(struct scene *scene)
{
	BUFFER_AUTO text;
	json_t *event, *value;
	const char *name, *headers[24];
	char lines[24][400];
	size_t count = 0;
	const struct envelope_head head = { .id = id_new(clock_wall_ms()), .source = SOURCE, .type = "uk.foyer.submission.v1", .time_ms = clock_wall_ms() };
	buffer_init(&text, ENVELOPE_EVENT_MAX_BYTES);
	must(envelope_event(&head, 1, "synced", "ey..AA.BB.CC", &text));
	must(envelope_event_check(buffer_text(&text), text.size_bytes, &event));
	json_object_foreach(event, name, value) {
		if (strcmp(name, "data") == 0 || strcmp(name, "datacontenttype") == 0)
			continue;
		snprintf(lines[count], sizeof lines[0], "ce-%s: %s", name, json_string_value(value));
		headers[count] = lines[count];
		count++;
	}
	headers[count] = NULL;
	json_decref(event);
	verdict_is(scene, "application/jose", "ey..AA.BB.CC", headers, "accepted");
	verdict_is(scene, ONE, buffer_text(&text), NULL, "duplicate");
	verdict_is(scene, "application/jose", "ey..AA.BB.CC", headers, "duplicate");
	verdict_is(scene, "application/jose", "ey..AA.BB.CD", headers, "rejected");
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/events", "application/jose", "ey..AA.BB.CC", NULL), 415);
	for (int i = 2; i <= 3; i++) {
		const struct envelope_head next = { .id = id_new(clock_wall_ms()), .source = SOURCE, .type = head.type, .time_ms = head.time_ms };
		buffer_clear(&text);
		must(envelope_event(&next, i, "synced", "ey..AA.BB.CC", &text));
		verdict_is(scene, ONE, buffer_text(&text), NULL, "accepted");
	}
}

/* One page of the export after @cursor, which becomes the next one. */
static int64_t exported(struct scene *scene, char cursor[static 400])
{
	char path[512];
	snprintf(path, sizeof path, "/v1/export?limit=2&after=%s", cursor);
	assert_int_equal(asker_ask(&scene->operator, path, NULL, NULL, NULL), 200);
	const char *text = buffer_text(&scene->operator.answer), *last = strstr(text, "{\"cursor\"");
	json_t *tail = json_loads(last ? last : "", 0, NULL);
	snprintf(cursor, 400, "%s", json_text_or(tail, "cursor", ""));
	int64_t count = json_int_or(tail, "count", -1);
	assert_int_equal(json_bool_or(tail, "more", count != 2), count == 2);
	json_decref(tail);
	return count;
}

static void fetch(struct scene *scene)
{
	char cursor[400] = "", end[400];
	assert_int_equal(asker_ask(&scene->nobody, "/v1/export", NULL, NULL, NULL), 401);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/export", NULL, NULL, NULL), 401);
	assert_int_equal(asker_ask(&scene->operator, "/v1/export?limit=1001", NULL, NULL, NULL), 400);
	assert_int_equal(asker_ask(&scene->operator, "/v1/export?after=x", NULL, NULL, NULL), 400);
	assert_int_equal(exported(scene, cursor), 0); /* they are too young */
	must(clock_page_move(scene->clock, 6000));
	assert_int_equal(exported(scene, cursor), 2);
	assert_non_null(strstr(buffer_text(&scene->operator.answer), "ey..AA.BB.CC"));
	assert_non_null(strstr(buffer_text(&scene->operator.head), cursor));
	assert_int_equal(exported(scene, cursor), 1);
	snprintf(end, sizeof end, "%s", cursor);
	assert_int_equal(exported(scene, cursor), 0);
	assert_string_equal(cursor, end);
}

static void revoked(struct scene *scene)
{
	BUFFER_AUTO said;
	struct child child = CHILD("foyer-backoffice", "revoke", scene->folder, "--reason", "stolen", ID);
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&child, &said), 0);
	assert_int_equal(asker_ask(&scene->kiosk, "/v1/events", "application/cloudevents-batch+json", "[]", NULL), 403);
	assert_int_equal(asker_ask(&scene->nobody, "/metrics", NULL, NULL, NULL), 200);
	assert_non_null(strstr(buffer_text(&scene->nobody.answer), "\nfoyer_requests_revoked_total 1\n"));
	assert_non_null(strstr(buffer_text(&scene->nobody.answer), "\nfoyer_events 3\n"));
}

static void a_kiosk_is_let_in_heard_and_revoked(void **state)
{
	struct scene *scene = *state;
	assert_int_equal(asker_ask(&scene->nobody, "/healthz", NULL, NULL, NULL), 200);
	assert_int_equal(asker_ask(&scene->nobody, "/readyz", NULL, NULL, NULL), 200);
	assert_int_equal(asker_ask(&scene->nobody, "/elsewhere", NULL, NULL, NULL), 404);
	assert_int_equal(asker_ask(&scene->nobody, "/v1/events", NULL, NULL, NULL), 405);
	enrol(scene);
	beat(scene);
	send_in_modes(scene);
	fetch(scene);
	revoked(scene);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_kiosk_is_let_in_heard_and_revoked, scene_open, scene_close),
	};
	return cmocka_run_group_tests_name("kiosk_life", cases, NULL, NULL);
}
