/* SPDX-License-Identifier: MIT */
/* advice.h - what an author should know about a form that loads: what is wrong, where, and what to do. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/date.h"
#include "firmware/forms/form.h"

enum {
	ADVICE_MAX = 500,           /* behind that one more says that there is more */
	ADVICE_ARENA_BYTES = 4 * 1024 * 1024,
	ADVICE_JOURNEYS_MAX = 2000, /* to meet every page and both sides of every condition */
	ADVICE_WORK_MAX = 2000000,  /* of all of them: see walker.h */
	ADVICE_READING_AGE = 9,     /* of the whole form */
	ADVICE_SENTENCE_AGE = 14,   /* of a sentence of ADVICE_SENTENCE_WORDS or more */
	ADVICE_SENTENCE_WORDS = 10,
	ADVICE_SENTENCE_WORDS_MAX = 25,
	ADVICE_EASY_WORDS_MAX = 12,  /* of a sentence that is as good in Easy Read */
};

/* "page /where" · what is wrong · what to do, sentences without a full stop. key and value: the member of the definition that this is about, or "". */
struct advice { const char *place, *words, *mend, *key, *value; };

/**
 * advise - all there is to say about @form, in the order of the definition, kind by kind: what the loader warned of; pages that nothing leads to or
 * that lead to no end, found by their links and by random journeys (the same ones each time); conditions that nothing uses; texts that a language
 * lacks; the standard and privacy lines; reading age; answers that look sensitive and are not declared so.
 * @arena: of ADVICE_ARENA_BYTES; holds the texts.  @ret: borrowed from it. Returns how many; 0: clean.
 */
size_t advise(const struct form *form, struct date today, struct arena *arena, const struct advice **ret);

/** advice_for_sentence - what to do about one of the loader's sentences, refusal or warning; never "". Static. */
const char *advice_for_sentence(const char *sentence);

/* ---- inside ---- */

struct advising { const struct form *form; struct date today; struct arena *arena; struct advice *advice; size_t count; };

/* What something is about: the first of these that is set from the bottom up. Nothing: the form. */
struct advice_place {
	const char *name;
	const struct form_condition *condition;
	const struct form_page *page;
	const struct form_component *component; /* of that page */
	const struct form_list *list; const struct form_item *item;
};

/** advice_add - one more. @mend is static; @format makes the words. */
[[gnu::format(printf, 4, 5)]]
void advice_add(struct advising *advising, struct advice_place place, const char *mend, const char *format, ...);

/** advice_shown_before - whether an earlier component has the same list, so that each is looked at once. */
bool advice_shown_before(const struct form *form, const struct form_component *component);

/** advice_full - whether more would not be kept. */
bool advice_full(const struct advising *advising);

/** advise_pages - ways and conditions. advise_languages - texts without a translation. advise_service - standard, privacy. advise_reading - English. */
void advise_pages(struct advising *advising);
void advise_languages(struct advising *advising);
void advise_service(struct advising *advising);
void advise_reading(struct advising *advising);
/** advise_privacy - answers that staff would see although they look as if they should not. */
void advise_privacy(struct advising *advising);
