/* SPDX-License-Identifier: MIT */
#include "firmware/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fail file_path(char *ret, size_t room, const char *folder, const char *name)
{
	int written = snprintf(ret, room, "%s/%s", folder, name);
	if (written < 0 || (size_t)written >= room)
		return FAIL(LIMIT, "the path of %s is too long", name);
	return FAIL_NONE;
}

enum fail file_read(const char *path, struct buffer *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return FAIL(EMPTY, "%s is not there", path);
	if (fd < 0)
		return FAIL(IO, "%s cannot be opened: %s", path, strerror(errno));
	char part[8192];
	enum fail code = FAIL_NONE;
	for (;;) {
		ssize_t got = read(fd, part, sizeof part);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			code = FAIL(IO, "%s cannot be read: %s", path, strerror(errno));
		if (got > 0)
			code = buffer_add(ret, part, (size_t)got);
		if (got <= 0 || code != FAIL_NONE)
			break;
	}
	explicit_bzero(part, sizeof part);
	close(fd);
	return code == FAIL_LIMIT ? fail_note(code, "%s", path) : code;
}

enum fail file_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd) < 0;
	int why = errno;
	if (fd >= 0)
		close(fd);
	return failed ? FAIL(IO, "the folder %s cannot be synced: %s", path, strerror(why)) : FAIL_NONE;
}

bool file_write_all(int fd, const void *from, size_t size)
{
	const char *bytes = from;
	while (size > 0) {
		ssize_t written = write(fd, bytes, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		size -= (size_t)written;
	}
	return true;
}

enum fail file_replace(const char *path, const void *bytes, size_t size, mode_t mode)
{
	char beside[PATH_MAX], folder[PATH_MAX];
	int written = snprintf(beside, sizeof beside, "%s.new", path);
	if (written < 0 || (size_t)written >= sizeof beside)
		return FAIL(LIMIT, "the path %s is too long", path);
	const char *slash = strrchr(path, '/');
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");

	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return FAIL(IO, "%s cannot be written: %s", beside, strerror(errno));
	bool done = file_write_all(fd, bytes, size) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	int why = errno;
	close(fd);
	if (done && rename(beside, path) < 0) {
		why = errno;
		done = false;
	}
	if (!done) {
		unlink(beside);
		return FAIL(IO, "%s cannot be written: %s", path, strerror(why));
	}
	return file_sync_folder(folder);
}

enum fail file_make_folder(const char *path, mode_t mode)
{
	char part[PATH_MAX];
	size_t length = strlen(path);
	if (length == 0 || length >= sizeof part)
		return FAIL(LIMIT, "the path %s is empty or too long", path);
	memcpy(part, path, length + 1);
	for (char *at = part + 1; ; at++) {
		if (*at != '/' && *at != '\0')
			continue;
		char end = *at;
		*at = '\0';
		if (mkdir(part, mode) < 0 && errno != EEXIST)
			return FAIL(IO, "the folder %s cannot be made: %s", part, strerror(errno));
		*at = end;
		if (end == '\0')
			return FAIL_NONE;
	}
}
