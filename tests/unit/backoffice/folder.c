/* SPDX-License-Identifier: MIT */
/* folder.c - mkdtemp and its end. */
#include "tests/unit/backoffice/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int folder_make(void **state)
{
	char *path = strdup("/tmp/foyer-backoffice-XXXXXX");
	*state = path;
	return path && mkdtemp(path) ? 0 : -1;
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

int folder_drop(void **state)
{
	int left = nftw(*state, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return left;
}
