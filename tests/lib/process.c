/* SPDX-License-Identifier: MIT */
#include "tests/lib/process.h"

#include "tests/lib/given.h"
#include "tests/lib/wait.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STOP_WAIT_MS = 60000 };

static pid_t start_with(int in_fd, int out_fd, int error_fd, char *const argv[])
{
	pid_t parent = getpid();
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(127);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(in_fd, 0) < 0 || dup2(out_fd, 1) < 0 || dup2(error_fd, 2) < 0)
		_exit(127);
	close_range(3, ~0u, 0);
	execvp(argv[0], argv);
	dprintf(2, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

void process_start(struct process *process, const char *said, char *const argv[])
{
	snprintf(process->said, sizeof process->said, "%s", said);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	int out = open(said, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	assert_true(nothing >= 0 && out >= 0);
	process->pid = start_with(nothing, out, out, argv);
	close(nothing);
	close(out);
	assert_true(process->pid > 0);
	process->pid_fd = pidfd_open(process->pid, 0);
	assert_true(process->pid_fd >= 0);
}

static int reap(struct process *process)
{
	int status = 0;
	assert_int_equal(waitpid(process->pid, &status, 0), process->pid);
	close(process->pid_fd);
	process->pid = 0;
	process->pid_fd = -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

static bool ends_within(struct process *process, int ms)
{
	struct pollfd ended = { .fd = process->pid_fd, .events = POLLIN };
	return poll(&ended, 1, ms) == 1;
}

int process_wait(struct process *process)
{
	assert_true(process->pid > 0);
	if (!ends_within(process, PROCESS_WAIT_MS))
		fail_msg("a program did not end by itself; its words are in %s", process->said);
	return reap(process);
}

void process_signal(struct process *process, int signal)
{
	if (process->pid > 0)
		pidfd_send_signal(process->pid_fd, signal, NULL, 0);
}

int process_stop(struct process *process)
{
	if (process->pid <= 0)
		return 0;
	process_signal(process, SIGTERM);
	bool ended = ends_within(process, STOP_WAIT_MS);
	if (!ended)
		process_signal(process, SIGKILL);
	int status = reap(process);
	if (!ended)
		fail_msg("a program did not end when asked to; its words are in %s", process->said);
	return status;
}

int process_run(char *const argv[], char *ret, size_t room)
{
	int ends[2];
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	pid_t pid = start_with(nothing, ends[1], STDERR_FILENO, argv);
	close(nothing);
	close(ends[1]);
	size_t size = 0;
	ssize_t got;
	while (size + 1 < room && (got = read(ends[0], ret + size, room - size - 1)) > 0)
		size += (size_t)got;
	ret[size] = '\0';
	close(ends[0]);
	int status = 0;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

/* The parent and the name of process @pid, from its stat line: "pid (name) state parent …". */
static bool process_about(const char *pid, pid_t *ret_parent, char *ret_name, size_t room)
{
	char path[64], line[512];
	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd >= 0 ? read(fd, line, sizeof line - 1) : -1;
	if (fd >= 0)
		close(fd);
	if (got <= 0)
		return false;
	line[got] = '\0';
	char *open = strchr(line, '('), *close = strrchr(line, ')');
	char state;
	int parent;
	if (!open || !close || sscanf(close + 1, " %c %d", &state, &parent) != 2 || state == 'Z')
		return false;
	snprintf(ret_name, room, "%.*s", (int)(close - open - 1), open + 1);
	*ret_parent = parent;
	return true;
}

pid_t process_find(pid_t parent, const char *name)
{
	char short_name[16]; /* the kernel keeps fifteen characters */
	snprintf(short_name, sizeof short_name, "%s", name);
	DIR *folder = opendir("/proc");
	assert_non_null(folder);
	pid_t found = 0;
	for (struct dirent *entry; !found && (entry = readdir(folder));) {
		pid_t of;
		char called[64];
		if (isdigit((unsigned char)entry->d_name[0]) && process_about(entry->d_name, &of, called, sizeof called) && of == parent &&
			strcmp(called, short_name) == 0)
			found = (pid_t)strtol(entry->d_name, NULL, 10);
	}
	closedir(folder);
	return found;
}

pid_t process_await(pid_t parent, const char *name, pid_t except)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	do {
		pid_t pid = process_find(parent, name);
		if (pid && pid != except)
			return pid;
	} while (deadline_pause(deadline));
	fail_msg("%s does not run", name);
	return 0;
}

void process_gone(pid_t pid)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	char text[16], name[64];
	pid_t parent;
	snprintf(text, sizeof text, "%d", (int)pid);
	while (process_about(text, &parent, name, sizeof name))
		if (!deadline_pause(deadline))
			fail_msg("process %d still runs", (int)pid);
}
