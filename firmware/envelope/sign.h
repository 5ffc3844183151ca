/* SPDX-License-Identifier: MIT */
/* sign.h - ES256 (RFC 7518 §3.4) over any bytes: the two numbers of the signature side by side, as base64url. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <openssl/types.h>
#include <stddef.h>

enum { SIGN_TEXT_BYTES = 87 };

/** sign_text - @key's signature of @text. FAIL_IO. */
enum fail sign_text(EVP_PKEY *key, const char *text, size_t size, char ret[static SIGN_TEXT_BYTES]);

/** sign_check - whether @signature is @jwk's, a P-256 key, of @text. FAIL_SIGNATURE it is not · FAIL_INPUT no such key, or no signature. */
enum fail sign_check(const json_t *jwk, const char *text, size_t size, const char *signature);
