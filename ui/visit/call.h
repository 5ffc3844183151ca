/* SPDX-License-Identifier: MIT */
/* call.h - somebody is asked to come: by one touch, with a ticket, until they were here or nobody is needed any more. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { CALL_TICKET_BYTES = 4, CALL_NAME_MAX_BYTES = 64, CALL_MINUTES_MAX = 60, CALL_AGAIN_MS = 10 * 1000 };

enum call_stage {
	CALL_NONE,
	CALL_ASKING,  /* the hub has not said yet who hears it */
	CALL_WAITING, /* the desk hears it */
	CALL_ALONE,   /* nobody can hear it now; it stays on the desk's list */
	CALL_COMING, CALL_HERE,
	CALL_DONE,    /* they have said so, and it was not looked at yet */
	CALL_STAGE_COUNT
};

enum call_paper { CALL_PAPER_NONE, CALL_PAPER_PRINTING, CALL_PAPER_DONE, CALL_PAPER_GONE /* it did not come out, or nobody knows */ };

/* The copy has it, but for the paper. */
struct call {
	enum call_stage stage;
	char ticket[CALL_TICKET_BYTES];          /* "" while CALL_ASKING for the first time */
	char name[CALL_NAME_MAX_BYTES + 1];      /* who comes, or is or was here */
	int minutes;                             /* until they do, as they said */
	int64_t told_ms;                         /* steady: when the desk last said something */
	bool off;                                /* taken back: the hub is to be told */
	enum call_paper paper;
	int64_t job;                             /* its paper's; 0 none */
};

struct visit;
struct buffer;

/** call_open - whether somebody waits for somebody. call_hears_nobody - whether that is in vain for now: nobody hears, or the hub is gone. */
bool call_open(const struct visit *visit);
bool call_in_vain(const struct visit *visit);
/** call_may_ask - whether this kiosk has a desk that hears calls, and the place is not closed by its hours, as far as anybody knows the time. */
bool call_may_ask(const struct visit *visit);
/** visit_desk_here - the hub's word on that desk. Effect bits. */
unsigned visit_desk_here(struct visit *visit, bool here);

/** visit_call_request - {"verb": "help.call" or "help.cancel", …} for EFFECT_CALL, without the visit's mark; new; NULL: nothing. visit_call_answered - the hub's answer to help.call. */
json_t *visit_call_request(struct visit *visit);
unsigned visit_call_answered(struct visit *visit, enum fail code, const json_t *reply);
/** visit_call_told - the bell. visit_call_up - the hub is there; @told: the call it has, NULL none: what it does not know is asked again. Effect bits. */
unsigned visit_call_told(struct visit *visit, const json_t *told);
unsigned visit_call_up(struct visit *visit, const json_t *told);

/** call_has_paper - whether the ticket can be printed now. visit_call_paper - {"verb": "print", …} for EFFECT_TICKET; new. visit_call_kept, visit_call_printed - the hub's answer, and how that job goes. */
bool call_has_paper(const struct visit *visit);
json_t *visit_call_paper(const struct visit *visit);
unsigned visit_call_kept(struct visit *visit, enum fail code, int64_t job);
unsigned visit_call_printed(struct visit *visit, int64_t job, const char *state);

/** call_next_ms - when the hub is asked again, -1 never. call_tick - now. call_hold_ms - how long the screen waits for a person while somebody is on the way; 0: as usual. */
int64_t call_next_ms(const struct visit *visit);
unsigned call_tick(struct visit *visit);
int64_t call_hold_ms(const struct visit *visit);

/** call_forget - with the visit. call_lost - the hub is gone: nobody knows what came out. call_copy - for the sealed copy, new; call_restore - from one. FAIL_INPUT · FAIL_LIMIT. */
void call_forget(struct visit *visit);
void call_lost(struct visit *visit);
json_t *call_copy(const struct visit *visit);
enum fail call_restore(const json_t *json, struct visit *visit);
