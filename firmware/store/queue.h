/* SPDX-License-Identifier: MIT */
/* queue.h - looking into the outbox without claiming anything: for a status, for a stick, for somebody who asks where their form is. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/store/outbox.h"

#include <stddef.h>
#include <stdint.h>

enum { QUEUE_PARKED_MAX = 10, QUEUE_LIST_MAX = 100 };

struct queue_parked {
	struct event_id id;
	struct reference reference;   /* "" of one from before events carried it */
	int64_t sequence, created_ms, code; /* of the last answer; 0 none */
	int64_t parked_ms;            /* wall clock; of one that an older firmware parked when it was last due, or 0 */
	char note[OUTBOX_NOTE_MAX_BYTES + 1];
};

/** queue_parked - the oldest of those that were set aside, behind sequence @after, at most @max (1..QUEUE_PARKED_MAX). None: *@ret_count is 0. FAIL_LIMIT · FAIL_STORE. Cost: an indexed read. */
enum fail queue_parked(struct store *store, int64_t after, size_t max, struct queue_parked *ret, size_t *ret_count);

/** queue_list - what is kept behind sequence @after, waiting or parked, at most @max (1..QUEUE_LIST_MAX), in order. FAIL_EMPTY nothing more · FAIL_LIMIT · FAIL_STORE. */
enum fail queue_list(struct store *store, int64_t after, size_t max, struct outbox_item *ret, size_t *ret_count);

/** queue_body - the exact bytes of an event that is kept, claimed or not, appended to @ret. FAIL_EMPTY it is gone · FAIL_SIGNATURE the disk changed them · FAIL_STORE. */
enum fail queue_body(struct store *store, const struct event_id *id, struct buffer *ret);

enum queue_place { QUEUE_WAITING, QUEUE_PARKED, QUEUE_DELIVERED };

struct queue_where { enum queue_place place; int64_t since_ms; /* submitted, or delivered */ };

/**
 * queue_where - where the event of @reference is, as far as this kiosk knows. FAIL_EMPTY it does not: from elsewhere, or delivered more than RECEIPT_KEEP_DAYS ago.
 * FAIL_STORE. Cost: reads all rows but no body, 30 ms for 125,000; an index would cost every submission a page.
 */
enum fail queue_where(struct store *store, const struct reference *reference, struct queue_where *ret);
