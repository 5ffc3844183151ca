/* SPDX-License-Identifier: MIT */
/* client_ca.h - the council's own small authority, which certifies kiosks and nobody else: FOLDER/client-ca.pem and client-ca.key. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <jansson.h>

enum { CLIENT_CERTIFICATE_MAX_BYTES = 3072, CLIENT_DER_MAX_BYTES = 8192 };

struct client_ca;

/** client_ca_open - it, made first where there is none. @ret: end with client_ca_close(). FAIL_DENIED the key's file lies open to others · FAIL_INPUT · FAIL_IO. */
enum fail client_ca_open(const char *folder, struct client_ca **ret);
void client_ca_close(struct client_ca *ca);
/** client_ca_pem - its certificate. Borrowed. */
const char *client_ca_pem(const struct client_ca *ca);

/**
 * client_ca_issue - certify the P-256 key @jwk as kiosk @source's way in, for as long as its device key @kid is let in: both stand in the certificate.
 * @ret: PEM, from empty. FAIL_INPUT no such key · FAIL_IO.
 */
enum fail client_ca_issue(const struct client_ca *ca, const json_t *jwk, const char *source, const char *kid, struct buffer *ret);

/** client_ca_check - whether the certificate in @der (NULL: none was shown) is ours and that of @source with @kid. FAIL_DENIED, with what is wrong. */
enum fail client_ca_check(const struct client_ca *ca, const void *der, size_t size, const char *source, const char *kid);
