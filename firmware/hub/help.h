/* SPDX-License-Identifier: MIT */
/* help.h - inside firmware/hub only: who asked for a person at this kiosk, and who comes. */
/* In memory only: it outlives the screen's program and the desk's. After a restart of the hub the screen asks again, with the ticket it has. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/staff/roster.h"
#include "firmware/store/spool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	HELP_CALLS_MAX = 8,             /* one that is open; the others left, and the desk has not seen to that yet */
	HELP_TICKET_BYTES = 4,          /* "A1" … "Z99" */
	HELP_TICKETS = 26 * 99,
	HELP_FROM_MAX_BYTES = 64, HELP_SERVICE_MAX_BYTES = 128,
	HELP_NAME_MAX_BYTES = 64,
	HELP_MINUTES_MAX = 60,
	HELP_NOTE_MAX_BYTES = 280, HELP_NOTES_MAX = 6, /* what staff tell each other of a call; the oldest gives way */
	HELP_MINUTE_MAX = 12,           /* new calls in a minute */
	HELP_DEAF_MS = 5000,            /* so long a desk may be gone before the resident is told that nobody hears */
};

enum help_state { HELP_NONE, HELP_WAITING, HELP_COMING, HELP_HERE, HELP_LEFT /* the visit ended while they waited */ };

/* Of a call that is about getting in somewhere: what was said of it; from LATER on by the person or by staff. */
enum help_confirm { HELP_CONFIRM_NONE, HELP_CONFIRM_TRYING, HELP_CONFIRM_IN, HELP_CONFIRM_STUCK, HELP_CONFIRM_LATER, HELP_CONFIRM_TOLD, HELP_CONFIRM_PASSED_ON, HELP_CONFIRM_LEFT, HELP_CONFIRM_COUNT };

struct help_note { char name[HELP_NAME_MAX_BYTES + 1], text[HELP_NOTE_MAX_BYTES + 1]; int64_t at_ms; };

struct help_call {
	enum help_state state;          /* HELP_NONE: this place is free */
	char ticket[HELP_TICKET_BYTES], from[HELP_FROM_MAX_BYTES + 1], service[HELP_SERVICE_MAX_BYTES + 1];
	char language[SPOOL_LANGUAGE_MAX_BYTES + 1], visit[SPOOL_VISIT_MAX_BYTES + 1];
	char name[HELP_NAME_MAX_BYTES + 1], id[ROSTER_ID_MAX_BYTES + 1]; /* who comes, or is there; no id after a restart of ours */
	int minutes;                    /* until they do, as they said */
	enum help_confirm confirm;
	int64_t since_ms;               /* by the monotonic clock */
	struct help_note notes[HELP_NOTES_MAX]; size_t note_count; /* for staff alone: never on the screen, on the disk or in the audit */
};

struct help {
	struct help_call calls[HELP_CALLS_MAX];
	int given;                      /* the newest ticket, from 0 to HELP_TICKETS - 1; -1 none yet */
	struct { char visit[SPOOL_VISIT_MAX_BYTES + 1]; enum help_confirm state; } confirm; /* what the newest visit said */
	bool heard;                     /* as the screen was last told */
	int64_t minute_ms; int minute;
};

struct hub;

/** help_ticket - ticket @number, from 0: "A1". help_number - the other way; -1: it is none. */
void help_ticket(int number, char ret[static HELP_TICKET_BYTES]);
int help_number(const char *ticket);

/** help_next_ticket - the next that nobody holds. */
void help_next_ticket(struct hub *hub, char ret[static HELP_TICKET_BYTES]);

/** help_open - the call of the person who is here now; NULL nobody asked. help_find - the call with that ticket. FAIL_INPUT · FAIL_LIMIT · FAIL_EMPTY. */
struct help_call *help_open(struct hub *hub);
enum fail help_find(struct hub *hub, const json_t *frame, struct help_call **ret);

/** help_confirm_known - what its visit said before @call was made. help_unconfirmed - whether @call cannot be ended yet. help_confirm_name - static. */
void help_confirm_known(struct hub *hub, struct help_call *call);
bool help_unconfirmed(const struct help_call *call);
const char *help_confirm_name(enum help_confirm confirm);

/** help_state_name - "waiting", "coming", "here", "left"; static. help_json - the open call as the screen is told of it, NULL none is; new. */
const char *help_state_name(enum help_state state);
json_t *help_json(struct hub *hub);

/** help_changed - a call changed: the screen and the desk are told; help_ring_desk - the desk alone. help_end - it has its end, which the screen is told as @state where it is about the person who is here. */
void help_changed(struct hub *hub);
void help_ring_desk(struct hub *hub);
void help_end(struct hub *hub, struct help_call *call, const char *state);
/** help_settle - another visit runs, or none: whose call was open has left. help_look - who may hear has changed. help_stop - at the end of the program. */
void help_settle(struct hub *hub);
void help_look(struct hub *hub);
void help_stop(struct hub *hub);
