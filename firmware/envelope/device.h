/* SPDX-License-Identifier: MIT */
/* device.h - who this kiosk is: a P-256 key made on it, and short signed tokens. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

enum { DEVICE_TOKEN_MAX_BYTES = 2048, DEVICE_TOKEN_LIFE_S = 300, DEVICE_SOURCE_MAX_BYTES = 128 };
/* how far a kiosk's clock may be off: a board without a battery wakes up in 1970 */
static const int64_t DEVICE_CLOCK_OFF_MAX_S = INT64_C(100) * 366 * 24 * 60 * 60;

struct device;

/** device_open - the key in @path (PEM, 0600), made and written durably first if there is none. FAIL_IO · FAIL_INPUT not such a key. */
enum fail device_open(const char *path, struct device **ret);
void device_close(struct device *device);
/** device_jwk - the public key as JWK with kid (RFC 7638 thumbprint). New object. */
json_t *device_jwk(const struct device *device);
/** device_kid - the name of that key, as in it; lives as long as @device. */
const char *device_kid(const struct device *device);
/** device_sign - ES256 of @text as base64url; sign_check() is the other side. What is signed begins with "{", so that it is never a token. @ret: SIGN_TEXT_BYTES of sign.h. FAIL_IO. */
enum fail device_sign(const struct device *device, const char *text, size_t size, char *ret);
/** device_event_open - event_open() with this kiosk's own key: for what was sealed to device_jwk(). As event_open(). */
enum fail device_event_open(const struct device *device, const json_t *event, json_t **ret);
/** device_unseal - the plain text of the compact @jwe that was sealed for this kiosk, into @ret. As jwe_open(). */
enum fail device_unseal(const struct device *device, const char *jwe, struct buffer *ret);
/**
 * device_token - ES256 JWT {iss, sub: @source, aud: @audience, iat, exp: +300 s, jti, bsh: base64url SHA-256 of the body}.
 * Its header carries kid and the public key itself, so that a back office may meet a kiosk for the first time.
 * @ret: DEVICE_TOKEN_MAX_BYTES of room. FAIL_LIMIT · FAIL_IO.
 */
enum fail device_token(const struct device *device, const char *source, const char *audience, const char *body_sha256, int64_t now_s, char *ret, size_t room);
/**
 * token_check - the other side: whether @token was signed by @jwk and holds for @audience, @body_sha256 and @now_s ± 300 s.
 * @ret_source: DEVICE_SOURCE_MAX_BYTES of room. FAIL_SIGNATURE · FAIL_INPUT not such a token · FAIL_DENIED for another audience, body or time.
 */
enum fail token_check(const char *token, const json_t *jwk, const char *audience, const char *body_sha256, int64_t now_s, char *ret_source, size_t room);
/** token_peek - the header of @token, not proven by anything yet: kid and jwk say whose key to check it with. New object. FAIL_INPUT. */
enum fail token_peek(const char *token, json_t **ret_header);
