/* SPDX-License-Identifier: MIT */
#include "tests/bench/backoffice/bare.h"

#include "firmware/base/buffer.h"
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "tests/bench/ground.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BEGIN, INBOX, REFERENCE, COMMIT, STATEMENTS };
enum { COLUMNS = 8, ARRAY_MAX_BYTES = 1024 * 1024 };

struct bare { sqlite3 *db; sqlite3_stmt *statement[STATEMENTS]; PGconn *connection; };

static const char *const text[STATEMENTS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[INBOX] = "INSERT INTO inbox(source, id, type, time, sequence, digest, event, received_ms, size) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[REFERENCE] = "INSERT INTO reference(source, id, reference) VALUES(?1, ?2, ?3)",
	[COMMIT] = "COMMIT",
};

static const char postgres_text[] =
	"WITH given AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])"
	" AS given(source, id, type, time, sequence, digest, event, reference)),"
	" named AS (INSERT INTO reference(reference, source, id) SELECT reference, source, id FROM given)"
	" INSERT INTO inbox(source, id, type, time, sequence, digest, event, received_ms, size)"
	" SELECT source, id, type, time, sequence, digest, event, $9::bigint, octet_length(event) FROM given";

static bool sqlite_begin(struct bare *bare, const char *folder)
{
	char path[PATH_MAX];
	if (file_path(path, sizeof path, folder, "inbox.db") != FAIL_NONE || sqlite3_open_v2(path, &bare->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(bare->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF", NULL, NULL, NULL) != SQLITE_OK)
		return false;
	for (int i = 0; i < STATEMENTS; i++)
		if (sqlite3_prepare_v2(bare->db, text[i], -1, &bare->statement[i], NULL) != SQLITE_OK)
			return false;
	return true;
}

static bool postgres_begin(struct bare *bare, const char *where)
{
	bare->connection = PQconnectdb(where);
	PGresult *prepared = PQprepare(bare->connection, "batch", postgres_text, 0, NULL);
	bool fine = PQresultStatus(prepared) == PGRES_COMMAND_OK;
	PQclear(prepared);
	return fine;
}

struct bare *bare_open(const char *where, const char *folder)
{
	struct storage *tables = NULL;
	struct bare *bare = calloc(1, sizeof *bare);
	if (bare && storage_open(where, folder, false, &tables) == FAIL_NONE) {
		storage_close(tables);
		if (where ? postgres_begin(bare, where) : sqlite_begin(bare, folder))
			return bare;
	}
	bare_close(bare);
	return NULL;
}

void bare_close(struct bare *bare)
{
	if (!bare)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(bare->statement[i]);
	sqlite3_close(bare->db);
	PQfinish(bare->connection);
	free(bare);
}

/* ---- SQLite ---- */

static bool step(sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	return code == SQLITE_DONE;
}

static bool row_insert(struct bare *bare, const struct storage_event *event, int64_t now_ms)
{
	sqlite3_stmt *inbox = bare->statement[INBOX], *reference = bare->statement[REFERENCE];
	const char *const fields[] = { event->source, event->id, event->type, event->time, event->sequence, event->digest, event->text };
	for (int i = 0; i < 7; i++)
		sqlite3_bind_text(inbox, i + 1, fields[i], -1, SQLITE_STATIC);
	sqlite3_bind_int64(inbox, 8, now_ms);
	sqlite3_bind_int64(inbox, 9, (sqlite3_int64)strlen(event->text));
	sqlite3_bind_text(reference, 1, event->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(reference, 2, event->id, -1, SQLITE_STATIC);
	sqlite3_bind_text(reference, 3, event->reference, -1, SQLITE_STATIC);
	return step(inbox) && step(reference);
}

static bool sqlite_batch(struct bare *bare, const struct storage_event *events, size_t count)
{
	int64_t now_ms = clock_wall_ms();
	bool fine = step(bare->statement[BEGIN]);
	for (size_t i = 0; i < count && fine; i++)
		fine = row_insert(bare, &events[i], now_ms);
	return fine && step(bare->statement[COMMIT]);
}

/* ---- PostgreSQL ---- */

struct columns { struct buffer column[COLUMNS]; };

static void column_add(struct buffer *column, const char *value)
{
	enum fail fail = buffer_add(column, column->size_bytes == 0 ? "{\"" : ",\"", 2);
	for (; *value && fail == FAIL_NONE; value++) {
		if (*value == '"' || *value == '\\')
			fail = buffer_add(column, "\\", 1);
		if (fail == FAIL_NONE)
			fail = buffer_add(column, value, 1);
	}
	if (fail != FAIL_NONE || buffer_add(column, "\"", 1) != FAIL_NONE)
		abort();
}

static void columns_make(struct columns *columns, const struct storage_event *events, size_t count)
{
	for (int i = 0; i < COLUMNS; i++)
		buffer_init(&columns->column[i], ARRAY_MAX_BYTES);
	for (size_t at = 0; at < count; at++) {
		const struct storage_event *event = &events[at];
		const char *const fields[COLUMNS] = { event->source, event->id, event->type, event->time, event->sequence, event->digest, event->text, event->reference };
		for (int i = 0; i < COLUMNS; i++)
			column_add(&columns->column[i], fields[i]);
	}
	for (int i = 0; i < COLUMNS; i++)
		if (buffer_add(&columns->column[i], "}", 1) != FAIL_NONE)
			abort();
}

static bool postgres_batch(struct bare *bare, const struct columns *columns)
{
	char now[24];
	const char *values[COLUMNS + 1];
	snprintf(now, sizeof now, "%" PRId64, clock_wall_ms());
	for (int i = 0; i < COLUMNS; i++)
		values[i] = buffer_text(&columns->column[i]);
	values[COLUMNS] = now;
	PGresult *result = PQexecPrepared(bare->connection, "batch", COLUMNS + 1, values, NULL, NULL, 0);
	bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	return fine;
}

double bare_insert(struct bare *bare, const struct storage_event *events, size_t count, size_t batch)
{
	size_t batches = count / batch;
	struct columns *columns = calloc(batches, sizeof *columns);
	bool fine = columns && batches > 0;
	for (size_t i = 0; fine && bare->connection && i < batches; i++)
		columns_make(&columns[i], &events[i * batch], batch);
	double start_us = ground_us();
	for (size_t i = 0; i < batches && fine; i++)
		fine = bare->connection ? postgres_batch(bare, &columns[i]) : sqlite_batch(bare, &events[i * batch], batch);
	double took_us = ground_us() - start_us;
	for (size_t i = 0; columns && i < batches; i++)
		for (int column = 0; column < COLUMNS; column++)
			buffer_done(&columns[i].column[column]);
	free(columns);
	return fine ? (double)(batches * batch) / took_us * 1e6 : -1;
}
