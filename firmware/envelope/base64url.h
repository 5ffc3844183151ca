/* SPDX-License-Identifier: MIT */
/* base64url.h - RFC 4648 §5 without padding, and SHA-256 in it. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

enum { SHA256_TEXT_BYTES = 44 };

/** base64url_size - characters for @size bytes, without NUL. */
size_t base64url_size(size_t size);
/** base64url_write - @bytes as text with NUL; @ret has room for base64url_size() + 1. Returns the characters written. */
size_t base64url_write(const void *bytes, size_t size, char *ret);
/** base64url_read - text of @length characters → bytes. FAIL_INPUT a foreign character or a length that cannot be · FAIL_LIMIT. */
enum fail base64url_read(const char *text, size_t length, void *ret, size_t room, size_t *ret_size);
/** sha256_text - the SHA-256 of @bytes as base64url. */
void sha256_text(const void *bytes, size_t size, char ret[static SHA256_TEXT_BYTES]);
