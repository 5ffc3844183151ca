/* SPDX-License-Identifier: MIT */
/* settle.c - from an answer to what the hub is told: proven, tried again later, set aside. What the hub then does, it logs itself. */
#include "firmware/sync/deliver_state.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/sync/chance.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { STORE_PAUSE_MS = 30 * 1000, STATUS_UNWELL = 503 };

static void settle_next(struct deliver *deliver);

void settle_wait(struct deliver *deliver, const struct outcome *row)
{
	int64_t after_ms = outcome_wait_ms(row->pace, deliver->failures, deliver->retry_after_s, chance());
	log_event("deliver.waits", "status=%d failures=%u after_ms=%" PRId64 " held=%zu why=\"%s\"", deliver->status, deliver->failures + 1, after_ms,
		deliver->batch.count, row->words);
	deliver->failures++;
	line_failed(&deliver->line, deliver->began_ms, portal_words(&deliver->portal, row->words));
	if (deliver->status < 400) /* what answered with an error is a server, if not a well one */
		portal_ask(&deliver->portal);
	deliver->bidden = deliver->retry_after_s >= 0;
	deliver_wait(deliver, after_ms);
}

/* ---- telling the hub ---- */

static void all_told(struct deliver *deliver)
{
	if (deliver->then_wait)
		settle_wait(deliver, deliver->then_wait);
	else
		deliver_go_on(deliver);
}

/* A hub that could not write keeps the claim; the event is sent again later and told apart by its id. */
static bool told(struct deliver *deliver, enum fail code)
{
	if (code == FAIL_NONE)
		return true;
	if (code == FAIL_OFFLINE) {
		deliver->turning = false;
		return false;
	}
	log_fail("deliver.unsettled", code);
	deliver_wait(deliver, STORE_PAUSE_MS);
	return false;
}

static void settled(void *context, enum fail code, const json_t *, int)
{
	struct deliver *deliver = context;
	if (!told(deliver, code))
		return;
	batch_drop(&deliver->batch, deliver->settling[deliver->settled++].id.text);
	settle_next(deliver);
}

static void settle_next(struct deliver *deliver)
{
	if (deliver->settled == deliver->settling_count) {
		all_told(deliver);
		return;
	}
	const struct settling *next = &deliver->settling[deliver->settled];
	json_t *request;
	if (strcmp(next->verb, "outbox.park") == 0)
		request = json_pack("{s:s, s:s, s:i, s:s}", "verb", next->verb, "id", next->id.text, "code", deliver->status, "note", next->note);
	else
		request = json_pack("{s:s, s:[s], s:i, s:s, s:I}", "verb", next->verb, "ids", next->id.text, "code", deliver->status,
			"note", next->note, "after_ms", (json_int_t)next->after_ms);
	deliver_ask(deliver, request, settled);
}

static void proved(void *context, enum fail code, const json_t *, int)
{
	struct deliver *deliver = context;
	if (!told(deliver, code))
		return;
	for (size_t i = 0; i < deliver->proven_count; i++)
		batch_drop(&deliver->batch, deliver->proven[i].text);
	settle_next(deliver);
}

static void tell_all(struct deliver *deliver)
{
	deliver->settled = 0;
	if (deliver->proven_count == 0) {
		settle_next(deliver);
		return;
	}
	json_t *ids = json_array();
	for (size_t i = 0; i < deliver->proven_count; i++)
		json_array_append_new(ids, json_string(deliver->proven[i].text));
	deliver_ask(deliver, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids), proved);
}

/* ---- deciding ---- */

/* @item is not wanted: again later, or set aside. */
static void unwanted_add(struct deliver *deliver, const struct batch_item *item, enum outcome_blame blame, bool evident, const char *note)
{
	struct settling *settling = &deliver->settling[deliver->settling_count++];
	bool parks = evident && outcome_parks(blame, item->attempts);
	*settling = (struct settling){ .verb = parks ? "outbox.park" : "outbox.retry", .id = item->id,
		.after_ms = parks ? 0 : outcome_retry_ms(blame, item->attempts) };
	snprintf(settling->note, sizeof settling->note, "%s", note);
}

/* The back office named the group's @count events in its own words. What it did not name is sent again. */
static void results_settle(struct deliver *deliver, const struct reply_result *results, size_t count)
{
	struct batch *batch = &deliver->batch;
	size_t missing = 0, duplicates = 0;
	for (size_t i = 0; i < count; i++) {
		if (results[i].verdict == REPLY_ACCEPTED || results[i].verdict == REPLY_DUPLICATE)
			deliver->proven[deliver->proven_count++] = batch_group_item(batch, i)->id;
		duplicates += results[i].verdict == REPLY_DUPLICATE;
		missing += results[i].verdict == REPLY_MISSING;
	}
	evidence_accepted(&deliver->evidence, (unsigned)deliver->proven_count);
	for (size_t i = 0; i < count; i++) {
		const struct batch_item *item = batch_group_item(batch, i);
		if (results[i].verdict == REPLY_REJECTED)
			unwanted_add(deliver, item, OUTCOME_BLAME_CONTENT, evidence_refused(&deliver->evidence, &item->id), results[i].note);
	}
	log_event("deliver.sent", "events=%zu proven=%zu duplicates=%zu rejected=%zu missing=%zu", count, deliver->proven_count,
		duplicates, deliver->settling_count, missing);
	if (missing < count) {
		deliver->failures = 0;
		line_worked(&deliver->line);
		portal_clear(&deliver->portal);
	}
	const struct outcome *unwell = outcome_of(OUTCOME_NET_ANSWERED, STATUS_UNWELL); /* it named some: it is the back office, but not all of it works */
	deliver->then_wait = missing == 0 ? NULL : missing < count ? unwell : outcome_unread();
	tell_all(deliver);
}

