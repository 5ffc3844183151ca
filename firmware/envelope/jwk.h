/* SPDX-License-Identifier: MIT */
/* jwk.h - JSON Web Keys (RFC 7517): public keys from outside, checked before anything is done with them. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"

#include <jansson.h>
#include <openssl/types.h>

enum {
	JWK_KID_MAX_BYTES = 128,
	JWK_RSA_MIN_BYTES = 256,  /* 2048 bits */
	JWK_RSA_MAX_BYTES = 512,  /* 4096 bits: a wrapped key of that size still leaves room for the record */
};

/**
 * jwk_read_public - @jwk: {"kty":"EC","crv":"P-256","x","y"} or {"kty":"RSA","n","e"}; other members are left alone.
 * @ret: end with EVP_PKEY_free(). FAIL_INPUT another type, size or curve, a point that is not on it, or a private part.
 */
enum fail jwk_read_public(const json_t *jwk, EVP_PKEY **ret);

/** jwk_thumbprint - RFC 7638 over the members that make the key (which are read, not trusted). FAIL_INPUT. */
enum fail jwk_thumbprint(const json_t *jwk, char ret[static SHA256_TEXT_BYTES]);

/** jwk_of_p256 - a new public JWK with kid (its thumbprint) of a P-256 @key. NULL if it is no such key. */
json_t *jwk_of_p256(const EVP_PKEY *key);
