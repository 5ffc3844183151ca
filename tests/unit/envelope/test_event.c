/* SPDX-License-Identifier: MIT */
/* unit.event - CloudEvents are written exactly, and from outside only exact ones are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/envelope.h"

#include <stdlib.h>
#include <string.h>

#define JWE "eyJh.AAAA.BBBB.CCCC.DDDD"

static const struct envelope_head head = {
	.id = { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" },
	.source = "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42",
	.type = "uk.foyer.submission.v1",
	.time_ms = 1795255530123,
};

static json_t *given_event(void)
{
	BUFFER_AUTO bytes;
	json_t *event;
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, 1234, "synced", JWE, &bytes), FAIL_NONE);
	assert_int_equal(envelope_event_check(bytes.bytes, bytes.size_bytes, &event), FAIL_NONE);
	return event;
}

/* What the check says of @event, which it ends. */
static enum fail check(json_t *event)
{
	char *text = json_dumps(event, JSON_COMPACT);
	json_t *read = NULL;
	enum fail fail = envelope_event_check(text, strlen(text), &read);
	assert_true((fail == FAIL_NONE) == (read != NULL));
	json_decref(read);
	json_decref(event);
	free(text);
	return fail;
}

static json_t *with(const char *member, json_t *value)
{
	json_t *event = given_event();
	if (value)
		json_object_set_new(event, member, value);
	else
		json_object_del(event, member);
	return event;
}

static void writes_these_bytes(void **)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, 1234, "synced", JWE, &bytes), FAIL_NONE);
	char digest[SHA256_TEXT_BYTES], expected[1024];
	sha256_text(JWE, strlen(JWE), digest);
	int length = snprintf(expected, sizeof expected, "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"%s\",\"type\":\"%s\",\"time\":\"2026-11-21T10:05:30.123Z\","
		"\"datacontenttype\":\"application/jose\",\"sequence\":\"00000000000000001234\",\"kioskclock\":\"synced\",\"bodysha256\":\"%s\"",
		head.id.text, head.source, head.type, digest);
	sha256_text(expected, (size_t)length, digest);
	snprintf(expected + length, sizeof expected - (size_t)length, ",\"headsha256\":\"%s\",\"data\":\"%s\"}", digest, JWE);
	assert_string_equal(bytes.bytes, expected);
}

static void carries_the_reference_where_there_is_one(void **)
{
	BUFFER_AUTO bytes;
	struct envelope_head named = head;
	json_t *event;
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	named.subject = "MB 7K4 29Q XM3";
	assert_int_equal(envelope_event(&named, 1, "synced", JWE, &bytes), FAIL_NONE);
	assert_true(envelope_event_whole(bytes.bytes, bytes.size_bytes));
	assert_int_equal(envelope_event_check(bytes.bytes, bytes.size_bytes, &event), FAIL_NONE);
	assert_string_equal(json_text_or(event, "subject", ""), "MB 7K4 29Q XM3");
	json_decref(event);
	static const char *const bad[] = { "", "mb 7k4", " MB", "MB ", "MB  7", "MB-7", "MB 7K4 29Q XM3 MB 7K4 29" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		named.subject = bad[i];
		assert_int_not_equal(envelope_event(&named, 1, "synced", JWE, &bytes), FAIL_NONE);
	}
}

static void says_whose_doing_it_was_where_that_is_known(void **)
{
	static const char *const doers[] = { "resident", "resident_assisted", "staff_on_behalf" }, *const nobody[] = { "", "staff", "resident ", "RESIDENT", "resident\",\"x\":\"" };
	struct envelope_head named = head;
	for (size_t i = 0; i < sizeof doers / sizeof doers[0]; i++) {
		BUFFER_AUTO bytes;
		json_t *event;
		buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
		named.by = doers[i];
		assert_int_equal(envelope_event(&named, 1, "synced", JWE, &bytes), FAIL_NONE);
		assert_true(envelope_event_whole(bytes.bytes, bytes.size_bytes));
		assert_int_equal(envelope_event_check(bytes.bytes, bytes.size_bytes, &event), FAIL_NONE);
		assert_string_equal(json_text_or(event, "submittedby", ""), doers[i]);
		json_decref(event);
	}
	for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
		BUFFER_AUTO bytes;
		buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
		named.by = nobody[i];
		assert_int_equal(envelope_event(&named, 1, "synced", JWE, &bytes), FAIL_INPUT);
	}
}

