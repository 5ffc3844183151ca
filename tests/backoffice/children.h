/* SPDX-License-Identifier: MIT */
/* children.h - tests: the real programs as children of the test, and what they print. */
#pragma once

#include "firmware/base/buffer.h"

#include <sys/types.h>

enum { CHILD_WORDS_MAX = 24 };

struct child {
	pid_t pid;
	int output_fd; /* its standard output */
};

/** child_start - run <build>/bin/@words[0]; @words ends with NULL. It dies with the test. Stops the test if it cannot. */
struct child child_start(const char *const *words);
#define CHILD(...) child_start((const char *const[]){ __VA_ARGS__, NULL })

/** child_line - wait for its next line; without the line break. Stops the test if it ends first. */
void child_line(const struct child *child, char *ret, size_t room);

/** child_all - all it prints until its end; @ret from empty. Returns its exit status. */
int child_all(struct child *child, struct buffer *ret);

/** child_kill - SIGKILL, as a power cut would; waits for its end. child_end - SIGTERM; its exit status. */
void child_kill(struct child *child);
int child_end(struct child *child);
