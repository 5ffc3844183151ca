/* SPDX-License-Identifier: MIT */
/* private_key.c - one table of members for each kind of key, for both ways. */
#include "tests/backoffice/private_key.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/secret_file.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS_MAX = 8 };

/* Numbers of the key; those of P-256 have a fixed length. The first two are public. */
struct member { const char *name, *parameter; };
static const struct kind {
	const char *kty, *type;
	size_t pad_bytes;
	struct member members[MEMBERS_MAX + 1];
} kinds[] = {
	{ "EC", "EC", P256_BYTES, { { "x", OSSL_PKEY_PARAM_EC_PUB_X }, { "y", OSSL_PKEY_PARAM_EC_PUB_Y }, { "d", OSSL_PKEY_PARAM_PRIV_KEY } } },
	{ "RSA", "RSA", 0, { { "n", OSSL_PKEY_PARAM_RSA_N }, { "e", OSSL_PKEY_PARAM_RSA_E }, { "d", OSSL_PKEY_PARAM_RSA_D }, { "p", OSSL_PKEY_PARAM_RSA_FACTOR1 },
	               { "q", OSSL_PKEY_PARAM_RSA_FACTOR2 }, { "dp", OSSL_PKEY_PARAM_RSA_EXPONENT1 }, { "dq", OSSL_PKEY_PARAM_RSA_EXPONENT2 }, { "qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1 } } },
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

static enum fail number_write(const EVP_PKEY *key, const struct kind *kind, const struct member *member, json_t *jwk)
{
	BIGNUM *number = NULL;
	uint8_t bytes[JWK_RSA_MAX_BYTES];
	char text[JWK_RSA_MAX_BYTES / 3 * 4 + 8];
	bool read = EVP_PKEY_get_bn_param(key, member->parameter, &number) == 1 && BN_num_bytes(number) <= (int)sizeof bytes;
	size_t size = read && kind->pad_bytes ? kind->pad_bytes : read ? (size_t)BN_num_bytes(number) : 0;
	read = read && BN_bn2binpad(number, bytes, (int)size) == (int)size;
	BN_clear_free(number);
	if (!read)
		return crypto_fail(FAIL_INPUT, "the key has no such number");
	base64url_write(bytes, size, text);
	json_object_set_new(jwk, member->name, json_string(text));
	secret_wipe(bytes, sizeof bytes);
	secret_wipe(text, sizeof text);
	return FAIL_NONE;
}

enum fail private_key_write(const EVP_PKEY *key, json_t **ret)
{
	const struct kind *kind = EVP_PKEY_is_a(key, "RSA") ? &kinds[1] : &kinds[0];
	char kid[SHA256_TEXT_BYTES];
	json_t *jwk = json_pack("{s:s, s:s}", "kty", kind->kty, "use", "enc");
	if (kind->pad_bytes)
		json_object_set_new(jwk, "crv", json_string("P-256"));
	enum fail fail = FAIL_NONE;
	for (const struct member *member = kind->members; member->name && fail == FAIL_NONE; member++)
		fail = number_write(key, kind, member, jwk);
	if (fail == FAIL_NONE)
		fail = jwk_thumbprint(jwk, kid);
	if (fail != FAIL_NONE) {
		json_decref(jwk);
		return fail;
	}
	json_object_set_new(jwk, "kid", json_string(kid));
	*ret = jwk;
	return FAIL_NONE;
}

json_t *private_key_public(const json_t *jwk)
{
	json_t *public = json_copy((json_t *)jwk);
	for (size_t i = 0; i < KIND_COUNT; i++)
		for (const struct member *member = kinds[i].members + 2; member->name; member++)
			json_object_del(public, member->name);
	return public;
}

static enum fail number_read(const json_t *jwk, const struct kind *kind, const struct member *member, BIGNUM **ret)
{
	uint8_t bytes[JWK_RSA_MAX_BYTES];
	size_t room = kind->pad_bytes ? kind->pad_bytes : sizeof bytes, size = 0;
	const char *text = NULL;
	TRY(json_take_text(jwk, member->name, base64url_size(room), &text));
	TRY(base64url_read(text, strlen(text), bytes, room, &size));
	*ret = size > 0 && (!kind->pad_bytes || size == kind->pad_bytes) ? BN_bin2bn(bytes, (int)size, NULL) : NULL;
	secret_wipe(bytes, sizeof bytes);
	return *ret ? FAIL_NONE : FAIL(INPUT, "\"%s\" of the key has the wrong length", member->name);
}

/* The numbers one by one; for P-256 the point is one parameter. */
static bool parameters_push(OSSL_PARAM_BLD *build, const struct kind *kind, BIGNUM *const numbers[static MEMBERS_MAX], uint8_t point[static 1 + 2 * P256_BYTES])
{
	bool pushed = true;
	int first = kind->pad_bytes ? 2 : 0;
	if (kind->pad_bytes)
		pushed = BN_bn2binpad(numbers[0], point + 1, P256_BYTES) == P256_BYTES && BN_bn2binpad(numbers[1], point + 1 + P256_BYTES, P256_BYTES) == P256_BYTES &&
			OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
			OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * P256_BYTES) == 1;
	for (int i = first; kind->members[i].name && pushed; i++)
		pushed = OSSL_PARAM_BLD_push_BN(build, kind->members[i].parameter, numbers[i]) == 1;
	return pushed;
}

static enum fail key_build(const struct kind *kind, BIGNUM *const numbers[static MEMBERS_MAX], EVP_PKEY **ret)
{
	uint8_t point[1 + 2 * P256_BYTES] = { 4 };
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new_from_name(NULL, kind->type, NULL);
	OSSL_PARAM *parameters = NULL;
	bool built = build && context && parameters_push(build, kind, numbers, point) && (parameters = OSSL_PARAM_BLD_to_param(build)) &&
		EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, ret, EVP_PKEY_KEYPAIR, parameters) == 1;
	OSSL_PARAM_free(parameters);
	OSSL_PARAM_BLD_free(build);
	return built ? FAIL_NONE : crypto_fail(FAIL_INPUT, "the private key is not a real one");
}

enum fail private_key_read(const json_t *jwk, EVP_PKEY **ret)
{
	const struct kind *kind = &kinds[strcmp(json_text_or(jwk, "kty", "EC"), "RSA") == 0];
	BIGNUM *numbers[MEMBERS_MAX] = { NULL };
	enum fail fail = FAIL_NONE;
	for (int i = 0; i < MEMBERS_MAX && kind->members[i].name && fail == FAIL_NONE; i++)
		fail = number_read(jwk, kind, &kind->members[i], &numbers[i]);
	if (fail == FAIL_NONE)
		fail = key_build(kind, numbers, ret);
	for (int i = 0; i < MEMBERS_MAX; i++)
		BN_clear_free(numbers[i]);
	return fail;
}

enum fail private_key_save(const char *folder, const char *name, const json_t *jwk, mode_t mode)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	char *text = json_dumps(jwk, JSON_INDENT(2));
	if (!text)
		return FAIL(IO, "no memory for a key file");
	enum fail fail = file_replace(path, text, strlen(text), mode);
	secret_wipe(text, strlen(text));
	free(text);
	return fail;
}

enum fail private_key_load(const char *path, json_t **ret)
{
	TRY(secret_file_check(path));
	TRY(json_read(path, PRIVATE_KEY_FILE_MAX_BYTES, ret));
	return json_is_object(*ret) ? FAIL_NONE : (json_decref(*ret), FAIL(INPUT, "%s is not a key", path));
}
