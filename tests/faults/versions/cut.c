/* SPDX-License-Identifier: MIT */
/* DESIGN: what a pending operation took away is kept under another name, so that it can be put back when the power goes. */
#include "tests/faults/versions/cut.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_MAX = 4096, DIRTY_MAX = 256 };
enum pending_kind { MADE_FILE, MADE_FOLDER, RENAMED, REMOVED };

struct pending { enum pending_kind kind; bool synced; char path[PATH_MAX], other[PATH_MAX], saved[PATH_MAX]; };

static struct {
	long count, at;
	enum cut_kind kind;
	bool counts, lies;
	char saved[PATH_MAX];
	struct pending *pending;
	size_t pending_count;
	struct { int fd; char path[PATH_MAX]; bool dirty; } file[DIRTY_MAX];
	size_t file_count;
} cut;

int __real_open(const char *path, int flags, ...);
ssize_t __real_write(int fd, const void *bytes, size_t size);
int __real_rename(const char *from, const char *to);
int __real_symlink(const char *target, const char *path);
int __real_unlink(const char *path);
int __real_remove(const char *path);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_open(const char *path, int flags, ...);
int __wrap_fsync(int fd);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
int __wrap_rename(const char *from, const char *to);
int __wrap_symlink(const char *target, const char *path);
int __wrap_unlink(const char *path);
int __wrap_remove(const char *path);
int __wrap_mkdir(const char *path, mode_t mode);

void cut_at(long number, enum cut_kind kind, const char *saved, int lies)
{
	cut.pending = calloc(PENDING_MAX, sizeof *cut.pending);
	if (!cut.pending)
		abort();
	cut.at = number;
	cut.kind = kind;
	cut.lies = lies;
	snprintf(cut.saved, sizeof cut.saved, "%s", saved);
	cut.counts = true;
}

long cut_operations(void)
{
	return cut.count;
}

void cut_stop(void)
{
	cut.counts = false;
	free(cut.pending);
}

static void undo(const struct pending *pending)
{
	if (pending->kind == MADE_FILE)
		__real_unlink(pending->path);
	if (pending->kind == MADE_FOLDER)
		rmdir(pending->path);
	if (pending->kind == RENAMED)
		__real_rename(pending->other, pending->path);
	if (pending->saved[0])
		__real_rename(pending->saved, pending->kind == RENAMED ? pending->other : pending->path);
	else if (pending->kind == REMOVED)
		__real_mkdir(pending->path, 0755);
}

static void power_goes(void)
{
	cut.counts = false;
	for (size_t i = 0; i < cut.file_count && cut.kind != CUT_NOTHING_LOST; i++)
		if (cut.file[i].dirty && truncate(cut.file[i].path, 0) < 0 && errno != ENOENT)
			abort();
	for (size_t i = cut.pending_count; cut.kind == CUT_PENDING_LOST && i-- > 0;)
		if (!cut.pending[i].synced)
			undo(&cut.pending[i]);
	_exit(CUT_STATUS);
}

static void tick(void)
{
	if (cut.counts && ++cut.count == cut.at)
		power_goes();
}

static struct pending *note(enum pending_kind kind, const char *path)
{
	if (cut.pending_count == PENDING_MAX)
		abort();
	struct pending *pending = &cut.pending[cut.pending_count++];
	pending->kind = kind;
	snprintf(pending->path, sizeof pending->path, "%s", path);
	return pending;
}

/* What is at @path now, under a name of its own. */
static void save(struct pending *pending, const char *path)
{
	struct stat about;
	if (lstat(path, &about) < 0 || S_ISDIR(about.st_mode))
		return;
	int length = snprintf(pending->saved, sizeof pending->saved, "%s/%zu", cut.saved, cut.pending_count);
	if (length < 0 || (size_t)length >= sizeof pending->saved || linkat(AT_FDCWD, path, AT_FDCWD, pending->saved, 0) < 0)
		abort();
}

static void follow(const char *from, const char *to)
{
	for (size_t i = 0; i < cut.file_count; i++) {
		size_t length = strlen(from);
		char rest[PATH_MAX];
		if (strncmp(cut.file[i].path, from, length) != 0 || (cut.file[i].path[length] && cut.file[i].path[length] != '/'))
			continue;
		snprintf(rest, sizeof rest, "%s", cut.file[i].path + length);
		if (snprintf(cut.file[i].path, sizeof cut.file[i].path, "%s%s", to, rest) >= (int)sizeof cut.file[i].path)
			abort();
	}
}

int __wrap_open(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
	va_end(more);
	if (!cut.counts || !(flags & (O_WRONLY | O_RDWR)))
		return __real_open(path, flags, mode);
	tick();
	bool there = access(path, F_OK) == 0;
	int fd = __real_open(path, flags, mode);
	if (fd < 0)
		return fd;
	if (!there)
		note(MADE_FILE, path);
	if (cut.file_count == DIRTY_MAX)
		abort();
	cut.file[cut.file_count].fd = fd;
	cut.file[cut.file_count].dirty = true;
	snprintf(cut.file[cut.file_count++].path, PATH_MAX, "%s", path);
	return fd;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
	tick();
	return __real_write(fd, bytes, size);
}

static void synced_folder(const char *folder)
{
	size_t length = strlen(folder);
	for (size_t i = 0; i < cut.pending_count; i++) {
		const char *path = cut.pending[i].path;
		if (strncmp(path, folder, length) == 0 && path[length] == '/' && !strchr(path + length + 1, '/'))
			cut.pending[i].synced = true;
	}
}

int __wrap_fsync(int fd)
{
	tick();
	if (!cut.counts || cut.lies)
		return 0; /* the machine's own disk is never asked: this one is the model */
	char name[64], path[PATH_MAX];
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(name, path, sizeof path - 1);
	if (length > 0) {
		path[length] = '\0';
		synced_folder(path);
		for (size_t i = 0; i < cut.file_count; i++)
			if (strcmp(cut.file[i].path, path) == 0)
				cut.file[i].dirty = false;
	}
	return 0;
}

int __wrap_rename(const char *from, const char *to)
{
	tick();
	if (!cut.counts)
		return __real_rename(from, to);
	struct pending *pending = note(RENAMED, from);
	snprintf(pending->other, sizeof pending->other, "%s", to);
	save(pending, to);
	int done = __real_rename(from, to);
	if (done == 0)
		follow(from, to);
	else
		cut.pending_count--;
	return done;
}

int __wrap_symlink(const char *target, const char *path)
{
	tick();
	int done = __real_symlink(target, path);
	if (cut.counts && done == 0)
		note(MADE_FILE, path);
	return done;
}

static int take_away(const char *path, int (*how)(const char *path))
{
	tick();
	if (!cut.counts || faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
		return how(path);
	struct pending *pending = note(REMOVED, path);
	save(pending, path);
	int done = how(path);
	if (done < 0)
		cut.pending_count--;
	return done;
}

int __wrap_unlink(const char *path)
{
	return take_away(path, __real_unlink);
}

int __wrap_remove(const char *path)
{
	return take_away(path, __real_remove);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
	tick();
	int done = __real_mkdir(path, mode);
	if (cut.counts && done == 0)
		note(MADE_FOLDER, path);
	return done;
}
