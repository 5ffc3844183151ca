/* SPDX-License-Identifier: MIT */
/* lockout.h - how long somebody waits who was wrong so often: five tries are free, then 15 seconds, doubling, and none after the fifteenth. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { LOCKOUT_FREE = 5, LOCKOUT_DEAD = 15, LOCKOUT_FIRST_MS = 15 * 1000 };

/** lockout_is_dead - whether after @tries no further one is taken until somebody unlocks. */
bool lockout_is_dead(int64_t tries);

/** lockout_wait_ms - the whole wait after @tries: 0, then 15 s, 30 s, … 2 h 8 min; INT64_MAX when dead. */
int64_t lockout_wait_ms(int64_t tries);

/** lockout_mild - @tries where nobody is shut out for good, such as an address that others have tomorrow: the longest wait is the last but one. */
int64_t lockout_mild(int64_t tries);

/**
 * lockout_left_ms - what is left of it, @since_ms being the last try by a clock that never goes back, or when that clock began for this program:
 * who restarts the machine waits anew. 0: a try may be taken.
 */
int64_t lockout_left_ms(int64_t tries, int64_t since_ms, int64_t now_ms);
