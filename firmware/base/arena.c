/* SPDX-License-Identifier: MIT */
/* Blocks in a chain, the newest last; answers may lie in them, so everything is wiped before it is given back. */
#include "firmware/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, room;
	alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena, size_t max_bytes)
{
	*arena = (struct arena){ .max_bytes = max_bytes };
}

static void free_from(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;
		explicit_bzero(block->bytes, block->used);
		free(block);
		block = next;
	}
}

void arena_done(struct arena *arena)
{
	free_from(arena->first);
	arena_init(arena, arena->max_bytes);
}

void arena_reset(struct arena *arena)
{
	struct arena_block *first = arena->first;
	if (!first)
		return;
	free_from(first->next);
	explicit_bzero(first->bytes, first->used);
	first->next = NULL;
	first->used = 0;
	arena->last = first;
	arena->used_bytes = 0;
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
	size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
	struct arena_block *block = calloc(1, sizeof *block + room);
	if (!block)
		abort();
	block->room = room;
	if (arena->last)
		arena->last->next = block;
	else
		arena->first = block;
	arena->last = block;
	return block;
}

void *arena_new(struct arena *arena, size_t size)
{
	size_t step = alignof(max_align_t);
	if (size > arena->max_bytes)
		abort();
	size = (size + step - 1) / step * step;
	if (arena->used_bytes + size > arena->max_bytes)
		abort(); /* what comes from outside is limited before it gets here */
	struct arena_block *block = arena->last;
	if (!block || block->room - block->used < size)
		block = add_block(arena, size);
	void *memory = block->bytes + block->used;
	block->used += size;
	arena->used_bytes += size;
	return memory;
}

char *arena_text_n(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_new(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
	return arena_text_n(arena, text ? text : "", text ? strlen(text) : 0);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list words, again;
	va_start(words, format);
	va_copy(again, words);
	int length = vsnprintf(NULL, 0, format, words);
	va_end(words);
	char *text = arena_new(arena, (length < 0 ? 0 : (size_t)length) + 1);
	if (length > 0)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}
