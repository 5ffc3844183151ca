/* SPDX-License-Identifier: MIT */
/* arena.h - memory that is built up, used and dropped as a whole: one per screen, one per form. */
#pragma once

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *first, *last;
	size_t used_bytes, max_bytes;
};

/** arena_init - an empty arena that will never hold more than @max_bytes. */
void arena_init(struct arena *arena, size_t max_bytes);

/** arena_done - wipe and free everything; the arena may be used again after arena_init(). */
void arena_done(struct arena *arena);

/** arena_reset - wipe the contents, keep the first block for the next round. */
void arena_reset(struct arena *arena);

/**
 * arena_new - @size zeroed bytes, aligned for any type; lives until reset or done.
 * Stops the program when the maximum is passed: callers limit what comes from outside before it gets here.
 */
[[gnu::returns_nonnull]] void *arena_new(struct arena *arena, size_t size);

/** arena_text - a copy of @text ("" for NULL). */
[[gnu::returns_nonnull]] char *arena_text(struct arena *arena, const char *text);

/** arena_text_n - a terminated copy of the first @length bytes. */
[[gnu::returns_nonnull]] char *arena_text_n(struct arena *arena, const char *text, size_t length);

/** arena_printf - formatted text in the arena. */
[[gnu::format(printf, 2, 3), gnu::returns_nonnull]]
char *arena_printf(struct arena *arena, const char *format, ...);
