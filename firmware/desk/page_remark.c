/* SPDX-License-Identifier: MIT */
/* page_remark.c - staff tell the council what is wrong with a service, or could be better. */
#include "firmware/desk/page_inside.h"

static void kind(struct live *live, const char *value, const char *key, const char *checked)
{
	html_put(live->html, "<label class=\"choice\"><input type=\"radio\" id=\"kind-$\" name=\"kind\" value=\"$\"", value, value, NULL);
	html_raw(live->html, checked);
	html_put(live->html, "> $</label>", live_say(live, key), NULL);
}

void live_remark(struct live *live)
{
	if (live->place->service_count == 0)
		return;
	html_put(live->html, "<section class=\"remark\" aria-labelledby=\"remark-title\"><h2 id=\"remark-title\">$</h2>", live_say(live, "deskpage.remark"), NULL);
	live_form(live, "line", "remark", "");
	html_put(live->html, "<fieldset><legend class=\"unseen\">$</legend>", live_say(live, "deskpage.remark"), NULL);
	kind(live, "issue", "deskpage.remark.issue", " checked");
	kind(live, "idea", "deskpage.remark.idea", "");
	html_put(live->html, "</fieldset><label for=\"about\">$</label>", live_say(live, "deskpage.remark.about"), NULL);
	live_services(live, "about");
	html_put(live->html, "<label for=\"remark-text\">$</label><input id=\"remark-text\" name=\"text\" type=\"text\" maxlength=\"280\" required autocomplete=\"off\" aria-describedby=\"remark-who\"><button id=\"remark\">$</button><p id=\"remark-who\">$</p></form></section>",
		live_say(live, "deskpage.remark.text"), live_say(live, "deskpage.remark.send"), live_say(live, "deskpage.remark.who"), NULL);
}
