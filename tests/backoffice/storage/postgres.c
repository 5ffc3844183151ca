/* SPDX-License-Identifier: MIT */
/*
 * postgres.c - the storage as a database that several instances share. Nothing is kept in an instance.
 * DESIGN: one connection, and a call waits for its answer: a program has one thread. The server gives up on a statement after 4 s, so that
 * an event is committed well within STORAGE_LAG_MS of its received_ms; that time is the database's own, one clock for all instances.
 */
#include "tests/backoffice/storage/postgres_inside.h"

#include "tests/backoffice/storage/engines.h"

#include <inttypes.h>
#include <openssl/rand.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1 };

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS foyer(name text PRIMARY KEY, version integer NOT NULL);"
	"CREATE TABLE IF NOT EXISTS inbox(source text NOT NULL, id text NOT NULL, type text NOT NULL, time text NOT NULL, sequence text NOT NULL,"
	" received_ms bigint NOT NULL, size bigint NOT NULL, digest text NOT NULL, seen bigint NOT NULL DEFAULT 1, event text NOT NULL, PRIMARY KEY(source, id));"
	"CREATE INDEX IF NOT EXISTS inbox_received ON inbox(received_ms, source, id);"
	"CREATE INDEX IF NOT EXISTS inbox_id ON inbox(id);"
	"CREATE TABLE IF NOT EXISTS conflict(source text NOT NULL, id text NOT NULL, digest text NOT NULL, received_ms bigint NOT NULL,"
	" PRIMARY KEY(source, id, digest, received_ms));"
	"CREATE TABLE IF NOT EXISTS kiosk(kid text PRIMARY KEY, source text, jwk text NOT NULL, known_ms bigint NOT NULL, seen_ms bigint NOT NULL DEFAULT 0,"
	" heartbeat text NOT NULL DEFAULT '', heartbeat_ms bigint NOT NULL DEFAULT 0, revoked_ms bigint NOT NULL DEFAULT 0,"
	" reason text NOT NULL DEFAULT '', refused_ms bigint NOT NULL DEFAULT 0);"
	"CREATE UNIQUE INDEX IF NOT EXISTS kiosk_source ON kiosk(source) WHERE revoked_ms = 0;"
	"CREATE INDEX IF NOT EXISTS kiosk_sources ON kiosk(source, kid);"
	"CREATE TABLE IF NOT EXISTS code(digest text PRIMARY KEY, source text, made_ms bigint NOT NULL, expires_ms bigint NOT NULL,"
	" kid text, used_source text, used_ms bigint NOT NULL DEFAULT 0);"
	"CREATE TABLE IF NOT EXISTS reference(reference text NOT NULL, source text NOT NULL, id text NOT NULL, PRIMARY KEY(reference, source, id));"
	"CREATE TABLE IF NOT EXISTS progress(source text NOT NULL, id text NOT NULL, status text NOT NULL, note text NOT NULL, changed_ms bigint NOT NULL,"
	" PRIMARY KEY(source, id));"
	"CREATE TABLE IF NOT EXISTS delivery(target text NOT NULL, source text NOT NULL, id text NOT NULL, state smallint NOT NULL DEFAULT 0,"
	" attempts bigint NOT NULL DEFAULT 0, next_ms bigint NOT NULL, lease_until_ms bigint NOT NULL DEFAULT 0, note text NOT NULL DEFAULT '',"
	" PRIMARY KEY(target, source, id));"
	"CREATE INDEX IF NOT EXISTS delivery_due ON delivery(target, next_ms) WHERE state < 2;"
	"CREATE INDEX IF NOT EXISTS delivery_parked ON delivery(target, next_ms) WHERE state = 3;"
	"CREATE TABLE IF NOT EXISTS tally(name text NOT NULL, shard integer NOT NULL, number bigint NOT NULL, PRIMARY KEY(name, shard));"
	"INSERT INTO foyer(name, version) VALUES('backoffice', 1) ON CONFLICT DO NOTHING;";

static const char session[] = "SET statement_timeout = 4000; SET idle_in_transaction_session_timeout = 4000; SET client_min_messages = warning";

void values_text(struct values *values, const char *text)
{
	if (values->count == POSTGRES_VALUES_MAX)
		abort();
	values->texts[values->count++] = text;
}

void values_number(struct values *values, int64_t number)
{
	snprintf(values->numbers[values->count], sizeof values->numbers[0], "%" PRId64, number);
	values_text(values, values->numbers[values->count]);
}

