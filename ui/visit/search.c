/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: a kiosk has a hundred services at most, so every keystroke looks through all of them; there is nothing to keep in step. A word
 * found in a name counts more than in a keyword, that more than in a topic or a summary, and a slip least of all.
 */
#include "ui/visit/search.h"

#include "firmware/base/utf8.h"
#include "ui/visit/fold.h"
#include "ui/visit/list.h"

#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 12, LETTERS_MAX = 24, SHORT = 2, SLIP_FROM = 4, TWO_SLIPS_FROM = 8, RANK_WORD = 100 };
enum { IN_NAME_WHOLE = 9, IN_NAME = 7, IN_KEYWORD = 5, IN_TOPIC = 3, IN_SUMMARY = 2, BY_SLIP = 1 };

struct word { uint32_t letter[LETTERS_MAX]; size_t length; };
struct query { struct word word[WORD_MAX]; size_t count; };

/* Apostrophes belong to no word and divide none: "I've" is "ive". */
static bool inside(uint32_t letter)
{
	return letter == '\'' || letter == 0x2019 || (letter >= 0x300 && letter <= 0x36f);
}

static bool is_letter(uint32_t letter)
{
	bool ascii = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
	return letter < 0x80 ? ascii : letter >= 0xC0 && !(letter >= 0x2000 && letter <= 0x206f) && letter != 0x60C && letter != 0x61F && letter != 0x6D4;
}

/* The next word of *@text, which moves behind it; false at the end. Letters that are too many are left out. */
static bool next_word(const char **text, struct word *ret)
{
	uint32_t letter;
	ret->length = 0;
	while (*(*text)) {
		letter = utf8_next(text);
		if (inside(letter))
			continue;
		if (is_letter(letter) && ret->length < LETTERS_MAX)
			ret->letter[ret->length++] = fold_accent(letter);
		else if (!is_letter(letter) && ret->length > 0)
			return true;
	}
	return ret->length > 0;
}

/* "I", "to" and "my" say nothing beside longer words. */
static void drop_short(struct query *query)
{
	size_t kept = 0;
	for (size_t i = 0; i < query->count; i++)
		if (query->word[i].length > SHORT)
			query->word[kept++] = query->word[i];
	if (kept > 0)
		query->count = kept;
}

static void read_query(const char *typed, struct query *ret)
{
	char cut[SEARCH_MAX_BYTES + 1] = "";
	size_t size = strnlen(typed, SEARCH_MAX_BYTES);
	const char *at = cut;
	memcpy(cut, typed, size);
	ret->count = 0;
	while (ret->count < WORD_MAX && next_word(&at, &ret->word[ret->count]))
		ret->count++;
	drop_short(ret);
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t smaller = a < b ? a : b;
	return smaller < c ? smaller : c;
}

/* Letters changed, left out, added or swapped between @a and @b: Damerau's distance of neighbours. */
static size_t slips(const struct word *a, const struct word *b)
{
	size_t row[3][LETTERS_MAX + 1];
	size_t *before = row[0], *above = row[1], *now = row[2];
	for (size_t k = 0; k <= b->length; k++)
		above[k] = k;
	for (size_t i = 1; i <= a->length; i++) {
		now[0] = i;
		for (size_t k = 1; k <= b->length; k++) {
			size_t change = above[k - 1] + (a->letter[i - 1] != b->letter[k - 1]);
			now[k] = least(above[k] + 1, now[k - 1] + 1, change);
			if (i > 1 && k > 1 && a->letter[i - 1] == b->letter[k - 2] && a->letter[i - 2] == b->letter[k - 1] && before[k - 2] + 1 < now[k])
				now[k] = before[k - 2] + 1;
		}
		size_t *free = before;
		before = above, above = now, now = free;
	}
	return above[b->length];
}

static bool begins(const struct word *text, const struct word *word)
{
	return word->length <= text->length && memcmp(text->letter, word->letter, word->length * sizeof word->letter[0]) == 0;
}

