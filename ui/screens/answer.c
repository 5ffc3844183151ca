/* SPDX-License-Identifier: MIT */
/* answer.c - dates in words, a list's options by their names, what is secret hidden. */
#include "ui/screens/answer.h"

#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"
#include "ui/screens/phrase.h"

#include <stdio.h>
#include <string.h>

enum { SECRET_LONG = 6, SECRET_SHOWN = 3, ITEMS_MAX = 10, ITEM_BYTES = 600, CHARACTER_BYTES = 8, NAME_CHARACTERS = 30 };

/* People stand behind the one who checks: of a long number its end is enough to know it by, of a PIN nothing is shown. */
static const char *secret_words(const struct build *build, const char *value)
{
	if (utf8_length(value) < SECRET_LONG)
		return say(build, "check.hidden");
	const char *end = value + strlen(value);
	for (int shown = 0; shown < SECRET_SHOWN; shown++)
		for (end--; ((unsigned char)*end & 0xc0) == 0x80; end--)
			;
	return say_with(build, "check.hidden_end", WORDS_VALUES({ "end", end }));
}

static const char *date_words(const struct build *build, const struct review_row *row)
{
	const struct words *words = build->visit->words;
	struct arena *arena = &build->tree->arena;
	int hour, minute;
	if (row->component->kind == COMPONENT_MONTH_YEAR)
		return words_date(words, arena, row->date, WORDS_DATE_MONTH);
	const char *day = words_date(words, arena, row->date, WORDS_DATE_FULL);
	if (row->component->kind != COMPONENT_DATE_TIME || sscanf(row->value, "%d:%d", &hour, &minute) != 2)
		return day;
	return say_with(build, "date.said", WORDS_VALUES({ "date", day }, { "when", words_time(words, arena, hour * 60 + minute) }));
}

/* What was added to a repeated page: how many, then each on its line; the first of many, the list has them all. */
static const char *items_words(const struct build *build, const struct review_row *row)
{
	const char *all = say_count(build, "items.added", (long)row->items, NULL);
	for (size_t i = 0; i < row->items && i < ITEMS_MAX; i++)
		all = build_text(build, "%s\n%s", all, answer_item(build, row->page, i));
	return row->items > ITEMS_MAX ? build_text(build, "%s\n…", all) : all;
}

const char *answer_words(const struct build *build, const struct review_row *row)
{
	if (row->blank)
		return say(build, "check.blank");
	if (!row->repeat && build_hides(build, row->component))
		return say(build, "mask.tag");
	if (row->repeat)
		return items_words(build, row);
	if (row->component->privacy == PRIVACY_SECRET && !build->visit->reveal_until_ms)
		return secret_words(build, row->value);
	if (row->component->kind == COMPONENT_YES_NO)
		return say(build, strcmp(row->value, "true") == 0 ? "answer.yes" : "answer.no");
	if (row->component->kind == COMPONENT_DECLARATION)
		return say(build, strcmp(row->value, "true") == 0 ? "answer.agreed" : "check.blank");
	if (!date_none(row->date))
		return date_words(build, row);
	if (row->component->kind == COMPONENT_NUMBER)
		return build_text(build, "%s%s%s%s", row->component->prefix, row->value, *row->component->suffix ? " " : "", row->component->suffix);
	bool chosen = row->component->kind == COMPONENT_RADIOS || row->component->kind == COMPONENT_CHECKBOXES || row->component->kind == COMPONENT_SELECT;
	return chosen && phrase_lang(build, build->visit->form) ? build_lend(build, row->value) : row->value;
}

/* @words behind what @line holds, its own lines side by side; what does not fit is cut between characters. */
static void add_words(char line[static ITEM_BYTES], const char *words)
{
	size_t end = strlen(line);
	if (end > 0 && *words)
		end += (size_t)snprintf(line + end, ITEM_BYTES - end, ", ");
	while (*words && end + CHARACTER_BYTES < ITEM_BYTES) {
		const char *next = words;
		(void)utf8_next(&next);
		size_t size = (size_t)(next - words);
		if (*words == '\n')
			end += (size_t)snprintf(line + end, ITEM_BYTES - end, ", ");
		else
			memcpy(line + end, words, size);
		end += *words == '\n' ? 0 : size;
		words = next;
	}
	if (*words)
		end += (size_t)snprintf(line + end, ITEM_BYTES - end, "…");
	line[end] = '\0';
}

const char *answer_item(const struct build *build, int page, size_t index)
{
	const struct visit *visit = build->visit;
	const struct review_row *row;
	size_t rows = review_item(visit->form, visit->answers, build->language, page, index, &build->tree->arena, &row);
	char line[ITEM_BYTES] = "";
	for (size_t i = 0; i < rows && strlen(line) + 2 * CHARACTER_BYTES < ITEM_BYTES; i++)
		if (!row[i].blank)
			add_words(line, answer_words(build, &row[i]));
	const char *kept = *line ? build_text(build, "%s", line) : say(build, "check.blank");
	secret_wipe(line, sizeof line);
	return kept;
}

const char *answer_item_name(const struct build *build, const struct form_page *page, size_t index)
{
	const char *title = phrase_repeat(build, page), *number = build_text(build, "%zu", index + 1);
	bool short_enough = *title && utf8_length(title) <= NAME_CHARACTERS && !strpbrk(title, "?.\n");
	const char *name = say_with(build, "items.name", WORDS_VALUES({ "title", short_enough ? title : say(build, "part.answer") }, { "number", number }));
	return short_enough && phrase_lang(build, build->visit->form) ? build_lend(build, name) : name;
}
