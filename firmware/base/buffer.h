/* SPDX-License-Identifier: MIT */
/* buffer.h - bytes that grow up to a maximum that is part of them. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

struct buffer {
	char *bytes;         /* NUL after the last byte once anything was added; else NULL */
	size_t size_bytes;   /* without that NUL */
	size_t room_bytes, max_bytes;
};

/** buffer_init - empty, and never more than @max_bytes (not counting a closing NUL). */
void buffer_init(struct buffer *buffer, size_t max_bytes);

/** buffer_done - wipe and free; safe on a zeroed struct. */
void buffer_done(struct buffer *buffer);

/** buffer_clear - wipe the contents, keep the memory. */
void buffer_clear(struct buffer *buffer);

/** buffer_add - append; FAIL_LIMIT leaves the buffer as it was. */
enum fail buffer_add(struct buffer *buffer, const void *bytes, size_t size);

/** buffer_printf - append formatted text; FAIL_LIMIT leaves the buffer as it was. */
[[gnu::format(printf, 2, 3)]]
enum fail buffer_printf(struct buffer *buffer, const char *format, ...);

/** buffer_text - the contents as text; "" when empty. Borrowed until the next change. */
const char *buffer_text(const struct buffer *buffer);

#define BUFFER_AUTO [[gnu::cleanup(buffer_done)]] struct buffer
