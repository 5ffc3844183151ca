/* SPDX-License-Identifier: MIT */
#include "firmware/cli/place.h"

#include "firmware/base/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_folder(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

enum fail place_state(char *ret, size_t room)
{
	if (is_folder("/var/lib/foyer"))
		return file_path(ret, room, "/var/lib", "foyer");
	const char *home = getenv("HOME");
	if (!home || home[0] != '/')
		return FAIL(INPUT, "there is no home folder to keep the kiosk's state in; say --state FOLDER");
	return file_path(ret, room, home, ".local/state/foyer");
}

enum fail place_programs(char *ret, size_t room)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	if (length < 0)
		return FAIL(IO, "this program's own place is unknown: %s", strerror(errno));
	path[length] = '\0';
	char *slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	if (strlen(path) >= room)
		return FAIL(LIMIT, "this program's own place has too long a name");
	memcpy(ret, path, strlen(path) + 1);
	return FAIL_NONE;
}

enum fail place_assets(char *ret, size_t room)
{
	static const char *const beside[] = { "../assets", "../share/foyer" };
	char programs[PATH_MAX];
	TRY(place_programs(programs, sizeof programs));
	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		TRY(file_path(ret, room, programs, beside[i]));
		if (is_folder(ret))
			return FAIL_NONE;
	}
	return FAIL(EMPTY, "the kiosk's assets are not beside its programs; say --assets FOLDER");
}
