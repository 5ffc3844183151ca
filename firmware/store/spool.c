/* SPDX-License-Identifier: MIT */
/* Receipts on their way to paper. */
#include "firmware/store/spool.h"

#include "firmware/store/journal.h"
#include "firmware/store/room.h"
#include "firmware/store/sql.h"

enum { LATE_MAX = 1000 /* rows that get their end at once */ };

static enum fail job_take(struct store *store, sqlite3_stmt *row, struct spool_job *ret)
{
	*ret = (struct spool_job){ .job = sqlite3_column_int64(row, 0), .submitted_ms = sqlite3_column_int64(row, 5),
	                           .copy = sqlite3_column_int(row, 6), .state = (enum spool_state)sqlite3_column_int(row, 7),
	                           .pay_pence = sqlite3_column_int64(row, 8), .desk = sqlite3_column_int(row, 9) != 0,
	                           .large = sqlite3_column_int(row, 10) != 0, .witness = sqlite3_column_int64(row, 12) };
	TRY(sql_copy_text(store, row, 1, ret->reference.text, sizeof ret->reference.text));
	TRY(sql_copy_text(store, row, 2, ret->service, sizeof ret->service));
	TRY(sql_copy_text(store, row, 3, ret->language, sizeof ret->language));
	TRY(sql_copy_text(store, row, 4, ret->due, sizeof ret->due));
	TRY(sql_copy_text(store, row, 11, ret->visit, sizeof ret->visit));
	return sql_copy_text(store, row, 13, ret->reason, sizeof ret->reason);
}

static bool is_ahead(enum spool_state state)
{
	return state == SPOOL_WAITING || state == SPOOL_WRITING;
}

static bool is_held(const struct store *store, int64_t job)
{
	for (size_t i = 0; i < store->held_job_count; i++)
		if (store->held_job[i] == job)
			return true;
	return false;
}

static void release(struct store *store, int64_t job)
{
	for (size_t i = 0; i < store->held_job_count; i++)
		if (store->held_job[i] == job)
			store->held_job[i] = store->held_job[--store->held_job_count];
}

void spool_release(struct store *store)
{
	store->held_job_count = 0;
}

static enum fail oldest_unheld(struct store *store, struct spool_job *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_OPEN, SQL_VALUES(sql_number(SPOOL_HELD_MAX)));
	enum fail fail;
	do
		fail = sql_step(store, statement);
	while (fail == FAIL_NONE && is_held(store, sqlite3_column_int64(statement, 0)));
	return fail == FAIL_NONE ? job_take(store, statement, ret) : fail;
}

enum fail spool_claim(struct store *store, bool bound, int64_t below, struct spool_job *ret)
{
	struct spool_job job;
	if (store->held_job_count == SPOOL_HELD_MAX)
		return FAIL(BUSY, "%d receipts are being printed already", SPOOL_HELD_MAX);
	TRY(oldest_unheld(store, &job));
	if ((job.visit[0] && !bound) || job.job >= below)
		return FAIL_EMPTY;
	store->held_job[store->held_job_count++] = job.job;
	*ret = job;
	return FAIL_NONE;
}

enum fail spool_hold(struct store *store, int64_t job_number)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	if (!is_ahead(job.state) && job.state != SPOOL_SENT)
		return FAIL(DENIED, "job %lld has its end", (long long)job_number);
	if (is_held(store, job_number))
		return FAIL_NONE;
	if (store->held_job_count == SPOOL_HELD_MAX)
		return FAIL(BUSY, "%d receipts are being printed already", SPOOL_HELD_MAX);
	store->held_job[store->held_job_count++] = job_number;
	return FAIL_NONE;
}

enum fail spool_find(struct store *store, int64_t job, struct spool_job *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_FIND, SQL_VALUES(sql_number(job)));
	TRY(sql_step(store, statement));
	return job_take(store, statement, ret);
}

enum fail spool_newest(struct store *store, const struct reference *reference, struct spool_job *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_NEWEST, SQL_VALUES(sql_text(reference->text)));
	TRY(sql_step(store, statement));
	return job_take(store, statement, ret);
}

enum fail spool_left(struct store *store, const char *visit, int64_t after, struct spool_job *ret, bool *ret_held)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_LEFT, SQL_VALUES(sql_number(after), sql_text(visit)));
	TRY(sql_step(store, statement));
	TRY(job_take(store, statement, ret));
	*ret_held = is_held(store, ret->job);
	return FAIL_NONE;
}

static enum fail move_inside(struct store *store, const struct spool_job *job, enum spool_state state, const char *reason, enum journal_event event, int64_t now_ms)
{
	store->counting.spool_waiting += is_ahead(state) - is_ahead(job->state);
	TRY(sql_run(store, STATEMENT_SPOOL_STATE, SQL_VALUES(sql_number(job->job), sql_number(state), sql_text(reason))));
	TRY(owed_inside(store, event));
	return journal_add(store, now_ms, event, NULL, job->job);
}

