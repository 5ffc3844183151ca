/* SPDX-License-Identifier: MIT */
/* device.c - the kiosk's key on disk. It is made here and never leaves; only its public half is given out. */
#include "firmware/envelope/device.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/device_key.h"
#include "firmware/envelope/jwk.h"
#include "firmware/envelope/open.h"
#include "firmware/envelope/sign.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

enum { PEM_MAX_BYTES = 4096 };

/* A PEM that asks for a password is not ours; without this OpenSSL would ask the terminal. */
static int no_password(char *, int, int, void *)
{
	return -1;
}

static enum fail key_read(const struct buffer *pem, EVP_PKEY **ret)
{
	BIO_AUTO *bio = BIO_new_mem_buf(pem->bytes, (int)pem->size_bytes);
	EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
	char group[16] = "";
	size_t length;
	if (!key || !EVP_PKEY_is_a(key, "EC") || EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1 || strcmp(group, "prime256v1") != 0) {
		EVP_PKEY_free(key);
		return crypto_fail(FAIL_INPUT, "the device key is not a P-256 key in PEM");
	}
	*ret = key;
	return FAIL_NONE;
}

static enum fail key_make(const char *path, EVP_PKEY **ret)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	BIO_AUTO *bio = BIO_new(BIO_s_secmem()); /* wiped when it is freed */
	if (!key || !bio || PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1)
		return crypto_fail(FAIL_IO, "no device key could be made");
	char *pem;
	long size = BIO_get_mem_data(bio, &pem);
	TRY(file_replace(path, pem, (size_t)size, 0600));
	*ret = key;
	key = NULL;
	return FAIL_NONE;
}

enum fail device_open(const char *path, struct device **ret)
{
	BUFFER_AUTO pem;
	buffer_init(&pem, PEM_MAX_BYTES);
	EVP_PKEY *key = NULL;
	enum fail fail = file_read(path, &pem);
	if (fail == FAIL_EMPTY)
		fail = key_make(path, &key);
	else if (fail == FAIL_NONE)
		fail = key_read(&pem, &key);
	if (fail != FAIL_NONE)
		return fail_note(fail == FAIL_LIMIT ? FAIL_INPUT : fail, "%s", path);

	struct device *device = calloc(1, sizeof *device);
	json_t *jwk = jwk_of_p256(key);
	if (!device || !jwk) {
		json_decref(jwk);
		free(device);
		EVP_PKEY_free(key);
		return FAIL(INPUT, "the device key has no public half");
	}
	device->key = key;
	device->jwk = jwk;
	*ret = device;
	return FAIL_NONE;
}

void device_close(struct device *device)
{
	if (!device)
		return;
	EVP_PKEY_free(device->key);
	json_decref(device->jwk);
	free(device);
}

json_t *device_jwk(const struct device *device)
{
	return json_deep_copy(device->jwk);
}

const char *device_kid(const struct device *device)
{
	return json_text_or(device->jwk, "kid", "");
}

enum fail device_sign(const struct device *device, const char *text, size_t size, char *ret)
{
	return sign_text(device->key, text, size, ret);
}

enum fail device_event_open(const struct device *device, const json_t *event, json_t **ret)
{
	return event_open(event, device->key, ret);
}

enum fail device_unseal(const struct device *device, const char *jwe, struct buffer *ret)
{
	return jwe_open(jwe, device->key, ret);
}
