/* SPDX-License-Identifier: MIT */
#include "tests/lib/wait.h"

#include <poll.h>
#include <stddef.h>
#include <time.h>

enum { LOOK_AGAIN_MS = 5 };

int64_t real_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

struct deadline deadline_in(int ms)
{
	return (struct deadline){ real_ms() + ms };
}

bool deadline_over(struct deadline deadline)
{
	return real_ms() >= deadline.at_ms;
}

int deadline_left_ms(struct deadline deadline)
{
	int64_t left = deadline.at_ms - real_ms();
	return left > 0 ? (int)left : 0;
}

bool deadline_pause(struct deadline deadline)
{
	if (deadline_over(deadline))
		return false;
	poll(NULL, 0, LOOK_AGAIN_MS);
	return true;
}
