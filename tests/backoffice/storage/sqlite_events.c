/* SPDX-License-Identifier: MIT */
/* sqlite_events.c - UNIQUE(source, id) makes at-least-once into exactly once. The data stays sealed. */
#include "tests/backoffice/storage/sqlite_inside.h"

#include <string.h>

/* received_ms never goes back, though a clock may: no event comes to lie behind an export's cursor. */
static const char insert_sql[] =
	"INSERT INTO inbox(source, id, type, time, sequence, digest, event, received_ms, size) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7,"
	" max(?8, coalesce((SELECT max(received_ms) FROM inbox), 0)), ?9) ON CONFLICT(source, id) DO NOTHING";

static const char *const put_sql[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_INSERT] = insert_sql,
	[SQL_TARGET] = "INSERT INTO delivery(source, id, target, next_ms) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
	[SQL_AGAIN] = "UPDATE inbox SET seen = seen + 1 WHERE source = ?1 AND id = ?2 AND digest = ?3",
	[SQL_CONFLICT] = "INSERT INTO conflict(source, id, digest, received_ms) VALUES(?1, ?2, ?3, ?4)",
	[SQL_REFERENCE] = "INSERT INTO reference(source, id, reference) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING",
};

static enum fail run(struct sqlite *sqlite, enum sqlite_put which, const char *const *texts, int64_t number, int64_t size)
{
	sqlite3_stmt **statement = &sqlite->puts[which];
	if (!*statement)
		TRY(sqlite_prepare(sqlite, put_sql[which], NULL, statement));
	int at = 1, parameters = sqlite3_bind_parameter_count(*statement);
	for (; texts[at - 1]; at++)
		sqlite3_bind_text(*statement, at, texts[at - 1], -1, SQLITE_STATIC);
	if (at <= parameters)
		sqlite3_bind_int64(*statement, at, number);
	if (at + 1 <= parameters)
		sqlite3_bind_int64(*statement, at + 1, size);
	enum fail fail = sqlite_done(sqlite, *statement);
	sqlite3_reset(*statement);
	return fail;
}

/* The event is there already: count it if it is the same, note it if it is not. */
static enum fail again(struct sqlite *sqlite, const struct storage_event *event, int64_t now_ms, enum storage_verdict *ret)
{
	TRY(run(sqlite, SQL_AGAIN, TEXTS(event->source, event->id, event->digest), 0, 0));
	*ret = sqlite3_changes(sqlite->db) > 0 ? STORAGE_DUPLICATE : STORAGE_CONFLICT;
	return *ret == STORAGE_DUPLICATE ? FAIL_NONE : run(sqlite, SQL_CONFLICT, TEXTS(event->source, event->id, event->digest), now_ms, 0);
}

static enum fail put_one(struct sqlite *sqlite, const struct storage_event *event, const struct storage_put *put, enum storage_verdict *ret)
{
	TRY(run(sqlite, SQL_INSERT, TEXTS(event->source, event->id, event->type, event->time, event->sequence, event->digest, event->text),
		put->now_ms, (int64_t)strlen(event->text)));
	if (sqlite3_changes(sqlite->db) == 0)
		return again(sqlite, event, put->now_ms, ret);
	for (int i = 0; put->targets && put->targets[i]; i++)
		TRY(run(sqlite, SQL_TARGET, TEXTS(event->source, event->id, put->targets[i]), put->now_ms, 0));
	*ret = STORAGE_ACCEPTED;
	return event->reference[0] ? run(sqlite, SQL_REFERENCE, TEXTS(event->source, event->id, event->reference), 0, 0) : FAIL_NONE;
}

enum fail sqlite_put(struct storage *storage, const struct storage_put *put, enum storage_verdict *ret_verdicts)
{
	struct sqlite *sqlite = sqlite_of(storage);
	TRY(run(sqlite, SQL_BEGIN, TEXTS(NULL), 0, 0));
	enum fail fail = FAIL_NONE;
	for (size_t i = 0; i < put->count && fail == FAIL_NONE; i++)
		fail = put_one(sqlite, &put->events[i], put, &ret_verdicts[i]);
	if (fail == FAIL_NONE)
		fail = run(sqlite, SQL_COMMIT, TEXTS(NULL), 0, 0);
	if (fail != FAIL_NONE)
		sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL);
	return fail;
}

