/* SPDX-License-Identifier: MIT */
/* letters.h - what stands on the keys of a layer; each language's own letters beside the Latin ones. */
#pragma once

#include "ui/visit/visit.h"

/* Keys of the four upper rows: every character one key, or, where a row has spaces, what stands between them. */
struct letters {
	const char *row[4];
	bool shifts;          /* a second half behind the shift key */
	const char *comma, *stop; /* of the last row */
	const char *language; /* whose hand draws them; NULL: Latin */
};

/** letters_of - the layer as it is in @language, as on a computer or by the @alphabet; one that the language does not have is the lower case. Digits, signs and marks stay where they are. */
const struct letters *letters_of(enum keyboard_layer layer, const char *language, bool alphabet);

/** letters_folded - all of them in rows of twelve, where that is not one row after the other; else NULL. */
const char *letters_folded(enum keyboard_layer layer, const char *language, bool alphabet);

/** letters_own - the word on the key to a language's own letters; NULL where names are written in Latin letters. letters_marked - the letters on the key to those with marks. */
const char *letters_own(const char *language);
const char *letters_marked(const char *language);

/** letters_count - the keys of a row. letters_next - the next key, copied to @ret; false after the last. */
int letters_count(const char *row);
enum { LETTERS_KEY_BYTES = 16 };
bool letters_next(const char **row, char ret[static LETTERS_KEY_BYTES]);
