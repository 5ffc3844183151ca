/* SPDX-License-Identifier: MIT */
/* Steps and promises. */
#include "tests/faults/store/run.h"

#include <stdio.h>
#include <stdlib.h>

static struct event_id id_of(int number)
{
	struct event_id id;
	snprintf(id.text, sizeof id.text, "01940000-0000-7000-8000-%012x", (unsigned)number);
	return id;
}

static struct submission submission_of(const struct run *run, int number)
{
	static char jwe[64 * 1024];
	size_t size = number >= RUN_LARGE_FROM && number < RUN_LARGE_TO ? 50000 : 1500 + (size_t)(number * 977 % 5000 + run->longer_bytes);
	size_t head = (size_t)snprintf(jwe, sizeof jwe, "eyJh..%08x.", (unsigned)number);
	memset(jwe + head, 'a' + number % 26, size - head);
	snprintf(jwe + size, sizeof jwe - size, ".tagg");
	for (size_t i = 0; i < 3 && strlen(jwe + head) % 4 == 2; i++) /* base64url has no such length */
		snprintf(jwe + size + i, sizeof jwe - size - i, "a.tagg");
	struct submission s = { .id = id_of(number), .service = "missed-bin", .language = "en", .due = "", .type = "uk.foyer.submission.v1",
	                        .source = "urn:uuid:01920000-0000-7000-8000-00000000aaaa", .kiosk_clock = "synced", .jwe = jwe,
	                        .time_ms = RUN_NOW_MS, .receipt = true };
	snprintf(s.reference.text, sizeof s.reference.text, "MB %03d %03d XXX", number / 1000, number % 1000);
	return s;
}

