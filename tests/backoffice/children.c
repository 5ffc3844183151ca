/* SPDX-License-Identifier: MIT */
/* children.c - fork, exec, wait; every wait is for an end or a line, never for time. */
#include "tests/backoffice/children.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	abort();
}

/* In the child: only what exec and the signal mask need. */
static _Noreturn void become(const char *const *words, int output_fd)
{
	char path[PATH_MAX];
	const char *build = getenv("FOYER_BUILD");
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL); /* a loop of ours blocks SIGTERM */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(path, sizeof path, "%s/bin/%s", build ? build : ".", words[0]);
	if (dup2(output_fd, STDOUT_FILENO) >= 0)
		execv(path, (char *const *)words);
	give_up(path);
}

struct child child_start(const char *const *words)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		give_up("no pipe");
	pid_t pid = fork();
	if (pid < 0)
		give_up("no child");
	if (pid == 0)
		become(words, ends[1]);
	close(ends[1]);
	return (struct child){ .pid = pid, .output_fd = ends[0] };
}

void child_line(const struct child *child, char *ret, size_t room)
{
	size_t used = 0;
	for (char byte; used + 1 < room && read(child->output_fd, &byte, 1) == 1 && byte != '\n';)
		ret[used++] = byte;
	ret[used] = '\0';
	if (used == 0)
		give_up("a child ended without a word");
}

static int reap(struct child *child)
{
	int status;
	while (waitpid(child->pid, &status, 0) < 0)
		if (errno != EINTR)
			give_up("no child to wait for");
	close(child->output_fd);
	*child = (struct child){ .output_fd = -1 };
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int child_all(struct child *child, struct buffer *ret)
{
	char bytes[4096];
	ssize_t size;
	while ((size = read(child->output_fd, bytes, sizeof bytes)) > 0)
		if (buffer_add(ret, bytes, (size_t)size) != FAIL_NONE)
			give_up("a child prints more than expected");
	return reap(child);
}

void child_kill(struct child *child)
{
	if (child->pid <= 0)
		return;
	kill(child->pid, SIGKILL);
	reap(child);
}

int child_end(struct child *child)
{
	if (child->pid <= 0)
		return 0;
	kill(child->pid, SIGTERM);
	return reap(child);
}
