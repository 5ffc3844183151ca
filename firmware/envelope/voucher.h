/* SPDX-License-Identifier: MIT */
/* voucher.h - what one kiosk says to another of the same site: who of the staff, signed in here, asks for what there. Pure. */
/*
 * The text is JSON in one form only: {"foyer-voucher":1,"from":"…","to":"…","nonce":"…","staff":"…","role":"…","act":{"verb":"…",…}}. from and to are the
 * thumbprints of the two kiosks' keys, nonce is what the other kiosk gave out and takes once, act is the request as it would be made there without its
 * session. It is signed with the first kiosk's device key; clocks play no part, as a kiosk may not know the time.
 */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/sign.h"

#include <jansson.h>

struct device; /* device.h */

enum { VOUCHER_MAX_BYTES = 2048, VOUCHER_NONCE_BYTES = 33, VOUCHER_STAFF_MAX_BYTES = 36, VOUCHER_ROLE_MAX_BYTES = 16 };

struct voucher {
	char from[SHA256_TEXT_BYTES], to[SHA256_TEXT_BYTES];
	char nonce[VOUCHER_NONCE_BYTES];               /* 128 random bits in hexadecimal */
	char staff[VOUCHER_STAFF_MAX_BYTES + 1], role[VOUCHER_ROLE_MAX_BYTES + 1];
	json_t *act;                                   /* an object */
};

/** voucher_write - @voucher as text, signed by @device. @ret_text: new, end with free(). FAIL_LIMIT longer than VOUCHER_MAX_BYTES · FAIL_INPUT · FAIL_IO. */
enum fail voucher_write(const struct voucher *voucher, const struct device *device, char **ret_text, char ret_signature[static SIGN_TEXT_BYTES]);

/**
 * voucher_read - @text, if @jwk's owner signed it and it has that form. @ret: end with voucher_done(). Whether it is for here and now is the caller's to see.
 * FAIL_SIGNATURE it is not theirs · FAIL_INPUT not such a text · FAIL_LIMIT.
 */
enum fail voucher_read(const char *text, size_t size, const char *signature, const json_t *jwk, struct voucher *ret);
/** voucher_parse - the form alone; not proven by anything. As voucher_read(). */
enum fail voucher_parse(const char *text, size_t size, struct voucher *ret);
void voucher_done(struct voucher *voucher);
