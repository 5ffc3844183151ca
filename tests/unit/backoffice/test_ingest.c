/* SPDX-License-Identifier: MIT */
/* unit.ingest - who is let in, what is taken, and what is said of each event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/ingest.h"
#include "tests/backoffice/pages/pages.h"
#include "tests/unit/backoffice/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URL "https://127.0.0.1:8443"
#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define OTHER_SOURCE "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define ONE "application/cloudevents+json"
#define MANY "application/cloudevents-batch+json"

struct desk {
	struct office office;
	struct device *device;
};

static struct desk desk_open(void **state, const char *key, bool accept_new)
{
	struct desk desk = { .office = { .accept_new = accept_new, .audiences = { URL, "https://localhost:8443" } } };
	char path[128];
	snprintf(path, sizeof path, "%s/%s", (const char *)*state, key);
	assert_int_equal(storage_open(NULL, *state, false, &desk.office.storage), FAIL_NONE);
	assert_int_equal(device_open(path, &desk.device), FAIL_NONE);
	return desk;
}

static void desk_close(struct desk *desk)
{
	storage_close(desk->office.storage);
	device_close(desk->device);
}

static struct event_id id_of(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", number);
	return id;
}

static void event_write(struct buffer *ret, int number, const char *source, const char *jwe)
{
	const struct envelope_head head = { .id = id_of(number), .source = source, .type = "uk.foyer.submission.v1", .time_ms = 1795255530123 };
	assert_int_equal(envelope_event(&head, number, "synced", jwe, ret), FAIL_NONE);
}

/* What comes back for @body with the token that @desk's device makes for @digest_of. */
static json_t *posted(struct desk *desk, const char *type, const char *body, const char *digest_of, const char *audience, int *ret_status)
{
	char token[DEVICE_TOKEN_MAX_BYTES], authorization[DEVICE_TOKEN_MAX_BYTES + 8], digest[SHA256_TEXT_BYTES];
	sha256_text(digest_of, strlen(digest_of), digest);
	assert_int_equal(device_token(desk->device, SOURCE, audience, digest, clock_wall_ms() / 1000, token, sizeof token), FAIL_NONE);
	snprintf(authorization, sizeof authorization, "Bearer %s", token);
	const struct https_request request = { .method = "POST", .path = "/v1/events", .content_type = type, .authorization = authorization, .bytes = body, .size_bytes = strlen(body) };
	struct https_answer answer = { 0 };
	buffer_init(&answer.body, HTTPS_ANSWER_MAX_BYTES);
	ingest_answer(&desk->office, &request, &answer);
	*ret_status = answer.status;
	json_t *reply = json_loads(buffer_text(&answer.body), 0, NULL);
	assert_non_null(reply);
	assert_string_equal(answer.content_type, answer.status == 200 ? "application/json" : "application/problem+json");
	buffer_done(&answer.body);
	return reply;
}

static int status_of(struct desk *desk, const char *type, const char *body)
{
	int status;
	json_decref(posted(desk, type, body, body, URL, &status));
	return status;
}

/* "accepted", "duplicate" or the rejected one's problem as text, of result @index. */
static void verdict_is(struct desk *desk, const char *type, const char *body, size_t index, const char *expected)
{
	int status;
	char text[16];
	json_t *reply = posted(desk, type, body, body, URL, &status);
	assert_int_equal(status, 200);
	const json_t *result = json_array_get(json_object_get(reply, "results"), index);
	const char *verdict = json_text_or(result, "status", "");
	if (strcmp(verdict, "rejected") == 0) {
		snprintf(text, sizeof text, "%d", (int)json_int_or(json_object_get(result, "problem"), "status", 0));
		verdict = text;
	}
	assert_string_equal(verdict, expected);
	json_decref(reply);
}

