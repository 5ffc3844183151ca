/* SPDX-License-Identifier: MIT */
/* ingest.c - the council's side of delivery. An event is acknowledged only after COMMIT. */
#include "tests/backoffice/ingest.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/json_quick.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/open.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/binary.h"
#include "tests/backoffice/caller.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEADERS_MAX = 64 };

enum mode { MODE_BINARY, MODE_ONE, MODE_MANY };

/* Any type that is not one of CloudEvents' own is the data's, in binary mode. */
static enum mode mode_of(const char *content_type)
{
	static const char one[] = "application/cloudevents+json", many[] = "application/cloudevents-batch+json";
	size_t length = content_type ? strcspn(content_type, "; \t") : 0;
	if (length == sizeof one - 1 && strncasecmp(content_type, one, length) == 0)
		return MODE_ONE;
	return length == sizeof many - 1 && strncasecmp(content_type, many, length) == 0 ? MODE_MANY : MODE_BINARY;
}

static json_t *result_new(const char *id, const char *status, int problem, const char *title)
{
	json_t *result = json_pack("{s:s, s:s}", "id", id, "status", status);
	if (problem)
		json_object_set_new(result, "problem", problem_new(problem, title));
	return result;
}

/* The events of one request that are fit to be kept, and what is said of each event it brought. */
struct taking {
	const char *source;
	json_t *results;
	const json_t *kept[INGEST_EVENTS_MAX];       /* of the request */
	struct storage_event events[INGEST_EVENTS_MAX];
	size_t places[INGEST_EVENTS_MAX], count;     /* where the event's result stands */
};

/* Kept all the same: the key may be in another place, or come back. */
static void key_look(const struct office *office, const struct storage_event *event, const json_t *json)
{
	char kid[JWK_KID_MAX_BYTES + 1] = "";
	const char *jwe = json_text_or(json, "data", "");
	if (!office->known_keys || known_keys_has(office->known_keys, jwe))
		return;
	(void)jwe_kid(jwe, kid);
	fail_clear();
	metrics_count(office->metrics, METRIC_UNKNOWN_KEY);
	log_event("event.unknown-key", "id=%s source=%s key=%s", event->id, event->source, kid);
}

static enum fail event_check(const json_t *raw, const char *text)
{
	if (strlen(text) > ENVELOPE_EVENT_MAX_BYTES)
		return FAIL(LIMIT, "larger than %d bytes", ENVELOPE_EVENT_MAX_BYTES);
	return envelope_event_look(raw);
}

/* FAIL_INPUT: there is nothing to name it by, so the request as a whole is wrong. */
static enum fail event_look(struct taking *taking, const json_t *raw)
{
	const char *id = json_text_or(raw, "id", "");
	if (!id_valid(id))
		return FAIL(INPUT, "an event has no valid id");
	struct storage_event event = storage_event_of(raw);
	fail_clear();
	json_t *refusal = NULL;
	if (event_check(raw, event.text) != FAIL_NONE)
		refusal = result_new(id, "rejected", 400, fail_words());
	else if (strcmp(event.source, taking->source) != 0)
		refusal = result_new(id, "rejected", 403, "The event is another kiosk's");
	if (refusal) {
		storage_event_done(&event);
		json_array_append_new(taking->results, refusal);
		return FAIL_NONE;
	}
	taking->places[taking->count] = json_array_size(taking->results);
	taking->kept[taking->count] = raw;
	taking->events[taking->count++] = event;
	json_array_append_new(taking->results, json_null());
	return FAIL_NONE;
}

static json_t *verdict_result(const struct office *office, const struct storage_event *event, enum storage_verdict verdict)
{
	static const enum metric metric[] = { [STORAGE_ACCEPTED] = METRIC_ACCEPTED, [STORAGE_DUPLICATE] = METRIC_DUPLICATE, [STORAGE_CONFLICT] = METRIC_CONFLICT };
	metrics_count(office->metrics, metric[verdict]);
	if (verdict != STORAGE_CONFLICT)
		return result_new(event->id, verdict == STORAGE_ACCEPTED ? "accepted" : "duplicate", 0, NULL);
	log_event("event.conflict", "id=%s source=%s", event->id, event->source);
	return result_new(event->id, "rejected", 422, "The same id came before with other bytes");
}

