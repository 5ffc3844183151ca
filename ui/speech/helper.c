/* SPDX-License-Identifier: MIT */
/*
 * helper.c - DESIGN: fork and exec, because a voice must not outlive the screen that speaks (PR_SET_PDEATHSIG), which posix_spawn cannot ask for.
 * The text is in the pipe before the process is there, so that a helper that dies early costs no signal. espeak-ng ends with 0 where there
 * is no sound; it only complains, so its complaints are read. Its patience is measured by the real clock: a test that moves time does not change how long a sentence takes.
 */
#include "ui/speech/helper.h"

#include "firmware/base/words.h"
#include "firmware/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS = 16, ENVIRONMENT = 12, NO_SUCH_PROGRAM = 127 };

const char *helper_language(const char *tag)
{
	return words_english(tag) ? "en-gb" : tag;
}

static void shut(struct helper *helper, int *fd)
{
	if (*fd < 0)
		return;
	loop_unwatch(helper->loop, *fd);
	close(*fd);
	*fd = -1;
}

void helper_init(struct helper *helper, struct loop *loop, helper_ended ended, void *context)
{
	*helper = (struct helper){ .loop = loop, .end_fd = -1, .complaint_fd = -1, .late_fd = -1, .ended = ended, .context = context };
}

static void close_all(struct helper *helper)
{
	shut(helper, &helper->end_fd);
	shut(helper, &helper->complaint_fd);
	shut(helper, &helper->late_fd);
}

static void reap(struct helper *helper, int *ret_status)
{
	*ret_status = 0;
	while (waitpid(helper->pid, ret_status, 0) < 0 && errno == EINTR)
		continue;
	helper->pid = 0;
}

void helper_done(struct helper *helper)
{
	int status;
	if (helper->pid > 0) {
		kill(helper->pid, SIGKILL);
		reap(helper, &status);
	}
	close_all(helper);
}

bool helper_runs(const struct helper *helper)
{
	return helper->pid > 0;
}

/* Of what it says only that it complains is of interest. */
static void read_complaint(struct helper *helper)
{
	char words[HELPER_COMPLAINT_MAX_BYTES];
	ssize_t size;
	while (helper->complaint_fd >= 0 && (size = read(helper->complaint_fd, words, sizeof words - 1)) != 0) {
		if (size < 0)
			return; /* nothing more for now */
		words[size] = '\0';
		helper->complained |= strstr(words, "error") != NULL || strstr(words, "Error") != NULL;
	}
	shut(helper, &helper->complaint_fd);
}

static void on_complaint(void *context, int fd, uint32_t events)
{
	(void)fd, (void)events;
	read_complaint(context);
}

static void on_end(void *context, int fd, uint32_t events)
{
	struct helper *helper = context;
	int status;
	(void)fd, (void)events;
	read_complaint(helper);
	reap(helper, &status);
	close_all(helper);
	enum fail code = FAIL_NONE;
	if (helper->late)
		code = FAIL(DEVICE, "espeak-ng hangs");
	else if (helper->stopped)
		code = FAIL_BUSY;
	else if (WIFEXITED(status) && WEXITSTATUS(status) == NO_SUCH_PROGRAM)
		code = FAIL(EMPTY, "there is no espeak-ng here");
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		code = FAIL(DEVICE, "espeak-ng died");
	else if (helper->complained)
		code = FAIL(DEVICE, "espeak-ng finds no sound device");
	helper->ended(helper->context, code);
}

static void on_late(void *context, int fd, uint32_t events)
{
	struct helper *helper = context;
	(void)fd, (void)events;
	shut(helper, &helper->late_fd);
	helper->late = true;
	kill(helper->pid, SIGKILL);
}

void helper_stop(struct helper *helper)
{
	if (helper->pid <= 0)
		return;
	helper->stopped = true;
	kill(helper->pid, SIGKILL);
}

/* 0: for ever. */
static bool be_patient(struct helper *helper, int64_t for_ms)
{
	const struct itimerspec late = { .it_value = { .tv_sec = for_ms / 1000, .tv_nsec = for_ms % 1000 * 1000000 } };
	return timerfd_settime(helper->late_fd, 0, &late, NULL) == 0;
}

void helper_pause(struct helper *helper, bool hold)
{
	if (helper->pid <= 0)
		return;
	be_patient(helper, hold ? 0 : helper->patience_ms);
	kill(helper->pid, hold ? SIGSTOP : SIGCONT);
}

/*
 * What the voice may know of the world outside: where it is found, its settings, a laptop's sound server. Where there can be no such server it
 * is told so: libpulse would make a folder for each sentence before it finds out.
 */
