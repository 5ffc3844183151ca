/* SPDX-License-Identifier: MIT */
/* alphabet.h - a language's own letters in their order: which of them a name begins with, and which of two names comes first. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { ALPHABET_MAX = 96 /* one is kept for alphabet_add() */, ALPHABET_LETTER_BYTES = 16, ALPHABET_SPELLINGS_MAX = 192, ALPHABET_SPELLING_MAX = 4 };

/* How a letter may be written: "Ch" is one letter of Welsh, "أ" stands with "ا". Small letters. */
struct alphabet_spelling { uint32_t character[ALPHABET_SPELLING_MAX]; int length, place; };

struct alphabet {
	char letter[ALPHABET_MAX][ALPHABET_LETTER_BYTES]; int count;
	struct alphabet_spelling spelling[ALPHABET_SPELLINGS_MAX]; int spelling_count;
};

/**
 * alphabet_read - @letters: "A B Ch D" in their order, each as it is shown; "ا=أإ" for characters that stand with it. What is too much is left out.
 * SOURCE of ours: CLDR 45, exemplar characters for an index.
 */
void alphabet_read(const char *letters, struct alphabet *ret);

/** alphabet_add - one more letter behind the others, that nothing is spelled with; left out when there is no room. */
void alphabet_add(struct alphabet *alphabet, const char *letter);

/** alphabet_place - the letter that @name begins with, from 0; accents that are no letters of their own do not count. -1 it begins with none of them. */
int alphabet_place(const struct alphabet *alphabet, const char *name);

/** alphabet_compare - below 0 when @a comes first, 0 the same letters. What is no letter comes before all letters, what is nobody's letter after them. */
int alphabet_compare(const struct alphabet *alphabet, const char *a, const char *b);
