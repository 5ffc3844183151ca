/* SPDX-License-Identifier: MIT */
/* Grows by doubling; old memory is wiped because it may have held an answer. */
#include "firmware/base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buffer, size_t max_bytes)
{
	*buffer = (struct buffer){ .max_bytes = max_bytes };
}

void buffer_done(struct buffer *buffer)
{
	buffer_clear(buffer);
	free(buffer->bytes);
	buffer_init(buffer, buffer->max_bytes);
}

void buffer_clear(struct buffer *buffer)
{
	if (buffer->bytes)
		explicit_bzero(buffer->bytes, buffer->room_bytes);
	buffer->size_bytes = 0;
}

static void make_room(struct buffer *buffer, size_t needed)
{
	size_t room = buffer->room_bytes ? buffer->room_bytes : 256;
	while (room < needed)
		room *= 2;
	if (room == buffer->room_bytes)
		return;
	char *bytes = calloc(1, room);
	if (!bytes)
		abort();
	if (buffer->bytes) {
		memcpy(bytes, buffer->bytes, buffer->size_bytes);
		explicit_bzero(buffer->bytes, buffer->room_bytes);
		free(buffer->bytes);
	}
	buffer->bytes = bytes;
	buffer->room_bytes = room;
}

enum fail buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	if (size > buffer->max_bytes - buffer->size_bytes)
		return FAIL(LIMIT, "more than %zu bytes", buffer->max_bytes);
	make_room(buffer, buffer->size_bytes + size + 1);
	if (size > 0)
		memcpy(buffer->bytes + buffer->size_bytes, bytes, size);
	buffer->size_bytes += size;
	buffer->bytes[buffer->size_bytes] = '\0';
	return FAIL_NONE;
}

enum fail buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list words, again;
	va_start(words, format);
	va_copy(again, words);
	int length = vsnprintf(NULL, 0, format, words);
	va_end(words);
	enum fail code = FAIL_NONE;
	if (length < 0 || (size_t)length > buffer->max_bytes - buffer->size_bytes) {
		code = FAIL(LIMIT, "more than %zu bytes", buffer->max_bytes);
	} else {
		make_room(buffer, buffer->size_bytes + (size_t)length + 1);
		vsnprintf(buffer->bytes + buffer->size_bytes, (size_t)length + 1, format, again);
		buffer->size_bytes += (size_t)length;
	}
	va_end(again);
	return code;
}

const char *buffer_text(const struct buffer *buffer)
{
	return buffer->bytes ? buffer->bytes : "";
}
