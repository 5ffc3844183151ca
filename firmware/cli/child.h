/* SPDX-License-Identifier: MIT */
/* child.h - a program that must always run: started with a clean environment, started again when it dies, ended when we end. */
#pragma once

#include "firmware/base/loop.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CHILD_ARGUMENTS_MAX = 32, CHILD_KEY_FD = 3 };

struct child {
	/* said by the caller */
	const char *name;                                /* for the log: "foyer-ui" */
	const char *path;                                /* of the program */
	const char *argument[CHILD_ARGUMENTS_MAX];       /* after the name; ends with NULL */
	bool display;                                    /* may speak to the display: gets DISPLAY and XAUTHORITY */
	bool leads;                                      /* when it ends of itself with status 0, the loop ends: its window was closed */
	int key_fd;                                      /* each incarnation gets it, read-only and from its start, as CHILD_KEY_FD; -1 none */

	/* kept by child.c */
	struct loop *loop;
	pid_t pid;                                       /* 0: not running */
	int pid_fd;
	int64_t started_ms;
	int early_deaths;                                /* in a row, each within a second of its start */
};

/**
 * child_keep - start @child now and again whenever it dies (one that leads: fails), for ever: at once, or after a pause that grows to 2 s while it dies early.
 * @child stays where it is until children_end(). Its group and it end with this process, whatever ends this process.
 */
void child_keep(struct loop *loop, struct child *child);

/** children_end - ask all to end (SIGTERM), wait up to @wait_ms of real time, kill what is left with its group, reap. No child is started again. */
void children_end(struct child *children, int count, int wait_ms);
