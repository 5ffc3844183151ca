/* SPDX-License-Identifier: MIT */
/* batch.h - the events we hold a claim on, and which of them travel together next. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BATCH_EVENTS_MAX = 50,             /* more a request gained nothing when measured */
	BATCH_BODY_MAX_BYTES = 256 * 1024, /* of a request, brackets and commas included */
	BATCH_FRAME_BYTES = 16,            /* around all events of a request, at most */
};

struct batch_item {
	struct event_id id;
	int64_t sequence, attempts; /* tries that counted against this event */
	size_t size_bytes;
	size_t company;   /* how many may travel with it, itself included; halved while a bad one is looked for */
	bool suspect;     /* not wanted when sent alone: others go first */
};

struct batch {
	struct batch_item item[BATCH_EVENTS_MAX];
	size_t count;
	size_t group[BATCH_EVENTS_MAX], group_count; /* indexes of the items on their way */
	size_t max_events, max_bytes;                /* what the far end takes at once, as far as we know */
	size_t extra_bytes;                          /* what its frame adds to each event */
};

/** batch_init - nothing held, largest groups. */
void batch_init(struct batch *batch);

/** batch_limit - what the far end takes: at most @max_events (≤ BATCH_EVENTS_MAX) and @max_bytes a request, each event with @extra_bytes around it. */
void batch_limit(struct batch *batch, size_t max_events, size_t max_bytes, size_t extra_bytes);

/** batch_forget - hold nothing any more; what was learned about sizes stays. */
void batch_forget(struct batch *batch);

/** batch_add - hold @id. FAIL_LIMIT when BATCH_EVENTS_MAX are held · FAIL_INPUT held already, or larger than a request. */
enum fail batch_add(struct batch *batch, const struct event_id *id, int64_t sequence, int64_t attempts, size_t size_bytes);

/** batch_pick - choose the next group: in order, suspects last, within all limits. false: nothing is held. */
bool batch_pick(struct batch *batch);

/** batch_group_item - the @index-th of the group. Borrowed until batch_drop(). */
struct batch_item *batch_group_item(struct batch *batch, size_t index);

/** batch_suspects - how many suspects are held. */
size_t batch_suspects(const struct batch *batch);

/** batch_drop - no longer hold @id; the group is dissolved. Nothing happens if it is not held. */
void batch_drop(struct batch *batch, const char *id);

/** batch_split - the group's events may travel only with half as many from now on. */
void batch_split(struct batch *batch);

/** batch_smaller - no group as large as this one ever again. */
void batch_smaller(struct batch *batch);
