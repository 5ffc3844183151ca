/* SPDX-License-Identifier: MIT */
/*
 * Whose paper it is. DESIGN: a receipt belongs to the visit that asked for it, by a mark which that visit's screen made up. Once the visit is over, what
 * the printer has not begun is withdrawn as soon as it would have to wait for somebody (no paper, no printer) or another visit has begun; what is stuck
 * inside the printer is asked back from it. What is just coming out comes out: its person stands there still. After a start of the hub nobody knows
 * which visit runs until the screen says so, or does not come for a minute. What nobody holds any more, and the printer may, is in back.c.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

#include <string.h>

enum { SCREEN_GONE_MS = 60 * 1000 }; /* so long a visit waits for a screen that does not come back */

bool hold_is_stuck(const struct hub *hub)
{
	return strcmp(hub->printer.state, "ready") != 0;
}

bool hold_is_over(const struct hub *hub, const char *visit)
{
	return visit[0] && hub->visit.known && strcmp(visit, hub->visit.mark) != 0;
}

void hold_ring(struct hub *hub, int64_t job)
{
	if (hub->visit.asked_back == job)
		return;
	hub->visit.asked_back = job;
	doors_ring(hub->doors, DOORWAY_PRINT, json_pack("{s:s, s:I}", "bell", "withdraw", "job", (json_int_t)job));
	log_event("spool.withdraw", "job=%lld", (long long)job);
}

static enum fail let_go(struct hub *hub, const struct spool_job *job, bool held)
{
	bool waits = job->state == SPOOL_WAITING;
	if (waits && !hold_is_stuck(hub) && !hub->visit.mark[0])
		return FAIL_NONE;
	if (waits) {
		TRY(spool_end(hub->keeper.store, job->job, SPOOL_OUTCOME_WITHDRAWN, "visit-ended", clock_wall_ms()));
		audit_print(hub, "receipt", job->visit, SPOOL_OUTCOME_WITHDRAWN, "visit-ended");
		log_event("spool.ended", "job=%lld outcome=withdrawn reason=visit-ended", (long long)job->job);
	}
	if (held && (waits || hold_is_stuck(hub)))
		hold_ring(hub, job->job);
	return FAIL_NONE;
}

/* As for what the store keeps. */
static void let_pages_go(struct hub *hub)
{
	for (int i = 0; i < PAGES_MAX; i++) {
		struct page *page = &hub->pages.at[i];
		int64_t job = page->job;
		bool waits = page->state == SPOOL_WAITING, held = page->held, stuck = hold_is_stuck(hub) || training_holds(hub, page);
		if (job == 0 || !hold_is_over(hub, page->visit) || (waits && !stuck && !hub->visit.mark[0]))
			continue;
		if (waits)
			page_over(hub, page, SPOOL_OUTCOME_WITHDRAWN, "visit-ended");
		if (held && (waits || hold_is_stuck(hub)))
			hold_ring(hub, job);
	}
}

void hold_settle(struct hub *hub)
{
	struct spool_job job = { 0 };
	bool held = false;
	enum fail fail = FAIL_NONE;
	if (!hub->visit.known)
		return;
	let_pages_go(hub);
	if (!hub->keeper.store)
		return;
	bool unheld = hold_is_stuck(hub) && back_page(hub);
	while (fail == FAIL_NONE && (fail = spool_left(hub->keeper.store, hub->visit.mark, job.job, &job, &held)) == FAIL_NONE) {
		unheld |= hold_is_stuck(hub) && !held && job.state != SPOOL_WAITING;
		fail = let_go(hub, &job, held);
	}
	if (unheld && hub->doors)
		doors_ring(hub->doors, DOORWAY_PRINT, json_pack("{s:s}", "bell", "work")); /* it claims what is to be cleared */
	if (fail != FAIL_EMPTY)
		log_fail("spool.hold", fail);
	fail_clear();
}

/* What the audit says of the visit that was, and of the one that begins. */
static void visit_changes(struct hub *hub, const char *mark, const char *how)
{
	if (hub->visit.mark[0])
		audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = "visit_end", .outcome = how, .reason = hub->training.on ? "training" : "", .visit = hub->visit.mark });
	if (mark[0])
		audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = "visit_begin", .outcome = hub->visit.known ? "begun" : "goes-on", .reason = hub->training.on ? "training" : "", .visit = mark });
}

void hold_visit_ends(struct hub *hub, const char *mark, const char *how)
{
	loop_timer_clear(hub->keeper.loop, hold_gone_call, hub);
	if (hub->visit.known && strcmp(mark, hub->visit.mark) == 0)
		return;
	bool waited = !hub->visit.known;
	visit_changes(hub, mark, how);
	hub->visit.known = true;
	snprintf(hub->visit.mark, sizeof hub->visit.mark, "%s", mark);
	hold_settle(hub);
	help_settle(hub);
	join_settle(hub);
	if (waited && hub->doors)
		doors_ring(hub->doors, DOORWAY_PRINT, json_pack("{s:s}", "bell", "work"));
}

void hold_visit(struct hub *hub, const char *mark)
{
	hold_visit_ends(hub, mark, mark[0] ? "another-began" : "cleared");
}

void hold_gone_call(void *context)
{
	hold_visit_ends(context, "", "screen-gone");
	audit_flush(context);
}

void hold_wait(struct hub *hub)
{
	loop_timer_set(hub->keeper.loop, SCREEN_GONE_MS, hold_gone_call, hub);
}
