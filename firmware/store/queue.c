/* SPDX-License-Identifier: MIT */
#include "firmware/store/queue.h"

#include "firmware/store/sql.h"

enum { STATE_PARKED = 3 };

static enum fail parked_read(struct store *store, sqlite3_stmt *row, struct queue_parked *ret)
{
	*ret = (struct queue_parked){ .created_ms = sqlite3_column_int64(row, 2), .code = sqlite3_column_int64(row, 3),
		.sequence = sqlite3_column_int64(row, 5), .parked_ms = sqlite3_column_int64(row, 6) };
	TRY(sql_copy_text(store, row, 0, ret->id.text, sizeof ret->id.text));
	TRY(sql_copy_text(store, row, 1, ret->reference.text, sizeof ret->reference.text));
	return sql_copy_text(store, row, 4, ret->note, sizeof ret->note);
}

enum fail queue_parked(struct store *store, int64_t after, size_t max, struct queue_parked *ret, size_t *ret_count)
{
	*ret_count = 0;
	if (max < 1 || max > QUEUE_PARKED_MAX)
		return FAIL(LIMIT, "%zu parked events at once, the most is %d", max, QUEUE_PARKED_MAX);
	SQL_AUTO *row = sql_start(store, STATEMENT_QUEUE_PARKED, SQL_VALUES(sql_number(after), sql_number((int64_t)max)));
	enum fail fail;
	while ((fail = sql_step(store, row)) == FAIL_NONE)
		TRY(parked_read(store, row, &ret[(*ret_count)++]));
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

enum fail queue_list(struct store *store, int64_t after, size_t max, struct outbox_item *ret, size_t *ret_count)
{
	*ret_count = 0;
	if (max < 1 || max > QUEUE_LIST_MAX)
		return FAIL(LIMIT, "a list of %zu events, the most is %d", max, QUEUE_LIST_MAX);
	SQL_AUTO *row = sql_start(store, STATEMENT_QUEUE_AFTER, SQL_VALUES(sql_number(after), sql_number((int64_t)max)));
	enum fail fail;
	while ((fail = sql_step(store, row)) == FAIL_NONE) {
		struct outbox_item *item = &ret[*ret_count];
		*item = (struct outbox_item){ .sequence = sqlite3_column_int64(row, 0), .size_bytes = sqlite3_column_int64(row, 2),
		                              .attempts = sqlite3_column_int64(row, 3) };
		TRY(sql_copy_text(store, row, 1, item->id.text, sizeof item->id.text));
		(*ret_count)++;
	}
	return fail == FAIL_EMPTY && *ret_count > 0 ? FAIL_NONE : fail;
}

enum fail queue_body(struct store *store, const struct event_id *id, struct buffer *ret)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_BODY_READ, SQL_VALUES(sql_text(id->text)));
	TRY(sql_step(store, row));
	return outbox_row_body(store, row, id, ret);
}

enum fail queue_where(struct store *store, const struct reference *reference, struct queue_where *ret)
{
	SQL_AUTO *waiting = sql_start(store, STATEMENT_QUEUE_WHERE, SQL_VALUES(sql_text(reference->text)));
	enum fail fail = sql_step(store, waiting);
	if (fail == FAIL_NONE) {
		bool parked = sqlite3_column_int(waiting, 0) == STATE_PARKED;
		*ret = (struct queue_where){ parked ? QUEUE_PARKED : QUEUE_WAITING, sqlite3_column_int64(waiting, 1) };
	}
	if (fail != FAIL_EMPTY)
		return fail;
	SQL_AUTO *done = sql_start(store, STATEMENT_QUEUE_DONE, SQL_VALUES(sql_text(reference->text)));
	TRY(sql_step(store, done));
	*ret = (struct queue_where){ QUEUE_DELIVERED, sqlite3_column_int64(done, 0) };
	return FAIL_NONE;
}
