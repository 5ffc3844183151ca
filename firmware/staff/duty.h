/* SPDX-License-Identifier: MIT */
/* duty.h - how long somebody stays signed in: until nobody has touched anything, until it was long enough, or until the place closes. */
#pragma once

#include "firmware/staff/rights.h"

#include <stdbool.h>
#include <stdint.h>

enum { DUTY_IDLE_MS = 120 * 1000, DUTY_OVERALL_MS = 20 * 60 * 1000, DUTY_MEND_IDLE_MS = 5 * 60 * 1000, DUTY_MEND_OVERALL_MS = 60 * 60 * 1000, DUTY_WARN_MS = 30 * 1000,
       DUTY_SHIFT_MS = 12 * 60 * 60 * 1000 };

enum duty_state { DUTY_ON, DUTY_WARN /* it ends soon, as nobody does anything */, DUTY_LOCKED /* at a desk: they hear, and may not act */, DUTY_IDLE, DUTY_OVERALL, DUTY_CLOSING };

/* All by a clock that never goes back. */
struct duty {
	int64_t idle_ms, overall_ms, began_ms, seen_ms, paused_ms /* since then a job runs; -1 */, closes_ms /* INT64_MAX never */;
	bool extended;                        /* at a kiosk: with the PIN, once */
	bool desk; int64_t came_ms, unheard_ms; /* at a desk: since when they are there, and since when no page of theirs listens; -1 one does */
};

/** duty_begin - signed in as @role at @now_ms, at the latest until @closes_ms. */
struct duty duty_begin(enum staff_role role, int64_t now_ms, int64_t closes_ms);
/**
 * duty_begin_desk - the same at a desk, where a page is left open all day: after the same times nobody acts there without the PIN, but it goes on hearing of
 * calls until @closes_ms, DUTY_SHIFT_MS at most, for as long as a page listens; once none does, or did from the beginning, they are out when they were idle.
 */
struct duty duty_begin_desk(enum staff_role role, int64_t now_ms, int64_t closes_ms);
/** duty_hears - at a desk: whether a page listens, from now on. */
void duty_hears(struct duty *duty, bool on, int64_t now_ms);
/** duty_again - the PIN was given again: at a desk they act again, at a kiosk the whole time is as long again. False: that was done once already. */
bool duty_again(struct duty *duty, int64_t now_ms);
/** duty_seen - somebody did something. duty_pause - a job runs from now on, or none does any more: both waits stand still in between; closing time does not. */
void duty_seen(struct duty *duty, int64_t now_ms);
void duty_pause(struct duty *duty, bool job, int64_t now_ms);
/** duty_look - how it stands. @ret_next_ms: how long until it may stand otherwise by itself; INT64_MAX never. */
enum duty_state duty_look(const struct duty *duty, int64_t now_ms, int64_t *ret_next_ms);
/** duty_warns_of - while it is DUTY_WARN: DUTY_IDLE, which a touch takes back, or DUTY_OVERALL, which only the PIN does. */
enum duty_state duty_warns_of(const struct duty *duty);
/** duty_why - "idle", "overall", "closing": why it is over; "" while it is not. Static. */
const char *duty_why(enum duty_state state);