static void takes_what_it_writes(void **)
{
	json_t *event = given_event();
	assert_string_equal(json_string_value(json_object_get(event, "data")), JWE);
	json_decref(event);
}

/* Whichever byte is changed, the event is no longer the one that was written. */
static void knows_its_own_bytes(void **)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, 1234, "synced", JWE, &bytes), FAIL_NONE);
	assert_true(envelope_event_whole(bytes.bytes, bytes.size_bytes));
	assert_false(envelope_event_whole(bytes.bytes, bytes.size_bytes - 1));
	assert_false(envelope_event_whole("", 0));
	for (size_t i = 0; i < bytes.size_bytes; i++)
		for (int bit = 0; bit < 8; bit++) {
			json_t *event = NULL;
			bytes.bytes[i] ^= (char)(1 << bit);
			bool whole = envelope_event_whole(bytes.bytes, bytes.size_bytes) && envelope_event_check(bytes.bytes, bytes.size_bytes, &event) == FAIL_NONE;
			assert_false(whole);
			bytes.bytes[i] ^= (char)(1 << bit);
		}
}

static void misses_every_member(void **)
{
	static const char *const members[] = { "specversion", "id", "source", "type", "time", "datacontenttype", "sequence", "kioskclock", "bodysha256", "data" };
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		assert_int_equal(check(with(members[i], NULL)), FAIL_INPUT);
		assert_int_equal(check(with(members[i], json_integer(1))), FAIL_INPUT);
		assert_int_equal(check(with(members[i], json_string(""))), FAIL_INPUT);
	}
}

