/* SPDX-License-Identifier: MIT */
/*
 * What lies in the printer and is to be given back. DESIGN: the printing program, or the printer, lives longer than this program at times. What
 * it holds it says in its hello; what nobody holds is given out to a printer that waits for somebody, only so that it is cleared.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <string.h>

/* Of a hub before this one: drawn already, and here only to be asked back, or to have its end. */
static enum fail adopt(struct hub *hub, const json_t *frame, int64_t job)
{
	struct page page = { .job = job, .state = SPOOL_WRITING, .held = true, .witness = -1 };
	const char *kind = NULL, *visit = "";
	TRY(json_take_text(frame, "kind", PAGES_KIND_MAX_BYTES, &kind));
	TRY(take_visit(frame, &visit));
	snprintf(page.kind, sizeof page.kind, "%s", kind);
	page.training = strcmp(kind, TRAINING_RECEIPT) == 0;
	snprintf(page.visit, sizeof page.visit, "%s", visit);
	if (pages_full(&hub->pages))
		return FAIL_NONE;
	log_event("page.adopted", "job=%lld kind=%s", (long long)job, page.kind);
	return pages_add(&hub->pages, &page);
}

enum fail back_take_up(struct hub *hub, const json_t *frame)
{
	int64_t job = 0;
	if (!json_object_get(frame, "job"))
		return FAIL_NONE;
	TRY(json_take_int(frame, "job", 1, INT64_MAX, &job));
	struct page *page = pages_find(&hub->pages, job);
	if (page)
		page->held = true;
	enum fail fail = page || !hub->keeper.store ? FAIL_NONE : spool_hold(hub->keeper.store, job);
	if (fail == FAIL_DENIED)
		return FAIL_NONE; /* it hears so at its next step */
	return fail == FAIL_EMPTY ? adopt(hub, frame, job) : fail;
}

enum fail back_job(struct hub *hub, struct store *store, struct spool_job *ret)
{
	struct spool_job job = { 0 };
	bool held = false;
	if (!hub->visit.known)
		return FAIL_EMPTY;
	do
		TRY(spool_left(store, hub->visit.mark, job.job, &job, &held));
	while (held || job.state == SPOOL_WAITING);
	TRY(spool_hold(store, job.job));
	*ret = job;
	return FAIL_NONE;
}

struct page *back_page(struct hub *hub)
{
	for (int i = 0; i < PAGES_MAX; i++) {
		struct page *page = &hub->pages.at[i];
		if (page->job > 0 && !page->held && page->state != SPOOL_WAITING && hold_is_over(hub, page->visit))
			return page;
	}
	return NULL;
}

void back_pages_lost(struct hub *hub)
{
	for (int i = 0; i < PAGES_MAX; i++)
		if (hub->pages.at[i].job > 0 && !hub->pages.at[i].data)
			page_over(hub, &hub->pages.at[i], SPOOL_OUTCOME_UNSURE, "restart");
}