static enum fail witness_set(struct store *store, int64_t job, int64_t witness)
{
	return sql_run(store, STATEMENT_SPOOL_WITNESS, SQL_VALUES(sql_number(job), sql_number(witness)));
}

static enum fail writing_inside(struct store *store, const struct spool_job *job, int64_t witness, int64_t now_ms)
{
	TRY(witness_set(store, job->job, witness));
	return move_inside(store, job, SPOOL_WRITING, "", JOURNAL_PRINT_WRITING, now_ms);
}

enum fail spool_writing(struct store *store, int64_t job_number, int64_t witness, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	if (!is_ahead(job.state)) {
		release(store, job_number);
		return FAIL(DENIED, "job %lld has been sent, or has its end", (long long)job_number);
	}
	TRY(sql_transaction(store));
	enum fail fail = sql_finish(store, writing_inside(store, &job, witness, now_ms));
	if (fail != FAIL_NONE)
		release(store, job_number); /* whoever holds it prints nothing without our word */
	return fail;
}

enum fail spool_sent(struct store *store, int64_t job_number, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	if (job.state == SPOOL_WITHDRAWN)
		return FAIL(DENIED, "job %lld is withdrawn", (long long)job_number); /* its last strip is still held back */
	if (!is_ahead(job.state))
		return FAIL_NONE; /* said twice, or its end is known already */
	TRY(sql_transaction(store));
	return sql_finish(store, move_inside(store, &job, SPOOL_SENT, "", JOURNAL_PRINT_SENT, now_ms));
}

enum fail spool_unsent(struct store *store, int64_t job_number, int64_t witness, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	if (job.state != SPOOL_SENT)
		return FAIL_NONE;
	TRY(sql_transaction(store));
	return sql_finish(store, writing_inside(store, &job, witness, now_ms));
}

static enum fail end_inside(struct store *store, const struct spool_job *job, enum spool_outcome outcome, const char *reason, int64_t now_ms)
{
	static const struct { enum spool_state state; enum journal_event event; } end[SPOOL_OUTCOME_COUNT] = {
		[SPOOL_OUTCOME_DONE] = { SPOOL_DONE, JOURNAL_PRINTED },
		[SPOOL_OUTCOME_UNSURE] = { SPOOL_UNSURE, JOURNAL_PRINT_UNSURE },
		[SPOOL_OUTCOME_RETRY] = { SPOOL_WAITING, JOURNAL_PRINT_RETRY },
		[SPOOL_OUTCOME_WITHDRAWN] = { SPOOL_WITHDRAWN, JOURNAL_PRINT_WITHDRAWN },
	};
	if (outcome == SPOOL_OUTCOME_RETRY)
		TRY(witness_set(store, job->job, -1));
	return move_inside(store, job, end[outcome].state, reason, end[outcome].event, now_ms);
}

/* Said already, or contradicted by what is known: what was withdrawn is not put back. */
static bool is_said(const struct spool_job *job, enum spool_outcome outcome)
{
	switch (outcome) {
	case SPOOL_OUTCOME_DONE:
		return job->state == SPOOL_DONE;
	case SPOOL_OUTCOME_UNSURE:
		return job->state == SPOOL_DONE || job->state == SPOOL_UNSURE;
	case SPOOL_OUTCOME_RETRY:
		return job->state == SPOOL_DONE || job->state == SPOOL_WITHDRAWN || job->state == SPOOL_WAITING;
	case SPOOL_OUTCOME_WITHDRAWN:
		return job->state == SPOOL_DONE || job->state == SPOOL_WITHDRAWN;
	case SPOOL_OUTCOME_COUNT:
		break;
	}
	return true;
}

enum fail spool_end(struct store *store, int64_t job_number, enum spool_outcome outcome, const char *reason, int64_t now_ms)
{
	struct spool_job job;
	if (strlen(reason) > SPOOL_REASON_MAX_BYTES)
		return FAIL(LIMIT, "a reason of %zu bytes, the most is %d", strlen(reason), SPOOL_REASON_MAX_BYTES);
	TRY(spool_find(store, job_number, &job));
	release(store, job_number);
	if (is_said(&job, outcome))
		return FAIL_NONE;
	TRY(sql_transaction(store));
	return sql_finish(store, end_inside(store, &job, outcome, reason, now_ms));
}

/* Where none of its paper can have come out, the original is still to come. */
static enum fail copy_number(struct store *store, const struct reference *reference, int *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_COPIES, SQL_VALUES(sql_text(reference->text)));
	TRY(sql_step(store, statement));
	*ret = sqlite3_column_int(statement, 0);
	return FAIL_NONE;
}

static enum fail again_inside(struct store *store, const struct spool_job *like, int copy, bool large, const char *visit, int64_t now_ms)
{
	int64_t job = ++store->counting.job;
	store->counting.spool_waiting++;
	TRY(sql_run(store, STATEMENT_SPOOL_ADD,
	            SQL_VALUES(sql_number(job), sql_text(like->reference.text), sql_text(like->service), sql_text(like->language), sql_text(like->due),
	                       sql_number(like->submitted_ms), sql_number(copy), sql_number(SPOOL_WAITING),
	                       sql_number(like->pay_pence), sql_number(like->desk), sql_number(large), sql_text(visit))));
	return journal_add(store, now_ms, JOURNAL_PRINT_AGAIN, NULL, job);
}

