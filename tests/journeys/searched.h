/* SPDX-License-Identifier: MIT */
/* searched.h - words looked for in every byte of every file under a folder: as they are, in any case, without their spaces, in base64. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { SEARCHED_WORDS_MAX = 128, SEARCHED_WORD_BYTES = 128, SEARCHED_WORD_LEAST = 6, SEARCHED_SHAPES_MAX = 5 };

struct searched_word { char text[SEARCHED_WORD_BYTES]; char shape[SEARCHED_SHAPES_MAX][2 * SEARCHED_WORD_BYTES]; };

struct searched {
	struct searched_word word[SEARCHED_WORDS_MAX]; int words;
	int files;            /* looked into by the last search */
	char found[8192];     /* "word in file", the last one; "" nothing */
};

/** searched_add - one more word, of at least SEARCHED_WORD_LEAST characters: shorter ones stand in any file by chance. */
void searched_add(struct searched *searched, const char *word);
/** searched_folder - look into every regular file under @folder; links are not followed. Fails the case when one cannot be read. */
void searched_folder(struct searched *searched, const char *folder);
