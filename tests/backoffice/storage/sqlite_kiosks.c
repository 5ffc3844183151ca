/* SPDX-License-Identifier: MIT */
/* sqlite_kiosks.c - who may send, what each said last, and the codes that let a new one in. */
#include "tests/backoffice/storage/sqlite_inside.h"

#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

/* @who is ?1, @text (may be NULL) ?2, the time ?3, @more ?4 where the statement has one. FAIL_DENIED for what UNIQUE forbids. */
static enum fail kiosk_write(struct sqlite *sqlite, const char *sql, const char *who, const char *text, int64_t now_ms, const char *more)
{
	STATEMENT_AUTO *statement = NULL;
	TRY(sqlite_prepare(sqlite, sql, TEXTS(who), &statement));
	sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 3, now_ms);
	if (more)
		sqlite3_bind_text(statement, 4, more, -1, SQLITE_STATIC);
	int step = sqlite3_step(statement);
	if (step == SQLITE_CONSTRAINT)
		return FAIL(DENIED, "another key speaks for this kiosk");
	return step == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}

static enum fail kiosk_put(struct sqlite *sqlite, const char *sql, const char *kid, const char *source, const json_t *jwk, int64_t now_ms)
{
	char *text = json_dumps(jwk, JSON_COMPACT);
	if (!text)
		abort();
	enum fail fail = kiosk_write(sqlite, sql, kid, source, now_ms, text);
	free(text);
	return fail;
}

#define KIOSK_PUT "INSERT INTO kiosk(kid, source, known_ms, jwk) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(kid) DO "

enum fail sqlite_kiosk_add(struct storage *storage, const char *kid, const char *source, const json_t *jwk, int64_t now_ms)
{
	return kiosk_put(sqlite_of(storage), KIOSK_PUT "NOTHING", kid, source, jwk, now_ms);
}

enum fail sqlite_kiosk_find(struct storage *storage, const char *kid, json_t **ret_jwk, bool *ret_revoked)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT jwk, revoked_ms > 0 FROM kiosk WHERE kid = ?1", TEXTS(kid), &select));
	enum fail fail = sqlite_one(sqlite, select);
	if (fail != FAIL_NONE)
		return fail_note(fail, "no kiosk has this key");
	const char *text = sqlite_text(select, 0);
	*ret_revoked = sqlite3_column_int(select, 1);
	return json_parse(text, strlen(text), STORAGE_JWK_MAX_BYTES, ret_jwk);
}

enum fail sqlite_kiosk_bind(struct storage *storage, const char *kid, const char *source, int64_t now_ms)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT source IS NULL, seen_ms FROM kiosk WHERE kid = ?1 AND revoked_ms = 0 AND"
		" (source = ?2 OR (source IS NULL AND NOT EXISTS(SELECT 1 FROM kiosk WHERE source = ?2)))", TEXTS(kid, source), &select));
	enum fail fail = sqlite_one(sqlite, select);
	if (fail != FAIL_NONE)
		return fail == FAIL_EMPTY ? FAIL(DENIED, "this key does not speak for that kiosk") : fail;
	int64_t since_ms = now_ms - sqlite3_column_int64(select, 1);
	if (sqlite3_column_int(select, 0) == 0 && since_ms >= 0 && since_ms < STORAGE_SEEN_STEP_MS)
		return FAIL_NONE;
	return kiosk_write(sqlite, "UPDATE kiosk SET source = ?2, seen_ms = ?3 WHERE kid = ?1", kid, source, now_ms, NULL);
}

enum fail sqlite_kiosk_beat(struct storage *storage, const char *kid, const char *heartbeat, int64_t now_ms)
{
	return kiosk_write(sqlite_of(storage), "UPDATE kiosk SET heartbeat = ?2, heartbeat_ms = ?3, seen_ms = ?3 WHERE kid = ?1", kid, heartbeat, now_ms, NULL);
}

enum fail sqlite_kiosk_beaten(struct storage *storage, const char *kid, json_t **ret)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT heartbeat FROM kiosk WHERE kid = ?1 AND heartbeat_ms > 0", TEXTS(kid), &select));
	TRY(sqlite_one(sqlite, select));
	const char *text = sqlite_text(select, 0);
	return json_parse(text, strlen(text), STORAGE_HEARTBEAT_MAX_BYTES, ret);
}

enum fail sqlite_kiosk_refused(struct storage *storage, const char *kid, int64_t now_ms)
{
	return kiosk_write(sqlite_of(storage), "UPDATE kiosk SET refused_ms = ?3 WHERE kid = ?1 AND ?2 IS NULL", kid, NULL, now_ms, NULL);
}

enum fail sqlite_kiosk_revoke(struct storage *storage, const char *source, const char *reason, int64_t now_ms)
{
	struct sqlite *sqlite = sqlite_of(storage);
	TRY(kiosk_write(sqlite, "UPDATE kiosk SET revoked_ms = ?3, reason = substr(?2, 1, 512) WHERE source = ?1 AND revoked_ms = 0", source, reason, now_ms, NULL));
	return sqlite3_changes(sqlite->db) > 0 ? FAIL_NONE : FAIL(EMPTY, "no kiosk of this name is let in");
}

