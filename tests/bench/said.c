/* SPDX-License-Identifier: MIT */
#include "tests/bench/said.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool said_by(char *const argv[], const char *folder, char ret[static SAID_BYTES])
{
	int ends[2], status = 0;
	size_t size = 0;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	pid_t pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		if (!folder || chdir(folder) == 0)
			execvp(argv[0], argv);
		_exit(127);
	}
	close(ends[1]);
	for (ssize_t got; size < SAID_BYTES - 1 && (got = read(ends[0], ret + size, SAID_BYTES - 1 - size)) > 0; size += (size_t)got)
		;
	close(ends[0]);
	ret[size] = '\0';
	ret[strcspn(ret, "\n")] = '\0';
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
