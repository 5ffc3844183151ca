/* SPDX-License-Identifier: MIT */
/* outbox.h - events on their way to the council: kept until proven delivered. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */

enum {
	OUTBOX_EVENT_MAX_BYTES = 60 * 1024,            /* CloudEvents: intermediaries forward 64 KiB */
	OUTBOX_CLAIM_MAX = 50,                         /* more per request gains nothing */
	OUTBOX_HELD_MAX = 100,                         /* claimed and not yet ended */
	OUTBOX_RETRY_MAX_MS = 24 * 60 * 60 * 1000,     /* a due time further away means that the clock went back */
	OUTBOX_RESTART_MS = 60 * 1000,                 /* after a restart delays begin again within this */
	OUTBOX_NOTE_MAX_BYTES = 256,
	OUTBOX_LOST_MAX = 3,                           /* claims of one event that end without a word, then it is poison */
	OUTBOX_SUSPECT_PAUSE_MS = 1000,                /* one suspect at a time; the next one waits so long */
	RECEIPT_KEEP_DAYS = 30,
};

/* whoever held it was gone before it said a word: how often, and how many others had been settled when that happened first */
struct outbox_suspect { int64_t sequence, settled; int lost; };

struct outbox_item {
	struct event_id id;
	int64_t sequence;    /* grows with each submission, from 1 without gaps; behind a store that was put aside, from the time in ms */
	int64_t size_bytes;  /* of the event, 1..OUTBOX_EVENT_MAX_BYTES */
	int64_t attempts;    /* sends tried so far */
};

/**
 * outbox_claim - events whose time has come and which nobody holds.
 * @max: 1..OUTBOX_CLAIM_MAX. @ret_items: the first *@ret_count are filled, in sequence order; those never tried come before
 * those tried again. The claim lives in memory and ends with prove, retry, park or outbox_release(). An event whose claim was lost
 * comes behind all others, alone, the least often lost first: if it kills whoever handles it, nothing else is held up.
 * Returns FAIL_NONE with 1..@max items · FAIL_EMPTY nothing is due · FAIL_BUSY OUTBOX_HELD_MAX are held · FAIL_LIMIT · FAIL_STORE.
 * Cost: one indexed read; the same at 1 and at 1,000,000 rows.
 */
enum fail outbox_claim(struct store *store, int64_t now_ms, size_t max, struct outbox_item ret_items[static OUTBOX_CLAIM_MAX],
                       size_t *ret_count);

/** outbox_next_ms - how long until an unheld event is due: 0 now, -1 there is none. FAIL_STORE. Cost as outbox_claim(). */
enum fail outbox_next_ms(struct store *store, int64_t now_ms, int64_t *ret_wait_ms);

/**
 * outbox_body - the exact bytes of a claimed event, appended to @ret.
 * FAIL_EMPTY no such event · FAIL_DENIED nobody claimed it · FAIL_SIGNATURE the disk changed them: park it, never send it · FAIL_STORE.
 */
enum fail outbox_body(struct store *store, const struct event_id *id, struct buffer *ret);

/**
 * outbox_prove - the far end named these events as received: forget their bodies, keep a receipt of each (id, sequence, time).
 * @count: 1..OUTBOX_CLAIM_MAX. Ids that are gone already, or were never held, are no error: proof is proof.
 * Returns FAIL_NONE, all in one durable transaction · FAIL_LIMIT · FAIL_STORE none of them; they will be sent again.
 */
enum fail outbox_prove(struct store *store, const struct event_id *ids, size_t count, int64_t now_ms);

/** How a send went wrong. @code: HTTP status, 0 for none. @note: our own words, at most OUTBOX_NOTE_MAX_BYTES. */
struct outbox_trouble { int64_t code; const char *note; };

/** outbox_retry - one more attempt failed: due again @after_ms (0..OUTBOX_RETRY_MAX_MS) from now. Ids that are gone are no error. FAIL_LIMIT · FAIL_STORE. */
enum fail outbox_retry(struct store *store, const struct event_id *ids, size_t count, const struct outbox_trouble *trouble,
                       int64_t after_ms, int64_t now_ms);

/** outbox_park - this event cannot be delivered as it is: keep it, stop sending it. FAIL_EMPTY no such event waits · FAIL_LIMIT · FAIL_STORE. */
enum fail outbox_park(struct store *store, const struct event_id *id, const struct outbox_trouble *trouble, int64_t now_ms);

/** outbox_release - whoever held claims is gone: everything may be claimed again, and is suspect until it is settled. */
void outbox_release(struct store *store);

/**
 * outbox_poison - an event that was lost OUTBOX_LOST_MAX times while others were settled: only then the fault is its own. Park it.
 * FAIL_EMPTY there is none · FAIL_STORE.
 */
enum fail outbox_poison(struct store *store, struct event_id *ret);

/** outbox_restart - once after opening: delays from before begin again, at most OUTBOX_RESTART_MS away. Attempts stay. FAIL_STORE. */
enum fail outbox_restart(struct store *store, int64_t now_ms);

/** outbox_oldest_ms - when the oldest event that still waits was submitted; 0 when none waits. FAIL_STORE. Cost: grows with parked rows only. */
enum fail outbox_oldest_ms(struct store *store, int64_t *ret_ms);
