/* SPDX-License-Identifier: MIT */
/* What each language has to have, what a counter has to say, and whether it is easy to read. */
#include "firmware/forms/author/advice.h"
#include "firmware/forms/author/reading.h"
#include "firmware/forms/model.h"

#include <stdio.h>
#include <string.h>

enum { ID_BYTES = 40, HARD_BYTES = 160, LONG_WEIGHT = 1000 /* a long sentence before any short one */ };

/* ---- languages ---- */

static const char easy_read[] = "en-simple";

struct wanting { struct advising *advising; const char *language; struct advice_place place; };

/* Easy Read is English: what is said in few words there needs no other ones. */
static bool is_easy(const char *english)
{
	struct reading one;
	const char *begin, *at = english;
	size_t size;
	while ((at = reading_sentence(at, &one, &begin, &size)))
		if (one.words > ADVICE_EASY_WORDS_MAX)
			return false;
	return true;
}

static void want(struct wanting *wanting, const char *kind, const char *id, const char *key, const char *english)
{
	bool own = false;
	if (!english || !*english)
		return;
	const char *text = form_text(wanting->advising->form, wanting->language, kind, id, key, "", &own);
	bool here = strcmp(wanting->language, easy_read) == 0 ? *text || is_easy(english) : own;
	if (!here)
		advice_add(wanting->advising, wanting->place, "Add it to metadata.translations",
		           "\"%s.%s%s%s\" is missing in \"%.20s\": \"%.60s\"", kind, id, *id && *key ? "." : "", key, wanting->language, english);
}

static void want_component(struct wanting *wanting, const struct form_page *page, const struct form_component *component)
{
	const char *id = *component->id ? component->id : component->name;
	wanting->place = (struct advice_place){ .page = page, .component = component };
	want(wanting, "components", id, "title", component->title);
	want(wanting, "components", id, "hint", component->hint);
	want(wanting, "components", id, "content", component->content);
	want(wanting, "components", id, "shortDescription", component->short_title);
	want(wanting, "components", id, "errorDescription", component->error_title);
	want(wanting, "components", id, "declarationConfirmationLabel", component->confirm_label);
	want(wanting, "components", id, "customValidationMessage", component->custom_message);
}

static void want_list(struct wanting *wanting, const struct form_component *component)
{
	const struct form_list *list = component->list;
	if (!list || component->kind == COMPONENT_YES_NO || advice_shown_before(wanting->advising->form, component))
		return;
	for (size_t i = 0; i < list->count; i++) {
		wanting->place = (struct advice_place){ .list = list, .item = &list->item[i] };
		want(wanting, "listItems", list->item[i].id, "text", list->item[i].text);
		want(wanting, "listItems", list->item[i].id, "hint", list->item[i].hint);
	}
}

static void want_service(struct wanting *wanting)
{
	const struct form *form = wanting->advising->form;
	const struct form_service *about = &form->service;
	char id[ID_BYTES];
	wanting->place = (struct advice_place){ .name = "metadata" };
	want(wanting, "form", "", "title", form->name);
	want(wanting, "kiosk", "summary", "", about->summary);
	want(wanting, "kiosk", "who", "", about->who);
	want(wanting, "kiosk", "promise", "", about->standard_promise);
	want(wanting, "kiosk", "ifLate", "", about->if_late);
	want(wanting, "kiosk", "privacyLine", "", about->privacy_line);
	want(wanting, "kiosk", "signVideo", "", about->sign_video);
	want(wanting, "kiosk", "contactPlace", "", about->contact_place);
	for (size_t i = 0; i < about->need_count; i++) {
		snprintf(id, sizeof id, "need.%zu", i);
		want(wanting, "kiosk", id, "", about->need[i]);
	}
	for (size_t i = 0; i < about->other_name_count; i++) {
		snprintf(id, sizeof id, "otherNames.%zu", i);
		want(wanting, "kiosk", id, "", about->other_name[i]);
	}
	for (size_t i = 0; i < about->next_step_count; i++) {
		snprintf(id, sizeof id, "nextSteps.%zu", i);
		want(wanting, "kiosk", id, "", about->next_step[i]);
	}
	for (size_t i = 0; i < form->table->section_count; i++)
		want(wanting, "sections", form->table->section[i].id, "title", form->table->section[i].title);
}

static void want_language(struct advising *advising, const char *language)
{
	const struct form *form = advising->form;
	struct wanting wanting = { .advising = advising, .language = language };
	want_service(&wanting);
	for (size_t p = 0; p < form->page_count && !advice_full(advising); p++) {
		const struct form_page *page = &form->page[p];
		wanting.place = (struct advice_place){ .page = page };
		want(&wanting, "pages", page->id, "title", page->title);
		for (size_t c = 0; c < page->count; c++) {
			want_component(&wanting, page, &page->component[c]);
			want_list(&wanting, &page->component[c]);
		}
	}
}

static bool names_language(const struct form_service *about, const char *language)
{
	for (size_t i = 0; i < about->language_count; i++)
		if (strcmp(about->language[i], language) == 0)
			return true;
	return false;
}

