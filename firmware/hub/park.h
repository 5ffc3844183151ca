/* SPDX-License-Identifier: MIT */
/* park.h - inside firmware/hub only: answers that are kept for who goes on later, and how often a code was wrong. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/store/draft.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	PARK_MS = 30 * 60 * 1000,       /* so long it is kept, and to the end of the day's opening hours at most */
	PARK_MINUTE_WRONG = 5,          /* wrong codes in a minute */
	PARK_HOUR_WRONG = 20,           /* and in an hour; then a supervisor alone goes on */
	PARK_SHOWN_MS = 2 * 3600 * 1000, /* so long after the last was kept the screen offers to go on: who comes late is told */
};

struct park {
	int64_t wrong_ms[PARK_HOUR_WRONG]; int wrong_next; /* when, by the monotonic clock, 0 never; the newest go round */
	int64_t kept_ms;                       /* by the monotonic clock, when the last was kept; 0 none was in this run */
	int64_t kept, opened, expired;         /* since the start */
	bool offered;                          /* as the screen was last told */
};

struct hub;
struct request;
struct reply;

/** park_wait_s - how long until another code may be tried: 0 now. @supervises: a supervisor is signed in at the screen, and the hour's count does not hold. */
int64_t park_wait_s(struct hub *hub, bool supervises);
/** park_wrong - one more was wrong. park_right - one was right while a supervisor was there: the hour begins anew. */
void park_wrong(struct hub *hub);
void park_right(struct hub *hub);

/** park_look - what has had its time goes; the screen is told of changes, and it is looked again in time. park_stop - at the end of the program. */
void park_look(struct hub *hub);
void park_stop(struct hub *hub);

/** park_offered - whether the screen offers to go on with something. */
bool park_offered(struct hub *hub);

/** park_refuse - an answer that says "why" somebody is refused, and how long they wait. Returns FAIL_DENIED in words. */
enum fail park_refuse(struct reply *reply, const char *why, int64_t wait_s);

/** park_facts - for the heartbeat, into @data. */
void park_facts(struct hub *hub, json_t *data);
