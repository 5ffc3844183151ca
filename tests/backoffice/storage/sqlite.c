/* SPDX-License-Identifier: MIT */
/* sqlite.c - the storage as one SQLite file: opened, brought up to date, counted. */
#include "tests/backoffice/storage/sqlite_inside.h"

#include "firmware/base/file.h"
#include "tests/backoffice/storage/engines.h"

#include <limits.h>
#include <stdlib.h>

/* Each step makes version N + 1 of version N; the first one also stands on a file without a version, whose tables inbox, conflict and kiosk it had. */
static const char *const steps[] = {
	"CREATE TABLE IF NOT EXISTS inbox(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,"
	" time TEXT NOT NULL, sequence TEXT NOT NULL, received_ms INTEGER NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL,"
	" seen INTEGER NOT NULL DEFAULT 1, event TEXT NOT NULL, UNIQUE(source, id)) STRICT;"
	"CREATE INDEX inbox_received ON inbox(received_ms, source, id);"
	"CREATE INDEX inbox_id ON inbox(id);"
	"CREATE TABLE IF NOT EXISTS conflict(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, received_ms INTEGER NOT NULL,"
	" digest TEXT NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS kiosk(kid TEXT PRIMARY KEY, source TEXT UNIQUE, jwk TEXT NOT NULL) STRICT;"
	"ALTER TABLE kiosk RENAME TO kiosk_before;"
	"CREATE TABLE kiosk(kid TEXT PRIMARY KEY, source TEXT, jwk TEXT NOT NULL, known_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL DEFAULT 0,"
	" heartbeat TEXT NOT NULL DEFAULT '', heartbeat_ms INTEGER NOT NULL DEFAULT 0, revoked_ms INTEGER NOT NULL DEFAULT 0,"
	" reason TEXT NOT NULL DEFAULT '', refused_ms INTEGER NOT NULL DEFAULT 0) STRICT;"
	"INSERT INTO kiosk(kid, source, jwk, known_ms) SELECT kid, source, jwk, 0 FROM kiosk_before;"
	"DROP TABLE kiosk_before;"
	"CREATE UNIQUE INDEX kiosk_source ON kiosk(source) WHERE revoked_ms = 0;"
	"CREATE INDEX kiosk_sources ON kiosk(source, kid);"
	"CREATE TABLE code(digest TEXT PRIMARY KEY, source TEXT, made_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL,"
	" kid TEXT, used_source TEXT, used_ms INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE reference(reference TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(reference, source, id)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE progress(source TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL, changed_ms INTEGER NOT NULL,"
	" PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE delivery(number INTEGER PRIMARY KEY, target TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,"
	" attempts INTEGER NOT NULL DEFAULT 0, next_ms INTEGER NOT NULL, lease_until_ms INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',"
	" UNIQUE(target, source, id)) STRICT;"
	"CREATE INDEX delivery_due ON delivery(target, next_ms) WHERE state < 2;"
	"CREATE INDEX delivery_parked ON delivery(target, next_ms) WHERE state = 3;",
};
enum { VERSION = sizeof steps / sizeof steps[0] };

enum fail sqlite_fail(const struct sqlite *sqlite)
{
	return FAIL(STORE, "the inbox says: %s", sqlite3_errmsg(sqlite->db));
}

enum fail sqlite_execute(struct sqlite *sqlite, const char *sql)
{
	return sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL) == SQLITE_OK ? FAIL_NONE : sqlite_fail(sqlite);
}

enum fail sqlite_prepare(struct sqlite *sqlite, const char *sql, const char *const *values, sqlite3_stmt **ret)
{
	if (sqlite3_prepare_v2(sqlite->db, sql, -1, ret, NULL) != SQLITE_OK)
		return sqlite_fail(sqlite);
	for (int i = 0; values && values[i]; i++)
		if (sqlite3_bind_text(*ret, i + 1, values[i], -1, SQLITE_TRANSIENT) != SQLITE_OK)
			return sqlite_fail(sqlite);
	return FAIL_NONE;
}

enum fail sqlite_done(struct sqlite *sqlite, sqlite3_stmt *statement)
{
	return sqlite3_step(statement) == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}

enum fail sqlite_one(struct sqlite *sqlite, sqlite3_stmt *statement)
{
	int step = sqlite3_step(statement);
	return step == SQLITE_ROW ? FAIL_NONE : step == SQLITE_DONE ? FAIL_EMPTY : sqlite_fail(sqlite);
}

const char *sqlite_text(sqlite3_stmt *statement, int index)
{
	const char *text = (const char *)sqlite3_column_text(statement, index);
	return text ? text : "";
}

enum fail sqlite_end(struct sqlite *sqlite, enum fail fail)
{
	if (fail == FAIL_NONE)
		fail = sqlite_execute(sqlite, "COMMIT");
	if (fail != FAIL_NONE)
		sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL);
	return fail;
}

static enum fail version_read(struct sqlite *sqlite, int *ret)
{
	STATEMENT_AUTO *version = NULL;
	TRY(sqlite_prepare(sqlite, "PRAGMA user_version", NULL, &version));
	if (sqlite3_step(version) != SQLITE_ROW)
		return sqlite_fail(sqlite);
	*ret = sqlite3_column_int(version, 0);
	return *ret <= VERSION ? FAIL_NONE : FAIL(STORE, "the inbox was made by a newer program: version %d, this one knows %d", *ret, VERSION);
}

