/* SPDX-License-Identifier: MIT */
/* claimed.h - a job as the hub gave it out: what to draw, and what is known of an earlier try. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/print/receipt.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { CLAIMED_KIND_MAX_BYTES = 32, CLAIMED_VISIT_MAX_BYTES = 16, CLAIMED_COPY_MAX = 999 };

struct claimed {
	struct receipt_job row;                /* number, language and size; all of it when it is a receipt */
	char kind[CLAIMED_KIND_MAX_BYTES + 1]; /* "receipt", or the template's name */
	char visit[CLAIMED_VISIT_MAX_BYTES + 1]; /* whose it is, for a hub that has forgotten; "" */
	json_t *data;                          /* what the template is filled with; NULL */
	bool tried;                            /* a part of it may be on paper */
	bool sent;                             /* all of it may be: print nothing, find out */
	bool owes_slip, owes_cut;              /* because of the jobs before it */
	int64_t witness;                       /* the printer's counter of an earlier try; -1 */
};

/** claimed_read - the hub's reply to spool.claim. @ret: end with claimed_done(); untouched on failure. FAIL_INPUT, FAIL_LIMIT a member is not as it must be. */
enum fail claimed_read(const json_t *reply, struct claimed *ret);
void claimed_done(struct claimed *claimed); /* accepts a zeroed one */

/** claimed_is_private - whether nobody but who asked for it may take it: all but what is for staff and doors. */
bool claimed_is_private(const struct claimed *claimed);

/** claimed_is_receipt - whether it is a receipt (a row of the spool, or of a practice), not a template with data. */
bool claimed_is_receipt(const struct claimed *claimed);
