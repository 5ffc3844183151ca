/* SPDX-License-Identifier: MIT */
/* scarce.h - a page shared with a program under test whose allocations are counted, and fail from one on or once. */
#pragma once

#include <stdatomic.h>

#define SCARCE_PAGE "FOYER_SCARCE" /* environment: the page's file */

struct scarce {
	_Atomic long count;     /* allocations since the page was there */
	_Atomic long fail_at;   /* this one fails; 0: none */
	_Atomic int for_ever;   /* and all after it */
	_Atomic int failed;     /* whether it came to that */
};
