/* SPDX-License-Identifier: MIT */
/* salvage.h - events that wait in a store that was put aside go back into the queue, while the kiosk serves. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */
struct salvage;

enum { SALVAGE_STEP_PAGES = 64, SALVAGE_STEP_EVENTS = 16 };

struct salvage_count {
	int64_t pages, done;    /* of the damaged files, and looked at so far */
	int64_t kept;           /* events that are in the queue again */
	int64_t known;          /* found, but here already, or delivered */
	int64_t damaged;        /* began like an event and were not whole: copies of one event count each */
	int64_t unreadable;     /* pages that the disk would not give */
};

/**
 * salvage_next - the oldest folder in @folder/quarantine that nobody has gone through to the end. @ret: PATH_MAX bytes.
 * FAIL_EMPTY there is none · FAIL_IO.
 */
enum fail salvage_next(const char *folder, char *ret, size_t room);

/** salvage_open - begin with the folder @place. @ret: end with salvage_close(). FAIL_IO · FAIL_LIMIT. */
enum fail salvage_open(const char *place, struct salvage **ret);
void salvage_close(struct salvage *salvage);

/**
 * salvage_step - look at SALVAGE_STEP_PAGES more at most, and put back up to SALVAGE_STEP_EVENTS that are whole and not in @store: one transaction.
 * Idempotent: a step that failed, or a power cut, only means that some events are found again.
 * FAIL_NONE there is more · FAIL_EMPTY that was all, and the folder says so in salvaged.json · FAIL_FULL no room now · FAIL_STORE · FAIL_IO.
 */
enum fail salvage_step(struct salvage *salvage, struct store *store, int64_t now_ms);

/** salvage_count - so far. */
struct salvage_count salvage_count(const struct salvage *salvage);
