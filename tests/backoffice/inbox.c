/* SPDX-License-Identifier: MIT */
/* inbox.c - UNIQUE(source, id) makes at-least-once into exactly once. The data stays sealed. */
#include "tests/backoffice/inbox.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct inbox { sqlite3 *db; };

static const char schema[] =
	"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"
	"CREATE TABLE IF NOT EXISTS inbox(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,"
	" time TEXT NOT NULL, sequence TEXT NOT NULL, received_ms INTEGER NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL,"
	" seen INTEGER NOT NULL DEFAULT 1, event TEXT NOT NULL, UNIQUE(source, id)) STRICT;"
	"CREATE TABLE IF NOT EXISTS conflict(number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, received_ms INTEGER NOT NULL,"
	" digest TEXT NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS kiosk(kid TEXT PRIMARY KEY, source TEXT UNIQUE, jwk TEXT NOT NULL) STRICT;";

static void statement_done(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}
#define STATEMENT_AUTO [[gnu::cleanup(statement_done)]] sqlite3_stmt

static enum fail store_fail(const struct inbox *inbox)
{
	return FAIL(STORE, "the inbox says: %s", sqlite3_errmsg(inbox->db));
}

static enum fail execute(struct inbox *inbox, const char *sql)
{
	return sqlite3_exec(inbox->db, sql, NULL, NULL, NULL) == SQLITE_OK ? FAIL_NONE : store_fail(inbox);
}

/* A statement with the texts in @values (ends with NULL; "" is a text) bound to ?1, ?2 … */
static enum fail prepare(struct inbox *inbox, const char *sql, const char *const *values, sqlite3_stmt **ret)
{
	if (sqlite3_prepare_v2(inbox->db, sql, -1, ret, NULL) != SQLITE_OK)
		return store_fail(inbox);
	for (int i = 0; values && values[i]; i++)
		if (sqlite3_bind_text(*ret, i + 1, values[i], -1, SQLITE_TRANSIENT) != SQLITE_OK)
			return store_fail(inbox);
	return FAIL_NONE;
}
#define TEXTS(...) (const char *const[]){ __VA_ARGS__, NULL }

static enum fail step_done(struct inbox *inbox, sqlite3_stmt *statement)
{
	return sqlite3_step(statement) == SQLITE_DONE ? FAIL_NONE : store_fail(inbox);
}

static const char *column(sqlite3_stmt *statement, int index)
{
	const char *text = (const char *)sqlite3_column_text(statement, index);
	return text ? text : "";
}

enum fail inbox_open(const char *folder, bool read_only, struct inbox **ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, "inbox.db"));
	struct inbox *inbox = calloc(1, sizeof *inbox);
	if (!inbox)
		abort();
	int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	enum fail fail = FAIL_NONE;
	if (sqlite3_open_v2(path, &inbox->db, flags, NULL) != SQLITE_OK)
		fail = store_fail(inbox);
	sqlite3_busy_timeout(inbox->db, 5000);
	if (fail == FAIL_NONE && !read_only)
		fail = execute(inbox, schema);
	if (fail == FAIL_NONE && !read_only)
		fail = file_sync_folder(folder);
	if (fail != FAIL_NONE) {
		inbox_close(inbox);
		return fail;
	}
	*ret = inbox;
	return FAIL_NONE;
}

void inbox_close(struct inbox *inbox)
{
	if (!inbox)
		return;
	sqlite3_close(inbox->db);
	free(inbox);
}

enum fail inbox_begin(struct inbox *inbox)
{
	return execute(inbox, "BEGIN IMMEDIATE");
}

enum fail inbox_commit(struct inbox *inbox)
{
	return execute(inbox, "COMMIT");
}

void inbox_rollback(struct inbox *inbox)
{
	sqlite3_exec(inbox->db, "ROLLBACK", NULL, NULL, NULL);
}

/* The event is there already: count it if it is the same, note it if it is not. */
static enum fail again(struct inbox *inbox, const char *source, const char *id, const char *digest, int64_t now_ms, enum inbox_verdict *ret)
{
	STATEMENT_AUTO *same = NULL;
	TRY(prepare(inbox, "UPDATE inbox SET seen = seen + 1 WHERE source = ?1 AND id = ?2 AND digest = ?3", TEXTS(source, id, digest), &same));
	TRY(step_done(inbox, same));
	if (sqlite3_changes(inbox->db) > 0) {
		*ret = INBOX_DUPLICATE;
		return FAIL_NONE;
	}
	STATEMENT_AUTO *other = NULL;
	TRY(prepare(inbox, "INSERT INTO conflict(source, id, digest, received_ms) VALUES(?1, ?2, ?3, ?4)", TEXTS(source, id, digest), &other));
	sqlite3_bind_int64(other, 4, now_ms);
	*ret = INBOX_CONFLICT;
	return step_done(inbox, other);
}

