/* SPDX-License-Identifier: MIT */
/* sqlite_inside.h - the SQLite engine's parts among themselves. */
#pragma once

#include "tests/backoffice/storage.h"

#include <sqlite3.h>

enum sqlite_put { SQL_BEGIN, SQL_COMMIT, SQL_INSERT, SQL_TARGET, SQL_AGAIN, SQL_CONFLICT, SQL_REFERENCE, SQL_COUNT };

struct sqlite {
	struct storage storage;
	sqlite3 *db;
	sqlite3_stmt *puts[SQL_COUNT]; /* of sqlite_put(), made when they are first needed: it is called for each request */
};

static inline void sqlite_statement_done(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}
#define STATEMENT_AUTO [[gnu::cleanup(sqlite_statement_done)]] sqlite3_stmt
#define TEXTS(...) (const char *const[]){ __VA_ARGS__, NULL }

static inline struct sqlite *sqlite_of(struct storage *storage)
{
	return (struct sqlite *)storage;
}

/** sqlite_fail - FAIL_STORE in the engine's words. */
enum fail sqlite_fail(const struct sqlite *sqlite);
/** sqlite_execute - statements without values or rows. */
enum fail sqlite_execute(struct sqlite *sqlite, const char *sql);
/** sqlite_prepare - a statement with the texts in @values (ends with NULL; "" is a text; the whole may be NULL) bound to ?1, ?2 … */
enum fail sqlite_prepare(struct sqlite *sqlite, const char *sql, const char *const *values, sqlite3_stmt **ret);
/** sqlite_done - run it; it has no rows. */
enum fail sqlite_done(struct sqlite *sqlite, sqlite3_stmt *statement);
/** sqlite_one - run it: FAIL_NONE there is a row, FAIL_EMPTY there is none. */
enum fail sqlite_one(struct sqlite *sqlite, sqlite3_stmt *statement);
/** sqlite_text - column @index, "" for NULL. Borrowed until the next step. */
const char *sqlite_text(sqlite3_stmt *statement, int index);
/** sqlite_end - commit if @fail is FAIL_NONE, else roll back. Returns what came of it. */
enum fail sqlite_end(struct sqlite *sqlite, enum fail fail);

/* The entries of the engine's table, by file: sqlite_events.c, sqlite_kiosks.c, sqlite_delivery.c. */
enum fail sqlite_put(struct storage *storage, const struct storage_put *put, enum storage_verdict *ret_verdicts);
enum fail sqlite_each(struct storage *storage, const struct storage_query *query, storage_row_call *call, void *context);
enum fail sqlite_reference_add(struct storage *storage, const char *reference, const char *source, const char *id);
enum fail sqlite_progress_set(struct storage *storage, const char *source, const char *id, const char *status, const char *note, int64_t now_ms);
enum fail sqlite_progress_find(struct storage *storage, const char *source, const char *id, json_t **ret);

enum fail sqlite_kiosk_add(struct storage *storage, const char *kid, const char *source, const json_t *jwk, int64_t now_ms);
enum fail sqlite_kiosk_find(struct storage *storage, const char *kid, json_t **ret_jwk, bool *ret_revoked);
enum fail sqlite_kiosk_bind(struct storage *storage, const char *kid, const char *source, int64_t now_ms);
enum fail sqlite_kiosk_beaten(struct storage *storage, const char *kid, json_t **ret);
enum fail sqlite_kiosk_beat(struct storage *storage, const char *kid, const char *heartbeat, int64_t now_ms);
enum fail sqlite_kiosk_refused(struct storage *storage, const char *kid, int64_t now_ms);
enum fail sqlite_kiosk_revoke(struct storage *storage, const char *source, const char *reason, int64_t now_ms);
enum fail sqlite_kiosk_each(struct storage *storage, const char *after, int64_t max, storage_kiosk_call *call, void *context);
enum fail sqlite_code_add(struct storage *storage, const char *digest, const char *source, int64_t now_ms, int64_t expires_ms);
enum fail sqlite_enrol(struct storage *storage, const struct storage_enrolment *enrolment, bool *ret_again);

enum fail sqlite_delivery_add(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
enum fail sqlite_delivery_add_all(struct storage *storage, const char *target, int64_t since_ms, int64_t now_ms);
enum fail sqlite_delivery_claim(struct storage *storage, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, storage_delivery_call *call, void *context);
enum fail sqlite_delivery_settle(struct storage *storage, const struct storage_settlement *settlement);
enum fail sqlite_delivery_revive(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
enum fail sqlite_delivery_each(struct storage *storage, const char *target, enum storage_state state, const char *id, int64_t max, storage_delivery_call *call, void *context);
