/* SPDX-License-Identifier: MIT */
/* park.h - inside firmware/hub only: answers that are kept for who goes on later, how often a code was wrong, and what the desk has brought to the screen. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/store/draft.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	PARK_MS = 30 * 60 * 1000,       /* so long it is kept, and to the end of the day's opening hours at most */
	PARK_MINUTE_WRONG = 5,          /* wrong codes of one person at the desk, or at the screen, in a minute */
	PARK_HOUR_WRONG = 20,           /* of everybody here in an hour; then a supervisor alone goes on */
	PARK_TRIERS_MAX = 17,           /* the screen, and as many as can be signed in */
	PARK_WHO_BYTES = 65,
	PARK_SHOWN_MS = 2 * 3600 * 1000, /* so long after the last was kept the screen offers to go on: who comes late is told */
	PARK_BROUGHT_MS = 3 * 60 * 1000, /* so long the desk's list says that somebody took it to the screen */
};

struct park_trier { char who[PARK_WHO_BYTES]; int64_t wrong_ms[PARK_MINUTE_WRONG]; int next; }; /* "" the screen; when, by the monotonic clock, 0 never */

struct park {
	struct draft_key finder; bool found;   /* as the screen said it: finds a code's draft, opens none */
	struct park_trier trier[PARK_TRIERS_MAX];
	int64_t wrong_ms[PARK_HOUR_WRONG]; int wrong_next;
	struct draft_name brought; int64_t brought_ms; char by[PARK_WHO_BYTES]; /* to the screen, by whom; "" none was */
	int64_t kept_ms;                       /* by the monotonic clock, when the last was kept; 0 none was in this run */
	int64_t kept, opened, expired;         /* since the start */
	bool offered;                          /* as the screen was last told */
};

struct hub;
struct request;
struct reply;

/** park_wait_s - how long @who ("" the screen) waits before another code may be tried: 0 now. @supervises: the hour's count does not hold them. */
int64_t park_wait_s(struct hub *hub, const char *who, bool supervises);
/** park_wrong - @who was wrong once more. park_right - a supervisor was right: the hour begins anew. */
void park_wrong(struct hub *hub, const char *who);
void park_right(struct hub *hub);

/** park_look - what has had its time goes; the screen and the desk are told of changes, and it is looked again in time. park_stop - at the end of the program. */
void park_look(struct hub *hub);
void park_stop(struct hub *hub);

/** park_hello - the screen says hello: what it finds codes by. park_offered - whether the screen offers to go on with something. FAIL_INPUT · FAIL_LIMIT. */
enum fail park_hello(struct hub *hub, const json_t *frame);
bool park_offered(struct hub *hub);

/** park_refuse - an answer that says "why" somebody is refused, and how long they wait. Returns FAIL_DENIED in words. */
enum fail park_refuse(struct reply *reply, const char *why, int64_t wait_s);

/** park_facts - for the heartbeat, into @data. */
void park_facts(struct hub *hub, json_t *data);
