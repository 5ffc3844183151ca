/* SPDX-License-Identifier: MIT */
/*
 * raise.c - metadata.kiosk.raise: conditions of the definition's own, and words that somebody should read at once.
 * LIMITS: words are compared letter by letter, small and capital ASCII alike; what stands between them counts as one space.
 */
#include "firmware/forms/raise.h"

#include "firmware/base/json.h"
#include "firmware/forms/load.h"
#include "firmware/forms/walk.h"

#include <ctype.h>
#include <string.h>

static const struct { const char *name; enum form_interaction to; } whys[FORM_RAISE_COUNT] = {
	[FORM_RAISE_EVIDENCE] = { "evidence", FORM_INTERACTION_ASSISTED }, [FORM_RAISE_PAYER] = { "payer", FORM_INTERACTION_ASSISTED },
	[FORM_RAISE_SPECIAL] = { "special-category", FORM_INTERACTION_COMPLEX }, [FORM_RAISE_BEREAVEMENT] = { "bereavement", FORM_INTERACTION_COMPLEX },
	[FORM_RAISE_SAFEGUARDING] = { "safeguarding", FORM_INTERACTION_COMPLEX }, [FORM_RAISE_NO_AUTHORITY] = { "no-authority", FORM_INTERACTION_COMPLEX },
	[FORM_RAISE_APPEAL] = { "appeal", FORM_INTERACTION_COMPLEX }, [FORM_RAISE_ARREARS] = { "arrears", FORM_INTERACTION_COMPLEX },
	[FORM_RAISE_HOMELESS] = { "homeless", FORM_INTERACTION_COMPLEX }, [FORM_RAISE_WITNESS] = { "witness", FORM_INTERACTION_COMPLEX },
};

enum form_interaction form_raise_to(enum form_raise_why why)
{
	return whys[why].to;
}

const char *form_raise_name(enum form_raise_why why)
{
	return whys[why].name;
}

/* ---- loading ---- */

static enum fail load_words(struct load *load, const json_t *json, struct form_raise *ret)
{
	const json_t *list;
	size_t count;
	TRY(load_array(json, "words", FORM_RAISE_WORDS_MAX, &list, &count));
	const char **word = arena_new(load->arena, (count + 1) * sizeof *word);
	for (size_t i = 0; i < count; i++) {
		const json_t *text = json_array_get(list, i);
		if (!json_is_string(text) || json_string_length(text) == 0 || json_string_length(text) > FORM_RAISE_WORD_MAX_BYTES)
			return FAIL(INPUT, "a word of metadata.kiosk.raise is not a text of 1 to %d bytes", FORM_RAISE_WORD_MAX_BYTES);
		word[i] = arena_text(load->arena, json_string_value(text));
	}
	ret->word = word;
	ret->word_count = count;
	return FAIL_NONE;
}

static enum fail load_one(struct load *load, const json_t *json, struct form_raise *ret)
{
	static const char *const keys[] = { "why", "when", "field", "words", NULL };
	const char *why = json_text_or(json, "why", ""), *when = json_text_or(json, "when", ""), *field = json_text_or(json, "field", "");
	int at = 0;
	load_known_keys(load, json, keys, "metadata.kiosk.raise");
	while (at < FORM_RAISE_COUNT && strcmp(whys[at].name, why) != 0)
		at++;
	if (at == FORM_RAISE_COUNT)
		return FAIL(INPUT, "metadata.kiosk.raise says \"%.40s\", which is no reason to raise a case", why);
	*ret = (struct form_raise){ .why = (enum form_raise_why)at };
	if (*when)
		ret->condition = load_condition_find(load, when);
	if (*when && !ret->condition)
		return FAIL(INPUT, "metadata.kiosk.raise names \"%.60s\", which is no condition", when);
	if (*field)
		ret->field = load_component_find(load, field, &ret->page);
	if (*field && (!ret->field || ret->field->field_count == 0))
		return FAIL(INPUT, "metadata.kiosk.raise names \"%.60s\", which is no question", field);
	TRY(load_words(load, json, ret));
	if ((*field != '\0') != (ret->word_count > 0))
		return FAIL(INPUT, "metadata.kiosk.raise needs both \"field\" and \"words\"");
	return FAIL_NONE;
}

enum fail load_raise(struct load *load, const json_t *metadata_kiosk)
{
	const json_t *list;
	size_t count;
	TRY(load_array(metadata_kiosk, "raise", FORM_RAISE_MAX, &list, &count));
	struct form_raise *raise = arena_new(load->arena, (count + 1) * sizeof *raise);
	for (size_t i = 0; i < count; i++)
		TRY(load_one(load, json_array_get(list, i), &raise[i]));
	load->form->raise = raise;
	load->form->raise_count = count;
	return FAIL_NONE;
}

/* ---- asking ---- */

static bool is_letter(char byte)
{
	return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* Behind the letters at @at that are those of @word; NULL: they are others. Whatever stands between two words of each counts as one space. */
static const char *behind(const char *at, const char *word)
{
	while (*word) {
		if (is_letter(*word)) {
			if (tolower((unsigned char)*at++) != tolower((unsigned char)*word++))
				return NULL;
			continue;
		}
		if (is_letter(*at) || !*at)
			return NULL;
		while (*word && !is_letter(*word))
			word++;
		while (*at && !is_letter(*at))
			at++;
	}
	return at;
}

static bool has_word(const char *text, const char *word)
{
	for (const char *at = text; *at; at++) {
		const char *end = at == text || !is_letter(at[-1]) ? behind(at, word) : NULL;
		if (end && !is_letter(*end))
			return true;
	}
	return false;
}

static bool words_hold(const struct scope *scope, const struct form_raise *raise)
{
	if (!scope->on_path[raise->page])
		return false;
	for (size_t i = 0; i < raise->field->field_count; i++) {
		const char *answer = answers_get(scope->answers, raise->field->field[i]);
		for (size_t k = 0; answer && k < raise->word_count; k++)
			if (has_word(answer, raise->word[k]))
				return true;
	}
	return false;
}

unsigned form_raises(const struct form *form, const struct answers *answers, struct date today)
{
	struct scope scope;
	unsigned raised = 0;
	if (form->raise_count == 0)
		return 0;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, -1);
	for (size_t i = 0; i < form->raise_count; i++) {
		const struct form_raise *raise = &form->raise[i];
		if (condition_holds(&scope, raise->condition) && (!raise->field || words_hold(&scope, raise)))
			raised |= 1u << raise->why;
	}
	return raised;
}
