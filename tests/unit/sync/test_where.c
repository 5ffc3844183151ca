/* SPDX-License-Identifier: MIT */
/* unit.where_sync - the council is asked how far it is, and nobody's guess is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/sync/send.h"
#include "firmware/sync/where.h"
#include "tests/unit/sync/stage.h"

#include <stdio.h>
#include <string.h>

#define REFERENCE "MB 7K4 29Q XMP"
#define OTHER "MB 7K4 29Q XC3"
#define TIMES "\"received\":\"2026-11-21T10:06:40.000Z\""

enum { RECEIVED_S = 1795255600 };

static enum fail read_text(int status, const char *type, const char *text, struct where_told *ret)
{
	const struct send_result result = { .net = OUTCOME_NET_ANSWERED, .status = status, .content_type = type, .bytes = text, .size_bytes = strlen(text) };
	*ret = (struct where_told){ 0 };
	return where_read(&result, ret);
}

static void what_the_council_says_is_read(void **state)
{
	static const struct { const char *text, *state; bool changed; } rows[] = {
		{ "{\"status\":\"received\"," TIMES "}", "received", false },
		{ "{\"status\":\"received\",\"note\":\"received\"," TIMES "}", "received", false },
		{ "{\"status\":\"in-progress\",\"note\":\"looking-into-it\"," TIMES ",\"changed\":\"2026-11-22T09:00:00.000Z\"}", "in-progress", true },
		{ "{\"status\":\"in-progress\",\"note\":\"work-planned\"," TIMES "}", "planned", false },
		{ "{\"status\":\"done\",\"note\":\"done\"," TIMES "}", "done", false },
		{ "{\"status\":\"done\",\"note\":\"not-ours\"," TIMES "}", "not-ours", false },
		{ "{\"status\":\"done\",\"more\":[1]," TIMES "}", "done", false },
	};
	struct where_told told;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(read_text(200, "application/json", rows[i].text, &told), FAIL_NONE);
		assert_string_equal(told.state, rows[i].state);
		assert_int_equal(told.since_ms / 1000, RECEIVED_S);
		assert_int_equal(told.changed_ms > 0, rows[i].changed);
	}
	assert_int_equal(read_text(404, "application/problem+json", "{\"title\":\"no\"}", &told), FAIL_NONE);
	assert_string_equal(told.state, "unknown");
}

static void what_is_no_answer_to_the_question_is_nobodys(void **state)
{
	static const struct { int status; const char *type, *text; enum fail fail; } rows[] = {
		{ 404, "text/html", "<h1>not found</h1>", FAIL_OFFLINE }, { 404, "application/json", "{}", FAIL_OFFLINE }, { 404, NULL, "", FAIL_OFFLINE },
		{ 302, "text/html", "", FAIL_OFFLINE },                   { 503, "application/problem+json", "{}", FAIL_OFFLINE }, { 401, NULL, "", FAIL_OFFLINE },
		{ 200, "text/html; charset=utf-8", "{\"status\":\"done\"," TIMES "}", FAIL_OFFLINE },
		{ 200, "application/json", "", FAIL_INPUT },
		{ 200, "application/json", "[]", FAIL_INPUT },
		{ 200, "application/json", "{\"status\":\"lost\"," TIMES "}", FAIL_INPUT },
		{ 200, "application/json", "{\"status\":\"done\"}", FAIL_INPUT },
		{ 200, "application/json", "{\"status\":\"done\",\"received\":\"yesterday\"}", FAIL_INPUT },
		{ 200, "application/json", "{\"status\":7," TIMES "}", FAIL_INPUT },
	};
	struct where_told told;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(read_text(rows[i].status, rows[i].type, rows[i].text, &told), rows[i].fail);
		assert_null(told.state);
		fail_clear();
	}
}

static void an_answer_has_a_maximum(void **state)
{
	static const char begin[] = "{\"status\":\"done\"," TIMES "}";
	static char text[WHERE_REPLY_MAX_BYTES + 2];
	struct where_told told;
	(void)state;
	memset(text, ' ', sizeof text);
	memcpy(text, begin, sizeof begin - 1);
	text[WHERE_REPLY_MAX_BYTES] = '\0';
	assert_int_equal(read_text(200, "application/json", text, &told), FAIL_NONE);
	text[WHERE_REPLY_MAX_BYTES] = ' ';
	text[WHERE_REPLY_MAX_BYTES + 1] = '\0';
	assert_int_equal(read_text(200, "application/json", text, &told), FAIL_LIMIT);
	fail_clear();
}

/* ---- over the wire ---- */

