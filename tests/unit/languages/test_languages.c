/* SPDX-License-Identifier: MIT */
/* unit.languages - the sentences as they were built: complete, filled, plural as the language has it, and in our manner. */
#include "firmware/base/site.h"
#include "firmware/base/words.h"
#include "tests/lib/given.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OTHERS_MAX = 8 };
struct given { struct words *english, *welsh, *other[OTHERS_MAX]; int other_count; struct arena arena; char *po; };

/* Every language that was built but English. */
static int given_others(struct given *given, const char *folder)
{
	static const char *const languages[] = { "cy", "pl", "ro", "ur", "ar", "bn", "en-simple" };
	given->other_count = 0;
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		char name[16], path[GIVEN_PATH_BYTES];
		snprintf(name, sizeof name, "%s.po", languages[i]);
		given_path(path, folder, name);
		if (access(path, F_OK) == 0 && words_open(folder, languages[i], &given->other[given->other_count++]) != FAIL_NONE)
			return -1;
	}
	given->welsh = given->other[0];
	return given->other_count >= 3 ? 0 : -1;
}

static int given_words(void **state)
{
	static struct given given;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_built("assets/languages", folder);
	given_source("assets/languages/en.po", path);
	arena_init(&given.arena, 1024 * 1024);
	given.po = given_text(path);
	*state = &given;
	return given.po && words_open(folder, "en", &given.english) == FAIL_NONE ? given_others(&given, folder) : -1;
}

static int gone_words(void **state)
{
	struct given *given = *state;
	words_close(given->english);
	for (int i = 0; i < given->other_count; i++)
		words_close(given->other[i]);
	arena_done(&given->arena);
	free(given->po);
	return 0;
}

/* The next key of the English file; false after the last. */
static bool next_key(const char **at, char key[static 128])
{
	for (;;) {
		const char *found = strstr(*at, "\nmsgid \"");
		if (!found)
			return false;
		found += strlen("\nmsgid \"");
		size_t length = strcspn(found, "\"");
		*at = found + length;
		if (length == 0 || length >= 128)
			continue;
		memcpy(key, found, length);
		key[length] = '\0';
		return true;
	}
}

static void every_language_has_every_sentence_of_english(void **state)
{
	struct given *given = *state;
	const char *at = given->po;
	char key[128];
	int count = 0;
	for (; next_key(&at, key); count++) {
		if (!words_has(given->english, key))
			fail_msg("%s is missing", key);
		for (int i = 0; i < given->other_count; i++)
			if (!words_has(given->other[i], key))
				fail_msg("%s is missing in %s", key, words_language(given->other[i]));
	}
	assert_in_range(count, 250, 2000);
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; *at; at++)
		if (strncasecmp(at, word, length) == 0 && !isalpha((unsigned char)at[length]) && (at == text || !isalpha((unsigned char)at[-1])))
			return true;
	return false;
}

static void english_does_not_beg_blame_or_command(void **state)
{
	static const char *const banned[] = { "please", "sorry", "valid", "invalid", "forgot", "oops", "illegal", "error", "failed", "submit", "click" };
	struct given *given = *state;
	const char *at = given->po;
	char key[128];
	while (next_key(&at, key))
		for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
			if (has_word(words_get(given->english, key), banned[i]))
				fail_msg("%s says \"%s\"", key, banned[i]);
}

/* Reading age: a screen's sentence has at most so many words. Paper and staff states may be longer. */
static void english_sentences_are_short(void **state)
{
	enum { WORDS_MAX = 24 };
	struct given *given = *state;
	const char *at = given->po;
	char key[128];
	while (next_key(&at, key)) {
		int count = strcmp(key, "az.letters") == 0 ? -100 : 1; /* no sentence */
		for (const char *c = words_get(given->english, key); *c; c++) {
			count = strchr(".?!:", *c) ? 0 : count + (*c == ' ' || *c == '\n');
			if (count > WORDS_MAX)
				fail_msg("%s has a sentence of more than %d words", key, WORDS_MAX);
		}
	}
}

