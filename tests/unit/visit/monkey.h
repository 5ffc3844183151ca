/* SPDX-License-Identifier: MIT */
/* monkey.h - random but repeatable: the seed is printed, and FOYER_SEED brings a run back. */
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct monkey { uint64_t state; };

static inline struct monkey monkey_new(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	const char *asked = getenv("FOYER_SEED");
	uint64_t seed = asked ? strtoull(asked, NULL, 10) : (uint64_t)now.tv_nsec * 2654435761u + (uint64_t)now.tv_sec;
	printf("FOYER_SEED=%llu\n", (unsigned long long)seed);
	fflush(stdout);
	return (struct monkey){ seed | 1 };
}

/* xorshift64*; 0..below-1. */
static inline unsigned monkey_pick(struct monkey *monkey, unsigned below)
{
	monkey->state ^= monkey->state >> 12;
	monkey->state ^= monkey->state << 25;
	monkey->state ^= monkey->state >> 27;
	return (unsigned)((monkey->state * UINT64_C(2685821657736338717)) >> 33) % below;
}
