/* SPDX-License-Identifier: MIT */
/* minisign.h - keys and signatures in minisign's own file formats: Ed25519, the file hashed first ("ED"). */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <stddef.h>
#include <stdint.h>

enum {
	MINISIGN_ID_BYTES = 8,
	MINISIGN_PUBLIC_BYTES = 32,
	MINISIGN_SECRET_BYTES = 64,
	MINISIGN_PUBLIC_TEXT_BYTES = 56,         /* base64 of a public key: what a kiosk is told */
	MINISIGN_COMMENT_MAX_BYTES = 1024,
	MINISIGN_FILE_MAX_BYTES = 4096,          /* of a key or a signature */
	MINISIGN_MEMORY_MAX_BYTES = 1 << 30,     /* a password may ask for so much: minisign's own does */
};

struct minisign_public { unsigned char id[MINISIGN_ID_BYTES], key[MINISIGN_PUBLIC_BYTES]; };
struct minisign_secret { unsigned char id[MINISIGN_ID_BYTES], key[MINISIGN_SECRET_BYTES]; };

/** minisign_new - a fresh pair; wipe @ret_secret with minisign_secret_done(). FAIL_IO no cryptography. */
enum fail minisign_new(struct minisign_secret *ret_secret, struct minisign_public *ret_public);
void minisign_secret_done(struct minisign_secret *secret);

/** minisign_public_of - the public half of @secret. */
struct minisign_public minisign_public_of(const struct minisign_secret *secret);

/** minisign_public_text - the base64 line alone. minisign_public_write - the file, comment first. minisign_public_read - either of the two. FAIL_LIMIT · FAIL_INPUT. */
void minisign_public_text(const struct minisign_public *key, char ret[static MINISIGN_PUBLIC_TEXT_BYTES + 1]);
enum fail minisign_public_write(const struct minisign_public *key, struct buffer *ret);
enum fail minisign_public_read(const char *text, size_t size, struct minisign_public *ret);

/**
 * minisign_secret_write - the file, sealed with @password by scrypt; "" leaves it open. FAIL_LIMIT · FAIL_IO no memory for scrypt.
 * minisign_secret_read - FAIL_DENIED another password, or one is needed (@password "") · FAIL_INPUT not such a file · FAIL_LIMIT · FAIL_IO.
 */
enum fail minisign_secret_write(const struct minisign_secret *secret, const char *password, struct buffer *ret);
enum fail minisign_secret_read(const char *text, size_t size, const char *password, struct minisign_secret *ret);

/**
 * minisign_sign - the signature file of @bytes: the same bytes, key and @comment (signed too, one line) give the same file.
 * FAIL_INPUT the comment has a line break · FAIL_LIMIT.
 */
enum fail minisign_sign(const struct minisign_secret *secret, const void *bytes, size_t size, const char *comment, struct buffer *ret);

/**
 * minisign_verify - whether @signature (a file of @signature_size bytes) is @key's of @bytes, its trusted comment too.
 * FAIL_SIGNATURE it is not, or another key's · FAIL_INPUT not such a file (or one that is not hashed first) · FAIL_LIMIT.
 */
enum fail minisign_verify(const struct minisign_public *key, const void *bytes, size_t size, const char *signature, size_t signature_size);
