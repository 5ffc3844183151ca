/* SPDX-License-Identifier: MIT */
/* chance.h - 64 random bits from the kernel, for spreading kiosks in time. */
#pragma once

#include <stdint.h>

/** chance - never fails: without the kernel's random source nothing of ours may run. */
uint64_t chance(void);
