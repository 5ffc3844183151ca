/* SPDX-License-Identifier: MIT */
/* limiter.h - how often a wrong secret may be tried at this instance: a few at once, then a few an hour. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { LIMITER_MOST = 20, LIMITER_EVERY_MS = 30 * 1000 };

struct limiter { int64_t used, since_ms; };

/** limiter_open - whether one more may be tried at @mono_ms. */
bool limiter_open(struct limiter *limiter, int64_t mono_ms);
/** limiter_missed - it was wrong. */
void limiter_missed(struct limiter *limiter);
