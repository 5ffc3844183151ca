/* SPDX-License-Identifier: MIT */
/*
 * caret.c - DESIGN: a step is one character as it is read, or one word. Left and right are what the eye sees: where a value runs from right to
 * left, left leads on. The marked piece lies between the caret and its other end, .selected bytes away.
 */
#include "ui/visit/edit.h"

#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"
#include "firmware/base/words.h"

#include <stdio.h>
#include <string.h>

enum letter_class { LETTER_SPACE, LETTER_SIGN, LETTER_WORD };

/* ---- characters and words ---- */

static enum letter_class class_at(const char *value, size_t offset)
{
	static const uint32_t signs[] = { 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x201c, 0x201d, 0x2026, 0x20ac, 0xa3, 0xb0, 0x60c, 0x61b, 0x61f, 0x6d4, 0x964 };
	const char *at = value + offset;
	uint32_t c = utf8_next(&at);
	if (c <= ' ' || c == 0xa0 || c == 0x202f)
		return LETTER_SPACE;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (c == signs[i])
			return LETTER_SIGN;
	bool ascii_sign = c < 0x80 && c != '\'' && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return ascii_sign ? LETTER_SIGN : LETTER_WORD;
}

struct selection selection_word(const char *value, size_t offset)
{
	struct selection word = { offset, offset };
	if (class_at(value, offset) != LETTER_WORD && offset > 0) {
		size_t before = utf8_back(value, offset);
		if (class_at(value, before) == LETTER_WORD)
			word.from = before;
	}
	if (class_at(value, word.from) != LETTER_WORD)
		return word;
	while (word.from > 0 && class_at(value, utf8_back(value, word.from)) == LETTER_WORD)
		word.from = utf8_back(value, word.from);
	while (value[word.to] && class_at(value, word.to) == LETTER_WORD)
		word.to = utf8_after(value, word.to);
	return word;
}

/* To where the next word begins, or the one before. */
static size_t word_step(const char *value, size_t at, bool on)
{
	if (!on) {
		while (at > 0 && class_at(value, utf8_back(value, at)) != LETTER_WORD)
			at = utf8_back(value, at);
		return selection_word(value, at).from;
	}
	while (value[at] && class_at(value, at) == LETTER_WORD)
		at = utf8_after(value, at);
	while (value[at] && class_at(value, at) != LETTER_WORD)
		at = utf8_after(value, at);
	return at;
}

/* ---- where the caret is ---- */

/* @offset, or the nearest place before it between two characters as they are read. */
static size_t between(const char *value, int64_t offset)
{
	size_t length = strlen(value), at = offset < 0 ? 0 : (size_t)offset;
	if (at >= length)
		return length;
	while (at > 0 && ((unsigned char)value[at] & 0xc0) == 0x80)
		at--;
	size_t before = utf8_back(value, at), end = before < at ? utf8_after(value, before) : at;
	return end > at ? before : at;
}

struct selection edit_marked(const struct visit *visit, const char *value)
{
	size_t caret = between(value, visit->caret), other = visit->selected ? between(value, (int64_t)visit->caret + visit->selected) : caret;
	return caret < other ? (struct selection){ caret, other } : (struct selection){ other, caret };
}

struct selection selection_of(const struct visit *visit)
{
	return edit_marked(visit, field_value(visit));
}

/* As the screen sets it: in a language from right to left, a value that has such letters. */
static bool runs_left(const struct visit *visit, const char *value)
{
	bool screen = visit->words && words_rtl(visit->words);
	for (const char *at = value; screen && *at;) {
		uint32_t c = utf8_next(&at);
		if ((c >= 0x590 && c < 0x900 && !(c >= 0x660 && c < 0x66a)) || (c >= 0xfb1d && c <= 0xfefc))
			return true;
	}
	return false;
}

static bool types(const struct visit *visit)
{
	return visit->field[0] && visit->sheet == SHEET_NONE;
}

/* The caret goes to @to; with @mark the other end of what is marked stays where it was. */
static unsigned go(struct visit *visit, const char *value, size_t to, bool mark)
{
	size_t caret = between(value, visit->caret), other = between(value, (int64_t)visit->caret + visit->selected);
	int selected = mark ? (int)other - (int)to : 0;
	if (to == caret && selected == visit->selected && visit->caret == (int)caret)
		return 0;
	visit->caret = (int)to;
	visit->selected = selected;
	return EFFECT_REBUILD;
}

/* ---- actions ---- */

