/* SPDX-License-Identifier: MIT */
#include "firmware/sync/chance.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

uint64_t chance(void)
{
	uint64_t bits;
	while (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
		if (errno != EINTR)
			abort();
	return bits;
}
