/* SPDX-License-Identifier: MIT */
/* assist.h - somebody of the staff helps at this screen, if the person allows it: asked in plain words, said on every screen, ended by one touch. */
/*
 * DESIGN: only who is signed in can ask, and the hub writes down what was answered before anything comes of it. While somebody helps, visit.mask is theirs.
 * Permission ends with Stop, with their signing out, and with the visit. Sending, and what is declared, are the person's own: help stops before.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { ASSIST_NAME_MAX_BYTES = 40, ASSIST_STAFF_MAX_BYTES = 32, ASSIST_NOTES_MAX = 64, ASSIST_SUBJECT_MAX_BYTES = 64 };
#define SPOKEN_TEXT "spoken-1" /* the same of spoken.* and behalf.* */
#define ASSIST_TEXT "assist-1" /* which words permission was asked in: another number when assist.* of the languages mean something else */

enum assist_way { ASSIST_ALONE, ASSIST_LOOKS, ASSIST_TYPES, ASSIST_WAY_COUNT };

/* Why staff did by word of mouth what is the person's own: they cannot touch, see or read the screen, or want it so. */
enum assist_why { WHY_NONE, WHY_TOUCH, WHY_SEE, WHY_READ, WHY_ASKED, WHY_COUNT };

struct assist_note { enum assist_why why; bool desk; /* of who helps from there */ int64_t ask; /* which, then: join.h */ const char *event; char subject[ASSIST_SUBJECT_MAX_BYTES + 1]; };

struct assist {
	/* in the copy */
	enum assist_way way;
	char name[ASSIST_NAME_MAX_BYTES + 1];     /* who helps: a first name; "" somebody let in by a code */
	char staff[ASSIST_STAFF_MAX_BYTES + 1];   /* and their id, as the hub wrote it down */
	int64_t since_ms;                         /* wall clock: when it was allowed */
	char language[16];                        /* that it was asked in */
	enum assist_why spoken;                   /* it was allowed by word of mouth */
	enum assist_why behalf;                   /* what is sealed, staff send for the person */
	struct { enum assist_way way; enum assist_why spoken; char staff[ASSIST_STAFF_MAX_BYTES + 1]; int64_t ms; } did; /* with what is not sent yet: the most that was allowed, whom the last time, how long in all */
	/* made again */
	bool here, looks, types;                  /* somebody is signed in; what they may do */
	char here_name[ASSIST_NAME_MAX_BYTES + 1];
	enum assist_way asked;                    /* the person said yes, and the hub is writing it down */
	enum assist_why asked_spoken;             /* and they said it aloud */
	enum assist_why sends;                    /* the hub is writing down that staff send it for them */
	int64_t seen_ms;                          /* steady: when the hub last heard that the helper does something */
	bool refused;                             /* the hub could not: said on the sheet */
	struct assist_note note[ASSIST_NOTES_MAX]; int notes; /* for the hub */
};

struct visit;

/** assist_offered - whether who is signed in may ask to help here. */
bool assist_offered(const struct visit *visit);

/** visit_helper - who is signed in now: as "in" of staff.enter; NULL nobody, and then help is over. Effect bits. */
unsigned visit_helper(struct visit *visit, const json_t *in);

/** assist_why_name - as the hub, the record and the sentences have it: "touch", "see", "read", "asked"; "" none; static. */
const char *assist_why_name(enum assist_why why);

/** spoken_offered - whether who is signed in may note that the person allowed it aloud. behalf_offered - whether who types may send what is on check answers for them. */
bool spoken_offered(const struct visit *visit);
bool behalf_offered(const struct visit *visit);

/**
 * assist_record - what the council hears of help with what is sent now: {"submittedBy", "assisted"?: {"staff", "mode", "minutes", "site", "permission": "given" or "spoken", "permissionReason"?},
 * "onBehalf"?: {"reason", "declared": "spoken"}}; new. assist_by - the first of it; static. */
json_t *assist_record(const struct visit *visit);
const char *assist_by(const struct visit *visit);

/** assist_did - the help that these answers had, for what is kept of them; new. assist_did_take - and back. FAIL_INPUT · FAIL_LIMIT: @to is as it was. */
json_t *assist_did(const struct visit *visit);
enum fail assist_did_take(const json_t *did, struct visit *to);

/** visit_assist_request - the next request for EFFECT_ASSIST; new, NULL: no more. @ret_awaited: visit_assist_answered() wants its answer. */
json_t *visit_assist_request(struct visit *visit, bool *ret_awaited);
unsigned visit_assist_answered(struct visit *visit, enum fail code, const json_t *reply);
