/* SPDX-License-Identifier: MIT */
/* unit.envelope - what is sealed can be opened by the council, by nobody else, and only as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/envelope/crypto.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "firmware/envelope/open.h"

#include <openssl/core_names.h>
#include <stdlib.h>
#include <string.h>

static const struct envelope_head head = {
	.id = { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" },
	.source = "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42",
	.type = "uk.foyer.submission.v1",
	.time_ms = 1795255530123,
};

/* A council's key pair, and the same as the kiosk has it. */
struct council { EVP_PKEY *pair; struct envelope_key *key; };

static json_t *rsa_jwk(const EVP_PKEY *pair)
{
	static const char *const name[] = { OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E };
	char text[2][800];
	for (int i = 0; i < 2; i++) {
		BIGNUM *number = NULL;
		uint8_t bytes[JWK_RSA_MAX_BYTES];
		assert_int_equal(EVP_PKEY_get_bn_param(pair, name[i], &number), 1);
		base64url_write(bytes, (size_t)BN_bn2bin(number, bytes), text[i]);
		BN_free(number);
	}
	return json_pack("{s:s, s:s, s:s}", "kty", "RSA", "n", text[0], "e", text[1]);
}

static struct council given_council(const char *type, size_t bits)
{
	struct council council;
	council.pair = bits > 0 ? EVP_PKEY_Q_keygen(NULL, NULL, type, bits) : EVP_PKEY_Q_keygen(NULL, NULL, type, "P-256");
	json_t *jwk = bits > 0 ? rsa_jwk(council.pair) : jwk_of_p256(council.pair);
	assert_int_equal(envelope_key_read(jwk, &council.key), FAIL_NONE);
	json_decref(jwk);
	return council;
}

static void council_done(struct council *council)
{
	EVP_PKEY_free(council->pair);
	envelope_key_free(council->key);
}

