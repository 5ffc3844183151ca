/* SPDX-License-Identifier: MIT */
/* page_park.c - whose answers are kept for later: of which service, since when and until when; never an answer. With the ticket's code or square they are brought to the kiosk's screen. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <string.h>

enum { SHOWN_MAX = 24 /* at more kiosks than one there may be more; their tickets are taken all the same */ };

static void put_kept(struct live *live, const json_t *kept, const char *kiosk)
{
	struct html *html = live->html;
	const char *name = json_text_or(kept, "name", "");
	html_put(html, "<li data-state=\"$\"><h3>$</h3><p>$</p><p>$</p>", json_text_or(kept, "state", ""), live_service(live, json_text_or(kept, "service", "")),
		live_since(live, "deskpage.park.kept", json_int_or(kept, "since_s", 0)), live_since(live, "deskpage.park.until", -json_int_or(kept, "left_s", 0)), NULL);
	if (*name)
		html_put(html, "<p>$</p>", words_fill(live->words, &live->arena, "deskpage.park.brought", WORDS_VALUES({ "name", name })), NULL);
	if (*kiosk)
		html_put(html, "<p class=\"where\"><bdi>$</bdi></p>", kiosk, NULL);
	html_raw(html, "</li>");
}

static bool keeps(const struct live_kiosk *kiosk)
{
	return json_array_size(kiosk->kept) > 0;
}

/* A scanner types the square, and ends it with Enter. */
static void put_pick(struct live *live)
{
	live_form(live, "line", "pick", "");
	html_put(live->html, "<label for=\"kept\">$</label><input id=\"kept\" name=\"ticket\" type=\"text\" maxlength=\"64\" required autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\">",
		live_say(live, "deskpage.park.ticket"), NULL);
	live_where(live, "kept-at", keeps);
	html_put(live->html, "<button id=\"pick\">$</button></form>", live_say(live, "deskpage.park.bring"), NULL);
}

/* Those of this kiosk (@own), or of the others. @shown: how many are, so far. */
static void put_rows(struct live *live, bool own, size_t *shown)
{
	size_t j;
	const json_t *kept;
	for (size_t i = 0; i < live->kiosks; i++)
		json_array_foreach((json_t *)(own == !live->kiosk[i].mark[0] ? live->kiosk[i].kept : NULL), j, kept)
			if ((*shown)++ < SHOWN_MAX)
				put_kept(live, kept, live->kiosks > 1 ? live->kiosk[i].name : "");
}

/* What another kiosk says leaves room for this one's. */
static void put_list(struct live *live)
{
	size_t shown = 0;
	html_raw(live->html, "<ul>");
	put_rows(live, true, &shown);
	put_rows(live, false, &shown);
	html_raw(live->html, "</ul>");
}

void live_park(struct live *live)
{
	bool seen = false, any = false;
	for (size_t i = 0; i < live->kiosks; i++) {
		seen = seen || live->kiosk[i].kept;
		any = any || keeps(&live->kiosk[i]);
	}
	if (!seen)
		return;
	html_put(live->html, "<section class=\"kept\" aria-labelledby=\"kept-title\"><h2 id=\"kept-title\">$</h2>", live_say(live, "deskpage.park"), NULL);
	if (any) {
		put_list(live);
		put_pick(live);
	} else {
		html_put(live->html, "<p class=\"nobody\">$</p>", live_say(live, "deskpage.park.nothing"), NULL);
	}
	html_raw(live->html, "</section>");
}
