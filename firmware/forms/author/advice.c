/* SPDX-License-Identifier: MIT */
/* The list of what is said, and what to do about the loader's own sentences: a table of their marks. */
#include "firmware/forms/author/advice.h"

#include "firmware/forms/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_BYTES = 600 };

/* The member of the definition that is looked for, to say in which line it stands. */
static void locate(struct advice *advice, const char *key, const char *value)
{
	advice->key = key;
	advice->value = value;
}

static void place_of(struct advising *advising, const struct advice_place *place, struct advice *ret)
{
	const struct form_page *page = place->page;
	const struct form_component *component = place->component;
	struct arena *arena = advising->arena;
	if (place->item) {
		ret->place = arena_printf(arena, "list \"%.60s\", option \"%.40s\"", *place->list->title ? place->list->title : place->list->name, place->item->value);
		locate(ret, *place->item->id ? "id" : "value", *place->item->id ? place->item->id : place->item->value);
	} else if (component && *component->name) {
		ret->place = arena_printf(arena, "page %.200s, \"%.64s\"", page->path, component->written);
		locate(ret, *component->id ? "id" : "name", *component->id ? component->id : component->written);
	} else if (page) {
		ret->place = arena_printf(arena, "page %.200s%s", page->path, component ? ", content" : "");
		locate(ret, component && *component->id ? "id" : "path", component && *component->id ? component->id : page->path);
	} else if (place->condition) {
		ret->place = arena_printf(arena, "condition \"%.80s\"", place->condition->name);
		locate(ret, advising->form->dialect == DIALECT_DEFRA2 ? "id" : "name", place->condition->id);
	} else {
		ret->place = place->name ? place->name : "the form";
		locate(ret, place->name ? "metadata" : "", "");
	}
}

bool advice_full(const struct advising *advising)
{
	return advising->count > ADVICE_MAX;
}

void advice_add(struct advising *advising, struct advice_place place, const char *mend, const char *format, ...)
{
	char words[WORDS_BYTES];
	va_list rest;
	if (advice_full(advising))
		return;
	struct advice *advice = &advising->advice[advising->count++];
	if (advice_full(advising)) {
		*advice = (struct advice){ "the form", "There is more to say than this", "Mend these first, then check again", "", "" };
		return;
	}
	va_start(rest, format);
	vsnprintf(words, sizeof words, format, rest); /* NOLINT(clang-analyzer-valist.Uninitialized): it was just started */
	va_end(rest);
	*advice = (struct advice){ .words = arena_text(advising->arena, words), .mend = mend };
	place_of(advising, &place, advice);
}

bool advice_shown_before(const struct form *form, const struct form_component *component)
{
	for (size_t p = 0; p < form->page_count; p++)
		for (size_t c = 0; c < form->page[p].count; c++) {
			if (&form->page[p].component[c] == component)
				return false;
			if (form->page[p].component[c].list == component->list)
				return true;
		}
	return false;
}

