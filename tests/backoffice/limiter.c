/* SPDX-License-Identifier: MIT */
/* limiter.c - a bucket of LIMITER_MOST wrong tries that empties by one each LIMITER_EVERY_MS. */
#include "tests/backoffice/limiter.h"

bool limiter_open(struct limiter *limiter, int64_t mono_ms)
{
	if (limiter->used == 0 || limiter->since_ms == 0 || mono_ms < limiter->since_ms)
		limiter->since_ms = mono_ms;
	int64_t passed = (mono_ms - limiter->since_ms) / LIMITER_EVERY_MS;
	limiter->since_ms += passed * LIMITER_EVERY_MS;
	limiter->used = passed < limiter->used ? limiter->used - passed : 0;
	return limiter->used < LIMITER_MOST;
}

void limiter_missed(struct limiter *limiter)
{
	limiter->used++;
}
