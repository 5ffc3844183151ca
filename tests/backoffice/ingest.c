/* SPDX-License-Identifier: MIT */
/* ingest.c - the council's side of delivery. An event is acknowledged only after COMMIT. */
#include "tests/backoffice/ingest.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void json_write(struct https_answer *answer, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);
	json_decref(value);
	if (!text || buffer_add(&answer->body, text, strlen(text)) != FAIL_NONE)
		abort(); /* our own answers are far below the maximum */
	free(text);
}

static json_t *problem_new(int status, const char *title)
{
	return json_pack("{s:s, s:s, s:i}", "type", "about:blank", "title", title, "status", status);
}

void ingest_problem(struct https_answer *answer, int status, const char *title)
{
	buffer_clear(&answer->body);
	answer->status = status;
	answer->content_type = "application/problem+json";
	json_write(answer, problem_new(status, title));
}

/* "one" for a single event, "many" for a list, 0 for any other type. */
static int mode_of(const char *content_type)
{
	static const char one[] = "application/cloudevents+json", many[] = "application/cloudevents-batch+json";
	size_t length = content_type ? strcspn(content_type, "; \t") : 0;
	if (length == sizeof one - 1 && strncasecmp(content_type, one, length) == 0)
		return 1;
	return length == sizeof many - 1 && strncasecmp(content_type, many, length) == 0 ? 2 : 0;
}

/* ---- who is it ---- */

static enum fail kiosk_meet(const struct ingest *ingest, const char *kid, const json_t *jwk)
{
	char thumbprint[SHA256_TEXT_BYTES];
	if (!ingest->accept_new)
		return FAIL(EMPTY, "this kiosk is not registered");
	TRY(jwk_thumbprint(jwk, thumbprint));
	if (strcmp(thumbprint, kid) != 0)
		return FAIL(INPUT, "the key's name is not its thumbprint");
	TRY(inbox_kiosk_add(ingest->inbox, kid, NULL, jwk));
	log_event("kiosk.met", "kid=%s", kid);
	return FAIL_NONE;
}

static enum fail token_holds(const struct ingest *ingest, const char *token, const json_t *jwk, const char *digest, char *ret_source)
{
	enum fail fail = FAIL(DENIED, "this server has no address");
	for (int i = 0; i < INGEST_AUDIENCES_MAX && ingest->audiences[i] && fail == FAIL_DENIED; i++)
		fail = token_check(token, jwk, ingest->audiences[i], digest, clock_wall_ms() / 1000, ret_source, DEVICE_SOURCE_MAX_BYTES);
	return fail;
}

/* The key named by the token, if it is known, or met now and its signature holds. */
static enum fail key_find(const struct ingest *ingest, const char *token, const char *digest, char *ret_kid, json_t **ret_jwk)
{
	json_t *header;
	const char *kid;
	TRY(token_peek(token, &header));
	enum fail fail = json_take_text(header, "kid", SHA256_TEXT_BYTES - 1, &kid);
	if (fail == FAIL_NONE) {
		snprintf(ret_kid, SHA256_TEXT_BYTES, "%s", kid);
		fail = inbox_kiosk_find(ingest->inbox, ret_kid, ret_jwk);
	}
	if (fail == FAIL_EMPTY) {
		char source[DEVICE_SOURCE_MAX_BYTES];
		json_t *jwk = json_object_get(header, "jwk");
		fail = token_holds(ingest, token, jwk, digest, source);
		if (fail == FAIL_NONE)
			fail = kiosk_meet(ingest, ret_kid, jwk);
		if (fail == FAIL_NONE)
			*ret_jwk = json_incref(jwk);
	}
	json_decref(header);
	return fail;
}

/* @ret_source: whose events this request may carry. */
static enum fail caller_check(const struct ingest *ingest, const struct https_request *request, char ret_source[static DEVICE_SOURCE_MAX_BYTES])
{
	static const char bearer[] = "Bearer ";
	if (!request->authorization || strncmp(request->authorization, bearer, sizeof bearer - 1) != 0)
		return FAIL(INPUT, "a signed token is needed");
	const char *token = request->authorization + sizeof bearer - 1;
	char digest[SHA256_TEXT_BYTES], kid[SHA256_TEXT_BYTES];
	json_t *jwk = NULL;
	sha256_text(request->bytes, request->size_bytes, digest);
	TRY(key_find(ingest, token, digest, kid, &jwk));
	enum fail fail = token_holds(ingest, token, jwk, digest, ret_source);
	json_decref(jwk);
	TRY(fail);
	return inbox_kiosk_bind(ingest->inbox, kid, ret_source);
}

/* ---- what does it bring ---- */

static json_t *result_new(const char *id, const char *status, int problem, const char *title)
{
	json_t *result = json_pack("{s:s, s:s}", "id", id, "status", status);
	if (problem)
		json_object_set_new(result, "problem", problem_new(problem, title));
	return result;
}