#define ROW "SELECT id, source, type, time, sequence, event, received_ms, size, seen FROM inbox "
static const char *const each_sql[STORAGE_ORDER_COUNT] = {
	[STORAGE_NEWEST] = ROW "WHERE (received_ms, source, id) < (?3, ?4, ?5) ORDER BY received_ms DESC, source DESC, id DESC LIMIT ?1",
	[STORAGE_OLDEST] = ROW "WHERE (received_ms, source, id) > (?3, ?4, ?5) AND received_ms <= ?2 ORDER BY received_ms, source, id LIMIT ?1",
	[STORAGE_BY_ID] = ROW "WHERE id = ?6 ORDER BY received_ms LIMIT ?1",
	[STORAGE_BY_REFERENCE] = ROW "WHERE (source, id) IN (SELECT source, id FROM reference WHERE reference = ?6) ORDER BY received_ms LIMIT ?1",
};

enum fail sqlite_each(struct storage *storage, const struct storage_query *query, storage_row_call *call, void *context)
{
	struct sqlite *sqlite = sqlite_of(storage);
	const bool newest = query->order == STORAGE_NEWEST;
	const struct storage_cursor *from = query->from;
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite, each_sql[query->order], NULL, &select));
	sqlite3_bind_int64(select, 1, query->max < STORAGE_ROWS_MAX ? query->max : STORAGE_ROWS_MAX);
	sqlite3_bind_int64(select, 2, query->now_ms - query->lag_ms);
	sqlite3_bind_int64(select, 3, from ? from->received_ms : newest ? INT64_MAX : 0);
	sqlite3_bind_text(select, 4, from ? from->source : "", -1, SQLITE_STATIC);
	sqlite3_bind_text(select, 5, from ? from->id : "", -1, SQLITE_STATIC);
	sqlite3_bind_text(select, 6, query->text, -1, SQLITE_STATIC);
	int step;
	while ((step = sqlite3_step(select)) == SQLITE_ROW) {
		const struct storage_row row = {
			.id = sqlite_text(select, 0), .source = sqlite_text(select, 1), .type = sqlite_text(select, 2), .time = sqlite_text(select, 3),
			.sequence = sqlite_text(select, 4), .event = sqlite_text(select, 5), .received_ms = sqlite3_column_int64(select, 6),
			.size_bytes = sqlite3_column_int64(select, 7), .seen = sqlite3_column_int64(select, 8),
		};
		TRY(call(context, &row));
	}
	return step == SQLITE_DONE ? FAIL_NONE : sqlite_fail(sqlite);
}

enum fail sqlite_reference_add(struct storage *storage, const char *reference, const char *source, const char *id)
{
	STATEMENT_AUTO *insert = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), put_sql[SQL_REFERENCE], TEXTS(source, id, reference), &insert));
	return sqlite_done(sqlite_of(storage), insert);
}

enum fail sqlite_progress_set(struct storage *storage, const char *source, const char *id, const char *status, const char *note, int64_t now_ms)
{
	STATEMENT_AUTO *insert = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), "INSERT INTO progress(source, id, status, note, changed_ms) VALUES(?1, ?2, ?3, substr(?4, 1, ?6), ?5)"
		" ON CONFLICT DO UPDATE SET status = excluded.status, note = excluded.note, changed_ms = excluded.changed_ms",
		TEXTS(source, id, status, note), &insert));
	sqlite3_bind_int64(insert, 5, now_ms);
	sqlite3_bind_int64(insert, 6, STORAGE_NOTE_MAX_BYTES);
	return sqlite_done(sqlite_of(storage), insert);
}

enum fail sqlite_progress_find(struct storage *storage, const char *source, const char *id, json_t **ret)
{
	STATEMENT_AUTO *select = NULL;
	TRY(sqlite_prepare(sqlite_of(storage), "SELECT status, note, changed_ms FROM progress WHERE source = ?1 AND id = ?2", TEXTS(source, id), &select));
	enum fail fail = sqlite_one(sqlite_of(storage), select);
	if (fail != FAIL_NONE)
		return fail_note(fail, "nothing was said about it");
	*ret = json_pack("{s:s, s:s, s:I}", "status", sqlite_text(select, 0), "note", sqlite_text(select, 1), "changed_ms", (json_int_t)sqlite3_column_int64(select, 2));
	return FAIL_NONE;
}
