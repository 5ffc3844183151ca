/* SPDX-License-Identifier: MIT */
/* unit.screens_tongue - what is not said in the person's language is said in English and marked as English, so that it is read out as English. */
#include "tests/unit/screens/screens_given.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT_MAX = 2000 };
struct texts { char *text[TEXT_MAX]; size_t count; };

static const struct layout_panel *const portrait = &stage_panels[0].panel;

static bool has_words(const char *text)
{
	size_t letters = 0;
	for (; text && *text; text++)
		letters += isalpha((unsigned char)*text) != 0;
	return letters > 2;
}

/* Names are the same in every language, and so is what a person typed. */
static bool is_name(const char *text)
{
	static const char *const names[] = { "Mereford", "MF2 4QT", "SW1A 1AA", "Mill Lane", "example", "Amina", "Margaret", "O’Connor", "Text relay", "Quill Row", "ABC", "MB 7K4", "ABCDEF", "FO 7K4", "K7M 4QX",
		"Ada", "Jones", "In the yard", "Minster Close", "Middle Row", "Minchinhampton", "Midsomer", "St Catherine", "The bin was out at 6 am" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strstr(text, names[i]))
			return true;
	return false;
}

static void remember(struct texts *texts, const struct tree *tree)
{
	for (const struct node *at = tree->root; at; at = node_next(at))
		if (has_words(at->name) && texts->count < TEXT_MAX)
			texts->text[texts->count++] = strdup(at->name);
}

static bool said(const struct texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->text[i], text) == 0)
			return true;
	return false;
}

static void forget(struct texts *texts)
{
	while (texts->count > 0)
		free(texts->text[--texts->count]);
}

/* What @scene says alike in English and in Polish has to be marked; returns how much is not. */
static int unmarked(struct given *given, const struct scene *scene)
{
	static struct texts english;
	int wrong = 0;
	build_only(given, scene, "en", portrait);
	remember(&english, &given->tree);
	build_only(given, scene, "pl", portrait);
	for (const struct node *at = given->tree.root; at; at = node_next(at)) {
		if (at->role == NODE_ROLE_KEY || !has_words(at->name) || is_name(at->name) || at->lang || !said(&english, at->name))
			continue;
		print_message("%s: #%s \"%.60s\" is English and not marked\n", scene->name, at->id, at->name);
		wrong++;
	}
	forget(&english);
	return wrong;
}

static void a_service_in_english_is_marked_on_every_screen(void **state)
{
	int wrong = 0;
	for (int i = 0; i < scene_count; i++)
		wrong += unmarked(*state, &scenes[i]);
	assert_int_equal(wrong, 0);
}

/* "Change: What is your name?" in Polish: the question is English, the rest is not. */
static void an_english_part_of_a_sentence_is_marked(void **state)
{
	static const char *const names[] = { "check", "several-wrong", "many-wrong", "list-letter" };
	struct given *given = *state;
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		int marked = 0;
		show(given, names[n], "pl", portrait);
		for (const struct node *at = given->tree.root; at; at = node_next(at)) {
			const char *texts[] = { at->name, at->error };
			for (size_t i = 0; i < 2; i++)
				marked += texts[i] && strstr(texts[i], WORDS_ENGLISH_BEGIN) != NULL;
		}
		if (!marked && n < 2)
			fail_msg("%s: nothing is marked", names[n]);
		show(given, names[n], "en-simple", portrait);
		for (const struct node *at = given->tree.root; at; at = node_next(at))
			if (at->lang || strstr(at->name ? at->name : "", WORDS_ENGLISH_BEGIN))
				fail_msg("%s: #%s is marked, but Easy Read is English", names[n], at->id);
	}
}

static void link_to(const char *folder, const char *name, const char *target)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(symlink(target, path), 0);
}

/* The built assets, but with Polish that knows two sentences only. */
static void assets_with_little_polish(const struct given *given, const char *folder)
{
	static const char *const parts[] = { "forms", "fonts", "icons", "figures", "bank", "themes", "site", "home", "content.db" };
	char path[GIVEN_PATH_BYTES], languages[GIVEN_PATH_BYTES];
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		given_path(path, given->assets, parts[i]);
		link_to(folder, parts[i], path);
	}
	given_path(languages, folder, "languages");
	assert_int_equal(mkdir(languages, 0700), 0);
	given_path(path, given->assets, "languages/en.mo");
	link_to(languages, "en.mo", path);
	link_to(languages, "pl.mo", WORDS_PL);
}

static void a_missing_sentence_is_marked_as_english(void **state)
{
	static const char *const names[] = { "idle", "home", "service", "radios", "done", "person", "easier", "finish", "still-there", "problem-full" };
	struct given *given = *state, little = { .text = given->text };
	char folder[GIVEN_PATH_BYTES], forms[GIVEN_PATH_BYTES];
	given_folder(folder);
	assets_with_little_polish(given, folder);
	given_source("tests/golden/screens/forms", forms);
	tree_init(&little.tree);
	assert_int_equal(scene_house(&little.house, folder, forms), FAIL_NONE);
	int wrong = 0;
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
		for (int i = 0; i < scene_count; i++)
			wrong += strcmp(scenes[i].name, names[n]) == 0 ? unmarked(&little, &scenes[i]) : 0;
	assert_int_equal(wrong, 0);
	show(&little, "home", "pl", portrait);
	assert_string_equal(node(&little, "title")->name, "Czego potrzebujesz?");
	assert_null(node(&little, "title")->lang);
	assert_null(node(&little, "language")->lang);
	assert_string_equal(node(&little, "finish")->name, "Finish");
	assert_string_equal(node(&little, "finish")->lang, "en");
	tree_done(&little.tree);
	scene_house_done(&little.house);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_service_in_english_is_marked_on_every_screen), cmocka_unit_test(an_english_part_of_a_sentence_is_marked), cmocka_unit_test(a_missing_sentence_is_marked_as_english) };
	return cmocka_run_group_tests_name("screens tongue", cases, given_screens, gone_screens);
}
