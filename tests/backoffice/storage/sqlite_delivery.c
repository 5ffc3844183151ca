/* SPDX-License-Identifier: MIT */
/* sqlite_delivery.c - the back office's own outbox: what is due for whom. A lease that ends gives its row back. */
#include "tests/backoffice/storage/sqlite_inside.h"

#include "firmware/base/json.h"

enum fail sqlite_delivery_add(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms)
{
	STATEMENT_AUTO *insert = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), "INSERT INTO delivery(target, source, id, next_ms) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
		TEXTS(target, source, id), &insert));
	sqlite3_bind_int64(insert, 4, now_ms);
	return sqlite_done(sqlite_of(storage), insert);
}

enum fail sqlite_delivery_add_all(struct storage *storage, const char *target, int64_t since_ms, int64_t now_ms)
{
	STATEMENT_AUTO *insert = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), "INSERT INTO delivery(target, source, id, next_ms) SELECT ?1, source, id, ?3 FROM inbox WHERE received_ms >= ?2"
		" ORDER BY received_ms, source, id ON CONFLICT DO NOTHING", TEXTS(target), &insert));
	sqlite3_bind_int64(insert, 2, since_ms);
	sqlite3_bind_int64(insert, 3, now_ms);
	return sqlite_done(sqlite_of(storage), insert);
}

static enum fail row_call(sqlite3_stmt *row, const char *event, storage_delivery_call *call, void *context)
{
	const struct storage_delivery delivery = {
		.target = sqlite_text(row, 0), .source = sqlite_text(row, 1), .id = sqlite_text(row, 2), .note = sqlite_text(row, 3),
		.state = (enum storage_state)sqlite3_column_int(row, 4), .attempts = sqlite3_column_int64(row, 5),
		.next_ms = sqlite3_column_int64(row, 6), .lease_until_ms = sqlite3_column_int64(row, 7), .event = event,
	};
	return call(context, &delivery);
}

/* The numbers of the rows that are ours now. */
static enum fail claim(struct sqlite *sqlite, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, json_t *numbers)
{
	STATEMENT_AUTO *update = NULL;
	TRY(sqlite_prepare(sqlite, "UPDATE delivery SET state = 1, attempts = attempts + 1, lease_until_ms = ?2 + ?3 WHERE number IN"
		" (SELECT number FROM delivery WHERE target = ?1 AND state < 2 AND next_ms <= ?2 AND (state = 0 OR lease_until_ms <= ?2)"
		" ORDER BY next_ms, number LIMIT ?4) RETURNING number", TEXTS(target), &update));
	sqlite3_bind_int64(update, 2, now_ms);
	sqlite3_bind_int64(update, 3, lease_ms);
	sqlite3_bind_int64(update, 4, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	int step;
	while ((step = sqlite3_step(update)) == SQLITE_ROW)
		json_array_append_new(numbers, json_integer(sqlite3_column_int64(update, 0)));
	return step == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}

#define ROW "SELECT target, source, id, note, state, attempts, next_ms, lease_until_ms"

enum fail sqlite_delivery_claim(struct storage *storage, const char *target, int64_t now_ms, int64_t lease_ms, int64_t max, storage_delivery_call *call, void *context)
{
	struct sqlite *sqlite = sqlite_of(storage);
	json_t *numbers = json_array();
	enum fail fail = claim(sqlite, target, now_ms, lease_ms, max, numbers);
	if (fail == FAIL_NONE && json_array_size(numbers) == 0)
		fail = FAIL(EMPTY, "nothing is due");
	for (size_t i = 0; i < json_array_size(numbers) && fail == FAIL_NONE; i++) {
		STATEMENT_AUTO *select = NULL;
		fail = sqlite_prepare(sqlite, ROW ", event FROM delivery JOIN inbox USING(source, id) WHERE delivery.number = ?1", NULL, &select);
		sqlite3_bind_int64(select, 1, json_integer_value(json_array_get(numbers, i)));
		if (fail == FAIL_NONE)
			fail = sqlite_one(sqlite, select);
		if (fail == FAIL_NONE)
			fail = row_call(select, sqlite_text(select, 8), call, context);
	}
	json_decref(numbers);
	return fail;
}

enum fail sqlite_delivery_settle(struct storage *storage, const struct storage_settlement *settlement)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *update = NULL;
	TRY(sqlite_prepare(sqlite, "UPDATE delivery SET state = ?5, next_ms = ?6, note = substr(?4, 1, ?8), lease_until_ms = 0"
		" WHERE target = ?1 AND source = ?2 AND id = ?3 AND state = 1 AND attempts = ?7",
		TEXTS(settlement->target, settlement->source, settlement->id, settlement->note), &update));
	sqlite3_bind_int(update, 5, (int)settlement->state);
	sqlite3_bind_int64(update, 6, settlement->next_ms);
	sqlite3_bind_int64(update, 7, settlement->attempts);
	sqlite3_bind_int64(update, 8, STORAGE_NOTE_MAX_BYTES);
	TRY(sqlite_done(sqlite, update));
	return sqlite3_changes(sqlite->db) > 0 ? FAIL_NONE : FAIL(EMPTY, "the claim is no longer held");
}

enum fail sqlite_delivery_revive(struct storage *storage, const char *target, const char *source, const char *id, int64_t now_ms)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *update = NULL;
	TRY(sqlite_prepare(sqlite, "UPDATE delivery SET state = 0, next_ms = ?4 WHERE target = ?1 AND source = ?2 AND id = ?3 AND state = 3",
		TEXTS(target, source, id), &update));
	sqlite3_bind_int64(update, 4, now_ms);
	TRY(sqlite_done(sqlite, update));
	return sqlite3_changes(sqlite->db) > 0 ? FAIL_NONE : FAIL(EMPTY, "it is not parked");
}

enum fail sqlite_delivery_each(struct storage *storage, const char *target, enum storage_state state, const char *id, int64_t max, storage_delivery_call *call, void *context)
{
	struct sqlite *sqlite = sqlite_of(storage);
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, ROW " FROM delivery WHERE (?1 = '' OR target = ?1) AND (?2 = '' OR id = ?2) AND (?3 = 4 OR state = ?3)"
		" ORDER BY next_ms, number LIMIT ?4", TEXTS(target ? target : "", id ? id : ""), &select));
	sqlite3_bind_int(select, 3, (int)state);
	sqlite3_bind_int64(select, 4, max < STORAGE_ROWS_MAX ? max : STORAGE_ROWS_MAX);
	int step;
	while ((step = sqlite3_step(select)) == SQLITE_ROW)
		TRY(row_call(select, NULL, call, context));
	return step == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}
