/* SPDX-License-Identifier: MIT */
/* The living part: the same for the first load and for each change, so that there is one place that says how a call looks. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/date.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 1024 * 1024, CALLS_MAX = 256 };

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
	for (size_t i = 0; i < live->place->service_count; i++)
		if (strcmp(live->place->services[i].code, service) == 0)
			return live->place->services[i].name;
	return service;
}

void live_services(struct live *live, const char *id)
{
	html_put(live->html, "<select id=\"$\" name=\"$\">", id, id, NULL);
	for (size_t i = 0; i < live->place->service_count; i++)
		html_put(live->html, live->place->services[i].english ? "<option value=\"$\" lang=\"en\">$</option>" : "<option value=\"$\">$</option>", live->place->services[i].code, live->place->services[i].name, NULL);
	html_raw(live->html, "</select>");
}

const char *live_id(const json_t *call)
{
	return json_text_or(call, "id", json_text_or(call, "ticket", ""));
}

void live_form(struct live *live, const char *look, const char *act, const char *id)
{
	html_put(live->html, "<form method=\"post\" action=\"/act\" class=\"$\"><input type=\"hidden\" name=\"token\" value=\"$\"><input type=\"hidden\" name=\"act\" value=\"$ $\">", look, live->who->token, act, id, NULL);
}

/* ---- the queue ---- */

