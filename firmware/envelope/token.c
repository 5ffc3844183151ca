/* SPDX-License-Identifier: MIT */
/* token.c - ES256 JSON Web Tokens (RFC 7519): made for one audience and one body, and checked on the other side. */
#include "firmware/envelope/device.h"

#include "firmware/base/buffer.h"
#include "firmware/base/id.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/device_key.h"
#include "firmware/envelope/jwk.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNATURE_BYTES = 2 * P256_BYTES, DER_MAX_BYTES = 80, PART_MAX_BYTES = DEVICE_TOKEN_MAX_BYTES };

/* The two numbers of an ECDSA signature side by side, as JWS wants them. */
static enum fail text_sign(EVP_PKEY *key, const char *text, size_t size, uint8_t ret[static SIGNATURE_BYTES])
{
	uint8_t der[DER_MAX_BYTES];
	size_t der_size = sizeof der;
	DIGEST_AUTO *context = EVP_MD_CTX_new();
	if (!context || EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) != 1 ||
	    EVP_DigestSign(context, der, &der_size, (const uint8_t *)text, size) != 1)
		return crypto_fail(FAIL_IO, "the token could not be signed");
	const uint8_t *from = der;
	SIGNATURE_AUTO *signature = d2i_ECDSA_SIG(NULL, &from, (long)der_size);
	if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature), ret, P256_BYTES) != P256_BYTES ||
	    BN_bn2binpad(ECDSA_SIG_get0_s(signature), ret + P256_BYTES, P256_BYTES) != P256_BYTES)
		return crypto_fail(FAIL_IO, "the signature could not be written");
	return FAIL_NONE;
}

/* FAIL_SIGNATURE unless @raw is @key's signature of @text. */
static enum fail text_verify(EVP_PKEY *key, const char *text, size_t size, const uint8_t raw[static SIGNATURE_BYTES])
{
	SIGNATURE_AUTO *signature = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(raw, P256_BYTES, NULL), *s = BN_bin2bn(raw + P256_BYTES, P256_BYTES, NULL);
	if (!signature || !r || !s || ECDSA_SIG_set0(signature, r, s) != 1) {
		BN_free(r);
		BN_free(s);
		return crypto_fail(FAIL_IO, "the signature could not be read");
	}
	uint8_t der[DER_MAX_BYTES], *to = der;
	int der_size = i2d_ECDSA_SIG(signature, NULL);
	if (der_size <= 0 || der_size > DER_MAX_BYTES || i2d_ECDSA_SIG(signature, &to) != der_size)
		return FAIL(SIGNATURE, "the token's signature has no form");
	DIGEST_AUTO *context = EVP_MD_CTX_new();
	if (!context || EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) != 1)
		return crypto_fail(FAIL_IO, "the signature could not be checked");
	if (EVP_DigestVerify(context, der, (size_t)der_size, (const uint8_t *)text, size) != 1) {
		return crypto_fail(FAIL_SIGNATURE, "the token was not signed by this key");
	}
	return FAIL_NONE;
}

/* @object (stolen) as base64url of its JSON behind what @ret has. */
static enum fail part_add(struct buffer *ret, json_t *object)
{
	char *json = object ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	size_t size = json ? strlen(json) : 0;
	enum fail fail = FAIL_NONE;
	if (!json)
		fail = FAIL(INPUT, "a part of the token is not text");
	else if (base64url_size(size) > PART_MAX_BYTES)
		fail = FAIL(LIMIT, "a token of more than %d bytes", DEVICE_TOKEN_MAX_BYTES);
	if (fail == FAIL_NONE) {
		char text[PART_MAX_BYTES + 1];
		fail = buffer_add(ret, text, base64url_write(json, size, text));
	}
	free(json);
	return fail;
}

enum fail device_token(const struct device *device, const char *source, const char *audience, const char *body_sha256, int64_t now_s, char *ret, size_t room)
{
	BUFFER_AUTO text;
	buffer_init(&text, room < DEVICE_TOKEN_MAX_BYTES ? room - 1 : DEVICE_TOKEN_MAX_BYTES - 1);
	struct event_id id = id_new(now_s * 1000);
	json_t *jwk = device_jwk(device);
	json_object_del(jwk, "kid");
	TRY(part_add(&text, json_pack("{s:s, s:s, s:s, s:o}", "alg", "ES256", "typ", "JWT", "kid", json_text_or(device->jwk, "kid", ""), "jwk", jwk)));
	TRY(buffer_add(&text, ".", 1));
	TRY(part_add(&text, json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:s}", "iss", source, "sub", source, "aud", audience,
		"iat", (json_int_t)now_s, "exp", (json_int_t)(now_s + DEVICE_TOKEN_LIFE_S), "jti", id.text, "bsh", body_sha256)));

	uint8_t signature[SIGNATURE_BYTES];
	char tail[1 + (SIGNATURE_BYTES + 2) / 3 * 4 + 1] = ".";
	TRY(text_sign(device->key, text.bytes, text.size_bytes, signature));
	base64url_write(signature, sizeof signature, tail + 1);
	TRY(buffer_add(&text, tail, strlen(tail)));
	memcpy(ret, text.bytes, text.size_bytes + 1);
	return FAIL_NONE;
}

