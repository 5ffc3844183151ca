/* SPDX-License-Identifier: MIT */
/* DESIGN: the page only ever adds; real time still flows under it, so a moved program behaves as a running one. As on a kiosk, the wall clock can
 * jump both ways and the other one cannot. */
#include "firmware/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static const int64_t FIRST_MS = 1767225600000; /* 2026-01-01 */
static const int64_t LAST_MS = 4102444800000;  /* 2100-01-01 */

static const volatile struct clock_page *page;
static int moved_fd = -1;

enum fail clock_open(void)
{
	const char *path = getenv("FOYER_CLOCK");
	if (!path || path[0] == '\0' || page)
		return FAIL_NONE;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return FAIL(IO, "the clock page %s cannot be opened: %s", path, strerror(errno));
	void *memory = mmap(NULL, sizeof *page, PROT_READ, MAP_SHARED, fd, 0);
	off_t size = lseek(fd, 0, SEEK_END);
	close(fd);
	if (memory == MAP_FAILED)
		return FAIL(IO, "the clock page %s cannot be mapped: %s", path, strerror(errno));
	const struct clock_page *candidate = memory;
	if (size < (off_t)sizeof *page || candidate->magic != CLOCK_PAGE_MAGIC) {
		munmap(memory, sizeof *page);
		return FAIL(INPUT, "%s is not a clock page", path);
	}
	moved_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (moved_fd < 0 || inotify_add_watch(moved_fd, path, IN_MODIFY) < 0)
		return FAIL(IO, "the clock page %s cannot be watched: %s", path, strerror(errno));
	page = candidate;
	return FAIL_NONE;
}

static int64_t read_ms(clockid_t which)
{
	struct timespec now;
	clock_gettime(which, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_wall_ms(void)
{
	return read_ms(CLOCK_REALTIME) + (page ? page->ahead_ms + page->wall_ms : 0);
}

int64_t clock_mono_ms(void)
{
	return read_ms(CLOCK_BOOTTIME) + (page ? page->ahead_ms : 0);
}

bool clock_synced(void)
{
	struct timex state = { 0 };
	if (page && page->synced != CLOCK_SYNCED_REAL)
		return page->synced == CLOCK_SYNCED_YES;
	return adjtimex(&state) >= 0 && !(state.status & STA_UNSYNC);
}

bool clock_believable(int64_t wall_ms)
{
	return wall_ms >= FIRST_MS && wall_ms < LAST_MS;
}

int clock_moved_fd(void)
{
	return moved_fd;
}

static enum fail write_page(const char *path, int flags, const struct clock_page *contents)
{
	int fd = open(path, flags, 0644);
	if (fd < 0)
		return FAIL(IO, "the clock page %s cannot be written: %s", path, strerror(errno));
	ssize_t written = pwrite(fd, contents, sizeof *contents, 0);
	close(fd);
	if (written != (ssize_t)sizeof *contents)
		return FAIL(IO, "the clock page %s cannot be written whole", path);
	return FAIL_NONE;
}

enum fail clock_page_create(const char *path, int64_t ahead_ms)
{
	struct clock_page contents = { .magic = CLOCK_PAGE_MAGIC, .ahead_ms = ahead_ms };
	return write_page(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, &contents);
}

static enum fail read_page(const char *path, struct clock_page *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return FAIL(IO, "the clock page %s cannot be opened: %s", path, strerror(errno));
	ssize_t got = pread(fd, ret, sizeof *ret, 0);
	close(fd);
	return got == (ssize_t)sizeof *ret && ret->magic == CLOCK_PAGE_MAGIC ? FAIL_NONE : FAIL(INPUT, "%s is not a clock page", path);
}

enum fail clock_page_move(const char *path, int64_t by_ms)
{
	struct clock_page contents = { 0 };
	TRY(read_page(path, &contents));
	if (by_ms < 0)
		return FAIL(INPUT, "time does not go back");
	contents.ahead_ms += by_ms;
	return write_page(path, O_WRONLY | O_CLOEXEC, &contents);
}

enum fail clock_page_set(const char *path, int64_t wall_ms)
{
	struct clock_page contents = { 0 };
	TRY(read_page(path, &contents));
	contents.wall_ms = wall_ms - read_ms(CLOCK_REALTIME) - contents.ahead_ms;
	return write_page(path, O_WRONLY | O_CLOEXEC, &contents);
}

enum fail clock_page_sync(const char *path, enum clock_synced synced)
{
	struct clock_page contents = { 0 };
	TRY(read_page(path, &contents));
	contents.synced = synced;
	return write_page(path, O_WRONLY | O_CLOEXEC, &contents);
}
