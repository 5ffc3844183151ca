/* SPDX-License-Identifier: MIT */
/* page_notes.c - what staff say of a call: why a person was needed, and a line to each other. */
#include "firmware/desk/page_inside.h"

#include "firmware/base/json.h"

#include <string.h>

/* In the order in which they are looked for: first what a person was for, then what the council could have spared them. */
static const struct { const char *code, *key; } codes[] = {
	{ "V", "deskpage.code.V" }, { "A1", "deskpage.code.A1" }, { "A2", "deskpage.code.A2" }, { "A3", "deskpage.code.A3" }, { "A4", "deskpage.code.A4" },
	{ "A4L", "deskpage.code.A4L" }, { "A5", "deskpage.code.A5" }, { "A6", "deskpage.code.A6" }, { "U", "deskpage.code.U" },
};

bool page_code(const char *text)
{
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(codes[i].code, text) == 0)
			return true;
	return false;
}

const char *live_code_words(const struct live *live, const char *code)
{
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(codes[i].code, code) == 0)
			return live_say(live, codes[i].key);
	return code;
}

void live_codes(struct live *live, const json_t *call)
{
	const char *ticket = json_text_or(call, "ticket", ""), *id = live_id(call);
	html_put(live->html, "<div class=\"codes\" role=\"group\" aria-labelledby=\"codes-$\"><p id=\"codes-$\">$</p>", id, id, live_say(live, "deskpage.code"), NULL);
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		html_put(live->html, "<button form=\"act\" name=\"act\" value=\"done $ $\" id=\"code-$-$\">$<span class=\"unseen\">, $</span></button>", id, codes[i].code, id, codes[i].code,
			live_say(live, codes[i].key), ticket, NULL);
	html_raw(live->html, "</div>");
}

static const char *const types[] = { "simple", "assisted", "complex", NULL }, *const words[] = { "guidance", "parts", "distress", "concern", "alone", NULL };

static void choices(struct live *live, const char *name, const char *const *values, const char *id)
{
	html_put(live->html, "<label for=\"$-$\">$</label><select id=\"$-$\" name=\"$\">", name, id, live_say(live, arena_printf(&live->arena, "staff.%s", name)), name, id, name, NULL);
	for (; *values; values++)
		html_put(live->html, "<option value=\"$\">$</option>", *values, live_say(live, arena_printf(&live->arena, "staff.%s.%s", name, *values)), NULL);
	html_raw(live->html, "</select>");
}

bool page_type(const char *type, const char *word)
{
	int found = 0;
	for (size_t i = 0; types[i]; i++)
		found += strcmp(types[i], type) == 0;
	for (size_t i = 0; words[i]; i++)
		found += strcmp(words[i], word) == 0;
	return found == 2;
}

/* Of who is at a service: how much it needs of others, as whoever is with them sees it. */
void live_type(struct live *live, const json_t *call)
{
	const char *id = live_id(call);
	if (!json_text_or(call, "service", "")[0])
		return;
	html_raw(live->html, "<div class=\"type\">");
	live_form(live, "line", "type", id);
	choices(live, "type", types, id);
	choices(live, "word", words, id);
	html_put(live->html, "<button id=\"set-$\">$<span class=\"unseen\">, $</span></button></form></div>", id, live_say(live, "deskpage.type.set"), json_text_or(call, "ticket", ""), NULL);
}

void live_notes(struct live *live, const json_t *call)
{
	const char *ticket = json_text_or(call, "ticket", ""), *id = live_id(call);
	size_t i;
	const json_t *note;
	html_raw(live->html, "<div class=\"notes\"><ul>");
	json_array_foreach(json_object_get(call, "notes"), i, note) {
		if (live->html->buffer.size_bytes > live->html->buffer.max_bytes / 2)
			break; /* the other half is for who waits */
		const char *how = words_fill(live->words, &live->arena, "deskpage.note.by", WORDS_VALUES({ "name", json_text_or(note, "name", "") }, { "time", live_since(live, "deskpage.note.time", json_int_or(note, "since_s", 0)) }));
		html_put(live->html, "<li><bdi class=\"who\">$</bdi> <bdi>$</bdi></li>", how, json_text_or(note, "text", ""), NULL);
	}
	html_raw(live->html, "</ul>");
	live_form(live, "line", "note", id);
	html_put(live->html, "<label for=\"text-$\">$<span class=\"unseen\">, $</span></label><input id=\"text-$\" name=\"text\" type=\"text\" maxlength=\"200\" autocomplete=\"off\"><button id=\"note-$\">$<span class=\"unseen\">, $</span></button></form></div>",
		id, live_say(live, "deskpage.note"), ticket, id, id, live_say(live, "deskpage.note.put"), ticket, NULL);
}
