/* SPDX-License-Identifier: MIT */
/* journey.secrecy - no answer in clear on any disk: unique words are typed into every box, then every byte that was written is searched. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The words that missed_bin_words types; kept apart so that a search can name them. */
enum { WORDS_MAX = 32, FILES_MIN = 5 };

struct search {
	char word[WORDS_MAX][64]; int words;
	int files;                 /* searched */
	char found[GIVEN_PATH_BYTES + 64]; /* "word in file"; "" nothing */
};

/* nftw() has no context of its own: the search that is running. */
static struct search *running;

static int search_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)place;
	if (kind != FTW_F || !S_ISREG(about->st_mode))
		return 0;
	FILE *file = fopen(path, "re");
	char *bytes = malloc((size_t)about->st_size + 1);
	if (!file || !bytes)
		return 1;
	size_t size = fread(bytes, 1, (size_t)about->st_size, file);
	for (int i = 0; i < running->words; i++)
		if (memmem(bytes, size, running->word[i], strlen(running->word[i])))
			snprintf(running->found, sizeof running->found, "%s in %.4000s", running->word[i], path);
	running->files++;
	free(bytes);
	fclose(file);
	return 0;
}

static void search_folder(struct search *search, const char *folder)
{
	running = search;
	search->files = 0;
	search->found[0] = '\0';
	assert_int_equal(nftw(folder, search_file, 16, FTW_PHYS), 0);
}

/* Everything that was typed, as the council got it: words of at least six letters or digits from the record's data. */
static void collect_words(struct search *search, const json_t *value)
{
	const char *key;
	json_t *one;
	size_t at;
	if (json_is_string(value)) {
		const char *text = json_string_value(value);
		if (strlen(text) >= 6 && search->words < WORDS_MAX)
			snprintf(search->word[search->words++], sizeof search->word[0], "%s", text);
	}
	json_object_foreach((json_t *)value, key, one)
		collect_words(search, one);
	json_array_foreach(value, at, one)
		collect_words(search, one);
}

static int set_up(void **state)
{
	struct kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	*state = kiosk;
	return 0;
}

static int tear_down(void **state)
{
	kiosk_end(*state);
	free(*state);
	return 0;
}

/* A program of the kiosk may never leave its memory on a disk. */
static void assert_no_core_dump(struct kiosk *kiosk, const char *program)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/limits", (int)kiosk_pid(kiosk, program));
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	char line[256];
	unsigned long soft = 1, hard = 1;
	while (fgets(line, sizeof line, file))
		if (sscanf(line, "Max core file size %lu %lu", &soft, &hard) == 2)
			break;
	fclose(file);
	if (soft != 0 || hard != 0)
		fail_msg("%s may leave a core of %lu bytes", program, soft);
}

static void what_was_typed_is_nowhere_on_the_disk(void **state)
{
	struct kiosk *kiosk = *state;
	static struct search search;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true }); /* so that the body stays in the store */
	missed_bin_check(kiosk);
	kiosk_kill(kiosk, "foyer-ui"); /* so that the copy of the running visit is used, too */
	kiosk->fresh = false;
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	printer_await(&kiosk->printer, 1);
	kiosk_await_queue(kiosk, 1);
	static const char *const programs[] = { "foyer-hub", "foyer-ui", "foyer-print", "foyer-sync" };
	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
		assert_no_core_dump(kiosk, programs[i]);

	char state_now[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], words[16];
	given_path(state_now, kiosk->folder, "state-while-waiting");
	assert_int_equal(process_run((char *[]){ "cp", "-a", kiosk->state, state_now, NULL }, words, sizeof words), 0);

	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 15 * 60 * 1000);
	json_t *all = council_await(&kiosk->council, 1);
	collect_words(&search, json_object_get(json_object_get(json_array_get(all, 0), "data"), "main"));
	json_decref(all);
	for (int i = 0; i < search.words; i++)
		print_message("searching for %s\n", search.word[i]);
	assert_true(search.words >= 3);

	search_folder(&search, state_now);
	assert_true(search.files >= FILES_MIN);
	assert_string_equal(search.found, "");
	search_folder(&search, kiosk->state); /* and after delivery */
	assert_string_equal(search.found, "");
	given_path(said, kiosk->folder, "said"); /* the programs' own log */
	char *log = given_text(said);
	for (int i = 0; i < search.words; i++)
		assert_null(strstr(log, search.word[i]));
	free(log);

	given_path(said, kiosk->state, "planted"); /* the search does find what is there */
	given_file(said, search.word[search.words - 1], 0600);
	search_folder(&search, kiosk->state);
	assert_string_not_equal(search.found, "");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(what_was_typed_is_nowhere_on_the_disk, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("secrecy", cases, NULL, NULL);
}
