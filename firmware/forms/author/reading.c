/* SPDX-License-Identifier: MIT */
/* Sentences, words and syllables of English. SOURCE: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas", 1975. */
#include "firmware/forms/author/reading.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SILENT_LEAST = 3 };
static const double PER_WORDS = 0.39, PER_SYLLABLES = 11.8, BASE = -10.59; /* a grade's −15.59, and 5 for the age of the first one */

/* Letters of any script count as letters, not as vowels. */
static bool in_word(unsigned char c)
{
	return isalnum(c) || c >= 0x80;
}

/* Curly apostrophes, and dashes and quotation marks that are no letters: U+2010 to U+2027. */
static size_t punctuation(const char *at, bool *ret_apostrophe)
{
	bool general = (unsigned char)at[0] == 0xe2 && (unsigned char)at[1] == 0x80 && at[2];
	*ret_apostrophe = *at == '\'' || (general && (unsigned char)at[2] == 0x99);
	return *at == '\'' ? 1 : general ? 3 : 0;
}

static bool vowel(char c, bool first)
{
	c = (char)tolower((unsigned char)c);
	return strchr("aeiou", c) || (c == 'y' && !first);
}

static bool ends_with(const char *word, size_t size, const char *end)
{
	size_t length = strlen(end);
	return size > length && strncasecmp(word + size - length, end, length) == 0;
}

/* "late", "makes", "called"; not "table", "boxes", "wanted". */
static bool silent_end(const char *word, size_t size)
{
	if (size < SILENT_LEAST)
		return false;
	bool consonant_before = !vowel(word[size - 2], false);
	if (ends_with(word, size, "le"))
		return vowel(word[size - 3], false);
	if (ends_with(word, size, "e"))
		return consonant_before;
	if (ends_with(word, size, "ed"))
		return !vowel(word[size - 3], false) && !strchr("tdTD", word[size - 3]);
	return ends_with(word, size, "es") && !vowel(word[size - 3], false) && !strchr("sxzcgSXZCG", word[size - 3]) && !ends_with(word, size, "ches") &&
	       !ends_with(word, size, "shes");
}

size_t reading_syllables(const char *word, size_t size)
{
	size_t groups = 0;
	bool before = false;
	if (isdigit((unsigned char)*word))
		return 1;
	for (size_t i = 0; i < size; i++) {
		bool now = isalpha((unsigned char)word[i]) && vowel(word[i], i == 0);
		groups += now && !before;
		before = now;
	}
	groups -= groups > 1 && silent_end(word, size);
	return groups > 0 ? groups : 1;
}

static const char *word_end(const char *at)
{
	bool apostrophe;
	for (;;) {
		size_t mark = punctuation(at, &apostrophe);
		if (mark && (!apostrophe || !in_word((unsigned char)at[mark])))
			return at;
		bool decimal = *at == '.' && isdigit((unsigned char)at[1]);
		if (!mark && !in_word((unsigned char)*at) && !decimal)
			return at;
		at += mark ? mark : 1;
	}
}

static bool ends_sentence(const char *at)
{
	return *at == '\n' || (strchr(".!?", *at) && (!at[1] || isspace((unsigned char)at[1]) || strchr("\")'", at[1])));
}

const char *reading_sentence(const char *text, struct reading *ret, const char **ret_begin, size_t *ret_size)
{
	bool apostrophe;
	*ret = (struct reading){ 0 };
	text += strspn(text, " \t\r\n.!?)\"'");
	*ret_begin = text;
	if (!*text)
		return NULL;
	while (*text && !ends_sentence(text)) {
		size_t mark = punctuation(text, &apostrophe);
		if (mark || !in_word((unsigned char)*text)) {
			text += mark ? mark : 1;
			continue;
		}
		const char *end = word_end(text);
		ret->words++;
		ret->syllables += reading_syllables(text, (size_t)(end - text));
		text = end;
	}
	ret->sentences = ret->words > 0;
	*ret_size = (size_t)(text - *ret_begin);
	return text;
}

void reading_add(struct reading *all, const char *text)
{
	struct reading one;
	const char *begin;
	size_t size;
	while ((text = reading_sentence(text, &one, &begin, &size))) {
		all->sentences += one.sentences;
		all->words += one.words;
		all->syllables += one.syllables;
	}
}

double reading_age(const struct reading *reading)
{
	if (reading->sentences == 0)
		return 0;
	double words = (double)reading->words;
	double age = PER_WORDS * words / (double)reading->sentences + PER_SYLLABLES * (double)reading->syllables / words + BASE;
	return age > 0 ? age : 0;
}
