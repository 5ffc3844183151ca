/* SPDX-License-Identifier: MIT */
/* page.c - HTML without scripts; every value is escaped, though it was checked on its way in. */
#include "tests/backoffice/page.h"

#include "firmware/envelope/instant.h"
#include "tests/backoffice/answer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char style[] =
	":root{color-scheme:light dark;--ink:#12211f;--paper:#fff;--band:#0b4340;--on-band:#fff;--rule:#b5c4c2;--soft:#f1f6f5}"
	"@media(prefers-color-scheme:dark){:root{--ink:#eef5f4;--paper:#0f1716;--rule:#4a5d5b;--soft:#182422}}"
	"*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif}"
	"header{background:var(--band);color:var(--on-band);border-bottom:.5rem solid #ffc24a;padding:1.25rem 0}"
	"header p{margin:.25rem 0 0}h1{margin:0;font-size:1.75rem;line-height:1.2}"
	".wide{max-width:76rem;margin:0 auto;padding:0 1.5rem}main{padding:1.5rem 0 3rem}"
	".sum{display:flex;flex-wrap:wrap;gap:1rem;margin:0 0 1.5rem;padding:0;list-style:none}"
	".sum li{background:var(--soft);border-left:.375rem solid #ffc24a;padding:.5rem 1rem;min-width:11rem}.sum b{display:block;font-size:1.75rem;line-height:1.2}"
	".scroll{overflow-x:auto}.scroll:focus-visible{outline:.25rem solid #ffc24a;outline-offset:.125rem}"
	"table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:700;font-size:1.25rem;padding:0 0 .75rem}"
	"th,td{text-align:left;vertical-align:top;padding:.625rem 1rem .625rem 0;border-bottom:1px solid var(--rule)}"
	"thead th{border-bottom:.125rem solid var(--ink)}.number{text-align:right}code{font-size:.9375rem;white-space:nowrap}.from{opacity:.8}.time{white-space:pre}"
	".none{background:var(--soft);padding:1.5rem}";

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<title>What has arrived – council back office</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n"
	"<header><div class=\"wide\"><h1>What has arrived</h1><p>Reference council back office. What people wrote is sealed; only the council’s key opens it.</p></div></header>\n"
	"<main><div class=\"wide\">\n";

static const char table_head[] =
	"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Events\">\n<table>\n<caption>Events, newest first</caption>\n<thead><tr><th scope=\"col\">Received</th>"
	"<th scope=\"col\">Submitted</th><th scope=\"col\">Event, and the kiosk it is from</th><th scope=\"col\">Type</th><th scope=\"col\" class=\"number\">Number</th>"
	"<th scope=\"col\" class=\"number\">Bytes</th><th scope=\"col\" class=\"number\">Times seen</th></tr></thead>\n<tbody>\n";

/* PAGE_ROWS_MAX rows are far below the answer's maximum. */
static void must(enum fail fail)
{
	if (fail != FAIL_NONE)
		abort();
}

static void text_add(struct buffer *page, const char *text)
{
	for (; *text; text++) {
		const char *entity = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '&' ? "&amp;" : *text == '"' ? "&quot;" : NULL;
		must(entity ? buffer_add(page, entity, strlen(entity)) : buffer_add(page, text, 1));
	}
}

static void cell_add(struct buffer *page, const char *before, const char *text, const char *after)
{
	must(buffer_add(page, before, strlen(before)));
	text_add(page, text);
	must(buffer_add(page, after, strlen(after)));
}

/* A moment as people here write it, in a cell. */
static void time_add(struct buffer *page, int64_t time_ms)
{
	char text[32];
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm tm;
	localtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%d %b %Y\n%H:%M:%S", &tm);
	cell_add(page, "<td class=\"time\">", text, "</td>");
}

static enum fail row_add(void *context, const struct storage_row *row)
{
	struct buffer *page = context;
	int64_t submitted_ms = 0;
	TRY(instant_read(row->time, &submitted_ms)); /* it was checked before it was kept */
	must(buffer_printf(page, "<tr>"));
	time_add(page, row->received_ms);
	time_add(page, submitted_ms);
	cell_add(page, "<td><code>", row->id, "</code><br>");
	cell_add(page, "<code class=\"from\">", row->source, "</code></td>");
	cell_add(page, "<td>", row->type, "</td>");
	must(buffer_printf(page, "<td class=\"number\">%lld</td><td class=\"number\">%" PRId64 "</td><td class=\"number\">%" PRId64 "</td></tr>\n",
		strtoll(row->sequence, NULL, 10), row->size_bytes, row->seen));
	return FAIL_NONE;
}

void page_answer(struct storage *storage, struct https_answer *answer)
{
	struct storage_counts counts = { 0 };
	if (storage->engine->counts(storage, &counts) != FAIL_NONE) {
		answer_problem(answer, 503, "The inbox cannot be read");
		return;
	}
	struct buffer *page = &answer->body;
	must(buffer_printf(page, "%s<ul class=\"sum\"><li><b>%" PRId64 "</b>%s arrived</li><li><b>%" PRId64 "</b>refused: same id, other bytes</li></ul>\n",
		head, counts.events, counts.events == 1 ? "event" : "events", counts.conflicts));
	if (counts.events == 0) {
		must(buffer_printf(page, "<p class=\"none\">Nothing has arrived yet.</p>\n"));
	} else {
		must(buffer_add(page, table_head, sizeof table_head - 1));
		if (storage->engine->each(storage, &(struct storage_query){ .order = STORAGE_NEWEST, .max = PAGE_ROWS_MAX }, row_add, page) != FAIL_NONE) {
			answer_problem(answer, 503, "The inbox cannot be read");
			return;
		}
		must(buffer_printf(page, "</tbody>\n</table>\n</div>\n"));
	}
	must(buffer_printf(page, "</div></main>\n</body>\n</html>\n"));
	answer->status = 200;
	answer->content_type = "text/html; charset=utf-8";
}

void page_style_answer(struct https_answer *answer)
{
	if (buffer_add(&answer->body, style, sizeof style - 1) != FAIL_NONE)
		abort();
	answer->status = 200;
	answer->content_type = "text/css; charset=utf-8";
}
