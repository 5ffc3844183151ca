/* SPDX-License-Identifier: MIT */
/* unit.send - requests over real TLS to a server of the case's own making. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/send.h"
#include "tests/unit/sync/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the server saw and what came of it. */
struct record {
	int calls, status;
	enum outcome_net net;
	char content_type[64], body[64], token[64], key[64], reply[64], retry_after[64];
	size_t reply_bytes;
	bool has_date;
	void (*answer)(struct https_answer *answer);
};

static void serve(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct record *record = context;
	snprintf(record->content_type, sizeof record->content_type, "%s", request->content_type ? request->content_type : "");
	snprintf(record->token, sizeof record->token, "%s", request->authorization ? request->authorization : "");
	snprintf(record->key, sizeof record->key, "%s", request->idempotency_key ? request->idempotency_key : "");
	snprintf(record->body, sizeof record->body, "%.*s", (int)request->size_bytes, request->bytes);
	answer->status = 200;
	answer->content_type = "application/json";
	record->answer(answer);
}

static void text_answer(struct https_answer *answer, const char *text)
{
	assert_int_equal(buffer_add(&answer->body, text, strlen(text)), FAIL_NONE);
}

static void ok(struct https_answer *answer)
{
	text_answer(answer, "{\"results\":[]}");
}

static void dropped(struct https_answer *answer)
{
	answer->end = HTTPS_END_DROPPED;
}

static void cut(struct https_answer *answer)
{
	ok(answer);
	answer->end = HTTPS_END_CUT;
}

static void redirected(struct https_answer *answer)
{
	answer->status = 302;
	answer->headers[0].name = "Location";
	answer->headers[0].value = "https://127.0.0.1:1/portal";
}

static void busy(struct https_answer *answer)
{
	answer->status = 503;
	answer->headers[0].name = "Retry-After";
	answer->headers[0].value = "120";
}

static void large(struct https_answer *answer)
{
	char *text = malloc(SEND_REPLY_MAX_BYTES + 1);
	memset(text, 'x', SEND_REPLY_MAX_BYTES + 1);
	assert_int_equal(buffer_add(&answer->body, text, SEND_REPLY_MAX_BYTES + 1), FAIL_NONE);
	free(text);
}

static void as_large_as_may_be(struct https_answer *answer)
{
	large(answer);
	answer->body.size_bytes--;
}

static void never(struct https_answer *answer)
{
	ok(answer);
	answer->after_ms = 3600 * 1000;
}

static void done(void *context, const struct send_result *result)
{
	struct record *record = context;
	record->calls++;
	record->net = result->net;
	record->status = result->status;
	record->reply_bytes = result->size_bytes;
	record->has_date = result->date != NULL;
	snprintf(record->reply, sizeof record->reply, "%s", result->bytes ? result->bytes : "");
	snprintf(record->retry_after, sizeof record->retry_after, "%s", result->retry_after ? result->retry_after : "");
}

static bool called(void *context)
{
	return ((struct record *)context)->calls > 0;
}

static const struct send_request one = {
	.content_type = "application/cloudevents+json", .token = "t.o.k", .idempotency_key = "\"key\"", .bytes = "{\"a\":1}", .size_bytes = 7,
};

static enum fail configured(struct send *send, const char *url, const char *ca)
{
	return send_configure(send, &(struct send_way){ url, ca, "", "", "", "", "", "" });
}

/* One request to a server that answers by @answer; what came of it. */
static struct record requested(const char *url, bool trust, void (*answer)(struct https_answer *answer))
{
	struct record record = { .answer = answer };
	struct place place;
	struct send *send;
	place_open(&place, serve, &record);
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, url ? url : place.url, trust ? buffer_text(&place.ca) : ""), FAIL_NONE);
	assert_int_equal(send_start(send, &one, done, &record), FAIL_NONE);
	assert_int_equal(send_start(send, &one, done, &record), FAIL_BUSY);
	assert_true(place_until(&place, called, &record));
	assert_int_equal(record.calls, 1);
	send_free(send);
	place_close(&place);
	return record;
}