/* A part of a sentence, and what to do when it is there; the first that fits. */
static const struct { const char *part, *mend; } mends[] = {
	{ "which this kiosk does not know; it is shown as a", "Take the controller out, or leave it: the page works as a plain one" },
	{ "which this kiosk does not know; its words are shown", "Use Html, Markdown, InsetText, Details or List" },
	{ "which this kiosk does not know", "Look for a slip in its name, or take it out: it has no effect here" },
	{ "which this kiosk cannot ask", "Use one of the kinds listed in firmware/forms/README.md" },
	{ "which this kiosk does not do", "Make the form without expressions" },
	{ "which this kiosk does not show", "Ask these questions on a page of their own, with a condition" },
	{ "ends the form; its questions are left out", "Ask on a page before, or take the controller out" },
	{ "names the section", "Add the section, or name one that is there" },
	{ "has no path", "Give each page a path of its own, like \"/your-name\"" },
	{ "have the path", "Give one of them another path" },
	{ "calls another computer", "Take the event out; nothing here depends on it" },
	{ "can never be reached", "Move them before the page, or take them out" },
	{ "no page to check the answers", "Add a last page with the controller SummaryPageController" },
	{ "no room to add one", "Take a page out" },
	{ "question without a name", "Give it a name of letters, of its own" },
	{ "second question with the name", "Give one of them another name" },
	{ "regular expression cannot be used", "Mend the expression, or use a format of metadata.kiosk.input" },
	{ "there is no list", "Add the list, or name one that is there" },
	{ "which has no options", "Give the list its options" },
	{ "not a day like", "Write it as year, month and day: 2026-03-27" },
	{ "not a month like", "Write it as year and month: 2026-03" },
	{ "whole number of days", "Write a whole number" },
	{ "option that is not an object", "Write each option as {\"text\": …, \"value\": …}" },
	{ "option without text and value", "Give the option a text and a value" },
	{ "twice; the first counts", "Give each option a value of its own" },
	{ "leads away from the form", "Say in words where to go; a kiosk leads nowhere else" },
	{ "leads nowhere", "Give it a link without a condition" },
	{ "leads to \"", "Name the path of a page that is there" },
	{ "The form begins at", "Set \"startPage\" to the path of a page that is there" },
	{ "has the operator", "Use an operator that fits the question's kind" },
	{ "depends on itself", "Break the circle: one of these conditions must not name the others" },
	{ "which is no such question", "Name a question of that kind that is there, by its id" },
	{ "shows days on", "Name a page that is there, by its id" },
	{ "not a time like", "Write it as hours and minutes: 16:00" },
	{ "days or workingDays", "Use days or workingDays" },
	{ "which is not there: it never holds", "Add the condition, or name one that is there" },
	{ "not by known, none", "Use one of these five words" },
	{ "there is no condition", "Add the condition, or name one that is there" },
	{ "which is no question", "Name a question that is there, by its id, or by its name in schema 1" },
	{ "there is no question", "Name a question that is there, by its id" },
	{ "asks nothing", "Give the condition at least one item" },
	{ "all or any of its parts", "Set its \"coordinator\" to \"and\" or \"or\"" },
	{ "neither a question nor a condition", "Give each item a componentId or a conditionId" },
	{ "two conditions have", "Give one of them another id" },
	{ "condition", "Look at the condition's items" },
	{ "service's code", "Use small letters, digits and dashes, like \"missed-bin\"" },
	{ "time scale", "Write {\"value\": 10, \"unit\": \"workingDays\"}, or \"days\"" },
	{ "privacy class", "Use public, personal, sensitive or secret" },
	{ "a format, but it is not a question for text", "Take the format out, or ask with a TextField" },
	{ "the format", "Use a format that firmware/forms/README.md lists" },
	{ "with the keyboard", "Use text, digits, postcode, email or upper, for a question that is there" },
	{ "prefix", "Use 1 to 6 letters" },
	{ "is of version", "Look in firmware/forms/README.md for what this kiosk reads" },
	{ "reads 1 and 2", "Set \"schema\" to 1 or 2" },
	{ "knows V1 and V2", "Set \"engine\" to \"V1\" or \"V2\"" },
	{ "the fee", "Give it a whole amount of pounds, and multiply it only by a question that is there" },
	{ "is asked", "Set \"min\" and \"max\" within these numbers" },
	{ "expression", "Write a shorter or simpler expression, or a condition by items" },
	{ "not JSON", "Mend the file at this place; a comma too many or too few is the usual cause" },
	{ "not UTF-8", "Save the file as UTF-8" },
	{ "nested deeper", "Take out what is nested so deep" },
	{ "no pages", "Add at least one page to \"pages\"" },
	{ "is a JSON object", "Begin the file with { and end it with }" },
	{ "is not an object", "Write it within { and }" },
	{ "is not a list", "Write it within [ and ]" },
	{ "translation", "Write {\"cy\": {\"pages.<id>.title\": \"…\"}}" },
	{ "minutes", "Say how many minutes it takes" },
	{ "more than", "Make it shorter, or make two forms of it" },
	{ "larger than", "Make it smaller, or make two forms of it" },
};

const char *advice_for_sentence(const char *sentence)
{
	for (size_t i = 0; i < sizeof mends / sizeof mends[0]; i++)
		if (strstr(sentence, mends[i].part))
			return mends[i].mend;
	return "Look at this place in the file";
}

size_t advise(const struct form *form, struct date today, struct arena *arena, const struct advice **ret)
{
	static void (*const parts[])(struct advising *advising) = { advise_pages, advise_languages, advise_service, advise_reading, advise_privacy };
	struct advising advising = { .form = form, .today = today, .arena = arena, .advice = arena_new(arena, (ADVICE_MAX + 1) * sizeof *advising.advice) };
	for (size_t i = 0; i < form->warning_count; i++)
		advice_add(&advising, (struct advice_place){ 0 }, advice_for_sentence(form->warning[i]), "%s", form->warning[i]);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		parts[i](&advising);
	*ret = advising.advice;
	return advising.count;
}
