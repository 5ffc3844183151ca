/* SPDX-License-Identifier: MIT */
/* process.h - real programs under a test: started, watched, killed, and what they said. Every wait has a deadline and fails the case. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PROCESS_WAIT_MS = 120000 };

struct process {
	pid_t pid;          /* 0: not running */
	int pid_fd;
	char said[4096];    /* path of the file with its standard error and output */
};

/** process_start - run @argv (ends with NULL) with this environment; its words go to the file @said, appended. Fails the case when it cannot. It dies with the test. */
void process_start(struct process *process, const char *said, char *const argv[]);

/** process_wait - until it ends by itself; returns its exit status, or 256 + signal. Fails the case after PROCESS_WAIT_MS. */
int process_wait(struct process *process);

/** process_signal - send @signal; nothing if it does not run. */
void process_signal(struct process *process, int signal);

/** process_stop - SIGTERM, and SIGKILL when that does not end it in a minute (which fails the case). Returns its exit status. Safe when it does not run. */
int process_stop(struct process *process);

/** process_run - start, wait, and read standard output (without error) into @ret as text. Returns the exit status. */
int process_run(char *const argv[], char *ret, size_t room);

/** process_find - the one child of @parent whose program is called @name; 0 if there is none (yet). */
pid_t process_find(pid_t parent, const char *name);

/** process_await - process_find() until there is one other than @except. Fails the case after PROCESS_WAIT_MS. */
pid_t process_await(pid_t parent, const char *name, pid_t except);

/** process_gone - wait until no process with this pid runs (one that waits to be reaped by somebody else does not). Fails the case after PROCESS_WAIT_MS. */
void process_gone(pid_t pid);
