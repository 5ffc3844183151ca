/* SPDX-License-Identifier: MIT */
/* unit.where - where is my form: by its reference at any kiosk, by its id at its own; nothing of what is in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/mark.h"
#include "tests/backoffice/where.h" /* before cmocka.h, which has a macro called fail */
#include "tests/unit/backoffice/desk.h"
#include "tests/unit/backoffice/folder.h"

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"

#include <stdio.h>
#include <string.h>

#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define OTHER_ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2"
#define OTHER_SOURCE "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42"

static struct reference given; /* what the event of @ID goes by */

static void must(enum fail code)
{
	assert_int_equal(code, FAIL_NONE);
}

static void event_put(struct desk *desk, const char *id, const char *source, const char *reference)
{
	struct envelope_head head = { .source = source, .type = "uk.foyer.submission.v1", .time_ms = 1795255530123, .subject = reference };
	BUFFER_AUTO text;
	json_t *event;
	enum storage_verdict verdict;
	snprintf(head.id.text, sizeof head.id.text, "%s", id);
	buffer_init(&text, ENVELOPE_EVENT_MAX_BYTES);
	must(envelope_event(&head, 1, "synced", "ey..AA.BB.CC", &text));
	must(envelope_event_check(text.bytes, text.size_bytes, &event));
	struct storage_event kept = storage_event_of(event);
	const struct storage_put put = { .events = &kept, .count = 1, .now_ms = 1795255600000 };
	must(desk->office.storage->engine->put(desk->office.storage, &put, &verdict));
	storage_event_done(&kept);
	json_decref(event);
}

static void desk_ready(struct desk *desk, void **state)
{
	desk_open(desk, *state, "kiosk.pem");
	json_t *jwk = device_jwk(desk->device);
	must(desk->office.storage->engine->kiosk_add(desk->office.storage, json_text_or(jwk, "kid", ""), NULL, jwk, 1));
	json_decref(jwk);
	given = reference_new("ST");
	event_put(desk, ID, DESK_SOURCE, given.text);
	event_put(desk, OTHER_ID, OTHER_SOURCE, reference_new("MB").text);
}

/* @expected: the status and, for 200, status and note of the answer. */
static void says(struct desk *desk, desk_call *call, const char *path, const char *source, int status, const char *expected, const char *note)
{
	json_t *answer = NULL;
	assert_int_equal(desk_get(desk, call, path, source, &answer), status);
	if (status == 200) {
		assert_string_equal(json_text_or(answer, "status", ""), expected);
		assert_string_equal(json_text_or(answer, "note", ""), note);
		assert_string_equal(json_text_or(answer, "received", ""), "2026-11-21T10:06:40.000Z");
		assert_int_equal(json_object_size(answer), *note ? 5 : 3);
	}
	json_decref(answer);
}

static void a_reference_leads_to_how_far_it_is(void **state)
{
	struct desk desk;
	char path[64];
	desk_ready(&desk, state);
	snprintf(path, sizeof path, WHERE_REFERENCES "%s", given.text);
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "received", "");
	must(desk.office.storage->engine->progress_set(desk.office.storage, DESK_SOURCE, ID, "in-progress", "looking-into-it", 1795255700000));
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "in-progress", "looking-into-it");
	for (char *at = path + strlen(WHERE_REFERENCES), *to = at; (*to = *at) != '\0'; at++) /* as people type it */
		to += *at != ' ';
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "in-progress", "looking-into-it");
	desk_close(&desk);
}

static void what_nobody_has_is_nowhere(void **state)
{
	struct desk desk;
	char path[64];
	desk_ready(&desk, state);
	snprintf(path, sizeof path, WHERE_REFERENCES "%s", reference_new("ST").text);
	says(&desk, where_reference_answer, path, DESK_SOURCE, 404, NULL, NULL);
	says(&desk, where_reference_answer, WHERE_REFERENCES, DESK_SOURCE, 404, NULL, NULL);
	says(&desk, where_reference_answer, WHERE_REFERENCES "%' OR 1", DESK_SOURCE, 404, NULL, NULL);
	desk_close(&desk);
}

static void an_id_is_its_own_kiosks(void **state)
{
	struct desk desk;
	desk_ready(&desk, state);
	says(&desk, where_event_answer, WHERE_EVENTS ID, DESK_SOURCE, 200, "received", "");
	says(&desk, where_event_answer, WHERE_EVENTS OTHER_ID, DESK_SOURCE, 404, NULL, NULL);
	says(&desk, where_event_answer, WHERE_EVENTS "x", DESK_SOURCE, 404, NULL, NULL);
	desk_close(&desk);
}

static void nobody_else_is_told(void **state)
{
	struct desk desk;
	char path[64];
	desk_ready(&desk, state);
	snprintf(path, sizeof path, WHERE_REFERENCES "%s", given.text);
	says(&desk, where_reference_answer, path, NULL, 401, NULL, NULL);
	says(&desk, where_event_answer, WHERE_EVENTS ID, NULL, 401, NULL, NULL);
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "received", "");
	must(desk.office.storage->engine->kiosk_revoke(desk.office.storage, DESK_SOURCE, "stolen", 2));
	says(&desk, where_reference_answer, path, DESK_SOURCE, 403, NULL, NULL);
	desk_close(&desk);
}

static void the_councils_people_say_how_far_it_is(void **state)
{
	struct desk desk;
	char path[64];
	desk_ready(&desk, state);
	struct storage *storage = desk.office.storage;
	snprintf(path, sizeof path, WHERE_REFERENCES "%s", given.text);
	must(mark_reference(storage, given.text, "in-progress", "work-planned", 1795255700000));
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "in-progress", "work-planned");
	must(mark_reference(storage, given.text, "done", "not-ours", 1795255800000));
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "done", "not-ours");
	assert_int_equal(mark_reference(storage, given.text, "lost", "", 1), FAIL_INPUT);
	assert_int_equal(mark_reference(storage, given.text, "done", "in the pond", 1), FAIL_INPUT);
	assert_int_equal(mark_reference(storage, "ST", "done", "", 1), FAIL_INPUT);
	assert_int_equal(mark_reference(storage, reference_new("ST").text, "done", "", 1), FAIL_EMPTY);
	fail_clear();
	says(&desk, where_reference_answer, path, DESK_SOURCE, 200, "done", "not-ours");
	desk_close(&desk);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, folder_make, folder_drop)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_reference_leads_to_how_far_it_is),
		CASE(what_nobody_has_is_nowhere),
		CASE(an_id_is_its_own_kiosks),
		CASE(nobody_else_is_told),
		CASE(the_councils_people_say_how_far_it_is),
	};
	return cmocka_run_group_tests_name("where", cases, NULL, NULL);
}