/* One event of the request; @ret_result is what is said of it. */
static enum fail event_take(const struct ingest *ingest, const char *source, const json_t *raw, json_t **ret_result)
{
	const char *id = json_text_or(raw, "id", "");
	char *text = json_dumps(raw, JSON_COMPACT | JSON_ENCODE_ANY);
	if (!text)
		abort();
	json_t *event = NULL;
	fail_clear();
	enum fail fail = id_valid(id) ? envelope_event_check(text, strlen(text), &event) : FAIL(INPUT, "an event has no valid id");
	free(text);
	if (fail != FAIL_NONE && !id_valid(id))
		return fail; /* nothing to name it by: the request as a whole is wrong */
	if (fail != FAIL_NONE) {
		*ret_result = result_new(id, "rejected", 400, fail_words());
		return FAIL_NONE;
	}
	if (strcmp(json_text_or(event, "source", ""), source) != 0) {
		*ret_result = result_new(id, "rejected", 403, "The event is another kiosk's");
		json_decref(event);
		return FAIL_NONE;
	}
	enum inbox_verdict verdict;
	fail = inbox_put(ingest->inbox, event, clock_wall_ms(), &verdict);
	json_decref(event);
	TRY(fail);
	if (verdict == INBOX_CONFLICT) {
		log_event("event.conflict", "id=%s source=%s", id, source);
		*ret_result = result_new(id, "rejected", 422, "The same id came before with other bytes");
	} else {
		*ret_result = result_new(id, verdict == INBOX_ACCEPTED ? "accepted" : "duplicate", 0, NULL);
	}
	return FAIL_NONE;
}

static enum fail events_take(const struct ingest *ingest, const char *source, const json_t *events, json_t *results)
{
	TRY(inbox_begin(ingest->inbox));
	enum fail fail = FAIL_NONE;
	for (size_t i = 0; i < json_array_size(events) && fail == FAIL_NONE; i++) {
		json_t *result;
		fail = event_take(ingest, source, json_array_get(events, i), &result);
		if (fail == FAIL_NONE)
			json_array_append_new(results, result);
	}
	if (fail == FAIL_NONE)
		fail = inbox_commit(ingest->inbox);
	if (fail != FAIL_NONE)
		inbox_rollback(ingest->inbox);
	return fail;
}

/* The request's events as a list, whether it brought one or several. */
static enum fail events_read(const struct https_request *request, int mode, json_t **ret)
{
	json_t *body;
	TRY(json_parse(request->bytes, request->size_bytes, INGEST_BODY_MAX_BYTES, &body));
	json_t *events = mode == 1 ? json_pack("[o]", body) : body;
	if (json_is_array(events) && json_array_size(events) <= INGEST_EVENTS_MAX) {
		*ret = events;
		return FAIL_NONE;
	}
	bool many = json_is_array(events);
	json_decref(events);
	return many ? FAIL(LIMIT, "more than %d events", INGEST_EVENTS_MAX) : FAIL(INPUT, "not a list of events");
}

static void events_answer(const struct ingest *ingest, const struct https_request *request, int mode, const char *source, struct https_answer *answer)
{
	json_t *events, *results = json_array();
	enum fail fail = events_read(request, mode, &events);
	if (fail == FAIL_NONE) {
		fail = events_take(ingest, source, events, results);
		json_decref(events);
	}
	if (fail != FAIL_NONE) {
		json_decref(results);
		if (fail == FAIL_STORE)
			log_fail("ingest.store", fail);
		ingest_problem(answer, fail == FAIL_LIMIT ? 413 : fail == FAIL_STORE ? 503 : 400, fail == FAIL_STORE ? "The events could not be kept" : fail_words());
		return;
	}
	answer->status = 200;
	answer->content_type = "application/json";
	json_write(answer, json_pack("{s:o}", "results", results));
}

void ingest_answer(const struct ingest *ingest, const struct https_request *request, struct https_answer *answer)
{
	char source[DEVICE_SOURCE_MAX_BYTES];
	int mode = mode_of(request->content_type);
	if (request->too_large || request->size_bytes > INGEST_BODY_MAX_BYTES) {
		ingest_problem(answer, 413, "The request is larger than 256 KiB");
		return;
	}
	if (mode == 0) {
		ingest_problem(answer, 415, "Only cloudevents+json and cloudevents-batch+json are taken");
		return;
	}
	fail_clear();
	enum fail fail = caller_check(ingest, request, source);
	if (fail != FAIL_NONE) {
		log_event("ingest.denied", "fail=%s words=\"%s\"", fail_name(fail), fail_words());
		ingest_problem(answer, fail == FAIL_STORE ? 503 : 401, "This kiosk is not known, or its token does not hold");
		return;
	}
	events_answer(ingest, request, mode, source, answer);
}
