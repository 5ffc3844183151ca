/* SPDX-License-Identifier: MIT */
/* events_page.c - what has arrived, and finding one by its reference or its id. */
#include "tests/backoffice/answer.h"
#include "tests/backoffice/pages/html.h"
#include "tests/backoffice/pages/pages.h"

#include "firmware/base/json.h"
#include "firmware/envelope/instant.h"

#include <stdlib.h>
#include <string.h>

static const char table_head[] =
	"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Events\">\n<table>\n<caption>Events, newest first</caption>\n<thead><tr><th scope=\"col\">Received</th>"
	"<th scope=\"col\">Submitted</th><th scope=\"col\">Reference, event, and the kiosk it is from</th><th scope=\"col\">Type</th><th scope=\"col\" class=\"number\">Number</th>"
	"<th scope=\"col\" class=\"number\">Bytes</th><th scope=\"col\" class=\"number\">Times seen</th></tr></thead>\n<tbody>\n";

struct listing { const struct office *office; struct buffer *page; int64_t count; };

/* Whose doing it was, where it was not the person's alone. */
static void doer_add(struct buffer *page, const json_t *event)
{
	static const char *const doers[][2] = { { "resident_assisted", "with help from staff" }, { "staff_on_behalf", "by staff, for a person" } };
	const char *by = json_text_or(event, "submittedby", "");
	for (size_t i = 0; i < sizeof doers / sizeof doers[0]; i++)
		if (strcmp(doers[i][0], by) == 0)
			html_wrap(page, "<em>", doers[i][1], "</em><br>");
}

static void reference_add(struct buffer *page, const char *text)
{
	json_t *event = json_loads(text, 0, NULL);
	const char *reference = json_text_or(event, "subject", "");
	if (*reference)
		html_wrap(page, "<b>", reference, "</b><br>");
	doer_add(page, event);
	json_decref(event);
}

static enum fail row_add(void *context, const struct storage_row *row)
{
	struct listing *list = context;
	struct buffer *page = list->page;
	int64_t submitted_ms = 0;
	TRY(instant_read(row->time, &submitted_ms)); /* it was checked before it was kept */
	list->count++;
	html_add(page, "<tr><td>");
	html_time(page, row->received_ms);
	html_add(page, "</td><td>");
	html_time(page, submitted_ms);
	html_add(page, "</td><td>");
	reference_add(page, row->event);
	html_wrap(page, "<code>", row->id, "</code><br>");
	html_wrap(page, "<code class=\"from\">", row->source, "</code></td>");
	html_wrap(page, "<td>", row->type, "</td>");
	html_number(page, "<td class=\"number\">", strtoll(row->sequence, NULL, 10), "</td>");
	html_number(page, "<td class=\"number\">", row->size_bytes, "</td>");
	html_number(page, "<td class=\"number\">", row->seen, "</td></tr>\n");
	return FAIL_NONE;
}

static enum fail delivery_add(void *context, const struct storage_delivery *delivery)
{
	static const char *const states[] = { [STORAGE_WAITING] = "waiting", [STORAGE_LEASED] = "under way", [STORAGE_DONE] = "done", [STORAGE_PARKED] = "set aside: a person is needed" };
	struct buffer *page = context;
	html_wrap(page, "<li>Going on to ", delivery->target, ": ");
	html_text(page, states[delivery->state]);
	html_number(page, ", tries: ", delivery->attempts, "");
	if (*delivery->note)
		html_wrap(page, ", ", delivery->note, "");
	html_add(page, "</li>\n");
	return FAIL_NONE;
}

static enum fail found_add(void *context, const struct storage_row *row)
{
	struct listing *list = context;
	struct storage *storage = list->office->storage;
	json_t *progress = NULL;
	html_add(list->page, "<h2>");
	reference_add(list->page, row->event);
	html_wrap(list->page, "<code>", row->id, "</code></h2>\n<ul><li>Received ");
	html_time(list->page, row->received_ms);
	html_wrap(list->page, " from <a href=\"/kiosks/", row->source, "\"><code>");
	html_wrap(list->page, "", row->source, "</code></a></li>\n");
	enum fail fail = storage->engine->progress_find(storage, row->source, row->id, &progress);
	if (fail == FAIL_NONE)
		html_wrap(list->page, "<li>The council’s word on it: ", json_text_or(progress, "status", ""), "</li>\n");
	json_decref(progress);
	if (fail == FAIL_STORE)
		return fail;
	fail = storage->engine->delivery_each(storage, NULL, STORAGE_STATE_COUNT, row->id, PAGE_FOUND_MAX, delivery_add, list->page);
	html_add(list->page, "</ul>\n");
	list->count++;
	return fail;
}

enum fail events_found(const struct office *office, const char *query, struct https_answer *answer)
{
	struct listing list = { .office = office, .page = &answer->body };
	struct reference reference;
	html_wrap(list.page, "<form method=\"get\" action=\"/events\" role=\"search\"><label for=\"q\">Find a form by its reference or its event’s id</label><input id=\"q\" name=\"q\" maxlength=\"64\" value=\"",
		query ? query : "", "\"><br><button>Find</button></form>\n");
	if (!query || !*query)
		return FAIL_NONE;
	bool named = reference_parse(query, &reference) == FAIL_NONE;
	if (named || id_valid(query)) {
		const struct storage_query ask = { .order = named ? STORAGE_BY_REFERENCE : STORAGE_BY_ID, .text = named ? reference.text : query, .max = PAGE_FOUND_MAX };
		TRY(office->storage->engine->each(office->storage, &ask, found_add, &list));
	}
	if (list.count == 0)
		html_add(list.page, named || id_valid(query) ? "<p class=\"none\" role=\"status\">Nothing of this name has arrived. It may still wait at its kiosk.</p>\n"
			: "<p class=\"none bad\" role=\"status\">This is neither a reference nor an id. Check each character.</p>\n");
	return FAIL_NONE;
}

static enum fail newest_add(const struct office *office, struct https_answer *answer)
{
	struct listing list = { .office = office, .page = &answer->body };
	struct storage_counts counts = { 0 };
	TRY(office->storage->engine->counts(office->storage, &counts));
	html_number(list.page, "<ul class=\"sum\"><li><b>", counts.events, counts.events == 1 ? "</b>event arrived</li>" : "</b>events arrived</li>");
	html_number(list.page, "<li><b>", counts.conflicts, "</b>refused: same id, other bytes</li></ul>\n");
	if (counts.events == 0) {
		html_add(list.page, "<p class=\"none\">Nothing has arrived yet.</p>\n");
		return FAIL_NONE;
	}
	html_add(list.page, table_head);
	TRY(office->storage->engine->each(office->storage, &(struct storage_query){ .order = STORAGE_NEWEST, .max = PAGE_ROWS_MAX }, row_add, &list));
	html_add(list.page, "</tbody>\n</table>\n</div>\n");
	return FAIL_NONE;
}

void events_page(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct viewer viewer = viewer_find(office, request);
	const char *query = https_argument(request, "q");
	if (!viewer_allowed(office, &viewer, answer))
		return;
	if (query && strlen(query) > PAGE_QUERY_MAX_BYTES) {
		answer_problem(answer, 400, "No reference is that long");
		return;
	}
	html_begin(answer, "What has arrived", "What people wrote is sealed; only the council’s key opens it.", viewer_form(&viewer));
	enum fail fail = events_found(office, query, answer);
	if (fail == FAIL_NONE && (!query || !*query))
		fail = newest_add(office, answer);
	if (fail == FAIL_NONE)
		html_end(answer);
	else
		answer_problem(answer, 503, "The storage does not answer");
}
