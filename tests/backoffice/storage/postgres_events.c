/* SPDX-License-Identifier: MIT */
/* postgres_events.c - all events of a request in one statement; what was there already is compared in a second one. */
#include "tests/backoffice/storage/postgres_inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ARRAY_MAX_BYTES = STORAGE_BATCH_MAX * 2 * 64 * 1024 };

/* A column of the request as PostgreSQL writes arrays. */
static void array_add(struct buffer *array, const char *text)
{
	enum fail fail = buffer_add(array, array->size_bytes == 0 ? "{\"" : ",\"", 2);
	for (const char *at = text; fail == FAIL_NONE && *at;) {
		size_t plain = strcspn(at, "\"\\");
		fail = buffer_add(array, at, plain);
		at += plain;
		if (fail == FAIL_NONE && *at) {
			char escaped[2] = { '\\', *at++ };
			fail = buffer_add(array, escaped, 2);
		}
	}
	if (fail != FAIL_NONE || buffer_add(array, "\"", 1) != FAIL_NONE)
		abort(); /* STORAGE_BATCH_MAX events of 60 KiB, each character escaped, fit */
}

static void array_end(struct buffer *array)
{
	if (buffer_add(array, array->size_bytes == 0 ? "{}" : "}", array->size_bytes == 0 ? 2 : 1) != FAIL_NONE)
		abort();
}

enum { COLUMN_SOURCE, COLUMN_ID, COLUMN_TYPE, COLUMN_TIME, COLUMN_SEQUENCE, COLUMN_DIGEST, COLUMN_EVENT, COLUMN_REFERENCE, COLUMN_TARGETS, COLUMN_COUNT };

struct putting {
	const struct storage_put *put;
	enum storage_verdict *verdicts;
	struct buffer columns[COLUMN_COUNT];
};

/*
 * In the order of the key: two instances with the same events wait for each other, they do not lock each other up. Of an event that stands twice in
 * a request the first one is inserted.
 */
static const char insert_sql[] =
	"WITH given AS (SELECT DISTINCT ON (source, id) * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],"
	" $8::text[]) WITH ORDINALITY AS given(source, id, type, time, sequence, digest, event, reference, number) ORDER BY source, id, number),"
	" new AS (INSERT INTO inbox(source, id, type, time, sequence, digest, event, received_ms, size)"
	" SELECT source, id, type, time, sequence, digest, event, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, octet_length(event) FROM given"
	" ORDER BY source, id ON CONFLICT (source, id) DO NOTHING RETURNING source, id),"
	" going AS (INSERT INTO delivery(target, source, id, next_ms) SELECT target, source, id, $10::bigint FROM new, unnest($9::text[]) AS target"
	" ON CONFLICT DO NOTHING RETURNING 1),"
	" tallied AS (" TALLY_ADD("SELECT 'events', count(*) FROM new UNION ALL SELECT 'deliveries', count(*) FROM going") "),"
	" named AS (INSERT INTO reference(reference, source, id) SELECT reference, source, id FROM new JOIN given USING (source, id) WHERE reference <> ''"
	" ON CONFLICT DO NOTHING)"
	" SELECT source, id FROM new";

static const char conflict_sql[] =
	"INSERT INTO conflict(source, id, digest, received_ms) VALUES($1, $2, $3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) ON CONFLICT DO NOTHING";

static enum fail again(struct postgres *postgres, const struct storage_event *event, enum storage_verdict *ret)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, event->source);
	values_text(&values, event->id);
	values_text(&values, event->digest);
	TRY(postgres_query(postgres, "UPDATE inbox SET seen = seen + 1 WHERE source = $1 AND id = $2 AND digest = $3", &values, &found));
	*ret = postgres_changed(found) > 0 ? STORAGE_DUPLICATE : STORAGE_CONFLICT;
	return *ret == STORAGE_DUPLICATE ? FAIL_NONE : postgres_query(postgres, conflict_sql, &values, NULL);
}

/* Whether event @index is the one of its (source, id) that @new, what was inserted, tells of: the first. */
static bool is_new(const struct storage_put *put, size_t index, const PGresult *new)
{
	const struct storage_event *event = &put->events[index];
	for (size_t i = 0; i < index; i++)
		if (strcmp(put->events[i].id, event->id) == 0 && strcmp(put->events[i].source, event->source) == 0)
			return false;
	for (int row = 0; row < PQntuples(new); row++)
		if (strcmp(postgres_text(new, row, 1), event->id) == 0 && strcmp(postgres_text(new, row, 0), event->source) == 0)
			return true;
	return false;
}

static enum fail put_inside(struct postgres *postgres, void *context)
{
	struct putting *putting = context;
	const struct storage_put *put = putting->put;
	struct values values = { 0 };
	RESULT_AUTO *new = NULL;
	for (int i = 0; i < COLUMN_COUNT; i++)
		values_text(&values, buffer_text(&putting->columns[i]));
	values_number(&values, put->now_ms);
	TRY(postgres_query(postgres, insert_sql, &values, &new));
	for (size_t i = 0; i < put->count; i++) {
		putting->verdicts[i] = STORAGE_ACCEPTED;
		if (!is_new(put, i, new))
			TRY(again(postgres, &put->events[i], &putting->verdicts[i]));
	}
	return FAIL_NONE;
}

