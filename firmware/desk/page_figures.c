/* SPDX-License-Identifier: MIT */
/* page_figures.c - the day in numbers, of no person. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

enum { MINUTE_S = 60 };

static void number(struct live *live, const char *key, int64_t value)
{
	html_put(live->html, "<div><dt>$</dt><dd>$</dd></div>", live_say(live, key), arena_printf(&live->arena, "%lld", (long long)value), NULL);
}

/* In minutes, rounded up: what somebody who waits would say. */
static void minutes(struct live *live, const char *key, int64_t seconds)
{
	html_put(live->html, "<div><dt>$</dt><dd>$</dd></div>", live_say(live, key), live_count(live, "deskpage.minutes", (seconds + MINUTE_S - 1) / MINUTE_S), NULL);
}

static void whys(struct live *live, const json_t *codes)
{
	const char *code;
	json_t *count;
	if (json_object_size(codes) == 0)
		return;
	html_put(live->html, "<h3>$</h3><dl class=\"figures\">", live_say(live, "deskpage.why"), NULL);
	json_object_foreach((json_t *)codes, code, count)
		html_put(live->html, "<div><dt>$</dt><dd>$</dd></div>", live_code_words(live, code), arena_printf(&live->arena, "%lld", (long long)json_integer_value(count)), NULL);
	html_raw(live->html, "</dl>");
}

void live_figures(struct live *live, const json_t *figures)
{
	if (!figures)
		return;
	int64_t came = json_int_or(figures, "came", 0);
	html_put(live->html, "<section class=\"today\" aria-labelledby=\"today-title\"><h2 id=\"today-title\">$</h2><dl class=\"figures\">", live_say(live, "deskpage.today"), NULL);
	number(live, "deskpage.today.visits", json_int_or(figures, "visits", 0));
	number(live, "deskpage.today.sent", json_int_or(figures, "sent", 0));
	number(live, "deskpage.today.raised", json_int_or(figures, "raised", 0));
	number(live, "deskpage.today.set", json_int_or(figures, "set", 0));
	number(live, "deskpage.today.calls", json_int_or(figures, "calls", 0));
	number(live, "deskpage.today.came", came);
	number(live, "deskpage.today.left", json_int_or(figures, "left", 0));
	if (came > 0) {
		minutes(live, "deskpage.today.wait", json_int_or(figures, "wait_s", 0) / came);
		minutes(live, "deskpage.today.longest", json_int_or(figures, "longest_s", 0));
	}
	html_raw(live->html, "</dl>");
	whys(live, json_object_get(figures, "codes"));
	html_raw(live->html, "</section>");
}
