/* SPDX-License-Identifier: MIT */
/* unit.speech_voices - the real espeak-ng, if it is there, has a voice for each language that this product speaks; what it says goes to a file. */
#include "firmware/base/words.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "ui/speech/helper.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAV_HEADER_BYTES = 44, WAV_MAX_BYTES = 4 * 1024 * 1024, LEAST_BYTES = 8 * 1024 /* a fifth of a second */, LOUD = 1000, SKIPPED = 77 };

static bool is_there(void)
{
	char said[1024];
	return process_run((char *[]){ "sh", "-c", "command -v espeak-ng", NULL }, said, sizeof said) == 0;
}

/* The loudest sample of a 16-bit WAV file; -1: it is none. */
static int loudest(const char *path)
{
	unsigned char *bytes = malloc(WAV_MAX_BYTES);
	FILE *file = fopen(path, "rb");
	assert_non_null(bytes);
	size_t size = file ? fread(bytes, 1, WAV_MAX_BYTES, file) : 0;
	int most = size >= LEAST_BYTES && memcmp(bytes, "RIFF", 4) == 0 ? 0 : -1;
	for (size_t i = WAV_HEADER_BYTES; most >= 0 && i + 1 < size; i += 2) {
		int sample = abs((int16_t)(bytes[i] | bytes[i + 1] << 8));
		most = sample > most ? sample : most;
	}
	if (file)
		fclose(file);
	free(bytes);
	return most;
}

static void speaks(const char *folder, const char *language)
{
	char languages[GIVEN_PATH_BYTES], text[GIVEN_PATH_BYTES], wav[GIVEN_PATH_BYTES], said[1024];
	struct words *words = NULL;
	given_built("assets/languages", languages);
	assert_int_equal(words_open(languages, language, &words), FAIL_NONE);
	assert_true(words_has(words, "speech.on_speaker"));
	given_path(text, folder, "text");
	given_path(wav, folder, "wav");
	given_file(text, words_get(words, "speech.on_speaker"), 0600);
	const char *const argv[] = { "espeak-ng", "-f", text, "-b", "1", "-v", helper_language(language), "-w", wav, NULL };
	if (process_run((char *const *)argv, said, sizeof said) != 0)
		fail_msg("no voice for %s: %s", language, said);
	if (loudest(wav) < LOUD)
		fail_msg("nothing is heard in %s", language);
	words_close(words);
}

static void every_language_has_a_voice(void **state)
{
	char folder[GIVEN_PATH_BYTES], languages[GIVEN_PATH_BYTES];
	int count = 0;
	(void)state;
	given_folder(folder);
	given_built("assets/languages", languages);
	DIR *open = opendir(languages);
	assert_non_null(open);
	for (struct dirent *entry; (entry = readdir(open));) {
		const char *end = strstr(entry->d_name, ".mo");
		char language[32];
		if (!end || strcmp(end, ".mo") != 0)
			continue;
		snprintf(language, sizeof language, "%.*s", (int)(end - entry->d_name), entry->d_name);
		speaks(folder, language);
		count++;
	}
	closedir(open);
	assert_true(count >= 2);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_language_has_a_voice) };
	if (!is_there()) {
		fputs("skipped: there is no espeak-ng here\n", stderr);
		return SKIPPED;
	}
	return cmocka_run_group_tests_name("speech_voices", cases, NULL, NULL);
}
