/* SPDX-License-Identifier: MIT */
/* The list of what happened. */
#include "firmware/store/journal.h"

#include "firmware/store/sql.h"

enum { PRUNE_EVERY = 64, ROWS_PER_PAGE_OF_CAP = 2 }; /* about 50 rows fill a page */

const char *journal_event_name(enum journal_event event)
{
	static const char *const name[JOURNAL_EVENT_COUNT] = {
		[JOURNAL_SUBMITTED] = "submitted", [JOURNAL_DELIVERED] = "delivered", [JOURNAL_PARKED] = "parked",
		[JOURNAL_PRINT_SENT] = "print-sent", [JOURNAL_PRINTED] = "printed", [JOURNAL_PRINT_UNSURE] = "print-unsure", [JOURNAL_PRINT_RETRY] = "print-retry",
		 [JOURNAL_PRINT_AGAIN] = "print-again", [JOURNAL_PRINT_EXPIRED] = "print-expired",
		[JOURNAL_STORE_FRESH] = "store-fresh", [JOURNAL_SALVAGED] = "salvaged", [JOURNAL_REQUEUED] = "requeued",
		[JOURNAL_PRINT_WRITING] = "print-writing", [JOURNAL_PRINT_WITHDRAWN] = "print-withdrawn",
		[JOURNAL_PRINT_SEEN] = "print-seen", [JOURNAL_PRINT_PAGE] = "print-page", [JOURNAL_PRINT_PASSED] = "print-passed", [JOURNAL_PRINT_FAILED] = "print-failed",
	};
	return event < JOURNAL_EVENT_COUNT ? name[event] : "unknown";
}

int64_t journal_max_rows(const struct store *store)
{
	int64_t rows = store->max_pages * ROWS_PER_PAGE_OF_CAP;
	return rows < JOURNAL_MAX_ROWS ? rows : JOURNAL_MAX_ROWS;
}

enum fail journal_add(struct store *store, int64_t now_ms, enum journal_event event, const struct event_id *about, int64_t amount)
{
	const struct store_counters *c = &store->counting;
	TRY(sql_run(store, STATEMENT_JOURNAL_ADD,
	            SQL_VALUES(sql_number(now_ms), sql_number(event), sql_text(about ? about->text : ""), sql_number(amount), sql_number(c->sequence),
	                       sql_number(c->waiting), sql_number(c->parked), sql_number(c->delivered), sql_number(c->last_delivery_ms),
	                       sql_number(c->job), sql_number(c->spool_waiting))));
	store->journaled = *c;
	int64_t number = sqlite3_last_insert_rowid(store->db);
	int64_t last_to_go = number - journal_max_rows(store);
	if (number % PRUNE_EVERY != 0 || last_to_go <= 0)
		return FAIL_NONE;
	return sql_run(store, STATEMENT_JOURNAL_PRUNE, SQL_VALUES(sql_number(last_to_go)));
}

static enum fail row_take(struct store *store, sqlite3_stmt *statement, struct journal_row *ret)
{
	*ret = (struct journal_row){ .number = sqlite3_column_int64(statement, 0), .time_ms = sqlite3_column_int64(statement, 1),
	                             .event = (enum journal_event)sqlite3_column_int(statement, 2), .amount = sqlite3_column_int64(statement, 4) };
	return sql_copy_text(store, statement, 3, ret->about.text, sizeof ret->about.text);
}

enum fail journal_read(struct store *store, int64_t after, size_t max, struct journal_row *ret_rows, size_t *ret_count)
{
	if (max < 1 || max > JOURNAL_READ_MAX)
		return FAIL(LIMIT, "%zu journal rows at once, the most is %d", max, JOURNAL_READ_MAX);
	SQL_AUTO *statement = sql_start(store, STATEMENT_JOURNAL_READ, SQL_VALUES(sql_number(after), sql_number((int64_t)max)));
	size_t count = 0;
	enum fail fail;
	while ((fail = sql_step(store, statement)) == FAIL_NONE)
		TRY(row_take(store, statement, &ret_rows[count++]));
	if (fail != FAIL_EMPTY)
		return fail;
	if (count == 0)
		return FAIL_EMPTY;
	*ret_count = count;
	return FAIL_NONE;
}
