/* SPDX-License-Identifier: MIT */
/* Facts by name. */
#include "firmware/store/settings.h"

#include "firmware/store/room.h"
#include "firmware/store/sql.h"

enum fail settings_get(struct store *store, const char *key, struct buffer *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_SETTING_READ, SQL_VALUES(sql_text(key)));
	TRY(sql_step(store, statement));
	return buffer_add(ret, sqlite3_column_text(statement, 0), (size_t)sqlite3_column_bytes(statement, 0));
}

enum fail settings_set(struct store *store, const char *key, const char *value)
{
	size_t key_bytes = strlen(key), value_bytes = strlen(value);
	if (key_bytes < 1 || key_bytes > SETTINGS_KEY_MAX_BYTES || value_bytes > SETTINGS_VALUE_MAX_BYTES)
		return FAIL(LIMIT, "a setting of %zu and %zu bytes", key_bytes, value_bytes);
	TRY(room_for(store, value_bytes));
	TRY(sql_transaction(store));
	return sql_finish(store, sql_run(store, STATEMENT_SETTING_WRITE, SQL_VALUES(sql_bytes(key, key_bytes), sql_bytes(value, value_bytes))));
}
