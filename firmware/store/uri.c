/* SPDX-License-Identifier: MIT */
/* SOURCE: sqlite.org/uri.html. */
#include "firmware/store/uri.h"

#include <stdio.h>
#include <string.h>

enum fail uri_write(const char *path, const char *options, char *ret, size_t room)
{
	size_t tail = strlen(options) + 1, at = (size_t)snprintf(ret, room, "file:");
	for (const char *from = path; *from; from++) {
		if (at + 4 + tail > room)
			return FAIL(LIMIT, "the folder's path is too long");
		if (strchr("?#%", *from))
			at += (size_t)snprintf(ret + at, room - at, "%%%02X", (unsigned char)*from);
		else
			ret[at++] = *from;
	}
	memcpy(ret + at, options, tail);
	return FAIL_NONE;
}
