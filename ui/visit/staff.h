/* SPDX-License-Identifier: MIT */
/* staff.h - somebody of the staff signs in at this screen: number and PIN, or a code of the help desk; what they can do then; out again. */
/*
 * DESIGN: it lies over the resident's page as a sheet that shows nothing of it, and leaves that page, its answers and the box that typed as they were. What
 * is typed here is in no copy of the visit and is wiped when the sheet is left. The hub says who is in; only what is done on this sheet counts as staff's.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define STAFF_FIELD "staff"

enum { STAFF_TYPED_MAX_BYTES = 24, STAFF_REMARK_MAX_BYTES = 280, STAFF_WHO_MAX_BYTES = 32 /* a badge */, STAFF_NAME_MAX_BYTES = 40, STAFF_REASONS = 4, STAFF_UNDER_MAX_BYTES = 128 };

enum staff_stage {
	STAFF_NUMBER, STAFF_PIN,           /* are typed */
	STAFF_REASON, STAFF_CODE,          /* why there is no PIN is chosen, and the code typed */
	STAFF_MENU,                        /* somebody is in */
	STAFF_REFERENCE, STAFF_PRINTED,    /* of a receipt is typed; and it is on its way */
	STAFF_MORE,                        /* what they have to say: see staff_more.h */
	STAFF_TYPE, STAFF_WORD,            /* what kind of case it is is chosen, and why */
	STAFF_KIND, STAFF_REMARK,          /* what is told the council is chosen, and typed */
	STAFF_CODES,                       /* why they were needed is chosen */
	STAFF_NOTED,                       /* it is written down */
	STAFF_STAGE_COUNT
};

/* Why something did not come of it; said in words. */
enum staff_trouble { STAFF_FINE, STAFF_WRONG, STAFF_LOCKED, STAFF_DEAD, STAFF_EXPIRED, STAFF_NOT_NOW /* the hub, or somebody before */, STAFF_NO_RECEIPT, STAFF_SHORT /* not all was typed */, STAFF_UNREAD /* a badge was held to the reader, and not read */, STAFF_UNCONFIRMED /* who was helped has not said that they are in */, STAFF_TROUBLE_COUNT };

/* What the hub is told next. */
enum staff_ask { STAFF_ASK_NONE, STAFF_ASK_ENTER, STAFF_ASK_CODE, STAFF_ASK_LEAVE, STAFF_ASK_SEEN, STAFF_ASK_PRINT, STAFF_ASK_PAPER, STAFF_ASK_AGAIN, STAFF_ASK_TYPE, STAFF_ASK_REMARK, STAFF_ASK_WHY };

struct staff {
	bool ready;                        /* this kiosk has a list of staff */
	bool reader;                       /* and a reader for badges listens */
	int64_t number_shown;              /* that the help desk asks for */
	bool in, soon;                     /* somebody is in; and soon out, as nothing is done */
	bool overall, more, again;         /* soon out because it was long enough; the PIN gives more time; it is typed for that */
	bool prints, mends, supervises, helps; /* what they may */
	char name[STAFF_NAME_MAX_BYTES + 1]; /* "" let in by a code */
	enum staff_stage stage;
	enum staff_trouble trouble;
	int64_t wait_s;                    /* STAFF_LOCKED */
	bool waits;                        /* for the hub's answer */
	enum staff_ask ask;
	bool by_badge;                     /* what stands in @number was read from a badge */
	char typed[STAFF_REMARK_MAX_BYTES + 1], number[STAFF_WHO_MAX_BYTES + 1];
	int reason;
	int as, word, kind, code;          /* what they have to say, as it was chosen */
	bool kept;                         /* STAFF_NOTED: for the council */
	struct { char field[STAFF_UNDER_MAX_BYTES]; int caret, layer, sheet, list_page, place; } under; /* the resident's box; a badge's prompt: and the sheet it lies over */
};

struct visit;

/** visit_staff_request - the request for EFFECT_STAFF; new. NULL: there is none. visit_staff_answered - its answer. Effect bits. */
json_t *visit_staff_request(struct visit *visit);
unsigned visit_staff_answered(struct visit *visit, enum fail code, const json_t *reply);
/** visit_staff_hello - what "hello" says of staff. visit_staff_told - the bell. Effect bits. */
unsigned visit_staff_hello(struct visit *visit, const json_t *staff);
unsigned visit_staff_told(struct visit *visit, const json_t *bell);
/**
 * visit_badge_counts - whether a badge that was read means anything now ("" was not readable): not while paper is put in, the screen is wiped, an answer of the hub or of the resident is
 * due, or the question is whether anybody is here. Then, and only then, ACTION_BADGE with it as its text opens the staff's prompt over whatever the resident has.
 */
bool visit_badge_counts(const struct visit *visit, const char *badge);
/** visit_badge_readers - whether a reader listens: then the page for a number says so. Effect bits. */
unsigned visit_badge_readers(struct visit *visit, bool listens);
/** staff_reason_name - as the hub and the sentences have it; static. */
const char *staff_reason_name(int reason);