static enum fail failed(struct postgres *postgres, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	char words[200];
	snprintf(words, sizeof words, "%s", PQerrorMessage(postgres->connection));
	words[strcspn(words, "\n")] = '\0';
	fail_say("the database says: %s", words);
	if (PQstatus(postgres->connection) != CONNECTION_OK)
		return FAIL_OFFLINE;
	if (state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0))
		return FAIL_BUSY;
	return state && strcmp(state, "23505") == 0 ? FAIL_DENIED : FAIL_STORE;
}

enum fail postgres_query(struct postgres *postgres, const char *sql, const struct values *values, PGresult **ret)
{
	PGresult *result = values ? PQexecParams(postgres->connection, sql, values->count, NULL, values->texts, NULL, NULL, 0) : PQexec(postgres->connection, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		enum fail fail = failed(postgres, result);
		PQclear(result);
		return fail;
	}
	if (ret)
		*ret = result;
	else
		PQclear(result);
	return FAIL_NONE;
}

/* Those that ran into each other do not do it again at the same moment. */
static void pause_before(int attempt)
{
	uint8_t chance = 128;
	int most_ms = POSTGRES_WAIT_MS << (attempt < 4 ? attempt : 4);
	if (RAND_bytes(&chance, 1) != 1)
		chance = 255;
	poll(NULL, 0, most_ms * chance / 256);
}

static enum fail connect_again(struct postgres *postgres)
{
	PQreset(postgres->connection);
	return postgres_query(postgres, session, NULL, NULL);
}

enum fail postgres_try(struct postgres *postgres, postgres_work *work, void *context)
{
	bool again = false;
	enum fail fail = FAIL_BUSY;
	for (int attempt = 0; attempt < POSTGRES_TRIES && (fail == FAIL_BUSY || fail == FAIL_OFFLINE); attempt++) {
		if (fail == FAIL_OFFLINE) {
			if (again || connect_again(postgres) != FAIL_NONE)
				break;
			again = true;
		} else if (attempt > 0) {
			pause_before(attempt);
		}
		fail = PQstatus(postgres->connection) == CONNECTION_OK ? work(postgres, context) : FAIL(OFFLINE, "the database is not connected");
	}
	return fail == FAIL_BUSY || fail == FAIL_OFFLINE ? FAIL_STORE : fail;
}

struct inside { postgres_work *work; void *context; };

static enum fail inside_run(struct postgres *postgres, void *context)
{
	const struct inside *inside = context;
	TRY(postgres_query(postgres, "BEGIN", NULL, NULL));
	enum fail fail = inside->work(postgres, inside->context);
	if (fail == FAIL_NONE)
		fail = postgres_query(postgres, "COMMIT", NULL, NULL);
	if (fail != FAIL_NONE && fail != FAIL_OFFLINE)
		PQclear(PQexec(postgres->connection, "ROLLBACK"));
	return fail;
}

enum fail postgres_transaction(struct postgres *postgres, postgres_work *work, void *context)
{
	return postgres_try(postgres, inside_run, &(struct inside){ work, context });
}

struct single { const char *sql; const struct values *values; PGresult **ret; };

static enum fail single_run(struct postgres *postgres, void *context)
{
	const struct single *single = context;
	return postgres_query(postgres, single->sql, single->values, single->ret);
}

enum fail postgres_run(struct postgres *postgres, const char *sql, const struct values *values, PGresult **ret)
{
	return postgres_try(postgres, single_run, &(struct single){ sql, values, ret });
}

int64_t postgres_changed(PGresult *result)
{
	return strtoll(PQcmdTuples(result), NULL, 10);
}

const char *postgres_text(const PGresult *result, int row, int column)
{
	return PQgetvalue(result, row, column);
}

int64_t postgres_number(const PGresult *result, int row, int column)
{
	return strtoll(PQgetvalue(result, row, column), NULL, 10);
}

static void engine_close(struct storage *storage)
{
	PQfinish(postgres_of(storage)->connection);
	free(storage);
}

static enum fail engine_ready(struct storage *storage)
{
	RESULT_AUTO *result = NULL;
	TRY(postgres_run(postgres_of(storage), "SELECT pg_is_in_recovery()", NULL, &result));
	return postgres_text(result, 0, 0)[0] == 'f' ? FAIL_NONE : FAIL(STORE, "the database cannot be written to");
}