static void takes_one_and_knows_it_again(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	BUFFER_AUTO event;
	buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
	event_write(&event, 1, SOURCE, "ey..AA.BB.CC");
	verdict_is(&desk, ONE, event.bytes, 0, "accepted");
	verdict_is(&desk, ONE, event.bytes, 0, "duplicate");
	verdict_is(&desk, ONE "; charset=utf-8", event.bytes, 0, "duplicate");
	desk_close(&desk);
}

static void tells_a_changed_event(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	BUFFER_AUTO first;
	BUFFER_AUTO second;
	buffer_init(&first, ENVELOPE_EVENT_MAX_BYTES);
	buffer_init(&second, ENVELOPE_EVENT_MAX_BYTES);
	event_write(&first, 1, SOURCE, "ey..AA.BB.CC");
	event_write(&second, 1, SOURCE, "ey..AA.BB.CD");
	verdict_is(&desk, ONE, first.bytes, 0, "accepted");
	verdict_is(&desk, ONE, second.bytes, 0, "422");
	verdict_is(&desk, ONE, first.bytes, 0, "duplicate");
	desk_close(&desk);
}

static void judges_each_event_of_a_list(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	BUFFER_AUTO body;
	buffer_init(&body, INGEST_BODY_MAX_BYTES);
	assert_int_equal(buffer_add(&body, "[", 1), FAIL_NONE);
	event_write(&body, 1, SOURCE, "ey..AA.BB.CC");
	assert_int_equal(buffer_add(&body, ",", 1), FAIL_NONE);
	event_write(&body, 2, OTHER_SOURCE, "ey..AA.BB.CC");
	assert_int_equal(buffer_printf(&body, ",{\"id\":\"%s\",\"source\":\"%s\"}]", id_of(3).text, SOURCE), FAIL_NONE);
	verdict_is(&desk, MANY, body.bytes, 0, "accepted");
	verdict_is(&desk, MANY, body.bytes, 1, "403");
	verdict_is(&desk, MANY, body.bytes, 2, "400");
	struct storage_counts counts;
	assert_int_equal(desk.office.storage->engine->counts(desk.office.storage, &counts), FAIL_NONE);
	assert_int_equal(counts.events, 1);
	desk_close(&desk);
}

