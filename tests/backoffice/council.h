/* SPDX-License-Identifier: MIT */
/* council.h - the council's own keys: the pair that opens envelopes, and the certificate the server shows. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <openssl/types.h>

/** council_key_make - a P-256 pair as @folder/council-private.jwk (0600) and @folder/council.jwk. FAIL_IO. */
enum fail council_key_make(const char *folder);
/** council_key_keep - the same where there is none. A public half alone stays: the private one is kept elsewhere. A private one alone gets its public half back. */
enum fail council_key_keep(const char *folder);
/** council_key_read - the private key. @ret: end with EVP_PKEY_free(). FAIL_EMPTY none was made · FAIL_INPUT · FAIL_IO. */
enum fail council_key_read(const char *folder, EVP_PKEY **ret);

/**
 * certificate_make - an authority @folder/ca.pem and, signed by it, server.pem with server.key (0600) for localhost, 127.0.0.1 and ::1.
 * The authority's own key is thrown away: nobody can sign a second server with it. FAIL_IO.
 */
enum fail certificate_make(const char *folder);
/** certificate_make_as - the same on other terms. */
struct certificate_terms { const char *names; long begins_s, ends_s; }; /* as OpenSSL writes names; from now on */
enum fail certificate_make_as(const char *folder, const struct certificate_terms *terms);
