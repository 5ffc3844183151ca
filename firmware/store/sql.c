/* SPDX-License-Identifier: MIT */
/* Running prepared statements. */
#include "firmware/store/sql.h"

#include <stdlib.h>

enum fail sql_fail(struct store *store, int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		abort(); /* everything from outside is limited before it comes here */
	case SQLITE_FULL:
		ballast_drop(&store->ballast);
		store->pages_granted = 0;
		return FAIL(FULL, "the store has no room left");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return FAIL(BUSY, "another program has the store open");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CONSTRAINT: /* no statement of ours can break one while the rows are as we left them */
		store->health = STORE_DAMAGED;
		break;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		if (store->health == STORE_GOOD)
			store->health = STORE_SHAKY;
		break;
	}
	return FAIL(STORE, "the store says \"%s\" (%d)", sqlite3_errstr(code), code);
}

sqlite3_stmt *sql_start(struct store *store, enum statement which, const struct sql_value *values, size_t count)
{
	sqlite3_stmt *statement = store->statement[which];
	for (size_t i = 0; i < count; i++) {
		int column = (int)i + 1;
		int code = values[i].text ? sqlite3_bind_text(statement, column, values[i].text, (int)values[i].size, SQLITE_STATIC)
		                          : sqlite3_bind_int64(statement, column, values[i].number);
		if (code != SQLITE_OK)
			abort(); /* a wrong column number is a bug of ours */
	}
	return statement;
}

void sql_end(sqlite3_stmt **statement)
{
	if (*statement)
		sqlite3_reset(*statement);
	*statement = NULL;
}

enum fail sql_step(struct store *store, sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		return FAIL_NONE;
	return code == SQLITE_DONE ? FAIL_EMPTY : sql_fail(store, code);
}

enum fail sql_run(struct store *store, enum statement which, const struct sql_value *values, size_t count)
{
	SQL_AUTO *statement = sql_start(store, which, values, count);
	enum fail fail = FAIL_NONE;
	while (fail == FAIL_NONE)
		fail = sql_step(store, statement);
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

int64_t sql_changed(const struct store *store)
{
	return sqlite3_changes64(store->db);
}

enum fail sql_copy_text(struct store *store, sqlite3_stmt *statement, int column, char *ret, size_t room)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	size_t size = (size_t)sqlite3_column_bytes(statement, column);
	if (!text || size >= room) {
		store->health = STORE_DAMAGED;
		return FAIL(STORE, "a row holds %zu bytes where at most %zu fit", size, room - 1);
	}
	memcpy(ret, text, size);
	ret[size] = '\0';
	return FAIL_NONE;
}

enum fail sql_transaction(struct store *store)
{
	store->counting = store->journaled = store->counters;
	store->audit_next = store->audit;
	return sql_run(store, STATEMENT_BEGIN, NULL, 0);
}

enum fail sql_finish(struct store *store, enum fail so_far)
{
	if (so_far == FAIL_NONE && memcmp(&store->counting, &store->journaled, sizeof store->counting) != 0)
		abort(); /* somebody counted after, or without, journal_add() */
	if (so_far == FAIL_NONE)
		so_far = sql_run(store, STATEMENT_COMMIT, NULL, 0);
	if (so_far == FAIL_NONE) {
		store->counters = store->counting;
		store->audit = store->audit_next;
		return FAIL_NONE;
	}
	/* SQLite has rolled back already after a full disk or an I/O error */
	if (!sqlite3_get_autocommit(store->db) && sqlite3_step(store->statement[STATEMENT_ROLLBACK]) != SQLITE_DONE)
		store->health = store->health == STORE_GOOD ? STORE_SHAKY : store->health;
	sqlite3_reset(store->statement[STATEMENT_ROLLBACK]);
	return so_far;
}
