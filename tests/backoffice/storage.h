/* SPDX-License-Identifier: MIT */
/* storage.h - all that the back office keeps: a table of functions with an engine behind it. No SQL above. Durable when a call has returned. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	STORAGE_BATCH_MAX = 100,                /* events of one put */
	STORAGE_TARGETS_MAX = 16,
	STORAGE_TARGET_MAX_BYTES = 64,          /* a target's name; a note and a reason are cut at STORAGE_NOTE_MAX_BYTES */
	STORAGE_NOTE_MAX_BYTES = 512,
	STORAGE_HEARTBEAT_MAX_BYTES = 16 * 1024,
	STORAGE_JWK_MAX_BYTES = 4096,
	STORAGE_SEEN_STEP_MS = 10 * 1000,
	STORAGE_ROWS_MAX = 1000,                /* rows of one call */
	STORAGE_LAG_MS = 5000,                  /* how old an event is before an export may pass it: none is committed behind the cursor */
};

/* ---- events ---- */

enum storage_verdict { STORAGE_ACCEPTED, STORAGE_DUPLICATE, STORAGE_CONFLICT /* the same id with other bytes */ };

struct storage_event {
	const char *source, *id, *type, *time, *sequence; /* of the JSON that it was made of */
	char *text, digest[SHA256_TEXT_BYTES];            /* the digest does not see the order of members */
	char reference[REFERENCE_TEXT_BYTES];             /* from "subject" where that is one; else "" */
};
/** storage_event_of - the checked @event as it is kept; borrows from it. End with storage_event_done(). */
struct storage_event storage_event_of(const json_t *event);
void storage_event_done(struct storage_event *event);

struct storage_put {
	const struct storage_event *events;
	size_t count;                                     /* at most STORAGE_BATCH_MAX */
	const char *const *targets;                       /* a waiting delivery for each new event and target, in the same commit; ends with NULL; may be NULL */
	int64_t now_ms;
};

struct storage_cursor { int64_t received_ms; char source[DEVICE_SOURCE_MAX_BYTES], id[ID_TEXT_BYTES]; };

enum storage_order {
	STORAGE_NEWEST,        /* newest first, before the cursor */
	STORAGE_OLDEST,        /* oldest first, after the cursor and older than the lag */
	STORAGE_BY_ID,         /* with the id @text */
	STORAGE_BY_REFERENCE,  /* with the reference @text, as printed */
	STORAGE_ORDER_COUNT
};
struct storage_query {
	enum storage_order order;
	const char *text;                                 /* for STORAGE_BY_…; else NULL */
	const struct storage_cursor *from;                /* NULL: from the end or the beginning */
	int64_t now_ms, lag_ms, max;                      /* at most STORAGE_ROWS_MAX */
};

struct storage_row {                                      /* borrowed during the call */
	const char *id, *source, *type, *time, *sequence, *event;
	int64_t received_ms, size_bytes, seen;
};
typedef enum fail storage_row_call(void *context, const struct storage_row *row); /* may use the storage; a failure ends the list */

/* ---- kiosks ---- */

struct storage_kiosk {                                    /* borrowed during the call */
	const char *kid, *source, *heartbeat, *reason;    /* "" where there is none; reason: why it was revoked */
	int64_t known_ms, seen_ms, heartbeat_ms, revoked_ms, refused_ms; /* 0: never; refused: when it last came, revoked */
};
typedef enum fail storage_kiosk_call(void *context, const struct storage_kiosk *kiosk);

struct storage_enrolment { const char *code_digest, *kid, *source; const json_t *jwk; int64_t now_ms; };

/* ---- deliveries: what goes on from here to the council's other systems ---- */

enum storage_state { STORAGE_WAITING, STORAGE_LEASED, STORAGE_DONE, STORAGE_PARKED, STORAGE_STATE_COUNT };

struct storage_delivery {                                 /* borrowed during the call */
	const char *target, *source, *id, *note, *event;
	enum storage_state state;
	int64_t attempts, next_ms, lease_until_ms;        /* attempts: claims so far, this one included */
};
typedef enum fail storage_delivery_call(void *context, const struct storage_delivery *delivery);

struct storage_settlement {
	const char *target, *source, *id, *note;          /* note: what the far end called it, or why it is parked; "" nothing */
	int64_t attempts;                                 /* of the claim; a claim that was lost to another settles nothing */
	enum storage_state state;                         /* WAITING, DONE or PARKED */
	int64_t next_ms;                                  /* for WAITING: not before */
};

struct storage_counts {
	int64_t events, conflicts, kiosks, revoked, codes_open;
	int64_t deliveries[STORAGE_STATE_COUNT], oldest_waiting_ms; /* 0: none waits */
};

struct storage { const struct storage_engine *engine; };

