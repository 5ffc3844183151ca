/* SPDX-License-Identifier: MIT */
/* attempt.h - what is known of one delivery from its earlier claims. Pure. */
/*
 * Every claim is committed before anything is sent; a claim that was never settled ended with its program, perhaps after the request had left.
 */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/sync/open311_reply.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	ATTEMPT_LEASE_MS = 15 * 60 * 1000,  /* longer than all requests of one claim may take */
	ATTEMPT_ASKED_MAX = 5,              /* so often a look-up may fail before the submission is sent again without */
	ATTEMPT_POLLS_QUICK = 5,            /* of a token, two seconds apart */
	ATTEMPT_WHY_BYTES = 201,
};

struct attempt {
	bool perhaps_sent;                  /* an earlier request may have arrived */
	int64_t since_ms;                   /* when the first such was made; 0 not known */
	int64_t asked;                      /* look-ups in a row that failed */
	int64_t polls;                      /* of the token */
	int64_t refusals, refused_ms;       /* in a row; when the first was */
	char token[OPEN311_ID_MAX_BYTES + 1];
};

/** attempt_read - from a delivery's @note, at its @claim-th claim. */
void attempt_read(const char *note, int64_t claim, struct attempt *ret);

/** attempt_note - the same as a note to settle the @claim-th claim with; @why: a sentence for people. FAIL_LIMIT. */
enum fail attempt_note(const struct attempt *attempt, int64_t claim, const char *why, struct buffer *ret);

/** attempt_poll_ms - how long until the token is asked for again. */
int64_t attempt_poll_ms(const struct attempt *attempt);
