/* SPDX-License-Identifier: MIT */
/* verbs.h - inside firmware/hub only: what a request is, what an answer is, and what all answers share. */
#pragma once

#include "firmware/base/assets.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/base/trouble.h"
#include "firmware/envelope/device.h"
#include "firmware/hub/audit.h"
#include "firmware/hub/config.h"
#include "firmware/hub/doors.h"
#include "firmware/hub/figures.h"
#include "firmware/hub/guide.h"
#include "firmware/hub/help.h"
#include "firmware/hub/hub.h"
#include "firmware/hub/join.h"
#include "firmware/hub/keeper.h"
#include "firmware/hub/pages.h"
#include "firmware/hub/peer.h"
#include "firmware/hub/push.h"
#include "firmware/hub/park.h"
#include "firmware/hub/staff.h"
#include "firmware/hub/training.h"
#include "firmware/store/spool.h"

#include <jansson.h>
#include <stdbool.h>

enum { HUB_WORDS_MAX_BYTES = 256, HUB_STATE_MAX_BYTES = 16, HUB_RECENT_MAX = 8, HUB_WHERE_MINUTE_MAX = 6, HUB_WHERE_VISIT_MAX = 15,
       HUB_WHERE_SYNC_MS = 4000 /* who asks waits so long for a sync that just starts, or starts again */ };

struct content; /* firmware/store/content.h */

struct spoke { bool said; int64_t version, asked, gone_ms; }; /* a program: the version it runs on, the one it was asked to begin anew for, when it left */

struct told { char state[HUB_STATE_MAX_BYTES + 1], words[HUB_WORDS_MAX_BYTES + 1]; }; /* what a spoke last said of its device */

struct told_printer { enum trouble trouble; bool low; }; /* and of the printer: which cause, and whether the roll is nearly finished */

struct recent { struct event_id id; struct reference reference; bool delivered; }; /* was sent here lately: whether the council has it */

/* Who asks where a form is: the reference that an answer is waited for ("" none), when our own store says it arrived (0: it does not), and how often somebody asked. */
struct where { struct reference asked; int64_t delivered_ms, minute_ms; int minute, visit; bool greeted; /* sync is there and knows whom to ask */ };

struct hub {
	const struct hub_options *options;
	struct config config;
	struct assets assets;      /* in use: the firmware's own, or a version's */
	struct spoke spoke[DOORWAY_COUNT];
	struct { int64_t previous, refused; bool trial; char words[HUB_WORDS_MAX_BYTES + 1]; } bundle; /* as provision said it; refused 0: none was */
	int64_t offered;           /* a version that waits for the end of the visit; 0 */
	struct keeper keeper;
	struct device *device;     /* NULL when the key cannot be used */
	struct doors *doors;
	struct content *content;   /* addresses and rounds; NULL when there are none */
	int visit_fd;              /* the sealed copy of the running visit; -1 */
	int64_t visit_began_ms;    /* when that visit was first kept, by the monotonic clock */
	int visit_given;           /* how often in a row it was handed to a new screen */
	int64_t visit_given_ms;    /* when last, by the monotonic clock */
	json_t *screen;            /* the last tree, while somebody watches; NULL */
	struct told printer, network;
	struct told_printer told_printer;
	struct { char mark[SPOOL_VISIT_MAX_BYTES + 1]; bool known; int64_t asked_back; } visit; /* which one runs ("" none), whether the screen said so yet; the job that print was asked for last */
	struct pages pages;        /* printed from memory */
	struct { struct guide at; bool on_screen; char language[SPOOL_LANGUAGE_MAX_BYTES + 1]; } guide; /* somebody puts paper in: how far, and whether on the kiosk's own screen */
	struct recent recent[HUB_RECENT_MAX]; size_t recent_next;
	struct where where;
	struct audit audit;
	struct hub_staff staff;
	struct help help;
	struct hub_peers peers;
	struct join join;
	struct join_asks join_asks;
	bool desk_plain;           /* foyer-desk serves this machine, whatever the settings say */
	struct training training;
	struct push push;
	struct { int64_t hour_ms; int hour; } remarks; /* how many within the hour that began then */
	struct figures figures;    /* of the last days, counted from the audit */
	struct park park;
	const char *service;       /* "open", or why no transaction is taken: "full", "closed"; static */
	int64_t opened[DOORWAY_COUNT]; /* how often somebody came in */
	int64_t born_ms;           /* by the monotonic clock */
	bool council_time;         /* sync has heard from the council what time it is */
	int64_t council_ahead_ms;  /* its clock before the monotonic one */
};