enum fail sqlite_kiosk_each(struct storage *storage, const char *after, int64_t max, storage_kiosk_call *call, void *context)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT kid, source, heartbeat, reason, known_ms, seen_ms, heartbeat_ms, revoked_ms, refused_ms FROM kiosk"
		" WHERE coalesce(source, '') > ?1 OR ?1 = '' ORDER BY source, revoked_ms > 0, kid LIMIT ?2", TEXTS(after), &select));
	sqlite3_bind_int64(select, 2, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	int step;
	while ((step = sqlite3_step(select)) == SQLITE_ROW) {
		const struct storage_kiosk kiosk = {
			.kid = sqlite_text(select, 0), .source = sqlite_text(select, 1), .heartbeat = sqlite_text(select, 2), .reason = sqlite_text(select, 3),
			.known_ms = sqlite3_column_int64(select, 4), .seen_ms = sqlite3_column_int64(select, 5),
			.heartbeat_ms = sqlite3_column_int64(select, 6), .revoked_ms = sqlite3_column_int64(select, 7),
			.refused_ms = sqlite3_column_int64(select, 8),
		};
		TRY(call(context, &kiosk));
	}
	return step == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}

/* ---- codes ---- */

enum fail sqlite_code_add(struct storage *storage, const char *digest, const char *source, int64_t now_ms, int64_t expires_ms)
{
	STATEMENT_AUTO *insert = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), "INSERT INTO code(digest, source, made_ms, expires_ms) VALUES(?1, ?2, ?3, ?4)", TEXTS(digest, source), &insert));
	sqlite3_bind_int64(insert, 3, now_ms);
	sqlite3_bind_int64(insert, 4, expires_ms);
	int step = sqlite3_step(insert);
	return step == SQLITE_DONE ? FAIL_NONE : step == SQLITE_CONSTRAINT ? FAIL(DENIED, "there is such a code") : sqlite_fail(sqlite_of(storage));
}

/* @ret_bound: the code is for this very source. */
static enum fail code_look(struct sqlite *sqlite, const struct storage_enrolment *e, bool *ret_bound, bool *ret_again)
{
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT source IS NOT NULL, used_ms > 0, coalesce(kid = ?2 AND used_source = ?3, 0) FROM code"
		" WHERE digest = ?1 AND expires_ms > ?4 AND (source IS NULL OR source = ?3)", TEXTS(e->code_digest, e->kid, e->source), &select));
	sqlite3_bind_int64(select, 4, e->now_ms);
	enum fail fail = sqlite_one(sqlite, select);
	if (fail == FAIL_STORE)
		return fail;
	bool used = fail == FAIL_NONE && sqlite3_column_int(select, 1);
	*ret_bound = sqlite3_column_int(select, 0);
	*ret_again = used && sqlite3_column_int(select, 2);
	return fail == FAIL_EMPTY || (used && !*ret_again) ? FAIL(DENIED, "the code does not hold") : FAIL_NONE;
}

static enum fail enrol_inside(struct sqlite *sqlite, const struct storage_enrolment *e, bool *ret_again)
{
	bool bound = false;
	TRY(code_look(sqlite, e, &bound, ret_again));
	if (bound && !*ret_again) {
		STATEMENT_AUTO *replace = NULL;
		TRY(sqlite_prepare(sqlite, "UPDATE kiosk SET revoked_ms = ?3, reason = 'another key took its place' WHERE source = ?1 AND kid <> ?2 AND revoked_ms = 0",
			TEXTS(e->source, e->kid), &replace));
		sqlite3_bind_int64(replace, 3, e->now_ms);
		TRY(sqlite_done(sqlite, replace));
	}
	if (!*ret_again)
		TRY(kiosk_put(sqlite, KIOSK_PUT "UPDATE SET source = excluded.source WHERE source IS NULL", e->kid, e->source, e->jwk, e->now_ms));
	STATEMENT_AUTO *held = NULL;
	TRY(sqlite_prepare(sqlite, "SELECT 1 FROM kiosk WHERE kid = ?1 AND source = ?2 AND revoked_ms = 0", TEXTS(e->kid, e->source), &held));
	enum fail fail = sqlite_one(sqlite, held);
	if (fail != FAIL_NONE)
		return fail == FAIL_EMPTY ? FAIL(DENIED, "the key is another kiosk's, or revoked") : fail;
	STATEMENT_AUTO *use = NULL;
	TRY(sqlite_prepare(sqlite, "UPDATE code SET kid = ?2, used_source = ?3, used_ms = ?4 WHERE digest = ?1 AND used_ms = 0", TEXTS(e->code_digest, e->kid, e->source), &use));
	sqlite3_bind_int64(use, 4, e->now_ms);
	return sqlite_done(sqlite, use);
}

enum fail sqlite_enrol(struct storage *storage, const struct storage_enrolment *enrolment, bool *ret_again)
{
	TRY(sqlite_execute(sqlite_of(storage), "BEGIN IMMEDIATE"));
	return sqlite_end(sqlite_of(storage), enrol_inside(sqlite_of(storage), enrolment, ret_again));
}