static void environment_for(char *ret[static ENVIRONMENT])
{
	static char no_server[] = "PULSE_SERVER=unix:/run/no-sound-server";
	static const char *const passed[] = { "PATH=", "HOME=", "LANG=", "XDG_RUNTIME_DIR=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS=" };
	int count = 0;
	for (char **at = environ; *at; at++)
		for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++)
			if (strncmp(*at, passed[i], strlen(passed[i])) == 0 && count < ENVIRONMENT - 1)
				ret[count++] = *at;
	if (!getenv("XDG_RUNTIME_DIR") && count < ENVIRONMENT - 1)
		ret[count++] = no_server;
	ret[count] = NULL;
}

/* In the child: async-signal-safe calls only. It speaks, and can gain nothing: no privilege by what it runs, no file of its memory. */
static void become(const char *const *argument, char **environment, int text_fd, int complaint_fd, pid_t parent)
{
	const struct rlimit none_at_all = { 0, 0 };
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || setrlimit(RLIMIT_CORE, &none_at_all) != 0)
		_exit(1);
	dup2(text_fd, STDIN_FILENO);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	dup2(nowhere >= 0 ? nowhere : complaint_fd, STDOUT_FILENO);
	dup2(complaint_fd, STDERR_FILENO);
	syscall(SYS_close_range, 3u, ~0u, 0u);
	execvpe(argument[0], (char *const *)argument, environment);
	_exit(NO_SUCH_PROGRAM);
}

static enum fail put_text(const char *text, int *ret_fd)
{
	int ends[2];
	size_t length = strlen(text);
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return FAIL(IO, "no pipe for the voice: %s", strerror(errno));
	bool told = write(ends[1], text, length) == (ssize_t)length && write(ends[1], "\n", 1) == 1;
	close(ends[1]);
	if (!told) {
		close(ends[0]);
		return FAIL(LIMIT, "the sentence does not fit");
	}
	fcntl(ends[0], F_SETFL, 0);
	*ret_fd = ends[0];
	return FAIL_NONE;
}

static enum fail watch(struct helper *helper, const char *text)
{
	helper->patience_ms = HELPER_GRACE_MS + (int64_t)utf8_length(text) * HELPER_CHARACTER_MS;
	helper->end_fd = (int)syscall(SYS_pidfd_open, helper->pid, 0);
	helper->late_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (helper->end_fd < 0 || helper->late_fd < 0 || !be_patient(helper, helper->patience_ms))
		return FAIL(IO, "the voice cannot be watched: %s", strerror(errno));
	fcntl(helper->end_fd, F_SETFD, FD_CLOEXEC);
	TRY(loop_watch(helper->loop, helper->end_fd, EPOLLIN, on_end, helper));
	TRY(loop_watch(helper->loop, helper->complaint_fd, EPOLLIN, on_complaint, helper));
	return loop_watch(helper->loop, helper->late_fd, EPOLLIN, on_late, helper);
}

static enum fail spawn(struct helper *helper, const char *const *argument, int text_fd)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return FAIL(IO, "no pipe for the voice: %s", strerror(errno));
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	helper->complaint_fd = ends[0];
	pid_t parent = getpid();
	char *environment[ENVIRONMENT];
	environment_for(environment);
	helper->pid = fork();
	if (helper->pid == 0)
		become(argument, environment, text_fd, ends[1], parent);
	int error = errno;
	close(ends[1]);
	if (helper->pid > 0)
		return FAIL_NONE;
	helper->pid = 0;
	shut(helper, &helper->complaint_fd);
	return FAIL(IO, "no process for the voice: %s", strerror(error));
}

enum fail helper_start(struct helper *helper, const char *text, const struct helper_voice *voice)
{
	char amplitude[12], speed[12], language[24]; /* copies: memory for answers is empty in a forked process */
	const char *argument[ARGUMENTS] = { "espeak-ng", "--stdin", "-b", "1", "-v", language, "-a", amplitude, "-s", speed };
	int text_fd = -1;
	snprintf(language, sizeof language, "%s", helper_language(voice->language));
	snprintf(amplitude, sizeof amplitude, "%d", voice->amplitude);
	snprintf(speed, sizeof speed, "%d", voice->words_per_minute);
	if (voice->device) {
		argument[10] = "-d";
		argument[11] = voice->device;
	}
	helper->stopped = helper->late = helper->complained = false;
	TRY(put_text(text, &text_fd));
	enum fail code = spawn(helper, argument, text_fd);
	close(text_fd);
	if (code == FAIL_NONE)
		code = watch(helper, text);
	if (code != FAIL_NONE)
		helper_done(helper);
	return code;
}
