/* SPDX-License-Identifier: MIT */
/* Putting a broken store aside. */
/* DESIGN: The database moves first. If the power goes between the two renames, its log lies alone; quarantine_orphans() sees that at the
 * next start. The other order would leave a database that opens well but has forgotten its newest commits. */
#include "firmware/store/quarantine.h"

#include "firmware/base/file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static const char *const parts[] = { "store.db", "store.db-wal", "store.db-journal", "store.db-shm" };

static int exists(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat info;
	if (file_path(path, sizeof path, folder, name) != FAIL_NONE)
		return 0;
	return lstat(path, &info) == 0;
}

int quarantine_any(const char *folder)
{
	return exists(folder, "quarantine");
}

int quarantine_orphans(const char *folder)
{
	return !exists(folder, parts[0]) && (exists(folder, parts[1]) || exists(folder, parts[2]));
}

/* several a second get a number */
enum fail quarantine_place(const char *folder, int64_t now_ms, char *ret, size_t room)
{
	char parent[PATH_MAX];
	TRY(file_path(parent, sizeof parent, folder, "quarantine"));
	TRY(file_make_folder(parent, 0700));
	time_t seconds = (time_t)(now_ms / 1000);
	struct tm utc = { 0 };
	gmtime_r(&seconds, &utc);
	for (int n = 1; n <= 1000; n++) {
		char name[64];
		size_t length = strftime(name, sizeof name - 8, "%Y%m%dT%H%M%SZ", &utc);
		if (n > 1)
			snprintf(name + length, sizeof name - length, "-%d", n);
		TRY(file_path(ret, room, parent, name));
		if (mkdir(ret, 0700) == 0)
			return file_sync_folder(parent);
		if (errno != EEXIST)
			break;
	}
	return FAIL(IO, "cannot make %s: %s", ret, strerror(errno));
}

enum fail quarantine_move(const char *folder, int64_t now_ms, char *ret_place, size_t room)
{
	int found = 0;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		found += exists(folder, parts[i]);
	if (found == 0)
		return FAIL(EMPTY, "no store in %s", folder);
	TRY(quarantine_place(folder, now_ms, ret_place, room));
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char from[PATH_MAX], to[PATH_MAX];
		TRY(file_path(from, sizeof from, folder, parts[i]));
		TRY(file_path(to, sizeof to, ret_place, parts[i]));
		if (rename(from, to) != 0 && errno != ENOENT)
			return FAIL(IO, "cannot move %s: %s", from, strerror(errno));
	}
	TRY(file_sync_folder(ret_place));
	return file_sync_folder(folder);
}
