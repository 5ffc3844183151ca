/* SPDX-License-Identifier: MIT */
/* jwe.h - bytes for one recipient: JWE compact serialisation (RFC 7516) with A256GCM, sealing only. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/envelope/jwk.h"

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

/* The recipient's public key as it is used here; declared opaque in envelope.h. */
struct envelope_key {
	EVP_PKEY *key;
	bool rsa;
	size_t wrapped_bytes;              /* of the content key under RSA; 0 for EC */
	char kid[JWK_KID_MAX_BYTES + 1];   /* printable ASCII without quote or backslash */
};

/**
 * jwe_seal - append to @ret the compact JWE of @plain for @key: ECDH-ES or RSA-OAEP-256, both with A256GCM.
 * The content key is fresh and wiped. FAIL_LIMIT @ret's maximum · FAIL_IO the random source or the library failed.
 */
enum fail jwe_seal(const struct envelope_key *key, const void *plain, size_t size, struct buffer *ret);

/** jwe_size - the exact characters that jwe_seal() gives for @size bytes. */
size_t jwe_size(const struct envelope_key *key, size_t size);
