/* SPDX-License-Identifier: MIT */
/* page_kiosks.c - how the kiosks of the site are, in the same order on each page. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <string.h>

static const json_t *first_waiting(const json_t *calls)
{
	size_t i;
	const json_t *call;
	json_array_foreach((json_t *)calls, i, call) {
		const char *state = json_text_or(call, "state", "");
		if (strcmp(state, "waiting") == 0 || strcmp(state, "alone") == 0)
			return call;
	}
	return NULL;
}

struct badge { const char *look, *key; };

static struct badge badge_of(const json_t *state, const json_t *waiting)
{
	const char *service = json_text_or(state, "service", "open"), *printer = json_text_or(json_object_get(state, "printer"), "state", "");
	if (!state)
		return (struct badge){ "off", "deskpage.off" };
	if (json_bool_or(state, "training", false))
		return (struct badge){ "busy", "training.brief" };
	if (waiting)
		return (struct badge){ "wants", "deskpage.wants" };
	if (strcmp(service, "closed") == 0)
		return (struct badge){ "bad", "deskpage.closed" };
	if (strcmp(printer, "paper") == 0)
		return (struct badge){ "bad", "deskpage.paper" };
	if (json_bool_or(state, "visit", false))
		return (struct badge){ "busy", "deskpage.busy" };
	return (struct badge){ "free", "deskpage.free" };
}

static void put_facts(struct live *live, const json_t *state, const json_t *waiting)
{
	struct html *html = live->html;
	const json_t *printer = json_object_get(state, "printer");
	const char *service = json_text_or(state, "service", "open"), *network = json_text_or(state, "network", "never");
	int64_t queue = json_int_or(state, "queue", 0), visit_s = json_int_or(state, "visit_s", -1);
	if (waiting)
		html_put(html, "<li>$</li>", live_since(live, "deskpage.wants_since", json_int_or(waiting, "since_s", 0)), NULL);
	if (json_bool_or(state, "training", false))
		html_put(html, "<li>$</li>", live_say(live, "training.mark"), NULL);
	if (json_bool_or(state, "visit", false))
		html_put(html, "<li>$</li>", visit_s >= 0 ? live_since(live, "deskpage.busy_since", visit_s) : live_say(live, "deskpage.busy"), NULL);
	if (json_object_get(state, "join"))
		html_put(html, "<li>$</li>", words_fill(live->words, &live->arena, strcmp(json_text_or(json_object_get(state, "join"), "state", ""), "asked") == 0 ? "deskpage.join_asks" : "deskpage.join_helps",
			WORDS_VALUES({ "name", json_text_or(json_object_get(state, "join"), "name", "") })), NULL);
	if (strcmp(service, "full") == 0)
		html_put(html, "<li>$</li>", live_say(live, "deskpage.full"), NULL);
	const char *key = json_text_or(printer, "key", "printer.none");
	bool low = json_bool_or(printer, "low", false);
	html_put(html, "<li>$</li>", live_say(live, low && strcmp(key, "printer.ready") == 0 ? "printer.low" : key), NULL);
	if (strcmp(network, "never") != 0) /* nobody knows yet */
		html_put(html, "<li>$</li>", live_say(live, strcmp(network, "up") == 0 ? "deskpage.up" : "deskpage.down"), NULL);
	if (queue > 0)
		html_put(html, "<li>$</li>", live_count(live, "deskpage.stored", queue), NULL);
}

/* Why nothing is known of another kiosk. */
static void put_unknown(struct live *live, const char *how, int64_t off_s)
{
	if (strcmp(how, "off") == 0)
		html_put(live->html, "<li>$</li><li>$</li>", live_since(live, "deskpage.off_since", off_s), live_say(live, "deskpage.off_words"), NULL);
	else
		html_put(live->html, "<li>$</li>", live_say(live, strcmp(how, "shut") == 0 ? "deskpage.shut" : strcmp(how, "asked") == 0 ? "deskpage.asked_kiosk" : "deskpage.off_words"), NULL);
}

bool live_joins(const struct live *live, const struct live_kiosk *kiosk)
{
	return kiosk && kiosk->calls && !live->who->helps && json_bool_or(kiosk->state, "visit", false) && !json_object_get(kiosk->state, "join");
}

static void put_kiosk(struct live *live, const struct live_kiosk *kiosk)
{
	const json_t *waiting = kiosk->state ? first_waiting(kiosk->calls) : NULL;
	struct badge badge = badge_of(kiosk->state, waiting);
	html_put(live->html, "<li class=\"card $\"><div class=\"top\"><h3><bdi>$</bdi></h3><p class=\"badge $\">$</p></div><ul>", badge.look, kiosk->name, badge.look, live_say(live, badge.key), NULL);
	if (kiosk->state)
		put_facts(live, kiosk->state, waiting);
	else
		put_unknown(live, kiosk->how, kiosk->off_s);
	html_raw(live->html, "</ul>");
	if (live_joins(live, kiosk))
		html_put(live->html, "<div class=\"acts\"><button form=\"act\" name=\"act\" value=\"join$$\" id=\"join-kiosk$$\">$<span class=\"unseen\">, $</span></button></div>", kiosk->mark[0] ? "@" : "", kiosk->mark,
			kiosk->mark[0] ? "-" : "", kiosk->mark, live_say(live, "deskpage.join"), kiosk->name, NULL);
	html_raw(live->html, "</li>");
}

void live_kiosks(struct live *live)
{
	html_put(live->html, "<section class=\"kiosks\" aria-labelledby=\"kiosks-title\"><h2 id=\"kiosks-title\">$</h2><ul class=\"cards\">", live_say(live, "deskpage.kiosks"), NULL);
	for (size_t i = 0; i < live->kiosks; i++)
		put_kiosk(live, &live->kiosk[i]);
	html_raw(live->html, "</ul></section>");
}

void live_where(struct live *live, const char *id, live_fits fits)
{
	if (live->kiosks < 2)
		return;
	html_put(live->html, "<label for=\"$\">$</label><select id=\"$\" name=\"at\">", id, live_say(live, "deskpage.kiosk"), id, NULL);
	for (size_t i = 0; i < live->kiosks; i++)
		if (fits(&live->kiosk[i]))
			html_put(live->html, "<option value=\"$\">$</option>", live->kiosk[i].mark, live->kiosk[i].name, NULL);
	html_raw(live->html, "</select>");
}