static void welsh_counts_in_six_forms(void **state)
{
	struct given *given = *state;
	static const struct { long count; const char *words; } cases[] = {
		{ 0, "Dim cwestiynau." }, { 1, "1 cwestiwn. Gallwch stopio unrhyw bryd." }, { 2, "2 gwestiwn. Gallwch stopio unrhyw bryd." }, { 3, "3 chwestiwn. Gallwch stopio unrhyw bryd." },
		{ 4, "4 cwestiwn. Gallwch stopio unrhyw bryd." }, { 6, "6 chwestiwn. Gallwch stopio unrhyw bryd." }, { 8, "8 cwestiwn. Gallwch stopio unrhyw bryd." },
		{ 11, "11 cwestiwn. Gallwch stopio unrhyw bryd." }, { 21, "21 cwestiwn. Gallwch stopio unrhyw bryd." },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(words_fill_count(given->welsh, &given->arena, "service.questions", cases[i].count, NULL), cases[i].words);
	assert_string_equal(words_fill_count(given->english, &given->arena, "service.questions", 1, NULL), "1 question. You can stop at any time.");
}

static void dates_and_times_are_said_in_both(void **state)
{
	struct given *given = *state;
	struct date date = { 2026, 11, 23 };
	assert_string_equal(words_date(given->english, &given->arena, date, WORDS_DATE_FULL), "Monday 23 November 2026");
	assert_string_equal(words_date(given->welsh, &given->arena, date, WORDS_DATE_FULL), "Dydd Llun 23 Tachwedd 2026");
	assert_string_equal(words_time(given->english, &given->arena, 10 * 60 + 51), "10.51 am");
	assert_string_equal(words_time(given->welsh, &given->arena, 18 * 60), "6yh");
	assert_string_equal(words_time(given->english, &given->arena, 12 * 60), "noon");
}

static const struct words *of(const struct given *given, const char *language)
{
	for (int i = 0; i < given->other_count; i++)
		if (strcmp(words_language(given->other[i]), language) == 0)
			return given->other[i];
	fail_msg("no words in %s", language);
	return NULL;
}

static void polish_says_november_in_two_ways(void **state)
{
	struct given *given = *state;
	const struct words *polish = of(given, "pl");
	struct date date = { 2026, 11, 23 };
	assert_string_equal(words_date(polish, &given->arena, date, WORDS_DATE_FULL), "poniedziałek, 23 listopada 2026");
	assert_string_equal(words_date(polish, &given->arena, date, WORDS_DATE_DAY_MONTH), "poniedziałek, 23 listopada");
	assert_string_equal(words_date(polish, &given->arena, date, WORDS_DATE_PLAIN), "23 listopada 2026");
	assert_string_equal(words_date(polish, &given->arena, date, WORDS_DATE_MONTH), "listopad 2026");
	assert_string_equal(words_date(of(given, "ro"), &given->arena, date, WORDS_DATE_FULL), "luni, 23 noiembrie 2026");
	assert_string_equal(words_date(of(given, "ro"), &given->arena, date, WORDS_DATE_MONTH), "noiembrie 2026");
}

static void polish_and_romanian_have_a_clock_of_24_hours(void **state)
{
	struct given *given = *state;
	static const char *const languages[] = { "pl", "ro" };
	for (int i = 0; i < 2; i++) {
		const struct words *words = of(given, languages[i]);
		assert_string_equal(words_time(words, &given->arena, 9 * 60), "9:00");
		assert_string_equal(words_time(words, &given->arena, 18 * 60 + 5), "18:05");
		assert_string_equal(words_time(words, &given->arena, 12 * 60), "12:00");
		assert_string_equal(words_time(words, &given->arena, 24 * 60), "0:00");
		assert_string_equal(words_time(words, &given->arena, 30), "0:30");
	}
}

static void polish_and_romanian_count_in_three_forms(void **state)
{
	struct given *given = *state;
	static const struct { long count; const char *polish, *romanian; } cases[] = {
		{ 0, "0 odpowiedzi", "0 răspunsuri" }, { 1, "1 odpowiedź", "1 răspuns" }, { 2, "2 odpowiedzi", "2 răspunsuri" },
		{ 5, "5 odpowiedzi", "5 răspunsuri" }, { 22, "22 odpowiedzi", "22 de răspunsuri" }, { 101, "101 odpowiedzi", "101 răspunsuri" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_string_equal(words_fill_count(of(given, "pl"), &given->arena, "items.added", cases[i].count, NULL), cases[i].polish);
		assert_string_equal(words_fill_count(of(given, "ro"), &given->arena, "items.added", cases[i].count, NULL), cases[i].romanian);
	}
	static const struct { long count; const char *polish; } left[] = {
		{ 1, "O 1 znak za dużo" }, { 2, "O 2 znaki za dużo" }, { 5, "O 5 znaków za dużo" }, { 12, "O 12 znaków za dużo" }, { 22, "O 22 znaki za dużo" }, { 101, "O 101 znaków za dużo" },
	};
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
		assert_string_equal(words_fill_count(of(given, "pl"), &given->arena, "field.over", left[i].count, NULL), left[i].polish);
}

static void arabic_counts_in_six_forms(void **state)
{
	struct given *given = *state;
	static const struct { long count; const char *words; } cases[] = {
		{ 1, "إجابة واحدة" }, { 2, "إجابتان" }, { 3, "\u2068" "3" "\u2069 إجابات" }, { 11, "\u2068" "11" "\u2069 إجابة" }, { 102, "\u2068" "102" "\u2069 إجابة" }, { 103, "\u2068" "103" "\u2069 إجابات" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(words_fill_count(of(given, "ar"), &given->arena, "items.added", cases[i].count, NULL), cases[i].words);
}

/* "10.30" and phone numbers would turn round in a right-to-left sentence if nothing held their digits together. */
static void digits_in_a_row_are_isolated_in_right_to_left(void **state)
{
	struct given *given = *state;
	assert_string_equal(words_time(of(given, "ar"), &given->arena, 10 * 60 + 30), "\u2066\u2068" "10\u2069.\u2068" "30\u2069\u2069 صباحًا");
	assert_string_equal(words_time(of(given, "ur"), &given->arena, 18 * 60), "\u2066\u2068" "6\u2069 pm\u2069");
	assert_string_equal(words_time(of(given, "bn"), &given->arena, 18 * 60), "6 pm");
	static const char *const languages[] = { "ur", "ar" };
	static const struct { const char *key, *digits; } rows[] = { { "error.phone", "\u2066" "020 7946 0018\u2069" }, { "error.format.sort-code", "\u2066" "30 94 30\u2069" } };
	for (int i = 0; i < 2; i++)
		for (int row = 0; row < 2; row++)
			if (!strstr(words_get(of(given, languages[i]), rows[row].key), rows[row].digits))
				fail_msg("%s in %s", rows[row].key, languages[i]);
}

/* A date is made of isolates; as a value it must still run from right to left. */
static void a_date_inside_a_sentence_keeps_its_direction(void **state)
{
	struct given *given = *state;
	const struct words *urdu = of(given, "ur");
	const char *date = words_date(urdu, &given->arena, (struct date){ 2026, 11, 23 }, WORDS_DATE_DAY_MONTH);
	const char *said = words_fill(urdu, &given->arena, "done.by", WORDS_VALUES({ "date", date }));
	assert_memory_equal(said, "\u2067\u2068", strlen("\u2067\u2068"));
	assert_non_null(strstr(words_fill(urdu, &given->arena, "done.by", WORDS_VALUES({ "date", "\u2066" "6 pm\u2069" })), "\u2068\u2066"));
	assert_memory_equal(words_fill(urdu, &given->arena, "done.by", WORDS_VALUES({ "date", "پیر" })), "\u2068", strlen("\u2068"));
}

static void the_site_is_read_in_both(void **state)
{
	struct given *given = *state;
	struct site english, welsh;
	char path[GIVEN_PATH_BYTES];
	given_source("assets/site/site.json", path);
	assert_int_equal(site_read(path, "en", &given->arena, &english), FAIL_NONE);
	assert_int_equal(site_read(path, "cy", &given->arena, &welsh), FAIL_NONE);
	assert_string_equal(english.council, "Mereford Council");
	assert_string_equal(welsh.council, "Cyngor Mereford");
	assert_string_not_equal(english.desk, welsh.desk);
	assert_string_equal(english.phone, "01632 960 140");
	assert_int_equal(english.language_count, 8);
	assert_false(english.hours[0].open);
	assert_true(english.hours[1].open);
}

/* The schema says what the reader takes: the same members, the needed ones needed by both. */
static void the_sites_schema_and_the_reader_agree(void **state)
{
	struct given *given = *state;
	char path[GIVEN_PATH_BYTES], schema_path[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES], copy[GIVEN_PATH_BYTES];
	given_source("assets/site/site.json", path);
	given_source("assets/site/site.schema.json", schema_path);
	json_t *site = json_load_file(path, 0, NULL), *schema = json_load_file(schema_path, 0, NULL), *value;
	assert_non_null(site);
	assert_non_null(schema);
	const char *key;
	json_object_foreach(site, key, value)
		assert_non_null(json_object_get(json_object_get(schema, "properties"), key));
	given_folder(folder);
	given_path(copy, folder, "site.json");
	json_object_foreach(json_object_get(schema, "properties"), key, value) {
		struct site read;
		bool needed = false;
		json_t *without = json_deep_copy(site), *name;
		size_t index;
		json_array_foreach(json_object_get(schema, "required"), index, name)
			needed |= strcmp(json_string_value(name), key) == 0;
		json_object_del(without, key);
		char *text = json_dumps(without, 0);
		given_file(copy, text, 0600);
		enum fail code = site_read(copy, "en", &given->arena, &read);
		if (strcmp(key, "hours") != 0 && (code != FAIL_NONE) != needed)
			fail_msg("without \"%s\" the site is %s", key, code == FAIL_NONE ? "read" : "refused");
		free(text);
		json_decref(without);
	}
	json_decref(site);
	json_decref(schema);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_language_has_every_sentence_of_english),
		cmocka_unit_test(english_does_not_beg_blame_or_command),
		cmocka_unit_test(english_sentences_are_short),
		cmocka_unit_test(welsh_counts_in_six_forms),
		cmocka_unit_test(dates_and_times_are_said_in_both),
		cmocka_unit_test(polish_says_november_in_two_ways),
		cmocka_unit_test(polish_and_romanian_have_a_clock_of_24_hours),
		cmocka_unit_test(polish_and_romanian_count_in_three_forms),
		cmocka_unit_test(arabic_counts_in_six_forms),
		cmocka_unit_test(digits_in_a_row_are_isolated_in_right_to_left),
		cmocka_unit_test(a_date_inside_a_sentence_keeps_its_direction),
		cmocka_unit_test(the_site_is_read_in_both),
		cmocka_unit_test(the_sites_schema_and_the_reader_agree),
	};
	return cmocka_run_group_tests_name("languages", cases, given_words, gone_words);
}
