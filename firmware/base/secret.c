/* SPDX-License-Identifier: MIT */
/* Whole pages of their own: mlock and MADV_DONTDUMP work on pages, and a neighbour must not share them. */
#include "firmware/base/secret.h"

#include <jansson.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int last_is_locked;

static size_t whole_pages(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	return (size + page - 1) / page * page;
}

void *secret_new(size_t size)
{
	size_t pages = whole_pages(size);
	void *memory = mmap(NULL, pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		abort();
	last_is_locked = mlock(memory, pages) == 0;
	madvise(memory, pages, MADV_DONTDUMP);
	madvise(memory, pages, MADV_WIPEONFORK);
	return memory;
}

void secret_free(void *memory, size_t size)
{
	if (!memory)
		return;
	explicit_bzero(memory, size);
	munmap(memory, whole_pages(size));
}

int secret_is_locked(void)
{
	return last_is_locked;
}

void secret_wipe(void *memory, size_t size)
{
	explicit_bzero(memory, size);
}

static void wiping_free(void *memory)
{
	if (!memory)
		return;
	explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

/* A frame without a part of it could say something else than was meant: better no program for a moment than half an answer. */
static void *malloc_or_end(size_t size)
{
	void *memory = malloc(size);
	if (!memory && size > 0)
		abort();
	return memory;
}

void secret_json(void)
{
	json_set_alloc_funcs(malloc_or_end, wiping_free);
}
