/* SPDX-License-Identifier: MIT */
/* postgres_inside.h - the PostgreSQL engine's parts among themselves. */
#pragma once

#include "firmware/base/buffer.h"
#include "tests/backoffice/storage.h"

#include <libpq-fe.h>

enum { POSTGRES_VALUES_MAX = 12, POSTGRES_TRIES = 8, POSTGRES_WAIT_MS = 20 };

struct postgres { struct storage storage; PGconn *connection; };

/* The end of a statement whose rows @FROM count as @NAME. Sixteen rows for each name: instances seldom wait for each other's. */
#define TALLY_ADD(FROM) "INSERT INTO tally(name, shard, number) SELECT name, pg_backend_pid() % 16, number FROM (" FROM ") AS counted(name, number)" \
	" WHERE number > 0 ON CONFLICT (name, shard) DO UPDATE SET number = tally.number + excluded.number"

static inline struct postgres *postgres_of(struct storage *storage)
{
	return (struct postgres *)storage;
}

static inline void postgres_result_done(PGresult **result)
{
	PQclear(*result);
}
#define RESULT_AUTO [[gnu::cleanup(postgres_result_done)]] PGresult

/* $1, $2 … of a statement. */
struct values { const char *texts[POSTGRES_VALUES_MAX]; char numbers[POSTGRES_VALUES_MAX][24]; int count; };
/** values_text, values_number - the next one; NULL is SQL's. */
void values_text(struct values *values, const char *text);
void values_number(struct values *values, int64_t number);

/**
 * postgres_query - one statement, once. @values may be NULL; @ret (may be NULL): end with PQclear().
 * FAIL_BUSY it may succeed if it is tried again, with its transaction · FAIL_OFFLINE the server is gone · FAIL_DENIED UNIQUE forbids it · FAIL_STORE.
 */
enum fail postgres_query(struct postgres *postgres, const char *sql, const struct values *values, PGresult **ret);

/**
 * postgres_try - @work until it is not BUSY, with growing random pauses, and once more on a new connection after OFFLINE; then both are FAIL_STORE.
 * What a connection lost at COMMIT leaves open, @work finds done when it comes again: each is written so that twice is once.
 */
typedef enum fail postgres_work(struct postgres *postgres, void *context);
enum fail postgres_try(struct postgres *postgres, postgres_work *work, void *context);
/** postgres_transaction - the same within BEGIN and COMMIT. */
enum fail postgres_transaction(struct postgres *postgres, postgres_work *work, void *context);
/** postgres_run - one statement with postgres_try(). */
enum fail postgres_run(struct postgres *postgres, const char *sql, const struct values *values, PGresult **ret);
/** postgres_changed - the rows that a statement wrote. */
int64_t postgres_changed(PGresult *result);
/** postgres_text, postgres_number - a field; "" and 0 for NULL. Borrowed from @result. */
const char *postgres_text(const PGresult *result, int row, int column);
int64_t postgres_number(const PGresult *result, int row, int column);

/* The entries of the engine's table, by file: postgres_events.c, postgres_kiosks.c, postgres_delivery.c. */
enum fail postgres_put(struct storage *storage, const struct storage_put *put, enum storage_verdict *ret_verdicts);
enum fail postgres_each(struct storage *storage, const struct storage_query *query, storage_row_call *call, void *context);
enum fail postgres_reference_add(struct storage *storage, const char *reference, const char *source, const char *id);
enum fail postgres_progress_set(struct storage *storage, const char *source, const char *id, const char *status, const char *note, int64_t now_ms);
enum fail postgres_progress_find(struct storage *storage, const char *source, const char *id, json_t **ret);

enum fail postgres_kiosk_add(struct storage *storage, const char *kid, const char *source, const json_t *jwk, int64_t now_ms);
enum fail postgres_kiosk_find(struct storage *storage, const char *kid, json_t **ret_jwk, bool *ret_revoked);
enum fail postgres_kiosk_bind(struct storage *storage, const char *kid, const char *source, int64_t now_ms);
enum fail postgres_kiosk_beaten(struct storage *storage, const char *kid, json_t **ret);
enum fail postgres_kiosk_beat(struct storage *storage, const char *kid, const char *heartbeat, int64_t now_ms);
enum fail postgres_kiosk_refused(struct storage *storage, const char *kid, int64_t now_ms);
enum fail postgres_kiosk_revoke(struct storage *storage, const char *source, const char *reason, int64_t now_ms);
enum fail postgres_kiosk_each(struct storage *storage, const char *after, int64_t max, storage_kiosk_call *call, void *context);
enum fail postgres_code_add(struct storage *storage, const char *digest, const char *source, int64_t now_ms, int64_t expires_ms);
enum fail postgres_enrol(struct storage *storage, const struct storage_enrolment *enrolment, bool *ret_again);

enum fail postgres_delivery_add(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
enum fail postgres_delivery_add_all(struct storage *storage, const char *target, int64_t since_ms, int64_t now_ms);
enum fail postgres_delivery_claim(struct storage *storage, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, storage_delivery_call *call, void *context);
enum fail postgres_delivery_settle(struct storage *storage, const struct storage_settlement *settlement);
enum fail postgres_delivery_revive(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms);
enum fail postgres_delivery_each(struct storage *storage, const char *target, enum storage_state state, const char *id, int64_t max, storage_delivery_call *call, void *context);
