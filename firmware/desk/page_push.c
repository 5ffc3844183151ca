/* SPDX-License-Identifier: MIT */
/* page_push.c - a form is laid ready at the kiosk for who stands at the desk: which one, its ticket and code, and what became of it. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

static bool waits(const json_t *push)
{
	return strcmp(json_text_or(push, "state", ""), "waiting") == 0;
}

/* Where another form can be laid ready. */
static bool fits(const struct live_kiosk *kiosk)
{
	return kiosk->push && !waits(kiosk->push);
}

static void choose(struct live *live)
{
	live_form(live, "line", "offer", "");
	html_put(live->html, "<label for=\"service\">$</label>", live_say(live, "deskpage.push.form"), NULL);
	live_services(live, "service");
	live_where(live, "offer-at", fits);
	html_put(live->html, "<button id=\"offer\">$</button></form>", live_say(live, "deskpage.push.offer"), NULL);
}

/* "K7M 4QX", as it is read and said. */
static const char *in_threes(struct live *live, const char *code)
{
	return strlen(code) > 3 ? arena_printf(&live->arena, "%.3s %s", code, code + 3) : code;
}

static void offered(struct live *live, const struct live_kiosk *kiosk)
{
	const json_t *push = kiosk->push;
	const char *ticket = json_text_or(push, "ticket", ""), *state = json_text_or(push, "state", ""), *code = json_text_or(push, "code", "");
	const char *at = kiosk->mark[0] ? arena_printf(&live->arena, "@%s", kiosk->mark) : "", *id = kiosk->mark[0] ? arena_printf(&live->arena, "-%s", kiosk->mark) : "";
	char key[48];
	snprintf(key, sizeof key, "deskpage.push.%.16s", state);
	html_put(live->html, "<div class=\"card\" id=\"push$\" data-state=\"$\"><h3>$</h3><p>$</p>", id, state,
		words_fill(live->words, &live->arena, "deskpage.push.for", WORDS_VALUES({ "ticket", ticket })), live_service(live, json_text_or(push, "service", "")), NULL);
	if (live->kiosks > 1)
		html_put(live->html, "<p class=\"where\"><bdi>$</bdi></p>", kiosk->name, NULL);
	if (*code)
		html_put(live->html, "<p>$</p><p class=\"code\"><bdi>$</bdi></p>", live_say(live, "deskpage.push.give"), in_threes(live, code), NULL);
	html_put(live->html, "<p role=\"status\">$</p>", live_since(live, key, json_int_or(push, "since_s", 0)), NULL);
	html_put(live->html, "<button form=\"act\" name=\"act\" value=\"unoffer $$\" id=\"unoffer$\">$</button></div>", ticket, at, id, live_say(live, *code ? "deskpage.push.back" : "deskpage.push.seen"), NULL);
}

void live_push(struct live *live)
{
	bool seen = false, any = false;
	for (size_t i = 0; i < live->kiosks; i++) {
		seen = seen || live->kiosk[i].push;
		any = any || fits(&live->kiosk[i]);
	}
	if (!seen || live->place->service_count == 0)
		return;
	html_put(live->html, "<section class=\"push\" aria-labelledby=\"push-title\"><h2 id=\"push-title\">$</h2>", live_say(live, "deskpage.push"), NULL);
	for (size_t i = 0; i < live->kiosks; i++)
		if (json_text_or(live->kiosk[i].push, "ticket", "")[0])
			offered(live, &live->kiosk[i]);
	if (any)
		choose(live);
	html_raw(live->html, "</section>");
}
