/* SPDX-License-Identifier: MIT */
#include "tests/backoffice/secret_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fail secret_file_check(const char *path)
{
	struct stat seen;
	if (stat(path, &seen) != 0)
		return errno == ENOENT ? FAIL(EMPTY, "%s is not there", path) : FAIL(IO, "%s: %s", path, strerror(errno));
	if (seen.st_mode & (S_IRWXG | S_IRWXO))
		return FAIL(DENIED, "%s holds a secret and others may read it (mode %03o): chmod 600 it, and think of who has read it", path, (unsigned)(seen.st_mode & 0777));
	if (seen.st_uid != geteuid() && seen.st_uid != 0)
		return FAIL(DENIED, "%s holds a secret and belongs to another user", path);
	return FAIL_NONE;
}
