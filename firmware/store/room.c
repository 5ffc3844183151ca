/* SPDX-License-Identifier: MIT */
/* The cap and its reserve, and what is forgotten to stay below it. */
#include "firmware/store/room.h"

#include "firmware/store/outbox.h"
#include "firmware/store/spool.h"
#include "firmware/store/sql.h"

enum { PAGES_BESIDE_BODY = 14 }; /* each table and index of a submission may split once, some twice */

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

/* How long the file may get that has @pages now: by its cap, and by what the disk has. */
static int64_t limit_pages(const struct store *store, int64_t pages)
{
	int64_t reserve = store->max_pages * STORE_RESERVE_PERCENT / 100, disk = pages + ballast_spare_pages(&store->ballast);
	int64_t cap = store->max_pages - (reserve < STORE_RESERVE_PAGES_MIN ? STORE_RESERVE_PAGES_MIN : reserve);
	return disk < cap ? disk : cap;
}

static bool disk_has_room(struct store *store)
{
	if (ballast_take(&store->ballast))
		return true;
	/* what the log has grown by while the store was emptied goes back to the disk first */
	(void)sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return ballast_take(&store->ballast);
}

enum fail room_for(struct store *store, size_t size_bytes)
{
	int64_t need = PAGES_BESIDE_BODY + (int64_t)(size_bytes / STORE_PAGE_BYTES) + 1;
	int64_t pages = 0, free_pages = 0;
	if (!disk_has_room(store))
		return FAIL(FULL, "the disk has no room left");
	store->pages_most += need;
	if (store->pages_most <= store->pages_granted)
		return FAIL_NONE; /* even if every one of them had taken all that it might */
	TRY(pragma_number(store, STATEMENT_PAGE_COUNT, &pages));
	store->pages_most = pages + need;
	store->pages_granted = limit_pages(store, pages);
	if (store->pages_most <= store->pages_granted)
		return FAIL_NONE;
	TRY(pragma_number(store, STATEMENT_FREE_COUNT, &free_pages));
	if (pages - free_pages + need <= store->pages_granted)
		return FAIL_NONE;
	return FAIL(FULL, "the store holds %lld of %lld pages", (long long)(pages - free_pages), (long long)store->pages_granted);
}

bool store_has_room(const struct store *store)
{
	return store->pages_most + PAGES_BESIDE_BODY + 1 <= store->pages_granted;
}

enum fail store_usage(struct store *store, struct store_usage *ret)
{
	int64_t pages = 0, free_pages = 0;
	TRY(pragma_number(store, STATEMENT_PAGE_COUNT, &pages));
	TRY(pragma_number(store, STATEMENT_FREE_COUNT, &free_pages));
	int64_t used = pages - free_pages;
	bool full = !disk_has_room(store) || used + PAGES_BESIDE_BODY + 1 > limit_pages(store, pages);
	*ret = (struct store_usage){ .used_pages = used, .max_pages = store->max_pages, .full = full };
	return FAIL_NONE;
}

static const int64_t YEAR_MS = INT64_C(366) * 86400000;

/* What is stamped a year ago or tomorrow was stamped by a wrong clock: it has an age only from now on. */
static enum fail forget_old(struct store *store, int64_t now_ms)
{
	const int64_t before_ms = now_ms - SPOOL_KEEP_MS, later_ms = now_ms + SPOOL_KEEP_MS;
	TRY(sql_run(store, STATEMENT_SPOOL_OLD, SQL_VALUES(sql_number(before_ms), sql_number(later_ms))));
	TRY(spool_expire(store, now_ms, before_ms, now_ms - YEAR_MS)); /* the rows stay until the next time, with their end */
	TRY(sql_run(store, STATEMENT_RECEIPT_WRONG, SQL_VALUES(sql_number(now_ms), sql_number(now_ms - YEAR_MS), sql_number(later_ms))));
	TRY(sql_run(store, STATEMENT_RECEIPT_OLD, SQL_VALUES(sql_number(now_ms - RECEIPT_KEEP_DAYS * 86400000LL))));
	return audit_forget(store, now_ms - AUDIT_KEEP_DAYS * 86400000LL);
}

enum fail store_tidy(struct store *store, int64_t now_ms)
{
	TRY(sql_transaction(store));
	return sql_finish(store, forget_old(store, now_ms));
}