/* In one commit: a cut leaves the old version or the new one. */
static enum fail bring_up_to_date(struct sqlite *sqlite)
{
	int version = 0;
	enum fail fail = version_read(sqlite, &version);
	for (; fail == FAIL_NONE && version < VERSION; version++)
		fail = sqlite_execute(sqlite, steps[version]);
	char pragma[40];
	sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA user_version=%d", VERSION);
	return fail == FAIL_NONE ? sqlite_execute(sqlite, pragma) : fail;
}

static enum fail prepare_file(struct sqlite *sqlite, bool read_only)
{
	int version;
	if (read_only)
		return version_read(sqlite, &version);
	TRY(sqlite_execute(sqlite, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"));
	TRY(version_read(sqlite, &version));
	if (version == VERSION)
		return FAIL_NONE;
	TRY(sqlite_execute(sqlite, "BEGIN IMMEDIATE")); /* another instance may have been quicker: the version is read again inside */
	return sqlite_end(sqlite, bring_up_to_date(sqlite));
}

static void engine_close(struct storage *storage)
{
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(sqlite_of(storage)->puts[i]);
	sqlite3_close(sqlite_of(storage)->db);
	free(storage);
}

static enum fail engine_ready(struct storage *storage)
{
	TRY(sqlite_execute(sqlite_of(storage), "BEGIN IMMEDIATE"));
	return sqlite_execute(sqlite_of(storage), "ROLLBACK");
}

/* No row is ever deleted, so the highest number is how many there are: flat, however many they are. Those that are open have an index of their own. */
static const char counts_sql[] =
	"SELECT coalesce((SELECT max(number) FROM inbox), 0), coalesce((SELECT max(number) FROM conflict), 0),"
	" (SELECT count(*) FROM kiosk WHERE revoked_ms = 0), (SELECT count(*) FROM kiosk WHERE revoked_ms > 0), (SELECT count(*) FROM code WHERE used_ms = 0),"
	" count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1), coalesce((SELECT max(number) FROM delivery), 0),"
	" (SELECT count(*) FROM delivery WHERE state = 3), coalesce(min(next_ms), 0) FROM delivery WHERE state < 2";

static enum fail engine_counts(struct storage *storage, struct storage_counts *ret)
{
	struct sqlite *sqlite = sqlite_of(storage);
	int64_t *const deliveries = ret->deliveries;
	int64_t *const fields[] = { &ret->events, &ret->conflicts, &ret->kiosks, &ret->revoked, &ret->codes_open, &deliveries[STORAGE_WAITING],
	                            &deliveries[STORAGE_LEASED], &deliveries[STORAGE_DONE], &deliveries[STORAGE_PARKED], &ret->oldest_waiting_ms };
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, counts_sql, NULL, &select));
	if (sqlite3_step(select) != SQLITE_ROW)
		return sqlite_fail(sqlite);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] = sqlite3_column_int64(select, (int)i);
	deliveries[STORAGE_DONE] -= deliveries[STORAGE_WAITING] + deliveries[STORAGE_LEASED] + deliveries[STORAGE_PARKED];
	return FAIL_NONE;
}

static const struct storage_engine engine = {
	.close = engine_close, .ready = engine_ready, .counts = engine_counts,
	.put = sqlite_put, .each = sqlite_each, .reference_add = sqlite_reference_add, .progress_set = sqlite_progress_set, .progress_find = sqlite_progress_find,
	.kiosk_add = sqlite_kiosk_add, .kiosk_find = sqlite_kiosk_find, .kiosk_bind = sqlite_kiosk_bind, .kiosk_beat = sqlite_kiosk_beat, .kiosk_beaten = sqlite_kiosk_beaten, .kiosk_refused = sqlite_kiosk_refused,
	.kiosk_revoke = sqlite_kiosk_revoke, .kiosk_each = sqlite_kiosk_each, .code_add = sqlite_code_add, .enrol = sqlite_enrol,
	.delivery_add = sqlite_delivery_add, .delivery_add_all = sqlite_delivery_add_all, .delivery_claim = sqlite_delivery_claim,
	.delivery_settle = sqlite_delivery_settle, .delivery_revive = sqlite_delivery_revive, .delivery_each = sqlite_delivery_each,
};

enum fail sqlite_open(const char *folder, bool read_only, struct storage **ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, "inbox.db"));
	struct sqlite *sqlite = calloc(1, sizeof *sqlite);
	if (!sqlite)
		abort();
	sqlite->storage.engine = &engine;
	int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	enum fail fail = sqlite3_open_v2(path, &sqlite->db, flags, NULL) == SQLITE_OK ? FAIL_NONE : sqlite_fail(sqlite);
	sqlite3_busy_timeout(sqlite->db, 5000);
	if (fail == FAIL_NONE)
		fail = prepare_file(sqlite, read_only);
	if (fail == FAIL_NONE && !read_only)
		fail = file_sync_folder(folder);
	if (fail != FAIL_NONE) {
		engine_close(&sqlite->storage);
		return fail;
	}
	*ret = &sqlite->storage;
	return FAIL_NONE;
}