static void refuses_what_it_cannot_name(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	static const char *const wrong[] = { "", "{}", "[1]", "null", "{\"id\":\"x\"}", "{\"id\":7}", "{\"id\":\"a\",\"id\":\"b\"}", "not json" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(status_of(&desk, ONE, wrong[i]), 400);
	assert_int_equal(status_of(&desk, MANY, "{}"), 400);
	assert_int_equal(status_of(&desk, MANY, "[{}]"), 400);
	assert_int_equal(status_of(&desk, MANY, "[]"), 200);
	assert_int_equal(status_of(&desk, "application/json", "{}"), 415);
	assert_int_equal(status_of(&desk, NULL, "{}"), 415);
	desk_close(&desk);
}

static void takes_at_most_fifty_events_and_256_kib(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	char *body = calloc(1, INGEST_BODY_MAX_BYTES + 2);
	for (int count = INGEST_EVENTS_MAX; count <= INGEST_EVENTS_MAX + 1; count++) {
		size_t used = (size_t)snprintf(body, 2, "[");
		for (int i = 0; i < count; i++)
			used += (size_t)snprintf(body + used, 128, "%s{\"id\":\"%s\"}", i ? "," : "", id_of(i).text);
		snprintf(body + used, 2, "]");
		assert_int_equal(status_of(&desk, MANY, body), count <= INGEST_EVENTS_MAX ? 200 : 413);
	}
	memset(body, ' ', INGEST_BODY_MAX_BYTES + 1);
	memcpy(body, "[]", 2);
	assert_int_equal(status_of(&desk, MANY, body), 413);
	body[INGEST_BODY_MAX_BYTES] = '\0';
	assert_int_equal(status_of(&desk, MANY, body), 200);
	free(body);
	desk_close(&desk);
}

static void lets_in_only_whom_it_knows(void **state)
{
	struct desk known = desk_open(state, "a.pem", false), stranger = desk_open(state, "b.pem", false);
	json_t *jwk = device_jwk(known.device);
	int status;
	assert_int_equal(status_of(&known, MANY, "[]"), 401);
	assert_int_equal(known.office.storage->engine->kiosk_add(known.office.storage, json_text_or(jwk, "kid", ""), NULL, jwk, 1), FAIL_NONE);
	assert_int_equal(status_of(&known, MANY, "[]"), 200);
	assert_int_equal(status_of(&stranger, MANY, "[]"), 401);

	json_decref(posted(&known, MANY, "[]", "[ ]", URL, &status)); /* a token for other bytes */
	assert_int_equal(status, 401);
	json_decref(posted(&known, MANY, "[]", "[]", "https://elsewhere.example", &status));
	assert_int_equal(status, 401);
	json_decref(posted(&known, MANY, "[]", "[]", "https://localhost:8443", &status));
	assert_int_equal(status, 200);
	json_decref(jwk);
	desk_close(&known);
	desk_close(&stranger);
}

static void a_second_key_cannot_take_a_kiosks_name(void **state)
{
	struct desk first = desk_open(state, "a.pem", true), second = desk_open(state, "b.pem", true);
	assert_int_equal(status_of(&first, MANY, "[]"), 200);
	assert_int_equal(status_of(&second, MANY, "[]"), 401);
	assert_int_equal(status_of(&first, MANY, "[]"), 200);
	desk_close(&first);
	desk_close(&second);
}

static void wants_a_token(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	static const char *const wrong[] = { NULL, "", "Bearer", "Bearer ", "Bearer a.b.c", "Basic YTpi", "Bearer ..", "Bearer e30.e30.AAAA" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		const struct https_request request = { .method = "POST", .path = "/v1/events", .content_type = MANY, .authorization = wrong[i], .bytes = "[]", .size_bytes = 2 };
		struct https_answer answer = { 0 };
		buffer_init(&answer.body, HTTPS_ANSWER_MAX_BYTES);
		ingest_answer(&desk.office, &request, &answer);
		assert_int_equal(answer.status, 401);
		buffer_done(&answer.body);
	}
	desk_close(&desk);
}

static void the_page_shows_what_arrived_and_nothing_of_its_inside(void **state)
{
	struct desk desk = desk_open(state, "a.pem", true);
	struct https_answer page = { 0 };
	BUFFER_AUTO event;
	buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
	event_write(&event, 12, SOURCE, "ey..SEALED.BB.CC");
	verdict_is(&desk, ONE, event.bytes, 0, "accepted");
	buffer_init(&page.body, HTTPS_ANSWER_MAX_BYTES);
	desk.office.pages_open = true;
	events_page(&desk.office, &(struct https_request){ .method = "GET", .path = "/events" }, &page);
	const char *text = buffer_text(&page.body);
	assert_int_equal(page.status, 200);
	assert_non_null(strstr(text, "<html lang=\"en-GB\">"));
	assert_non_null(strstr(text, "<b>1</b>event arrived"));
	assert_non_null(strstr(text, id_of(12).text));
	assert_non_null(strstr(text, SOURCE));
	assert_non_null(strstr(text, "<td class=\"number\">12</td>"));
	assert_null(strstr(text, "SEALED"));
	assert_null(strstr(text, "<script"));
	buffer_done(&page.body);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(takes_one_and_knows_it_again),
		FOLDER_CASE(tells_a_changed_event),
		FOLDER_CASE(judges_each_event_of_a_list),
		FOLDER_CASE(refuses_what_it_cannot_name),
		FOLDER_CASE(takes_at_most_fifty_events_and_256_kib),
		FOLDER_CASE(lets_in_only_whom_it_knows),
		FOLDER_CASE(a_second_key_cannot_take_a_kiosks_name),
		FOLDER_CASE(wants_a_token),
		FOLDER_CASE(the_page_shows_what_arrived_and_nothing_of_its_inside),
	};
	return cmocka_run_group_tests_name("ingest", cases, NULL, NULL);
}
