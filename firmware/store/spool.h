/* SPDX-License-Identifier: MIT */
/* spool.h - receipts on their way to paper. A row names a reference, dates and a sum to pay, never an answer. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/store/journal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store; /* store.h */

enum {
	SPOOL_SERVICE_MAX_BYTES = 64,
	SPOOL_LANGUAGE_MAX_BYTES = 16,
	SPOOL_VISIT_MAX_BYTES = 16,
	SPOOL_REASON_MAX_BYTES = 16,
	SPOOL_HELD_MAX = 4,                        /* claimed and not yet ended */
	SPOOL_KEEP_MS = 24 * 60 * 60 * 1000,       /* nobody waits a day for a receipt; then it has its end, and soon after the row goes */
};

/* As on the disk. Each job ends as DONE, UNSURE or WITHDRAWN. */
enum spool_state {
	SPOOL_WAITING,   /* to be printed */
	SPOOL_SENT,      /* the printer took every byte; whether paper came out is not known yet */
	SPOOL_DONE,      /* the printer said so, or a person */
	SPOOL_UNSURE,    /* nobody knows: a person must look; never printed again by itself */
	SPOOL_KEPT,      /* no receipt was asked for; kept so that one can be */
	SPOOL_WRITING,   /* the printer may have the first of its bytes */
	SPOOL_WITHDRAWN, /* no whole original is on paper, or will be by itself */
	SPOOL_STATE_COUNT
};

struct spool_job {
	int64_t job;
	struct reference reference;
	char service[SPOOL_SERVICE_MAX_BYTES + 1];     /* code of the form */
	char language[SPOOL_LANGUAGE_MAX_BYTES + 1];   /* BCP 47 */
	char due[11];                                  /* "YYYY-MM-DD" or "" */
	char visit[SPOOL_VISIT_MAX_BYTES + 1];         /* random, of the visit whose paper it is; "" nobody's: whoever asked stands at the desk */
	char reason[SPOOL_REASON_MAX_BYTES + 1];       /* of its end, one word; "" none */
	int64_t submitted_ms;
	int64_t pay_pence;                             /* still to pay; 0 nothing */
	int64_t witness;                               /* the printer's count of cuts before it got the first byte; -1 it has none, or nothing was begun */
	int copy;                                      /* 0 the original, else "COPY n" stands on the paper */
	bool desk;                                     /* something is left to do at the desk */
	bool large;                                    /* in large print */
	enum spool_state state;                        /* of a claim: WAITING, WRITING part of it may be on paper, SENT to be asked after and never sent again */
};

enum spool_outcome { SPOOL_OUTCOME_DONE, SPOOL_OUTCOME_UNSURE, SPOOL_OUTCOME_RETRY, SPOOL_OUTCOME_WITHDRAWN, SPOOL_OUTCOME_COUNT };

/**
 * spool_claim - the oldest job that has no end and that nobody holds. Writes nothing.
 * @below: only one with a lower number: they are printed in the order of their numbers. @bound: false: nobody knows yet which visit runs, so that one of a visit, and what comes after it, waits. FAIL_EMPTY · FAIL_BUSY SPOOL_HELD_MAX are held · FAIL_STORE. The claim ends with spool_end() or spool_recover().
 */
enum fail spool_claim(struct store *store, bool bound, int64_t below, struct spool_job *ret);

/** spool_hold - whoever prints says that it has @job, claimed of a program before this one, or it is given out to be asked back: the claim is as spool_claim()'s. FAIL_EMPTY no such job · FAIL_DENIED it has its end · FAIL_BUSY · FAIL_STORE. */
enum fail spool_hold(struct store *store, int64_t job);

/**
 * spool_left - the next job after number @after (0: the first) that has no end and is of another visit than @visit ("": none runs).
 * @ret_held: somebody has claimed it. FAIL_EMPTY no more · FAIL_STORE.
 */
enum fail spool_left(struct store *store, const char *visit, int64_t after, struct spool_job *ret, bool *ret_held);

/** spool_find - one job. FAIL_EMPTY no such job · FAIL_STORE. */
enum fail spool_find(struct store *store, int64_t job, struct spool_job *ret);

/** spool_newest - the newest job of @reference. FAIL_EMPTY no such reference · FAIL_STORE. */
enum fail spool_newest(struct store *store, const struct reference *reference, struct spool_job *ret);

