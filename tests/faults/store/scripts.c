/* SPDX-License-Identifier: MIT */
/* The canonical scripts. Steps after a cut are told that the disk is gone, and promise nothing. */
#include "tests/faults/store/scripts.h"

static void no_matter(enum fail fail)
{
	(void)fail; /* the promise remembers what was told */
}

static void submit_many(struct run *run, int from, int to)
{
	for (int i = from; i <= to; i++)
		no_matter(run_submit(run, i));
}

static void first_open(struct run *run)
{
	(void)run;
}

static void first_submission(struct run *run)
{
	submit_many(run, 1, 1);
}

static void three(struct run *run)
{
	submit_many(run, 1, 3);
}

static void three_more(struct run *run)
{
	submit_many(run, 4, 6);
}

static void ten(struct run *run)
{
	submit_many(run, 1, 10);
}

static void prove_some(struct run *run)
{
	no_matter(run_prove(run, 1, 1));
	no_matter(run_prove(run, 2, 7));
	submit_many(run, 11, 11);
	no_matter(run_prove(run, 8, 11));
}

static void retry_and_park(struct run *run)
{
	no_matter(run_retry(run, 1));
	no_matter(run_park(run, 2));
	no_matter(run_retry(run, 3));
	no_matter(run_park(run, 1));
	no_matter(run_prove(run, 2, 3));
}

static void ten_of_which_three_are_parked(struct run *run)
{
	ten(run);
	for (int i = 1; i <= 3; i++)
		no_matter(run_park(run, i));
}

static void requeue_some(struct run *run)
{
	no_matter(run_requeue(run, 2));
	no_matter(run_requeue(run, 1));
	no_matter(run_park(run, 2));
	no_matter(run_prove(run, 1, 1));
	no_matter(run_requeue(run, 3));
}

/* whoever held them died three times, while others went out */
static void claims_are_lost(struct run *run)
{
	for (int i = 0; i < 3; i++)
		no_matter(run_lose_claims(run, 1));
	no_matter(run_prove(run, 9, 10));
	no_matter(run_park_poison(run));
	no_matter(run_lose_claims(run, 5));
	no_matter(run_prove(run, 2, 4));
}

static void print_some(struct run *run)
{
	no_matter(run_print(run, true));
	no_matter(run_print(run, false));
	no_matter(run_again(run, 1));
	no_matter(run_print(run, true));
}

/* 200 pages of log: an automatic checkpoint falls into these, then one by hand, then the log starts anew */
static void through_checkpoints(struct run *run)
{
	submit_many(run, RUN_LARGE_FROM, RUN_LARGE_FROM + 9);
	submit_many(run, 11, 12);
	no_matter(run_checkpoint(run));
	submit_many(run, 13, 14);
}

static void fill_up(struct run *run)
{
	for (int i = 1; i < RUN_LARGE_FROM; i++)
		if (run_submit(run, i) == FAIL_FULL)
			return;
}

static void drain_at_the_cap(struct run *run)
{
	no_matter(run_submit(run, 390));
	no_matter(run_prove(run, 1, 20));
	no_matter(run_submit(run, 391));
	no_matter(run_park(run, 30));
	no_matter(run_prove(run, 21, 40));
	submit_many(run, 392, 395);
}

static void housekeeping(struct run *run)
{
	no_matter(run_tidy(run));
	no_matter(run_set(run, "1"));
	no_matter(run_set(run, "2"));
	no_matter(run_submit(run, 20));
}

static void audited(struct run *run)
{
	submit_many(run, 1, 2);
	no_matter(run_audit(run, 3));
	no_matter(run_audit(run, 1));
}

static void audit_and_forget(struct run *run)
{
	no_matter(run_audit(run, 1));
	submit_many(run, 3, 3);
	no_matter(run_audit(run, 20));
	no_matter(run_forget(run));
	no_matter(run_audit(run, 2));
	submit_many(run, 4, 4);
	no_matter(run_forget(run));
}

static void two_lives(struct run *run)
{
	submit_many(run, 1, 2);
	run_end(run);
	no_matter(run_open(run));
	submit_many(run, 2, 4);
}

/* the negative control leaves out where little or nothing is promised, and the longest */
static const struct script all[] = {
	{ "first open",             NULL,                first_open,          1000,            false },
	{ "first submission",       NULL,                first_submission,    1000,            false },
	{ "submissions",            three,               three_more,          1000,            true },
	{ "prove",                  ten,                 prove_some,          1000,            true },
	{ "retry and park",         ten,                 retry_and_park,      1000,            true },
	{ "parked and again",       ten_of_which_three_are_parked, requeue_some, 1000,         true },
	{ "claims lost",            ten,                 claims_are_lost,     1000,            false },
	{ "receipts",               ten,                 print_some,          1000,            true },
	{ "checkpoints",            three,               through_checkpoints, 1000,            false },
	{ "the cap",                fill_up,             drain_at_the_cap,    STORE_PAGES_MIN, true },
	{ "tidy and settings",      ten,                 housekeeping,        1000,            false },
	{ "audit",                  audited,             audit_and_forget,    1000,            true },
	{ "ended and begun again",  NULL,                two_lives,           1000,            true },
};

const struct script *scripts(int *ret_count)
{
	*ret_count = (int)(sizeof all / sizeof all[0]);
	return all;
}
