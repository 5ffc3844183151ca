/* SPDX-License-Identifier: MIT */
/* journal.h - what happened on this kiosk, in order; without any person in it. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */

enum {
	JOURNAL_MAX_ROWS = 10000,    /* the oldest go first; fewer in a small store, see journal_max_rows() */
	JOURNAL_READ_MAX = 100,
};

enum journal_event {
	JOURNAL_SUBMITTED,      /* about: event id; amount: sequence */
	JOURNAL_DELIVERED,      /* amount: events proven at once */
	JOURNAL_PARKED,         /* about: event id; amount: HTTP status or 0 */
	JOURNAL_PRINT_SENT,     /* amount: job; the printer has every byte */
	JOURNAL_PRINTED,        /* amount: job */
	JOURNAL_PRINT_UNSURE,   /* amount: job */
	JOURNAL_PRINT_RETRY,    /* amount: job */
	JOURNAL_PRINT_AGAIN,    /* amount: job */
	JOURNAL_PRINT_EXPIRED,  /* amount: jobs that waited too long; no longer written */
	JOURNAL_STORE_FRESH,    /* amount: schema version */
	JOURNAL_SALVAGED,       /* about: event id; amount: sequence; back from a store that was put aside */
	JOURNAL_REQUEUED,       /* about: event id, or none; amount: events that were parked and wait again */
	JOURNAL_PRINT_WRITING,  /* amount: job; the printer is about to get its first byte */
	JOURNAL_PRINT_WITHDRAWN, /* amount: job; no original is on paper, or will be */
	JOURNAL_PRINT_SEEN,     /* amount: job; a person says that it came out */
	JOURNAL_PRINT_PAGE,     /* amount: job; something that is kept in memory only is to be printed */
	JOURNAL_PRINT_PASSED, JOURNAL_PRINT_FAILED, /* amount: job; what a person says of a test page */
	JOURNAL_EVENT_COUNT
};

struct journal_row {
	int64_t number, time_ms, amount;   /* numbers only grow */
	enum journal_event event;
	struct event_id about;             /* "" when it is about none */
};

/** journal_event_name - "submitted", …; static. */
const char *journal_event_name(enum journal_event event);

/**
 * journal_add - append a row inside the transaction that does the thing, after all that the thing counts: the row carries the counters.
 * @about: NULL for none. FAIL_STORE · FAIL_FULL.
 */
enum fail journal_add(struct store *store, int64_t now_ms, enum journal_event event, const struct event_id *about, int64_t amount);

/** journal_read - the rows after number @after, at most @max (1..JOURNAL_READ_MAX). FAIL_EMPTY none · FAIL_LIMIT · FAIL_STORE. */
enum fail journal_read(struct store *store, int64_t after, size_t max, struct journal_row *ret_rows, size_t *ret_count);

/** journal_max_rows - how many rows this store keeps: JOURNAL_MAX_ROWS, or two for each page of a small store. */
int64_t journal_max_rows(const struct store *store);
