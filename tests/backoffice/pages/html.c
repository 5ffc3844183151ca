/* SPDX-License-Identifier: MIT */
/* html.c - one frame for all pages: readable without scripts, at any width, with a keyboard, light or dark. */
#include "tests/backoffice/pages/html.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char style[] =
	":root{color-scheme:light dark;--ink:#12211f;--paper:#fff;--band:#0b4340;--on-band:#fff;--rule:#b5c4c2;--soft:#f1f6f5;--link:#0b5a8a}"
	"@media(prefers-color-scheme:dark){:root{--ink:#eef5f4;--paper:#0f1716;--rule:#4a5d5b;--soft:#182422;--link:#8cc8f0}}"
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
	".none{background:var(--soft);padding:1.5rem}nav{margin:.75rem 0 0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline}"
	"nav a{color:var(--on-band)}a{color:var(--link)}a:focus-visible,button:focus-visible,input:focus-visible{outline:.25rem solid #ffc24a;outline-offset:.125rem}"
	"form{margin:0 0 1.5rem}label{display:block;font-weight:700}input{font:inherit;padding:.5rem;border:.125rem solid var(--ink);background:var(--paper);color:var(--ink);width:100%;max-width:26rem}"
	"button{font:inherit;font-weight:700;min-height:2.75rem;padding:.5rem 1.25rem;margin:.75rem 0 0;border:0;background:#0b4340;color:#fff}nav form{margin:0}"
	"nav button{margin:0;background:none;border:.125rem solid var(--on-band);min-height:2.25rem;padding:.125rem .75rem}button.stop{background:#a3170e}"
	".bad{font-weight:700}.bad::before{content:\"\\25B2\\00a0\"}h2{font-size:1.25rem;margin:2rem 0 .5rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}"
	"dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}.hint{margin:.25rem 0}dd code,p code,li code,h2 code{white-space:normal;overflow-wrap:anywhere}"
	"@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin:0 0 .5rem}}";

static void must(enum fail fail)
{
	if (fail != FAIL_NONE)
		abort();
}

void html_add(struct buffer *page, const char *html)
{
	must(buffer_add(page, html, strlen(html)));
}

void html_text(struct buffer *page, const char *text)
{
	for (; *text; text++) {
		const char *entity = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '&' ? "&amp;" : *text == '"' ? "&quot;" : NULL;
		must(entity ? buffer_add(page, entity, strlen(entity)) : buffer_add(page, text, 1));
	}
}

void html_wrap(struct buffer *page, const char *before, const char *text, const char *after)
{
	html_add(page, before);
	html_text(page, text);
	html_add(page, after);
}

void html_number(struct buffer *page, const char *before, int64_t number, const char *after)
{
	must(buffer_printf(page, "%s%" PRId64 "%s", before, number, after));
}

void html_time(struct buffer *page, int64_t time_ms)
{
	char text[32];
	time_t seconds = (time_t)(time_ms / 1000);
	struct tm tm;
	localtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%d %b %Y\n%H:%M:%S", &tm);
	html_wrap(page, "<span class=\"time\">", time_ms > 0 ? text : "never", "</span>");
}

void html_span(struct buffer *page, int64_t seconds)
{
	static const struct { int64_t seconds; const char *one, *many; } units[] = {
		{ 86400, " day", " days" }, { 3600, " hour", " hours" }, { 60, " minute", " minutes" }, { 1, " second", " seconds" },
	};
	size_t i = 0;
	while (i < 3 && seconds < 2 * units[i].seconds)
		i++;
	int64_t count = seconds / units[i].seconds;
	html_number(page, "", count, count == 1 ? units[i].one : units[i].many);
}

void html_begin(struct https_answer *answer, const char *title, const char *intro, const char *form)
{
	struct buffer *page = &answer->body;
	html_wrap(page, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
		title, " – council back office</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n");
	html_wrap(page, "<header><div class=\"wide\"><h1>", title, "</h1>");
	html_wrap(page, "<p>", intro, "</p>\n<nav aria-label=\"Pages\"><a href=\"/\">Kiosks</a> <a href=\"/events\">What has arrived</a>");
	if (form)
		html_wrap(page, "<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"form\" value=\"", form, "\"><button>Sign out</button></form>");
	else
		html_add(page, " <a href=\"/sign-in\">Sign in</a>");
	html_add(page, "</nav></div></header>\n<main><div class=\"wide\">\n");
}

void html_end(struct https_answer *answer)
{
	html_add(&answer->body, "</div></main>\n</body>\n</html>\n");
	answer->content_type = "text/html; charset=utf-8";
	if (answer->status == 0 || answer->status == 500)
		answer->status = 200;
}

void html_style_answer(struct https_answer *answer)
{
	html_add(&answer->body, style);
	answer->status = 200;
	answer->content_type = "text/css; charset=utf-8";
}