enum fail spool_again(struct store *store, const struct reference *reference, bool large, const char *visit, int64_t now_ms)
{
	struct spool_job like;
	int copy = 0;
	if (strlen(visit) > SPOOL_VISIT_MAX_BYTES)
		return FAIL(LIMIT, "a visit of %zu bytes, the most is %d", strlen(visit), SPOOL_VISIT_MAX_BYTES);
	TRY(spool_newest(store, reference, &like));
	TRY(copy_number(store, reference, &copy));
	TRY(room_for(store, 0));
	TRY(sql_transaction(store));
	if (like.state == SPOOL_WAITING && !is_held(store, like.job))
		return sql_finish(store, sql_run(store, STATEMENT_SPOOL_ASKED, SQL_VALUES(sql_number(like.job), sql_number(large), sql_text(visit))));
	return sql_finish(store, again_inside(store, &like, copy, large, visit, now_ms));
}

static enum fail seen_inside(struct store *store, const struct spool_job *job, int64_t now_ms)
{
	return move_inside(store, job, SPOOL_DONE, "seen", JOURNAL_PRINT_SEEN, now_ms);
}

enum fail spool_seen(struct store *store, const struct reference *reference, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_newest(store, reference, &job));
	if (job.state != SPOOL_UNSURE)
		return FAIL_EMPTY;
	TRY(sql_transaction(store));
	return sql_finish(store, seen_inside(store, &job, now_ms));
}

enum fail spool_number(struct store *store, int64_t now_ms, int64_t *ret)
{
	TRY(room_for(store, 0));
	TRY(sql_transaction(store));
	int64_t job = ++store->counting.job;
	TRY(sql_finish(store, journal_add(store, now_ms, JOURNAL_PRINT_PAGE, NULL, job)));
	*ret = job;
	return FAIL_NONE;
}

static enum fail note_inside(struct store *store, int64_t job, enum journal_event event, int64_t now_ms)
{
	TRY(owed_inside(store, event));
	return journal_add(store, now_ms, event, NULL, job);
}

enum fail spool_note(struct store *store, int64_t job, enum journal_event event, int64_t now_ms)
{
	if (job < 1 || job > store->counters.job)
		return FAIL_EMPTY;
	TRY(sql_transaction(store));
	return sql_finish(store, note_inside(store, job, event, now_ms));
}

enum fail spool_page_end(struct store *store, int64_t job, enum journal_event *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_JOURNAL_END, SQL_VALUES(sql_number(job)));
	TRY(sql_step(store, statement));
	*ret = (enum journal_event)sqlite3_column_int(statement, 0);
	return FAIL_NONE;
}

enum fail spool_expire(struct store *store, int64_t now_ms, int64_t before_ms, int64_t since_ms)
{
	struct spool_job job = { 0 };
	for (int i = 0; i < LATE_MAX; i++) {
		{
			SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_LATE, SQL_VALUES(sql_number(job.job), sql_number(before_ms), sql_number(since_ms)));
			enum fail fail = sql_step(store, statement);
			if (fail == FAIL_EMPTY)
				return FAIL_NONE;
			TRY(fail);
			TRY(job_take(store, statement, &job));
		}
		if (is_held(store, job.job))
			continue;
		TRY(end_inside(store, &job, job.state == SPOOL_WAITING ? SPOOL_OUTCOME_WITHDRAWN : SPOOL_OUTCOME_UNSURE, "late", now_ms));
	}
	return FAIL_NONE;
}

static enum fail lost_inside(struct store *store, int64_t now_ms)
{
	for (;;) {
		int64_t job = 0;
		bool begun = false;
		{
			SQL_AUTO *statement = sql_start(store, STATEMENT_JOURNAL_LOST, NULL, 0);
			enum fail fail = sql_step(store, statement);
			if (fail == FAIL_EMPTY)
				return FAIL_NONE;
			TRY(fail);
			job = sqlite3_column_int64(statement, 0);
			begun = sqlite3_column_int(statement, 1) != 0;
		}
		TRY(journal_add(store, now_ms, begun ? JOURNAL_PRINT_UNSURE : JOURNAL_PRINT_WITHDRAWN, NULL, job));
	}
}

/* What was sent is asked after; but the printer may have been without power, and then its count of cuts proves nothing. */
static enum fail recover_inside(struct store *store, int64_t now_ms)
{
	TRY(sql_run(store, STATEMENT_SPOOL_DOUBT, NULL, 0));
	return lost_inside(store, now_ms);
}

enum fail spool_recover(struct store *store, int64_t now_ms)
{
	spool_release(store);
	TRY(sql_transaction(store));
	return sql_finish(store, recover_inside(store, now_ms));
}