struct request { enum doorway at; const json_t *frame; int blob_fd; struct caller_at *from; }; /* blob_fd -1 or borrowed */

struct reply {
	json_t *body;          /* members beside "re"; NULL for none */
	int blob_fd;           /* -1 or borrowed */
	bool closes;           /* blob_fd is closed after it */
	bool later;            /* the answer is not known yet: it goes out by doors_reply_later() */
	bool looks;            /* hub_look_service() after it */
	bool settles;          /* hold_settle() after it */
	int64_t back;          /* a job that print is to give back, after the reply; 0 */
	unsigned work;         /* 1 << DOORWAY_…: whom to tell that there is work, after the reply */
	const char *event;     /* logged after the reply; NULL for nothing */
	char note[192];        /* its "key=value" pairs */
};

struct verb {
	const char *name;
	unsigned doorways;     /* 1 << DOORWAY_…: who may say it */
	size_t max_bytes;      /* of the request's frame */
	enum fail (*answer)(struct hub *hub, const struct request *request, struct reply *reply);
};

/** verb_find - the verb of that name for that door, or NULL; static. */
const struct verb *verb_find(const char *name, enum doorway at);

/**
 * verb_answer - what the hub says to @request of @size bytes. @ret_frame: new, to be sent; @reply: what else there is to do.
 * FAIL_NONE also when the answer is a refusal in words. FAIL_INPUT no verb · FAIL_DENIED not for this door · FAIL_LIMIT too large: close the door.
 */
enum fail verb_answer(struct hub *hub, const struct request *request, size_t size, struct reply *reply, json_t **ret_frame);

/** verb_frame - the answer to @verb: @body (stolen; NULL for none), and @fail with the trail's words, which is empty then. New object. */
json_t *verb_frame(const char *verb, enum fail fail, json_t *body);

/** reply_log - what is to be logged once the reply is out. @event: static. */
[[gnu::format(printf, 3, 4)]]
void reply_log(struct reply *reply, const char *event, const char *format, ...);

/** take_id - member "id" of an event. take_reference - "reference", exactly as printed. take_told - "state" out of @states (ends with NULL) and "words". FAIL_INPUT · FAIL_LIMIT. */
enum fail take_id(const json_t *frame, struct event_id *ret);
enum fail take_reference(const json_t *frame, struct reference *ret);
enum fail take_told(const json_t *frame, const char *const *states, struct told *ret);

/**
 * enrol_wanted - {"code", "jwk", "tls"?} while a code waits for the council's answer, or NULL. enrol_json - "none", "asking", "known" or "refused".
 * enrol_client - {"certificate", "key"} (PEM) for connections to the council where it certified them, or NULL. New objects.
 */
json_t *enrol_wanted(struct hub *hub);
json_t *enrol_client(struct hub *hub);
json_t *enrol_json(struct hub *hub);

/** desk_is_there - whether this kiosk has a desk at all: settings name one, or it said that it serves this machine. */
bool desk_is_there(const struct hub *hub);

/** desk_json - where the desk listens and the fingerprint of what it shows, for a status; null: nowhere. New object. desk_ring - what it shows may have changed. */
json_t *desk_json(const struct hub *hub);
void desk_ring(struct hub *hub);
bool desk_hears(const struct hub *hub); /* whether somebody at a desk could hear that a resident asks for them; nobody does in training */

/** visit_forget - the copy of the running visit is gone. */
void visit_forget(struct hub *hub);

/** hub_certain_ms - what time it is, if the system's clock is synced or the council said so; else false. @context: a hub. clock_json - for sync. New object. */
bool hub_certain_ms(void *context, int64_t *ret_ms);
json_t *clock_json(struct hub *hub);
int64_t hub_floor_ms(struct hub *hub); /* the newest time that was ever certain here; 0 */

/** lookup_open - open the look-up file, or log why not: then there is no look-up. lookup_json - what it holds, for a status. */
void lookup_open(struct hub *hub);
json_t *lookup_json(const struct hub *hub);

/** queue_mend - what the settings say of events that were set aside, done once for each such word. */
void queue_mend(struct hub *hub);

