/* SPDX-License-Identifier: MIT */
/* What the paper in the printer owes the next job: a fact by name, written with the event that makes it so. */
#include "firmware/store/settings.h"
#include "firmware/store/spool.h"
#include "firmware/store/sql.h"

#include <string.h>

static const char key[] = "paper-owed";
static const char *const names[SPOOL_OWED_COUNT] = { [SPOOL_OWED_NOTHING] = "nothing", [SPOOL_OWED_CUT] = "cut", [SPOOL_OWED_SLIP] = "slip" };

const char *spool_owed_name(enum spool_owed owed)
{
	return names[owed];
}

enum fail spool_owed_from_name(const char *name, enum spool_owed *ret)
{
	for (int i = 0; i < SPOOL_OWED_COUNT; i++)
		if (strcmp(names[i], name) == 0) {
			*ret = (enum spool_owed)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"owed\" is not nothing, cut or slip");
}

enum fail spool_owed(struct store *store, enum spool_owed *ret)
{
	BUFFER_AUTO value = { 0 };

	buffer_init(&value, 16);
	enum fail fail = settings_get(store, key, &value);
	if (fail == FAIL_EMPTY) {
		*ret = SPOOL_OWED_NOTHING;
		return FAIL_NONE;
	}
	TRY(fail);
	return spool_owed_from_name(buffer_text(&value), ret);
}

static enum fail write_inside(struct store *store, enum spool_owed owed)
{
	return sql_run(store, STATEMENT_SETTING_WRITE, SQL_VALUES(sql_text(key), sql_text(names[owed])));
}

enum fail owed_inside(struct store *store, enum journal_event event)
{
	if (event == JOURNAL_PRINT_WRITING)
		return write_inside(store, SPOOL_OWED_SLIP);
	return event == JOURNAL_PRINTED ? write_inside(store, SPOOL_OWED_NOTHING) : FAIL_NONE;
}

enum fail spool_owe(struct store *store, enum spool_owed owed)
{
	enum spool_owed before = SPOOL_OWED_NOTHING;

	TRY(spool_owed(store, &before));
	if (owed == before)
		return FAIL_NONE;
	TRY(sql_transaction(store));
	return sql_finish(store, write_inside(store, owed));
}