/* Each FAIL_STORE when the engine does not work; what else is said there. Ids, sources and kids have passed their own checks before. */
struct storage_engine { /* include this before cmocka.h, which has a macro called fail */
	void (*close)(struct storage *storage);
	/* FAIL_STORE it cannot be written now. Cheap. */
	enum fail (*ready)(struct storage *storage);
	enum fail (*counts)(struct storage *storage, struct storage_counts *ret);

	/* All of @put stand or fall together; @ret_verdicts: one for each. */
	enum fail (*put)(struct storage *storage, const struct storage_put *put, enum storage_verdict *ret_verdicts);
	/* Fails also as @call does. */
	enum fail (*each)(struct storage *storage, const struct storage_query *query, storage_row_call *call, void *context);
	/* Somebody who may open the event says its reference. */
	enum fail (*reference_add)(struct storage *storage, const char *reference, const char *source, const char *id);
	/* How far the council is with it ("in-progress", "done"): the last word counts. progress_find: FAIL_EMPTY nothing was said. */
	enum fail (*progress_set)(struct storage *storage, const char *source, const char *id, const char *status, const char *note, int64_t now_ms);
	enum fail (*progress_find)(struct storage *storage, const char *source, const char *id, json_t **ret /* {status, note, changed_ms} */);

	/* Know the key @kid; @source NULL: bound by its first request. Known ones stay. FAIL_DENIED @source is another key's. */
	enum fail (*kiosk_add)(struct storage *storage, const char *kid, const char *source, const json_t *jwk, int64_t now_ms);
	/* A new object. FAIL_EMPTY nobody knows it. */
	enum fail (*kiosk_find)(struct storage *storage, const char *kid, json_t **ret_jwk, bool *ret_revoked);
	/* Whether @kid speaks for @source, which it does from its first time on, unless @source ever was another key's. Notes the time, in steps of STORAGE_SEEN_STEP_MS. FAIL_DENIED. */
	enum fail (*kiosk_bind)(struct storage *storage, const char *kid, const char *source, int64_t now_ms);
	enum fail (*kiosk_beat)(struct storage *storage, const char *kid, const char *heartbeat, int64_t now_ms);
	/* Its last heartbeat, a new object. FAIL_EMPTY there was none. */
	enum fail (*kiosk_beaten)(struct storage *storage, const char *kid, json_t **ret);
	/* It came again though it is revoked. */
	enum fail (*kiosk_refused)(struct storage *storage, const char *kid, int64_t now_ms);
	/* From here on no key of @source is let in. FAIL_EMPTY no such kiosk, or revoked already. */
	enum fail (*kiosk_revoke)(struct storage *storage, const char *source, const char *reason, int64_t now_ms);
	/* By source, after @after ("" from the beginning). */
	enum fail (*kiosk_each)(struct storage *storage, const char *after, int64_t max, storage_kiosk_call *call, void *context);

	/* A code that lets one kiosk in; @source NULL: any. Only its digest is kept. FAIL_DENIED there is one with this digest. */
	enum fail (*code_add)(struct storage *storage, const char *digest, const char *source, int64_t now_ms, int64_t expires_ms);
	/*
	 * Use it. A code for one source takes the place of the key that source had. @ret_again: the same key with the same code, before.
	 * FAIL_DENIED unknown, used, expired, another's, or the key or the source is taken.
	 */
	enum fail (*enrol)(struct storage *storage, const struct storage_enrolment *enrolment, bool *ret_again);

	/* A delivery of what is there already (there may be one); delivery_add_all: of all events received since @since_ms. */
	enum fail (*delivery_add)(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
	enum fail (*delivery_add_all)(struct storage *storage, const char *target, int64_t since_ms, int64_t now_ms);
	/* Lease the oldest that are due, or whose lease has ended; committed before the first @call. FAIL_EMPTY none, else as @call. */
	enum fail (*delivery_claim)(struct storage *storage, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, storage_delivery_call *call, void *context);
	/* FAIL_EMPTY the claim is no longer ours. */
	enum fail (*delivery_settle)(struct storage *storage, const struct storage_settlement *settlement);
	/* A parked one waits again, from @now_ms on. FAIL_EMPTY it is not parked. */
	enum fail (*delivery_revive)(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
	/* @target NULL: all. @state STORAGE_STATE_COUNT: all. Oldest due first; without the events. @id NULL: all. */
	enum fail (*delivery_each)(struct storage *storage, const char *target, enum storage_state state, const char *id, int64_t max, storage_delivery_call *call, void *context);
};

/**
 * storage_open - the file inbox.db in @folder (@where NULL), or the database @where names: "postgresql://…". What is missing is made, what
 * is older is brought up to date; @read_only: for looking while a server writes. @ret: end with storage_close().
 * FAIL_INPUT no such kind of storage · FAIL_STORE, also for one that a newer program made.
 */
enum fail storage_open(const char *where, const char *folder, bool read_only, struct storage **ret);
/** storage_close - accepts NULL. */
void storage_close(struct storage *storage);