/* What proves here that the group arrived, by the sink's row. */
static enum fail reply_judge(const struct deliver *deliver, const struct send_result *result, const struct event_id *ids, struct reply_result *ret)
{
	const struct sink *sink = &deliver->office.sink;
	size_t count = deliver->batch.group_count;
	if (!sink_accepts(sink, result->status))
		return FAIL(INPUT, "status %d is none of the sink's", result->status);
	switch (sink->proof) {
	case SINK_PROOF_NAMES:
		return reply_read(result->content_type, result->bytes, result->size_bytes, ids, count, ret);
	case SINK_PROOF_OFFSETS:
		return reply_read_offsets(result->content_type, result->bytes, result->size_bytes, count, ret);
	case SINK_PROOF_STATUS:
	case SINK_PROOF_RECEIPT: /* direct.c judges those */
		break;
	}
	if (reply_is_page(result->content_type))
		return FAIL(INPUT, "a web page came instead of an answer");
	for (size_t i = 0; i < count; i++)
		ret[i] = (struct reply_result){ .verdict = REPLY_ACCEPTED };
	return FAIL_NONE;
}

static void read_settle(struct deliver *deliver, const struct send_result *result)
{
	struct event_id ids[BATCH_EVENTS_MAX];
	struct reply_result results[BATCH_EVENTS_MAX] = { 0 };
	for (size_t i = 0; i < deliver->batch.group_count; i++)
		ids[i] = batch_group_item(&deliver->batch, i)->id;
	if (reply_judge(deliver, result, ids, results) != FAIL_NONE)
		settle_wait(deliver, outcome_unread());
	else
		results_settle(deliver, results, deliver->batch.group_count);
}

/* One event alone was refused by status. Only if others are taken is it the event's fault: the first time, one more is tried at once. */
static void blame_settle(struct deliver *deliver, const struct outcome *row)
{
	struct batch_item *item = batch_group_item(&deliver->batch, 0);
	if (!evidence_refused(&deliver->evidence, &item->id)) {
		item->suspect = true;
		size_t suspects = batch_suspects(&deliver->batch);
		if (suspects == 1 && deliver->batch.count > 1)
			deliver_go_on(deliver);
		else
			settle_wait(deliver, row);
		return;
	}
	const struct sink *sink = &deliver->office.sink;
	if (row->blame == OUTCOME_BLAME_SIZE) /* it was this one that was too large: for its sake the others do not travel one by one for ever */
		batch_limit(&deliver->batch, sink->max_events, sink->max_bytes, sink->extra_bytes);
	deliver->then_wait = NULL;
	unwanted_add(deliver, item, row->blame, true, row->words);
	tell_all(deliver);
}

/* Some far ends say by a status that they have an event already. */
static void duplicate_settle(struct deliver *deliver)
{
	const struct reply_result has_it = { .verdict = REPLY_DUPLICATE };
	results_settle(deliver, &has_it, 1);
}

void settle_accepted(struct deliver *deliver)
{
	const struct reply_result has_it = { .verdict = REPLY_ACCEPTED };
	deliver->settling_count = deliver->proven_count = 0;
	results_settle(deliver, &has_it, 1);
}

void settle_unwanted(struct deliver *deliver, int64_t tries, const char *note)
{
	struct batch_item item = *batch_group_item(&deliver->batch, 0);
	item.attempts = tries;
	deliver->settling_count = deliver->proven_count = 0;
	deliver->then_wait = NULL;
	unwanted_add(deliver, &item, OUTCOME_BLAME_CONTENT, evidence_refused(&deliver->evidence, &item.id), note);
	tell_all(deliver);
}

void settle(struct deliver *deliver, const struct send_result *result)
{
	const struct outcome *row = outcome_of(result->net, result->status);
	enum outcome_act act = deliver->batch.group_count == 1 ? row->one : row->many;
	deliver->status = result->status;
	deliver->retry_after_s = outcome_retry_after_s(result->retry_after, result->date);
	deliver->settling_count = deliver->proven_count = 0;
	if (result->net == OUTCOME_NET_ANSWERED && deliver->office.sink.duplicate == result->status && deliver->batch.group_count == 1) {
		duplicate_settle(deliver);
		return;
	}
	if (act == OUTCOME_TOKEN && (deliver->token_renewed || deliver->office.authorized))
		act = OUTCOME_WAIT; /* a fresh token was tried, or there is none to renew */
	switch (act) {
	case OUTCOME_READ:
		read_settle(deliver, result);
		break;
	case OUTCOME_WAIT:
		settle_wait(deliver, row);
		break;
	case OUTCOME_TOKEN:
		deliver->token_renewed = true;
		gather_resend(deliver);
		break;
	case OUTCOME_SMALLER:
		batch_smaller(&deliver->batch);
		log_event("deliver.smaller", "events=%zu bytes=%zu", deliver->batch.max_events, deliver->batch.max_bytes);
		deliver_go_on(deliver);
		break;
	case OUTCOME_SPLIT:
		batch_split(&deliver->batch);
		log_event("deliver.splits", "status=%d events=%zu", result->status, deliver->batch.group_count);
		deliver_go_on(deliver);
		break;
	case OUTCOME_BLAME:
		blame_settle(deliver, row);
		break;
	}
}
