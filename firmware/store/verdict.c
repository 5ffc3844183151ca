/* SPDX-License-Identifier: MIT */
/* verdict.c - a setting, written together with its line in the journal. */
#include "firmware/store/verdict.h"

#include "firmware/store/journal.h"
#include "firmware/store/room.h"
#include "firmware/store/settings.h"
#include "firmware/store/sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_BYTES = 48 };

static const char name[] = "printer.page";

static enum fail keep_inside(struct store *store, const struct verdict *verdict, int64_t job)
{
	char value[VALUE_BYTES];
	int bytes = snprintf(value, sizeof value, "%s %lld", verdict->passed ? "passed" : "failed", (long long)verdict->time_ms);
	TRY(sql_run(store, STATEMENT_SETTING_WRITE, SQL_VALUES(sql_bytes(name, sizeof name - 1), sql_bytes(value, (size_t)bytes))));
	return journal_add(store, verdict->time_ms, verdict->passed ? JOURNAL_PRINT_PASSED : JOURNAL_PRINT_FAILED, NULL, job);
}

enum fail verdict_keep(struct store *store, const struct verdict *verdict, int64_t job)
{
	if (job < 1 || job > store->counters.job)
		return FAIL_EMPTY;
	TRY(room_for(store, VALUE_BYTES));
	TRY(sql_transaction(store));
	return sql_finish(store, keep_inside(store, verdict, job));
}

enum fail verdict_read(struct store *store, struct verdict *ret)
{
	BUFFER_AUTO kept;
	buffer_init(&kept, SETTINGS_VALUE_MAX_BYTES);
	TRY(settings_get(store, name, &kept));
	const char *text = buffer_text(&kept), *space = strchr(text, ' ');
	if (!space)
		return FAIL(STORE, "what was said of the test page is not one of ours");
	*ret = (struct verdict){ strncmp(text, "passed", (size_t)(space - text)) == 0, strtoll(space, NULL, 10) };
	return FAIL_NONE;
}
