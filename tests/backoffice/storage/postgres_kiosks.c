/* SPDX-License-Identifier: MIT */
/* postgres_kiosks.c - who may send, what each said last, and the codes that let a new one in. */
#include "tests/backoffice/storage/postgres_inside.h"

#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

/* $1 @who, $2 @text (may be NULL), $3 the time. @ret_changed may be NULL. */
static enum fail kiosk_write(struct postgres *postgres, const char *sql, const char *who, const char *text, int64_t now_ms, int64_t *ret_changed)
{
	RESULT_AUTO *result = NULL;
	struct values values = { 0 };
	values_text(&values, who);
	values_text(&values, text);
	values_number(&values, now_ms);
	TRY(postgres_run(postgres, sql, &values, &result));
	if (ret_changed)
		*ret_changed = postgres_changed(result);
	return FAIL_NONE;
}

static enum fail kiosk_put(struct postgres *postgres, const char *sql, const char *kid, const char *source, const json_t *jwk, int64_t now_ms)
{
	char *text = json_dumps(jwk, JSON_COMPACT);
	struct values values = { 0 };
	if (!text)
		abort();
	values_text(&values, kid);
	values_text(&values, source);
	values_number(&values, now_ms);
	values_text(&values, text);
	enum fail fail = postgres_query(postgres, sql, &values, NULL);
	free(text);
	return fail == FAIL_DENIED ? fail_note(fail, "another key speaks for this kiosk") : fail;
}

#define KIOSK_PUT "INSERT INTO kiosk(kid, source, known_ms, jwk) VALUES($1, $2, $3, $4) ON CONFLICT(kid) DO "

struct adding { const char *kid, *source; const json_t *jwk; int64_t now_ms; };

static enum fail add_inside(struct postgres *postgres, void *context)
{
	const struct adding *adding = context;
	return kiosk_put(postgres, KIOSK_PUT "NOTHING", adding->kid, adding->source, adding->jwk, adding->now_ms);
}

enum fail postgres_kiosk_add(struct storage *storage, const char *kid, const char *source, const json_t *jwk, int64_t now_ms)
{
	return postgres_try(postgres_of(storage), add_inside, &(struct adding){ kid, source, jwk, now_ms });
}

enum fail postgres_kiosk_find(struct storage *storage, const char *kid, json_t **ret_jwk, bool *ret_revoked)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, kid);
	TRY(postgres_run(postgres_of(storage), "SELECT jwk, revoked_ms FROM kiosk WHERE kid = $1", &values, &found));
	if (PQntuples(found) == 0)
		return FAIL(EMPTY, "no kiosk has this key");
	const char *text = postgres_text(found, 0, 0);
	*ret_revoked = postgres_number(found, 0, 1) > 0;
	return json_parse(text, strlen(text), STORAGE_JWK_MAX_BYTES, ret_jwk);
}

enum fail postgres_kiosk_bind(struct storage *storage, const char *kid, const char *source, int64_t now_ms)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, kid);
	values_text(&values, source);
	TRY(postgres_run(postgres_of(storage), "SELECT source IS NULL, seen_ms FROM kiosk WHERE kid = $1 AND revoked_ms = 0 AND"
		" (source = $2 OR (source IS NULL AND NOT EXISTS(SELECT 1 FROM kiosk WHERE source = $2)))", &values, &found));
	if (PQntuples(found) == 0)
		return FAIL(DENIED, "this key does not speak for that kiosk");
	int64_t since_ms = now_ms - postgres_number(found, 0, 1);
	if (postgres_text(found, 0, 0)[0] == 'f' && since_ms >= 0 && since_ms < STORAGE_SEEN_STEP_MS)
		return FAIL_NONE;
	return kiosk_write(postgres_of(storage), "UPDATE kiosk SET source = $2, seen_ms = $3 WHERE kid = $1", kid, source, now_ms, NULL);
}

enum fail postgres_kiosk_beat(struct storage *storage, const char *kid, const char *heartbeat, int64_t now_ms)
{
	return kiosk_write(postgres_of(storage), "UPDATE kiosk SET heartbeat = $2, heartbeat_ms = $3, seen_ms = $3 WHERE kid = $1", kid, heartbeat, now_ms, NULL);
}

enum fail postgres_kiosk_beaten(struct storage *storage, const char *kid, json_t **ret)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, kid);
	TRY(postgres_run(postgres_of(storage), "SELECT heartbeat FROM kiosk WHERE kid = $1 AND heartbeat_ms > 0", &values, &found));
	if (PQntuples(found) == 0)
		return FAIL_EMPTY;
	const char *text = postgres_text(found, 0, 0);
	return json_parse(text, strlen(text), STORAGE_HEARTBEAT_MAX_BYTES, ret);
}

enum fail postgres_kiosk_refused(struct storage *storage, const char *kid, int64_t now_ms)
{
	return kiosk_write(postgres_of(storage), "UPDATE kiosk SET refused_ms = $3 WHERE kid = $1 AND $2::text IS NULL", kid, NULL, now_ms, NULL);
}

