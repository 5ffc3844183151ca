/* SPDX-License-Identifier: MIT */
/* What is larger than a frame goes as a sealed memfd: neither side can change it under the other's eyes. */
#include "firmware/base/door.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const int all_seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

enum fail door_blob_make(const char *name, const void *bytes, size_t size, int *ret_fd)
{
	if (size > DOOR_BLOB_MAX_BYTES)
		return FAIL(LIMIT, "a blob of %zu bytes is larger than %d", size, DOOR_BLOB_MAX_BYTES);
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return FAIL(IO, "no memory for a blob: %s", strerror(errno));
	size_t done = 0;
	while (done < size) {
		ssize_t written = write(fd, (const char *)bytes + done, size - done);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			break;
		done += (size_t)written;
	}
	if (done < size || fcntl(fd, F_ADD_SEALS, all_seals) < 0) {
		int why = errno;
		close(fd);
		return FAIL(IO, "a blob could not be made: %s", strerror(why));
	}
	*ret_fd = fd;
	return FAIL_NONE;
}

enum fail door_blob_check(int fd, size_t max_bytes, size_t *ret_size)
{
	struct stat facts;
	int seals = fcntl(fd, F_GET_SEALS);
	if (seals < 0 || (seals & all_seals) != all_seals || fstat(fd, &facts) < 0)
		return FAIL(INPUT, "what came along is not a sealed blob");
	if (facts.st_size < 0 || (size_t)facts.st_size > max_bytes)
		return FAIL(LIMIT, "a blob is larger than %zu bytes", max_bytes);
	*ret_size = (size_t)facts.st_size;
	return FAIL_NONE;
}

enum fail door_blob_read(int fd, void *ret, size_t max_bytes, size_t *ret_size)
{
	size_t size = 0;
	TRY(door_blob_check(fd, max_bytes, &size));
	size_t done = 0;
	while (done < size) {
		ssize_t got = pread(fd, (char *)ret + done, size - done, (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return FAIL(IO, "a blob could not be read: %s", strerror(errno));
		done += (size_t)got;
	}
	*ret_size = size;
	return FAIL_NONE;
}