enum fail postgres_put(struct storage *storage, const struct storage_put *put, enum storage_verdict *ret_verdicts)
{
	struct putting putting = { .put = put, .verdicts = ret_verdicts };
	for (int i = 0; i < COLUMN_COUNT; i++)
		buffer_init(&putting.columns[i], ARRAY_MAX_BYTES);
	for (size_t i = 0; i < put->count; i++) {
		const struct storage_event *event = &put->events[i];
		const char *const fields[] = { event->source, event->id, event->type, event->time, event->sequence, event->digest, event->text, event->reference };
		for (int column = 0; column < COLUMN_TARGETS; column++)
			array_add(&putting.columns[column], fields[column]);
	}
	for (int i = 0; put->targets && put->targets[i]; i++)
		array_add(&putting.columns[COLUMN_TARGETS], put->targets[i]);
	for (int i = 0; i < COLUMN_COUNT; i++)
		array_end(&putting.columns[i]);
	enum fail fail = postgres_transaction(postgres_of(storage), put_inside, &putting);
	for (int i = 0; i < COLUMN_COUNT; i++)
		buffer_done(&putting.columns[i]);
	return fail;
}

#define ROW "SELECT id, source, type, time, sequence, event, received_ms, size, seen FROM inbox "
#define OLDEST "WHERE (received_ms, source, id) > ($1::bigint, $2, $3) AND received_ms <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint - $5::bigint" \
	" AND $6::text IS NULL ORDER BY received_ms, source, id LIMIT $4::bigint"
#define WORD_UNUSED " AND $1::bigint IS NOT NULL AND $2::text IS NOT NULL AND $3::text IS NOT NULL AND $5::bigint IS NOT NULL"
static const char *const each_sql[STORAGE_ORDER_COUNT] = {
	[STORAGE_NEWEST] = (ROW "WHERE (received_ms, source, id) < ($1::bigint, $2, $3) AND $5::bigint IS NOT NULL AND $6::text IS NULL"
		" ORDER BY received_ms DESC, source DESC, id DESC LIMIT $4::bigint"),
	[STORAGE_OLDEST] = (ROW OLDEST),
	[STORAGE_BY_ID] = (ROW "WHERE id = $6" WORD_UNUSED " ORDER BY received_ms LIMIT $4::bigint"),
	[STORAGE_BY_REFERENCE] = (ROW "WHERE (source, id) IN (SELECT source, id FROM reference WHERE reference = $6)" WORD_UNUSED
		" ORDER BY received_ms LIMIT $4::bigint"),
};

enum fail postgres_each(struct storage *storage, const struct storage_query *query, storage_row_call *call, void *context)
{
	const struct storage_cursor *from = query->from;
	RESULT_AUTO *rows = NULL;
	struct values values = { 0 };
	values_number(&values, from ? from->received_ms : query->order == STORAGE_NEWEST ? INT64_MAX : 0);
	values_text(&values, from ? from->source : "");
	values_text(&values, from ? from->id : "");
	values_number(&values, query->max < STORAGE_ROWS_MAX ? query->max : STORAGE_ROWS_MAX);
	values_number(&values, query->lag_ms);
	values_text(&values, query->text);
	TRY(postgres_run(postgres_of(storage), each_sql[query->order], &values, &rows));
	for (int i = 0; i < PQntuples(rows); i++) {
		const struct storage_row row = {
			.id = postgres_text(rows, i, 0), .source = postgres_text(rows, i, 1), .type = postgres_text(rows, i, 2), .time = postgres_text(rows, i, 3),
			.sequence = postgres_text(rows, i, 4), .event = postgres_text(rows, i, 5), .received_ms = postgres_number(rows, i, 6),
			.size_bytes = postgres_number(rows, i, 7), .seen = postgres_number(rows, i, 8),
		};
		TRY(call(context, &row));
	}
	return FAIL_NONE;
}

enum fail postgres_reference_add(struct storage *storage, const char *reference, const char *source, const char *id)
{
	struct values values = { 0 };
	values_text(&values, reference);
	values_text(&values, source);
	values_text(&values, id);
	return postgres_run(postgres_of(storage), "INSERT INTO reference(reference, source, id) VALUES($1, $2, $3) ON CONFLICT DO NOTHING", &values, NULL);
}

enum fail postgres_progress_set(struct storage *storage, const char *source, const char *id, const char *status, const char *note, int64_t now_ms)
{
	struct values values = { 0 };
	values_text(&values, source);
	values_text(&values, id);
	values_text(&values, status);
	values_text(&values, note);
	values_number(&values, now_ms);
	values_number(&values, STORAGE_NOTE_MAX_BYTES);
	return postgres_run(postgres_of(storage), "INSERT INTO progress(source, id, status, note, changed_ms) VALUES($1, $2, $3, substr($4, 1, $6::integer), $5)"
		" ON CONFLICT (source, id) DO UPDATE SET status = excluded.status, note = excluded.note, changed_ms = excluded.changed_ms", &values, NULL);
}

enum fail postgres_progress_find(struct storage *storage, const char *source, const char *id, json_t **ret)
{
	RESULT_AUTO *found = NULL;
	struct values values = { 0 };
	values_text(&values, source);
	values_text(&values, id);
	TRY(postgres_run(postgres_of(storage), "SELECT status, note, changed_ms FROM progress WHERE source = $1 AND id = $2", &values, &found));
	if (PQntuples(found) == 0)
		return FAIL(EMPTY, "nothing was said about it");
	*ret = json_pack("{s:s, s:s, s:I}", "status", postgres_text(found, 0, 0), "note", postgres_text(found, 0, 1), "changed_ms", (json_int_t)postgres_number(found, 0, 2));
	return FAIL_NONE;
}
