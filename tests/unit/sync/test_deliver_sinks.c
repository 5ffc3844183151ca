/* SPDX-License-Identifier: MIT */
/* unit.deliver_sinks - whole turns with far ends of other makes: each in its own words, and each in its own lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/sync/stage.h"

#include <stdio.h>
#include <string.h>

/* A far end that answers every request with the same status, type and body, and remembers the last request. */
struct make {
	int status;
	const char *type, *body;
	char path[256], seen_type[64], prefer[128], id[64], key[64], authorization[64];
	size_t requests;
};

static void keep(char *ret, size_t room, const char *value)
{
	snprintf(ret, room, "%s", value ? value : "");
}

static void make_answer(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct make *make = context;
	make->requests++;
	keep(make->path, sizeof make->path, request->path);
	keep(make->seen_type, sizeof make->seen_type, request->content_type);
	keep(make->prefer, sizeof make->prefer, https_header(request, "prefer"));
	keep(make->id, sizeof make->id, https_header(request, "ce-id"));
	keep(make->key, sizeof make->key, https_header(request, "X-Key"));
	keep(make->authorization, sizeof make->authorization, request->authorization);
	answer->status = make->status;
	answer->content_type = make->type;
	assert_int_equal(buffer_add(&answer->body, make->body, strlen(make->body)), FAIL_NONE);
}

/* @count events for a far end of @make with @way as its settings. */
static void given(struct stage *stage, struct make *make, json_t *way, int count)
{
	assert_non_null(way);
	stage->place.call = make_answer;
	stage->place.context = make;
	stage->hub.way = way;
	stage_add(stage, count);
	stage_start(stage);
}

static json_t *profile(const char *name)
{
	return json_pack("{s:{s:s}}", "sink", "profile", name);
}

static void a_status_proves_one_event_at_a_time(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 202, .type = "text/plain", .body = "" };
	given(stage, &make, json_pack("{s:{s:s, s:s}}", "sink", "profile", "structured", "path", "/default/broker"), 3);
	assert_int_equal(stage_proved(stage), 3);
	assert_int_equal(make.requests, 3);
	assert_string_equal(make.path, "/default/broker");
	assert_string_equal(make.seen_type, "application/cloudevents+json");
}

static void binary_mode_names_the_event_in_headers(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "application/json", .body = "{}" };
	given(stage, &make, profile("binary"), 1);
	assert_int_equal(stage_proved(stage), 1);
	assert_string_equal(make.id, stage->hub.events[0].id.text);
	assert_string_equal(make.seen_type, "application/jose");
}

static void rows_go_into_a_table(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 201, .type = "application/json", .body = "" };
	given(stage, &make, json_pack("{s:{s:s, s:s}}", "sink", "profile", "postgrest", "path", "/inbox"), 60);
	assert_int_equal(stage_proved(stage), 60);
	assert_int_equal(make.requests, 2);
	assert_string_equal(make.prefer, "resolution=ignore-duplicates,return=minimal");
}

static void a_page_proves_nothing_whatever_its_status(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "text/html; charset=utf-8", .body = "<h1>Welcome to the library's wifi</h1>" };
	given(stage, &make, profile("structured"), 2);
	stage_pass(stage, 24 * 3600 * 1000);
	assert_int_equal(stage_proved(stage), 0);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 2);
}

static void another_good_status_proves_nothing(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 206, .type = "application/json", .body = "{}" };
	given(stage, &make, profile("structured"), 1);
	assert_int_equal(stage_proved(stage), 0);
	make.status = 204;
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 1);
}

static void offsets_prove_each_record(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "application/vnd.kafka.v2+json",
		.body = "{\"offsets\":[{\"partition\":2,\"offset\":0},{\"error_code\":500,\"message\":\"leader\"},{\"partition\":2,\"offset\":1}]}" };
	given(stage, &make, profile("kafka-json"), 3);
	assert_int_equal(stage_proved(stage), 2); /* the second is tried again later */
	make.body = "{\"offsets\":[{\"partition\":2,\"offset\":2}]}";
	stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 3);
}

static void offsets_that_do_not_match_prove_nothing(void **state)
{
	static const char *const lies[] = {
		"{\"offsets\":[{\"partition\":2,\"offset\":0}]}", "{\"offsets\":[]}", "{}", "[]", "", "{\"offsets\":[{\"offset\":0},{\"offset\":-1}]}",
		"{\"offsets\":[{\"offset\":0},{\"partition\":1}]}", "{\"offsets\":[{\"offset\":0},{\"offset\":1,\"error_code\":500}]}",
	};
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "application/vnd.kafka.v2+json", .body = "{}" };
	given(stage, &make, profile("kafka-json"), 2);
	size_t before = make.requests;
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		make.body = lies[i];
		stage_pass(stage, 900 * 1000);
		assert_int_equal(i < 7 ? 0 : 1, stage_proved(stage)); /* the last one names the first record, and denies the second */
	}
	assert_true(make.requests > before);
}

static void a_status_may_say_that_it_is_there_already(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 409, .type = "application/json", .body = "{}" };
	given(stage, &make, json_pack("{s:{s:s, s:i}}", "sink", "profile", "structured", "duplicate", 409), 2);
	assert_int_equal(stage_proved(stage), 2);
}

static void the_settings_own_headers_go_along(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "application/json", .body = "{}" };
	given(stage, &make, json_pack("{s:{s:s}, s:{s:s, s:s}}", "sink", "profile", "structured", "headers", "X-Key", "k", "Authorization", "Basic eA=="), 1);
	assert_int_equal(stage_proved(stage), 1);
	assert_string_equal(make.key, "k");
	assert_string_equal(make.authorization, "Basic eA==");
	assert_int_equal(stage->hub.tokens, 0);
}

static void a_key_that_is_refused_is_not_asked_for_again(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 401, .type = "application/json", .body = "{}" };
	given(stage, &make, json_pack("{s:{s:s}}", "headers", "Authorization", "Basic eA=="), 1);
	assert_int_equal(make.requests, 1);
	assert_int_equal(hub_in_state(&stage->hub, HUB_EVENT_CLAIMED), 1);
}

static void a_wrong_setting_sends_nothing_and_says_so(void **state)
{
	struct stage *stage = *state;
	struct make make = { .status = 200, .type = "application/json", .body = "{}" };
	given(stage, &make, profile("pigeon"), 1);
	stage_pass(stage, 900 * 1000);
	assert_int_equal(make.requests, 0);
	assert_string_equal(stage->hub.network, "down");
	assert_string_equal(stage->hub.words, "A setting of the back office is wrong: see the log");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_status_proves_one_event_at_a_time),
		CASE(binary_mode_names_the_event_in_headers),
		CASE(rows_go_into_a_table),
		CASE(a_page_proves_nothing_whatever_its_status),
		CASE(another_good_status_proves_nothing),
		CASE(offsets_prove_each_record),
		CASE(offsets_that_do_not_match_prove_nothing),
		CASE(a_status_may_say_that_it_is_there_already),
		CASE(the_settings_own_headers_go_along),
		CASE(a_key_that_is_refused_is_not_asked_for_again),
		CASE(a_wrong_setting_sends_nothing_and_says_so),
	};
	return cmocka_run_group_tests_name("deliver_sinks", cases, NULL, NULL);
}
