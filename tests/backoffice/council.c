/* SPDX-License-Identifier: MIT */
/* council.c - the key pair that opens envelopes, kept as JWK files. */
#include "tests/backoffice/council.h"

#include "firmware/base/file.h"
#include "firmware/envelope/crypto.h"
#include "tests/backoffice/private_key.h"

#include <limits.h>
#include <unistd.h>

enum fail council_key_make(const char *folder)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	json_t *jwk = NULL;
	if (!key)
		return crypto_fail(FAIL_IO, "no key pair could be made");
	TRY(private_key_write(key, &jwk));
	json_t *public = private_key_public(jwk);
	enum fail fail = private_key_save(folder, "council-private.jwk", jwk, 0600);
	if (fail == FAIL_NONE)
		fail = private_key_save(folder, "council.jwk", public, 0644); /* last: nothing is sealed for a key whose private half is not safe on the disk */
	json_decref(public);
	json_decref(jwk);
	return fail;
}

enum fail council_key_read(const char *folder, EVP_PKEY **ret)
{
	char path[PATH_MAX];
	json_t *jwk;
	TRY(file_path(path, sizeof path, folder, "council-private.jwk"));
	TRY(private_key_load(path, &jwk));
	enum fail fail = private_key_read(jwk, ret);
	json_decref(jwk);
	return fail;
}

static enum fail public_write_again(const char *folder)
{
	KEY_AUTO *key = NULL;
	json_t *jwk = NULL;
	TRY(council_key_read(folder, &key));
	TRY(private_key_write(key, &jwk));
	json_t *public = private_key_public(jwk);
	enum fail fail = private_key_save(folder, "council.jwk", public, 0644);
	json_decref(public);
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