enum fail inbox_put(struct inbox *inbox, const json_t *event, int64_t now_ms, enum inbox_verdict *ret)
{
	const char *source = json_text_or(event, "source", ""), *id = json_text_or(event, "id", "");
	char digest[SHA256_TEXT_BYTES], *text = json_dumps(event, JSON_COMPACT | JSON_SORT_KEYS);
	if (!text)
		abort();
	sha256_text(text, strlen(text), digest);
	free(text);
	text = json_dumps(event, JSON_COMPACT);
	STATEMENT_AUTO *insert = NULL;
	enum fail fail = prepare(inbox, "INSERT INTO inbox(source, id, type, time, sequence, digest, event, received_ms, size)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(source, id) DO NOTHING",
		TEXTS(source, id, json_text_or(event, "type", ""), json_text_or(event, "time", ""), json_text_or(event, "sequence", ""), digest, text), &insert);
	if (fail == FAIL_NONE) {
		sqlite3_bind_int64(insert, 8, now_ms);
		sqlite3_bind_int64(insert, 9, (int64_t)strlen(text));
		fail = step_done(inbox, insert);
	}
	free(text);
	TRY(fail);
	if (sqlite3_changes(inbox->db) == 0)
		return again(inbox, source, id, digest, now_ms, ret);
	*ret = INBOX_ACCEPTED;
	return FAIL_NONE;
}

enum fail inbox_each(struct inbox *inbox, const char *id, int64_t max, inbox_row_call *call, void *context)
{
	STATEMENT_AUTO *select = NULL;
	TRY(prepare(inbox, "SELECT id, source, type, time, sequence, event, received_ms, size, seen FROM inbox"
		" WHERE ?1 = '' OR id = ?1 ORDER BY number DESC LIMIT ?2", TEXTS(id ? id : ""), &select));
	sqlite3_bind_int64(select, 2, max);
	int step;
	while ((step = sqlite3_step(select)) == SQLITE_ROW) {
		const struct inbox_row row = {
			.id = column(select, 0), .source = column(select, 1), .type = column(select, 2), .time = column(select, 3),
			.sequence = column(select, 4), .event = column(select, 5), .received_ms = sqlite3_column_int64(select, 6),
			.size_bytes = sqlite3_column_int64(select, 7), .seen = sqlite3_column_int64(select, 8),
		};
		TRY(call(context, &row));
	}
	return step == SQLITE_DONE ? FAIL_NONE : store_fail(inbox);
}

enum fail inbox_count(struct inbox *inbox, int64_t *ret_events, int64_t *ret_conflicts)
{
	STATEMENT_AUTO *select = NULL;
	TRY(prepare(inbox, "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM conflict)", NULL, &select));
	if (sqlite3_step(select) != SQLITE_ROW)
		return store_fail(inbox);
	*ret_events = sqlite3_column_int64(select, 0);
	*ret_conflicts = sqlite3_column_int64(select, 1);
	return FAIL_NONE;
}

enum fail inbox_kiosk_add(struct inbox *inbox, const char *kid, const char *source, const json_t *jwk)
{
	char *text = json_dumps(jwk, JSON_COMPACT);
	if (!text)
		abort();
	STATEMENT_AUTO *insert = NULL;
	enum fail fail = prepare(inbox, "INSERT INTO kiosk(kid, jwk, source) VALUES(?1, ?2, ?3) ON CONFLICT(kid) DO NOTHING", TEXTS(kid, text, source), &insert);
	free(text);
	TRY(fail);
	int step = sqlite3_step(insert);
	if (step == SQLITE_CONSTRAINT)
		return FAIL(DENIED, "another key speaks for this kiosk");
	return step == SQLITE_DONE ? FAIL_NONE : store_fail(inbox);
}

enum fail inbox_kiosk_find(struct inbox *inbox, const char *kid, json_t **ret_jwk)
{
	STATEMENT_AUTO *select = NULL;
	TRY(prepare(inbox, "SELECT jwk FROM kiosk WHERE kid = ?1", TEXTS(kid), &select));
	int step = sqlite3_step(select);
	if (step == SQLITE_DONE)
		return FAIL(EMPTY, "no kiosk has this key");
	if (step != SQLITE_ROW)
		return store_fail(inbox);
	const char *text = column(select, 0);
	return json_parse(text, strlen(text), 4096, ret_jwk);
}

enum fail inbox_kiosk_bind(struct inbox *inbox, const char *kid, const char *source)
{
	STATEMENT_AUTO *bind = NULL;
	TRY(prepare(inbox, "UPDATE OR IGNORE kiosk SET source = ?2 WHERE kid = ?1 AND source IS NULL", TEXTS(kid, source), &bind));
	TRY(step_done(inbox, bind));
	STATEMENT_AUTO *select = NULL;
	TRY(prepare(inbox, "SELECT 1 FROM kiosk WHERE kid = ?1 AND source = ?2", TEXTS(kid, source), &select));
	int step = sqlite3_step(select);
	if (step == SQLITE_DONE)
		return FAIL(DENIED, "this key does not speak for that kiosk");
	return step == SQLITE_ROW ? FAIL_NONE : store_fail(inbox);
}
