/* SPDX-License-Identifier: MIT */
/* page_confirm.c - of a call that is about getting in somewhere: whether they are in, and, before it can be ended without that, why. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <string.h>

/* As the hub has them; what staff may say has words for its button. */
static const struct { const char *word, *key, *button; } states[] = {
	{ "trying", "deskpage.confirm.trying", NULL }, { "stuck", "deskpage.confirm.stuck", NULL }, { "in", "deskpage.confirm.in", NULL },
	{ "told", "deskpage.confirm.told", "deskpage.confirm.to.told" }, { "passed-on", "deskpage.confirm.passed-on", "deskpage.confirm.to.passed-on" },
	{ "later", "deskpage.confirm.later", "deskpage.confirm.to.later" }, { "left", "deskpage.confirm.left", "deskpage.confirm.to.left" },
};
enum { STATES = sizeof states / sizeof states[0] };

bool page_confirm(const char *word)
{
	for (size_t i = 0; i < STATES; i++)
		if (states[i].button && strcmp(states[i].word, word) == 0)
			return true;
	return false;
}

bool live_unconfirmed(const json_t *call)
{
	const char *state = json_text_or(call, "confirm", "");
	return strcmp(state, "trying") == 0 || strcmp(state, "stuck") == 0;
}

static const char *words_of(struct live *live, const json_t *call)
{
	const char *state = json_text_or(call, "confirm", "");
	for (size_t i = 0; i < STATES; i++)
		if (strcmp(states[i].word, state) == 0)
			return live_say(live, states[i].key);
	return NULL;
}

void live_confirm(struct live *live, const json_t *call, bool mine)
{
	const char *words = words_of(live, call), *id = live_id(call), *ticket = json_text_or(call, "ticket", "");
	if (!words)
		return;
	if (!live_unconfirmed(call) || !mine) {
		html_put(live->html, "<p class=\"confirm\">$</p>", words, NULL);
		return;
	}
	html_put(live->html, "<div class=\"codes\" role=\"group\" aria-labelledby=\"confirm-$\"><p id=\"confirm-$\">$ $</p>", id, id, words, live_say(live, "deskpage.confirm.why"), NULL);
	for (size_t i = 0; i < STATES; i++)
		if (states[i].button)
			html_put(live->html, "<button form=\"act\" name=\"act\" value=\"confirmed $ $\" id=\"confirmed-$-$\">$<span class=\"unseen\">, $</span></button>", id, states[i].word, id, states[i].word,
				live_say(live, states[i].button), ticket, NULL);
	html_raw(live->html, "</div>");
}
