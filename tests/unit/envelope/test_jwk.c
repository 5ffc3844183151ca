/* SPDX-License-Identifier: MIT */
/* unit.jwk - which public keys are taken, and by what name they go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"

#include <openssl/core_names.h>
#include <stdio.h>
#include <string.h>

/* The key of RFC 7638 §3.1. */
#define RFC_MODULUS "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
/* The key of RFC 7515 A.3. */
#define RFC_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define RFC_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"

static enum fail read_text(const char *text)
{
	json_t *jwk = json_loads(text, JSON_DECODE_ANY, NULL);
	assert_non_null(jwk);
	KEY_AUTO *key = NULL;
	enum fail fail = jwk_read_public(jwk, &key);
	assert_true((fail == FAIL_NONE) == (key != NULL));
	json_decref(jwk);
	return fail;
}

static void reads_both_kinds(void **)
{
	assert_int_equal(read_text("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "\",\"y\":\"" RFC_Y "\"}"), FAIL_NONE);
	assert_int_equal(read_text("{\"kty\":\"RSA\",\"n\":\"" RFC_MODULUS "\",\"e\":\"AQAB\",\"kid\":\"k\",\"use\":\"enc\"}"), FAIL_NONE);
}

static void names_keys_by_their_thumbprint(void **)
{
	json_t *jwk = json_pack("{s:s, s:s, s:s, s:s}", "kty", "RSA", "n", RFC_MODULUS, "e", "AQAB", "kid", "2011-04-29");
	char kid[SHA256_TEXT_BYTES];
	assert_int_equal(jwk_thumbprint(jwk, kid), FAIL_NONE);
	assert_string_equal(kid, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
	json_decref(jwk);
}

static void refuses_what_is_no_key(void **)
{
	static const char *const wrong[] = {
		"[]", "{}", "null", "\"EC\"", "{\"kty\":\"oct\",\"k\":\"AAAA\"}", "{\"kty\":7}",
		"{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"" RFC_X "\",\"y\":\"" RFC_Y "\"}",
		"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "\"}",
		"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "\",\"y\":7}",
		"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "\",\"y\":\"AAAA\"}",
		"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "A\",\"y\":\"" RFC_Y "\"}",
		"{\"kty\":\"RSA\",\"n\":\"" RFC_MODULUS "\",\"e\":\"\"}",
		"{\"kty\":\"RSA\",\"n\":\"" RFC_MODULUS "\",\"e\":\"AQ\"}",
		"{\"kty\":\"RSA\",\"n\":\"" RFC_MODULUS "\",\"e\":\"Ag\"}",
		"{\"kty\":\"RSA\",\"n\":\"" RFC_MODULUS "\",\"e\":\"AQABAQE\"}",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(read_text(wrong[i]), FAIL_INPUT);
}

static void refuses_a_point_off_the_curve(void **)
{
	assert_int_equal(read_text("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_Y "\",\"y\":\"" RFC_X "\"}"), FAIL_INPUT);
	static const char zero[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	char text[256];
	snprintf(text, sizeof text, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}", zero, zero);
	assert_int_equal(read_text(text), FAIL_INPUT);
}

static void refuses_a_private_key(void **)
{
	assert_int_equal(read_text("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" RFC_X "\",\"y\":\"" RFC_Y "\",\"d\":\"" RFC_X "\"}"), FAIL_INPUT);
}

/* An odd modulus of @size bytes whose first bit is set. */
static enum fail read_modulus(size_t size, uint8_t first)
{
	uint8_t modulus[JWK_RSA_MAX_BYTES + 1];
	char text[800];
	memset(modulus, 0xa5, sizeof modulus);
	modulus[0] = first;
	base64url_write(modulus, size, text);
	json_t *jwk = json_pack("{s:s, s:s, s:s}", "kty", "RSA", "n", text, "e", "AQAB");
	KEY_AUTO *key = NULL;
	enum fail fail = jwk_read_public(jwk, &key);
	json_decref(jwk);
	return fail;
}

static void takes_rsa_keys_of_2048_to_4096_bits(void **)
{
	assert_int_equal(read_modulus(JWK_RSA_MIN_BYTES - 1, 0xa5), FAIL_INPUT);
	assert_int_equal(read_modulus(JWK_RSA_MIN_BYTES, 0x7f), FAIL_INPUT);
	assert_int_equal(read_modulus(JWK_RSA_MIN_BYTES, 0xa5), FAIL_NONE);
	assert_int_equal(read_modulus(JWK_RSA_MAX_BYTES, 0xa5), FAIL_NONE);
	assert_int_equal(read_modulus(JWK_RSA_MAX_BYTES + 1, 0xa5), FAIL_INPUT);
}

static void writes_what_it_reads(void **)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"), *again = NULL, *other = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	json_t *jwk = jwk_of_p256(key);
	assert_int_equal(jwk_read_public(jwk, &again), FAIL_NONE);
	assert_int_equal(EVP_PKEY_eq(key, again), 1);
	assert_int_not_equal(EVP_PKEY_eq(other, again), 1);
	char kid[SHA256_TEXT_BYTES];
	assert_int_equal(jwk_thumbprint(jwk, kid), FAIL_NONE);
	assert_string_equal(kid, json_string_value(json_object_get(jwk, "kid")));
	json_decref(jwk);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(reads_both_kinds),
		cmocka_unit_test(names_keys_by_their_thumbprint),
		cmocka_unit_test(refuses_what_is_no_key),
		cmocka_unit_test(refuses_a_point_off_the_curve),
		cmocka_unit_test(refuses_a_private_key),
		cmocka_unit_test(takes_rsa_keys_of_2048_to_4096_bits),
		cmocka_unit_test(writes_what_it_reads),
	};
	return cmocka_run_group_tests_name("jwk", cases, NULL, NULL);
}
