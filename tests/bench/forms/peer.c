/* SPDX-License-Identifier: MIT */
#include "tests/bench/forms/peer.h"

#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Standard output of @argv, run in @folder (NULL: here), with its last line's end taken off. */
static bool said_by(char *const argv[], const char *folder, char ret[static PEER_PATH_BYTES])
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
	for (ssize_t got; size < PEER_PATH_BYTES - 1 && (got = read(ends[0], ret + size, PEER_PATH_BYTES - 1 - size)) > 0; size += (size_t)got)
		;
	close(ends[0]);
	ret[size] = '\0';
	ret[strcspn(ret, "\n")] = '\0';
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool peer_fetch(const char *source, const char *work, char ret_node[static PEER_PATH_BYTES])
{
	char script[PATH_MAX];
	snprintf(script, sizeof script, "%s/tests/peers/forms/peer", source);
	return said_by((char *[]){ script, (char *)work, NULL }, NULL, ret_node);
}

bool peer_measure(const char *node, const char *source, const char *work, const char *folder, struct peer_figures *ret)
{
	char bench[PATH_MAX], said[PEER_PATH_BYTES];
	snprintf(bench, sizeof bench, "%s/bench.mjs", work);
	bool ran = said_by((char *[]){ (char *)node, "--expose-gc", bench, (char *)source, (char *)folder, NULL }, work, said);
	json_t *figures = ran ? json_loads(said, 0, NULL) : NULL;
	ran = figures && json_unpack(figures, "{s:F, s:F, s:F}", "load_ms", &ret->load_ms, "post_p95_ms", &ret->post_p95_ms, "memory_mib", &ret->memory_mib) == 0;
	json_decref(figures);
	if (!ran)
		fprintf(stderr, "bench_forms: the reference engine did not run\n");
	return ran;
}
