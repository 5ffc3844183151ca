/* SPDX-License-Identifier: MIT */
/* What is left, compared with what was promised. */
#include "tests/faults/store/run.h"

#include "firmware/envelope/base64url.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct report { int broken; char *words; size_t room; };

/* What the tables say about one submission; 0 or false where they say nothing. */
struct found { int64_t queued, proven, state, receipt; bool whole, journal, spool; };

[[gnu::format(printf, 2, 3)]]
static void broken(struct report *report, const char *format, ...)
{
	if (report->broken++ > 0)
		return;
	va_list words;
	va_start(words, format);
	vsnprintf(report->words, report->room, format, words);
	va_end(words);
}

static sqlite3_stmt *query(struct store *store, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	return statement;
}

static int64_t number_of(struct store *store, const char *sql)
{
	sqlite3_stmt *statement = query(store, sql);
	int64_t number = statement && sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
	sqlite3_finalize(statement);
	return number;
}

/* the place in @found of the submission whose id stands in column 0; a place nobody looks at when it is none of ours */
static struct found *place(sqlite3_stmt *row, struct found *found)
{
	const char *id = (const char *)sqlite3_column_text(row, 0);
	long number = id && strlen(id) == 36 ? strtol(id + 24, NULL, 16) : -1;
	return &found[number >= 0 && number < RUN_EVENTS_MAX ? number : RUN_EVENTS_MAX];
}

static void find_all(struct store *store, struct found *found)
{
	sqlite3_stmt *row = query(store, "SELECT id, o.sequence, state, sha256, event FROM outbox o LEFT JOIN body USING(sequence)");
	while (row && sqlite3_step(row) == SQLITE_ROW) {
		struct found *at = place(row, found);
		char digest[SHA256_TEXT_BYTES];
		at->queued = sqlite3_column_int64(row, 1);
		at->state = sqlite3_column_int64(row, 2);
		sha256_text(sqlite3_column_text(row, 4), (size_t)sqlite3_column_bytes(row, 4), digest);
		at->whole = strcmp(digest, (const char *)sqlite3_column_text(row, 3)) == 0;
	}
	sqlite3_finalize(row);
	row = query(store, "SELECT id, sequence FROM receipt");
	while (row && sqlite3_step(row) == SQLITE_ROW)
		place(row, found)->proven = sqlite3_column_int64(row, 1);
	sqlite3_finalize(row);
	row = query(store, "SELECT about FROM journal WHERE event=0");
	while (row && sqlite3_step(row) == SQLITE_ROW)
		place(row, found)->journal = true;
	sqlite3_finalize(row);
	/* a reference is not an id; its number stands in two groups of three digits */
	row = query(store, "SELECT substr(reference, 4, 3)*1000+substr(reference, 8, 3), state FROM spool WHERE copy=0");
	while (row && sqlite3_step(row) == SQLITE_ROW) {
		int number = sqlite3_column_int(row, 0);
		struct found *at = &found[number >= 0 && number < RUN_EVENTS_MAX ? number : RUN_EVENTS_MAX];
		at->spool = true;
		at->receipt = sqlite3_column_int64(row, 1);
	}
	sqlite3_finalize(row);
}

static void check_receipt(int number, const struct promise *promise, const struct found *found, struct report *report)
{
	if (promise->done_told && found->receipt != SPOOL_DONE)
		broken(report, "receipt %d was printed, its row says %lld", number, (long long)found->receipt);
	if (promise->sent_told && found->receipt == SPOOL_WAITING)
		broken(report, "receipt %d was sent and would be printed again", number);
	if (!promise->sent_tried && found->receipt != SPOOL_WAITING)
		broken(report, "receipt %d was never sent, its row says %lld", number, (long long)found->receipt);
}

static void check_event(int number, const struct promise *promise, const struct found *found, struct report *report)
{
	bool there = found->queued > 0 || found->proven > 0;
	if (promise->told && !there)
		broken(report, "submission %d was acknowledged and is gone", number);
	if (promise->told && there && found->queued != promise->sequence && found->proven != promise->sequence)
		broken(report, "submission %d changed its sequence", number);
	if (there != found->journal || there != found->spool)
		broken(report, "submission %d is there in part", number);
	if (found->queued > 0 && !found->whole)
		broken(report, "the body of %d is not whole", number);
	if (found->queued > 0 && found->proven > 0)
		broken(report, "submission %d is queued and proven at once", number);
	if (promise->prove_told && found->queued > 0)
		broken(report, "submission %d was proven and is back", number);
	if (!promise->prove_tried && found->proven > 0)
		broken(report, "submission %d was never proven and is gone", number);
	if (promise->park_told && !promise->prove_tried && found->state != 3)
		broken(report, "submission %d was parked and waits again", number);
	if (there)
		check_receipt(number, promise, found, report);
}

static void check_whole(struct store *store, struct report *report)
{
	struct store_counters counters = store_counters(store);
	if (number_of(store, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check<>'ok'") != 0)
		broken(report, "the integrity check fails");
	if (number_of(store, "SELECT count(*) FROM pragma_foreign_key_check") != 0)
		broken(report, "a body has no event");
	if (number_of(store, "SELECT count(*) FROM outbox WHERE state=0") != counters.waiting ||
	    number_of(store, "SELECT count(*) FROM outbox WHERE state=3") != counters.parked ||
	    number_of(store, "SELECT count(*) FROM receipt") != counters.delivered ||
	    number_of(store, "SELECT count(*) FROM spool WHERE state=0") != counters.spool_waiting)
		broken(report, "the counters and the rows disagree");
	if (number_of(store, "SELECT (SELECT count(*) FROM outbox)+(SELECT count(*) FROM receipt)") != counters.sequence)
		broken(report, "the sequence has a gap");
}

int run_broken(struct run *run, char *ret_words, size_t room)
{
	struct report report = { 0, ret_words, room };
	struct found found[RUN_EVENTS_MAX + 1] = { 0 };
	fail_clear();
	if (run_open(run) != FAIL_NONE) {
		broken(&report, "the store does not open: %s", fail_words());
		run_end(run);
		return report.broken;
	}
	find_all(run->store, found);
	for (int i = 0; i < RUN_EVENTS_MAX; i++)
		if (run->promises[i].tried)
			check_event(i, &run->promises[i], &found[i], &report);
	check_whole(run->store, &report);
	enum fail fail = run_submit(run, RUN_EVENTS_MAX - 1);
	if (fail != FAIL_NONE && fail != FAIL_FULL)
		broken(&report, "nothing new is taken: %s", fail_words());
	run_end(run);
	return report.broken;
}
