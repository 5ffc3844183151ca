/* SPDX-License-Identifier: MIT */
/* probe.h - a try ahead of its time while deliveries back off. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { PROBE_EVERY_MS = 60 * 1000 }; /* a resident who just submitted, or a council that answers something else, may wake a backed-off sync this often */

/** probe_may - whether one is due at @now_ms (clock_mono_ms()); then @last_ms, when the last one was, becomes now. */
static inline bool probe_may(int64_t *last_ms, int64_t now_ms)
{
	if (now_ms - *last_ms < PROBE_EVERY_MS)
		return false;
	*last_ms = now_ms;
	return true;
}
