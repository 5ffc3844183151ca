/* SPDX-License-Identifier: MIT */
/* phrase.c - translations come from the definition; what is missing there is shown in English and marked as English. */
#include "ui/screens/phrase.h"

#include "firmware/forms/fill.h"

#include <ctype.h>
#include <string.h>

/* In the person's language, else in English and remembered as English. */
static const char *own_text(const struct build *build, const struct form *form, const char *kind, const char *id, const char *key, const char *otherwise)
{
	bool own = false;
	const char *text = phrase_fill(build, form && *id ? form_text(form, build->language, kind, id, key, otherwise, &own) : otherwise);
	return own ? text : build_lend(build, text);
}

static const char *text_of(const struct build *build, const char *kind, const char *id, const char *key, const char *otherwise)
{
	return own_text(build, build->visit->form, kind, id, key, otherwise);
}

const char *phrase_service(const struct build *build, const struct form *form)
{
	bool own = false;
	const char *text = form_text(form, build->language, "form", "", "title", form->name, &own);
	return own ? text : build_lend(build, text);
}

const char *phrase_page(const struct build *build, const struct form_page *page)
{
	return text_of(build, "pages", page->id, "title", page->title);
}

const char *phrase_section(const struct build *build, const struct form_page *page)
{
	return text_of(build, "sections", page->section_id, "title", page->section);
}

const char *phrase_repeat(const struct build *build, const struct form_page *page)
{
	return page->repeat ? text_of(build, "pages", page->id, "repeatTitle", page->repeat->title) : "";
}

const char *phrase_kiosk(const struct build *build, const struct form *form, const char *id, const char *otherwise)
{
	bool own = false;
	const char *text = form_text(form, build->language, "kiosk", id, "", otherwise, &own);
	return own ? text : build_lend(build, text);
}

const char *phrase_assist(const struct build *build, const struct form_page *page)
{
	if (page->assist == ASSIST_NONE)
		return "";
	const char *lead = say(build, page->assist == ASSIST_REQUIRE ? "assist.require" : "assist.offer");
	const char *why = *page->id ? phrase_kiosk(build, build->visit->form, build_text(build, "assist.pages.%s.why", page->id), page->assist_why) : page->assist_why;
	return *why ? build_text(build, "%s %s", lead, phrase_fill(build, why)) : lead;
}

const char *phrase_title(const struct build *build, const struct form_component *component)
{
	return text_of(build, "components", component->id, "title", component->title);
}

const char *phrase_hint(const struct build *build, const struct form_component *component)
{
	return text_of(build, "components", component->id, "hint", component->hint);
}

const char *phrase_short(const struct build *build, const struct form *form, const struct form_component *component)
{
	bool own = false;
	const char *text = form_text(form, build->language, "components", component->id, "shortDescription", component->short_title, &own);
	if (!own || !*text)
		text = form_text(form, build->language, "components", component->id, "title", *component->short_title ? component->short_title : component->title, &own);
	text = phrase_fill(build, *text ? text : component->title);
	return own ? text : build_lend(build, text);
}

const char *phrase_item(const struct build *build, const struct form_item *item)
{
	return text_of(build, "listItems", item->id, "text", item->text);
}

const char *phrase_item_hint(const struct build *build, const struct form_item *item)
{
	return text_of(build, "listItems", item->id, "hint", item->hint);
}

const char *phrase_label(const struct build *build, const struct form_component *component, const char *title)
{
	if (component->required || component->hide_optional)
		return title;
	return say_with(build, "field.optional", WORDS_VALUES({ "label", title }));
}

const char *phrase_lang(const struct build *build, const struct form *form)
{
	bool own = false;
	if (words_english(build->language))
		return NULL;
	form_text(form, build->language, "form", "", "title", form->name, &own);
	return own ? NULL : "en";
}

const char *phrase_fill(const struct build *build, const char *text)
{
	const struct visit *visit = build->visit;
	if (!text)
		return "";
	if (!fill_wanted(text) || !visit->answers || !visit->form)
		return text;
	return fill_text(visit->form, build_answers(build), visit->today, build->language, text, &build->tree->arena);
}

bool phrase_same(const char *a, const char *b)
{
	size_t a_length = strlen(a), b_length = strlen(b);
	while (a_length > 0 && isspace((unsigned char)a[a_length - 1]))
		a_length--;
	while (b_length > 0 && isspace((unsigned char)b[b_length - 1]))
		b_length--;
	return a_length == b_length && strncmp(a, b, a_length) == 0;
}
