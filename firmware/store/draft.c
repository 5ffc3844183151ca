/* SPDX-License-Identifier: MIT */
/* draft.c - DESIGN: what goes is overwritten in the file (secure_delete); what a page of the log still has of it is sealed, and its key was never on the disk. */
#include "firmware/store/draft.h"

#include "firmware/envelope/base64url.h"
#include "firmware/store/sql.h"

#include <stdlib.h>

static enum fail read_row(struct store *store, sqlite3_stmt *statement, struct draft_row *ret)
{
	TRY(sql_copy_text(store, statement, 0, ret->name.text, sizeof ret->name.text));
	TRY(sql_copy_text(store, statement, 1, ret->code.text, sizeof ret->code.text));
	TRY(sql_copy_text(store, statement, 2, ret->lock, sizeof ret->lock));
	TRY(sql_copy_text(store, statement, 3, ret->service, sizeof ret->service));
	TRY(sql_copy_text(store, statement, 4, ret->language, sizeof ret->language));
	ret->kept_ms = sqlite3_column_int64(statement, 5);
	ret->until_ms = sqlite3_column_int64(statement, 6);
	return FAIL_NONE;
}

static enum fail read_body(sqlite3_stmt *statement, struct buffer *body)
{
	const char *text = (const char *)sqlite3_column_text(statement, 7);
	size_t length = text ? strlen(text) : 0, size = 0;
	unsigned char *bytes = malloc(length + 1);
	if (!bytes)
		abort();
	enum fail fail = base64url_read(text ? text : "", length, bytes, length + 1, &size);
	if (fail == FAIL_NONE)
		fail = buffer_add(body, bytes, size);
	free(bytes);
	return fail;
}

enum fail draft_find(struct store *store, const char *name, int64_t now_ms, struct draft_row *ret, struct buffer *body)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_DRAFT_FIND, SQL_VALUES(sql_text(name), sql_number(now_ms)));
	TRY(sql_step(store, statement));
	TRY(read_row(store, statement, ret));
	return body ? read_body(statement, body) : FAIL_NONE;
}

enum fail draft_list(struct store *store, int64_t now_ms, struct draft_row ret[static DRAFTS_MAX], size_t *ret_count)
{
	enum fail fail = FAIL_NONE;
	SQL_AUTO *statement = sql_start(store, STATEMENT_DRAFT_LIST, SQL_VALUES(sql_number(now_ms), sql_number(DRAFTS_MAX)));
	*ret_count = 0;
	while (*ret_count < DRAFTS_MAX && (fail = sql_step(store, statement)) == FAIL_NONE)
		TRY(read_row(store, statement, &ret[(*ret_count)++]));
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

/* FAIL_EMPTY: there is none; FAIL_NONE: there is, and it is this one. */
static enum fail look_for(struct store *store, const struct draft_row *row)
{
	struct draft_row there;
	enum fail fail = draft_find(store, row->name.text, 0, &there, NULL);
	if (fail == FAIL_EMPTY)
		fail = draft_find(store, row->code.text, 0, &there, NULL);
	if (fail != FAIL_NONE)
		return fail;
	return strcmp(there.name.text, row->name.text) == 0 && strcmp(there.code.text, row->code.text) == 0 ? FAIL_NONE : FAIL(BUSY, "the code is another's");
}

static enum fail add(struct store *store, const struct draft_row *row, const char *body)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_DRAFT_COUNT, NULL, 0);
	TRY(sql_step(store, statement));
	if (sqlite3_column_int64(statement, 0) >= DRAFTS_MAX)
		return FAIL(BUSY, "so many are kept already");
	return sql_run(store, STATEMENT_DRAFT_ADD, SQL_VALUES(sql_text(row->name.text), sql_text(row->code.text), sql_text(row->lock), sql_text(row->service), sql_text(row->language),
	                                                      sql_number(row->kept_ms), sql_number(row->until_ms), sql_text(body)));
}

static enum fail keep_inside(struct store *store, const struct draft_row *row, const char *body)
{
	enum fail fail = look_for(store, row);
	return fail == FAIL_EMPTY ? add(store, row, body) : fail;
}

enum fail draft_keep(struct store *store, const struct draft_row *row, const void *body, size_t size)
{
	if (size > DRAFT_SEALED_MAX_BYTES)
		return FAIL(LIMIT, "what is to be kept has %zu bytes", size);
	if (!draft_name_valid(row->name.text) || !draft_name_valid(row->code.text))
		return FAIL(INPUT, "what is to be kept has no name");
	char *text = malloc(base64url_size(size) + 1);
	if (!text)
		abort();
	base64url_write(body, size, text);
	enum fail fail = sql_transaction(store);
	if (fail == FAIL_NONE)
		fail = sql_finish(store, keep_inside(store, row, text));
	free(text);
	return fail;
}

static enum fail end_inside(struct store *store, const char *name)
{
	TRY(sql_run(store, STATEMENT_DRAFT_END, SQL_VALUES(sql_text(name))));
	return sql_changed(store) > 0 ? FAIL_NONE : FAIL_EMPTY;
}

enum fail draft_end(struct store *store, const char *name)
{
	TRY(sql_transaction(store));
	return sql_finish(store, end_inside(store, name));
}

static enum fail expire_inside(struct store *store, int64_t now_ms, int64_t longest_ms, int64_t *ret)
{
	TRY(sql_run(store, STATEMENT_DRAFT_EXPIRE, SQL_VALUES(sql_number(now_ms))));
	*ret = sql_changed(store);
	return sql_run(store, STATEMENT_DRAFT_SHORTEN, SQL_VALUES(sql_number(now_ms + longest_ms)));
}

enum fail draft_expire(struct store *store, int64_t now_ms, int64_t longest_ms, int64_t *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_DRAFT_DUE, SQL_VALUES(sql_number(now_ms), sql_number(now_ms + longest_ms)));
	*ret = 0;
	enum fail fail = sql_step(store, statement);
	sqlite3_reset(statement);
	if (fail != FAIL_NONE)
		return fail == FAIL_EMPTY ? FAIL_NONE : fail;
	TRY(sql_transaction(store));
	return sql_finish(store, expire_inside(store, now_ms, longest_ms, ret));
}