static void seal(const struct council *council, const json_t *record, struct buffer *ret)
{
	buffer_init(ret, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(envelope_seal(council->key, &head, record, ret), FAIL_NONE);
}

static json_t *header_of(const char *jwe)
{
	char text[1024];
	size_t size;
	assert_int_equal(base64url_read(jwe, strcspn(jwe, "."), text, sizeof text, &size), FAIL_NONE);
	return json_loadb(text, size, 0, NULL);
}

static void opens_to_the_same_record(const char *type, size_t bits, const char *algorithm)
{
	struct council council = given_council(type, bits);
	json_t *record = json_pack("{s:{s:s}, s:{s:s, s:i}}", "meta", "reference", "MB 7K4 29Q XM3", "data", "name", "Zoë Ő'Brien \"Żółć\" 名前", "bins", 2);
	BUFFER_AUTO jwe;
	BUFFER_AUTO plain;
	seal(&council, record, &jwe);
	buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
	assert_int_equal(jwe_open(buffer_text(&jwe), council.pair, &plain), FAIL_NONE);
	json_t *opened = json_loadb(plain.bytes, plain.size_bytes, 0, NULL);
	assert_non_null(opened);
	assert_true(json_equal(json_object_get(opened, "data"), json_object_get(record, "data")));
	assert_string_equal(json_string_value(json_object_get(opened, "id")), head.id.text);
	assert_string_equal(json_string_value(json_object_get(opened, "source")), head.source);
	assert_string_equal(json_string_value(json_object_get(opened, "type")), head.type);
	assert_string_equal(json_string_value(json_object_get(opened, "time")), "2026-11-21T10:05:30.123Z");
	assert_null(json_object_get(record, "id")); /* the caller's record is left as it was */

	json_t *header = header_of(buffer_text(&jwe));
	assert_string_equal(json_string_value(json_object_get(header, "alg")), algorithm);
	assert_string_equal(json_string_value(json_object_get(header, "enc")), "A256GCM");
	assert_int_equal(json_string_length(json_object_get(header, "kid")), SHA256_TEXT_BYTES - 1);
	json_decref(header);
	json_decref(opened);
	json_decref(record);
	council_done(&council);
}

static void ec_opens_to_the_same_record(void **) { opens_to_the_same_record("EC", 0, "ECDH-ES"); }
static void rsa_opens_to_the_same_record(void **) { opens_to_the_same_record("RSA", 2048, "RSA-OAEP-256"); }

static void each_sealing_is_new(void **)
{
	struct council council = given_council("EC", 0);
	json_t *record = json_object();
	BUFFER_AUTO one;
	BUFFER_AUTO two;
	seal(&council, record, &one);
	seal(&council, record, &two);
	assert_int_equal(one.size_bytes, two.size_bytes);
	assert_string_not_equal(one.bytes, two.bytes);
	json_decref(record);
	council_done(&council);
}

static void length_tells_only_the_step(void **)
{
	struct council council = given_council("EC", 0);
	size_t length[2], steps = 0;
	for (int size = 0; size < 600; size++) {
		char text[601] = "";
		memset(text, 'x', (size_t)size);
		json_t *record = json_pack("{s:s}", "t", text);
		BUFFER_AUTO jwe, plain;
		seal(&council, record, &jwe);
		buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
		assert_int_equal(jwe_open(jwe.bytes, council.pair, &plain), FAIL_NONE);
		assert_int_equal(plain.size_bytes % ENVELOPE_PAD_BYTES, 0);
		length[size & 1] = jwe.size_bytes;
		steps += size > 0 && length[0] != length[1];
		assert_true(envelope_size(council.key, record) >= jwe.size_bytes);
		assert_true(envelope_size(council.key, record) <= jwe.size_bytes + base64url_size(2 * ENVELOPE_PAD_BYTES));
		json_decref(record);
	}
	assert_in_range(steps, 2, 3);
	council_done(&council);
}

static void another_key_does_not_open(void **)
{
	struct council council = given_council("EC", 0), other = given_council("EC", 0);
	json_t *record = json_object();
	BUFFER_AUTO jwe;
	BUFFER_AUTO plain;
	seal(&council, record, &jwe);
	buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
	assert_int_equal(jwe_open(jwe.bytes, other.pair, &plain), FAIL_SIGNATURE);
	json_decref(record);
	council_done(&council);
	council_done(&other);
}

static void no_character_can_be_changed(void **)
{
	struct council council = given_council("EC", 0);
	json_t *record = json_object();
	BUFFER_AUTO jwe;
	seal(&council, record, &jwe);
	for (size_t i = 0; i < jwe.size_bytes; i++) {
		char kept = jwe.bytes[i];
		jwe.bytes[i] = kept == 'A' ? 'B' : 'A';
		BUFFER_AUTO plain;
		buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
		assert_int_not_equal(jwe_open(jwe.bytes, council.pair, &plain), FAIL_NONE);
		jwe.bytes[i] = kept;
	}
	json_decref(record);
	council_done(&council);
}

static json_t *record_of(size_t size)
{
	char *text = calloc(1, size + 1);
	memset(text, 'x', size);
	json_t *record = json_pack("{s:s}", "t", text);
	free(text);
	return record;
}

/* {"t":"…" and ,"id":"…" and so on, without the x's. */
enum { FRAME_BYTES = 7 + 44 + 57 + 32 + 34 + 1 };

/* Only its size matters here, so nobody needs to find two primes. */
static struct council largest_key(void)
{
	struct council council = { 0 };
	uint8_t modulus[JWK_RSA_MAX_BYTES];
	char n[JWK_RSA_MAX_BYTES / 3 * 4 + 5], kid[JWK_KID_MAX_BYTES + 1] = "";
	memset(modulus, 0xa5, sizeof modulus);
	memset(kid, 'k', JWK_KID_MAX_BYTES);
	base64url_write(modulus, sizeof modulus, n);
	json_t *jwk = json_pack("{s:s, s:s, s:s, s:s}", "kty", "RSA", "n", n, "e", "AQAB", "kid", kid);
	assert_int_equal(envelope_key_read(jwk, &council.key), FAIL_NONE);
	json_decref(jwk);
	return council;
}

static void takes_the_largest_record_with_the_largest_key(void **)
{
	struct council council = largest_key();
	json_t *fits = record_of(ENVELOPE_PLAIN_MAX_BYTES - FRAME_BYTES), *over = record_of(ENVELOPE_PLAIN_MAX_BYTES - FRAME_BYTES + 1);
	BUFFER_AUTO jwe;
	BUFFER_AUTO event;
	seal(&council, fits, &jwe);
	assert_in_range(jwe.size_bytes, ENVELOPE_PLAIN_MAX_BYTES, ENVELOPE_JWE_MAX_BYTES);
	buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, INT64_MAX, "unsynced", jwe.bytes, &event), FAIL_NONE);

	BUFFER_AUTO none;
	buffer_init(&none, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(envelope_seal(council.key, &head, over, &none), FAIL_LIMIT);
	assert_int_equal(none.size_bytes, 0);
	assert_true(envelope_size(council.key, over) > ENVELOPE_JWE_MAX_BYTES);
	json_decref(fits);
	json_decref(over);
	council_done(&council);
}

