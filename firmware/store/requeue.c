/* SPDX-License-Identifier: MIT */
/* requeue.c - a parked row becomes a waiting one; the same transaction counts it. */
#include "firmware/store/requeue.h"

#include "firmware/store/journal.h"
#include "firmware/store/sql.h"

static enum fail counted(struct store *store, const struct event_id *about, int64_t now_ms, int64_t rows)
{
	store->counting.parked -= rows;
	store->counting.waiting += rows;
	return journal_add(store, now_ms, JOURNAL_REQUEUED, about, rows);
}

static enum fail one_inside(struct store *store, const struct event_id *id, int64_t now_ms)
{
	TRY(sql_run(store, STATEMENT_REQUEUE_ONE, SQL_VALUES(sql_text(id->text))));
	return sql_changed(store) == 0 ? FAIL_EMPTY : counted(store, id, now_ms, 1);
}

enum fail requeue_one(struct store *store, const struct event_id *id, int64_t now_ms)
{
	TRY(sql_transaction(store));
	return sql_finish(store, one_inside(store, id, now_ms));
}

static enum fail step_inside(struct store *store, int64_t before_ms, int64_t now_ms, int64_t *ret_rows)
{
	TRY(sql_run(store, STATEMENT_REQUEUE_BEFORE, SQL_VALUES(sql_number(before_ms), sql_number(REQUEUE_STEP_ROWS))));
	*ret_rows = sql_changed(store);
	return *ret_rows == 0 ? FAIL_EMPTY : counted(store, NULL, now_ms, *ret_rows);
}

enum fail requeue_before(struct store *store, int64_t before_ms, int64_t now_ms, int64_t *ret_count)
{
	enum fail fail = FAIL_NONE;
	*ret_count = 0;
	while (fail == FAIL_NONE && store->counters.parked > 0) {
		int64_t rows = 0;
		TRY(sql_transaction(store));
		fail = sql_finish(store, step_inside(store, before_ms, now_ms, &rows));
		*ret_count += fail == FAIL_NONE ? rows : 0;
	}
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}
