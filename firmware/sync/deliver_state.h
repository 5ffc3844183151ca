/* SPDX-License-Identifier: MIT */
/* deliver_state.h - what deliver.c (asking, sending) and settle.c (deciding, telling) share; for these two only. */
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
#include "firmware/sync/reply.h"
#include "firmware/sync/send.h"

/* What the hub is told about one event, or (prove) about several. */
struct settling {
	const char *verb; /* static: outbox.prove, outbox.retry or outbox.park */
	struct event_id id;
	int64_t after_ms;
	char note[REPLY_NOTE_BYTES];
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
	struct signer signer;
	struct office office;     /* its audience is "" while there is no back office */

	/* the turn: claim → bodies → token → send → settle; never two at once */
	bool turning, rung;
	bool waiting;             /* backing off: bells may only probe */
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

/** deliver_resend - ask for a fresh token and send the same bytes again. */
void deliver_resend(struct deliver *deliver);

/** deliver_wait - end the turn and begin the next one after @after_ms. */
void deliver_wait(struct deliver *deliver, int64_t after_ms);

/** deliver_wake - look for work now; while backing off only as a probe, at most once a minute. */
void deliver_wake(struct deliver *deliver);

/** deliver_ask - ask the hub; when its door is closed the turn simply ends (the next begins with the door). */
void deliver_ask(struct deliver *deliver, json_t *request, caller_reply reply);

/** settle - decide what @result means for the group, tell the hub, then go on or wait. */
void settle(struct deliver *deliver, const struct send_result *result);