static void refuses_heads_that_no_event_has(void **)
{
	struct council council = given_council("EC", 0);
	json_t *record = json_object(), *list = json_array();
	char name[ENVELOPE_NAME_MAX_BYTES + 2] = "";
	memset(name, 'n', sizeof name - 1);
	struct envelope_head long_source = head, wrong_id = head, wrong_time = head;
	long_source.source = name;
	wrong_id.id.text[0] = 'X';
	wrong_time.time_ms = -1;
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	assert_int_equal(envelope_seal(council.key, &long_source, record, &jwe), FAIL_INPUT);
	assert_int_equal(envelope_seal(council.key, &wrong_id, record, &jwe), FAIL_INPUT);
	assert_int_equal(envelope_seal(council.key, &wrong_time, record, &jwe), FAIL_INPUT);
	assert_int_equal(envelope_seal(council.key, &head, list, &jwe), FAIL_INPUT);
	assert_int_equal(jwe.size_bytes, 0);
	json_decref(record);
	json_decref(list);
	council_done(&council);
}

static void refuses_keys_it_must_not_use(void **)
{
	static const struct { const char *member, *value; } wrong[] = {
		{ "use", "sig" }, { "alg", "ECDH-ES+A256KW" }, { "kid", "" }, { "kid", "a\"b" }, { "kid", "a\\b" }, { "kid", "a\nb" }, { "kid", "clé" },
		{ "d", "AAAA" },
	};
	KEY_AUTO *pair = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	struct envelope_key *key;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *jwk = jwk_of_p256(pair);
		json_object_set_new(jwk, wrong[i].member, json_string(wrong[i].value));
		assert_int_equal(envelope_key_read(jwk, &key), FAIL_INPUT);
		json_decref(jwk);
	}
	json_t *jwk = jwk_of_p256(pair);
	char kid[JWK_KID_MAX_BYTES + 2] = "";
	memset(kid, 'k', JWK_KID_MAX_BYTES + 1);
	json_object_set_new(jwk, "kid", json_string(kid));
	assert_int_equal(envelope_key_read(jwk, &key), FAIL_INPUT);
	json_decref(jwk);
}

static void an_event_with_other_insides_is_told(void **)
{
	struct council council = given_council("EC", 0);
	json_t *record = json_pack("{s:{s:s}}", "meta", "referenceNumber", "MB 7K4 29Q XM3");
	BUFFER_AUTO jwe;
	seal(&council, record, &jwe);
	struct envelope_head heads[] = { head, head, head, head, head, head };
	memcpy(heads[1].id.text, "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2", ID_TEXT_BYTES);
	heads[2].source = "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42";
	heads[3].type = "uk.foyer.other.v1";
	heads[4].time_ms++;
	heads[0].subject = "MB 7K4 29Q XM3";
	heads[5].subject = "MB 7K4 29Q XM4";
	for (int i = 0; i < 6; i++) {
		BUFFER_AUTO event;
		buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
		assert_int_equal(envelope_event(&heads[i], 1, "synced", jwe.bytes, &event), FAIL_NONE);
		json_t *read, *opened = NULL;
		assert_int_equal(envelope_event_check(event.bytes, event.size_bytes, &read), FAIL_NONE);
		assert_int_equal(event_open(read, council.pair, &opened), i == 0 ? FAIL_NONE : FAIL_SIGNATURE);
		json_decref(opened);
		json_decref(read);
	}
	json_decref(record);
	council_done(&council);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(ec_opens_to_the_same_record),
		cmocka_unit_test(rsa_opens_to_the_same_record),
		cmocka_unit_test(each_sealing_is_new),
		cmocka_unit_test(length_tells_only_the_step),
		cmocka_unit_test(another_key_does_not_open),
		cmocka_unit_test(no_character_can_be_changed),
		cmocka_unit_test(takes_the_largest_record_with_the_largest_key),
		cmocka_unit_test(refuses_heads_that_no_event_has),
		cmocka_unit_test(refuses_keys_it_must_not_use),
		cmocka_unit_test(an_event_with_other_insides_is_told),
	};
	return cmocka_run_group_tests_name("envelope", cases, NULL, NULL);
}
