/* SPDX-License-Identifier: MIT */
/* DESIGN: preloaded in front of the C library, so that SQLite, jansson, OpenSSL and our own code all ask here: there is no seam closer to the truth. */
#include "tests/faults/memory/scarce.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static struct scarce *page;

[[gnu::constructor]] static void begin(void)
{
	const char *path = getenv(SCARCE_PAGE);
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *mapped = fd >= 0 ? mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
	if (fd >= 0)
		close(fd);
	page = mapped == MAP_FAILED ? NULL : mapped;
}

static bool fails(void)
{
	if (!page)
		return false;
	long number = ++page->count;
	if (page->fail_at == 0 || number < page->fail_at || (number > page->fail_at && !page->for_ever))
		return false;
	page->failed = 1;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}
