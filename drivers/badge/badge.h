/* SPDX-License-Identifier: MIT */
/* badge.h - badge readers at the USB: whoever holds a badge to one is read, and nothing that a reader types comes anywhere else. */
#pragma once

#include "drivers/badge/badge_find.h"
#include "drivers/badge/badge_report.h"
#include "firmware/base/loop.h"

enum { BADGE_READERS_MAX = 4 };

struct badge;

struct badge_events {
	void (*read)(void *context, const char *badge); /* letters and digits; "" something was read that is no badge */
	void (*readers)(void *context, int count);      /* one came or went: how many listen now */
};

/**
 * badge_open - hold every device of @ids that is plugged in, now and later, and listen in @loop. The kernel's keyboard driver is taken off and not put
 * back: a reader types to nobody when we are gone. @events: static. @ret: end with badge_close(). FAIL_DEVICE libusb does not start.
 * Cost: none while nothing is read. LIMITS: BADGE_READERS_MAX at once.
 */
enum fail badge_open(struct loop *loop, const struct badge_ids *ids, const struct badge_events *events, void *context, struct badge **ret);
void badge_close(struct badge *badge);
