/* SPDX-License-Identifier: MIT */
/* sql.h - inside firmware/store only: the statements by name, values to bind, transactions, and what SQLite's codes mean to us. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/store/audit.h"
#include "firmware/store/ballast.h"
#include "firmware/store/outbox.h"
#include "firmware/store/spool.h"
#include "firmware/store/store.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum statement {
	STATEMENT_BEGIN, STATEMENT_COMMIT, STATEMENT_ROLLBACK,
	STATEMENT_PAGE_COUNT, STATEMENT_FREE_COUNT,
	STATEMENT_COUNTERS_READ, STATEMENT_ANY_EVENT,
	STATEMENT_OUTBOX_ADD, STATEMENT_OUTBOX_FIND, STATEMENT_OUTBOX_NAME, STATEMENT_OUTBOX_TAKEN, STATEMENT_OUTBOX_KNOWN, STATEMENT_OUTBOX_NEWEST, STATEMENT_OUTBOX_DUE, STATEMENT_OUTBOX_FAR, STATEMENT_OUTBOX_NEXT,
	STATEMENT_OUTBOX_RETRY, STATEMENT_OUTBOX_PARK, STATEMENT_OUTBOX_DELETE, STATEMENT_OUTBOX_RESTART, STATEMENT_OUTBOX_OLDEST,
	STATEMENT_BODY_ADD, STATEMENT_BODY_READ,
	STATEMENT_REQUEUE_ONE, STATEMENT_REQUEUE_BEFORE,
	STATEMENT_QUEUE_PARKED, STATEMENT_QUEUE_AFTER, STATEMENT_QUEUE_WHERE, STATEMENT_QUEUE_DONE,
	STATEMENT_RECEIPT_ADD, STATEMENT_RECEIPT_OLD, STATEMENT_RECEIPT_WRONG, STATEMENT_RECEIPT_MANY,
	STATEMENT_SPOOL_ADD, STATEMENT_SPOOL_OPEN, STATEMENT_SPOOL_FIND, STATEMENT_SPOOL_NEWEST, STATEMENT_SPOOL_COPIES, STATEMENT_SPOOL_LEFT, STATEMENT_SPOOL_DOUBT,
	STATEMENT_SPOOL_STATE, STATEMENT_SPOOL_WITNESS, STATEMENT_SPOOL_ASKED, STATEMENT_SPOOL_LATE, STATEMENT_SPOOL_OLD,
	STATEMENT_JOURNAL_LOST, STATEMENT_JOURNAL_END, STATEMENT_JOURNAL_ADD, STATEMENT_JOURNAL_READ, STATEMENT_JOURNAL_PRUNE,
	STATEMENT_SETTING_READ, STATEMENT_SETTING_WRITE,
	STATEMENT_AUDIT_ADD, STATEMENT_AUDIT_LAST, STATEMENT_AUDIT_FIRST, STATEMENT_AUDIT_READ, STATEMENT_AUDIT_CHECKPOINT, STATEMENT_AUDIT_OLD, STATEMENT_AUDIT_CUT,
	STATEMENT_STAFF_READ, STATEMENT_STAFF_ADD, STATEMENT_STAFF_CLEAR, STATEMENT_STAFF_PRUNE,
	STATEMENT_DRAFT_FIND, STATEMENT_DRAFT_LIST, STATEMENT_DRAFT_COUNT, STATEMENT_DRAFT_ADD, STATEMENT_DRAFT_END, STATEMENT_DRAFT_DUE, STATEMENT_DRAFT_EXPIRE, STATEMENT_DRAFT_SHORTEN,
	STATEMENT_TOTAL
};

/** statement_text - the SQL of @which; static. */
const char *statement_text(enum statement which);

