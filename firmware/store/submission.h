/* SPDX-License-Identifier: MIT */
/* submission.h - a resident's transaction becomes durable: all of it, or none. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdbool.h>
#include <stdint.h>

struct chain_row; /* firmware/envelope/chain.h */
struct store; /* store.h */

enum {
	SUBMISSION_SOURCE_MAX_BYTES = 64,   /* "urn:uuid:…" */
	SUBMISSION_TYPE_MAX_BYTES = 64,
};

struct submission {
	struct event_id id;            /* minted by the screen; the same id again is the same submission */
	struct reference reference;
	const char *service;           /* 1..SPOOL_SERVICE_MAX_BYTES */
	const char *language;          /* 1..SPOOL_LANGUAGE_MAX_BYTES */
	const char *due;               /* "YYYY-MM-DD" or "" */
	const char *source, *type;     /* of the event */
	const char *kiosk_clock;       /* "synced" or "unsynced" */
	const char *jwe;               /* the sealed body; the event with it fits OUTBOX_EVENT_MAX_BYTES */
	int64_t time_ms;               /* when the resident sent it */
	bool receipt;                  /* on paper */
	int64_t pay_pence;             /* what the receipt says is to pay; 0 nothing */
	bool desk;                     /* and that something is left to do at the desk */
	bool large;                    /* in large print */
	struct chain_row *audit;       /* goes into the audit in the same transaction: see audit.h; NULL none */
	const char *by;                /* whose doing it was, as envelope_by_valid(); NULL not known */
	const char *visit;             /* whose paper it is: see spool.h; NULL or "" nobody's */
};

struct submitted {
	int64_t sequence;   /* as in outbox.h */
	bool again;         /* it was here already; nothing changed */
};

/**
 * submission_add - one transaction: outbox row, body with the event's final bytes, print job, journal, audit, counters.
 * Idempotent by id as long as the event waits or its receipt is kept.
 * Returns FAIL_NONE it is on the disk · FAIL_FULL the store has reached its cap; nothing was kept · FAIL_LIMIT a part is too
 * long · FAIL_STORE nothing was kept, or (when the disk failed at its end) it will be found under the same id.
 * Cost: one fsync.   Source: transactional outbox; CloudEvents 1.0.
 */
enum fail submission_add(struct store *store, const struct submission *submission, int64_t now_ms, struct submitted *ret);

/** submission_known - FAIL_NONE when what has @id is here already: submission_add() would change nothing. FAIL_EMPTY it is not · FAIL_STORE broken. Cost: nearly always none. */
enum fail submission_known(struct store *store, const struct event_id *id);
