/* SPDX-License-Identifier: MIT */
/* park.h - answers are kept for later under a code, and gone from here at once; and with a code or a ticket somebody goes on with theirs. */
/*
 * DESIGN: what is kept is sealed here, with a secret that only the ticket has; the hub keeps what it cannot open. The key of this run, which makes a short
 * code enough, is the one that seals copies of the visit: it is in memory only, and a power cut ends it. Then the ticket's square opens it still.
 */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/envelope/draft.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define PARK_FIELD "code"

enum {
	PARK_TYPED_MAX_CHARACTERS = DRAFT_TYPED_MAX_BYTES, PARK_PATIENCE_MS = 8000, PARK_PATIENCE_KEEP_MS = 3000,
	PARK_SERVICE_BYTES = 129, PARK_TITLE_MAX_BYTES = 200,
};

enum park_stage {
	PARK_TYPING, PARK_ASKING,
	PARK_WRONG,    /* no such code, or its time is over */
	PARK_OFTEN,    /* too many wrong ones */
	PARK_NOT_NOW,  /* it could not be looked for, or what was found cannot be opened here */
	PARK_BROUGHT,  /* the desk has brought it: it is opened when somebody here says so */
	PARK_STAGE_COUNT
};

enum park_keeping { PARK_KEEP_NONE, PARK_KEEP_ASKING, PARK_KEEP_FAILED };
enum park_paper { PARK_PAPER_NONE, PARK_PAPER_PRINTING, PARK_PAPER_DONE, PARK_PAPER_GONE };

/* The kiosk's own, whoever is here. */
struct parking {
	bool ready;                /* there is a key of this run: something can be kept */
	bool offered;              /* something is, or was lately: the way back to it is shown */
	struct draft_key run;
};

struct park {
	enum park_stage stage;
	char typed[DRAFT_TYPED_MAX_BYTES + 1];
	bool missing;              /* nothing was typed: said at the box */
	struct draft_ticket ticket; /* that is asked for, or was brought */
	int wait_minutes;          /* PARK_OFTEN */
	int64_t asked_ms;          /* steady */
	struct draft_name opened;  /* the hub is to be told; "" nothing */
	/* what was kept */
	enum park_keeping keeping;
	struct draft_token token;
	struct draft_code code;
	int64_t until_ms;          /* wall clock */
	char service[PARK_SERVICE_BYTES]; /* of what was kept, or brought */
	enum park_paper paper;
	int64_t job;
};

struct visit;

/** park_may - whether what is answered now can be kept for later. While somebody helps it cannot: what they changed is gone through first. */
bool park_may(const struct visit *visit);

/** visit_parking - there is a key of this run (NULL: none). park_finder - what the hub finds codes by, in hexadecimal; false: there is no key. */
void visit_parking(struct visit *visit, const struct draft_key *run);
bool park_finder(const struct visit *visit, char ret[static 2 * DRAFT_KEY_BYTES + 1]);

/** visit_parked_here - the hub says whether something is kept here. visit_brought - and that the desk brings @ticket to the screen. Effect bits. */
unsigned visit_parked_here(struct visit *visit, bool offered);
unsigned visit_brought(struct visit *visit, const char *ticket, const char *service, const char *language);

/** park_request - {"verb": "park.keep", …} for EFFECT_PARK; new. @sealed: what goes with it. FAIL_LIMIT. visit_park_kept - the hub's answer. Effect bits. */
enum fail park_request(const struct visit *visit, json_t **ret, struct buffer *sealed);
unsigned visit_park_kept(struct visit *visit, enum fail code, const json_t *reply);

/** park_find - {"verb": "park.find", …} for EFFECT_RESUME; new; NULL: nothing is asked for. visit_park_found - the answer, with what came with it. Effect bits. */
json_t *park_find(const struct visit *visit);
unsigned visit_park_found(struct visit *visit, enum fail code, const json_t *reply, const void *bytes, size_t size);

/** park_opened - {"verb": "park.opened", …} for EFFECT_RESUMED; new; NULL: there is nothing to tell. */
json_t *park_opened(struct visit *visit);

/** park_paper - {"verb": "print", …} for EFFECT_PARK_PAPER; new. visit_park_paper - the hub's answer. visit_park_printed - that job is "done", "unsure", …. park_lost - the hub is gone. Effect bits. */
json_t *park_paper(const struct visit *visit);
unsigned visit_park_paper(struct visit *visit, enum fail code, int64_t job);
unsigned visit_park_printed(struct visit *visit, int64_t job, const char *state);
void park_lost(struct visit *visit);

/** park_copy, park_restore - for the copy. A restored box is as it was typed; what was asked for is asked anew by hand. FAIL_INPUT · FAIL_LIMIT. */
json_t *park_copy(const struct visit *visit);
enum fail park_restore(const json_t *json, struct visit *visit);

/** draft_write - what is kept of the visit, as JSON. draft_take - a visit that goes on with it: its service, answers, page, language and size. Effect bits in *@ret. FAIL_EMPTY this kiosk has not that service · FAIL_INPUT · FAIL_LIMIT. */
enum fail draft_write(const struct visit *visit, struct buffer *ret);
enum fail draft_take(struct visit *visit, const char *bytes, size_t size, unsigned *ret);
