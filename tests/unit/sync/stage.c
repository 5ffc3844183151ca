/* SPDX-License-Identifier: MIT */
/* stage.c - the far end's answers and the moves of time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "tests/unit/sync/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

static const char *keep(struct far_end *far, const char *id)
{
	for (size_t i = 0; i < far->count; i++)
		if (strcmp(far->ids[i], id) == 0) {
			far->duplicates++;
			return "duplicate";
		}
	assert_true(far->count < FAR_IDS_MAX);
	snprintf(far->ids[far->count++], ID_TEXT_BYTES, "%s", id);
	return "accepted";
}

static void results_write(struct far_end *far, const json_t *events, struct https_answer *answer)
{
	json_t *results = json_array(), *event;
	size_t index;
	json_array_foreach(events, index, event) {
		const char *id = json_text_or(event, "id", "");
		bool bad = far->bad && strcmp(far->bad, id) == 0;
		if (index == 0 && far->omits > 0) {
			far->omits--;
			continue;
		}
		json_array_append_new(results, bad ? json_pack("{s:s, s:s, s:{s:s}}", "id", id, "status", "rejected", "problem", "title", "unknown form")
			: json_pack("{s:s, s:s}", "id", id, "status", keep(far, id)));
	}
	json_t *reply = json_pack("{s:o}", "results", results);
	char *text = json_dumps(reply, 0);
	assert_int_equal(buffer_add(&answer->body, text, strlen(text)), FAIL_NONE);
	free(text);
	json_decref(reply);
}

static bool token_holds(const struct far_end *far, const struct https_request *request)
{
	char digest[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	sha256_text(request->bytes, request->size_bytes, digest);
	return request->authorization && token_check(request->authorization + strlen("Bearer "), far->jwk, far->url, digest, clock_wall_ms() / 1000 + far->ahead_s, source, sizeof source) == FAIL_NONE;
}

static void beat_answer(struct far_end *far, const struct https_request *request, struct https_answer *answer)
{
	assert_string_equal(request->content_type, "application/cloudevents+json");
	json_decref(far->beat);
	far->beat = json_loadb(request->bytes, request->size_bytes, 0, NULL);
	assert_non_null(far->beat);
	far->beats++;
	answer->date_ahead_s = far->ahead_s;
	answer->status = !token_holds(far, request) ? 401 : far->beat_status ? far->beat_status : 204;
}

static void enrol_answer(struct far_end *far, const struct https_request *request, struct https_answer *answer)
{
	json_decref(far->enrol);
	far->enrol = json_loadb(request->bytes, request->size_bytes, 0, NULL);
	assert_non_null(far->enrol);
	far->enrols++;
	answer->status = !token_holds(far, request) ? 401 : far->enrol_status;
	answer->content_type = "application/json";
}

static void far_answer(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct far_end *far = context;
	if (strcmp(request->path, "/v1/heartbeat") == 0) {
		beat_answer(far, request, answer);
		return;
	}
	if (strcmp(request->path, "/v1/enrol") == 0) {
		enrol_answer(far, request, answer);
		return;
	}
	json_t *body = json_loadb(request->bytes, request->size_bytes, 0, NULL);
	assert_non_null(body);
	assert_string_equal(request->content_type, json_is_array(body) ? "application/cloudevents-batch+json" : "application/cloudevents+json");
	assert_int_equal(request->idempotency_key == NULL, json_is_array(body));
	json_t *events = json_is_array(body) ? body : json_pack("[o]", body);
	bool bad = far->bad && memmem(request->bytes, request->size_bytes, far->bad, strlen(far->bad));
	answer->content_type = "application/json";
	answer->status = far->status;
	answer->date_ahead_s = far->ahead_s;
	if (far->checks_tokens && !token_holds(far, request))
		answer->status = 401;
	else if (far->takes > 0 && json_array_size(events) > far->takes)
		answer->status = 413;
	else if (bad)
		answer->status = far->bad_status;
	else if (far->status != 200 && far->retry_after)
		answer->headers[0].name = "Retry-After", answer->headers[0].value = far->retry_after;
	if (answer->status == 200)
		results_write(far, events, answer);
	json_decref(events);
}

int stage_open(void **state)
{
	struct stage *stage = calloc(1, sizeof *stage);
	char key[96];
	place_open(&stage->place, far_answer, &stage->far);
	stage->far.status = 200;
	memcpy(stage->far.url, stage->place.url, sizeof stage->far.url);
	snprintf(key, sizeof key, "%s/device.pem", stage->place.folder);
	assert_int_equal(device_open(key, &stage->device), FAIL_NONE);
	stage->far.jwk = device_jwk(stage->device);
	hub_open(&stage->hub, stage->place.loop, stage->place.folder, stage->place.url, buffer_text(&stage->place.ca), SOURCE, stage->device);
	*state = stage;
	return 0;
}

int stage_close(void **state)
{
	struct stage *stage = *state;
	deliver_free(stage->deliver);
	hub_close(&stage->hub);
	device_close(stage->device);
	json_decref(stage->far.jwk);
	json_decref(stage->far.beat);
	json_decref(stage->far.enrol);
	place_close(&stage->place);
	free(stage);
	return 0;
}

const char *stage_add(struct stage *stage, int count)
{
	size_t first = stage->hub.event_count;
	for (int i = 0; i < count; i++) {
		struct event_id id;
		char text[128];
		snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", ++stage->number);
		snprintf(text, sizeof text, "{\"id\":\"%s\",\"data\":\"x\"}", id.text);
		hub_add(&stage->hub, &id, text);
	}
	return stage->hub.events[first].id.text;
}

/* Turn the loop until all that is due is done. Frames and due timers are there at once, so rounds without waiting find them. */
static void settle_down(struct stage *stage)
{
	for (int rounds = 0; rounds < 20; rounds++) {
		bool rests = deliver_rests(stage->deliver);
		assert_int_equal(loop_once(stage->place.loop, rests ? 0 : 100), FAIL_NONE);
		if (!rests)
			rounds = 0;
	}
}

void stage_start(struct stage *stage)
{
	assert_int_equal(deliver_new(stage->place.loop, stage->place.folder, &stage->deliver), FAIL_NONE);
	settle_down(stage);
}

void stage_ring(struct stage *stage)
{
	hub_ring(&stage->hub);
	settle_down(stage);
}

void stage_pass(struct stage *stage, int64_t by_ms)
{
	place_pass(by_ms);
	settle_down(stage);
}

size_t stage_proved(const struct stage *stage)
{
	return hub_in_state(&stage->hub, HUB_EVENT_PROVED);
}