static enum fail keep(const struct office *office, struct taking *taking)
{
	enum storage_verdict verdicts[INGEST_EVENTS_MAX];
	const struct storage_put put = { .events = taking->events, .count = taking->count, .targets = office->targets, .now_ms = clock_wall_ms() };
	if (taking->count > 0)
		TRY(office->storage->engine->put(office->storage, &put, verdicts));
	metrics_add(office->metrics, METRIC_REJECTED, (int64_t)(json_array_size(taking->results) - taking->count));
	for (size_t i = 0; i < taking->count; i++) {
		json_array_set_new(taking->results, taking->places[i], verdict_result(office, &taking->events[i], verdicts[i]));
		if (verdicts[i] == STORAGE_ACCEPTED)
			key_look(office, &taking->events[i], taking->kept[i]);
	}
	return FAIL_NONE;
}

static enum fail events_take(const struct office *office, const char *source, const json_t *events, json_t *results)
{
	struct taking taking = { .source = source, .results = results };
	enum fail fail = FAIL_NONE;
	for (size_t i = 0; i < json_array_size(events) && fail == FAIL_NONE; i++)
		fail = event_look(&taking, json_array_get(events, i));
	if (fail == FAIL_NONE)
		fail = keep(office, &taking);
	for (size_t i = 0; i < taking.count; i++)
		storage_event_done(&taking.events[i]);
	return fail;
}

static enum fail binary_read(const struct https_request *request, json_t **ret)
{
	struct https_header headers[HEADERS_MAX + 1];
	size_t count = https_headers(request, headers, HEADERS_MAX + 1);
	if (count > HEADERS_MAX)
		return FAIL(LIMIT, "more than %d headers", HEADERS_MAX);
	return binary_event(headers, count, request->content_type, request->bytes, request->size_bytes, ret);
}

/* Long sealed strings are most of it, and reading them with jansson is most of the work; what the quick reader does not take, jansson judges. */
static enum fail body_read(const struct https_request *request, json_t **ret)
{
	size_t where;
	*ret = request->size_bytes <= INGEST_BODY_MAX_BYTES ? json_quick(request->bytes, request->size_bytes, JSON_DEPTH_MAX - 1, &where) : NULL;
	return *ret ? FAIL_NONE : json_parse(request->bytes, request->size_bytes, INGEST_BODY_MAX_BYTES, ret);
}

/* The request's events as a list, whether it brought one or several. */
static enum fail events_read(const struct https_request *request, enum mode mode, json_t **ret)
{
	json_t *body;
	TRY(mode == MODE_BINARY ? binary_read(request, &body) : body_read(request, &body));
	json_t *events = mode == MODE_MANY ? body : json_pack("[o]", body);
	if (json_is_array(events) && json_array_size(events) <= INGEST_EVENTS_MAX) {
		*ret = events;
		return FAIL_NONE;
	}
	bool many = json_is_array(events);
	json_decref(events);
	return many ? FAIL(LIMIT, "more than %d events", INGEST_EVENTS_MAX) : FAIL(INPUT, "not a list of events");
}

static void events_answer(const struct office *office, const struct https_request *request, enum mode mode, const char *source, struct https_answer *answer)
{
	json_t *events, *results = json_array();
	enum fail fail = events_read(request, mode, &events);
	if (fail == FAIL_NONE) {
		fail = events_take(office, source, events, results);
		json_decref(events);
	}
	if (fail != FAIL_NONE) {
		json_decref(results);
		metrics_count(office->metrics, fail == FAIL_STORE ? METRIC_STORAGE_FAILED : METRIC_REJECTED);
		if (fail == FAIL_STORE)
			log_fail("ingest.store", fail);
		answer_problem(answer, fail == FAIL_LIMIT ? 413 : fail == FAIL_STORE ? 503 : 400, fail == FAIL_STORE ? "The events could not be kept" : fail_words());
		return;
	}
	answer_json(answer, 200, json_pack("{s:o}", "results", results));
}

void ingest_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct caller caller;
	enum mode mode = mode_of(request->content_type);
	if (request->too_large || request->size_bytes > INGEST_BODY_MAX_BYTES) {
		answer_problem(answer, 413, "The request is larger than 256 KiB");
		return;
	}
	if (mode == MODE_BINARY && (!request->content_type || !https_header(request, "ce-id"))) {
		answer_problem(answer, 415, "Only cloudevents+json, cloudevents-batch+json and binary mode with ce- headers are taken");
		return;
	}
	if (!caller_answered(office, request, answer, &caller))
		events_answer(office, request, mode, caller.source, answer);
}
