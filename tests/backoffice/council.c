/* SPDX-License-Identifier: MIT */
/* council.c - the key pair that opens envelopes, kept as JWK files. */
#include "tests/backoffice/council.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JWK_FILE_MAX_BYTES = 4096 };

static enum fail jwk_write(const char *folder, const char *name, const json_t *jwk, mode_t mode)
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

enum fail council_key_make(const char *folder)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	BIGNUM *number = NULL;
	uint8_t d[P256_BYTES];
	char d_text[SHA256_TEXT_BYTES];
	json_t *jwk = key ? jwk_of_p256(key) : NULL;
	bool read = jwk && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 && BN_bn2binpad(number, d, sizeof d) == P256_BYTES;
	BN_clear_free(number);
	if (!read) {
		json_decref(jwk);
		return crypto_fail(FAIL_IO, "no key pair could be made");
	}
	json_object_set_new(jwk, "use", json_string("enc"));
	base64url_write(d, sizeof d, d_text);
	json_object_set_new(jwk, "d", json_string(d_text));
	enum fail fail = jwk_write(folder, "council-private.jwk", jwk, 0600);
	json_object_del(jwk, "d");
	if (fail == FAIL_NONE)
		fail = jwk_write(folder, "council.jwk", jwk, 0644); /* last: nothing is sealed for a key whose private half is not safe on the disk */
	json_decref(jwk);
	secret_wipe(d, sizeof d);
	secret_wipe(d_text, sizeof d_text);
	return fail;
}

static enum fail private_build(const uint8_t point[static 1 + 2 * P256_BYTES], const uint8_t d[static P256_BYTES], EVP_PKEY **ret)
{
	BIGNUM *number = BN_bin2bn(d, P256_BYTES, NULL);
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
	OSSL_PARAM *parameters = NULL;
	bool built = number && build && context && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
		OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * P256_BYTES) == 1 &&
		OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, number) == 1 && (parameters = OSSL_PARAM_BLD_to_param(build)) &&
		EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, ret, EVP_PKEY_KEYPAIR, parameters) == 1;
	OSSL_PARAM_free(parameters);
	OSSL_PARAM_BLD_free(build);
	BN_clear_free(number);
	return built ? FAIL_NONE : crypto_fail(FAIL_INPUT, "the council's private key is not a real one");
}

static enum fail private_read(const json_t *jwk, EVP_PKEY **ret)
{
	static const char *const names[] = { "x", "y", "d" };
	uint8_t bytes[1 + 3 * P256_BYTES] = { 4 };
	for (int i = 0; i < 3; i++) {
		const char *text;
		size_t size;
		TRY(json_take_text(jwk, names[i], SHA256_TEXT_BYTES - 1, &text));
		TRY(base64url_read(text, strlen(text), bytes + 1 + i * P256_BYTES, P256_BYTES, &size));
		if (size != P256_BYTES)
			return FAIL(INPUT, "the council's private key is not a P-256 key");
	}
	enum fail fail = private_build(bytes, bytes + 1 + 2 * P256_BYTES, ret);
	secret_wipe(bytes, sizeof bytes);
	return fail;
}

enum fail council_key_read(const char *folder, EVP_PKEY **ret)
{
	char path[PATH_MAX];
	json_t *jwk;
	TRY(file_path(path, sizeof path, folder, "council-private.jwk"));
	TRY(json_read(path, JWK_FILE_MAX_BYTES, &jwk));
	enum fail fail = private_read(jwk, ret);
	json_decref(jwk);
	return fail;
}

static enum fail public_write_again(const char *folder)
{
	KEY_AUTO *key = NULL;
	TRY(council_key_read(folder, &key));
	json_t *jwk = jwk_of_p256(key);
	if (!jwk)
		return FAIL(INPUT, "the council's private key is not a P-256 key");
	json_object_set_new(jwk, "use", json_string("enc"));
	enum fail fail = jwk_write(folder, "council.jwk", jwk, 0644);
	json_decref(jwk);
	return fail;
}

enum fail council_key_keep(const char *folder)
{
	char private[PATH_MAX], public[PATH_MAX];
	TRY(file_path(private, sizeof private, folder, "council-private.jwk"));
	TRY(file_path(public, sizeof public, folder, "council.jwk"));
	if (access(public, F_OK) == 0)
		return FAIL_NONE;
	return access(private, F_OK) == 0 ? public_write_again(folder) : council_key_make(folder);
}