struct store {
	struct gather *gather;
	sqlite3 *db;
	sqlite3_stmt *statement[STATEMENT_TOTAL];
	enum store_health health;
	int64_t max_pages;
	struct store_counters counters, counting;   /* as committed; as the open transaction leaves them */
	struct store_counters journaled;            /* as its newest journal row says */
	struct ballast ballast;
	int64_t pages_most;                         /* the file has no more pages than this */
	int64_t pages_granted;                      /* and may have so many, when the disk was last asked */
	struct buffer event;                        /* room for the event at hand */
	struct event_id newest;                     /* no id in the outbox or among the receipts is greater; "" when there is none */
	int64_t held_sequence[OUTBOX_HELD_MAX];     /* outbox claims */
	size_t held_count;
	struct outbox_suspect suspects[OUTBOX_HELD_MAX];
	size_t suspect_count;
	int64_t settled;                            /* events whose claim ended with a word, since opening */
	struct audit_head audit, audit_next;         /* as committed; as the open transaction leaves it */
	int64_t held_job[SPOOL_HELD_MAX];           /* spool claims */
	size_t held_job_count;
};

struct sql_value { const char *text; int64_t number; size_t size; }; /* text, or a number where text is NULL */
static inline struct sql_value sql_number(int64_t number) { return (struct sql_value){ .number = number }; }
static inline struct sql_value sql_bytes(const char *text, size_t size) { return (struct sql_value){ .text = text, .size = size }; }
static inline struct sql_value sql_text(const char *text) { return sql_bytes(text, strlen(text)); }
#define SQL_VALUES(...) (const struct sql_value[]){ __VA_ARGS__ }, sizeof((const struct sql_value[]){ __VA_ARGS__ }) / sizeof(struct sql_value)

/** sql_start - bind @values (borrowed until the end) to @which. Declare the result SQL_AUTO, so that it ends with its scope. */
sqlite3_stmt *sql_start(struct store *store, enum statement which, const struct sql_value *values, size_t count);
void sql_end(sqlite3_stmt **statement);
#define SQL_AUTO [[gnu::cleanup(sql_end)]] sqlite3_stmt

/** sql_step - FAIL_NONE there is a row · FAIL_EMPTY no more (no words) · FAIL_STORE · FAIL_FULL · FAIL_BUSY. */
enum fail sql_step(struct store *store, sqlite3_stmt *statement);

/** sql_run - start, step to the end, end. @values may be NULL. */
enum fail sql_run(struct store *store, enum statement which, const struct sql_value *values, size_t count);

/** sql_changed - rows that the last sql_run() changed. */
int64_t sql_changed(const struct store *store);

/** sql_fail - SQLite's @code as ours, with its words; remembers what it says about the file's health. */
enum fail sql_fail(struct store *store, int code);

/** sql_copy_text - column @column into @ret; FAIL_STORE when it does not fit (the row is not one of ours). */
enum fail sql_copy_text(struct store *store, sqlite3_stmt *statement, int column, char *ret, size_t room);

/** sql_transaction - begin; then what the caller does to store->counting and the tables, then journal_add() if it counted; then sql_finish(). */
enum fail sql_transaction(struct store *store);
/** sql_finish - commit when @so_far is FAIL_NONE, else roll back. Returns @so_far or why the commit failed; nothing is kept then. */
enum fail sql_finish(struct store *store, enum fail so_far);

/** outbox_row_body - of a row of STATEMENT_BODY_READ for @id: the event's bytes, appended to @ret. FAIL_SIGNATURE the disk changed them · FAIL_LIMIT · FAIL_STORE, also when they are another event's. */
enum fail outbox_row_body(struct store *store, sqlite3_stmt *row, const struct event_id *id, struct buffer *ret);

/** audit_open - read where the audit stands, after opening. audit_inside - a row behind the newest, in the open transaction. audit_forget - inside a transaction: what is older than @before_ms goes, up to a checkpoint. FAIL_STORE · FAIL_FULL · FAIL_INPUT. */
enum fail audit_open(struct store *store);
enum fail audit_inside(struct store *store, const struct device *device, struct chain_row *row);
enum fail audit_forget(struct store *store, int64_t before_ms);

/** spool_expire - inside a transaction: what is not on paper and was submitted before @before_ms (but not before @since_ms) has its end: "late". Claims that run are left. */
enum fail spool_expire(struct store *store, int64_t now_ms, int64_t before_ms, int64_t since_ms);
