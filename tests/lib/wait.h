/* SPDX-License-Identifier: MIT */
/* wait.h - waiting for a condition in another process: look again every few milliseconds until a deadline. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A deadline of real time, whatever the clock page says. */
struct deadline { int64_t at_ms; };

/** deadline_in - @ms from now. deadline_over - whether it has passed. */
struct deadline deadline_in(int ms);
bool deadline_over(struct deadline deadline);
/** deadline_left_ms - for poll(); 0 when over. */
int deadline_left_ms(struct deadline deadline);
/** deadline_pause - let a few milliseconds go by before looking again; false when the deadline is over. */
bool deadline_pause(struct deadline deadline);
/** real_ms - the machine's monotonic clock. */
int64_t real_ms(void);
