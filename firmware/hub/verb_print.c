/* SPDX-License-Identifier: MIT */
/* What is printed from memory, and what people say of paper. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/store/verdict.h"

#include <string.h>

/* Who may have which kind printed. */
static const struct { const char *kind; bool resident, operator; } kinds[] = {
	{ "help-ticket", true, false },     { "parked-ticket", true, false }, { "bin-calendar", true, true }, { "container-label", true, true },
	{ "page", true, true },             { "document-list", true, false }, { "directory-entry", true, true },
	{ "test", false, true },            { "commissioning", false, true }, { "notice", false, true },
};

static enum fail take_kind(const json_t *frame, bool resident, struct page *page)
{
	const char *kind = NULL;
	TRY(json_take_text(frame, "kind", PAGES_KIND_MAX_BYTES, &kind));
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].kind, kind) == 0 && (resident ? kinds[i].resident : kinds[i].operator)) {
			snprintf(page->kind, sizeof page->kind, "%s", kind);
			return FAIL_NONE;
		}
	return FAIL(INPUT, "nothing of that kind is printed from here");
}

static enum fail take_page(const json_t *frame, bool resident, struct page *page)
{
	const char *language = NULL, *visit = NULL;
	const json_t *data = json_object_get(frame, "data");
	TRY(take_kind(frame, resident, page));
	TRY(json_take_text(frame, "language", SPOOL_LANGUAGE_MAX_BYTES, &language));
	TRY(take_visit(frame, &visit));
	if (data && !json_is_object(data))
		return FAIL(INPUT, "\"data\" is not an object");
	if (resident && !visit[0])
		return FAIL(INPUT, "it is not said whose it is");
	snprintf(page->language, sizeof page->language, "%s", language);
	snprintf(page->visit, sizeof page->visit, "%s", resident ? visit : "");
	page->large = json_bool_or(frame, "large", false);
	return FAIL_NONE;
}

enum fail page_give(struct hub *hub, struct page *page, json_t *data)
{
	struct store *store = NULL;
	TRY(keeper_store(&hub->keeper, &store));
	if (pages_full(&hub->pages))
		return FAIL(BUSY, "%d pages are waiting to be printed", PAGES_MAX);
	TRY(spool_number(store, clock_wall_ms(), &page->job));
	page->data = data ? json_incref(data) : json_object();
	page->training = hub->training.on;
	return pages_add(&hub->pages, page);
}

enum fail page_test(struct hub *hub, const char *language, int64_t *ret_job)
{
	struct page page = { .kind = "test", .state = SPOOL_WAITING, .witness = -1 };
	snprintf(page.language, sizeof page.language, "%s", language);
	TRY(page_give(hub, &page, NULL));
	*ret_job = page.job;
	doors_ring(hub->doors, DOORWAY_PRINT, json_pack("{s:s}", "bell", "work"));
	return FAIL_NONE;
}

static enum fail page_keep(struct hub *hub, const json_t *frame, bool resident, struct reply *reply)
{
	struct page page = { .state = SPOOL_WAITING, .witness = -1 };
	TRY(take_page(frame, resident, &page));
	if (resident)
		hold_visit(hub, page.visit);
	TRY(page_give(hub, &page, json_object_get(frame, "data")));
	reply->body = json_pack("{s:I}", "job", (json_int_t)page.job);
	reply->work = 1u << DOORWAY_PRINT;
	reply_log(reply, "page.kept", "job=%lld kind=%s", (long long)page.job, page.kind);
	return FAIL_NONE;
}

enum fail answer_print(struct hub *hub, const struct request *request, struct reply *reply)
{
	return page_keep(hub, request->frame, true, reply);
}

enum fail answer_print_page(struct hub *hub, const struct request *request, struct reply *reply)
{
	return page_keep(hub, request->frame, false, reply);
}

void audit_diag(struct hub *hub, bool passed)
{
	audit_note(hub, &(struct audit_entry){ .actor = "admin", .event = "diag", .subject = "printer.page", .outcome = passed ? "passed" : "failed" });
}

enum fail answer_print_verdict(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	const json_t *passed = json_object_get(request->frame, "passed");
	int64_t job = 0;
	TRY(json_take_int(request->frame, "job", 1, INT64_MAX, &job));
	if (!json_is_boolean(passed))
		return FAIL(INPUT, "\"passed\" is not true or false");
	TRY(keeper_store(&hub->keeper, &store));
	TRY(verdict_keep(store, &(struct verdict){ json_is_true(passed), clock_wall_ms() }, job));
	audit_diag(hub, json_is_true(passed));
	reply_log(reply, "page.verdict", "job=%lld passed=%d", (long long)job, json_is_true(passed));
	return FAIL_NONE;
}

enum fail answer_print_seen(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	struct store *store = NULL;
	struct reference reference;
	if (hub->training.on && request->at == DOORWAY_UI)
		return FAIL_NONE;
	TRY(take_reference(request->frame, &reference));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(spool_seen(store, &reference, clock_wall_ms()));
	audit_note(hub, &(struct audit_entry){ .actor = request->at == DOORWAY_ADMIN ? "admin" : "resident", .event = "print", .subject = "receipt", .outcome = "done", .reason = "seen" });
	return FAIL_NONE;
}