/**
 * spool_writing - the printer is about to get the first byte of @job, once this is on the disk. @witness: its count of cuts now, -1 none.
 * FAIL_EMPTY no such job · FAIL_DENIED it has been sent, or has its end · FAIL_STORE · FAIL_FULL. After a failure nothing
 * may be printed, and the claim has ended.
 */
enum fail spool_writing(struct store *store, int64_t job, int64_t witness, int64_t now_ms);

/**
 * spool_sent - the printer has every byte of @job but the last strip and the cut, which go once this is on the disk: it is never sent again.
 * @now_ms: for the journal. FAIL_EMPTY · FAIL_DENIED it was withdrawn · FAIL_STORE.
 */
enum fail spool_sent(struct store *store, int64_t job, int64_t now_ms);

/**
 * spool_unsent - the last strip of @job, which was said to be sent, is still held back and will not go out: it counts as begun again, with
 * @witness as in spool_writing(). One that is not sent stays as it is. FAIL_EMPTY · FAIL_STORE · FAIL_FULL.
 */
enum fail spool_unsent(struct store *store, int64_t job, int64_t witness, int64_t now_ms);

/**
 * spool_end - how @job went; RETRY puts it back as never tried: nothing is on paper. Saying it twice is no error, and what is on paper stays done.
 * @reason: one word, ≤ SPOOL_REASON_MAX_BYTES, or "". @now_ms: for the journal. FAIL_EMPTY no such job · FAIL_LIMIT · FAIL_STORE.
 */
enum fail spool_end(struct store *store, int64_t job, enum spool_outcome outcome, const char *reason, int64_t now_ms);

/**
 * spool_again - a new job like the newest of @reference: its next copy where paper of it may have come out, else the original. One that still
 * waits is that job: it is @large now, and @visit's. FAIL_EMPTY no such reference · FAIL_LIMIT · FAIL_FULL · FAIL_STORE.
 */
enum fail spool_again(struct store *store, const struct reference *reference, bool large, const char *visit, int64_t now_ms);

/** spool_seen - a person says that the newest paper of @reference, which nobody was sure of, came out: it is done. FAIL_EMPTY no such reference, or it is not unsure · FAIL_STORE. */
enum fail spool_seen(struct store *store, const struct reference *reference, int64_t now_ms);

/** spool_number - the next number, for a job that is kept elsewhere; journaled as begun. @ret: set on FAIL_NONE. FAIL_STORE · FAIL_FULL. */
enum fail spool_number(struct store *store, int64_t now_ms, int64_t *ret);
/** spool_note - what became of such a @job, for the journal alone. FAIL_EMPTY no job ever had that number · FAIL_STORE · FAIL_FULL. */
enum fail spool_note(struct store *store, int64_t job, enum journal_event event, int64_t now_ms);
/** spool_page_end - the newest word on it: JOURNAL_PRINTED, JOURNAL_PRINT_UNSURE or JOURNAL_PRINT_WITHDRAWN. FAIL_EMPTY it has no end yet, or that was long ago · FAIL_STORE. */
enum fail spool_page_end(struct store *store, int64_t job, enum journal_event *ret);

/* What the next job must begin with, because of those before it: also after print or hub died in between. */
enum spool_owed {
	SPOOL_OWED_NOTHING, /* all that came out was whole, or is voided */
	SPOOL_OWED_CUT,     /* something may hang out, and nobody knows what */
	SPOOL_OWED_SLIP,    /* a part may hang out: it is marked void and cut off */
	SPOOL_OWED_COUNT
};

/** spool_owed - of the job that began last: SLIP from its first byte on until it is done. spool_owe - whoever prints knows better. FAIL_STORE. */
enum fail spool_owed(struct store *store, enum spool_owed *ret);
enum fail spool_owe(struct store *store, enum spool_owed owed);
/** spool_owed_name - "nothing", "cut", "slip". spool_owed_from_name - FAIL_INPUT none of these. */
const char *spool_owed_name(enum spool_owed owed);
enum fail spool_owed_from_name(const char *name, enum spool_owed *ret);
/** owed_inside - of an event of printing, within its transaction. FAIL_STORE. */
enum fail owed_inside(struct store *store, enum journal_event event);

/** spool_release - whoever printed is gone, and another will ask: claims end. What was begun or sent is given out as that. */
void spool_release(struct store *store);

/** spool_recover - the power may have gone, also at the printer: claims end, what was sent is to be asked after without its witness, and jobs that were kept elsewhere have their end in the journal. FAIL_STORE. */
enum fail spool_recover(struct store *store, int64_t now_ms);
