/* SPDX-License-Identifier: MIT */
/* audit_watch.h - what two heartbeats of a kiosk say about its audit together: whether the second goes on from the first. */
#pragma once

#include <jansson.h>
#include <stdint.h>

enum { AUDIT_WATCH_KEEP_DAYS = 90 };
#define AUDIT_WATCH_ALARM "audit_alarm"   /* {"words", "since_ms"}, in what is kept of a heartbeat; ours alone */

/**
 * audit_watch - compare @before (NULL: the first) with @now, whose "audit_checkpoint" is the kiosk's newest ("ROW:HASH"), and put an alarm into @now: the chain went
 * back, or has another row under the same number. An alarm stays for AUDIT_WATCH_KEEP_DAYS, whatever comes after it. What a kiosk says of it itself goes.
 */
void audit_watch(const json_t *before, json_t *now, int64_t now_ms);
