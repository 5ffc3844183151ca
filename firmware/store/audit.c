/* SPDX-License-Identifier: MIT */
/* Who did what. */
/* DESIGN: the row is its line, so that what is exported is what was written; triggers refuse what would change it, and a cut that is not announced. */
#include "firmware/store/audit.h"

#include "firmware/store/room.h"
#include "firmware/store/sql.h"

#include <inttypes.h>
#include <stdio.h>

enum { PRUNE_EVERY = 64, ROW_BYTES = 512 /* about, with its indexes */ };

int64_t audit_max_rows(const struct store *store)
{
	return store->max_pages < AUDIT_MAX_ROWS ? store->max_pages : AUDIT_MAX_ROWS;
}

struct audit_head audit_head(const struct store *store)
{
	return store->audit;
}

/* A line that is not whole is for audit_tail() to say; what comes next goes on from the hash that it claims. */
static void hash_claimed(const char *line, size_t size, char ret[static SHA256_TEXT_BYTES])
{
	struct chain_row row;
	struct chain_at at;
	const char *from = NULL;
	memset(ret, 0, SHA256_TEXT_BYTES);
	enum fail fail = chain_read(line, size, &row);
	fail_clear();
	if (fail == FAIL_NONE) {
		memcpy(ret, row.hash, SHA256_TEXT_BYTES);
		return;
	}
	for (size_t i = size; i-- > 0 && !from;)
		if (size - i >= 8 && memcmp(line + i, ",\"hash\":", 8) == 0)
			from = line + i + 8;
	at = (struct chain_at){ from, line + size };
	if (!from || chain_take_word(&at, SHA256_TEXT_BYTES - 1, ret) != FAIL_NONE)
		memset(ret, 0, SHA256_TEXT_BYTES);
	fail_clear();
}

static enum fail number_read(struct store *store, enum statement which, const struct sql_value *values, size_t count, int64_t *ret)
{
	SQL_AUTO *row = sql_start(store, which, values, count);
	TRY(sql_step(store, row));
	*ret = sqlite3_column_int64(row, 0);
	return FAIL_NONE;
}

enum fail audit_open(struct store *store)
{
	struct audit_head head = { 0 };
	TRY(number_read(store, STATEMENT_AUDIT_FIRST, NULL, 0, &head.first));
	{
		SQL_AUTO *row = sql_start(store, STATEMENT_AUDIT_LAST, NULL, 0);
		enum fail fail = sql_step(store, row);
		if (fail == FAIL_NONE) {
			head.last = sqlite3_column_int64(row, 0);
			hash_claimed((const char *)sqlite3_column_text(row, 1), (size_t)sqlite3_column_bytes(row, 1), head.hash);
		} else if (fail != FAIL_EMPTY) {
			return fail;
		}
	}
	store->audit = store->audit_next = head;
	return FAIL_NONE;
}

/* All before the newest checkpoint up to row @until, stamped before @before_ms (0: whenever). The checkpoint stays, and stands for what was before it. */
static enum fail cut(struct store *store, int64_t until, int64_t before_ms)
{
	struct audit_head *head = &store->audit_next;
	int64_t at = 0, most = head->first + AUDIT_CUT_MAX_ROWS;
	char number[24];
	TRY(number_read(store, STATEMENT_AUDIT_OLD, SQL_VALUES(sql_number(until < most ? until : most), sql_number(before_ms)), &at));
	if (at <= head->first)
		return FAIL_NONE;
	snprintf(number, sizeof number, "%" PRId64, at);
	TRY(sql_run(store, STATEMENT_SETTING_WRITE, SQL_VALUES(sql_text("audit.cut"), sql_text(number))));
	TRY(sql_run(store, STATEMENT_AUDIT_CUT, SQL_VALUES(sql_number(at))));
	head->first = at;
	return FAIL_NONE;
}

enum fail audit_forget(struct store *store, int64_t before_ms)
{
	return before_ms > 0 ? cut(store, store->audit_next.last, before_ms) : FAIL_NONE;
}