/** version_open - take what is in use: look-up, settings, keys. version_heard - a program said hello. version_gone - it left. */
void version_open(struct hub *hub);
void version_heard(struct hub *hub, const struct request *request);
void version_gone(struct hub *hub, enum doorway at);
/** version_calm - a visit ended, or something waits for that: switch if it may be. version_stop - wait no more. */
void version_calm(struct hub *hub);
void version_stop(struct hub *hub);
/** version_json - for a status. version_facts - for the heartbeat, into @data. */
json_t *version_json(const struct hub *hub);
void version_facts(const struct hub *hub, json_t *data);

/** recent_keep - @id was submitted as @reference. recent_prove - the council has these: the screen is told. recent_delivered - whether it has @reference, as far as is known here. */
void recent_keep(struct hub *hub, const struct event_id *id, const struct reference *reference, bool delivered);
void recent_prove(struct hub *hub, const struct event_id *ids, size_t count);
bool recent_delivered(struct hub *hub, const struct reference *reference);

json_t *recent_json(const struct hub *hub); /* the references of those that the council has; new */

/** where_forget - nobody waits for an answer any more. where_visit_ends - and the next who asks is another person. where_came - sync greets: it is asked
 * what somebody waits for. where_gone - sync went away: it is asked again when it is back, and after HUB_WHERE_SYNC_MS without it the answer is "offline". */
void where_forget(struct hub *hub);
void where_visit_ends(struct hub *hub);
void where_came(struct hub *hub);
void where_gone(struct hub *hub);

/**
 * hold_visit - the visit @mark runs ("": none): what another one left is withdrawn, or asked back; see hold.c. hold_settle - look again: the printer, or a
 * job, changed. hold_wait - the screen is gone: when it stays so, no visit runs. hold_gone_call - it does; a timer's.
 */
void hold_visit(struct hub *hub, const char *mark);
void hold_visit_ends(struct hub *hub, const char *mark, const char *how); /* the same; how the one before ended, a word for the audit */
void hold_settle(struct hub *hub);
void hold_wait(struct hub *hub);
void hold_gone_call(void *context);
/** hold_is_over - whether @visit ("" is nobody's) has ended. hold_is_stuck - whether the printer waits for somebody. hold_ring - ask print to give @job back, once. */
bool hold_is_over(const struct hub *hub, const char *visit);
bool hold_is_stuck(const struct hub *hub);
void hold_ring(struct hub *hub, int64_t job);

/** back_take_up - print says in its hello (@frame) which "job" of which "visit" it holds. FAIL_INPUT · FAIL_LIMIT · FAIL_BUSY · FAIL_STORE. */
enum fail back_take_up(struct hub *hub, const json_t *frame);
/** back_job, back_page - what was begun for a visit that is over and nobody holds; the job is claimed. FAIL_EMPTY, NULL: nothing. back_pages_lost - whoever printed pages of a hub before this one is gone. */
enum fail back_job(struct hub *hub, struct store *store, struct spool_job *ret);
struct page *back_page(struct hub *hub);
void back_pages_lost(struct hub *hub);

/** take_visit - member "visit", a mark; "" when there is none. FAIL_INPUT · FAIL_LIMIT. */
enum fail take_visit(const json_t *frame, const char **ret);

/** hub_ring_print - tell the screen how a job goes. @reference: "" for a page. @state: "printing", "done", "unsure", "waiting" or "withdrawn". */
void hub_ring_print(struct hub *hub, int64_t job, const char *kind, const char *reference, const char *state);

/** audit_print - a job of @visit ("" nobody's) has its end. */
void audit_print(struct hub *hub, const char *kind, const char *visit, enum spool_outcome outcome, const char *reason);

/** audit_diag - somebody looked at a test page. */
void audit_diag(struct hub *hub, bool passed);

/** page_give - @page with @data (borrowed; NULL: none) waits to be printed, under a number of its own. FAIL_BUSY · FAIL_STORE · FAIL_LIMIT. */
enum fail page_give(struct hub *hub, struct page *page, json_t *data);
/** page_test - a test page for the operator, as job *@ret_job. FAIL_BUSY · FAIL_STORE · FAIL_FULL. */
enum fail page_test(struct hub *hub, const char *language, int64_t *ret_job);
/** page_over - @page has its end, is journaled, told and wiped. @reason: a word. */
void page_over(struct hub *hub, struct page *page, enum spool_outcome outcome, const char *reason);
/** page_claim, page_writing, page_sent, page_unsent, page_done - the verbs of the spool, for what is in memory. */
void page_claim(struct hub *hub, struct page *page, struct reply *reply);
enum fail page_writing(struct hub *hub, struct page *page, int64_t witness);
enum fail page_sent(struct hub *hub, struct page *page);
enum fail page_unsent(struct hub *hub, struct page *page, int64_t witness);
void page_done(struct hub *hub, struct page *page, enum spool_outcome outcome, const char *reason);
/** guide_printer - the printer is as hub->told_printer says. guide_job - a job ended, with @paper or without. guide_stop - at the end of the program. */
void guide_printer(struct hub *hub);
void guide_job(struct hub *hub, int64_t job, bool paper);
void guide_ring(struct hub *hub); /* tell the screen how far it is */
void guide_stop(struct hub *hub);
json_t *verdict_json(const struct hub *hub); /* what was said of the last test page, or null; new */

