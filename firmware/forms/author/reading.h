/* SPDX-License-Identifier: MIT */
/* reading.h - how old one has to be to read an English text with ease. */
/*
 * Reading age = Flesch and Kincaid's grade + 5 = 0.39 × words / sentences + 11.8 × syllables / words − 10.59.
 * A sentence ends at . ! or ? before a space, or where its paragraph, heading or bullet ends. A word is a run of letters, digits and apostrophes
 * with a letter in it, or of digits. Syllables are counted by groups of vowels: y is one behind the first letter; an e at the end is silent but behind
 * a consonant and l ("table"); so are "es" and "ed" but where they are heard ("boxes", "wanted"); every word has one. "7" is one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct reading { size_t sentences, words, syllables; };

/** reading_sentence - the first sentence of @text: its words and syllables in @ret. Returns the text behind it; NULL when there is none. @ret_begin: where it begins, @ret_size: its bytes. */
const char *reading_sentence(const char *text, struct reading *ret, const char **ret_begin, size_t *ret_size);

/** reading_add - all sentences of @text into @all. */
void reading_add(struct reading *all, const char *text);

/** reading_age - of what was counted; 0 for nothing. */
double reading_age(const struct reading *reading);

/** reading_syllables - of one word of @size bytes. */
size_t reading_syllables(const char *word, size_t size);
