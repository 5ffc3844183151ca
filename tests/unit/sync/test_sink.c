/* SPDX-License-Identifier: MIT */
/* unit.sink - the request each kind of far end gets, to the byte, and the settings that change a row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/sync/batch.h"
#include "firmware/sync/sink.h"

#include <stdio.h>
#include <string.h>

#define A "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define B "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2"
#define EVENT(ID) "{\"specversion\":\"1.0\",\"id\":\"" ID "\",\"source\":\"urn:x\",\"datacontenttype\":\"application/jose\",\"data\":\"a.b.c.d.e\"}"

static enum fail read_as(const char *setting, struct sink *ret)
{
	json_t *json = NULL;
	if (setting)
		assert_int_equal(json_parse(setting, strlen(setting), 4096, &json), FAIL_NONE);
	enum fail fail = sink_read(json, ret);
	json_decref(json);
	return fail;
}

struct request { struct buffer body, lines; const char *type; bool keyed; };

static void request_done(struct request *request)
{
	buffer_done(&request->body);
	buffer_done(&request->lines);
}

static struct request given(const char *setting, size_t count)
{
	static const struct event_id ids[] = { { A }, { B } };
	static const char *const events[] = { EVENT(A), EVENT(B) };
	struct request request;
	struct sink sink;
	assert_int_equal(read_as(setting, &sink), FAIL_NONE);
	buffer_init(&request.body, 4096);
	buffer_init(&request.lines, 4096);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(sink_add(&sink, i, count, &ids[i], events[i], strlen(events[i]), &request.body, &request.lines), FAIL_NONE);
	request.type = sink_type(&sink, count);
	request.keyed = sink_keyed(&sink, count);
	return request;
}

/* @lines: as HTTP shows them, each ended by \n. */
static void expect(const char *setting, size_t count, const char *type, bool keyed, const char *body, const char *lines)
{
	struct request request = given(setting, count);
	for (size_t i = 0; i < request.lines.size_bytes; i++)
		if (request.lines.bytes[i] == '\0')
			request.lines.bytes[i] = '\n';
	assert_string_equal(request.type, type);
	assert_int_equal(request.keyed, keyed);
	assert_string_equal(buffer_text(&request.body), body);
	assert_string_equal(buffer_text(&request.lines), lines);
	request_done(&request);
}

static void each_kind_gets_its_request(void **)
{
	expect(NULL, 1, "application/cloudevents+json", true, EVENT(A), "");
	expect(NULL, 2, "application/cloudevents-batch+json", false, "[" EVENT(A) "," EVENT(B) "]", "");
	expect("{\"profile\":\"structured\"}", 1, "application/cloudevents+json", true, EVENT(A), "");
	expect("{\"profile\":\"binary\"}", 1, "application/jose", true, "a.b.c.d.e", "ce-specversion: 1.0\nce-id: " A "\nce-source: urn:x\n");
	expect("{\"profile\":\"postgrest\"}", 1, "application/json", true, "[" EVENT(A) "]", "");
	expect("{\"profile\":\"postgrest\"}", 2, "application/json", false, "[" EVENT(A) "," EVENT(B) "]", "");
	expect("{\"profile\":\"kafka-json\"}", 2, "application/vnd.kafka.json.v2+json", false,
		"{\"records\":[{\"key\":\"" A "\",\"value\":" EVENT(A) ",\"headers\":[{\"key\":\"content-type\",\"value\":\"YXBwbGljYXRpb24vY2xvdWRldmVudHMranNvbg==\"},"
		"{\"key\":\"ce_id\",\"value\":\"MDE5YWE3YzQtNmIxZS03YzNhLTlmNDItMGM2ZDFiN2U1NWEx\"}]},"
		"{\"key\":\"" B "\",\"value\":" EVENT(B) ",\"headers\":[{\"key\":\"content-type\",\"value\":\"YXBwbGljYXRpb24vY2xvdWRldmVudHMranNvbg==\"},"
		"{\"key\":\"ce_id\",\"value\":\"MDE5YWE3YzQtNmIxZS03YzNhLTlmNDItMGM2ZDFiN2U1NWEy\"}]}]}", "");
}

static void headers_carry_what_headers_may_not(void **)
{
	static const char event[] = "{\"id\":\"x\",\"subject\":\"Caf\\u00e9 100% \\\"open\\\"\\u0001\",\"data\":\"\"}";
	const struct event_id id = { A };
	struct request request;
	struct sink sink;
	assert_int_equal(read_as("{\"profile\":\"binary\"}", &sink), FAIL_NONE);
	buffer_init(&request.body, 4096);
	buffer_init(&request.lines, 4096);
	assert_int_equal(sink_add(&sink, 0, 1, &id, event, strlen(event), &request.body, &request.lines), FAIL_NONE);
	assert_string_equal(request.lines.bytes + strlen("ce-id: x") + 1, "ce-subject: Caf%C3%A9%20100%25%20%22open%22%01");
	assert_int_equal(sink_add(&sink, 0, 1, &id, "{\"id\":1}", 8, &request.body, &request.lines), FAIL_INPUT);
	assert_int_equal(sink_add(&sink, 0, 1, &id, "{", 1, &request.body, &request.lines), FAIL_INPUT);
	request_done(&request);
}

