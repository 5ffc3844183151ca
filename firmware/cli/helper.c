/* SPDX-License-Identifier: MIT */
#include "firmware/cli/helper.h"

#include "firmware/base/file.h"
#include "firmware/cli/place.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int helper_run(const char *name, const char *const *arguments)
{
	char programs[PATH_MAX], program[PATH_MAX];
	char *words[HELPER_ARGUMENTS_MAX + 2] = { program };
	pid_t pid;
	int status;
	for (int i = 0; i < HELPER_ARGUMENTS_MAX && arguments[i]; i++)
		words[i + 1] = (char *)arguments[i];
	fail_clear();
	bool here = place_programs(programs, sizeof programs) == FAIL_NONE && file_path(program, sizeof program, programs, name) == FAIL_NONE;
	fail_clear();
	fflush(stdout);
	if (!here || access(program, X_OK) != 0 || posix_spawn(&pid, program, NULL, NULL, words, environ) != 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