static unsigned step(struct visit *visit, int64_t steps, bool words, bool mark)
{
	const char *value = field_value(visit);
	struct selection marked = edit_marked(visit, value);
	size_t at = between(value, visit->caret), length = strlen(value);
	bool whole = steps <= INT32_MIN || steps >= INT32_MAX; /* Home and End are the value's, whatever way it runs */
	if (!types(visit) || steps == 0)
		return 0;
	if (runs_left(visit, value) && !whole)
		steps = -steps;
	if (marked.from < marked.to && !mark && !words && !whole) /* what is marked is left at that end */
		return go(visit, value, steps < 0 ? marked.from : marked.to, false);
	for (; steps < 0 && at > 0; steps++)
		at = words ? word_step(value, at, false) : utf8_back(value, at);
	for (; steps > 0 && at < length; steps--)
		at = words ? word_step(value, at, true) : utf8_after(value, at);
	return go(visit, value, at, mark);
}

unsigned act_caret(struct visit *visit, const struct act *act)
{
	return step(visit, act->number, false, false);
}

unsigned act_caret_word(struct visit *visit, const struct act *act)
{
	return step(visit, act->number, true, false);
}

unsigned act_select(struct visit *visit, const struct act *act)
{
	return step(visit, act->number, false, true);
}

static unsigned mark(struct visit *visit, struct selection piece)
{
	int selected = (int)piece.from - (int)piece.to;
	if (visit->caret == (int)piece.to && visit->selected == selected)
		return 0;
	visit->caret = (int)piece.to;
	visit->selected = selected;
	return EFFECT_REBUILD;
}

/* .number 0: the word at the caret, and pressed again the one before it, so that each word is reached by one key. */
unsigned act_select_word(struct visit *visit, const struct act *act)
{
	const char *value = field_value(visit);
	struct selection marked = edit_marked(visit, value), word = selection_word(value, marked.to);
	if (act->number != 0)
		return step(visit, act->number, true, true);
	if (!types(visit))
		return 0;
	bool again = marked.from < marked.to && word.from == marked.from && word.to == marked.to;
	if (again || word.from == word.to)
		word = selection_word(value, word_step(value, again ? word.from : marked.to, false));
	if (word.from == word.to) /* none before it: the first one behind it */
		word = selection_word(value, word_step(value, marked.to, true));
	if (again && word.from >= marked.from) { /* it was the first of all: round to the last */
		size_t end = strlen(value);
		word = selection_word(value, end);
		if (word.from == word.to)
			word = selection_word(value, word_step(value, end, false));
	}
	return word.from < word.to ? mark(visit, word) : 0;
}

unsigned act_select_all(struct visit *visit, const struct act *act)
{
	(void)act;
	size_t length = strlen(field_value(visit));
	return types(visit) && length > 0 ? mark(visit, (struct selection){ 0, length }) : 0;
}

/* A finger: there, and on a word where the caret is already (or one character beside it) that word. */
unsigned act_place(struct visit *visit, const struct act *act)
{
	const char *value = field_value(visit);
	if (!types(visit))
		return 0;
	size_t to = between(value, act->number), caret = between(value, visit->caret);
	bool near = caret == to || utf8_back(value, to) == caret || utf8_after(value, to) == caret;
	struct selection word = selection_word(value, to);
	bool same = caret >= word.from && caret <= word.to && word.from < word.to;
	if (strcmp(act->text, "on") == 0 && near && same && visit->selected == 0 && visit->placed)
		return mark(visit, word);
	unsigned effects = go(visit, value, to, false);
	visit->placed = true;
	return effects | EFFECT_REBUILD;
}

/* ---- clear, and back ---- */

void edit_forget(struct visit *visit)
{
	if (visit->cleared)
		secret_free(visit->cleared, EDIT_ROOM);
	visit->cleared = NULL;
	visit->placed = false;
}

bool select_undoes(const struct visit *visit)
{
	return visit->cleared && !*field_value(visit);
}

unsigned act_clear(struct visit *visit, const struct act *act)
{
	struct field_place place;
	(void)act;
	if (field_covered(visit) || !field_typed(visit, &place) || !*field_value(visit))
		return 0;
	char *kept = secret_new(EDIT_ROOM);
	snprintf(kept, EDIT_ROOM, "%s", field_value(visit));
	if (!edit_write(visit, "", 0, "", "")) {
		secret_free(kept, EDIT_ROOM);
		return 0;
	}
	visit->cleared = kept;
	return EFFECT_REBUILD;
}

/* Until the next key: see visit_act(). */
unsigned act_undo(struct visit *visit, const struct act *act)
{
	struct field_place place;
	(void)act;
	if (field_covered(visit) || !field_typed(visit, &place) || !select_undoes(visit))
		return 0;
	bool done = edit_write(visit, visit->cleared, strlen(visit->cleared), "", "");
	edit_forget(visit);
	return done ? EFFECT_REBUILD : 0;
}
