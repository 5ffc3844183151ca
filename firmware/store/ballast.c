/* SPDX-License-Identifier: MIT */
/* Room to get rid of things. */
/* DESIGN: Even a DELETE writes to the log first, so a store on a disk that others have filled could never be emptied again. The log is at most as long
 * as the largest transaction (fifty events of 60 KiB, wiped page by page) and is written over and over; the database itself does not grow by it.
 * The database never grows into the last free piece either: it does not shrink again, and what is free inside it would be of no use. */
/* LIMITS: A file system that copies on write may need room that this does not keep; kiosks have ext4. */
#include "firmware/store/ballast.h"

#include "firmware/base/file.h"
#include "firmware/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { PART_OF_CAP = 8, LEAST_BYTES = 2 * 1024 * 1024, MOST_BYTES = 8 * 1024 * 1024 };

void ballast_init(struct ballast *ballast, const char *folder, int64_t max_pages)
{
	int64_t wanted = max_pages * STORE_PAGE_BYTES / PART_OF_CAP;
	*ballast = (struct ballast){ .size_bytes = wanted < LEAST_BYTES ? LEAST_BYTES : wanted > MOST_BYTES ? MOST_BYTES : wanted };
	if (!folder || file_path(ballast->path, sizeof ballast->path, folder, "store.ballast") != FAIL_NONE) {
		ballast->path[0] = '\0';
		return;
	}
	snprintf(ballast->folder, sizeof ballast->folder, "%s", folder);
}

static bool is_there(const struct ballast *ballast, int fd)
{
	struct stat about;
	return fstat(fd, &about) == 0 && (int64_t)about.st_blocks * 512 >= ballast->size_bytes;
}

/* What others could write still, in the store's folder. */
static int64_t free_bytes(const struct ballast *ballast)
{
	struct statvfs disk;
	return statvfs(ballast->folder, &disk) == 0 ? (int64_t)(disk.f_bavail * disk.f_frsize) : 0;
}

int64_t ballast_spare_pages(const struct ballast *ballast)
{
	if (!ballast->path[0])
		return STORE_PAGES_MAX;
	int64_t spare = (free_bytes(ballast) - ballast->size_bytes) / STORE_PAGE_BYTES;
	return spare > 0 ? spare : 0;
}

bool ballast_take(struct ballast *ballast)
{
	if (ballast->held || !ballast->path[0])
		return true;
	int fd = open(ballast->path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	ballast->held = is_there(ballast, fd);
	if (!ballast->held && free_bytes(ballast) >= ballast->size_bytes * 3 / 2)
		ballast->held = fallocate(fd, 0, 0, ballast->size_bytes) == 0 || errno == EOPNOTSUPP;
	close(fd);
	if (!ballast->held)
		unlink(ballast->path);
	return ballast->held;
}

void ballast_drop(struct ballast *ballast)
{
	if (!ballast->path[0])
		return;
	ballast->held = false;
	unlink(ballast->path);
}
