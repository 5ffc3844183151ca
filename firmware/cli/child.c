/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: crash-only. A child is watched through its pidfd, so no signal handler and no pid that could be somebody else's.
 * Each child leads its own process group: the terminal's Ctrl-C reaches only us, and what it may have started ends with it.
 */
#include "firmware/cli/child.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EARLY_MS = 1000, PAUSE_FIRST_MS = 50, PAUSE_MAX_MS = 2000 };

/* What a program of ours may know of the world outside. */
static const struct { const char *name; bool display; } passed[] = {
	{ "PATH", false }, { "HOME", false }, { "LANG", false }, { "TZ", false }, { "FOYER_CLOCK", false },
	{ "ASAN_OPTIONS", false }, { "UBSAN_OPTIONS", false }, { "LSAN_OPTIONS", false },
	{ "DISPLAY", true }, { "XAUTHORITY", true }, { "XDG_RUNTIME_DIR", true } /* where a laptop's sound server is */,
};
enum { PASSED = sizeof passed / sizeof passed[0] };

static void start(void *context);

static char **environment_of(const struct child *child)
{
	char **environment = calloc(PASSED + 1, sizeof *environment);
	if (!environment)
		abort();
	int count = 0;
	for (int i = 0; i < PASSED; i++) {
		const char *value = getenv(passed[i].name);
		if (!value || (passed[i].display && !child->display))
			continue;
		if (asprintf(&environment[count++], "%s=%s", passed[i].name, value) < 0)
			abort();
	}
	return environment;
}

static void environment_free(char **environment)
{
	for (int i = 0; environment[i]; i++)
		free(environment[i]);
	free(environment);
}

/* A description of its own, so that one incarnation's reading does not move the next one's place in it. */
static int key_opened_again(int key_fd)
{
	char path[32];
	snprintf(path, sizeof path, "/proc/self/fd/%d", key_fd);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* In the new process: exactly these descriptors, this environment, these signals. */
[[gnu::noreturn]] static void become(const struct child *child, pid_t parent, char **environment)
{
	char *argument[CHILD_ARGUMENTS_MAX + 2] = { (char *)child->name };
	for (int i = 0; i < CHILD_ARGUMENTS_MAX && child->argument[i]; i++)
		argument[i + 1] = (char *)child->argument[i];

	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(127); /* the parent died before it could be watched */
	setpgid(0, 0);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	int key = child->key_fd >= 0 ? key_opened_again(child->key_fd) : -1;
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		_exit(127);
	unsigned first_closed = CHILD_KEY_FD;
	if (child->key_fd >= 0) {
		int moved = fcntl(key, F_DUPFD, CHILD_KEY_FD + 1);
		if (key < 0 || moved < 0 || dup2(moved, CHILD_KEY_FD) < 0)
			_exit(127);
		first_closed = CHILD_KEY_FD + 1;
	}
	close_range(first_closed, ~0u, 0);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	execve(child->path, argument, environment);
	_exit(127);
}

/* How long to wait before the next start: nothing for one that ran, growing for one that dies early. */
static int64_t pause_ms(int early_deaths)
{
	if (early_deaths < 2)
		return 0;
	int64_t pause = PAUSE_FIRST_MS;
	for (int i = 2; i < early_deaths && pause < PAUSE_MAX_MS; i++)
		pause *= 2;
	return pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS;
}

static void start_later(struct child *child)
{
	loop_timer_set(child->loop, pause_ms(child->early_deaths), start, child);
}

/* Take leave of a child that has ended: its group first, while its number is still its own. Its exit status, or -1. */
static int reap(struct child *child)
{
	siginfo_t info = { 0 };
	kill(-child->pid, SIGKILL);
	waitid(P_PIDFD, (id_t)child->pid_fd, &info, WEXITED);
	if (child->loop)
		loop_unwatch(child->loop, child->pid_fd);
	close(child->pid_fd);
	log_event("program.ended", "program=%s pid=%d %s=%d", child->name, (int)child->pid,
		info.si_code == CLD_EXITED ? "status" : "signal", info.si_status);
	child->pid = 0;
	child->pid_fd = -1;
	return info.si_code == CLD_EXITED ? info.si_status : -1;
}

static void died(void *context, int fd, uint32_t events)
{
	struct child *child = context;
	(void)fd, (void)events;
	bool early = clock_mono_ms() - child->started_ms < EARLY_MS;
	int status = reap(child);
	child->early_deaths = early && status != PROGRAM_RETIRED ? child->early_deaths + 1 : 0;
	if (status == 0 && child->leads)
		loop_stop(child->loop);
	else
		start_later(child);
}

static void start(void *context)
{
	struct child *child = context;
	pid_t parent = getpid();
	char **environment = environment_of(child);
	pid_t pid = fork();
	if (pid == 0)
		become(child, parent, environment);
	environment_free(environment);
	child->started_ms = clock_mono_ms();
	child->pid_fd = pid > 0 ? pidfd_open(pid, 0) : -1;
	if (child->pid_fd >= 0 && loop_watch(child->loop, child->pid_fd, EPOLLIN, died, child) == FAIL_NONE) {
		child->pid = pid;
		log_event("program.started", "program=%s pid=%d", child->name, (int)pid);
		return;
	}
	log_fail("program.start", FAIL(IO, "%s cannot be started: %s", child->name, strerror(errno)));
	if (child->pid_fd >= 0)
		close(child->pid_fd);
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	child->early_deaths++;
	start_later(child);
}

void child_keep(struct loop *loop, struct child *child)
{
	child->loop = loop;
	child->pid_fd = -1;
	start(child);
}

static int64_t real_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Waits until a child has ended or the time is over; returns how many still run. */
static int wait_for_some(struct child *children, int count, int64_t until_ms)
{
	struct pollfd ended[16];
	int running = 0;
	for (int i = 0; i < count && running < 16; i++)
		if (children[i].pid > 0)
			ended[running++] = (struct pollfd){ .fd = children[i].pid_fd, .events = POLLIN };
	int64_t left_ms = until_ms - real_ms();
	if (running == 0 || left_ms <= 0)
		return running;
	poll(ended, (nfds_t)running, (int)left_ms);
	for (int i = 0; i < count; i++)
		for (int k = 0; k < running; k++)
			if (children[i].pid > 0 && ended[k].fd == children[i].pid_fd && ended[k].revents) {
				reap(&children[i]);
				break;
			}
	return running;
}

void children_end(struct child *children, int count, int wait_ms)
{
	for (int i = 0; i < count; i++) {
		if (children[i].loop)
			loop_timer_clear(children[i].loop, start, &children[i]);
		if (children[i].pid > 0)
			pidfd_send_signal(children[i].pid_fd, SIGTERM, NULL, 0);
	}
	int64_t until_ms = real_ms() + wait_ms;
	while (real_ms() < until_ms && wait_for_some(children, count, until_ms) > 0)
		continue;
	for (int i = 0; i < count; i++)
		if (children[i].pid > 0) {
			pidfd_send_signal(children[i].pid_fd, SIGKILL, NULL, 0);
			reap(&children[i]);
		}
}
