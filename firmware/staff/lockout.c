/* SPDX-License-Identifier: MIT */
/* lockout.c - DESIGN: tries are kept, times are not: a wall clock that jumps, or wakes up in 1970, neither shortens a wait nor makes one endless. */
#include "firmware/staff/lockout.h"

bool lockout_is_dead(int64_t tries)
{
	return tries >= LOCKOUT_DEAD;
}

int64_t lockout_wait_ms(int64_t tries)
{
	if (tries < LOCKOUT_FREE)
		return 0;
	return lockout_is_dead(tries) ? INT64_MAX : (int64_t)LOCKOUT_FIRST_MS << (tries - LOCKOUT_FREE);
}

int64_t lockout_mild(int64_t tries)
{
	return tries < LOCKOUT_DEAD ? tries : LOCKOUT_DEAD - 1;
}

int64_t lockout_left_ms(int64_t tries, int64_t since_ms, int64_t now_ms)
{
	int64_t wait_ms = lockout_wait_ms(tries), passed_ms = now_ms > since_ms ? now_ms - since_ms : 0;
	if (wait_ms == INT64_MAX)
		return wait_ms;
	return wait_ms > passed_ms ? wait_ms - passed_ms : 0;
}
