/* SPDX-License-Identifier: MIT */
/* usage.h - what trees of processes take: memory, processor time, wake-ups, read from /proc (as root: our programs cannot be looked into otherwise). */
#pragma once

#include <stddef.h>
#include <sys/types.h>

struct usage {
	int processes;
	long pss_kib;     /* proportional: shared pages count once over all who share them */
	double cpu_ms;    /* of all threads since they began */
	long wakeups;     /* times that a thread waited and was woken */
};

/** usage_read - the sum over each of @roots and all their descendants. */
void usage_read(const pid_t *roots, size_t count, struct usage *ret);
/** usage_stop - end a tree: SIGTERM to its root, SIGKILL to what is left. Waits for @root. */
void usage_stop(pid_t root);
