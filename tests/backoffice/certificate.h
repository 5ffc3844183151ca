/* SPDX-License-Identifier: MIT */
/* certificate.h - the parts that the server's certificate and the kiosks' are made of. */
#pragma once

#include "firmware/base/fail.h"

#include <openssl/x509.h>
#include <stdbool.h>

static inline void certificate_done(X509 **certificate) { X509_free(*certificate); }
#define CERTIFICATE_AUTO [[gnu::cleanup(certificate_done)]] X509

enum { CERTIFICATE_BEGINS_S = -24 * 3600, CERTIFICATE_ENDS_S = 3650 * 24 * 3600 }; /* from yesterday for ten years */

/** certificate_new - an unsigned certificate of @name with @key, which begins and ends so many seconds from now; NULL where that failed. End with X509_free(). */
X509 *certificate_new(const char *name, EVP_PKEY *key, long begins_s, long ends_s);
/** certificate_extend - one extension more. certificate_sign_authority - @authority signs itself. Both before anything is signed. */
bool certificate_extend(X509 *certificate, X509 *issuer, int nid, const char *value);
bool certificate_sign_authority(X509 *authority, EVP_PKEY *key);
/** certificate_write - FOLDER/NAME in PEM: @certificate (0644), or @key (0600), either NULL. FAIL_IO. */
enum fail certificate_write(const char *folder, const char *name, X509 *certificate, EVP_PKEY *key);