/* A journal that cannot be written must not keep what has to be wiped. A practice has no place in it. */
static void note(struct hub *hub, const struct page *page, enum journal_event event)
{
	enum fail fail = hub->keeper.store && !page->training ? spool_note(hub->keeper.store, page->job, event, clock_wall_ms()) : FAIL_NONE;
	if (fail != FAIL_NONE)
		log_fail("page.unnoted", fail);
}

/* By which the screen knows that it is the receipt it asked for. */
static const char *reference_of(const struct page *page)
{
	return strcmp(page->kind, TRAINING_RECEIPT) == 0 ? TRAINING_REFERENCE : "";
}

void page_over(struct hub *hub, struct page *page, enum spool_outcome outcome, const char *reason)
{
	static const struct { const char *state; enum journal_event event; } end[SPOOL_OUTCOME_COUNT] = {
		[SPOOL_OUTCOME_DONE] = { "done", JOURNAL_PRINTED }, [SPOOL_OUTCOME_UNSURE] = { "unsure", JOURNAL_PRINT_UNSURE },
		[SPOOL_OUTCOME_RETRY] = { "waiting", JOURNAL_PRINT_RETRY }, [SPOOL_OUTCOME_WITHDRAWN] = { "withdrawn", JOURNAL_PRINT_WITHDRAWN },
	};
	note(hub, page, end[outcome].event);
	hub_ring_print(hub, page->job, page->kind, reference_of(page), end[outcome].state);
	log_event("page.over", "job=%lld outcome=%s reason=%s", (long long)page->job, end[outcome].state, reason);
	audit_print(hub, page->kind, page->visit, outcome, page->training ? "training" : reason);
	int64_t job = page->job;
	page_end(page);
	guide_job(hub, job, outcome == SPOOL_OUTCOME_DONE || outcome == SPOOL_OUTCOME_UNSURE); /* who is not sure goes and looks */
}

void page_claim(struct hub *hub, struct page *page, struct reply *reply)
{
	page->held = true;
	if (hold_is_over(hub, page->visit) && (page->state == SPOOL_WRITING || (page->state == SPOOL_SENT && hold_is_stuck(hub))))
		reply->back = page->job;
	if (hub->visit.asked_back == page->job)
		hub->visit.asked_back = 0;
	reply->body = json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:s, s:i, s:b, s:b, s:I, s:b, s:i, s:b, s:b, s:s, s:O}", "job", (json_int_t)page->job, "kind", page->kind,
	                        "reference", "", "service", "", "language", page->language, "submitted_ms", (json_int_t)clock_wall_ms(), "due", "", "copy", 0,
	                        "tried", page->state == SPOOL_WRITING, "sent", page->state == SPOOL_SENT, "witness", (json_int_t)page->witness,
	                        "large", page->large, "pay_pence", 0, "desk", false, "delivered", false, "visit", page->visit, "data", page->data);
	if (page->training)
		json_object_set_new(reply->body, "training", json_true());
	if (reference_of(page)[0] && page->data)
		json_object_update(reply->body, page->data); /* as a receipt has it */
	hub_ring_print(hub, page->job, page->kind, reference_of(page), "printing");
}

enum fail page_writing(struct hub *hub, struct page *page, int64_t witness)
{
	if (page->state == SPOOL_SENT)
		return FAIL(DENIED, "job %lld has been sent", (long long)page->job);
	note(hub, page, JOURNAL_PRINT_WRITING);
	page->state = SPOOL_WRITING;
	page->witness = witness;
	return FAIL_NONE;
}

enum fail page_sent(struct hub *hub, struct page *page)
{
	if (page->state != SPOOL_SENT)
		note(hub, page, JOURNAL_PRINT_SENT);
	page->state = SPOOL_SENT;
	return FAIL_NONE;
}

enum fail page_unsent(struct hub *hub, struct page *page, int64_t witness)
{
	if (page->state != SPOOL_SENT)
		return FAIL_NONE;
	page->state = SPOOL_WRITING;
	return page_writing(hub, page, witness);
}

void page_done(struct hub *hub, struct page *page, enum spool_outcome outcome, const char *reason)
{
	if (outcome == SPOOL_OUTCOME_RETRY && !page->data) {
		outcome = SPOOL_OUTCOME_WITHDRAWN; /* what it is made of went with the hub before this one */
		reason = "restart";
	}
	if (outcome != SPOOL_OUTCOME_RETRY) {
		page_over(hub, page, outcome, reason);
		return;
	}
	note(hub, page, JOURNAL_PRINT_RETRY);
	page->state = SPOOL_WAITING;
	page->held = false;
	page->witness = -1;
	hub_ring_print(hub, page->job, page->kind, reference_of(page), "waiting");
}