/* What grows without end has tallies, kept with each write: flat, however many rows there are. The rest is few, or open and has an index of its own. */
static const char counts_sql[] =
	"SELECT (SELECT coalesce(sum(number), 0) FROM tally WHERE name = 'events'), (SELECT count(*) FROM conflict),"
	" (SELECT count(*) FROM kiosk WHERE revoked_ms = 0), (SELECT count(*) FROM kiosk WHERE revoked_ms > 0), (SELECT count(*) FROM code WHERE used_ms = 0),"
	" count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1), (SELECT coalesce(sum(number), 0) FROM tally WHERE name = 'deliveries'),"
	" (SELECT count(*) FROM delivery WHERE state = 3), coalesce(min(next_ms), 0) FROM delivery WHERE state < 2";

static enum fail engine_counts(struct storage *storage, struct storage_counts *ret)
{
	int64_t *const deliveries = ret->deliveries;
	int64_t *const fields[] = { &ret->events, &ret->conflicts, &ret->kiosks, &ret->revoked, &ret->codes_open, &deliveries[STORAGE_WAITING],
	                            &deliveries[STORAGE_LEASED], &deliveries[STORAGE_DONE], &deliveries[STORAGE_PARKED], &ret->oldest_waiting_ms };
	RESULT_AUTO *result = NULL;
	TRY(postgres_run(postgres_of(storage), counts_sql, NULL, &result));
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] = postgres_number(result, 0, (int)i);
	deliveries[STORAGE_DONE] -= deliveries[STORAGE_WAITING] + deliveries[STORAGE_LEASED] + deliveries[STORAGE_PARKED];
	return FAIL_NONE;
}

static const struct storage_engine engine = {
	.close = engine_close, .ready = engine_ready, .counts = engine_counts,
	.put = postgres_put, .each = postgres_each, .reference_add = postgres_reference_add, .progress_set = postgres_progress_set,
	.progress_find = postgres_progress_find,
	.kiosk_add = postgres_kiosk_add, .kiosk_find = postgres_kiosk_find, .kiosk_bind = postgres_kiosk_bind, .kiosk_beat = postgres_kiosk_beat, .kiosk_beaten = postgres_kiosk_beaten,
	.kiosk_refused = postgres_kiosk_refused, .kiosk_revoke = postgres_kiosk_revoke, .kiosk_each = postgres_kiosk_each, .code_add = postgres_code_add,
	.enrol = postgres_enrol,
	.delivery_add = postgres_delivery_add, .delivery_add_all = postgres_delivery_add_all, .delivery_claim = postgres_delivery_claim,
	.delivery_settle = postgres_delivery_settle, .delivery_revive = postgres_delivery_revive, .delivery_each = postgres_delivery_each,
};

/* Several instances may begin at once: what one has made is there for the others, or they try again. */
static enum fail prepare_database(struct postgres *postgres, bool read_only)
{
	RESULT_AUTO *version = NULL;
	TRY(postgres_query(postgres, session, NULL, NULL));
	enum fail fail = read_only ? FAIL_NONE : FAIL_DENIED;
	for (int attempt = 0; attempt < POSTGRES_TRIES && (fail == FAIL_DENIED || fail == FAIL_BUSY); attempt++) {
		if (attempt > 0)
			pause_before(attempt);
		fail = postgres_query(postgres, schema, NULL, NULL);
	}
	TRY(fail);
	TRY(postgres_query(postgres, "SELECT version FROM foyer WHERE name = 'backoffice'", NULL, &version));
	int64_t number = PQntuples(version) > 0 ? postgres_number(version, 0, 0) : 0;
	return number == VERSION ? FAIL_NONE : FAIL(STORE, "the database is of version %" PRId64 ", this program knows %d", number, VERSION);
}

enum fail postgres_open(const char *where, bool read_only, struct storage **ret)
{
	struct postgres *postgres = calloc(1, sizeof *postgres);
	if (!postgres)
		abort();
	postgres->storage.engine = &engine;
	/* dbname last: the address may say otherwise */
	const char *const names[] = { "connect_timeout", "tcp_user_timeout", "client_encoding", "fallback_application_name", "dbname", NULL };
	const char *const values[] = { "5", "10000", "UTF8", "foyer-backoffice", where, NULL };
	postgres->connection = PQconnectdbParams(names, values, 1);
	enum fail fail = PQstatus(postgres->connection) == CONNECTION_OK ? prepare_database(postgres, read_only) : failed(postgres, NULL);
	if (fail != FAIL_NONE) {
		engine_close(&postgres->storage);
		return fail_note(FAIL_STORE, "the database cannot be used");
	}
	*ret = &postgres->storage;
	return FAIL_NONE;
}
