/* SPDX-License-Identifier: MIT */
/* peer_jose.c - our half of the exchange with the library jose: "make FOLDER" seals and signs, "open FOLDER" opens what came back. */
#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/council.h"
#include "firmware/envelope/open.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AUDIENCE "https://council.example"
#define BODY_DIGEST "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
enum { NOW_S = 1795255530, FILE_MAX_BYTES = 64 * 1024 };

static const struct envelope_head head = {
	.id = { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" },
	.source = "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42",
	.type = "uk.foyer.submission.v1",
	.time_ms = NOW_S * INT64_C(1000),
};

static enum fail seal_for(const json_t *jwk, const json_t *record, json_t *ret, const char *name)
{
	struct envelope_key *key = NULL;
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	TRY(envelope_key_read(jwk, &key));
	enum fail fail = envelope_seal(key, &head, record, &jwe);
	envelope_key_free(key);
	TRY(fail);
	json_object_set_new(ret, name, json_string(buffer_text(&jwe)));
	return FAIL_NONE;
}

static void number_set(json_t *jwk, const char *member, const EVP_PKEY *key, const char *parameter)
{
	BIGNUM *number = NULL;
	uint8_t bytes[JWK_RSA_MAX_BYTES];
	char text[JWK_RSA_MAX_BYTES / 3 * 4 + 5];
	if (EVP_PKEY_get_bn_param(key, parameter, &number) != 1)
		abort();
	base64url_write(bytes, (size_t)BN_bn2bin(number, bytes), text);
	BN_free(number);
	json_object_set_new(jwk, member, json_string(text));
}

/* An RSA pair: the private half as PEM in @folder, the public one returned as JWK. */
static enum fail rsa_make(const char *folder, json_t **ret_jwk)
{
	char path[PATH_MAX], *text;
	KEY_AUTO *pair = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)3072);
	BIO_AUTO *bio = BIO_new(BIO_s_mem());
	if (!pair || !bio || PEM_write_bio_PKCS8PrivateKey(bio, pair, NULL, NULL, 0, NULL, NULL) != 1)
		return crypto_fail(FAIL_IO, "no RSA pair");
	TRY(file_path(path, sizeof path, folder, "rsa.pem"));
	long size = BIO_get_mem_data(bio, &text);
	TRY(file_replace(path, text, (size_t)size, 0600));
	*ret_jwk = json_pack("{s:s}", "kty", "RSA");
	number_set(*ret_jwk, "n", pair, OSSL_PKEY_PARAM_RSA_N);
	number_set(*ret_jwk, "e", pair, OSSL_PKEY_PARAM_RSA_E);
	return FAIL_NONE;
}

static enum fail token_make(const char *folder, json_t *ret)
{
	char path[PATH_MAX], token[DEVICE_TOKEN_MAX_BYTES];
	struct device *device = NULL;
	TRY(file_path(path, sizeof path, folder, "device.pem"));
	TRY(device_open(path, &device));
	enum fail fail = device_token(device, head.source, AUDIENCE, BODY_DIGEST, NOW_S, token, sizeof token);
	if (fail == FAIL_NONE) {
		json_object_set_new(ret, "token", json_string(token));
		json_object_set_new(ret, "device_key", device_jwk(device));
		json_object_set_new(ret, "now", json_integer(NOW_S));
	}
	device_close(device);
	return fail;
}

static enum fail make(const char *folder)
{
	char path[PATH_MAX];
	json_t *ec = NULL, *rsa = NULL, *record = json_pack("{s:{s:s}}", "data", "name", "Zoë Ő'Brien \"Żółć\" 名前\n");
	json_t *made = json_pack("{s:O, s:s, s:s}", "record", record, "audience", AUDIENCE, "digest", BODY_DIGEST);
	TRY(council_key_make(folder));
	TRY(file_path(path, sizeof path, folder, "council.jwk"));
	TRY(json_read(path, FILE_MAX_BYTES, &ec));
	TRY(rsa_make(folder, &rsa));
	TRY(seal_for(ec, record, made, "ec"));
	TRY(seal_for(rsa, record, made, "rsa"));
	TRY(token_make(folder, made));
	json_object_set_new(made, "ec_key", ec);
	json_object_set_new(made, "rsa_key", rsa);
	TRY(file_path(path, sizeof path, folder, "made.json"));
	int written = json_dump_file(made, path, JSON_INDENT(2));
	json_decref(made);
	json_decref(record);
	return written == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be written", path);
}

static enum fail open_one(const json_t *sealed, const char *name, EVP_PKEY *key)
{
	BUFFER_AUTO plain;
	buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
	TRY(jwe_open(json_text_or(sealed, name, ""), key, &plain));
	return strcmp(buffer_text(&plain), json_text_or(sealed, "plain", "?")) == 0 ? FAIL_NONE : FAIL(INPUT, "%s opened to something else", name);
}

static enum fail open_all(const char *folder)
{
	char path[PATH_MAX];
	json_t *sealed = NULL;
	KEY_AUTO *ec = NULL, *rsa = NULL;
	TRY(file_path(path, sizeof path, folder, "sealed.json"));
	TRY(json_read(path, FILE_MAX_BYTES, &sealed));
	TRY(council_key_read(folder, &ec));
	TRY(file_path(path, sizeof path, folder, "rsa.pem"));
	FILE *file = fopen(path, "r");
	rsa = file ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;
	if (file)
		fclose(file);
	if (!rsa)
		return crypto_fail(FAIL_IO, "rsa.pem cannot be read");
	enum fail fail = open_one(sealed, "ec", ec);
	if (fail == FAIL_NONE)
		fail = open_one(sealed, "rsa", rsa);
	json_decref(sealed);
	return fail;
}

int main(int argc, char **argv)
{
	enum fail fail = FAIL(INPUT, "say make FOLDER or open FOLDER");
	if (argc == 3 && strcmp(argv[1], "make") == 0)
		fail = make(argv[2]);
	else if (argc == 3 && strcmp(argv[1], "open") == 0)
		fail = open_all(argv[2]);
	if (fail == FAIL_NONE)
		return EXIT_SUCCESS;
	fprintf(stderr, "peer_jose: %s\n", fail_words());
	return EXIT_FAILURE;
}
