/* SPDX-License-Identifier: MIT */
/* page_park.c - whose answers are kept for later: of which service, since when and until when; never an answer. With the ticket's code or square they are brought to the kiosk's screen. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <string.h>

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

static void put_list(struct live *live, const json_t *list, const char *kiosk)
{
	size_t i;
	const json_t *kept;
	json_array_foreach((json_t *)list, i, kept)
		put_kept(live, kept, kiosk);
}

/* A scanner types the square, and ends it with Enter. */
static void put_pick(struct live *live)
{
	live_form(live, "line", "pick", "");
	html_put(live->html, "<label for=\"kept\">$</label><input id=\"kept\" name=\"ticket\" type=\"text\" maxlength=\"64\" required autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"><button id=\"pick\">$</button></form>",
		live_say(live, "deskpage.park.ticket"), live_say(live, "deskpage.park.bring"), NULL);
}

void live_park(struct live *live, const json_t *kept)
{
	if (!kept)
		return;
	html_put(live->html, "<section class=\"kept\" aria-labelledby=\"kept-title\"><h2 id=\"kept-title\">$</h2>", live_say(live, "deskpage.park"), NULL);
	if (json_array_size(kept) == 0) {
		html_put(live->html, "<p class=\"nobody\">$</p></section>", live_say(live, "deskpage.park.nothing"), NULL);
		return;
	}
	html_raw(live->html, "<ul>");
	put_list(live, kept, "");
	html_raw(live->html, "</ul>");
	put_pick(live);
	html_raw(live->html, "</section>");
}
