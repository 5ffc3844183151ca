/* SPDX-License-Identifier: MIT */
/* training.h - inside firmware/hub only: staff practise on the real kiosk. Nothing leaves it, nothing is counted, and everything says so. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/hub/pages.h"
#include "firmware/staff/roster.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct hub;
struct request;
struct reply;

enum { TRAINING_IDLE_MS = 60 * 60 * 1000, TRAINING_FILE_MAX_BYTES = 512 };

#define TRAINING_REFERENCE "TRAINING"    /* in place of one that could be looked for */
#define TRAINING_RECEIPT "training-receipt" /* the kind of its paper: kept in memory, as pages are */

/* What goes wrong because staff chose so. */
enum training_fault { TRAINING_PAPER, TRAINING_OFFLINE, TRAINING_FULL, TRAINING_FAULT_COUNT };

struct training {
	bool on, fixed;                      /* fixed: kiosk.json says so, and only there it ends */
	bool fault[TRAINING_FAULT_COUNT];
	json_t *last; char language[SPOOL_LANGUAGE_MAX_BYTES + 1]; /* what the paper of the newest form says; NULL */
	int64_t seen_ms, closes_ms;          /* by the monotonic clock: when somebody last did something, when the place closes (INT64_MAX: not before it ends otherwise) */
};

/** training_open - at the start, before the doors: whether it goes on. A file of its own says so, so that no store that was put aside makes a practice real. */
void training_open(struct hub *hub);
void training_stop(struct hub *hub);
/** training_seen - somebody does something here. training_look - end it when its time is over, and look again in time. */
void training_seen(struct hub *hub);
void training_look(struct hub *hub);
/** training_end - not any more, since @why ("self", "idle", "closing"): the visit and the paper of it are gone. FAIL_IO it cannot be made so, and goes on. */
enum fail training_end(struct hub *hub, const char *actor, const char *staff, const char *why);

/** training_json - {"on", "fixed", "faults": […]}, for the screen. New object. */
json_t *training_json(const struct hub *hub);

/** What the screen is told: the truth, or what staff chose. training_holds - whether @page has to wait for paper that is said to be out. */
const char *training_printer(const struct hub *hub);
const char *training_printer_key(const struct hub *hub);
const char *training_network(const struct hub *hub);
const char *training_service(const struct hub *hub);
bool training_holds(const struct hub *hub, const struct page *page);

/** training_differs - FAIL_DENIED: @request is of a practice and the kiosk is not in one, or the other way round. */
enum fail training_differs(const struct hub *hub, const struct request *request);
/** training_submit - a form of a practice: nothing of it is kept but its paper. Failures as for a page. */
enum fail training_submit(struct hub *hub, const struct request *request, struct reply *reply);
/** training_again - once more the paper of what was practised. */
enum fail training_again(struct hub *hub, const struct request *request, struct reply *reply);
