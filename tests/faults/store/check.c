/* SPDX-License-Identifier: MIT */
/* What is left, compared with what was promised. */
#include "tests/faults/store/check_audit.h"
#include "tests/faults/store/run.h"

#include "firmware/envelope/base64url.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* What the tables say about one submission; 0 or false where they say nothing. */
struct found { int64_t queued, proven, state, receipt; bool whole, journal, spool; };

[[gnu::format(printf, 3, 4)]]
static void broken(struct breaches *breaches, enum breach kind, const char *format, ...)
{
	breaches->count[kind]++;
	if (breaches->total++ > 0)
		return;
	va_list words;
	va_start(words, format);
	vsnprintf(breaches->words, sizeof breaches->words, format, words);
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

static void check_receipt(int number, const struct promise *promise, const struct found *found, struct breaches *breaches)
{
	if (promise->done_told && found->receipt != SPOOL_DONE)
		broken(breaches, BREACH_OTHER, "receipt %d was printed, its row says %lld", number, (long long)found->receipt);
	bool begun = found->receipt != SPOOL_WAITING, sent = begun && found->receipt != SPOOL_WRITING;
	if (promise->sent_told && !sent)
		broken(breaches, BREACH_DOUBLED, "receipt %d was sent and would be printed again", number);
	if (promise->writing_told && !begun)
		broken(breaches, BREACH_DOUBLED, "receipt %d was begun, and nobody would know", number);
	if (!promise->writing_tried && begun)
		broken(breaches, BREACH_OTHER, "receipt %d was never begun, its row says %lld", number, (long long)found->receipt);
	if (!promise->sent_tried && sent)
		broken(breaches, BREACH_OTHER, "receipt %d was never sent, its row says %lld", number, (long long)found->receipt);
}

static void check_event(int number, const struct promise *promise, const struct found *found, struct breaches *breaches)
{
	bool there = found->queued > 0 || found->proven > 0;
	if (promise->told && !there)
		broken(breaches, BREACH_LOST, "submission %d was acknowledged and is gone", number);
	if (promise->told && there && found->queued != promise->sequence && found->proven != promise->sequence)
		broken(breaches, BREACH_OTHER, "submission %d changed its sequence", number);
	if (there != found->journal || there != found->spool)
		broken(breaches, BREACH_OTHER, "submission %d is there in part", number);
	if (found->queued > 0 && !found->whole)
		broken(breaches, BREACH_UNREADABLE, "the body of %d is not whole", number);
	if (found->queued > 0 && found->proven > 0)
		broken(breaches, BREACH_DOUBLED, "submission %d is queued and proven at once", number);
	if (promise->prove_told && found->queued > 0)
		broken(breaches, BREACH_DOUBLED, "submission %d was proven and is back", number);
	if (!promise->prove_tried && found->proven > 0)
		broken(breaches, BREACH_LOST, "submission %d was never proven and is gone", number);
	if (promise->requeue_told && found->state == 3)
		broken(breaches, BREACH_OTHER, "submission %d was to be sent again and is parked", number);
	if (promise->park_told && !promise->prove_tried && !promise->requeue_tried && found->state != 3)
		broken(breaches, BREACH_OTHER, "submission %d was parked and waits again", number);
	if (there)
		check_receipt(number, promise, found, breaches);
}

static void check_whole(struct store *store, struct breaches *breaches)
{
	struct store_counters counters = store_counters(store);
	if (number_of(store, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check<>'ok'") != 0)
		broken(breaches, BREACH_UNREADABLE, "the integrity check fails");
	if (number_of(store, "SELECT count(*) FROM pragma_foreign_key_check") != 0)
		broken(breaches, BREACH_OTHER, "a body has no event");
	if (number_of(store, "SELECT count(*) FROM outbox WHERE state=0") != counters.waiting ||
	    number_of(store, "SELECT count(*) FROM outbox WHERE state=3") != counters.parked ||
	    number_of(store, "SELECT count(*) FROM receipt") != counters.delivered ||
	    number_of(store, "SELECT count(*) FROM spool WHERE state IN(0, 5)") != counters.spool_waiting)
		broken(breaches, BREACH_OTHER, "the counters and the rows disagree");
	if (number_of(store, "SELECT (SELECT count(*) FROM outbox)+(SELECT count(*) FROM receipt)") != counters.sequence)
		broken(breaches, BREACH_OTHER, "the sequence has a gap");
}

/* From here on the store has said it: what was opened is durable. What is not there may be tried anew. */
static void settle(struct promise *promise, const struct found *found)
{
	if (found->queued == 0 && found->proven == 0) {
		*promise = (struct promise){ 0 };
		return;
	}
	promise->told = true;
	promise->sequence = found->queued > 0 ? found->queued : found->proven;
	promise->prove_tried = promise->prove_told = found->proven > 0;
	promise->park_tried = promise->park_told = found->state == 3;
	promise->requeue_tried = promise->requeue_told = false;
	promise->writing_tried = promise->writing_told = found->receipt != SPOOL_WAITING;
	promise->sent_tried = promise->sent_told = promise->writing_told && found->receipt != SPOOL_WRITING;
	promise->done_tried = promise->done_told = found->receipt == SPOOL_DONE;
}

static void check(struct run *run, struct breaches *breaches)
{
	static struct found found[RUN_EVENTS_MAX + 1];
	memset(found, 0, sizeof found);
	find_all(run->store, found);
	for (int i = 0; i < RUN_EVENTS_MAX; i++)
		if (run->promises[i].tried)
			check_event(i, &run->promises[i], &found[i], breaches);
	check_whole(run->store, breaches);
	bool there[RUN_EVENTS_MAX];
	for (int i = 0; i < RUN_EVENTS_MAX; i++)
		there[i] = found[i].queued > 0 || found[i].proven > 0;
	const char *wrong = check_audit(run, there);
	if (wrong[0])
		broken(breaches, BREACH_LOST, "%s", wrong);
	for (int i = 0; i < RUN_EVENTS_MAX; i++)
		if (run->promises[i].tried)
			settle(&run->promises[i], &found[i]);
}

bool run_go_on(struct run *run, struct breaches *ret)
{
	fail_clear();
	if (run_open(run) == FAIL_NONE)
		check(run, ret);
	else if (!disk_is_dead(run->disk))
		broken(ret, BREACH_UNREADABLE, "the store does not open: %s", fail_words());
	return run->store && ret->total == 0;
}

int run_broken(struct run *run, struct breaches *ret)
{
	*ret = (struct breaches){ 0 };
	if (run_go_on(run, ret)) {
		enum fail fail = run_submit(run, RUN_EVENTS_MAX - 1);
		if (fail != FAIL_NONE && fail != FAIL_FULL)
			broken(ret, BREACH_OTHER, "nothing new is taken: %s", fail_words());
	}
	run_end(run);
	return ret->total;
}