static struct { int asked; int64_t after_ms; } council;

static void answer(void *context, const struct https_request *request, struct https_answer *answer)
{
	static const char known[] = "{\"status\":\"received\"," TIMES "}";
	(void)context;
	if (strcmp(request->path, "/v1/heartbeat") == 0) { /* the first comes by chance, so perhaps while time is made to pass */
		answer->status = 204;
		return;
	}
	assert_string_equal(request->path, "/v1/references/MB-7K4-29Q-XMP");
	assert_non_null(request->authorization);
	council.asked++;
	answer->status = 200;
	answer->content_type = "application/json";
	answer->after_ms = council.after_ms;
	assert_int_equal(buffer_add(&answer->body, known, sizeof known - 1), FAIL_NONE);
}

static bool told(void *context)
{
	const struct stage *stage = context;
	return stage->hub.wheres >= stage->number;
}

static bool was_asked(void *context)
{
	(void)context;
	return council.asked > 0;
}

static void told_is(struct stage *stage, int times, const char *reference, const char *expected)
{
	stage->number = times;
	assert_true(place_until(&stage->place, told, stage));
	assert_int_equal(stage->hub.wheres, times);
	assert_string_equal(json_text_or(stage->hub.where, "reference", ""), reference);
	assert_string_equal(json_text_or(stage->hub.where, "state", ""), expected);
}

static void given(struct stage *stage, bool management)
{
	stage->hub.way = json_pack("{s:s}", "management", management ? stage->place.url : "");
	stage->place.call = answer;
	council.asked = 0;
	council.after_ms = 0;
	stage_start(stage);
}

static void a_reference_is_asked_for_and_the_hub_hears(void **state)
{
	struct stage *stage = *state;
	given(stage, true);
	hub_ring_where(&stage->hub, REFERENCE);
	told_is(stage, 1, REFERENCE, "received");
	assert_int_equal(json_int_or(stage->hub.where, "since_ms", 0) / 1000, RECEIVED_S);
	assert_int_equal(council.asked, 1);
}

static void who_does_not_answer_in_time_holds_nobody_up(void **state)
{
	struct stage *stage = *state;
	given(stage, true);
	council.after_ms = 3600 * 1000;
	hub_ring_where(&stage->hub, REFERENCE);
	assert_true(place_until(&stage->place, was_asked, stage));
	stage_pass(stage, WHERE_WAIT_MS);
	told_is(stage, 1, REFERENCE, "offline");
	council.after_ms = 0;
	hub_ring_where(&stage->hub, REFERENCE);
	told_is(stage, 2, REFERENCE, "received");
}

static void only_the_newest_is_told(void **state)
{
	struct stage *stage = *state;
	given(stage, true);
	hub_ring_where(&stage->hub, OTHER);
	hub_ring_where(&stage->hub, REFERENCE);
	told_is(stage, 1, REFERENCE, "received");
	stage_pass(stage, WHERE_WAIT_MS);
	assert_int_equal(stage->hub.wheres, 1);
}

static void without_an_address_nobody_can_be_asked(void **state)
{
	struct stage *stage = *state;
	given(stage, false);
	hub_ring_where(&stage->hub, REFERENCE);
	told_is(stage, 1, REFERENCE, "offline");
	hub_ring_where(&stage->hub, "no reference");
	stage_pass(stage, WHERE_WAIT_MS);
	assert_int_equal(stage->hub.wheres, 1);
	assert_int_equal(council.asked, 0);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_the_council_says_is_read),
		cmocka_unit_test(what_is_no_answer_to_the_question_is_nobodys),
		cmocka_unit_test(an_answer_has_a_maximum),
		CASE(a_reference_is_asked_for_and_the_hub_hears),
		CASE(who_does_not_answer_in_time_holds_nobody_up),
		CASE(only_the_newest_is_told),
		CASE(without_an_address_nobody_can_be_asked),
	};
	return cmocka_run_group_tests_name("where_sync", cases, NULL, NULL);
}