static void carries_a_request_and_its_answer(void **)
{
	struct record record = requested(NULL, true, ok);
	assert_int_equal(record.net, OUTCOME_NET_ANSWERED);
	assert_int_equal(record.status, 200);
	assert_string_equal(record.reply, "{\"results\":[]}");
	assert_string_equal(record.body, "{\"a\":1}");
	assert_string_equal(record.content_type, "application/cloudevents+json");
	assert_string_equal(record.token, "Bearer t.o.k");
	assert_string_equal(record.key, "\"key\"");
	assert_true(record.has_date);
}

static void trusts_only_the_named_authority(void **)
{
	assert_int_equal(requested(NULL, false, ok).net, OUTCOME_NET_TLS);
}

static void tells_failures_apart(void **)
{
	assert_int_equal(requested("https://127.0.0.1:1/", true, ok).net, OUTCOME_NET_CONNECT);
	assert_int_equal(requested(NULL, true, dropped).net, OUTCOME_NET_BROKEN);
	assert_int_equal(requested(NULL, true, cut).net, OUTCOME_NET_BROKEN);
	struct record record = requested(NULL, true, busy);
	assert_int_equal(record.status, 503);
	assert_string_equal(record.retry_after, "120");
}

static void follows_nobody_elsewhere(void **)
{
	struct record record = requested(NULL, true, redirected);
	assert_int_equal(record.net, OUTCOME_NET_ANSWERED);
	assert_int_equal(record.status, 302);
}

static void has_a_largest_answer(void **)
{
	struct record record = requested(NULL, true, as_large_as_may_be);
	assert_int_equal(record.net, OUTCOME_NET_ANSWERED);
	assert_int_equal(record.reply_bytes, SEND_REPLY_MAX_BYTES);
	assert_int_equal(requested(NULL, true, large).net, OUTCOME_NET_LARGE);
}

static void speaks_https_only(void **)
{
	struct place place;
	struct send *send;
	char url[SEND_URL_MAX_BYTES + 2] = "https://";
	memset(url + 8, 'a', SEND_URL_MAX_BYTES + 1 - 8);
	place_open(&place, serve, NULL);
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, "http://127.0.0.1/", ""), FAIL_INPUT);
	assert_int_equal(configured(send, "file:///etc/passwd", ""), FAIL_INPUT);
	assert_int_equal(configured(send, "", ""), FAIL_INPUT);
	assert_int_equal(configured(send, url, ""), FAIL_INPUT);
	url[SEND_URL_MAX_BYTES] = '\0';
	assert_int_equal(configured(send, url, ""), FAIL_NONE);
	send_free(send);
	place_close(&place);
}

static bool asked(void *context)
{
	return ((struct place *)context)->requests > 0;
}

static void a_cancelled_request_is_silent_and_the_next_one_works(void **)
{
	struct record record = { .answer = never };
	struct place place;
	struct send *send;
	place_open(&place, serve, &record);
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, place.url, buffer_text(&place.ca)), FAIL_NONE);
	assert_int_equal(send_start(send, &one, done, &record), FAIL_NONE);
	assert_true(place_until(&place, asked, &place));
	send_cancel(send);
	record.answer = ok;
	assert_int_equal(send_start(send, &one, done, &record), FAIL_NONE);
	assert_true(place_until(&place, called, &record));
	assert_int_equal(record.calls, 1);
	assert_int_equal(record.status, 200);
	send_free(send);
	place_close(&place);
}

static bool called_twice(void *context)
{
	return ((struct record *)context)->calls > 1;
}

/* "localhost" needs a name look-up, which curl does beside us; time that jumps must not lose its timers. */
static void names_are_looked_up_and_jumps_of_time_survived(void **)
{
	struct record record = { .answer = ok };
	struct place place;
	struct send *send;
	char url[64];
	place_open(&place, serve, &record);
	snprintf(url, sizeof url, "https://localhost:%d/", https_port(place.https));
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, url, buffer_text(&place.ca)), FAIL_NONE);
	assert_int_equal(send_start(send, &one, done, &record), FAIL_NONE);
	place_pass(600 * 1000);
	assert_true(place_until(&place, called, &record));
	assert_int_equal(record.status, 200);
	assert_int_equal(send_start(send, &one, done, &record), FAIL_NONE);
	place_pass(600 * 1000);
	assert_true(place_until(&place, called_twice, &record));
	assert_int_equal(record.status, 200);
	send_free(send);
	place_close(&place);
}

