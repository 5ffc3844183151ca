/* SPDX-License-Identifier: MIT */
/* shared_clock.h - tests: one clock for this program and all that it starts. */
#pragma once

#include <stdint.h>

/** shared_clock - a page of our own, which children find through /proc; once in a program. A page that is there already stays. */
void shared_clock(void);
/** shared_clock_pass - let @ms pass for all of them. Only after shared_clock(). */
void shared_clock_pass(int64_t ms);
