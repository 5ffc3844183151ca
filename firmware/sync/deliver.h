/* SPDX-License-Identifier: MIT */
/* deliver.h - takes due events from the hub to the back office, and the proof of each back. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stdint.h>

struct deliver;

/**
 * deliver_new - go to the door "sync" in @doors and deliver for as long as the loop runs.
 * Asleep while nothing is due: the hub's bell, or the time it named, wakes it. @ret: end with deliver_free(). FAIL_IO.
 */
enum fail deliver_new(struct loop *loop, const char *doors, struct deliver **ret);
void deliver_free(struct deliver *deliver);

/** deliver_fetch - before the loop runs: this program began on @version, and fetches the next ones into the folder @inbox (kept by the caller). */
void deliver_fetch(struct deliver *deliver, const char *inbox, int64_t version);

/** deliver_listen - before the loop runs: also be told by the kernel when the network comes back; where it cannot be (a sandbox), go on without. */
void deliver_listen(struct deliver *deliver);

/** deliver_retired - whether the loop was ended to make room for a successor on another version. */
bool deliver_retired(const struct deliver *deliver);

/** deliver_rests - whether no turn is under way: asleep, backing off, or without a hub. */
bool deliver_rests(const struct deliver *deliver);