/* The reply's parts as they come; from the second byte on refused if told so. */
struct taking { struct record record; size_t bytes, most; int status; };

static bool take(void *context, int status, const char *, size_t size_bytes)
{
	struct taking *taking = context;
	taking->bytes += size_bytes;
	taking->status = status;
	return taking->bytes <= taking->most;
}

static struct taking fetched(size_t most, void (*answer)(struct https_answer *answer))
{
	static const struct send_request get = { .token = "t.o.k", .take = take };
	struct taking taking = { .record.answer = answer, .most = most };
	struct send_request request = get;
	struct place place;
	struct send *send;
	char url[96];
	place_open(&place, serve, &taking.record);
	snprintf(url, sizeof url, "%s/elsewhere", place.url);
	request.url = url;
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, place.url, buffer_text(&place.ca)), FAIL_NONE);
	assert_int_equal(send_start(send, &request, done, &taking), FAIL_NONE);
	assert_true(place_until(&place, called, &taking.record));
	request.url = "http://127.0.0.1:1/";
	assert_int_equal(send_start(send, &request, done, &taking), FAIL_INPUT);
	taking.record.calls = 0;
	assert_int_equal(send_start(send, &one, done, &taking), FAIL_NONE); /* the next is as it always was */
	assert_true(place_until(&place, called, &taking.record));
	assert_string_equal(taking.record.body, "{\"a\":1}");
	send_free(send);
	place_close(&place);
	return taking;
}

static void fetches_in_parts_what_is_larger_than_an_answer(void **)
{
	struct taking taking = fetched(SIZE_MAX, large);
	assert_int_equal(taking.bytes, SEND_REPLY_MAX_BYTES + 1);
	assert_int_equal(taking.status, 200);
	taking = fetched(0, ok);
	assert_int_equal(taking.bytes, strlen("{\"results\":[]}"));
}

/* Plain HTTP is for one question; what is ours cannot go that way. */
static void nothing_of_ours_goes_out_in_plain(void **)
{
	struct record record = { .answer = ok };
	struct place place;
	struct send *send;
	struct send_request plain = { .url = "http://127.0.0.1:1/generate_204", .plain = true };
	place_open(&place, serve, &record);
	assert_int_equal(send_new(place.loop, &send), FAIL_NONE);
	assert_int_equal(configured(send, place.url, buffer_text(&place.ca)), FAIL_NONE);
	assert_int_equal(send_start(send, &plain, done, &record), FAIL_NONE);
	assert_true(place_until(&place, called, &record));
	assert_int_equal(record.net, OUTCOME_NET_CONNECT);
	plain.token = "t.o.k";
	assert_int_equal(send_start(send, &plain, done, &record), FAIL_INPUT);
	plain.token = NULL;
	plain.url = place.url;
	assert_int_equal(send_start(send, &plain, done, &record), FAIL_INPUT);
	send_free(send);
	place_close(&place);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(carries_a_request_and_its_answer),
		cmocka_unit_test(trusts_only_the_named_authority),
		cmocka_unit_test(tells_failures_apart),
		cmocka_unit_test(follows_nobody_elsewhere),
		cmocka_unit_test(has_a_largest_answer),
		cmocka_unit_test(speaks_https_only),
		cmocka_unit_test(a_cancelled_request_is_silent_and_the_next_one_works),
		cmocka_unit_test(fetches_in_parts_what_is_larger_than_an_answer),
		cmocka_unit_test(nothing_of_ours_goes_out_in_plain),
		cmocka_unit_test(names_are_looked_up_and_jumps_of_time_survived),
	};
	return cmocka_run_group_tests_name("send", cases, NULL, NULL);
}