static void refuses_wrong_members(void **)
{
	static const struct { const char *member, *value; } wrong[] = {
		{ "specversion", "0.3" }, { "specversion", "1.1" },
		{ "id", "019AA7C4-6B1E-7C3A-9F42-0C6D1B7E55A1" }, { "id", "019aa7c4-6b1e-4c3a-9f42-0c6d1b7e55a1" },
		{ "source", "urn:uuid:6F1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42" }, { "source", "https://kiosk/1" },
		{ "source", "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b422" },
		{ "type", "UK.foyer" }, { "type", "uk foyer" }, { "type", ".foyer" },
		{ "time", "2026-11-21T08:45:30Z" }, { "time", "2026-02-30T08:45:30.000Z" },
		{ "datacontenttype", "application/json" }, { "sequence", "1234" }, { "sequence", "0000000000000000123x" },
		{ "kioskclock", "maybe" }, { "bodysha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, { "bodysha256", "AAAA" },
		{ "data", JWE "E" }, { "data", "eyJh.AAAA.BBBB.CCCC" }, { "data", "plain answers" },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(check(with(wrong[i].member, json_string(wrong[i].value))), FAIL_INPUT);
}

/* An event with @data and its digest. */
static json_t *with_data(const char *data)
{
	char digest[SHA256_TEXT_BYTES];
	sha256_text(data, strlen(data), digest);
	json_t *event = with("data", json_string(data));
	json_object_set_new(event, "bodysha256", json_string(digest));
	return event;
}

static void knows_the_shape_of_an_envelope(void **)
{
	static const char *const right[] = { "eyJh..BBBB.CCCC.DDDD", "ey.AA.BB.CC.DD" };
	static const char *const wrong[] = { "eyJh.AAAA.BBBB.CCCC", "eyJh.AAAA.BBBB.CCCC.DDDD.EEEE", "eyJh.AAAA..CCCC.DDDD", "eyJh.AAAA.BBBB.CCCC.",
		".AAAA.BBBB.CCCC.DDDD", "eyJh.AAAA.BB=B.CCCC.DDDD", "eyJh.AAAA.BBBB.CCCCC.DDDD", "eyJh.AAAA.BBBB.CCCC.DDDD ", "...." };
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
		assert_int_equal(check(with_data(right[i])), FAIL_NONE);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(check(with_data(wrong[i])), FAIL_INPUT);
}

static void extensions_have_bounds(void **)
{
	char text[258] = "";
	memset(text, 'e', 256);
	assert_int_equal(check(with("traceid", json_string(text))), FAIL_NONE);
	text[256] = 'e';
	assert_int_equal(check(with("traceid", json_string(text))), FAIL_INPUT);
	assert_int_equal(check(with("abcdefghijklmnopqrst", json_true())), FAIL_NONE);
	assert_int_equal(check(with("abcdefghijklmnopqrstu", json_true())), FAIL_INPUT);
	assert_int_equal(check(with("data_base64", json_string("AAAA"))), FAIL_INPUT);
	assert_int_equal(check(with("Trace", json_string("x"))), FAIL_INPUT);
	assert_int_equal(check(with("", json_string("x"))), FAIL_INPUT);
	assert_int_equal(check(with("trace", json_object())), FAIL_INPUT);
	assert_int_equal(check(with("trace", json_null())), FAIL_INPUT);

	json_t *full = given_event();
	for (char name[] = "xa"; name[1] < 'a' + 16; name[1]++)
		json_object_set_new(full, name, json_integer(1));
	json_t *over = json_deep_copy(full);
	json_object_set_new(over, "xz", json_integer(1));
	assert_int_equal(check(full), FAIL_NONE);
	assert_int_equal(check(over), FAIL_INPUT);
}

static void refuses_what_is_not_one_object(void **)
{
	static const char *const wrong[] = { "", "[]", "null", "\"x\"", "{", "{}", "{}{}", "{\"id\":\"a\",\"id\":\"b\"}", "{\"\xff\":1}" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *event;
		assert_int_equal(envelope_event_check(wrong[i], strlen(wrong[i]), &event), FAIL_INPUT);
	}
}

static void has_a_largest_event(void **)
{
	char *bytes = malloc(ENVELOPE_EVENT_MAX_BYTES + 1);
	memset(bytes, ' ', ENVELOPE_EVENT_MAX_BYTES + 1);
	json_t *event = given_event();
	char *text = json_dumps(event, JSON_COMPACT);
	memcpy(bytes, text, strlen(text));
	json_decref(event);
	assert_int_equal(envelope_event_check(bytes, ENVELOPE_EVENT_MAX_BYTES, &event), FAIL_NONE);
	json_decref(event);
	assert_int_equal(envelope_event_check(bytes, ENVELOPE_EVENT_MAX_BYTES + 1, &event), FAIL_LIMIT);
	free(text);
	free(bytes);
}

static void writes_no_event_it_would_refuse(void **)
{
	char *jwe = calloc(1, ENVELOPE_JWE_MAX_BYTES + 2);
	memset(jwe, 'A', ENVELOPE_JWE_MAX_BYTES + 1);
	memcpy(jwe, JWE, strlen(JWE));
	BUFFER_AUTO bytes;
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, 1, "synced", jwe, &bytes), FAIL_LIMIT);
	assert_int_equal(envelope_event(&head, -1, "synced", JWE, &bytes), FAIL_INPUT);
	assert_int_equal(envelope_event(&head, 1, "perhaps", JWE, &bytes), FAIL_INPUT);
	assert_int_equal(envelope_event(&head, 1, "synced", "the answers", &bytes), FAIL_INPUT);
	assert_int_equal(bytes.size_bytes, 0);
	free(jwe);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(writes_these_bytes),
		cmocka_unit_test(carries_the_reference_where_there_is_one), cmocka_unit_test(says_whose_doing_it_was_where_that_is_known),
		cmocka_unit_test(takes_what_it_writes),
		cmocka_unit_test(knows_its_own_bytes),
		cmocka_unit_test(misses_every_member),
		cmocka_unit_test(refuses_wrong_members),
		cmocka_unit_test(knows_the_shape_of_an_envelope),
		cmocka_unit_test(extensions_have_bounds),
		cmocka_unit_test(refuses_what_is_not_one_object),
		cmocka_unit_test(has_a_largest_event),
		cmocka_unit_test(writes_no_event_it_would_refuse),
	};
	return cmocka_run_group_tests_name("event", cases, NULL, NULL);
}
