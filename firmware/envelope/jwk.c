/* SPDX-License-Identifier: MIT */
/* jwk.c - EC P-256 and RSA public keys from JSON; everything else is refused in words. */
#include "firmware/envelope/jwk.h"

#include "firmware/base/json.h"
#include "firmware/envelope/crypto.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Member @name as bytes; *@ret_size of them, at most @room. */
static enum fail member_read(const json_t *jwk, const char *name, uint8_t *ret, size_t room, size_t *ret_size)
{
	const char *text;
	if (json_take_text(jwk, name, base64url_size(room), &text) != FAIL_NONE ||
	    base64url_read(text, strlen(text), ret, room, ret_size) != FAIL_NONE || *ret_size == 0)
		return FAIL(INPUT, "the key's member %s is missing, too long or not base64url", name);
	return FAIL_NONE;
}

static enum fail key_from(const char *type, OSSL_PARAM *parameters, EVP_PKEY **ret)
{
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *key = NULL;
	if (!context || EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) {
		EVP_PKEY_free(key);
		return crypto_fail(FAIL_INPUT, "the key is not a real one");
	}
	*ret = key;
	return FAIL_NONE;
}

static enum fail p256_read(const json_t *jwk, EVP_PKEY **ret)
{
	if (strcmp(json_text_or(jwk, "crv", ""), "P-256") != 0)
		return FAIL(INPUT, "an EC key must be on the curve P-256");
	uint8_t point[1 + 2 * P256_BYTES] = { 4 }; /* uncompressed */
	size_t x_size = 0, y_size = 0;
	TRY(member_read(jwk, "x", point + 1, P256_BYTES, &x_size));
	TRY(member_read(jwk, "y", point + 1 + P256_BYTES, P256_BYTES, &y_size));
	if (x_size != P256_BYTES || y_size != P256_BYTES)
		return FAIL(INPUT, "x and y of a P-256 key have 32 bytes each");

	char group[] = "P-256";
	OSSL_PARAM parameters[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
		OSSL_PARAM_construct_end(),
	};
	return key_from("EC", parameters, ret);
}

static enum fail rsa_build(const uint8_t *n, size_t n_size, const uint8_t *e, size_t e_size, EVP_PKEY **ret)
{
	BIGNUM *modulus = BN_bin2bn(n, (int)n_size, NULL), *exponent = BN_bin2bn(e, (int)e_size, NULL);
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	OSSL_PARAM *parameters = NULL;
	enum fail fail = FAIL_NONE;

	if (!modulus || !exponent || !build || OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) != 1 ||
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent) != 1 || !(parameters = OSSL_PARAM_BLD_to_param(build)))
		fail = crypto_fail(FAIL_IO, "no RSA key could be built");
	else
		fail = key_from("RSA", parameters, ret);
	OSSL_PARAM_free(parameters);
	OSSL_PARAM_BLD_free(build);
	BN_free(modulus);
	BN_free(exponent);
	return fail;
}

static enum fail rsa_read(const json_t *jwk, EVP_PKEY **ret)
{
	uint8_t n[JWK_RSA_MAX_BYTES], e[4];
	size_t n_size = 0, e_size = 0;
	TRY(member_read(jwk, "n", n, sizeof n, &n_size));
	TRY(member_read(jwk, "e", e, sizeof e, &e_size));
	if (n_size < JWK_RSA_MIN_BYTES || n[0] < 0x80 || (n[n_size - 1] & 1) == 0)
		return FAIL(INPUT, "an RSA key must have an odd modulus of 2048 to 4096 bits");
	if (e_size == 0 || (e[e_size - 1] & 1) == 0 || (e_size == 1 && e[0] < 3))
		return FAIL(INPUT, "an RSA key must have an odd exponent of at least 3");
	return rsa_build(n, n_size, e, e_size, ret);
}

enum fail jwk_read_public(const json_t *jwk, EVP_PKEY **ret)
{
	static const struct { const char *kty; enum fail (*read)(const json_t *, EVP_PKEY **); } type[] = {
		{ "EC", p256_read }, { "RSA", rsa_read },
	};
	if (!json_is_object(jwk))
		return FAIL(INPUT, "a key is a JSON object");
	/* A private key has no business on a kiosk: whoever sent it must hear of it. */
	if (json_object_get(jwk, "d"))
		return FAIL(INPUT, "the key holds its private part");
	const char *kty = json_text_or(jwk, "kty", "");
	for (size_t i = 0; i < sizeof type / sizeof type[0]; i++)
		if (strcmp(type[i].kty, kty) == 0)
			return type[i].read(jwk, ret);
	return FAIL(INPUT, "the key's kty is neither EC nor RSA");
}

enum fail jwk_thumbprint(const json_t *jwk, char ret[static SHA256_TEXT_BYTES])
{
	/* The members in the order of RFC 7638; all are base64url or fixed words, so nothing needs escaping. */
	static const struct { const char *kty; const char *members[5]; } order[] = {
		{ "EC", { "crv", "kty", "x", "y" } }, { "RSA", { "e", "kty", "n" } },
	};
	EVP_PKEY *key;
	json_t *public = json_is_object(jwk) ? json_copy((json_t *)jwk) : NULL;
	json_object_del(public, "d");
	enum fail fail = jwk_read_public(public, &key);
	json_decref(public);
	TRY(fail);
	EVP_PKEY_free(key);

	const char *const *members = order[strcmp(json_text_or(jwk, "kty", ""), "RSA") == 0].members;
	char text[1024];
	int used = 0;
	for (int i = 0; members[i]; i++)
		used += snprintf(text + used, sizeof text - (size_t)used, "%s\"%s\":\"%s\"", i ? "," : "{", members[i], json_text_or(jwk, members[i], ""));
	text[used++] = '}';
	sha256_text(text, (size_t)used, ret);
	return FAIL_NONE;
}

json_t *jwk_of_p256(const EVP_PKEY *key)
{
	uint8_t point[1 + 2 * P256_BYTES];
	size_t size = 0;
	if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size) != 1 || size != sizeof point || point[0] != 4)
		return NULL;
	char x[SHA256_TEXT_BYTES], y[SHA256_TEXT_BYTES], kid[SHA256_TEXT_BYTES];
	base64url_write(point + 1, P256_BYTES, x);
	base64url_write(point + 1 + P256_BYTES, P256_BYTES, y);
	json_t *jwk = json_pack("{s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "x", x, "y", y);
	if (jwk_thumbprint(jwk, kid) != FAIL_NONE || json_object_set_new(jwk, "kid", json_string(kid)) != 0) {
		json_decref(jwk);
		return NULL;
	}
	return jwk;
}