enum fail audit_inside(struct store *store, const struct device *device, struct chain_row *row)
{
	struct audit_head *head = &store->audit_next;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	row->seq = head->last + 1;
	memcpy(row->prev, head->hash, sizeof row->prev);
	TRY(chain_write(row, device, line));
	TRY(sql_run(store, STATEMENT_AUDIT_ADD, SQL_VALUES(sql_number(row->seq), sql_number(chain_is_checkpoint(row) ? row->certain ? 1 : 2 : 0),
	                                                   sql_number(row->wall_ms), sql_text(line))));
	head->last = row->seq;
	memcpy(head->hash, row->hash, sizeof head->hash);
	if (head->first == 0)
		head->first = row->seq;
	int64_t last_to_go = head->last - audit_max_rows(store);
	return head->last % PRUNE_EVERY == 0 && last_to_go >= head->first ? cut(store, last_to_go + 1, 0) : FAIL_NONE;
}

enum fail audit_append(struct store *store, const struct device *device, struct chain_row *rows, size_t count)
{
	enum fail fail = FAIL_NONE;
	if (count < 1 || count > AUDIT_APPEND_MAX)
		return FAIL(LIMIT, "%zu rows of the audit at once, the most is %d", count, AUDIT_APPEND_MAX);
	TRY(room_for(store, count * ROW_BYTES));
	TRY(sql_transaction(store));
	for (size_t i = 0; i < count && fail == FAIL_NONE; i++)
		fail = audit_inside(store, device, &rows[i]);
	return sql_finish(store, fail);
}

/* A line that somebody changed is given out all the same, no longer than one that is too long, and in letters that a line never has where it is no text. */
static bool line_add(sqlite3_stmt *row, struct buffer *ret)
{
	const size_t from = ret->size_bytes;
	if (buffer_printf(ret, "%.*s\n", CHAIN_LINE_MAX_BYTES + 1, (const char *)sqlite3_column_text(row, 1)) != FAIL_NONE)
		return false;
	for (char *at = ret->bytes + from; at < ret->bytes + ret->size_bytes - 1; at++)
		if (*at < ' ' || *at > '~')
			*at = '?';
	return true;
}

enum fail audit_read(struct store *store, int64_t after, size_t max, struct buffer *ret, int64_t *ret_last)
{
	if (max < 1 || max > AUDIT_READ_MAX)
		return FAIL(LIMIT, "%zu rows of the audit at once, the most is %d", max, AUDIT_READ_MAX);
	SQL_AUTO *row = sql_start(store, STATEMENT_AUDIT_READ, SQL_VALUES(sql_number(after), sql_number((int64_t)max)));
	int64_t last = 0;
	enum fail fail;
	while ((fail = sql_step(store, row)) == FAIL_NONE && line_add(row, ret))
		last = sqlite3_column_int64(row, 0);
	if (fail != FAIL_EMPTY && fail != FAIL_NONE)
		return fail;
	if (last > 0)
		fail_clear();
	else
		return fail == FAIL_EMPTY ? FAIL_EMPTY : FAIL(LIMIT, "a row of the audit has no room in %zu bytes", ret->max_bytes);
	*ret_last = last;
	return FAIL_NONE;
}

enum fail audit_checkpoint(struct store *store, struct chain_row *ret)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_AUDIT_CHECKPOINT, NULL, 0);
	TRY(sql_step(store, row));
	enum fail fail = chain_read((const char *)sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0), ret);
	return fail == FAIL_NONE ? FAIL_NONE : FAIL(STORE, "the newest checkpoint of the audit is not whole");
}

enum fail audit_tail(struct store *store, int64_t rows)
{
	struct chain_row before = { 0 }, now;
	int64_t from = store->audit.last - rows;
	SQL_AUTO *row = sql_start(store, STATEMENT_AUDIT_READ, SQL_VALUES(sql_number(from), sql_number(rows)));
	enum fail fail;
	while ((fail = sql_step(store, row)) == FAIL_NONE) {
		long long seq = sqlite3_column_int64(row, 0);
		if (chain_read((const char *)sqlite3_column_text(row, 1), (size_t)sqlite3_column_bytes(row, 1), &now) != FAIL_NONE || now.seq != seq)
			return FAIL(SIGNATURE, "row %lld of the audit is not as it was written", seq);
		if (before.seq > 0)
			TRY(chain_follows(&before, &now));
		before = now;
	}
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}
