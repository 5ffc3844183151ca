/* SPDX-License-Identifier: MIT */
/* staff.h - how often somebody was wrong in a row: kept before the answer is found out, so that neither a power cut nor a kill gives a try back. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */

enum { STAFF_SUBJECT_MAX_BYTES = 64, STAFF_MARK_MAX_BYTES = 64, STAFF_STRANGERS_TURNS = 1000 /* tries later a number that nobody has is forgotten */ };

/* Against whom or where a try goes ("?…": a number that nobody has), and what it is a try at: with another mark it begins at none. */
struct staff_subject { char text[STAFF_SUBJECT_MAX_BYTES + 1], mark[STAFF_MARK_MAX_BYTES + 1]; bool mild; /* never for good; not kept */ };

/** staff_tries - how many there were since the last right one. 0 also when nothing is known of it. FAIL_STORE. */
enum fail staff_tries(struct store *store, const struct staff_subject *subject, int64_t *ret);

/** staff_tries_add - one more for each of @subjects, in one transaction; on the disk on FAIL_NONE. FAIL_LIMIT · FAIL_STORE · FAIL_FULL: no try may be taken. */
enum fail staff_tries_add(struct store *store, const struct staff_subject *subjects, size_t count);

/** staff_tries_clear - it was right: none for each of @subjects. As staff_tries_add(). */
enum fail staff_tries_clear(struct store *store, const struct staff_subject *subjects, size_t count);
