/* SPDX-License-Identifier: MIT */
/* What became of paper, for a screen that was not there when it was rung: its program, or this one, began anew. */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

static const char *receipt_word(enum spool_state state)
{
	static const char *const words[SPOOL_STATE_COUNT] = {
		[SPOOL_WAITING] = "waiting", [SPOOL_WRITING] = "printing", [SPOOL_SENT] = "printing", [SPOOL_DONE] = "done", [SPOOL_UNSURE] = "unsure",
		[SPOOL_WITHDRAWN] = "withdrawn", [SPOOL_KEPT] = "",
	};
	return words[state];
}

/* A page that is not here has its end in the journal; one that has none there, nobody knows of. */
static enum fail page_word(const struct hub *hub, int64_t job, const char **ret)
{
	enum journal_event event = JOURNAL_PRINT_UNSURE;
	enum fail fail = hub->keeper.store ? spool_page_end(hub->keeper.store, job, &event) : FAIL_EMPTY;
	if (fail != FAIL_EMPTY)
		TRY(fail);
	*ret = event == JOURNAL_PRINTED ? "done" : event == JOURNAL_PRINT_WITHDRAWN ? "withdrawn" : "unsure";
	return FAIL_NONE;
}

static void add(json_t *list, int64_t job, const char *kind, const char *state)
{
	json_array_append_new(list, json_pack("{s:I, s:s, s:s}", "job", (json_int_t)job, "kind", kind, "state", state));
}

static enum fail add_named(struct hub *hub, const json_t *jobs, json_t *list)
{
	const json_t *job;
	size_t at;
	if (!json_is_array(jobs))
		return FAIL(INPUT, "\"jobs\" is not a list");
	if (json_array_size(jobs) > PAGES_MAX)
		return FAIL(LIMIT, "more than %d pages at once", PAGES_MAX);
	json_array_foreach(jobs, at, job) {
		const char *word = NULL;
		if (!json_is_integer(job))
			return FAIL(INPUT, "a job is not a number");
		if (pages_find(&hub->pages, json_integer_value(job)))
			continue;
		TRY(page_word(hub, json_integer_value(job), &word));
		add(list, json_integer_value(job), "", word);
	}
	return FAIL_NONE;
}

/* All that is still here of @visit: the screen may have died before it heard a number. */
static void add_kept(const struct hub *hub, const char *visit, json_t *list)
{
	for (int i = 0; i < PAGES_MAX; i++) {
		const struct page *page = &hub->pages.at[i];
		if (page->job > 0 && visit[0] && strcmp(page->visit, visit) == 0)
			add(list, page->job, page->kind, page->held ? "printing" : "waiting");
	}
}

static enum fail add_receipt(struct hub *hub, const json_t *frame, json_t *body)
{
	struct store *store = NULL;
	struct reference reference;
	struct spool_job job;
	if (!json_object_get(frame, "reference") || hub->training.on) /* the paper of a practice is a page */
		return FAIL_NONE;
	TRY(take_reference(frame, &reference));
	TRY(keeper_store(&hub->keeper, &store));
	enum fail fail = spool_newest(store, &reference, &job);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	json_object_set_new(body, "receipt", json_string(receipt_word(job.state)));
	return FAIL_NONE;
}

enum fail answer_print_states(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *visit = "";
	json_t *list = json_array();
	reply->body = json_pack("{s:o}", "jobs", list);
	TRY(take_visit(request->frame, &visit));
	TRY(add_named(hub, json_object_get(request->frame, "jobs"), list));
	add_kept(hub, visit, list);
	return add_receipt(hub, request->frame, reply->body);
}