/** printer_gone - its program left. printer_json - for a status. New object. */
void printer_gone(struct hub *hub);
json_t *printer_json(const struct hub *hub);
/** hub_ring_printer - tell the screen how the printer is. hub_ring_watch - and whether its trees are wanted. */
void hub_ring_printer(struct hub *hub);
/** hub_look_service - after the store was filled, emptied, opened or closed: tell the screen when that changes what it may begin. */
void hub_look_service(struct hub *hub);
void hub_ring_watch(struct hub *hub);

#define VERB(NAME) enum fail NAME(struct hub *hub, const struct request *request, struct reply *reply)
VERB(answer_hello_ui);     VERB(answer_visit_begin);   VERB(answer_visit_keep);    VERB(answer_visit_drop);
VERB(answer_submit);       VERB(answer_print_again);   VERB(answer_print_seen);
VERB(answer_print);        VERB(answer_print_page);    VERB(answer_print_verdict); VERB(answer_print_states);
VERB(answer_hello_print);  VERB(answer_spool_claim);   VERB(answer_spool_writing); VERB(answer_spool_sent);  VERB(answer_spool_unsent);  VERB(answer_spool_done);  VERB(answer_printer_state); VERB(answer_printer_guide); VERB(answer_assist_note);
VERB(answer_hello_sync);   VERB(answer_outbox_claim);  VERB(answer_outbox_body); VERB(answer_outbox_prove);
VERB(answer_outbox_retry); VERB(answer_outbox_park);   VERB(answer_token);       VERB(answer_sync_state);
VERB(answer_clock);
VERB(answer_outbox_report);
VERB(answer_status);       VERB(answer_status_people);  VERB(answer_heartbeat);
VERB(answer_queue_list);   VERB(answer_queue_body);    VERB(answer_queue_sign);
VERB(answer_queue_parked); VERB(answer_queue_requeue);
VERB(answer_audit_head);   VERB(answer_audit_list);
VERB(answer_enrol);        VERB(answer_enrol_done);
VERB(answer_where);        VERB(answer_where_told);
VERB(answer_help_call);    VERB(answer_help_cancel);
VERB(answer_help_list);    VERB(answer_help_take);      VERB(answer_help_arrive);   VERB(answer_help_done);   VERB(answer_help_note);
VERB(answer_help_confirm); VERB(answer_help_confirmed); VERB(answer_help_type);
VERB(answer_remark_add);   VERB(answer_figures);
VERB(answer_push_offer);   VERB(answer_push_state);     VERB(answer_push_end);    VERB(answer_push_open);   VERB(answer_push_refuse);
VERB(answer_join_note);   VERB(answer_join_screen);   VERB(answer_join_ask);     VERB(answer_join_view);     VERB(answer_join_point);   VERB(answer_join_act);   VERB(answer_join_leave);
VERB(answer_park_keep);    VERB(answer_park_find);      VERB(answer_park_opened);   VERB(answer_park_list);     VERB(answer_park_pick);
VERB(answer_address_find); VERB(answer_place_suggest); VERB(answer_rounds_dates);
VERB(answer_staff_enter);  VERB(answer_staff_again);  VERB(answer_staff_hears);  VERB(answer_staff_seen);    VERB(answer_staff_leave);  VERB(answer_staff_state);  VERB(answer_staff_print);  VERB(answer_staff_badge);
VERB(answer_screen);       VERB(answer_screen_get);    VERB(answer_act);    VERB(answer_said);
VERB(answer_hello_desk);   VERB(answer_desk_state);
VERB(answer_training_begin); VERB(answer_training_end); VERB(answer_training_fault);
VERB(answer_site_voucher); VERB(answer_site_look);      VERB(answer_site_do);
VERB(answer_hello_provision); VERB(answer_bundle_arrived); VERB(answer_version_offer); VERB(answer_version_state);