/* The beginning of @text may be meant as well as all of it. */
static bool nearly(const struct word *text, const struct word *word)
{
	size_t allowed = word->length >= TWO_SLIPS_FROM ? 2 : word->length >= SLIP_FROM ? 1 : 0;
	struct word start = *text;
	if (!allowed || text->length + allowed < word->length)
		return false;
	if (start.length > word->length)
		start.length = word->length;
	return slips(&start, word) <= allowed || slips(text, word) <= allowed;
}

/* What @word is worth in @text: @whole, @part of a word's beginning, a slip, or 0. */
static int worth_in(const char *text, const struct word *word, int whole, int part)
{
	struct word at;
	int best = 0;
	while (next_word(&text, &at)) {
		int worth = begins(&at, word) ? at.length == word->length ? whole : part : nearly(&at, word) ? BY_SLIP : 0;
		best = worth > best ? worth : best;
	}
	return best;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int worth(const struct visit *visit, const struct form *form, const struct word *word, const char *language)
{
	const struct need *topic = list_need(visit, form->service.topic);
	int best = worth_in(form_text(form, language, "form", "", "title", form->name, NULL), word, IN_NAME_WHOLE, IN_NAME);
	for (size_t i = 0; i < form->service.keyword_count; i++)
		best = larger(best, worth_in(form->service.keyword[i], word, IN_KEYWORD, IN_KEYWORD));
	for (size_t i = 0; i < form->service.other_name_count; i++) {
		char id[40];
		snprintf(id, sizeof id, "otherNames.%zu", i);
		best = larger(best, worth_in(form_text(form, language, "kiosk", id, "", form->service.other_name[i], NULL), word, IN_KEYWORD, IN_KEYWORD));
	}
	if (topic && !topic->event)
		best = larger(best, worth_in(need_words(&topic->name, language, NULL), word, IN_TOPIC, IN_TOPIC));
	return larger(best, worth_in(form_text(form, language, "kiosk", "summary", "", form->service.summary, NULL), word, IN_SUMMARY, IN_SUMMARY));
}

/* 0: it does not fit. */
static int rank(const struct visit *visit, const struct form *form, const struct query *query)
{
	size_t found = 0;
	int sum = 0;
	for (size_t i = 0; i < query->count; i++) {
		int own = worth(visit, form, &query->word[i], visit->language_tag), english = worth(visit, form, &query->word[i], "en");
		found += own || english;
		sum += larger(own, english);
	}
	return found > 0 && 2 * found >= query->count ? (int)found * RANK_WORD + sum : 0;
}

bool search_where(const struct visit *visit, const char *typed)
{
	struct query query;
	size_t found = 0;
	read_query(typed, &query);
	for (size_t i = 0; i < query.count; i++)
		found += worth_in(words_get(visit->words, "where.name"), &query.word[i], IN_NAME_WHOLE, IN_NAME) || worth_in(words_get(visit->words, "where.keywords"), &query.word[i], IN_KEYWORD, IN_KEYWORD);
	return found > 0 && 2 * found >= query.count;
}

size_t search_services(const struct visit *visit, const char *typed, const struct form *ret[static VISIT_SERVICE_MAX])
{
	int ranks[VISIT_SERVICE_MAX];
	struct query query;
	size_t count = 0;
	read_query(typed, &query);
	for (size_t i = 0; i < visit->service_count && i < VISIT_SERVICE_MAX; i++) {
		int rank_here = rank(visit, visit->service[i], &query);
		size_t at = count;
		if (!rank_here)
			continue;
		for (; at > 0 && ranks[at - 1] < rank_here; at--) { /* equal ones stay in the services' order, by name */
			ranks[at] = ranks[at - 1];
			ret[at] = ret[at - 1];
		}
		ranks[at] = rank_here;
		ret[at] = visit->service[i];
		count++;
	}
	return count;
}
