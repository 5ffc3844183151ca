/* SPDX-License-Identifier: MIT */
/* fleet_page.c - how the kiosks are, as they last said: those that want somebody first to the eye, by words and a sign, not by colour. */
#include "tests/backoffice/answer.h"
#include "tests/backoffice/fleet.h"
#include "tests/backoffice/pages/form.h"
#include "tests/backoffice/pages/html.h"
#include "tests/backoffice/pages/pages.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char table_head[] =
	"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Kiosks\">\n<table>\n<caption>Kiosks</caption>\n<thead><tr><th scope=\"col\">Kiosk</th><th scope=\"col\">Last seen</th>"
	"<th scope=\"col\" class=\"number\">Waiting</th><th scope=\"col\">Oldest</th><th scope=\"col\">Set aside</th><th scope=\"col\">Printer</th>"
	"<th scope=\"col\">Versions</th></tr></thead>\n<tbody>\n";

enum { PAGE_ROWS = 200, FIND_MAX_BYTES = 100 };

/* @find: what a name or an id has in it, "" all; @last: the kiosk that the page ends with. */
struct showing { struct buffer *page; const char *source, *find; int64_t now_ms, count; bool more; char last[DEVICE_SOURCE_MAX_BYTES]; struct viewer *viewer; };

/* In a cell; marked where somebody should look. */
static void printer_cell(struct buffer *page, const struct fleet_kiosk *kiosk)
{
	html_wrap(page, kiosk->paper || kiosk->low ? "<td class=\"bad\">" : "<td>", kiosk->printer, "");
	html_add(page, kiosk->low && kiosk->paper ? "<br>Its roll is nearly finished.</td>" : "</td>"); /* else its words say so */
}

static void seen_cell(struct buffer *page, const struct storage_kiosk *row, bool silent, int64_t now_ms)
{
	html_add(page, silent && row->revoked_ms == 0 ? "<td class=\"bad\">" : "<td>");
	if (row->seen_ms > 0) {
		html_span(page, now_ms > row->seen_ms ? (now_ms - row->seen_ms) / 1000 : 0);
		html_add(page, " ago");
	} else {
		html_add(page, "never");
	}
	html_add(page, "</td>");
}

/* How many, and why the first of them. */
static void parked_cell(struct buffer *page, const struct fleet_kiosk *kiosk)
{
	char note[FLEET_WORDS_BYTES];
	snprintf(note, sizeof note, "%s", json_text_or(json_array_get(kiosk->parked_list, 0), "note", ""));
	html_number(page, kiosk->parked > 0 ? "<td class=\"bad\">" : "<td>", kiosk->parked, "");
	if (kiosk->parked > 0 && *note)
		html_wrap(page, "<br>", note, "");
	html_add(page, "</td>");
}

static void status_add(struct buffer *page, const struct storage_kiosk *row)
{
	if (row->revoked_ms == 0)
		return;
	html_add(page, "<br><span class=\"bad\">Revoked");
	if (*row->reason)
		html_wrap(page, ": ", row->reason, "");
	html_add(page, "</span>");
	if (row->refused_ms > row->revoked_ms) {
		html_add(page, "<br><span class=\"bad\">It came again, and was refused: ");
		html_time(page, row->refused_ms);
		html_add(page, "</span>");
	}
}

static enum fail row_add(void *context, const struct storage_kiosk *row)
{
	struct showing *showing = context;
	struct buffer *page = showing->page;
	struct fleet_kiosk kiosk = fleet_read(row, showing->now_ms);
	if (*showing->find && !strcasestr(kiosk.name, showing->find) && !strcasestr(row->source, showing->find)) {
		fleet_done(&kiosk);
		return FAIL_NONE;
	}
	if (showing->count == PAGE_ROWS && strcmp(showing->last, row->source) != 0) { /* keys of one kiosk stay on one page */
		showing->more = true;
		fleet_done(&kiosk);
		return FAIL_EMPTY;
	}
	html_wrap(page, "<tr><th scope=\"row\"><a href=\"/kiosks/", *row->source ? row->source : row->kid, "\">");
	html_wrap(page, "", kiosk.name[0] ? kiosk.name : "A kiosk without a name", "</a><br>");
	html_wrap(page, "<code class=\"from\">", *row->source ? row->source : "not heard of yet", "</code>");
	status_add(page, row);
	html_add(page, "</th>");
	seen_cell(page, row, kiosk.silent, showing->now_ms);
	html_number(page, kiosk.full ? "<td class=\"number bad\">" : "<td class=\"number\">", kiosk.waiting, kiosk.full ? ", full</td><td>" : "</td><td>");
	if (kiosk.waiting > 0)
		html_span(page, kiosk.oldest_s);
	html_add(page, "</td>");
	parked_cell(page, &kiosk);
	printer_cell(page, &kiosk);
	html_wrap(page, "<td>", kiosk.firmware, "");
	if (kiosk.version > 0)
		html_number(page, "<br>content ", kiosk.version, "");
	if (kiosk.refused[0])
		html_wrap(page, "<br><span class=\"bad\">did not take a new one: ", kiosk.refused, "</span>");
	if (kiosk.audit[0])
		html_wrap(page, "<br><span class=\"bad\">", kiosk.audit, "</span>");
	html_add(page, "</td></tr>\n");
	fleet_done(&kiosk);
	showing->count += showing->count < PAGE_ROWS;
	snprintf(showing->last, sizeof showing->last, "%s", row->source);
	return FAIL_NONE;
}

