/* SPDX-License-Identifier: MIT */
/* Receipts on their way to paper. */
#include "firmware/store/spool.h"

#include "firmware/store/journal.h"
#include "firmware/store/room.h"
#include "firmware/store/sql.h"

static enum fail job_take(struct store *store, sqlite3_stmt *row, struct spool_job *ret)
{
	*ret = (struct spool_job){ .job = sqlite3_column_int64(row, 0), .submitted_ms = sqlite3_column_int64(row, 5),
	                           .copy = sqlite3_column_int(row, 6) != 0, .state = (enum spool_state)sqlite3_column_int(row, 7),
	                           .tried = sqlite3_column_int(row, 8) != 0, .pay_pence = sqlite3_column_int64(row, 9),
	                           .desk = sqlite3_column_int(row, 10) != 0 };
	TRY(sql_copy_text(store, row, 1, ret->reference.text, sizeof ret->reference.text));
	TRY(sql_copy_text(store, row, 2, ret->service, sizeof ret->service));
	TRY(sql_copy_text(store, row, 3, ret->language, sizeof ret->language));
	return sql_copy_text(store, row, 4, ret->due, sizeof ret->due);
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

static enum fail oldest_unheld(struct store *store, struct spool_job *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_WAITING, SQL_VALUES(sql_number(SPOOL_HELD_MAX)));
	enum fail fail;
	do
		fail = sql_step(store, statement);
	while (fail == FAIL_NONE && is_held(store, sqlite3_column_int64(statement, 0)));
	return fail == FAIL_NONE ? job_take(store, statement, ret) : fail;
}

static enum fail tried_set(struct store *store, int64_t job, bool tried)
{
	return sql_run(store, STATEMENT_SPOOL_TRIED, SQL_VALUES(sql_number(job), sql_number(tried)));
}

enum fail spool_claim(struct store *store, struct spool_job *ret)
{
	struct spool_job job;
	if (store->held_job_count == SPOOL_HELD_MAX)
		return FAIL(BUSY, "%d receipts are being printed already", SPOOL_HELD_MAX);
	if (store->counters.spool_waiting == 0)
		return FAIL_EMPTY;
	TRY(oldest_unheld(store, &job));
	if (!job.tried) {
		TRY(sql_transaction(store));
		TRY(sql_finish(store, tried_set(store, job.job, true)));
	}
	store->held_job[store->held_job_count++] = job.job;
	*ret = job;
	return FAIL_NONE;
}

enum fail spool_find(struct store *store, int64_t job, struct spool_job *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_FIND, SQL_VALUES(sql_number(job)));
	TRY(sql_step(store, statement));
	return job_take(store, statement, ret);
}

static enum fail move_inside(struct store *store, const struct spool_job *job, enum spool_state state, enum journal_event event, int64_t now_ms)
{
	store->counting.spool_waiting += (state == SPOOL_WAITING) - (job->state == SPOOL_WAITING);
	TRY(sql_run(store, STATEMENT_SPOOL_STATE, SQL_VALUES(sql_number(job->job), sql_number(state))));
	return journal_add(store, now_ms, event, NULL, job->job);
}

enum fail spool_sent(struct store *store, int64_t job_number, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	if (job.state != SPOOL_WAITING)
		return FAIL_NONE; /* said twice, or its end is known already */
	TRY(sql_transaction(store));
	return sql_finish(store, move_inside(store, &job, SPOOL_SENT, JOURNAL_PRINT_SENT, now_ms));
}

static enum fail end_inside(struct store *store, const struct spool_job *job, enum spool_outcome outcome, int64_t now_ms)
{
	static const struct { enum spool_state state; enum journal_event event; } end[SPOOL_OUTCOME_COUNT] = {
		[SPOOL_OUTCOME_DONE] = { SPOOL_DONE, JOURNAL_PRINTED },
		[SPOOL_OUTCOME_UNSURE] = { SPOOL_UNSURE, JOURNAL_PRINT_UNSURE },
		[SPOOL_OUTCOME_RETRY] = { SPOOL_WAITING, JOURNAL_PRINT_RETRY },
	};
	if (outcome == SPOOL_OUTCOME_RETRY)
		TRY(tried_set(store, job->job, false));
	return move_inside(store, job, end[outcome].state, end[outcome].event, now_ms);
}

enum fail spool_end(struct store *store, int64_t job_number, enum spool_outcome outcome, int64_t now_ms)
{
	struct spool_job job;
	TRY(spool_find(store, job_number, &job));
	release(store, job_number);
	bool said = job.state == SPOOL_DONE || (outcome == SPOOL_OUTCOME_UNSURE && job.state == SPOOL_UNSURE) ||
	            (outcome == SPOOL_OUTCOME_RETRY && job.state == SPOOL_WAITING && !job.tried);
	if (said)
		return FAIL_NONE;
	TRY(sql_transaction(store));
	return sql_finish(store, end_inside(store, &job, outcome, now_ms));
}

static enum fail again_inside(struct store *store, const struct spool_job *like, int64_t now_ms)
{
	int64_t job = ++store->counting.job;
	store->counting.spool_waiting++;
	TRY(sql_run(store, STATEMENT_SPOOL_ADD,
	            SQL_VALUES(sql_number(job), sql_text(like->reference.text), sql_text(like->service), sql_text(like->language), sql_text(like->due),
	                       sql_number(like->submitted_ms), sql_number(like->state != SPOOL_KEPT), sql_number(SPOOL_WAITING),
	                       sql_number(like->pay_pence), sql_number(like->desk))));
	return journal_add(store, now_ms, JOURNAL_PRINT_AGAIN, NULL, job);
}

enum fail spool_again(struct store *store, const struct reference *reference, int64_t now_ms)
{
	struct spool_job like;
	{
		SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_NEWEST, SQL_VALUES(sql_text(reference->text)));
		TRY(sql_step(store, statement));
		TRY(job_take(store, statement, &like));
	}
	TRY(room_for(store, 0));
	TRY(sql_transaction(store));
	return sql_finish(store, again_inside(store, &like, now_ms));
}

static enum fail recover_inside(struct store *store, int64_t now_ms, struct spool_job *ret_jobs, size_t *ret_count)
{
	for (;;) {
		struct spool_job job;
		{
			SQL_AUTO *statement = sql_start(store, STATEMENT_SPOOL_SENT, NULL, 0);
			enum fail fail = sql_step(store, statement);
			if (fail == FAIL_EMPTY)
				return FAIL_NONE;
			TRY(fail);
			TRY(job_take(store, statement, &job));
		}
		TRY(end_inside(store, &job, SPOOL_OUTCOME_UNSURE, now_ms));
		if (*ret_count < SPOOL_HELD_MAX)
			ret_jobs[(*ret_count)++] = job;
	}
}

enum fail spool_recover(struct store *store, int64_t now_ms, struct spool_job ret_jobs[static SPOOL_HELD_MAX], size_t *ret_count)
{
	size_t count = 0;
	store->held_job_count = 0;
	TRY(sql_transaction(store));
	TRY(sql_finish(store, recover_inside(store, now_ms, ret_jobs, &count)));
	*ret_count = count;
	return FAIL_NONE;
}
