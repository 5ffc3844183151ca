/* SPDX-License-Identifier: MIT */
/* blob.h - files by what is in them: hashed, and copied so that the copy is what was promised. */
#pragma once

#include "firmware/base/fail.h"

#include <stdint.h>
#include <sys/types.h>

enum { BLOB_HASH_BYTES = 64 };

struct blob_hash { char text[BLOB_HASH_BYTES + 1]; }; /* SHA-256 in lower-case hex */

/** blob_hash - of the file @path, at most @max_bytes long. FAIL_EMPTY not there · FAIL_LIMIT · FAIL_INPUT no plain file · FAIL_IO. */
enum fail blob_hash(const char *path, int64_t max_bytes, struct blob_hash *ret, int64_t *ret_size);

/**
 * blob_copy - @from to the new file @to with @mode, synced; what was written is what is hashed, so that nobody changes it in between.
 * @hash, @size: what must come out; else @to is removed. FAIL_SIGNATURE it is something else · FAIL_EMPTY @from is not there · FAIL_IO.
 */
enum fail blob_copy(const char *from, const char *to, mode_t mode, const char *hash, int64_t size);