static enum fail sums_add(const struct office *office, const struct storage_counts *counts, struct buffer *page, int64_t now_ms)
{
	struct fleet_sums sums = { 0 };
	TRY(fleet_sum(office->storage, now_ms, &sums));
	html_number(page, "<ul class=\"sum\"><li><b>", counts->kiosks, counts->kiosks == 1 ? "</b>kiosk</li>" : "</b>kiosks</li>");
	html_number(page, "<li><b>", sums.silent, "</b>not heard of for 15 minutes</li>");
	html_number(page, "<li><b>", sums.paper, "</b>want someone at the printer</li>");
	html_number(page, "<li><b>", sums.low, "</b>print, but need a new paper roll soon</li>");
	html_number(page, "<li><b>", sums.waiting, "</b>forms wait at kiosks</li>");
	html_number(page, "<li><b>", sums.parked + counts->deliveries[STORAGE_PARKED], "</b>set aside for a person</li>");
	html_number(page, "<li><b>", counts->conflicts, "</b>refused: same id, other bytes</li></ul>\n");
	return FAIL_NONE;
}

/* Where somebody looks for one of many. */
static void find_form(struct buffer *page, const char *find)
{
	html_wrap(page, "<form method=\"get\" action=\"/\" role=\"search\"><label for=\"kiosk\">Find a kiosk by its name or id</label>"
		"<input id=\"kiosk\" name=\"kiosk\" maxlength=\"100\" value=\"", find, "\"> <button>Find</button></form>\n");
}

