/* SPDX-License-Identifier: MIT */
/* crypto.h - OpenSSL's objects as locals that free themselves, and its errors as ours; used inside envelope and by the back office. */
#pragma once

#include "firmware/base/fail.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

enum { P256_BYTES = 32, GCM_KEY_BYTES = 32, GCM_IV_BYTES = 12, GCM_TAG_BYTES = 16 };

/** crypto_fail - @code with @what and the library's own reason; empties its error queue. */
enum fail crypto_fail(enum fail code, const char *what);

static inline void crypto_key_done(EVP_PKEY **key) { EVP_PKEY_free(*key); }
static inline void crypto_key_context_done(EVP_PKEY_CTX **context) { EVP_PKEY_CTX_free(*context); }
static inline void crypto_cipher_done(EVP_CIPHER_CTX **context) { EVP_CIPHER_CTX_free(*context); }
static inline void crypto_digest_done(EVP_MD_CTX **context) { EVP_MD_CTX_free(*context); }
static inline void crypto_signature_done(ECDSA_SIG **signature) { ECDSA_SIG_free(*signature); }
static inline void crypto_bio_done(BIO **bio) { BIO_free_all(*bio); }

#define KEY_AUTO [[gnu::cleanup(crypto_key_done)]] EVP_PKEY
#define KEY_CONTEXT_AUTO [[gnu::cleanup(crypto_key_context_done)]] EVP_PKEY_CTX
#define CIPHER_AUTO [[gnu::cleanup(crypto_cipher_done)]] EVP_CIPHER_CTX
#define DIGEST_AUTO [[gnu::cleanup(crypto_digest_done)]] EVP_MD_CTX
#define SIGNATURE_AUTO [[gnu::cleanup(crypto_signature_done)]] ECDSA_SIG
#define BIO_AUTO [[gnu::cleanup(crypto_bio_done)]] BIO