/* Whatever travels together, the request it makes stays within the row's limit. */
static void never_makes_a_request_larger_than_allowed(void **)
{
	static char event[60 * 1024 + 1];
	memset(event, 'e', sizeof event - 1);
	static const char *const settings[] = { NULL, "{\"profile\":\"postgrest\"}", "{\"profile\":\"kafka-json\",\"max_events\":50,\"max_bytes\":70000}" };
	for (size_t s = 0; s < 3; s++)
		for (size_t size = 1; size <= 60 * 1024; size += 997) {
			struct batch batch;
			struct sink sink;
			BUFFER_AUTO body;
			BUFFER_AUTO lines;
			assert_int_equal(read_as(settings[s], &sink), FAIL_NONE);
			buffer_init(&body, sink.max_bytes);
			buffer_init(&lines, 1);
			batch_init(&batch);
			batch_limit(&batch, sink.max_events, sink.max_bytes, sink.extra_bytes);
			for (int i = 0; i < BATCH_EVENTS_MAX; i++) {
				struct event_id id;
				snprintf(id.text, sizeof id.text, "019aa7c4-6b1e-7c3a-9f42-%012d", i);
				assert_int_equal(batch_add(&batch, &id, i + 1, 0, size), FAIL_NONE);
			}
			assert_true(batch_pick(&batch));
			for (size_t i = 0; i < batch.group_count; i++)
				assert_int_equal(sink_add(&sink, i, batch.group_count, &batch_group_item(&batch, i)->id, event, size, &body, &lines), FAIL_NONE);
		}
}

static void a_setting_changes_a_row(void **)
{
	struct sink sink;
	assert_int_equal(read_as("{\"profile\":\"batch\",\"path\":\"/topics/t:publish?api-version=2023-11-01\",\"proof\":\"status\",\"ok\":[200,202],"
		"\"max_events\":10,\"max_bytes\":70000,\"duplicate\":409}", &sink), FAIL_NONE);
	assert_string_equal(sink.path, "/topics/t:publish?api-version=2023-11-01");
	assert_int_equal(sink.proof, SINK_PROOF_STATUS);
	assert_true(sink_accepts(&sink, 202));
	assert_false(sink_accepts(&sink, 201));
	assert_false(sink_accepts(&sink, 0));
	assert_int_equal(sink.max_events, 10);
	assert_int_equal(sink.max_bytes, 70000);
	assert_int_equal(sink.duplicate, 409);
}

static void a_wrong_setting_is_named(void **)
{
	static const struct { const char *setting; enum fail code; const char *words; } wrong[] = {
		{ "[]", FAIL_INPUT, "profile" },
		{ "{\"profile\":\"kafka\"}", FAIL_INPUT, "batch, structured, binary, kafka-json, postgrest" },
		{ "{\"profile\":\"batch\",\"path\":\"events\"}", FAIL_INPUT, "path" },
		{ "{\"profile\":\"batch\",\"path\":\"/a b\"}", FAIL_INPUT, "path" },
		{ "{\"profile\":\"batch\",\"ok\":[]}", FAIL_INPUT, "ok" },
		{ "{\"profile\":\"batch\",\"ok\":[200,201,202,204,206]}", FAIL_INPUT, "ok" },
		{ "{\"profile\":\"batch\",\"ok\":[302]}", FAIL_INPUT, "ok" },
		{ "{\"profile\":\"batch\",\"proof\":\"hope\"}", FAIL_INPUT, "proof" },
		{ "{\"profile\":\"batch\",\"max_events\":51}", FAIL_LIMIT, "max_events" },
		{ "{\"profile\":\"batch\",\"max_events\":0}", FAIL_LIMIT, "max_events" },
		{ "{\"profile\":\"structured\",\"max_events\":2}", FAIL_LIMIT, "max_events" },
		{ "{\"profile\":\"batch\",\"max_bytes\":60000}", FAIL_LIMIT, "max_bytes" },
		{ "{\"profile\":\"batch\",\"duplicate\":200}", FAIL_LIMIT, "duplicate" },
	};
	struct sink sink;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(read_as(wrong[i].setting, &sink), wrong[i].code);
		assert_non_null(strstr(fail_words(), wrong[i].words));
	}
	char setting[SINK_PATH_MAX_BYTES + 64];
	int used = snprintf(setting, sizeof setting, "{\"profile\":\"batch\",\"path\":\"/");
	memset(setting + used, 'a', SINK_PATH_MAX_BYTES);
	memcpy(setting + used + SINK_PATH_MAX_BYTES, "\"}", 3);
	assert_int_equal(read_as(setting, &sink), FAIL_LIMIT);
	memcpy(setting + used + SINK_PATH_MAX_BYTES - 1, "\"}", 3);
	assert_int_equal(read_as(setting, &sink), FAIL_NONE);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_kind_gets_its_request),
		cmocka_unit_test(headers_carry_what_headers_may_not),
		cmocka_unit_test(never_makes_a_request_larger_than_allowed),
		cmocka_unit_test(a_setting_changes_a_row),
		cmocka_unit_test(a_wrong_setting_is_named),
	};
	return cmocka_run_group_tests_name("sink", cases, NULL, NULL);
}
