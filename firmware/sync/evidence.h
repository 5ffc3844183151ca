/* SPDX-License-Identifier: MIT */
/* evidence.h - whether the far end refuses one event, or everything: has it taken another one in between? */
#pragma once

#include "firmware/base/id.h"

#include <stdbool.h>
#include <stdint.h>

enum { EVIDENCE_EVENTS_MAX = 64 };

struct evidence {
	struct { struct event_id id; uint64_t accepted; } refused[EVIDENCE_EVENTS_MAX];
	unsigned count, next;
	uint64_t accepted; /* events taken since the program began */
	uint64_t floor;    /* for events we have no note of: what was accepted before may have been before their last try */
};

/** evidence_accepted - the far end took @events. */
void evidence_accepted(struct evidence *evidence, unsigned events);

/**
 * evidence_refused - @id was refused. Returns whether another event was taken since it was refused last (or, if that was
 * before this program began, since then): only then the fault is this event's. Remembers this try.
 */
bool evidence_refused(struct evidence *evidence, const struct event_id *id);
