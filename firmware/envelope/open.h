/* SPDX-License-Identifier: MIT */
/* open.h - the other half of JWE: opening what was sealed. The council's back office does so; a kiosk only with what it sealed for itself. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/envelope/jwk.h"

#include <jansson.h>
#include <openssl/types.h>

/**
 * jwe_open - the plain text of compact @jwe (ECDH-ES or RSA-OAEP-256, A256GCM) with the private @key, into @ret.
 * FAIL_INPUT not such an envelope · FAIL_SIGNATURE sealed for another key, or changed · FAIL_LIMIT @ret's maximum.
 */
enum fail jwe_open(const char *jwe, EVP_PKEY *key, struct buffer *ret);

/** jwe_kid - which key @jwe says it is sealed for; "" it does not say. Nothing of it is proven. FAIL_INPUT not such an envelope, or a name longer than JWK_KID_MAX_BYTES · FAIL_LIMIT. */
enum fail jwe_kid(const char *jwe, char ret[static JWK_KID_MAX_BYTES + 1]);

/**
 * event_open - open a checked event's data and compare the id, source, type and time inside with those outside, and the reference where both have one.
 * @ret: the record, a new object. As jwe_open(), and FAIL_SIGNATURE when they differ.
 */
enum fail event_open(const json_t *event, EVP_PKEY *key, json_t **ret);
