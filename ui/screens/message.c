/* SPDX-License-Identifier: MIT */
/*
 * message.c - from a broken rule to a sentence. Keys: error.<rule>.<part>, error.<rule>.<kind>, error.<rule>; the first that exists.
 * DESIGN: a label that is itself a question cannot stand inside "Enter …"; then "your answer" stands for it.
 */
#include "ui/screens/screens.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/fill.h"
#include "ui/visit/privacy.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { KEY_BYTES = 96, LABEL_MAX_CHARACTERS = 60 };

static const char *filled(const struct visit *visit, struct arena *arena, const char *text)
{
	struct answers *shown = visit->mask.viewer == VIEWER_RESIDENT ? NULL : visit_shown_answers(visit);
	text = fill_text(visit->form, shown ? shown : visit->answers, visit->today, visit->language_tag, text, arena);
	answers_free(shown);
	return text;
}

/* @ret_own: it is in the person's language. */
static const char *field_name(const struct visit *visit, struct arena *arena, const struct form_component *component, bool *ret_own)
{
	bool own = false;
	*ret_own = true;
	const struct { const char *key, *otherwise; } source[] = {
		{ "errorDescription", component->error_title }, { "shortDescription", component->short_title }, { "title", component->title },
	};
	for (size_t i = 0; i < sizeof source / sizeof source[0]; i++) {
		const char *text = visit->form ? form_text(visit->form, visit->language_tag, "components", component->id, source[i].key, source[i].otherwise, &own) : source[i].otherwise;
		if (text && *text && visit->form && fill_wanted(text))
			text = filled(visit, arena, text);
		if (text && *text) {
			*ret_own = own;
			return text;
		}
	}
	return "";
}

static bool fits_a_sentence(const char *label)
{
	size_t length = strlen(label);
	return length > 0 && utf8_length(label) <= LABEL_MAX_CHARACTERS && !strchr(label, '?') && !strchr(label, '\n') && label[length - 1] != '.';
}

/* "Full name" → "full name"; "National Insurance number" and "UK address" stay. */
static const char *lower_first(struct arena *arena, const char *label)
{
	const char *space = strchr(label, ' ');
	bool a_name = isupper((unsigned char)label[1]) || (space && isupper((unsigned char)space[1]));
	char *text = arena_text(arena, label);
	if (!a_name && isupper((unsigned char)text[0]))
		text[0] = (char)tolower((unsigned char)text[0]);
	return text;
}

/* An English name inside a sentence of another language. */
static const char *marked(const struct visit *visit, struct arena *arena, const char *name, bool own, const char *key)
{
	return own || !words_has(visit->words, key) ? name : arena_printf(arena, WORDS_ENGLISH_BEGIN "%s" WORDS_ENGLISH_END, name);
}

static const char *number_text(struct arena *arena, double value)
{
	return arena_printf(arena, "%.10g", value);
}

/* The first of the three keys that this language or English has. */
static const char *key_of(const struct visit *visit, const struct form_error *error, char key[static KEY_BYTES])
{
	const char *rule = rule_name(error->rule);
	if (*error->part) {
		snprintf(key, KEY_BYTES, "error.%s.%s", rule, error->part);
		if (strcmp(words_get(visit->words, key), key) != 0)
			return key;
	}
	snprintf(key, KEY_BYTES, "error.%s.%s", rule, component_kind_name(error->component->kind));
	if (strcmp(words_get(visit->words, key), key) != 0)
		return key;
	snprintf(key, KEY_BYTES, "error.%s", rule);
	return key;
}

/* Whether the sentence has a number of things in it, and so a plural. */
static bool counts(const struct form_error *error)
{
	switch (error->rule) {
	case RULE_MIN:
	case RULE_MAX:
		return error->component->kind != COMPONENT_NUMBER;
	case RULE_LENGTH: case RULE_WORDS: case RULE_DECIMALS: case RULE_CHOICES_MIN: case RULE_CHOICES_MAX: case RULE_CHOICES_LENGTH:
	case RULE_REPEATS_MIN: case RULE_REPEATS_MAX:
		return true;
	case RULE_NONE: case RULE_REQUIRED: case RULE_BETWEEN: case RULE_PATTERN: case RULE_EMAIL: case RULE_EMAIL_CHARACTERS: case RULE_PHONE:
	case RULE_PHONE_DRAMA: case RULE_POSTCODE: case RULE_NUMBER: case RULE_WHOLE: case RULE_NUMBER_SIZE: case RULE_CHOICE: case RULE_CONFIRM: case RULE_DATE_PART: case RULE_DATE_REAL: case RULE_DATE_EARLIEST:
	case RULE_DATE_LATEST: case RULE_OPTION_HIDDEN: case RULE_FORMAT: case RULE_WEBSITE: case RULE_TIME: case RULE_COUNT:
		break;
	}
	return false;
}

/* A definition translates the one message for all rules; its messages for single rules are said as they are. */
static const char *in_its_language(const struct visit *visit, const struct form_component *component, const char *own)
{
	bool one_for_all = own == component->custom_message && visit->form;
	return one_for_all ? form_text(visit->form, visit->language_tag, "components", component->id, "customValidationMessage", own, NULL) : own;
}

const char *screen_message(const struct visit *visit, struct arena *arena, const struct form_error *error)
{
	char key[KEY_BYTES], part_key[KEY_BYTES];
	const struct words *words = visit->words;
	bool of_list = error->rule == RULE_REPEATS_MIN || error->rule == RULE_REPEATS_MAX; /* not its first question's words */
	if (!of_list && visit_hides(visit, error->component)) /* which rule it breaks, and its limits, tell of it */
		return words_get(words, "mask.error");
	if (visit->too_large)
		return words_get(words, "error.too_large");
	const char *own = of_list ? NULL : check_own_words(error);
	if (own && *own)
		return in_its_language(visit, error->component, own);
	(void)key_of(visit, error, key);
	snprintf(part_key, sizeof part_key, "part.%s", *error->part && error->rule != RULE_FORMAT ? error->part : "answer");
	bool own_name;
	const char *name = field_name(visit, arena, error->component, &own_name);
	bool named = fits_a_sentence(name) && error->component->kind != COMPONENT_ADDRESS;
	const char *label = named ? marked(visit, arena, lower_first(arena, name), own_name, key) : words_get(words, "label.answer"), *first = named ? marked(visit, arena, name, own_name, key) : words_get(words, "label.answer_first");
	if (error->component->kind == COMPONENT_ADDRESS && *error->part) {
		first = words_get(words, part_key);
		label = lower_first(arena, first);
	}
	const struct words_value values[] = {
		{ "label", label }, { "Label", first }, { "limit", number_text(arena, error->limit) }, { "limit_high", number_text(arena, error->limit_high) },
		{ "date", date_none(error->date) ? "" : words_date(words, arena, error->date, error->component->kind == COMPONENT_MONTH_YEAR ? WORDS_DATE_MONTH : WORDS_DATE_PLAIN) }, { "part", words_get(words, part_key) }, { NULL, NULL },
	};
	if (counts(error))
		return words_fill_count(words, arena, key, (long)error->limit, values);
	return words_fill(words, arena, key, values);
}
