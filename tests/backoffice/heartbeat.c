/* SPDX-License-Identifier: MIT */
/* heartbeat.c - a plain object with names and values of the kiosk's choice: only what the page knows is shown. */
#include "tests/backoffice/heartbeat.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/audit_watch.h"
#include "tests/backoffice/caller.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static enum fail event_check(const json_t *event, const char *source, json_t **ret)
{
	const char *version, *id, *from, *type;
	TRY(json_take_text(event, "specversion", 3, &version));
	TRY(json_take_text(event, "id", ID_TEXT_BYTES - 1, &id));
	TRY(json_take_text(event, "source", ENVELOPE_NAME_MAX_BYTES, &from));
	TRY(json_take_text(event, "type", ENVELOPE_NAME_MAX_BYTES, &type));
	json_t *data = json_object_get(event, "data");
	if (strcmp(version, "1.0") != 0 || !id_valid(id) || strcmp(type, HEARTBEAT_TYPE) != 0 || !json_is_object(data))
		return FAIL(INPUT, "this is no heartbeat");
	if (json_object_size(data) > HEARTBEAT_MEMBERS_MAX)
		return FAIL(LIMIT, "a heartbeat has at most %d members", HEARTBEAT_MEMBERS_MAX);
	if (strcmp(from, source) != 0)
		return FAIL(DENIED, "the heartbeat is another kiosk's");
	*ret = json_incref(data);
	return FAIL_NONE;
}

enum fail heartbeat_read(const char *bytes, size_t size, const char *source, json_t **ret)
{
	json_t *event;
	TRY(json_parse(bytes, size, HEARTBEAT_BODY_MAX_BYTES, &event));
	enum fail fail = json_is_object(event) ? event_check(event, source, ret) : FAIL(INPUT, "an event is a JSON object");
	json_decref(event);
	return fail;
}

static enum fail beat(const struct office *office, const struct https_request *request, const struct caller *caller)
{
	json_t *data, *before = NULL;
	TRY(heartbeat_read(request->bytes, request->size_bytes, caller->source, &data));
	enum fail read = office->storage->engine->kiosk_beaten(office->storage, caller->kid, &before);
	if (read == FAIL_STORE) {
		json_decref(data);
		return read;
	}
	audit_watch(before, data, clock_wall_ms());
	json_decref(before);
	char *text = json_dumps(data, JSON_COMPACT);
	json_decref(data);
	if (!text)
		abort();
	/* numbers may be written longer than they came */
	enum fail fail = strlen(text) > STORAGE_HEARTBEAT_MAX_BYTES ? FAIL(LIMIT, "the heartbeat is too long")
		: office->storage->engine->kiosk_beat(office->storage, caller->kid, text, clock_wall_ms());
	free(text);
	return fail;
}

void heartbeat_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	static const char type[] = "application/cloudevents+json";
	struct caller caller;
	if (request->too_large || request->size_bytes > HEARTBEAT_BODY_MAX_BYTES) {
		answer_problem(answer, 413, "A heartbeat has at most 16 KiB");
		return;
	}
	if (!request->content_type || strncasecmp(request->content_type, type, sizeof type - 1) != 0) {
		answer_problem(answer, 415, "Only cloudevents+json is taken");
		return;
	}
	if (caller_answered(office, request, answer, &caller))
		return;
	enum fail fail = beat(office, request, &caller);
	metrics_count(office->metrics, fail == FAIL_NONE ? METRIC_HEARTBEAT : fail == FAIL_STORE ? METRIC_STORAGE_FAILED : METRIC_REJECTED);
	if (fail == FAIL_NONE)
		answer->status = 204;
	else
		answer_problem(answer, fail == FAIL_STORE ? 503 : fail == FAIL_LIMIT ? 413 : fail == FAIL_DENIED ? 403 : 400,
			fail == FAIL_STORE ? "The storage does not answer" : fail_words());
}
