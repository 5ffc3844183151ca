/* SPDX-License-Identifier: MIT */
/* spool.h - receipts on their way to paper. A row names a reference, dates and a sum to pay, never an answer. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */

enum {
	SPOOL_SERVICE_MAX_BYTES = 64,
	SPOOL_LANGUAGE_MAX_BYTES = 16,
	SPOOL_HELD_MAX = 4,                        /* claimed and not yet ended */
	SPOOL_KEEP_MS = 24 * 60 * 60 * 1000,       /* nobody waits a day for a receipt; then the row goes, printed or not */
};

enum spool_state {
	SPOOL_WAITING,  /* to be printed */
	SPOOL_SENT,     /* the printer took every byte; whether paper came out is not known yet */
	SPOOL_DONE,     /* the printer said so */
	SPOOL_UNSURE,   /* nobody knows: a person must look; never printed again by itself */
	SPOOL_KEPT,     /* no receipt was asked for; kept so that one can be */
	SPOOL_STATE_COUNT
};

struct spool_job {
	int64_t job;
	struct reference reference;
	char service[SPOOL_SERVICE_MAX_BYTES + 1];     /* code of the form */
	char language[SPOOL_LANGUAGE_MAX_BYTES + 1];   /* BCP 47 */
	char due[11];                                  /* "YYYY-MM-DD" or "" */
	int64_t submitted_ms;
	int64_t pay_pence;                             /* still to pay; 0 nothing */
	bool desk;                                     /* something is left to do at the desk */
	bool copy;                                     /* say so on the paper */
	enum spool_state state;
	bool tried;                                    /* an earlier claim ended before anybody said how: part of it may be on paper */
};

enum spool_outcome { SPOOL_OUTCOME_DONE, SPOOL_OUTCOME_UNSURE, SPOOL_OUTCOME_RETRY, SPOOL_OUTCOME_COUNT };

/**
 * spool_claim - the oldest job that waits and that nobody holds. It is marked on the disk as tried before it is given out.
 * FAIL_EMPTY · FAIL_BUSY SPOOL_HELD_MAX are held · FAIL_STORE · FAIL_FULL. The claim ends with spool_end() or spool_recover().
 */
enum fail spool_claim(struct store *store, struct spool_job *ret);

/** spool_find - one job. FAIL_EMPTY no such job · FAIL_STORE. */
enum fail spool_find(struct store *store, int64_t job, struct spool_job *ret);

/** spool_sent - the printer has accepted every byte of @job: if nobody says more, it is unsure, not waiting. @now_ms: for the journal. FAIL_EMPTY · FAIL_STORE. */
enum fail spool_sent(struct store *store, int64_t job, int64_t now_ms);

/** spool_end - how @job went; RETRY puts it back as never tried: nothing is on paper. Saying it twice is no error. @now_ms: for the journal. FAIL_EMPTY no such job · FAIL_STORE. */
enum fail spool_end(struct store *store, int64_t job, enum spool_outcome outcome, int64_t now_ms);

/** spool_again - a new job like the newest of @reference, marked as a copy. FAIL_EMPTY no such reference · FAIL_FULL · FAIL_STORE. */
enum fail spool_again(struct store *store, const struct reference *reference, int64_t now_ms);

/**
 * spool_recover - whoever printed is gone: sent jobs become unsure, claims end.
 * @ret_jobs: the first *@ret_count of the jobs that became unsure (more may have). FAIL_STORE.
 */
enum fail spool_recover(struct store *store, int64_t now_ms, struct spool_job ret_jobs[static SPOOL_HELD_MAX], size_t *ret_count);
