/* SPDX-License-Identifier: MIT */
/* private_key.h - a private key as a JWK (RFC 7517, 7518 §6): what opens envelopes, for P-256 and RSA. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <openssl/types.h>

enum { PRIVATE_KEY_FILE_MAX_BYTES = 8 * 1024 }; /* RSA of 4096 bits takes some 3.3 KiB */

/** private_key_write - @key with its public half, "kid" (the thumbprint) and "use":"enc", as a new object. Wipe its texts by writing it out and dropping it. FAIL_INPUT neither P-256 nor RSA. */
enum fail private_key_write(const EVP_PKEY *key, json_t **ret);
/** private_key_read - @jwk → @ret; end with EVP_PKEY_free(). FAIL_INPUT not a whole private key. */
enum fail private_key_read(const json_t *jwk, EVP_PKEY **ret);
/** private_key_public - a new object without what is private. */
json_t *private_key_public(const json_t *jwk);
/** private_key_save - @jwk as @folder/@name, @mode. The text is wiped. FAIL_IO. */
enum fail private_key_save(const char *folder, const char *name, const json_t *jwk, mode_t mode);
/** private_key_load - @path → its JWK. FAIL_EMPTY no such file · FAIL_DENIED others than its owner may read it · FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail private_key_load(const char *path, json_t **ret);
