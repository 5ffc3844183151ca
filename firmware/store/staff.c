/* SPDX-License-Identifier: MIT */
/* staff.c - DESIGN: no time is kept; how long somebody waits is counted by the running hub, and from its start when it was not running. */
#include "firmware/store/staff.h"

#include "firmware/store/sql.h"

enum fail staff_tries(struct store *store, const struct staff_subject *subject, int64_t *ret)
{
	SQL_AUTO *statement = sql_start(store, STATEMENT_STAFF_READ, SQL_VALUES(sql_text(subject->text), sql_text(subject->mark)));
	enum fail fail = sql_step(store, statement);
	*ret = fail == FAIL_NONE ? sqlite3_column_int64(statement, 0) : 0;
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

static enum fail try_inside(struct store *store, const struct staff_subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(sql_run(store, STATEMENT_STAFF_ADD, SQL_VALUES(sql_text(subjects[i].text), sql_text(subjects[i].mark))));
	return sql_run(store, STATEMENT_STAFF_PRUNE, SQL_VALUES(sql_number(STAFF_STRANGERS_TURNS)));
}

enum fail staff_tries_add(struct store *store, const struct staff_subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!subjects[i].text[0])
			return FAIL(LIMIT, "a try that is nobody's");
	TRY(sql_transaction(store));
	return sql_finish(store, try_inside(store, subjects, count));
}

static enum fail right_inside(struct store *store, const struct staff_subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(sql_run(store, STATEMENT_STAFF_CLEAR, SQL_VALUES(sql_text(subjects[i].text))));
	return FAIL_NONE;
}

enum fail staff_tries_clear(struct store *store, const struct staff_subject *subjects, size_t count)
{
	TRY(sql_transaction(store));
	return sql_finish(store, right_inside(store, subjects, count));
}
