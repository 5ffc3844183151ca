/* SPDX-License-Identifier: MIT */
/* DESIGN: a word in base64 looks different at each of three places in its group; only the letters that its neighbours cannot change count. */
#include "tests/journeys/searched.h"

#include "tests/lib/given.h"

#include <ctype.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* nftw() has no context of its own: the search that is running. */
static struct searched *running;

static void in_base64(const char *word, size_t place, char *ret)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	size_t bits = 8 * (place + strlen(word));
	for (size_t bit = place ? 8 * place + (6 - 8 * place % 6) % 6 : 0; bit + 6 <= bits; bit += 6) {
		unsigned value = 0;
		for (size_t i = bit; i < bit + 6; i++)
			value = value << 1 | (((unsigned char)word[i / 8 - place] >> (7 - i % 8)) & 1u);
		*ret++ = letters[value];
	}
	*ret = '\0';
}

void searched_add(struct searched *searched, const char *word)
{
	if (strlen(word) < SEARCHED_WORD_LEAST || strlen(word) >= SEARCHED_WORD_BYTES)
		fail_msg("\"%s\" cannot be searched for", word);
	assert_true(searched->words < SEARCHED_WORDS_MAX);
	struct searched_word *one = &searched->word[searched->words++];
	*one = (struct searched_word){ 0 };
	snprintf(one->text, sizeof one->text, "%s", word);
	size_t whole = 0, close = 0;
	for (const char *at = word; *at; at++) {
		one->shape[0][whole++] = (char)tolower((unsigned char)*at);
		if (*at != ' ')
			one->shape[1][close++] = (char)tolower((unsigned char)*at);
	}
	for (size_t place = 0; place < 3; place++)
		in_base64(word, place, one->shape[2 + place]);
}

static void look_for(const struct searched_word *word, const char *bytes, const char *lower, size_t size, const char *path)
{
	for (int i = 0; i < SEARCHED_SHAPES_MAX; i++)
		if (memmem(i < 2 ? lower : bytes, size, word->shape[i], strlen(word->shape[i])))
			snprintf(running->found, sizeof running->found, "%s%s in %.4000s", word->text, i < 2 ? "" : " as base64", path);
}

static int search_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)place;
	if (kind == FTW_DNR)
		return 1;
	if (kind != FTW_F || !S_ISREG(about->st_mode))
		return 0;
	FILE *file = fopen(path, "re");
	size_t room = (size_t)about->st_size + 1;
	char *bytes = malloc(room), *lower = malloc(room);
	if (!file || !bytes || !lower) {
		bool gone = !file && errno == ENOENT;
		free(lower);
		free(bytes);
		return gone ? 0 : 1;
	}
	size_t size = fread(bytes, 1, room - 1, file);
	for (size_t i = 0; i < size; i++) {
		lower[i] = (char)tolower((unsigned char)bytes[i]);
		bytes[i] = (char)(bytes[i] == '+' ? '-' : bytes[i] == '/' ? '_' : bytes[i]); /* both alphabets are one */
	}
	for (int i = 0; i < running->words; i++)
		look_for(&running->word[i], bytes, lower, size, path);
	running->files++;
	free(lower);
	free(bytes);
	fclose(file);
	return 0;
}

void searched_folder(struct searched *searched, const char *folder)
{
	running = searched;
	searched->files = 0;
	searched->found[0] = '\0';
	assert_int_equal(nftw(folder, search_file, 16, FTW_PHYS), 0);
}
