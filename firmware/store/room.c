/* SPDX-License-Identifier: MIT */
/* The cap and its reserve, and what is forgotten to stay below it. */
#include "firmware/store/room.h"

#include "firmware/store/journal.h"
#include "firmware/store/outbox.h"
#include "firmware/store/spool.h"
#include "firmware/store/sql.h"

enum { PAGES_BESIDE_BODY = 12 }; /* each table and index of a submission may split once, some twice */

static enum fail pragma_number(struct store *store, enum statement which, int64_t *ret)
{
	SQL_AUTO *statement = sql_start(store, which, NULL, 0);
	enum fail fail = sql_step(store, statement);
	if (fail == FAIL_EMPTY)
		return FAIL(STORE, "SQLite gave no number");
	TRY(fail);
	*ret = sqlite3_column_int64(statement, 0);
	return FAIL_NONE;
}

static int64_t limit_pages(const struct store *store)
{
	int64_t reserve = store->max_pages * STORE_RESERVE_PERCENT / 100;
	return store->max_pages - (reserve < STORE_RESERVE_PAGES_MIN ? STORE_RESERVE_PAGES_MIN : reserve);
}

enum fail room_for(struct store *store, size_t size_bytes)
{
	int64_t need = PAGES_BESIDE_BODY + (int64_t)(size_bytes / STORE_PAGE_BYTES) + 1;
	int64_t pages = 0, free_pages = 0;
	store->pages_most += need;
	if (store->pages_most <= limit_pages(store))
		return FAIL_NONE; /* even if every one of them had taken all that it might */
	TRY(pragma_number(store, STATEMENT_PAGE_COUNT, &pages));
	store->pages_most = pages + need;
	if (store->pages_most <= limit_pages(store))
		return FAIL_NONE;
	TRY(pragma_number(store, STATEMENT_FREE_COUNT, &free_pages));
	if (pages - free_pages + need <= limit_pages(store))
		return FAIL_NONE;
	return FAIL(FULL, "the store holds %lld of %lld pages", (long long)(pages - free_pages), (long long)store->max_pages);
}

bool store_has_room(const struct store *store)
{
	return store->pages_most + PAGES_BESIDE_BODY + 1 <= limit_pages(store);
}

enum fail store_usage(struct store *store, struct store_usage *ret)
{
	int64_t pages = 0, free_pages = 0;
	TRY(pragma_number(store, STATEMENT_PAGE_COUNT, &pages));
	TRY(pragma_number(store, STATEMENT_FREE_COUNT, &free_pages));
	int64_t used = pages - free_pages;
	*ret = (struct store_usage){ .used_pages = used, .max_pages = store->max_pages, .full = used + PAGES_BESIDE_BODY + 1 > limit_pages(store) };
	return FAIL_NONE;
}

static enum fail forget_old(struct store *store, int64_t now_ms)
{
	const struct sql_value spool_before = sql_number(now_ms - SPOOL_KEEP_MS);
	TRY(sql_run(store, STATEMENT_SPOOL_OLD_WAITING, &spool_before, 1));
	int64_t expired = sql_changed(store);
	if (expired > 0) {
		store->counting.spool_waiting -= expired;
		TRY(journal_add(store, now_ms, JOURNAL_PRINT_EXPIRED, NULL, expired));
	}
	TRY(sql_run(store, STATEMENT_SPOOL_OLD, &spool_before, 1));
	return sql_run(store, STATEMENT_RECEIPT_OLD, SQL_VALUES(sql_number(now_ms - RECEIPT_KEEP_DAYS * 86400000LL)));
}

enum fail store_tidy(struct store *store, int64_t now_ms)
{
	TRY(sql_transaction(store));
	return sql_finish(store, forget_old(store, now_ms));
}