enum fail run_open(struct run *run)
{
	const struct store_options options = { .folder = "/powercut", .max_pages = run->max_pages, .now_ms = RUN_NOW_MS, .vfs = "powercut" };
	struct store_opening opening;
	run->store = NULL;
	TRY(store_open(&options, &opening, &run->store));
	if (run->synchronous != 2)
		sqlite3_exec(run->store->db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
	enum fail fail = outbox_restart(run->store, RUN_NOW_MS);
	if (fail == FAIL_NONE)
		fail = spool_recover(run->store, RUN_NOW_MS);
	return fail;
}

void run_die(struct run *run)
{
	disk_kill(run->disk);
	store_close(run->store);
	run->store = NULL;
}

void run_end(struct run *run)
{
	store_close(run->store);
	run->store = NULL;
}

static struct chain_row audit_row_of(const char *event)
{
	struct chain_row row = { .wall_ms = RUN_NOW_MS, .certain = true, .kiosk = "k", .actor = "system" };
	snprintf(row.event, sizeof row.event, "%s", event);
	return row;
}

static void audit_told(struct run *run, const struct chain_row *row)
{
	run->audit.seq = row->seq;
	memcpy(run->audit.hash, row->hash, sizeof run->audit.hash);
}

enum fail run_audit(struct run *run, size_t count)
{
	struct chain_row rows[AUDIT_APPEND_MAX];
	if (!run->store)
		return FAIL_OFFLINE;
	for (size_t i = 0; i < count; i++)
		rows[i] = audit_row_of(i + 1 < count ? "act" : CHAIN_CHECKPOINT);
	TRY(audit_append(run->store, NULL, rows, count));
	audit_told(run, &rows[count - 1]);
	return FAIL_NONE;
}

enum fail run_forget(struct run *run)
{
	if (!run->store)
		return FAIL_OFFLINE;
	TRY(sql_transaction(run->store));
	return sql_finish(run->store, audit_forget(run->store, RUN_NOW_MS * 2));
}

enum fail run_submit(struct run *run, int number)
{
	if (!run->store)
		return FAIL_OFFLINE;
	struct promise *promise = &run->promises[number];
	struct submission submission = submission_of(run, number);
	struct chain_row row = audit_row_of("submit");
	struct submitted submitted;
	promise->tried = true;
	snprintf(row.subject, sizeof row.subject, "n%d", number);
	submission.audit = &row;
	TRY(submission_add(run->store, &submission, RUN_NOW_MS, &submitted));
	if (!submitted.again)
		audit_told(run, &row);
	promise->told = true;
	promise->sequence = submitted.sequence;
	return FAIL_NONE;
}

enum fail run_prove(struct run *run, int from, int to)
{
	struct event_id ids[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	if (!run->store)
		return FAIL_OFFLINE;
	for (int i = from; i <= to; i++) {
		run->promises[i].prove_tried = true;
		ids[count++] = id_of(i);
	}
	TRY(outbox_prove(run->store, ids, count, RUN_NOW_MS));
	for (int i = from; i <= to; i++)
		run->promises[i].prove_told = true;
	return FAIL_NONE;
}

static const struct outbox_trouble trouble = { 503, "not now" };

enum fail run_retry(struct run *run, int number)
{
	struct event_id id = id_of(number);
	return run->store ? outbox_retry(run->store, &id, 1, &trouble, 60000, RUN_NOW_MS) : FAIL_OFFLINE;
}

enum fail run_park(struct run *run, int number)
{
	struct event_id id = id_of(number);
	if (!run->store)
		return FAIL_OFFLINE;
	run->promises[number].park_tried = true;
	run->promises[number].requeue_told = false;
	TRY(outbox_park(run->store, &id, &trouble, RUN_NOW_MS));
	run->promises[number].park_told = true;
	run->promises[number].requeue_tried = false;
	return FAIL_NONE;
}

enum fail run_requeue(struct run *run, int number)
{
	struct event_id id = id_of(number);
	if (!run->store)
		return FAIL_OFFLINE;
	run->promises[number].requeue_tried = true;
	TRY(requeue_one(run->store, &id, RUN_NOW_MS));
	run->promises[number].requeue_told = true;
	return FAIL_NONE;
}

enum fail run_lose_claims(struct run *run, size_t count)
{
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t claimed = 0;
	if (!run->store)
		return FAIL_OFFLINE;
	TRY(outbox_claim(run->store, RUN_NOW_MS * 2, count, items, &claimed));
	outbox_release(run->store);
	return FAIL_NONE;
}

enum fail run_park_poison(struct run *run)
{
	struct event_id id;
	if (!run->store)
		return FAIL_OFFLINE;
	TRY(outbox_poison(run->store, &id));
	return run_park(run, (int)strtol(id.text + 24, NULL, 16));
}

enum fail run_print(struct run *run, bool done)
{
	struct spool_job job;
	int number = 0;
	if (!run->store)
		return FAIL_OFFLINE;
	TRY(spool_claim(run->store, true, INT64_MAX, &job));
	int thousands = 0;
	if (sscanf(job.reference.text, "MB %d %d", &thousands, &number) != 2)
		return FAIL_INPUT;
	struct promise *promise = &run->promises[thousands * 1000 + number];
	bool first = !job.copy;
	promise->writing_tried |= first;
	TRY(spool_writing(run->store, job.job, job.job * 3, RUN_NOW_MS));
	promise->writing_told |= first;
	promise->sent_tried |= first;
	TRY(spool_sent(run->store, job.job, RUN_NOW_MS));
	promise->sent_told |= first;
	if (!done)
		return FAIL_NONE;
	promise->done_tried |= first;
	TRY(spool_end(run->store, job.job, SPOOL_OUTCOME_DONE, "", RUN_NOW_MS));
	promise->done_told |= first;
	return FAIL_NONE;
}

enum fail run_again(struct run *run, int number)
{
	struct submission submission = submission_of(run, number);
	return run->store ? spool_again(run->store, &submission.reference, false, "", RUN_NOW_MS) : FAIL_OFFLINE;
}

enum fail run_tidy(struct run *run)
{
	return run->store ? store_tidy(run->store, RUN_NOW_MS) : FAIL_OFFLINE;
}

enum fail run_set(struct run *run, const char *value)
{
	return run->store ? settings_set(run->store, "clock.good_ms", value) : FAIL_OFFLINE;
}

enum fail run_checkpoint(struct run *run)
{
	if (!run->store)
		return FAIL_OFFLINE;
	int code = sqlite3_wal_checkpoint_v2(run->store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return code == SQLITE_OK ? FAIL_NONE : sql_fail(run->store, code);
}

long run_told(const struct run *run)
{
	long told = 0;
	for (int i = 0; i < RUN_EVENTS_MAX; i++)
		told += run->promises[i].told;
	return told;
}