enum fail postgres_kiosk_revoke(struct storage *storage, const char *source, const char *reason, int64_t now_ms)
{
	int64_t changed = 0;
	TRY(kiosk_write(postgres_of(storage), "UPDATE kiosk SET revoked_ms = $3, reason = substr($2, 1, 512) WHERE source = $1 AND revoked_ms = 0", source, reason, now_ms, &changed));
	return changed > 0 ? FAIL_NONE : FAIL(EMPTY, "no kiosk of this name is let in");
}

enum fail postgres_kiosk_each(struct storage *storage, const char *after, int64_t max, storage_kiosk_call *call, void *context)
{
	RESULT_AUTO *rows = NULL;
	struct values values = { 0 };
	values_text(&values, after);
	values_number(&values, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	TRY(postgres_run(postgres_of(storage), "SELECT kid, coalesce(source, ''), heartbeat, reason, known_ms, seen_ms, heartbeat_ms, revoked_ms, refused_ms FROM kiosk"
		" WHERE coalesce(source, '') > $1 OR $1 = '' ORDER BY source NULLS FIRST, revoked_ms > 0, kid LIMIT $2::bigint", &values, &rows));
	for (int i = 0; i < PQntuples(rows); i++) {
		const struct storage_kiosk kiosk = {
			.kid = postgres_text(rows, i, 0), .source = postgres_text(rows, i, 1), .heartbeat = postgres_text(rows, i, 2), .reason = postgres_text(rows, i, 3),
			.known_ms = postgres_number(rows, i, 4), .seen_ms = postgres_number(rows, i, 5), .heartbeat_ms = postgres_number(rows, i, 6),
			.revoked_ms = postgres_number(rows, i, 7), .refused_ms = postgres_number(rows, i, 8),
		};
		TRY(call(context, &kiosk));
	}
	return FAIL_NONE;
}

/* ---- codes ---- */

enum fail postgres_code_add(struct storage *storage, const char *digest, const char *source, int64_t now_ms, int64_t expires_ms)
{
	struct values values = { 0 };
	values_text(&values, digest);
	values_text(&values, source);
	values_number(&values, now_ms);
	values_number(&values, expires_ms);
	return postgres_run(postgres_of(storage), "INSERT INTO code(digest, source, made_ms, expires_ms) VALUES($1, $2, $3, $4)", &values, NULL);
}

struct enrolling { const struct storage_enrolment *e; bool *ret_again; };

/* @ret_bound: the code is for this very source. The code's row stays locked: two that come with it at once do so one after the other. */
static enum fail code_look(struct postgres *postgres, const struct storage_enrolment *e, bool *ret_bound, bool *ret_again)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, e->code_digest);
	values_text(&values, e->kid);
	values_text(&values, e->source);
	values_number(&values, e->now_ms);
	TRY(postgres_query(postgres, "SELECT source IS NOT NULL, used_ms > 0, coalesce(kid = $2 AND used_source = $3, false) FROM code"
		" WHERE digest = $1 AND expires_ms > $4 AND (source IS NULL OR source = $3) FOR UPDATE", &values, &found));
	if (PQntuples(found) == 0)
		return FAIL(DENIED, "the code does not hold");
	bool used = postgres_text(found, 0, 1)[0] == 't';
	*ret_bound = postgres_text(found, 0, 0)[0] == 't';
	*ret_again = used && postgres_text(found, 0, 2)[0] == 't';
	return used && !*ret_again ? FAIL(DENIED, "the code does not hold") : FAIL_NONE;
}

static enum fail kiosk_place(struct postgres *postgres, const struct storage_enrolment *e, bool bound)
{
	if (bound) {
		struct values values = { 0 };
		values_text(&values, e->source);
		values_text(&values, e->kid);
		values_number(&values, e->now_ms);
		TRY(postgres_query(postgres, "UPDATE kiosk SET revoked_ms = $3, reason = 'another key took its place' WHERE source = $1 AND kid <> $2 AND revoked_ms = 0",
			&values, NULL));
	}
	return kiosk_put(postgres, KIOSK_PUT "UPDATE SET source = excluded.source WHERE kiosk.source IS NULL", e->kid, e->source, e->jwk, e->now_ms);
}

static enum fail enrol_inside(struct postgres *postgres, void *context)
{
	const struct enrolling *enrolling = context;
	const struct storage_enrolment *e = enrolling->e;
	bool bound = false;
	RESULT_AUTO *held = NULL;
	struct values values = { 0 };
	TRY(code_look(postgres, e, &bound, enrolling->ret_again));
	if (!*enrolling->ret_again)
		TRY(kiosk_place(postgres, e, bound));
	values_text(&values, e->kid);
	values_text(&values, e->source);
	TRY(postgres_query(postgres, "SELECT 1 FROM kiosk WHERE kid = $1 AND source = $2 AND revoked_ms = 0", &values, &held));
	if (PQntuples(held) == 0)
		return FAIL(DENIED, "the key is another kiosk's, or revoked");
	values_text(&values, e->code_digest);
	values_number(&values, e->now_ms);
	return postgres_query(postgres, "UPDATE code SET kid = $1, used_source = $2, used_ms = $4 WHERE digest = $3 AND used_ms = 0", &values, NULL);
}

enum fail postgres_enrol(struct storage *storage, const struct storage_enrolment *enrolment, bool *ret_again)
{
	return postgres_transaction(postgres_of(storage), enrol_inside, &(struct enrolling){ enrolment, ret_again });
}
