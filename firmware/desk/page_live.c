/* SPDX-License-Identifier: MIT */
/* The living part: the same for the first load and for each change, so that there is one place that says how a call looks. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/date.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { FORM_MAX_BYTES = 512 * 1024, ARENA_BYTES = 1024 * 1024 };

const char *live_say(const struct live *live, const char *key)
{
	return words_get(live->words, key);
}

const char *live_since(struct live *live, const char *key, int64_t since_s)
{
	int minutes = 0;
	date_of_ms(clock_wall_ms() - since_s * 1000, &minutes);
	return words_fill(live->words, &live->arena, key, WORDS_VALUES({ "time", words_time(live->words, &live->arena, minutes) }));
}

const char *live_count(struct live *live, const char *key, int64_t count)
{
	return words_fill(live->words, &live->arena, key, WORDS_VALUES({ "count", arena_printf(&live->arena, "%lld", (long long)count) }));
}

const char *live_service(struct live *live, const char *service)
{
	char path[PATH_MAX];
	json_t *form = NULL;
	const char *name = service;
	if (strspn(service, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(service) && strlen(service) <= 64 &&
	    file_path(path, sizeof path, live->place->assets, arena_printf(&live->arena, "forms/%s.json", service)) == FAIL_NONE && json_read(path, FORM_MAX_BYTES, &form) == FAIL_NONE)
		name = arena_text(&live->arena, json_text_or(form, "name", service));
	json_decref(form);
	fail_clear();
	return name;
}

void live_form(struct live *live, const char *look, const char *act, const char *id)
{
	html_put(live->html, "<form method=\"post\" action=\"/act\" class=\"$\"><input type=\"hidden\" name=\"token\" value=\"$\"><input type=\"hidden\" name=\"act\" value=\"$ $\">", look, live->who->token, act, id, NULL);
}

/* ---- the kiosk ---- */

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

static void put_kiosk(struct live *live, const json_t *state, const json_t *calls)
{
	struct html *html = live->html;
	const json_t *waiting = state ? first_waiting(calls) : NULL;
	struct badge badge = badge_of(state, waiting);
	html_put(html, "<section class=\"kiosks\" aria-labelledby=\"kiosks-title\"><h2 id=\"kiosks-title\">$</h2><ul class=\"cards\"><li class=\"card $\"><div class=\"top\"><h3>$</h3><p class=\"badge $\">$</p></div><ul>",
		live_say(live, "deskpage.kiosks"), badge.look, json_text_or(state, "kiosk", live->place->kiosk), badge.look, live_say(live, badge.key), NULL);
	if (state)
		put_facts(live, state, waiting);
	else
		html_put(html, "<li>$</li>", live_say(live, "deskpage.off_words"), NULL);
	html_raw(html, "</ul></li></ul></section>");
}

/* ---- the queue ---- */

static void put_button(struct live *live, const char *look, const char *key, const char *act, const char *ticket)
{
	char word[16];
	snprintf(word, sizeof word, "%.*s", (int)strcspn(act, " "), act);
	html_put(live->html, "<button form=\"act\" name=\"act\" value=\"$ $\" id=\"$-$$\" class=\"$\">$<span class=\"unseen\">, $</span></button>", act, ticket, word, ticket,
		strcmp(act, "take 5") == 0 ? "-5" : "", look, live_say(live, key), ticket, NULL);
}

/* What it is about: "Report a missed bin, in Urdu". */
static const char *about(struct live *live, const json_t *call)
{
	const char *service = json_text_or(call, "service", ""), *language = json_text_or(call, "language", "en");
	const char *what = service[0] ? live_service(live, service) : live_say(live, "deskpage.any");
	char key[48];
	snprintf(key, sizeof key, "deskpage.in.%.24s", language);
	const char *tongue = live_say(live, key);
	return strcmp(tongue, key) == 0 ? what : arena_printf(&live->arena, "%s, %s", what, tongue); /* English says nothing */
}

static void put_call(struct live *live, const json_t *call)
{
	struct html *html = live->html;
	const char *ticket = json_text_or(call, "ticket", ""), *state = json_text_or(call, "state", ""), *who = json_text_or(call, "name", ""), *what = about(live, call);
	bool coming = strcmp(state, "coming") == 0, here = strcmp(state, "here") == 0, left = strcmp(state, "left") == 0, mine = !left && json_bool_or(call, "mine", false);
	const struct words_value values[] = { { "name", who }, { "ticket", ticket }, { "about", what }, { NULL, NULL } };
	const char *how = words_fill(live->words, &live->arena, coming ? "deskpage.coming" : here ? "deskpage.here" : left ? "deskpage.left" : "deskpage.asked", values);
	html_put(html, "<li id=\"call-$\" class=\"call $\" data-ticket=\"$\" data-state=\"$\" data-say=\"$\"><p class=\"ticket\" aria-hidden=\"true\">$</p><div class=\"what\"><h3><span class=\"unseen\">$. </span>$</h3><p>$</p><p>$</p></div><div class=\"acts\">",
		ticket, mine ? "mine" : state, ticket, state, words_fill(live->words, &live->arena, "deskpage.say", values), ticket, ticket, what, how,
		live_since(live, "deskpage.since", json_int_or(call, "since_s", 0)), NULL);
	if (left) {
		put_button(live, "", "deskpage.done", "done", ticket);
	} else if (!coming && !here) {
		put_button(live, "first", "deskpage.go", "take 1", ticket);
		put_button(live, "", "deskpage.soon", "take 5", ticket);
	} else if (coming && mine) {
		put_button(live, "first", "deskpage.there", "arrive", ticket);
		put_button(live, "", "deskpage.done", "done", ticket);
	} else if (mine) {
		put_button(live, "first", "deskpage.done", "done", ticket);
	} else {
		put_button(live, "", "deskpage.instead", "take 1", ticket);
	}
	html_raw(html, "</div>");
	if (here && mine)
		live_codes(live, call);
	live_notes(live, call);
	html_raw(html, "</li>");
}

static void put_queue(struct live *live, const json_t *calls)
{
	size_t i, waiting = 0;
	const json_t *call;
	json_array_foreach((json_t *)calls, i, call)
		waiting += strcmp(json_text_or(call, "state", ""), "waiting") == 0 || strcmp(json_text_or(call, "state", ""), "alone") == 0;
	html_put(live->html, "<section class=\"queue\" aria-labelledby=\"queue-title\"><div class=\"top\"><h2 id=\"queue-title\" tabindex=\"-1\">$</h2><p>$</p></div>",
		live_say(live, "deskpage.queue"), live_count(live, "deskpage.waiting", (int64_t)waiting), NULL);
	if (json_array_size(calls) == 0)
		html_put(live->html, "<p class=\"nobody\">$</p>", live_say(live, calls ? "deskpage.nobody" : "deskpage.unseen"), NULL);
	html_raw(live->html, "<ol class=\"calls\">");
	json_array_foreach((json_t *)calls, i, call) {
		if (i < PAGE_CALLS_MAX)
			put_call(live, call);
	}
	html_raw(live->html, "</ol></section>");
}

void page_live(struct html *html, const struct words *words, const struct page_place *place, const struct page_facts *facts, const struct page_who *who)
{
	struct live live = { .html = html, .words = words, .place = place, .who = who };
	arena_init(&live.arena, ARENA_BYTES);
	put_kiosk(&live, facts->state, facts->calls);
	put_queue(&live, facts->calls);
	arena_done(&live.arena);
}
