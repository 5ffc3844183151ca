/* SPDX-License-Identifier: MIT */
/* ink.c - an open hash table with its own copy of each run's bytes; when it is full all of it goes, which a screen repays in milliseconds. */
#include "ui/text/ink.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOTS = 4096, ENTRY_MAX = 3000, /* a power of two, and well below it */
	KEEP_BYTES = 512,               /* longer runs are measured each time */
	RUN_BYTES = 4 * TEXT_MAX_BYTES, /* one run at most: every byte shown as U+FFFD */
};

struct entry {
	uint64_t hash;
	int face, size;
	bool rtl, drawn;
	char *bytes;
	int width_px;
	struct ink_mask mask;
};

struct ink {
	struct faces *faces;
	struct entry slot[SLOTS];
	int count;
	size_t kept_bytes, max_bytes;
	char run[RUN_BYTES];     /* the run as a string, for SDL_ttf */
	struct entry loose;      /* the last result that was too large to keep */
};

static void wipe_free(void *bytes, size_t size)
{
	if (bytes)
		explicit_bzero(bytes, size);
	free(bytes);
}

static void entry_done(struct entry *entry)
{
	wipe_free(entry->bytes, (size_t)entry->size);
	wipe_free((void *)entry->mask.cover, (size_t)entry->mask.width_px * (size_t)entry->mask.height_px);
	*entry = (struct entry){ 0 };
}

struct ink *ink_new(struct faces *faces, size_t max_bytes)
{
	struct ink *ink = calloc(1, sizeof *ink);
	if (!ink)
		abort();
	ink->faces = faces;
	ink->max_bytes = max_bytes;
	return ink;
}

void ink_forget(struct ink *ink)
{
	for (size_t i = 0; i < SLOTS; i++)
		if (ink->slot[i].bytes)
			entry_done(&ink->slot[i]);
	entry_done(&ink->loose);
	explicit_bzero(ink->run, sizeof ink->run);
	ink->count = 0;
	ink->kept_bytes = 0;
}

void ink_free(struct ink *ink)
{
	if (!ink)
		return;
	ink_forget(ink);
	free(ink);
}

size_t ink_bytes(const struct ink *ink)
{
	return ink->kept_bytes;
}

static uint64_t run_hash(int face, bool rtl, const char *bytes, int size)
{
	uint64_t hash = UINT64_C(14695981039346656037) ^ ((uint64_t)face << 1 | rtl);
	for (int i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return hash;
}

static int run_measure(struct ink *ink, int face, bool rtl, const char *bytes, int size)
{
	if (faces_on_paper(ink->faces))
		return faces_dots_width(ink->faces, face, rtl, bytes, size);
	TTF_Font *font = faces_font(ink->faces, face, rtl);
	int width = 0, height = 0;
	memcpy(ink->run, bytes, (size_t)size);
	ink->run[size] = '\0';
	if (!font || TTF_SizeUTF8(font, ink->run, &width, &height) != 0)
		return 0;
	return width;
}

/* The entry of a run, measured; new ones are made. Runs that are too long to keep go through @ink->loose. */
static struct entry *run_entry(struct ink *ink, int face, bool rtl, const char *bytes, int size)
{
	uint64_t hash = run_hash(face, rtl, bytes, size);
	size_t at = hash % SLOTS;
	for (; ink->slot[at].bytes; at = (at + 1) % SLOTS) {
		struct entry *entry = &ink->slot[at];
		if (entry->hash == hash && entry->face == face && entry->rtl == rtl && entry->size == size && memcmp(entry->bytes, bytes, (size_t)size) == 0)
			return entry;
	}
	if (ink->count >= ENTRY_MAX || ink->kept_bytes > ink->max_bytes) {
		ink_forget(ink);
		at = hash % SLOTS;
	}
	struct entry *entry = size <= KEEP_BYTES ? &ink->slot[at] : &ink->loose;
	if (entry == &ink->loose)
		entry_done(entry);
	else
		ink->count++;
	char *copy = malloc((size_t)size + 1);
	if (!copy)
		abort();
	memcpy(copy, bytes, (size_t)size);
	*entry = (struct entry){ .hash = hash, .face = face, .rtl = rtl, .size = size, .bytes = copy };
	entry->width_px = run_measure(ink, face, rtl, bytes, size);
	ink->kept_bytes += entry == &ink->loose ? 0 : (size_t)size;
	return entry;
}

int ink_width(struct ink *ink, int face, bool rtl, const char *bytes, int size)
{
	if (size <= 0 || size >= RUN_BYTES)
		return 0;
	return run_entry(ink, face, rtl, bytes, size)->width_px;
}

/* SDL_ttf draws colour with alpha; only the alpha is ours. */
static void run_draw(struct ink *ink, struct entry *entry)
{
	entry->drawn = true;
	TTF_Font *font = faces_font(ink->faces, entry->face, entry->rtl);
	memcpy(ink->run, entry->bytes, (size_t)entry->size);
	ink->run[entry->size] = '\0';
	SDL_Surface *surface = font ? TTF_RenderUTF8_Blended(font, ink->run, (SDL_Color){ 255, 255, 255, 255 }) : NULL;
	if (!surface)
		return;
	size_t bytes = (size_t)surface->w * (size_t)surface->h;
	uint8_t *cover = malloc(bytes ? bytes : 1);
	if (!cover)
		abort();
	for (int y = 0; y < surface->h; y++) {
		const uint32_t *from = (const uint32_t *)(const void *)((const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
		for (int x = 0; x < surface->w; x++)
			cover[(size_t)y * (size_t)surface->w + (size_t)x] = (uint8_t)(from[x] >> 24);
		explicit_bzero((uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch, (size_t)surface->w * 4);
	}
	entry->mask = (struct ink_mask){ surface->w, surface->h, cover };
	SDL_FreeSurface(surface);
	if (entry != &ink->loose)
		ink->kept_bytes += bytes;
}

const struct ink_mask *ink_mask(struct ink *ink, int face, bool rtl, const char *bytes, int size)
{
	if (size <= 0 || size >= RUN_BYTES)
		return NULL;
	struct entry *entry = run_entry(ink, face, rtl, bytes, size);
	if (!entry->drawn)
		run_draw(ink, entry);
	return entry->mask.cover ? &entry->mask : NULL;
}
