/* SPDX-License-Identifier: MIT */
/* Receipts go out, and what the printer says comes in. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <string.h>

enum fail answer_hello_print(struct hub *hub, const struct request *request, struct reply *reply)
{
	version_heard(hub, request);
	TRY(back_take_up(hub, request->frame));
	reply->body = json_pack("{s:s}", "printer", hub->config.printer);
	return FAIL_NONE;
}

static void give_out(struct hub *hub, const struct spool_job *job, struct reply *reply)
{
	if (hold_is_over(hub, job->visit) && (job->state == SPOOL_WRITING || (job->state == SPOOL_SENT && hold_is_stuck(hub))))
		reply->back = job->job; /* whoever it was for has gone: what is torn is marked so, and no more comes out */
	if (hub->visit.asked_back == job->job)
		hub->visit.asked_back = 0;
	reply->body = json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:s, s:i, s:b, s:b, s:I, s:b, s:I, s:b, s:b, s:s}", "job", (json_int_t)job->job, "kind", "receipt",
	                        "reference", job->reference.text, "service", job->service, "language", job->language, "submitted_ms", (json_int_t)job->submitted_ms,
	                        "due", job->due, "copy", job->copy, "tried", job->state == SPOOL_WRITING, "sent", job->state == SPOOL_SENT,
	                        "witness", (json_int_t)job->witness, "large", job->large, "pay_pence", (json_int_t)job->pay_pence, "desk", job->desk,
	                        "delivered", recent_delivered(hub, &job->reference), "visit", job->visit);
	hub_ring_print(hub, job->job, "receipt", job->reference.text, "printing");
}

static enum fail claim(struct hub *hub, struct store *store, bool stuck, struct reply *reply)
{
	struct spool_job job;
	struct page *page = stuck ? back_page(hub) : hub->visit.known ? pages_next(&hub->pages) : NULL;
	if (page && !stuck && training_holds(hub, page))
		page = NULL;
	enum fail fail = stuck ? back_job(hub, store, &job) : spool_claim(store, hub->visit.known, page ? page->job : INT64_MAX, &job);
	if (fail == FAIL_EMPTY && page) {
		page_claim(hub, page, reply);
		return FAIL_NONE;
	}
	TRY(fail);
	give_out(hub, &job, reply);
	return FAIL_NONE;
}

enum fail answer_spool_claim(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	enum spool_owed owed = SPOOL_OWED_NOTHING;
	TRY(keeper_store(&hub->keeper, &store));
	TRY(spool_owed(store, &owed));
	TRY(claim(hub, store, json_bool_or(request->frame, "stuck", false), reply));
	json_object_set_new(reply->body, "owed", json_string(spool_owed_name(owed)));
	return FAIL_NONE;
}

static enum fail take_job(const json_t *frame, int64_t *ret)
{
	return json_take_int(frame, "job", 1, INT64_MAX, ret);
}

enum fail answer_spool_writing(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	int64_t job = 0, witness = -1;
	TRY(take_job(request->frame, &job));
	TRY(json_take_int(request->frame, "witness", -1, INT64_MAX, &witness));
	reply_log(reply, "spool.writing", "job=%lld", (long long)job);
	struct page *page = pages_find(&hub->pages, job);
	if (page)
		return page_writing(hub, page, witness);
	TRY(keeper_store(&hub->keeper, &store));
	return spool_writing(store, job, witness, clock_wall_ms());
}

enum fail answer_spool_sent(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	struct store *store = NULL;
	int64_t job = 0;
	TRY(take_job(request->frame, &job));
	struct page *page = pages_find(&hub->pages, job);
	if (page)
		return page_sent(hub, page);
	TRY(keeper_store(&hub->keeper, &store));
	return spool_sent(store, job, clock_wall_ms());
}

enum fail answer_spool_unsent(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	struct store *store = NULL;
	int64_t job = 0, witness = -1;
	TRY(take_job(request->frame, &job));
	TRY(json_take_int(request->frame, "witness", -1, INT64_MAX, &witness));
	struct page *page = pages_find(&hub->pages, job);
	if (page)
		return page_unsent(hub, page, witness);
	TRY(keeper_store(&hub->keeper, &store));
	return spool_unsent(store, job, witness, clock_wall_ms());
}