/* What metadata.kiosk.languages names; without it, every language that something is translated to. Easy Read that was begun is asked for in any case. */
void advise_languages(struct advising *advising)
{
	const struct form *form = advising->form;
	const char *language;
	json_t *texts;
	for (size_t i = 0; i < form->service.language_count; i++)
		want_language(advising, form->service.language[i]);
	if (form->service.language_count == 0)
		json_object_foreach(form->table->translations, language, texts)
			want_language(advising, language);
	else if (!names_language(&form->service, easy_read) && json_object_get(form->table->translations, easy_read))
		want_language(advising, easy_read);
}

/* ---- what a counter has to say ---- */

void advise_service(struct advising *advising)
{
	const struct form_service *about = &advising->form->service;
	const struct { bool missing; const char *place, *words, *mend; } lines[] = {
		{ !*about->summary, "metadata.kiosk.service", "It does not say what it is for", "Add \"summary\", one sentence" },
		{ about->standard_value == 0, "metadata.kiosk.standard", "It does not say by when something happens", "Add \"timescale\": {\"value\": 10, \"unit\": \"workingDays\"}" },
		{ !*about->standard_promise, "metadata.kiosk.standard", "It does not say what is promised by that day", "Add \"promise\", one sentence" },
		{ about->next_step_count == 0, "metadata.kiosk.standard", "It does not say what happens next", "Add \"nextSteps\", a sentence each" },
		{ !*about->if_late, "metadata.kiosk.standard", "It does not say what to do if nothing has happened by then", "Add \"ifLate\", one sentence" },
		{ !*about->contact_phone && !*about->contact_email && !*about->contact_place, "metadata.kiosk.standard.contact", "It does not say whom to ask", "Add \"phone\", \"email\" or \"place\"" },
		{ !*about->privacy_line, "metadata.kiosk.privacy", "It does not say what becomes of the answers", "Add \"line\", one sentence" },
	};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (lines[i].missing)
			advice_add(advising, (struct advice_place){ .name = lines[i].place }, lines[i].mend, "%s", lines[i].words);
}

/* ---- reading ---- */

struct reader { struct advising *advising; struct reading all; struct advice_place place; char hardest[HARD_BYTES]; double weight; /* of the hardest */ };

/* Sentences too hard on their own are said at once; the hardest is kept for the form as a whole. */
static void read(struct reader *reader, const char *text)
{
	struct reading one;
	const char *begin, *at = text;
	size_t size;
	reading_add(&reader->all, text);
	while ((at = reading_sentence(at, &one, &begin, &size))) {
		double age = reading_age(&one);
		bool hard = one.words >= ADVICE_SENTENCE_WORDS && age > ADVICE_SENTENCE_AGE;
		int shown = size < HARD_BYTES ? (int)size : HARD_BYTES - 1;
		if (one.words > ADVICE_SENTENCE_WORDS_MAX)
			advice_add(reader->advising, reader->place, "Make two sentences of it", "A sentence has %zu words; %d is the most: \"%.*s\"",
			           one.words, ADVICE_SENTENCE_WORDS_MAX, shown, begin);
		else if (hard)
			advice_add(reader->advising, reader->place, "Use shorter words and sentences", "A sentence has a reading age of %.1f; %d is the most: \"%.*s\"",
			           age, ADVICE_SENTENCE_AGE, shown, begin);
		double weight = age + (one.words >= ADVICE_SENTENCE_WORDS ? LONG_WEIGHT : 0);
		if (weight > reader->weight) {
			reader->weight = weight;
			snprintf(reader->hardest, sizeof reader->hardest, "%.*s", shown, begin);
		}
	}
}

static void read_component(struct reader *reader, const struct form_page *page, const struct form_component *component)
{
	reader->place = (struct advice_place){ .page = page, .component = component };
	read(reader, component->title);
	read(reader, component->hint);
	for (size_t i = 0; i < component->blocks.count; i++)
		read(reader, component->blocks.block[i].text);
	if (!component->list || component->kind == COMPONENT_YES_NO || advice_shown_before(reader->advising->form, component))
		return;
	for (size_t i = 0; i < component->list->count; i++) {
		read(reader, component->list->item[i].text);
		read(reader, component->list->item[i].hint);
	}
}

static void read_service(struct reader *reader)
{
	const struct form_service *about = &reader->advising->form->service;
	const char *const texts[] = { about->summary, about->who, about->standard_promise, about->if_late, about->privacy_line };
	reader->place = (struct advice_place){ .name = "metadata.kiosk" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		read(reader, texts[i]);
	for (size_t i = 0; i < about->need_count; i++)
		read(reader, about->need[i]);
	for (size_t i = 0; i < about->next_step_count; i++)
		read(reader, about->next_step[i]);
}

void advise_reading(struct advising *advising)
{
	struct reader reader = { .advising = advising };
	for (size_t p = 0; p < advising->form->page_count; p++) {
		const struct form_page *page = &advising->form->page[p];
		reader.place = (struct advice_place){ .page = page };
		read(&reader, page->title);
		for (size_t c = 0; c < page->count; c++)
			read_component(&reader, page, &page->component[c]);
	}
	read_service(&reader);
	if (reading_age(&reader.all) > ADVICE_READING_AGE)
		advice_add(advising, (struct advice_place){ 0 }, "Use shorter words and sentences, in this one first", "Its reading age is %.1f; %d is the most. The hardest sentence: \"%s\"",
		           reading_age(&reader.all), ADVICE_READING_AGE, reader.hardest);
}