static void put_button(struct live *live, const char *look, const char *key, const char *act, const json_t *call)
{
	char word[16];
	snprintf(word, sizeof word, "%.*s", (int)strcspn(act, " "), act);
	html_put(live->html, "<button form=\"act\" name=\"act\" value=\"$ $\" id=\"$-$$\" class=\"$\">$<span class=\"unseen\">, $</span></button>", act, live_id(call), word, live_id(call),
		strcmp(act, "take 5") == 0 ? "-5" : "", look, live_say(live, key), json_text_or(call, "ticket", ""), NULL);
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

/* Of another kiosk it was said to somebody who may be another than whose page this is. */
static bool is_mine(const struct live *live, const json_t *call)
{
	return json_object_get(call, "id") ? strcmp(json_text_or(call, "by", ""), live->who->id) == 0 : json_bool_or(call, "mine", false);
}

static const struct live_kiosk *kiosk_with(const struct live *live, const json_t *call)
{
	const char *at = strchr(json_text_or(call, "id", ""), '@');
	for (size_t i = 0; i < live->kiosks; i++)
		if (strcmp(live->kiosk[i].mark, at ? at + 1 : "") == 0)
			return &live->kiosk[i];
	return NULL;
}

/* What is said and shown when it is new: where there is more than one kiosk, at which. */
static const char *say_call(struct live *live, const json_t *call, const struct words_value *values)
{
	const char *said = words_fill(live->words, &live->arena, "deskpage.say", values), *kiosk = json_text_or(call, "kiosk", "");
	return kiosk[0] ? arena_printf(&live->arena, "%s, %s", said, kiosk) : said;
}

static void put_call(struct live *live, const json_t *call)
{
	struct html *html = live->html;
	const char *ticket = json_text_or(call, "ticket", ""), *state = json_text_or(call, "state", ""), *who = json_text_or(call, "name", ""), *what = about(live, call);
	bool coming = strcmp(state, "coming") == 0, here = strcmp(state, "here") == 0, left = strcmp(state, "left") == 0, mine = !left && is_mine(live, call);
	const struct words_value values[] = { { "name", who }, { "ticket", ticket }, { "about", what }, { NULL, NULL } };
	const char *how = words_fill(live->words, &live->arena, coming ? "deskpage.coming" : here ? "deskpage.here" : left ? "deskpage.left" : "deskpage.asked", values);
	html_put(html, "<li id=\"call-$\" class=\"call $\" data-ticket=\"$\" data-state=\"$\" data-say=\"$\"><p class=\"ticket\" aria-hidden=\"true\">$</p><div class=\"what\"><h3><span class=\"unseen\">$. </span>$</h3><p>$</p><p>$</p>",
		live_id(call), mine ? "mine" : state, live_id(call), state, say_call(live, call, values), ticket, ticket, what, how,
		live_since(live, "deskpage.since", json_int_or(call, "since_s", 0)), NULL);
	if (json_object_get(call, "kiosk"))
		html_put(html, "<p class=\"where\"><bdi>$</bdi></p>", json_text_or(call, "kiosk", ""), NULL);
	html_raw(html, "</div><div class=\"acts\">");
	bool open = live_unconfirmed(call); /* then it is not ended yet */
	if (left && !open) {
		put_button(live, "", "deskpage.done", "done", call);
	} else if (left) {
		/* why is below */
	} else if (!coming && !here) {
		put_button(live, "first", "deskpage.go", "take 1", call);
		put_button(live, "", "deskpage.soon", "take 5", call);
	} else if (coming && mine) {
		put_button(live, "first", "deskpage.there", "arrive", call);
		if (!open)
			put_button(live, "", "deskpage.done", "done", call);
	} else if (mine && open) {
		/* why is below */
	} else if (mine) {
		put_button(live, "first", "deskpage.done", "done", call);
	} else {
		put_button(live, "", "deskpage.instead", "take 1", call);
	}
	if (!left && live_joins(live, kiosk_with(live, call)) && (mine || (!coming && !here)))
		put_button(live, "", "deskpage.join", "join", call);
	html_raw(html, "</div>");
	live_confirm(live, call, mine || left);
	if (here && mine)
		live_type(live, call);
	if (here && mine && !open)
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

static int longer_first(const void *a, const void *b)
{
	int64_t one = json_int_or(*(json_t *const *)a, "since_s", 0), other = json_int_or(*(json_t *const *)b, "since_s", 0);
	return (other > one) - (other < one);
}

/* The calls of all kiosks, who waits longest first; NULL: they are not for whose page it is. @own: what this kiosk is called. */
static json_t *calls_of_all(const struct page_facts *facts, const char *own)
{
	json_t *all[CALLS_MAX], *list = facts->calls ? json_array() : NULL;
	size_t i, j, count = 0;
	const json_t *row, *call;
	json_array_foreach((json_t *)facts->calls, i, call) {
		json_t *copy = count < CALLS_MAX ? json_copy((json_t *)call) : NULL;
		if (copy && facts->others)
			json_object_set_new(copy, "kiosk", json_string(own));
		if (copy)
			all[count++] = copy;
	}
	json_array_foreach((json_t *)(list ? facts->others : NULL), i, row)
		json_array_foreach(json_object_get(row, "calls"), j, call)
			if (count < CALLS_MAX)
				all[count++] = json_incref((json_t *)call);
	qsort(all, count, sizeof(json_t *), longer_first);
	for (i = 0; i < count; i++)
		json_array_append_new(list, all[i]);
	return list;
}

/* @helps: whose page it is may help, and see what that takes. */
static struct live_kiosk kiosk_of(const json_t *row, bool helps)
{
	return (struct live_kiosk){ .mark = json_text_or(row, "mark", ""), .name = json_text_or(row, "kiosk", ""), .how = json_text_or(row, "how", ""), .state = json_object_get(row, "state"),
		.calls = json_object_get(row, "calls"), .kept = helps ? json_object_get(row, "kept") : NULL, .push = helps ? json_object_get(row, "push") : NULL, .off_s = json_int_or(row, "off_s", 0) };
}

/* In the same order on each page; @own: what this kiosk is called. */
static void take_kiosks(struct live *live, const struct page_facts *facts, const char *own)
{
	size_t others = json_array_size(facts->others), place = (size_t)facts->place < others ? (size_t)facts->place : others;
	for (size_t i = 0; i <= others && i < LIVE_KIOSKS_MAX; i++)
		live->kiosk[live->kiosks++] = i == place ? (struct live_kiosk){ .mark = "", .name = own, .how = "", .state = facts->state, .calls = facts->calls, .kept = facts->kept, .push = facts->push }
			: kiosk_of(json_array_get(facts->others, i - (i > place)), facts->calls != NULL);
}

void page_live(struct html *html, const struct words *words, const struct page_place *place, const struct page_facts *facts, const struct page_who *who)
{
	struct live live = { .html = html, .words = words, .place = place, .who = who };
	arena_init(&live.arena, ARENA_BYTES);
	if (who->said)
		html_put(html, "<p class=\"said\" role=\"status\">$</p>", live_say(&live, who->said), NULL);
	const char *own = json_text_or(facts->state, "kiosk", place->kiosk);
	take_kiosks(&live, facts, own);
	json_t *calls = calls_of_all(facts, own);
	live_kiosks(&live);
	put_queue(&live, calls);
	json_decref(calls);
	live_park(&live);
	live_push(&live);
	if (facts->calls) /* who may help */
		live_remark(&live);
	live_figures(&live, facts->figures);
	arena_done(&live.arena);
}
