/* SPDX-License-Identifier: MIT */
/* deliver_state.h - what deliver.c (asking, sending), settle.c (deciding, telling) and direct.c share; for these only. */
#pragma once

#include "firmware/base/caller.h"
#include "firmware/sync/enrol.h"
#include "firmware/sync/errand.h"
#include "firmware/sync/fetch.h"
#include "firmware/sync/heartbeat.h"
#include "firmware/sync/portal.h"
#include "firmware/sync/signer.h"
#include "firmware/sync/batch.h"
#include "firmware/sync/evidence.h"
#include "firmware/sync/line.h"
#include "firmware/sync/office.h"
#include "firmware/sync/open311_reply.h"
#include "firmware/sync/reply.h"
#include "firmware/sync/send.h"
#include "firmware/sync/uplink.h"
#include "firmware/sync/where.h"

/* What the hub is told about one event, or (prove) about several. */
struct settling {
	const char *verb; /* static: outbox.prove, outbox.retry or outbox.park */
	struct event_id id;
	int64_t after_ms;
	char note[REPLY_NOTE_BYTES];
};

/* A street report on its way to an Open311 server: direct.c. */
struct direct {
	struct buffer url;
	char reference[REFERENCE_TEXT_BYTES], code[OPEN311_ID_MAX_BYTES + 1];
	int64_t time_ms;   /* when it was submitted, by the kiosk's clock */
	unsigned asked;    /* look-ups in a row that got no answer */
};

struct deliver {
	struct loop *loop;
	struct caller *caller;
	struct send *send;
	struct line line;
	struct batch batch;
	struct evidence evidence;
	struct errands *errands;
	struct heartbeat heartbeat;
	struct fetch fetch;
	int64_t version;          /* in use when we started; for the hub */
	bool retiring, retired;   /* another one is in use: end after this turn; the loop was ended for it */
	struct portal portal;
	struct enrol enrol;
	struct where where;
	struct moment moment;
	struct uplink uplink;
	struct direct direct;
	struct office office;     /* its audience is "" while there is no back office */

	/* the turn: claim → bodies → token → send → settle; never two at once */
	bool turning, rung;
	bool waiting;             /* backing off: bells may only probe */
	bool bidden;              /* ... for as long as the far end itself asked for */
	bool came_back;           /* the network did since the last turn began: that is heard once until the next */
	int64_t due_ms;           /* when the pause ends */
	int64_t next_ms;          /* what the hub said is due next, or -1 */
	int64_t probed_ms;        /* the last time a bell was let through while waiting */
	size_t bodies;            /* of the group that are in the request */
	struct buffer body, lines; /* of the request */
	int64_t began_ms;         /* of the request */
	bool token_renewed;
	unsigned failures;        /* in a row */

	/* the outcome of a request, told to the hub one verb after the other */
	struct settling settling[BATCH_EVENTS_MAX];
	size_t settling_count, settled;
	struct event_id proven[BATCH_EVENTS_MAX];
	size_t proven_count;
	int status;               /* the HTTP status that is being settled */
	const struct outcome *then_wait; /* the row to wait by once all is told, or NULL: go on */
	int64_t retry_after_s;
};

/** deliver_go_on - pick the next group and begin with it, or end the turn. */
void deliver_go_on(struct deliver *deliver);

/** gather - the picked group's bodies into a request, and send it. gather_resend - ask for a fresh token and send the same bytes again. */
void gather(struct deliver *deliver);
void gather_resend(struct deliver *deliver);

/** deliver_failed - the hub's answer is not what it must be, or a refusal we cannot mend: pause, then try anew. A door that closed ends the turn. */
void deliver_failed(struct deliver *deliver, enum fail fail);

/** deliver_wait - end the turn and begin the next one after @after_ms. */
void deliver_wait(struct deliver *deliver, int64_t after_ms);

/** deliver_wake - look for work now; while backing off only as a probe, at most once a minute, and not before the time that the far end itself named. */
void deliver_wake(struct deliver *deliver);

/** deliver_hasten - the network came back: a pause for its sake ends within 30 s, some time by chance, unless it ends sooner. Once in a pause. */
void deliver_hasten(struct deliver *deliver);

/** deliver_now - what stood in the way is gone: look for work, whatever was being waited for. */
void deliver_now(struct deliver *deliver);

/** deliver_renew - end once the turn is over, to be started again: all connections are made anew, with what the hub then says. */
void deliver_renew(struct deliver *deliver);

/** deliver_ask - ask the hub; when its door is closed the turn simply ends (the next begins with the door). */
void deliver_ask(struct deliver *deliver, json_t *request, caller_reply reply);

/**
 * direct_begin - the group's one event as a street report: open, look up if it was tried before, mark as being sent, POST, settle.
 * direct_init, direct_done - its memory.
 */
void direct_begin(struct deliver *deliver);
void direct_init(struct direct *direct);
void direct_done(struct direct *direct);

/** settle_accepted - the far end has the group. settle_unwanted - it does not want the group's one event: @tries so far. */
void settle_accepted(struct deliver *deliver);
void settle_unwanted(struct deliver *deliver, int64_t tries, const char *note);
/** settle_wait - the way or the far end failed as @row says: hold everything and come back. */
void settle_wait(struct deliver *deliver, const struct outcome *row);

/** settle - decide what @result means for the group, tell the hub, then go on or wait. */
void settle(struct deliver *deliver, const struct send_result *result);
