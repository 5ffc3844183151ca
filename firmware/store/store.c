/* SPDX-License-Identifier: MIT */
/* Opening, checking and closing the database. */
/* SOURCE: sqlite.org: wal.html, pragma.html, psow.html, uri.html. One connection is a rule: two of them can lose commits to a fault of
 * SQLite before 3.51.3. */
#include "firmware/store/store.h"

#include "firmware/base/file.h"
#include "firmware/store/gather.h"
#include "firmware/store/journal.h"
#include "firmware/store/quarantine.h"
#include "firmware/store/schema.h"
#include "firmware/store/sql.h"
#include "firmware/store/torn.h"
#include "firmware/store/uri.h"

#include <stdio.h>
#include <stdlib.h>

static enum fail text_pragma(struct store *store, const char *sql, const char *expected)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	enum fail fail = FAIL_NONE;
	if (code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), expected) != 0)
		fail = FAIL(STORE, "\"%s\" gives \"%.150s\"", sql, (const char *)sqlite3_column_text(statement, 0));
	else if (code == SQLITE_ROW)
		code = sqlite3_step(statement); /* the row comes first: a change of mode is written, and may fail, only now */
	if (fail == FAIL_NONE && code != SQLITE_DONE)
		fail = sql_fail(store, code);
	sqlite3_finalize(statement);
	return fail;
}

static enum fail pragmas_set(struct store *store)
{
	char sql[512];
	snprintf(sql, sizeof sql,
	         "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=200; PRAGMA journal_size_limit=1048576; PRAGMA max_page_count=%lld;"
	         "PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY",
	         (long long)store->max_pages);
	int code = sqlite3_exec(store->db, "PRAGMA page_size=4096; PRAGMA locking_mode=EXCLUSIVE", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return sql_fail(store, code);
	TRY(text_pragma(store, "PRAGMA journal_mode=WAL", "wal"));
	code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return sql_fail(store, code);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return FAIL_NONE;
}

static enum fail statements_prepare(struct store *store)
{
	for (int i = 0; i < STATEMENT_TOTAL; i++) {
		int code = sqlite3_prepare_v3(store->db, statement_text((enum statement)i), -1, SQLITE_PREPARE_PERSISTENT, &store->statement[i], NULL);
		if (code == SQLITE_ERROR)
			store->health = STORE_DAMAGED; /* tables that are not ours under a version number that is */
		if (code != SQLITE_OK)
			return fail_note(sql_fail(store, code), "statement %d: %s", i, sqlite3_errmsg(store->db));
	}
	return FAIL_NONE;
}

/* no journal row yet: right for a store without events only */
static enum fail counters_begin(struct store *store)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_ANY_EVENT, NULL, 0);
	enum fail fail = sql_step(store, statement);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	store->health = STORE_DAMAGED;
	return FAIL(STORE, "the journal is gone");
}

static enum fail counters_read(struct store *store)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_COUNTERS_READ, NULL, 0);
	enum fail fail = sql_step(store, statement);
	if (fail == FAIL_EMPTY)
		return counters_begin(store);
	TRY(fail);
	int64_t *const into[] = { &store->counters.sequence, &store->counters.waiting, &store->counters.parked, &store->counters.delivered,
	                          &store->counters.last_delivery_ms, &store->counters.job, &store->counters.spool_waiting };
	for (size_t i = 0; i < sizeof into / sizeof into[0]; i++)
		*into[i] = sqlite3_column_int64(statement, (int)i);
	return FAIL_NONE;
}

static enum fail newest_read(struct store *store)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_OUTBOX_NEWEST, NULL, 0);
	enum fail fail = sql_step(store, statement);
	if (fail == FAIL_EMPTY)
		return FAIL(STORE, "SQLite gave no row");
	TRY(fail);
	return sql_copy_text(store, statement, 0, store->newest.text, sizeof store->newest.text);
}

/* The quick check does not compare indexes with their tables: an event that its index has lost would wait for ever. */
static enum fail check_whole(struct store *store)
{
	enum fail fail = text_pragma(store, "PRAGMA integrity_check(1)", "ok");
	if (fail == FAIL_STORE && store->health == STORE_GOOD)
		store->health = STORE_DAMAGED;
	return fail;
}

/* What a killed program committed may be in the page cache only. Before anybody is told "it is here already", it must be on the disk. */
static enum fail make_durable(struct store *store, const char *folder)
{
	int code = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (code != SQLITE_OK)
		return sql_fail(store, code);
	return file_sync_folder(folder); /* SQLite does this for its log, not for the database's own name */
}

