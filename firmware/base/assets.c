/* SPDX-License-Identifier: MIT */
#include "firmware/base/assets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The number that @folder ends with; 0 for none. */
static int64_t number_of(const char *folder)
{
	const char *slash = strrchr(folder, '/'), *name = slash ? slash + 1 : folder;
	if (!*name || strspn(name, "0123456789") != strlen(name) || strlen(name) > 16)
		return 0;
	return strtoll(name, NULL, 10);
}

enum fail assets_settle(const char *current, const char *builtin, struct assets *ret)
{
	struct stat about;
	char *real = current ? realpath(current, NULL) : NULL;
	int64_t version = real && stat(real, &about) == 0 && S_ISDIR(about.st_mode) ? number_of(real) : 0;
	int length = snprintf(ret->folder, sizeof ret->folder, "%s", version ? real : builtin);
	free(real);
	ret->version = version;
	return length >= 0 && (size_t)length < sizeof ret->folder ? FAIL_NONE : FAIL(LIMIT, "the path of the assets is too long");
}
