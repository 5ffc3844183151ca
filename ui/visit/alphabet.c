/* SPDX-License-Identifier: MIT */
/* DESIGN: the longest spelling counts, so that "Llan" begins with Ll in Welsh and with L in English; there is no table but the letters themselves. */
#include "ui/visit/alphabet.h"

#include "firmware/base/utf8.h"
#include "ui/visit/fold.h"

#include <stdbool.h>
#include <string.h>

enum { NO_LETTER = 0, FIRST_LETTER = 1, FOREIGN = 1000 };

/* Apostrophes, accents that stand alone, and what only joins or turns letters. */
static bool is_silent(uint32_t character)
{
	return character == '\'' || character == 0x2019 || (character >= 0x300 && character <= 0x36f) || (character >= 0x64b && character <= 0x65f) || character == 0x640 ||
	       (character >= 0x200b && character <= 0x200f) || (character >= 0x2066 && character <= 0x2069);
}

static bool is_apart(uint32_t character)
{
	return character < '0' || (character > '9' && character < 'A') || (character > 'Z' && character < 'a') || (character > 'z' && character < 0xC0) || (character >= 0x2010 && character <= 0x205e);
}

static void add_spelling(struct alphabet *alphabet, const char *from, const char *end, int place)
{
	struct alphabet_spelling spelling = { .place = place };
	while (from < end && spelling.length < ALPHABET_SPELLING_MAX)
		spelling.character[spelling.length++] = fold_case(utf8_next(&from));
	if (spelling.length > 0 && alphabet->spelling_count < ALPHABET_SPELLINGS_MAX)
		alphabet->spelling[alphabet->spelling_count++] = spelling;
}

/* Behind "=": characters that stand with the letter, or "(…)" for several that are one. */
static void add_others(struct alphabet *alphabet, const char *at, const char *end, int place)
{
	while (at < end) {
		const char *from = at, *close = *at == '(' ? memchr(at, ')', (size_t)(end - at)) : NULL;
		if (close) {
			add_spelling(alphabet, from + 1, close, place);
			at = close + 1;
			continue;
		}
		(void)utf8_next(&at);
		add_spelling(alphabet, from, at, place);
	}
}

void alphabet_read(const char *letters, struct alphabet *ret)
{
	memset(ret, 0, sizeof *ret);
	for (const char *at = letters + strspn(letters, " "); *at && ret->count < ALPHABET_MAX - 1; at += strspn(at, " ")) {
		const char *end = at + strcspn(at, " "), *equal = memchr(at, '=', (size_t)(end - at)), *shown = equal ? equal : end;
		size_t size = (size_t)(shown - at);
		if (size > 0 && size < ALPHABET_LETTER_BYTES) {
			memcpy(ret->letter[ret->count], at, size);
			add_spelling(ret, at, shown, ret->count);
			if (equal)
				add_others(ret, equal + 1, end, ret->count);
			ret->count++;
		}
		at = end;
	}
}

void alphabet_add(struct alphabet *alphabet, const char *letter)
{
	if (alphabet->count < ALPHABET_MAX && strlen(letter) < ALPHABET_LETTER_BYTES)
		memcpy(alphabet->letter[alphabet->count++], letter, strlen(letter) + 1);
}

/* Whether the spelling stands at *@text; then *@text moves behind it. */
static bool stands(const struct alphabet_spelling *spelling, const char **text, uint32_t (*fold)(uint32_t))
{
	const char *at = *text;
	for (int i = 0; i < spelling->length; i++)
		if (!*at || fold(utf8_next(&at)) != spelling->character[i])
			return false;
	*text = at;
	return true;
}

static const struct alphabet_spelling *spelled(const struct alphabet *alphabet, const char *text, uint32_t (*fold)(uint32_t), const char **ret_after)
{
	const struct alphabet_spelling *longest = NULL;
	for (int i = 0; i < alphabet->spelling_count; i++) {
		const struct alphabet_spelling *one = &alphabet->spelling[i];
		const char *behind = text;
		if ((longest && one->length <= longest->length) || !stands(one, &behind, fold))
			continue;
		longest = one;
		*ret_after = behind;
	}
	return longest;
}

/* The next letter's weight, *@text moves behind it; -1 at the end. */
static int64_t next(const struct alphabet *alphabet, const char **text)
{
	const char *behind = *text;
	uint32_t character = utf8_next(&behind);
	while (is_silent(character)) {
		*text = behind;
		character = utf8_next(&behind);
	}
	if (character == 0)
		return -1;
	const struct alphabet_spelling *found = spelled(alphabet, *text, fold_case, &behind);
	if (!found)
		found = spelled(alphabet, *text, fold_accent, &behind);
	*text = behind;
	if (found)
		return FIRST_LETTER + found->place;
	return is_apart(character) ? NO_LETTER : (int64_t)FOREIGN + character;
}

int alphabet_place(const struct alphabet *alphabet, const char *name)
{
	int64_t weight = NO_LETTER;
	while (weight == NO_LETTER)
		weight = next(alphabet, &name);
	return weight >= FIRST_LETTER && weight < FOREIGN ? (int)weight - FIRST_LETTER : -1;
}

int alphabet_compare(const struct alphabet *alphabet, const char *a, const char *b)
{
	int64_t first, second;
	do {
		first = next(alphabet, &a);
		second = next(alphabet, &b);
	} while (first == second && first >= 0);
	return first < second ? -1 : first > second;
}
