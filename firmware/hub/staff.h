/* SPDX-License-Identifier: MIT */
/* staff.h - inside firmware/hub only: who of the staff is signed in, at the kiosk's own screen and at the desk, and what they may do. */
#pragma once

#include "firmware/base/site.h"
#include "firmware/hub/doors.h"
#include "firmware/staff/known.h"
#include "firmware/staff/rights.h"
#include "firmware/staff/roster.h"
#include "firmware/staff/duty.h"
#include "firmware/store/staff.h"

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

enum { STAFF_DESK_SESSIONS_MAX = 64, STAFF_PERSON_SESSIONS_MAX = 8 /* of one person, at the desk */, STAFF_SESSIONS_MAX = STAFF_DESK_SESSIONS_MAX + 1 /* and the kiosk's own */, STAFF_SESSION_BYTES = 33, STAFF_FROM_MAX_BYTES = 45, STAFF_WAITS_MAX = 64, STAFF_SUBJECTS_MAX = 2 };

struct hub;
struct request;

struct staff_session {
	bool open, locked;                         /* locked: their page hears, and does nothing without the PIN */
	enum duty_state warned;                    /* of what they were, DUTY_ON of nothing */
	enum doorway at;
	char mark[STAFF_SESSION_BYTES];            /* 128 random bits in hexadecimal; "" at the kiosk, where there is one at most */
	char id[ROSTER_ID_MAX_BYTES + 1], name[ROSTER_NAME_MAX_BYTES + 1];
	enum staff_role role;
	struct duty duty;
};

/* A PIN that is being found out about, and who waits for it. */
struct staff_check {
	pid_t pid;                                 /* 0: none is */
	int fd;
	struct caller_at *from; int64_t turn;
	enum doorway at;
	char id[ROSTER_ID_MAX_BYTES + 1];          /* "": nobody has that number */
	char session[STAFF_SESSION_BYTES]; bool again; /* the PIN is given again, at a desk for @session */
	char known[KNOWN_LIST_MAX_BYTES + 1];      /* as the browser brought it */
	struct staff_subject subjects[STAFF_SUBJECTS_MAX]; size_t subject_count;
};

struct staff_wait { char subject[STAFF_SUBJECT_MAX_BYTES + 1]; int64_t tried_ms; };

struct hub_staff {
	struct roster *roster;                     /* in locked memory; NULL: nobody can sign in */
	struct site_hours hours[7]; bool hours_known;
	struct staff_session sessions[STAFF_SESSIONS_MAX];
	struct staff_check check;
	struct staff_wait waits[STAFF_WAITS_MAX]; size_t wait_count;
	int64_t waits_from_ms;                     /* what is not in @waits was tried then at the latest */
	int64_t job;                               /* that comes out of the printer; 0 */
	int64_t badge_minute, badges;              /* held to the reader: in which minute of the monotonic clock, how often */
};

/** staff_roster_open - take the list of the version in use, sealed to this kiosk: staff/KID.jwe; who is not in it any more is signed out. staff_stop - at the end of the program. */
void staff_roster_open(struct hub *hub);
void staff_stop(struct hub *hub);

/**
 * staff_may - whether who makes @request is signed in and has @right: at the screen's door whoever is signed in there, at the desk's the session it names.
 * @ret: borrowed until the next turn of the loop; may be NULL. FAIL_DENIED nobody is, their page is locked, or they may not · FAIL_INPUT · FAIL_LIMIT no such member "session".
 * staff_hears - the same for what a page goes on being told while it is locked: how the kiosk is and who calls, and nothing of anybody's visit.
 */
enum fail staff_may(struct hub *hub, const struct request *request, enum staff_right right, const struct staff_session **ret);
enum fail staff_hears(struct hub *hub, const struct request *request, enum staff_right right, const struct staff_session **ret);

/** staff_at_kiosk - who is signed in at the screen; NULL nobody. staff_session_find - there, or at the desk whose session is @mark; NULL none. staff_session_of - the session @request is in. As staff_may(). */
struct staff_session *staff_at_kiosk(struct hub *hub);
struct staff_session *staff_session_find(struct hub *hub, enum doorway at, const char *mark);
enum fail staff_session_of(struct hub *hub, const struct request *request, struct staff_session **ret);
/** staff_any - whether anybody signed in has @right, here, at the desk, or at another kiosk of the site. */
bool staff_any(const struct hub *hub, enum staff_right right);

/** staff_begin - @id, @name and @role are in at @at. FAIL_BUSY all places are taken. staff_end - not any more: the door hears @why. */
enum fail staff_begin(struct hub *hub, enum doorway at, const char *id, const char *name, enum staff_role role, int64_t closes_ms, struct staff_session **ret);
void staff_end(struct hub *hub, struct staff_session *session, const char *why);
/** staff_look - end what is over, warn of what soon is, and look again in time. staff_job - a job may have begun or ended: time stands still during one. */
void staff_look(struct hub *hub);
void staff_job(struct hub *hub);
/** staff_json - {"ready", "number", "in"?: {"name", "role", "rights"}} for the screen. New object. */
json_t *staff_json(struct hub *hub);

/**
 * staff_subjects - against whom and where a try goes: @check.at and @check.known are set. At the kiosk a person and the kiosk; at the desk the person there and
 * the address @from; of a browser that the person is known by that browser alone, until it is shut out itself. @member: NULL nobody of the list, whose name @who was given.
 */
enum fail staff_subjects(struct hub *hub, const struct roster_member *member, const char *who, const char *from, struct staff_check *check);
/** staff_left_most - the longest wait of @subjects. */
enum fail staff_left_most(struct hub *hub, const struct staff_subject *subjects, size_t count, int64_t *ret);
/** staff_subject_unlock - @text, begun anew by `foyer staff unlock`. */
void staff_subject_unlock(const struct hub *hub, const char *text, struct staff_subject *ret);

/** staff_left_ms - how long until a try at @subject may be taken: 0 now, INT64_MAX never. FAIL_STORE. */
enum fail staff_left_ms(struct hub *hub, const struct staff_subject *subject, int64_t *ret);
/** staff_tried - a try at each of @subjects is on the disk, and its wait begins. As staff_tries_add(). */
enum fail staff_tried(struct hub *hub, const struct staff_subject *subjects, size_t count);

/** staff_check_begin - find out beside the loop whether @seasoned is what @verifier was made of; staff_checked() is called then. FAIL_BUSY one is being found out · FAIL_IO. */
enum fail staff_check_begin(struct hub *hub, const char *verifier, const unsigned char seasoned[static PIN_SEASONED_BYTES]);
void staff_checked(struct hub *hub, enum fail result);
void staff_check_stop(struct hub *hub);

/** staff_closes_ms - by the monotonic clock, when the place closes today; 0 it is closed, or nobody knows the time. staff_now_ms - what time it is, never before one that was certain; false: nobody knows. */
int64_t staff_closes_ms(struct hub *hub);
bool staff_now_ms(struct hub *hub, int64_t *ret);
/** badge_rest - say in the audit how many badges of the last minute were only counted. */
void badge_rest(struct hub *hub);
/** staff_note - somebody signed in, tried to, or left: into the log and the audit. @outcome, @reason: words as audit.h has them. */
void staff_note(struct hub *hub, const char *event, const char *id, enum doorway at, const char *outcome, const char *reason);
