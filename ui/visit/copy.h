/* SPDX-License-Identifier: MIT */
/* copy.h - the running visit as sealed bytes, for the hub to keep in memory while this program lives or dies. */
#pragma once

#include "firmware/base/buffer.h"
#include "ui/visit/act.h"

enum {
	COPY_KEY_BYTES = 32,
	COPY_HEAD_BYTES = 8 + 24,   /* magic and nonce */
	COPY_TAG_BYTES = 16,
	COPY_SEALED_MAX_BYTES = VISIT_COPY_MAX_BYTES + COPY_HEAD_BYTES + COPY_TAG_BYTES, /* the hub's cap is 256 KiB */
};

struct copy_key { unsigned char bytes[COPY_KEY_BYTES]; };

/** copy_key_read - 32 bytes from the start of the memory file @fd (left open: the next incarnation inherits its own). FAIL_INPUT not 32 bytes · FAIL_IO. */
enum fail copy_key_read(int fd, struct copy_key *ret);

/**
 * copy_write - the visit's kept state as JSON. @ret: at most VISIT_COPY_MAX_BYTES; wipe it (buffer_done does). FAIL_LIMIT.
 * copy_read - the other way. @visit: initialised, with its services and time; untouched unless FAIL_NONE.
 * A service that is gone or has another version leads home, with the answers wiped and the language kept. A copy older than the
 * inactivity limit is refused. Returns FAIL_NONE · FAIL_INPUT · FAIL_LIMIT · FAIL_TIMEOUT too old.
 */
enum fail copy_write(const struct visit *visit, struct buffer *ret);
enum fail copy_read(struct visit *visit, const char *bytes, size_t size);

/**
 * copy_seal - XChaCha20-Poly1305 under the visit key: magic, nonce, ciphertext. FAIL_LIMIT · FAIL_IO no cryptography.
 * copy_open - FAIL_SIGNATURE not sealed with this key, or changed · FAIL_INPUT not a copy · FAIL_LIMIT.
 */
enum fail copy_seal(const struct copy_key *key, const struct buffer *plain, struct buffer *ret);
enum fail copy_open(const struct copy_key *key, const void *bytes, size_t size, struct buffer *ret);

/** copy_to_fd - write, seal, put into a sealed memfd that the caller closes. copy_from_fd - all of it back into @visit. FAIL_ as above. */
enum fail copy_to_fd(const struct visit *visit, const struct copy_key *key, int *ret_fd);
enum fail copy_from_fd(struct visit *visit, const struct copy_key *key, int fd);
