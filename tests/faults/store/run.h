/* SPDX-License-Identifier: MIT */
/* run.h - one program's life on the disk that forgets: what it did, what it was told, and whether that still holds afterwards. */
#pragma once

#include "tests/faults/store/disk.h"
#include "firmware/store/audit.h"
#include "firmware/store/requeue.h"
#include "firmware/store/settings.h"
#include "firmware/store/sql.h"
#include "firmware/store/submission.h"

#include <stdbool.h>

enum {
	RUN_EVENTS_MAX = 400, RUN_NOW_MS = 1000000,
	RUN_LARGE_FROM = 350, RUN_LARGE_TO = 370,  /* submissions with large bodies, which fill the log fast */
};

/* What the store has said about one submission. "tried" without "told" may be either way, but whole. */
struct promise {
	bool tried, told;                 /* submit */
	bool prove_tried, prove_told, park_tried, park_told;
	bool requeue_tried, requeue_told; /* since it was parked */
	bool writing_tried, writing_told, sent_tried, sent_told, done_tried, done_told; /* its receipt */
	int64_t sequence;
};

struct run_audit { int64_t seq; char hash[SHA256_TEXT_BYTES]; }; /* the newest row that was promised; 0 none */

struct run {
	struct disk *disk;
	struct run_audit audit;
	struct store *store;              /* NULL: not open */
	int64_t max_pages;
	int synchronous;                  /* 2 FULL; 1 NORMAL for the negative control */
	int longer_bytes;                 /* each event is by so much longer than in other runs: its frames end elsewhere in a sector */
	struct promise promises[RUN_EVENTS_MAX];
};

/** run_open - as after a start of the hub: open, restart delays, recover receipts. run_die - the program is gone at once; nothing more reaches the disk. */
enum fail run_open(struct run *run);
void run_die(struct run *run);
/** run_end - end it in good order. */
void run_end(struct run *run);

/* Steps. Each remembers what it tried, and what it was told. Safe when the store is not open. Returns what the store said. */
enum fail run_submit(struct run *run, int number);
enum fail run_prove(struct run *run, int from, int to);
enum fail run_retry(struct run *run, int number);
enum fail run_park(struct run *run, int number);
enum fail run_requeue(struct run *run, int number);
enum fail run_lose_claims(struct run *run, size_t count); /* claim so many, and be gone without a word */
enum fail run_park_poison(struct run *run);
enum fail run_print(struct run *run, bool done);   /* claim the next receipt, send it, perhaps end it */
enum fail run_again(struct run *run, int number);
enum fail run_tidy(struct run *run);
enum fail run_set(struct run *run, const char *value);
enum fail run_checkpoint(struct run *run);
enum fail run_audit(struct run *run, size_t rows);  /* so many, the last a checkpoint */
enum fail run_forget(struct run *run);              /* a year later: the audit goes up to its newest checkpoint */

enum breach { BREACH_LOST, BREACH_DOUBLED, BREACH_UNREADABLE, BREACH_OTHER, BREACH_COUNT };
struct breaches { int count[BREACH_COUNT], total; char words[256]; }; /* of the first */

/**
 * run_go_on - open, and compare what is there with every promise; then what was only tried and is there counts as told. False: something is broken, or
 * the power went while it opened.
 */
bool run_go_on(struct run *run, struct breaches *ret);
/** run_told - how many submissions were acknowledged. */
long run_told(const struct run *run);

/** run_broken - open what is left, check it, submit one more, and close it again. */
int run_broken(struct run *run, struct breaches *ret);
