/* SPDX-License-Identifier: MIT */
/* Whether a form's words fit is asked of foyer-fit, which has the kiosk's screens; this program has none of them. */
#include "firmware/cli/forms.h"

#include "firmware/base/file.h"
#include "firmware/cli/place.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Its status; -1 it cannot be run. What it prints goes where we print. */
static int run(char *const argument[])
{
	pid_t pid;
	int status;
	fflush(stdout);
	if (access(argument[0], X_OK) != 0 || posix_spawn(&pid, argument[0], NULL, NULL, argument, environ) != 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int forms_fit(const char *path)
{
	char programs[PATH_MAX], assets[PATH_MAX], program[PATH_MAX];
	fail_clear();
	bool here = place_programs(programs, sizeof programs) == FAIL_NONE && file_path(program, sizeof program, programs, "foyer-fit") == FAIL_NONE && place_assets(assets, sizeof assets) == FAIL_NONE;
	fail_clear();
	int status = here ? run((char *const[]){ program, assets, (char *)path, NULL }) : -1;
	return status == 0 || status == 1 ? status : -1;
}