static enum fail take_outcome(const json_t *frame, enum spool_outcome *ret)
{
	static const char *const names[SPOOL_OUTCOME_COUNT] = {
		[SPOOL_OUTCOME_DONE] = "done", [SPOOL_OUTCOME_UNSURE] = "unsure", [SPOOL_OUTCOME_RETRY] = "retry",
		[SPOOL_OUTCOME_WITHDRAWN] = "withdrawn",
	};
	const char *name = json_text_or(frame, "outcome", "");
	for (int i = 0; i < SPOOL_OUTCOME_COUNT; i++)
		if (strcmp(names[i], name) == 0) {
			*ret = (enum spool_outcome)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "\"outcome\" is not done, unsure, retry or withdrawn");
}

/* One word, which the journal of a kiosk and a log line can hold. */
static enum fail take_reason(const json_t *frame, const char **ret)
{
	const char *reason = "";
	if (json_object_get(frame, "reason"))
		TRY(json_take_text(frame, "reason", SPOOL_REASON_MAX_BYTES, &reason));
	if (strspn(reason, "abcdefghijklmnopqrstuvwxyz-") != strlen(reason))
		return FAIL(INPUT, "\"reason\" is not a word");
	*ret = reason;
	return FAIL_NONE;
}

/* A page in the memory of a hub before this one: whoever printed it knows what became of it. */
static enum fail late_end(struct hub *hub, struct store *store, int64_t job, enum spool_outcome outcome)
{
	static const struct { enum journal_event event; const char *state; } end[SPOOL_OUTCOME_COUNT] = {
		[SPOOL_OUTCOME_DONE] = { JOURNAL_PRINTED, "done" }, [SPOOL_OUTCOME_UNSURE] = { JOURNAL_PRINT_UNSURE, "unsure" },
		[SPOOL_OUTCOME_RETRY] = { JOURNAL_PRINT_WITHDRAWN, "withdrawn" }, [SPOOL_OUTCOME_WITHDRAWN] = { JOURNAL_PRINT_WITHDRAWN, "withdrawn" },
	};
	TRY(spool_note(store, job, end[outcome].event, clock_wall_ms()));
	hub_ring_print(hub, job, "", "", end[outcome].state);
	return FAIL_NONE;
}

static enum fail owe(struct hub *hub, const json_t *frame)
{
	struct store *store = NULL;
	enum spool_owed owed = SPOOL_OWED_NOTHING;
	if (!json_object_get(frame, "owed"))
		return FAIL_NONE;
	TRY(spool_owed_from_name(json_text_or(frame, "owed", ""), &owed));
	TRY(keeper_store(&hub->keeper, &store));
	return spool_owe(store, owed);
}

void audit_print(struct hub *hub, const char *kind, const char *visit, enum spool_outcome outcome, const char *reason)
{
	static const char *const outcomes[SPOOL_OUTCOME_COUNT] = { [SPOOL_OUTCOME_DONE] = "done", [SPOOL_OUTCOME_UNSURE] = "unsure", [SPOOL_OUTCOME_WITHDRAWN] = "withdrawn" };
	if (outcomes[outcome]) /* what is tried again has no end yet */
		audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "print", .subject = kind, .outcome = outcomes[outcome], .reason = reason, .visit = visit });
}

enum fail answer_spool_done(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct spool_job job;
	enum spool_outcome outcome = SPOOL_OUTCOME_RETRY;
	const char *reason = "";
	int64_t number = 0;
	TRY(take_job(request->frame, &number));
	TRY(take_outcome(request->frame, &outcome));
	TRY(take_reason(request->frame, &reason));
	reply_log(reply, "spool.ended", "job=%lld outcome=%s reason=%s", (long long)number, json_text_or(request->frame, "outcome", ""), reason);
	struct page *page = pages_find(&hub->pages, number);
	if (page) {
		page_done(hub, page, outcome, reason);
		reply->settles = true;
		return owe(hub, request->frame);
	}
	TRY(keeper_store(&hub->keeper, &store));
	enum fail fail = spool_end(store, number, outcome, reason, clock_wall_ms());
	if (fail == FAIL_EMPTY)
		return late_end(hub, store, number, outcome);
	TRY(fail);
	TRY(owe(hub, request->frame));
	TRY(spool_find(store, number, &job));
	audit_print(hub, "receipt", job.visit, outcome, reason);
	reply->settles = job.state == SPOOL_WAITING;
	static const char *const says[SPOOL_STATE_COUNT] = {
		[SPOOL_WAITING] = "waiting", [SPOOL_SENT] = "printing", [SPOOL_DONE] = "done", [SPOOL_UNSURE] = "unsure", [SPOOL_KEPT] = "waiting",
		[SPOOL_WRITING] = "printing", [SPOOL_WITHDRAWN] = "withdrawn",
	};
	hub_ring_print(hub, job.job, "receipt", job.reference.text, says[job.state]);
	return FAIL_NONE;
}
