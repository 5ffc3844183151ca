/* SPDX-License-Identifier: MIT */
/* join.h - inside firmware/hub only: somebody at the desk looks at the running visit with the person there, or types for them, if that person allows it. */
/* In memory only. One at a time. What they see is what the screen sends, hidden already as a desk may see it; here nothing is added to it. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/hub/help.h"
#include "firmware/hub/staff.h"
#include "firmware/store/spool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	JOIN_ASK_MS = 60 * 1000,        /* so long an answer is waited for */
	JOIN_IDLE_MS = 10 * 60 * 1000,  /* so long somebody may look and do nothing */
	JOIN_SECOND_MAX = 10,           /* acts in a second */
	JOIN_MINUTE_ASKS_MAX = 4, JOIN_VISIT_ASKS_MAX = 12, /* so often the same person is asked */
	JOIN_NODE_MAX_BYTES = 512, JOIN_TEXT_MAX_BYTES = 1024,
	JOIN_SCREEN_MAX_BYTES = CHAIN_SUBJECT_MAX_BYTES,
};

enum join_state { JOIN_NONE, JOIN_ASKED, JOIN_LOOKS, JOIN_TYPES };

struct join {
	enum join_state state;
	int64_t number;                 /* of this ask, never given twice: what the person said is about it, and about no other */
	char session[STAFF_SESSION_BYTES], id[ROSTER_ID_MAX_BYTES + 1], name[ROSTER_NAME_MAX_BYTES + 1];
	char visit[SPOOL_VISIT_MAX_BYTES + 1];
	bool types;                     /* they have the right to type, too */
	json_t *tree;                   /* what they see now; NULL nothing yet */
	int64_t acted_ms;               /* by the monotonic clock: when they asked, were let in, or last did something */
	int64_t second_ms; int second;
	char pointed[JOIN_SCREEN_MAX_BYTES + 1]; /* the screen on which they last pointed at something: written once each */
};

/* How often the person of the running visit was asked. */
struct join_asks { char visit[SPOOL_VISIT_MAX_BYTES + 1]; int count, minute; int64_t minute_ms, number /* the newest */; };

struct hub;

/** join_state_name - "none", "asked", "looks", "types"; static. */
const char *join_state_name(enum join_state state);
/** join_json - {"state", "number", "name", "types"} for a screen that says hello, NULL: nobody has joined or asked; new. */
json_t *join_json(const struct hub *hub);
/** join_end - it is over: the screen and the desk are told @why, a word that is written down too. Nothing where nobody has joined or asked. */
void join_end(struct hub *hub, const char *why);
/** join_settle - another visit runs, or none. join_left - @session is over. join_desk_gone - the desk's program is. join_screen_gone - the screen's is, for now. join_stop - at the end of the program. */
void join_settle(struct hub *hub);
void join_left(struct hub *hub, const struct staff_session *session);
void join_desk_gone(struct hub *hub);
void join_screen_gone(struct hub *hub);
void join_stop(struct hub *hub);
/** join_ring - the desk is to look again. join_look - end it when it was long enough, and look again in time. */
void join_ring(struct hub *hub);
void join_look(struct hub *hub);
/** join_word - @id as the audit may hold it: a choice without what would be chosen, nothing but its letters. */
void join_word(const char *id, char ret[static JOIN_SCREEN_MAX_BYTES + 1]);
