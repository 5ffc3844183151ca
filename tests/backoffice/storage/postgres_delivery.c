/* SPDX-License-Identifier: MIT */
/* postgres_delivery.c - the back office's own outbox: SKIP LOCKED deals it out to workers, a lease that ends gives its row back. */
#include "tests/backoffice/storage/postgres_inside.h"

/* $1 @target, $2 @source, $3 @id, $4 the time. @ret_changed may be NULL. */
static enum fail delivery_write(struct storage *storage, const char *sql, const char *target, const char *source, const char *id, int64_t now_ms, int64_t *ret_changed)
{
	RESULT_AUTO *result = NULL;
	struct values values = { 0 };
	values_text(&values, target);
	values_text(&values, source);
	values_text(&values, id);
	values_number(&values, now_ms);
	TRY(postgres_run(postgres_of(storage), sql, &values, &result));
	if (ret_changed)
		*ret_changed = postgres_changed(result);
	return FAIL_NONE;
}

enum fail postgres_delivery_add(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms)
{
	return delivery_write(storage, "WITH new AS (INSERT INTO delivery(target, source, id, next_ms) VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1) "
		TALLY_ADD("SELECT 'deliveries', count(*) FROM new"), target, source, id, now_ms, NULL);
}

enum fail postgres_delivery_add_all(struct storage *storage, const char *target, int64_t since_ms, int64_t now_ms)
{
	struct values values = { 0 };
	values_text(&values, target);
	values_number(&values, since_ms);
	values_number(&values, now_ms);
	return postgres_run(postgres_of(storage), "WITH new AS (INSERT INTO delivery(target, source, id, next_ms) SELECT $1::text, source, id, $3::bigint FROM inbox"
		" WHERE received_ms >= $2 ON CONFLICT DO NOTHING RETURNING 1) " TALLY_ADD("SELECT 'deliveries', count(*) FROM new"), &values, NULL);
}

static enum fail rows_call(const PGresult *rows, storage_delivery_call *call, void *context)
{
	for (int i = 0; i < PQntuples(rows); i++) {
		const struct storage_delivery delivery = {
			.target = postgres_text(rows, i, 0), .source = postgres_text(rows, i, 1), .id = postgres_text(rows, i, 2), .note = postgres_text(rows, i, 3),
			.state = (enum storage_state)postgres_number(rows, i, 4), .attempts = postgres_number(rows, i, 5), .next_ms = postgres_number(rows, i, 6),
			.lease_until_ms = postgres_number(rows, i, 7), .event = PQnfields(rows) > 8 ? postgres_text(rows, i, 8) : NULL,
		};
		TRY(call(context, &delivery));
	}
	return FAIL_NONE;
}

enum fail postgres_delivery_claim(struct storage *storage, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, storage_delivery_call *call, void *context)
{
	RESULT_AUTO *rows = NULL;
	struct values values = { 0 };
	values_text(&values, target);
	values_number(&values, now_ms);
	values_number(&values, lease_ms);
	values_number(&values, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	TRY(postgres_run(postgres_of(storage), "WITH due AS (SELECT target, source, id FROM delivery WHERE target = $1 AND state < 2 AND next_ms <= $2::bigint"
		" AND (state = 0 OR lease_until_ms <= $2::bigint) ORDER BY next_ms, source, id LIMIT $4::bigint FOR UPDATE SKIP LOCKED),"
		" ours AS (UPDATE delivery d SET state = 1, attempts = attempts + 1, lease_until_ms = $2::bigint + $3::bigint FROM due"
		" WHERE d.target = due.target AND d.source = due.source AND d.id = due.id"
		" RETURNING d.target, d.source, d.id, d.note, d.state, d.attempts, d.next_ms, d.lease_until_ms)"
		" SELECT target, source, id, note, state, attempts, next_ms, lease_until_ms, event FROM ours JOIN inbox USING(source, id)"
		" ORDER BY next_ms, source, id", &values, &rows));
	return PQntuples(rows) > 0 ? rows_call(rows, call, context) : FAIL(EMPTY, "nothing is due");
}

enum fail postgres_delivery_settle(struct storage *storage, const struct storage_settlement *settlement)
{
	RESULT_AUTO *result = NULL;
	struct values values = { 0 };
	values_text(&values, settlement->target);
	values_text(&values, settlement->source);
	values_text(&values, settlement->id);
	values_text(&values, settlement->note);
	values_number(&values, settlement->state);
	values_number(&values, settlement->next_ms);
	values_number(&values, settlement->attempts);
	values_number(&values, STORAGE_NOTE_MAX_BYTES);
	TRY(postgres_run(postgres_of(storage), "UPDATE delivery SET state = $5, next_ms = $6, note = substr($4, 1, $8::integer), lease_until_ms = 0"
		" WHERE target = $1 AND source = $2 AND id = $3 AND state = 1 AND attempts = $7", &values, &result));
	return postgres_changed(result) > 0 ? FAIL_NONE : FAIL(EMPTY, "the claim is no longer held");
}

enum fail postgres_delivery_revive(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms)
{
	int64_t changed = 0;
	TRY(delivery_write(storage, "UPDATE delivery SET state = 0, next_ms = $4 WHERE target = $1 AND source = $2 AND id = $3 AND state = 3", target, source, id, now_ms, &changed));
	return changed > 0 ? FAIL_NONE : FAIL(EMPTY, "it is not parked");
}

enum fail postgres_delivery_each(struct storage *storage, const char *target, enum storage_state state, const char *id, int64_t max, storage_delivery_call *call, void *context)
{
	RESULT_AUTO *rows = NULL;
	struct values values = { 0 };
	values_text(&values, target ? target : "");
	values_text(&values, id ? id : "");
	values_number(&values, (int64_t)state);
	values_number(&values, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	TRY(postgres_run(postgres_of(storage), "SELECT target, source, id, note, state, attempts, next_ms, lease_until_ms FROM delivery"
		" WHERE ($1 = '' OR target = $1) AND ($2 = '' OR id = $2) AND ($3::bigint = 4 OR state = $3::bigint) ORDER BY next_ms, source, id LIMIT $4::bigint", &values, &rows));
	return rows_call(rows, call, context);
}
