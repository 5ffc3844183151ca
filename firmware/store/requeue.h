/* SPDX-License-Identifier: MIT */
/* requeue.h - what was set aside is sent again: somebody mended what stood in its way. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdint.h>

struct store; /* store.h */

enum { REQUEUE_STEP_ROWS = 500 }; /* one transaction each */

/**
 * requeue_one - the parked event @id waits again, due at once behind what was never tried. It may be parked again, by the same rules: of its tries one
 * is remembered, for an event that was tried may have arrived. FAIL_EMPTY it is not parked, or not here · FAIL_STORE · FAIL_FULL.
 */
enum fail requeue_one(struct store *store, const struct event_id *id, int64_t now_ms);

/**
 * requeue_before - the same for all that were parked before @before_ms by this kiosk's clock (INT64_MAX: all). @ret_count: how many, also after a failure: each
 * step of REQUEUE_STEP_ROWS is durable by itself, counters and journal with it. FAIL_NONE also when there are none · FAIL_STORE · FAIL_FULL. Cost: reads parked rows only.
 */
enum fail requeue_before(struct store *store, int64_t before_ms, int64_t now_ms, int64_t *ret_count);