/* Numbers that a store which was put aside has given are not given again: its events may come back with them. */
static enum fail journal_fresh(struct store *store, const char *folder, int64_t now_ms)
{
	TRY(sql_transaction(store));
	if (quarantine_any(folder))
		store->counting.sequence = now_ms;
	return sql_finish(store, journal_add(store, now_ms, JOURNAL_STORE_FRESH, NULL, schema_version()));
}

static enum fail open_once(const struct store_options *options, struct store *store, bool *ret_fresh)
{
	char uri[PATH_MAX];
	TRY(uri_write(options->folder, "/store.db?psow=0", uri, sizeof uri)); /* psow=0: each commit is padded to whole sectors */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	TRY(gather_new(options->vfs, &store->gather));
	int code = sqlite3_open_v2(uri, &store->db, flags, gather_name(store->gather));
	if (code != SQLITE_OK)
		return sql_fail(store, code);
	int from = 0;
	TRY(pragmas_set(store));
	TRY(check_whole(store));
	TRY(schema_migrate(store, &from));
	TRY(statements_prepare(store));
	TRY(counters_read(store));
	TRY(newest_read(store));
	TRY(audit_open(store));
	*ret_fresh = from == 0;
	if (*ret_fresh)
		TRY(journal_fresh(store, options->folder, options->now_ms));
	return make_durable(store, options->folder);
}

static struct store *store_new(const struct store_options *options)
{
	struct store *store = calloc(1, sizeof *store);
	if (!store)
		abort();
	store->max_pages = options->max_pages;
	store->pages_most = options->max_pages; /* not known yet: the first submission measures */
	ballast_init(&store->ballast, options->vfs ? NULL : options->folder, options->max_pages);
	buffer_init(&store->event, OUTBOX_EVENT_MAX_BYTES);
	return store;
}

static enum fail put_aside(const struct store_options *options, struct store_opening *opening)
{
	enum fail fail = quarantine_move(options->folder, options->now_ms, opening->quarantine, sizeof opening->quarantine);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	opening->quarantined = true;
	return FAIL_NONE;
}

/* The copy may need the room that is held for bad days. */
static enum fail keep_torn(const struct store_options *options, struct store *store, struct store_opening *opening)
{
	if (options->vfs || torn_keep(options->folder, options->now_ms, opening->torn, sizeof opening->torn) == FAIL_NONE)
		return FAIL_NONE;
	fail_clear();
	ballast_drop(&store->ballast);
	return torn_keep(options->folder, options->now_ms, opening->torn, sizeof opening->torn);
}

enum fail store_open(const struct store_options *options, struct store_opening *ret_opening, struct store **ret)
{
	if (options->max_pages < STORE_PAGES_MIN || options->max_pages > STORE_PAGES_MAX)
		return FAIL(LIMIT, "a store of %lld pages is outside %d..%d", (long long)options->max_pages, STORE_PAGES_MIN, STORE_PAGES_MAX);
	struct store_opening opening = { 0 };
	if (options->suspect || (!options->vfs && quarantine_orphans(options->folder))) {
		snprintf(opening.words, sizeof opening.words, "%s", options->suspect ? "damage was seen while it was used" : "a log without its database");
		TRY(put_aside(options, &opening));
	}
	struct store *store = store_new(options);
	enum fail fail = keep_torn(options, store, &opening);
	if (fail == FAIL_NONE)
		fail = open_once(options, store, &opening.fresh);
	if (fail == FAIL_STORE && store->health == STORE_DAMAGED && !opening.quarantined) {
		snprintf(opening.words, sizeof opening.words, "%s", fail_words());
		fail_clear();
		store_close(store);
		TRY(put_aside(options, &opening));
		store = store_new(options);
		fail = open_once(options, store, &opening.fresh);
	}
	if (fail != FAIL_NONE) {
		store_close(store);
		return fail;
	}
	(void)ballast_take(&store->ballast); /* without it nothing new is taken */
	*ret_opening = opening;
	*ret = store;
	return FAIL_NONE;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->health == STORE_DAMAGED) /* what is whole in one of the files is not written over by what is not */
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	for (int i = 0; i < STATEMENT_TOTAL; i++)
		sqlite3_finalize(store->statement[i]);
	sqlite3_close(store->db);
	gather_free(store->gather);
	buffer_done(&store->event);
	free(store);
}

enum store_health store_health(const struct store *store)
{
	return store->health;
}

struct store_counters store_counters(const struct store *store)
{
	return store->counters;
}
