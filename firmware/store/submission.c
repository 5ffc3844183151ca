/* SPDX-License-Identifier: MIT */
/* One COMMIT for everything that a submission leaves. */
#include "firmware/store/submission.h"

#include "firmware/base/buffer.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/journal.h"
#include "firmware/store/room.h"
#include "firmware/store/sql.h"

#include <assert.h>

static_assert((int)ENVELOPE_EVENT_MAX_BYTES == (int)OUTBOX_EVENT_MAX_BYTES, "what can be built can be kept");

static enum fail within(const char *what, const char *text, size_t min, size_t max)
{
	size_t size = strlen(text);
	return size < min || size > max ? FAIL(LIMIT, "the %s has %zu bytes, allowed are %zu to %zu", what, size, min, max) : FAIL_NONE;
}

static enum fail limits_check(const struct submission *s)
{
	TRY(within("service", s->service, 1, SPOOL_SERVICE_MAX_BYTES));
	TRY(within("language", s->language, 1, SPOOL_LANGUAGE_MAX_BYTES));
	TRY(within("source", s->source, 1, SUBMISSION_SOURCE_MAX_BYTES));
	TRY(within("type", s->type, 1, SUBMISSION_TYPE_MAX_BYTES));
	TRY(within("due date", s->due, 0, 10));
	TRY(within("visit", s->visit ? s->visit : "", 0, SPOOL_VISIT_MAX_BYTES));
	return within("sealed body", s->jwe, 1, OUTBOX_EVENT_MAX_BYTES);
}

/* Ids of one kiosk grow with time, so that a new one is nearly always greater than all: then nothing needs to be looked up. */
static enum fail find_again(struct store *store, const struct event_id *id, struct submitted *ret)
{
	if (strcmp(id->text, store->newest.text) > 0)
		return FAIL_EMPTY;
	SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_KNOWN, SQL_VALUES(sql_text(id->text)));
	TRY(sql_step(store, row));
	*ret = (struct submitted){ .sequence = sqlite3_column_int64(row, 0), .again = true };
	return FAIL_NONE;
}

enum fail submission_known(struct store *store, const struct event_id *id)
{
	struct submitted known;
	return find_again(store, id, &known);
}

static enum fail event_add(struct store *store, const struct submission *s, int64_t now_ms, int64_t sequence)
{
	struct buffer *event = &store->event;
	buffer_clear(event);
	const struct envelope_head head = { .id = s->id, .source = s->source, .type = s->type, .time_ms = s->time_ms, .subject = s->reference.text, .by = s->by };
	TRY(envelope_event(&head, sequence, s->kiosk_clock, s->jwe, event));
	char sha256[SHA256_TEXT_BYTES];
	sha256_text(event->bytes, event->size_bytes, sha256);
	TRY(sql_run(store, STATEMENT_OUTBOX_ADD, SQL_VALUES(sql_number(sequence), sql_text(s->id.text), sql_number(now_ms),
	            sql_number((int64_t)event->size_bytes), sql_text(sha256), sql_text(s->reference.text))));
	return sql_run(store, STATEMENT_BODY_ADD, SQL_VALUES(sql_number(sequence), sql_bytes(event->bytes, event->size_bytes)));
}

static enum fail add_inside(struct store *store, const struct submission *s, int64_t now_ms)
{
	int64_t sequence = ++store->counting.sequence, job = ++store->counting.job;
	store->counting.waiting++;
	store->counting.spool_waiting += s->receipt;
	TRY(event_add(store, s, now_ms, sequence));
	TRY(sql_run(store, STATEMENT_SPOOL_ADD,
	            SQL_VALUES(sql_number(job), sql_text(s->reference.text), sql_text(s->service), sql_text(s->language), sql_text(s->due),
	                       sql_number(s->time_ms), sql_number(0), sql_number(s->receipt ? SPOOL_WAITING : SPOOL_KEPT),
	                       sql_number(s->pay_pence), sql_number(s->desk), sql_number(s->large), sql_text(s->visit ? s->visit : ""))));
	if (s->audit)
		TRY(audit_inside(store, NULL, s->audit));
	return journal_add(store, now_ms, JOURNAL_SUBMITTED, &s->id, sequence);
}

enum fail submission_add(struct store *store, const struct submission *submission, int64_t now_ms, struct submitted *ret)
{
	TRY(limits_check(submission));
	struct submitted found = { 0 };
	enum fail fail = find_again(store, &submission->id, &found);
	if (fail == FAIL_NONE) {
		*ret = found;
		return FAIL_NONE;
	}
	if (fail != FAIL_EMPTY)
		return fail;
	TRY(room_for(store, strlen(submission->jwe)));
	TRY(sql_transaction(store));
	TRY(sql_finish(store, add_inside(store, submission, now_ms)));
	if (strcmp(submission->id.text, store->newest.text) > 0)
		store->newest = submission->id;
	*ret = (struct submitted){ .sequence = store->counters.sequence, .again = false };
	return FAIL_NONE;
}
