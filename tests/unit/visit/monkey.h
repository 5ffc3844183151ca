/* SPDX-License-Identifier: MIT */
/* monkey.h - random but repeatable: the same way every time, unless FOYER_SEED is a number or "new"; the seed is printed. */
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct monkey { uint64_t state; };

static inline struct monkey monkey_new(void)
{
	const char *asked = getenv("FOYER_SEED");
	uint64_t seed = asked ? strtoull(asked, NULL, 10) : 20090713;
	if (asked && strcmp(asked, "new") == 0) {
		struct timespec now;
		clock_gettime(CLOCK_REALTIME, &now);
		seed = (uint64_t)now.tv_nsec * 2654435761u + (uint64_t)now.tv_sec;
	}
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
