/* SPDX-License-Identifier: MIT */
/* days_table.c - a kiosk's last days in numbers, as its newest heartbeat has them. What it says of avoidable contact is the council's own classification, no statutory return. */
#include "tests/backoffice/pages/pages.h"

#include "firmware/base/json.h"
#include "tests/backoffice/pages/html.h"

#include <string.h>

enum { DAYS_MAX = 14, MINUTE_S = 60, PERCENT = 100, COUNT_MAX = 1000000 };

static int64_t count_of(const json_t *day, const char *key)
{
	int64_t count = json_int_or(day, key, 0);
	return count < 0 ? 0 : count > COUNT_MAX ? COUNT_MAX : count;
}

/* Of all whose reason somebody knew, those that could have been spared; and how many nobody knew. */
static void avoidable(struct buffer *page, const json_t *codes)
{
	int64_t all = 0, spared = 0, unknown = count_of(codes, "U");
	const char *code;
	json_t *count;
	json_object_foreach((json_t *)codes, code, count) {
		(void)count;
		all += count_of(codes, code);
		spared += code[0] == 'A' ? count_of(codes, code) : 0;
	}
	if (all > unknown)
		html_number(page, "<td>", PERCENT * spared / (all - unknown), " %");
	else
		html_add(page, "<td>–");
	if (unknown > 0)
		html_number(page, " (", PERCENT * unknown / all, " % unknown)");
	html_add(page, "</td>");
}

static void day_add(struct buffer *page, const json_t *day)
{
	static const char *const keys[] = { "visits", "sent", "calls", "came", "left", NULL };
	int64_t came = count_of(day, "came");
	html_wrap(page, "<tr><th scope=\"row\">", json_text_or(day, "date", ""), "</th>");
	for (int i = 0; keys[i]; i++)
		html_number(page, "<td>", count_of(day, keys[i]), "</td>");
	if (came > 0)
		html_number(page, "<td>", (count_of(day, "wait_s") / came + MINUTE_S - 1) / MINUTE_S, " min</td>");
	else
		html_add(page, "<td>–</td>");
	avoidable(page, json_object_get(day, "codes"));
	html_number(page, "<td>", count_of(day, "remarks"), "</td></tr>\n");
}

void days_add(struct buffer *page, const char *heartbeat)
{
	json_t *beat = json_loads(heartbeat, 0, NULL);
	const json_t *days = json_object_get(beat, "days"), *day;
	size_t index, all = json_array_size(days);
	if (all > 0)
		html_add(page, "<h2>Its last days</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Its last days\">\n<table><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Visits</th><th scope=\"col\">Forms</th><th scope=\"col\">Called a person</th><th scope=\"col\">One came</th>"
			"<th scope=\"col\">Left before</th><th scope=\"col\">Waited</th><th scope=\"col\">Avoidable</th><th scope=\"col\">Staff wrote</th></tr></thead><tbody>\n");
	json_array_foreach((json_t *)days, index, day)
		if (json_is_object(day) && index + DAYS_MAX >= all)
			day_add(page, day);
	if (all > 0)
		html_add(page, "</tbody></table>\n</div>\n");
	json_decref(beat);
}
