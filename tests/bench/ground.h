/* SPDX-License-Identifier: MIT */
/* ground.h - where a bench runs: a folder of its own beside the programs of this build, on the disk they are on. */
#pragma once

#include <limits.h>
#include <sys/types.h>

struct ground { char programs[PATH_MAX], folder[PATH_MAX]; };

/** ground_open - make the folder "bench-@name-…". 0, or -1. */
int ground_open(struct ground *ground, const char *name);
/** ground_close - forget it and all in it. Safe when it was not made. */
void ground_close(struct ground *ground);

/** ground_path - @name in the folder. 0, or -1 when it is too long. */
int ground_path(const struct ground *ground, const char *name, char ret[static PATH_MAX]);

/** ground_run - the program @words[0] of this build, or of the PATH; silent, and dying with us. Its pid, or -1. */
pid_t ground_run(const struct ground *ground, const char *const words[]);
#define GROUND_RUN(GROUND, ...) ground_run(GROUND, (const char *const[]){ __VA_ARGS__, NULL })
/** ground_finish - wait for its end: 0 if all went well, else -1. ground_kill - end it now; safe for 0 and -1. */
int ground_finish(pid_t pid);
void ground_kill(pid_t pid);

/** ground_us - microseconds of a clock that only goes forward. */
double ground_us(void);
/**
 * ground_stay - this program and what it runs stay on one processor: which one the kernel wakes, and how, is not their doing and varies more than all
 * they do. Where that is allowed (root) they come before all others on it, and this program before those it runs: it hears an answer when it is given.
 */
void ground_stay(void);
