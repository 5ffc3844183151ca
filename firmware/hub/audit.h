/* SPDX-License-Identifier: MIT */
/* audit.h - who did what to which field of which screen on this kiosk; never a value, a name of a resident, or what somebody typed. */
/* The store keeps the chain (firmware/store/audit.h); the hub knows when, on which kiosk, in whose visit, and signs. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/chain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <jansson.h>

struct hub; /* verbs.h */

enum { AUDIT_WAITING_MAX = 16, AUDIT_CHECKPOINT_ROWS = 64, AUDIT_CHECKPOINT_MS = 60 * 60 * 1000, AUDIT_TAIL_ROWS = 512, AUDIT_REFUSED_MAX = 10, AUDIT_WORDS_MAX_BYTES = 160 };

/* All text static or copied; NULL is "". Words only, as chain_word() has them: letters, digits and . _ : + / - without spaces. */
struct audit_entry {
	const char *actor;     /* resident, staff, technician, desk, admin or system */
	const char *staff;     /* staff id */
	const char *event;     /* "submit", "reveal", … see README */
	const char *subject;   /* of what: a field's or a service's id */
	const char *outcome, *reason;
	const char *visit;     /* the mark of the visit it belongs to; NULL: the running one, or none where an admin or a technician did it */
};

/* What the hub remembers of it; a part of struct hub. */
struct audit {
	struct chain_row waiting[AUDIT_WAITING_MAX];   /* noted, and on the disk with the next flush */
	size_t count;
	int64_t lost;                                  /* that no room was left for; said by a row "gap" as soon as there is some */
	int64_t checkpoint_seq;                        /* of the newest checkpoint; 0 none */
	int64_t ahead_ms;                              /* the wall clock before the monotonic one, when last looked at */
	bool looked, started;
	char broken[AUDIT_WORDS_MAX_BYTES + 1];        /* what is wrong with the chain; "" nothing was seen */
	int64_t refused_minute, refused;               /* doors: in which minute of the monotonic clock, how often */
};

/** audit_write - one act. FAIL_NONE it is on the disk · FAIL_INPUT, FAIL_LIMIT not such words · FAIL_FULL, FAIL_STORE it is not. */
enum fail audit_write(struct hub *hub, const struct audit_entry *entry);

/**
 * audit_note - an act that is not refused because it cannot be written. A resident's, and what happens by itself, is on the disk with audit_flush(), after
 * the answer that somebody waits for; everybody else's at once, before they hear that it was done. What there is no room for is counted, and the count is written as soon as there is.
 */
void audit_note(struct hub *hub, const struct audit_entry *entry);
/** audit_row - an act as a row for somebody else's transaction: see submission.h. FAIL_INPUT · FAIL_LIMIT. */
enum fail audit_row(struct hub *hub, const struct audit_entry *entry, struct chain_row *ret);
void audit_flush(struct hub *hub);
/** audit_seal - a checkpoint behind the newest row, now. audit_kiosk - this kiosk's id, as it stands in rows. */
void audit_seal(struct hub *hub);
void audit_kiosk(const struct hub *hub, char ret[static CHAIN_KIOSK_MAX_BYTES + 1]);

/** audit_refused - somebody was refused at @door. After AUDIT_REFUSED_MAX of a minute they are only counted, so that nobody washes the audit away by knocking. */
void audit_refused(struct hub *hub, const char *door, const char *why);

/** audit_opened - the store was opened: look at the newest rows, and say loudly when they are not whole. audit_stop - at the end of the program. */
void audit_opened(struct hub *hub);
void audit_stop(struct hub *hub);
/** audit_clock - whether the wall clock was set since the last look; that is written too. */
void audit_clock(struct hub *hub);

/** audit_json - {"rows", "last", "checkpoint", "signed", "broken"} for a status. audit_facts - for the heartbeat, into @data: audit_checkpoint is the newest as "ROW:HASH". */
json_t *audit_json(struct hub *hub);
void audit_facts(struct hub *hub, json_t *data);
