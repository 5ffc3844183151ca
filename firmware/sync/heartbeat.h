/* SPDX-License-Identifier: MIT */
/* heartbeat.h - every few minutes the kiosk tells the council how it is. The latest counts; what was not heard is not kept. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/times.h"

#include <stdbool.h>
#include <stdint.h>

struct deliver;

enum { HEARTBEAT_EVERY_MS = TIMES_HEARTBEAT_S * 1000 /* without a setting */, HEARTBEAT_SPREAD_PERCENT = 20, HEARTBEAT_FIRST_MS = 30 * 1000, HEARTBEAT_MAX_BYTES = 16 * 1024 };

struct heartbeat {
	struct deliver *deliver;
	struct buffer event;  /* what is on its way */
	bool flies;
};

/** heartbeat_init - nothing sent yet. @heartbeat and @deliver stay where they are until heartbeat_stop(). */
void heartbeat_init(struct heartbeat *heartbeat, struct deliver *deliver);

/**
 * heartbeat_start - the first within HEARTBEAT_FIRST_MS, then every HEARTBEAT_EVERY_MS ± HEARTBEAT_SPREAD_PERCENT: a CloudEvent "uk.foyer.heartbeat.v1"
 * with the hub's facts (verb "heartbeat") and sync's own, POSTed to /v1/heartbeat. A council that answers it wakes deliveries that back off.
 */
void heartbeat_start(struct heartbeat *heartbeat);
void heartbeat_stop(struct heartbeat *heartbeat);

/** heartbeat_pause_ms - until the next one, HEARTBEAT_EVERY_MS ± HEARTBEAT_SPREAD_PERCENT by @chance. */
int64_t heartbeat_pause_ms(uint64_t chance);