/* The JSON object in the base64url text from @from to @to. */
static enum fail part_read(const char *from, const char *to, json_t **ret)
{
	char json[PART_MAX_BYTES];
	size_t size;
	json_t *value;
	if (base64url_read(from, (size_t)(to - from), json, sizeof json, &size) != FAIL_NONE ||
	    json_parse(json, size, sizeof json, &value) != FAIL_NONE)
		return FAIL(INPUT, "a part of the token cannot be read");
	if (!json_is_object(value)) {
		json_decref(value);
		return FAIL(INPUT, "a part of the token is no object");
	}
	*ret = value;
	return FAIL_NONE;
}

/* The dots of a token of the right length and three parts. */
static enum fail dots_find(const char *token, const char **ret_first, const char **ret_second)
{
	if (strnlen(token, DEVICE_TOKEN_MAX_BYTES) >= DEVICE_TOKEN_MAX_BYTES)
		return FAIL(INPUT, "the token is longer than %d bytes", DEVICE_TOKEN_MAX_BYTES - 1);
	const char *first = strchr(token, '.'), *second = first ? strchr(first + 1, '.') : NULL;
	if (!second || strchr(second + 1, '.'))
		return FAIL(INPUT, "a token has three parts");
	*ret_first = first;
	*ret_second = second;
	return FAIL_NONE;
}

enum fail token_peek(const char *token, json_t **ret_header)
{
	const char *first = NULL, *second = NULL;
	TRY(dots_find(token, &first, &second));
	json_t *header = NULL;
	TRY(part_read(token, first, &header));
	/* One algorithm and no other: a token must not choose how it is checked. */
	if (strcmp(json_text_or(header, "alg", ""), "ES256") != 0) {
		json_decref(header);
		return FAIL(INPUT, "the token is not signed with ES256");
	}
	*ret_header = header;
	return FAIL_NONE;
}

static enum fail signature_check(const char *token, const char *second, const json_t *jwk)
{
	uint8_t signature[SIGNATURE_BYTES];
	size_t size;
	if (base64url_read(second + 1, strlen(second + 1), signature, sizeof signature, &size) != FAIL_NONE || size != sizeof signature)
		return FAIL(INPUT, "the token's signature has the wrong length");
	KEY_AUTO *key = NULL;
	TRY(jwk_read_public(jwk, &key));
	if (!EVP_PKEY_is_a(key, "EC"))
		return FAIL(INPUT, "a device key is a P-256 key");
	return text_verify(key, token, (size_t)(second - token), signature);
}

static enum fail claims_check(const json_t *claims, const char *audience, const char *body_sha256, int64_t now_s, char *ret_source, size_t room)
{
	const char *source = NULL;
	int64_t issued = 0, expires = 0;
	TRY(json_take_text(claims, "sub", room - 1, &source));
	TRY(json_take_int(claims, "iat", 0, INT32_MAX * INT64_C(1000), &issued));
	TRY(json_take_int(claims, "exp", 0, INT32_MAX * INT64_C(1000), &expires));
	if (strcmp(json_text_or(claims, "iss", ""), source) != 0)
		return FAIL(INPUT, "the token was issued by another than its subject");
	if (strcmp(json_text_or(claims, "aud", ""), audience) != 0)
		return FAIL(DENIED, "the token is for another audience");
	if (strcmp(json_text_or(claims, "bsh", ""), body_sha256) != 0)
		return FAIL(DENIED, "the token is for another body");
	if (expires - issued > DEVICE_TOKEN_LIFE_S || issued > now_s + DEVICE_TOKEN_LIFE_S || now_s > expires)
		return FAIL(DENIED, "the token is not of this time");
	memcpy(ret_source, source, strlen(source) + 1);
	return FAIL_NONE;
}

enum fail token_check(const char *token, const json_t *jwk, const char *audience, const char *body_sha256, int64_t now_s, char *ret_source, size_t room)
{
	const char *first = NULL, *second = NULL;
	json_t *header = NULL, *claims = NULL;
	TRY(dots_find(token, &first, &second));
	TRY(token_peek(token, &header));
	json_decref(header);
	TRY(signature_check(token, second, jwk));
	TRY(part_read(first + 1, second, &claims));
	enum fail fail = claims_check(claims, audience, body_sha256, now_s, ret_source, room);
	json_decref(claims);
	return fail == FAIL_LIMIT ? FAIL_INPUT : fail;
}