static enum fail rows_add(const struct office *office, const char *after, struct showing *showing)
{
	enum fail fail = fleet_each(office->storage, after, row_add, showing);
	return showing->more && fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

static enum fail fleet_add(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	const char *find = https_argument(request, "kiosk"), *after = https_argument(request, "after");
	struct showing showing = { .page = &answer->body, .now_ms = clock_wall_ms(), .find = find && strlen(find) <= FIND_MAX_BYTES ? find : "" };
	after = after && envelope_source_valid(after) ? after : "";
	struct storage_counts counts = { 0 };
	TRY(office->storage->engine->counts(office->storage, &counts));
	TRY(sums_add(office, &counts, showing.page, showing.now_ms));
	TRY(events_found(office, NULL, answer));
	if (counts.kiosks + counts.revoked == 0) {
		html_add(showing.page, "<p class=\"none\">No kiosk has been let in yet. <code>foyer-backoffice code</code> prints a code for one.</p>\n");
		return FAIL_NONE;
	}
	find_form(showing.page, showing.find);
	html_add(showing.page, table_head);
	TRY(rows_add(office, after, &showing));
	html_add(showing.page, "</tbody>\n</table>\n</div>\n");
	if (showing.count == 0)
		html_add(showing.page, "<p class=\"none\">There is no such kiosk.</p>\n");
	if (showing.more) {
		html_wrap(showing.page, "<form method=\"get\" action=\"/\"><input type=\"hidden\" name=\"after\" value=\"", showing.last, "\">");
		html_wrap(showing.page, "<input type=\"hidden\" name=\"kiosk\" value=\"", showing.find, "\"><button>More kiosks</button></form>\n");
	}
	return FAIL_NONE;
}

void fleet_page(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct viewer viewer = viewer_find(office, request);
	if (!viewer_allowed(office, &viewer, answer))
		return;
	html_begin(answer, "Kiosks", "How each one is, as it last said. What people wrote is sealed; only the council’s key opens it.", viewer_form(&viewer));
	if (fleet_add(office, request, answer) == FAIL_NONE)
		html_end(answer);
	else
		answer_problem(answer, 503, "The storage does not answer");
}

/* ---- one kiosk ---- */

static void parked_add(struct buffer *page, const json_t *list)
{
	size_t index;
	json_t *one;
	if (json_array_size(list) == 0)
		return;
	html_add(page, "<h2>Set aside at the kiosk</h2>\n<ul>\n");
	json_array_foreach(list, index, one) {
		if (index == FLEET_PARKED_MAX)
			break;
		if (!json_is_object(one))
			continue;
		html_wrap(page, "<li><b>", json_text_or(one, "reference", "without a reference"), "</b> ");
		html_wrap(page, "<code>", json_text_or(one, "id", ""), "</code>: ");
		html_wrap(page, "", json_text_or(one, "note", "no reason was given"), "</li>\n");
	}
	html_add(page, "</ul>\n");
}

/* All that its heartbeat says, in the kiosk's own names. */
static void facts_add(struct buffer *page, const char *heartbeat)
{
	json_t *beat = json_loads(heartbeat, 0, NULL), *value;
	const char *name;
	if (json_object_size(beat) == 0) {
		json_decref(beat);
		return;
	}
	html_add(page, "<h2>What it says of itself</h2>\n<dl>\n");
	json_object_foreach(beat, name, value) {
		if (json_is_object(value) || json_is_array(value))
			continue;
		char *text = json_is_string(value) ? NULL : json_dumps(value, JSON_ENCODE_ANY);
		html_wrap(page, "<dt>", name, "</dt>");
		html_wrap(page, "<dd>", text ? text : json_string_value(value) ? json_string_value(value) : "", "</dd>\n");
		free(text);
	}
	html_add(page, "</dl>\n");
	json_decref(beat);
}

static void revoke_form(struct buffer *page, const char *source, const struct viewer *viewer)
{
	html_add(page, "<h2>Revoke this kiosk</h2>\n<p>For one that was stolen or is not trusted any more. From then on nothing it sends is taken; what it sent before stays. "
		"To let it in again it needs a new code.</p>\n");
	if (!viewer->signed_in) {
		html_add(page, "<p><a href=\"/sign-in\">Sign in</a> to revoke it.</p>\n");
		return;
	}
	html_wrap(page, "<form method=\"post\" action=\"/kiosks/", source, "/revoke\">");
	html_wrap(page, "<input type=\"hidden\" name=\"form\" value=\"", viewer->form, "\"><label for=\"reason\">Why</label>"
		"<input id=\"reason\" name=\"reason\" required maxlength=\"200\"><br><button class=\"stop\">Revoke this kiosk</button></form>\n");
}

static enum fail kiosk_show(void *context, const struct storage_kiosk *row)
{
	struct showing *showing = context;
	if (strcmp(showing->source, row->source) != 0 && strcmp(showing->source, row->kid) != 0)
		return FAIL_NONE;
	struct buffer *page = showing->page;
	struct fleet_kiosk kiosk = fleet_read(row, showing->now_ms);
	html_wrap(page, "<p><b>", kiosk.name[0] ? kiosk.name : "A kiosk without a name", "</b><br>");
	html_wrap(page, "<code>", row->source, "</code>");
	status_add(page, row);
	html_wrap(page, "</p>\n<dl><dt>Key</dt><dd><code>", row->kid, "</code></dd><dt>Known since</dt><dd>");
	html_time(page, row->known_ms);
	html_add(page, "</dd><dt>Last seen</dt><dd>");
	html_time(page, row->seen_ms);
	html_add(page, "</dd><dt>Last heartbeat</dt><dd>");
	html_time(page, row->heartbeat_ms);
	html_add(page, "</dd></dl>\n");
	if (kiosk.audit[0])
		html_wrap(page, "<p class=\"bad\">", kiosk.audit, "</p>\n");
	parked_add(page, kiosk.parked_list);
	days_add(page, row->heartbeat);
	facts_add(page, row->heartbeat);
	if (row->revoked_ms == 0 && *row->source)
		revoke_form(page, row->source, showing->viewer);
	fleet_done(&kiosk);
	showing->count++;
	return FAIL_NONE;
}

/* The kiosk that a path names: "/kiosks/ID" and what may follow. */
static void source_of(const struct https_request *request, char ret[static DEVICE_SOURCE_MAX_BYTES])
{
	const char *id = request->path + strlen("/kiosks/");
	snprintf(ret, DEVICE_SOURCE_MAX_BYTES, "%.*s", (int)strcspn(id, "/"), id);
}

void kiosk_page(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	char source[DEVICE_SOURCE_MAX_BYTES];
	struct viewer viewer = viewer_find(office, request);
	struct showing showing = { .page = &answer->body, .source = source, .now_ms = clock_wall_ms(), .viewer = &viewer };
	if (!viewer_allowed(office, &viewer, answer))
		return;
	source_of(request, source);
	html_begin(answer, "A kiosk", "How it is, as it last said.", viewer_form(&viewer));
	if (fleet_each(office->storage, "", kiosk_show, &showing) != FAIL_NONE)
		answer_problem(answer, 503, "The storage does not answer");
	else if (showing.count == 0)
		answer_problem(answer, 404, "There is no such kiosk");
	else
		html_end(answer);
}

void revoke_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	char source[DEVICE_SOURCE_MAX_BYTES], reason[STORAGE_NOTE_MAX_BYTES + 1] = "", path[DEVICE_SOURCE_MAX_BYTES + 16];
	if (!viewer_acts(office, request, answer))
		return;
	source_of(request, source);
	enum fail fail = form_value(request->bytes, request->size_bytes, "reason", reason, sizeof reason);
	if (fail == FAIL_NONE || fail == FAIL_EMPTY)
		fail = office->storage->engine->kiosk_revoke(office->storage, source, reason, clock_wall_ms());
	if (fail != FAIL_NONE) {
		answer_problem(answer, fail == FAIL_EMPTY ? 404 : fail == FAIL_STORE ? 503 : 400, fail_words());
		return;
	}
	log_event("kiosk.revoked", "source=%s", source);
	snprintf(path, sizeof path, "/kiosks/%s", source);
	answer->status = 303;
	answer->content_type = "text/plain";
	answer_header(answer, "Location", path);
}
