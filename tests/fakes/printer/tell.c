/* SPDX-License-Identifier: MIT */
/* tell.c */
#include "tests/fakes/printer/tell.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int connect_to(const char *path)
{
	char folder_text[PATH_MAX], name_text[PATH_MAX];
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(folder_text, sizeof folder_text, "%s", path);
	snprintf(name_text, sizeof name_text, "%s", path);
	int folder = open(dirname(folder_text), O_PATH | O_DIRECTORY | O_CLOEXEC);
	int size = snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", folder, basename(name_text));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool well = folder >= 0 && fd >= 0 && size > 0 && (size_t)size < sizeof address.sun_path
	            && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
	if (folder >= 0)
		close(folder);
	if (well)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

enum fail tell_printer(const char *control, const char *words)
{
	char said[128] = "";
	int fd = connect_to(control);

	if (fd < 0)
		return FAIL(IO, "no printer listens at %s", control);
	dprintf(fd, "%s\n", words);
	ssize_t got = recv(fd, said, sizeof said - 1, 0);
	close(fd);
	said[got > 0 ? got : 0] = '\0';
	said[strcspn(said, "\n")] = '\0';
	if (strcmp(said, "ok") == 0)
		return FAIL_NONE;
	return FAIL(INPUT, "\"%s\": %s", words, said[0] ? said : "no answer");
}
