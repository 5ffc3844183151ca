/* SPDX-License-Identifier: MIT */
#include "tests/bench/ground.h"

#include "firmware/base/file.h"

#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THEIRS = 1, OURS };

int ground_open(struct ground *ground, const char *name)
{
	ssize_t length = readlink("/proc/self/exe", ground->programs, sizeof ground->programs - 1);
	char *slash = length > 0 ? strrchr(ground->programs, '/') : NULL;
	ground->folder[0] = '\0';
	if (!slash)
		return -1;
	*slash = '\0';
	snprintf(ground->folder, sizeof ground->folder, "%.4000s/bench-%s-XXXXXX", ground->programs, name);
	if (mkdtemp(ground->folder))
		return 0;
	ground->folder[0] = '\0';
	return -1;
}

static int forget(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)kind, (void)place;
	return remove(path);
}

void ground_close(struct ground *ground)
{
	if (ground->folder[0])
		nftw(ground->folder, forget, 16, FTW_DEPTH | FTW_PHYS);
}

int ground_path(const struct ground *ground, const char *name, char ret[static PATH_MAX])
{
	return file_path(ret, PATH_MAX, ground->folder, name) == FAIL_NONE ? 0 : -1;
}

static void become(const struct ground *ground, const char *const words[])
{
	char path[PATH_MAX];
	sigset_t none;
	int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (sched_getscheduler(0) == SCHED_FIFO)
		sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = THEIRS });
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	dup2(quiet, STDOUT_FILENO);
	dup2(quiet, STDERR_FILENO);
	if (file_path(path, sizeof path, ground->programs, words[0]) == FAIL_NONE)
		execv(path, (char *const *)(uintptr_t)words);
	execvp(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

pid_t ground_run(const struct ground *ground, const char *const words[])
{
	pid_t pid = fork();
	if (pid == 0)
		become(ground, words);
	return pid;
}

int ground_finish(pid_t pid)
{
	int status = -1;
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0 : -1;
}

void ground_kill(pid_t pid)
{
	if (pid <= 0)
		return;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

double ground_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void ground_stay(void)
{
	cpu_set_t here;
	CPU_ZERO(&here);
	CPU_SET(sched_getcpu(), &here);
	sched_setaffinity(0, sizeof here, &here);
	sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = OURS });
}
