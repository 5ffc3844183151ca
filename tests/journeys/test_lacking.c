/* SPDX-License-Identifier: MIT */
/* journey.lacking - a font, a picture, a language, a theme that is missing or broken: said in the log, and people get on. */
#include "tests/journeys/missed_bin.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct shelf { struct kiosk kiosk; char assets[GIVEN_PATH_BYTES]; };

/* Folders of our own, files that are links to the built ones: one can be taken away or replaced. */
static void link_all(const char *from, const char *to, int depth)
{
	DIR *folder = opendir(from);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		char source[GIVEN_PATH_BYTES], place[GIVEN_PATH_BYTES];
		struct stat about;
		if (entry->d_name[0] == '.')
			continue;
		given_path(source, from, entry->d_name);
		given_path(place, to, entry->d_name);
		assert_int_equal(stat(source, &about), 0);
		if (depth > 0 && S_ISDIR(about.st_mode)) {
			assert_int_equal(mkdir(place, 0700), 0);
			link_all(source, place, depth - 1);
		} else {
			assert_int_equal(symlink(source, place), 0);
		}
	}
	closedir(folder);
}

static void without(struct shelf *shelf, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, shelf->assets, name);
	assert_int_equal(unlink(path), 0);
}

static void broken(struct shelf *shelf, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	without(shelf, name);
	given_path(path, shelf->assets, name);
	given_file(path, "This is not what it should be.\n", 0600);
}

static void begin(struct shelf *shelf)
{
	kiosk_start(&shelf->kiosk, &(struct kiosk_plan){ .real_time = true, .assets = shelf->assets });
}

static void logged(struct kiosk *kiosk, const char *words)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, kiosk->folder, "said");
	char *log = given_text(path);
	if (!log || !strstr(log, words))
		fail_msg("the log does not say \"%s\"", words);
	free(log);
}

static void speak(struct kiosk *kiosk, const char *language)
{
	char id[64];
	snprintf(id, sizeof id, "language:%s", language);
	screen_press(kiosk, "language");
	screen_press(kiosk, id);
}

/* Another font may need more room: then it is on a later part of the page. */
static void press_begin(struct kiosk *kiosk)
{
	for (screen_look(kiosk); !screen_find(kiosk, "begin"); screen_look(kiosk))
		screen_press(kiosk, "page-next");
	screen_press(kiosk, "begin");
}

/* To a person and back, to a question and back to the beginning. */
static void gets_on(struct kiosk *kiosk)
{
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_service(kiosk, "missed-bin");
	press_begin(kiosk);
	screen_await(kiosk, "back");
	screen_press(kiosk, "person");
	screen_press(kiosk, "close");
	screen_press(kiosk, "back");
	screen_press(kiosk, "finish");
	screen_await(kiosk, "start");
}

static void fonts_of_other_scripts_are_missing(void **state)
{
	struct shelf *shelf = *state;
	static const char *const languages[] = { "ur", "ar", "bn" };
	without(shelf, "fonts/NotoNastaliqUrdu_400Regular.ttf");
	without(shelf, "fonts/NotoSansArabic_400Regular.ttf");
	broken(shelf, "fonts/NotoSansArabic_700Bold.ttf");
	without(shelf, "fonts/NotoSansBengali_400Regular.ttf");
	begin(shelf);
	for (size_t i = 0; i < 3; i++) {
		screen_press(&shelf->kiosk, "start");
		speak(&shelf->kiosk, languages[i]);
		gets_on(&shelf->kiosk);
	}
	logged(&shelf->kiosk, "the font NotoNastaliqUrdu_400Regular.ttf is missing or broken");
	logged(&shelf->kiosk, "the font NotoSansArabic_700Bold.ttf is missing or broken");
}

static void every_latin_font_is_missing(void **state)
{
	struct shelf *shelf = *state;
	without(shelf, "fonts/AtkinsonHyperlegibleNext_400Regular.ttf");
	broken(shelf, "fonts/AtkinsonHyperlegibleNext_500Medium.ttf");
	without(shelf, "fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf");
	without(shelf, "fonts/AtkinsonHyperlegibleNext_700Bold.ttf");
	begin(shelf);
	screen_press(&shelf->kiosk, "start");
	gets_on(&shelf->kiosk);
	logged(&shelf->kiosk, "the font AtkinsonHyperlegibleNext_400Regular.ttf is missing or broken");
	logged(&shelf->kiosk, "the font AtkinsonHyperlegibleNext_500Medium.ttf is missing or broken");
}

static void pictures_are_missing_or_broken(void **state)
{
	struct shelf *shelf = *state;
	without(shelf, "icons/languages.svg");
	broken(shelf, "icons/log-out.svg");
	without(shelf, "icons/accessibility.svg");
	without(shelf, "figures/staff.svg");
	begin(shelf);
	screen_press(&shelf->kiosk, "start");
	gets_on(&shelf->kiosk);
	logged(&shelf->kiosk, "is missing or broken");
}

static void a_language_that_is_missing_is_not_offered_and_a_broken_one_leaves_the_one_in_use(void **state)
{
	struct shelf *shelf = *state;
	struct kiosk *kiosk = &shelf->kiosk;
	without(shelf, "languages/pl.mo");
	broken(shelf, "languages/ro.mo");
	begin(shelf);
	screen_press(kiosk, "start");
	screen_press(kiosk, "language");
	screen_await(kiosk, "language:cy");
	assert_null(screen_find(kiosk, "language:pl"));
	if (screen_find(kiosk, "language:ro"))
		screen_press(kiosk, "language:ro");
	screen_look(kiosk);
	assert_string_equal(node_text(kiosk->screen, "lang"), "en");
	screen_press(kiosk, "close");
	gets_on(kiosk);
	logged(kiosk, "language.unusable words=\"ro: ");
}

/* A language that lacks sentences says them in English. */
static void sentences_that_a_language_lacks_are_said_in_english(void **state)
{
	struct shelf *shelf = *state;
	struct kiosk *kiosk = &shelf->kiosk;
	char po[GIVEN_PATH_BYTES], mo[GIVEN_PATH_BYTES], said[256];
	without(shelf, "languages/pl.mo");
	given_path(po, shelf->assets, "one.po");
	given_path(mo, shelf->assets, "languages/pl.mo");
	given_file(po, "msgid \"\"\nmsgstr \"Language: pl\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"counter.finish\"\nmsgstr \"Zakończ\"\n", 0600);
	assert_int_equal(process_run((char *[]){ "msgfmt", "-o", mo, po, NULL }, said, sizeof said), 0);
	begin(shelf);
	screen_press(kiosk, "start");
	speak(kiosk, "pl");
	screen_await(kiosk, "finish");
	assert_string_equal(node_text(kiosk->screen, "lang"), "pl");
	assert_string_equal(node_text(screen_find(kiosk, "finish"), "name"), "Zakończ");
	assert_string_equal(node_text(screen_find(kiosk, "easier"), "name"), "Easier to use");
	assert_string_equal(node_text(screen_find(kiosk, "easier"), "lang"), "en");
	gets_on(kiosk);
}

static void a_theme_that_is_missing_or_broken_leaves_the_one_in_use(void **state)
{
	struct shelf *shelf = *state;
	struct kiosk *kiosk = &shelf->kiosk;
	without(shelf, "themes/white-on-black.json");
	broken(shelf, "themes/soft-and-dim.json");
	begin(shelf);
	screen_press(kiosk, "start");
	screen_press(kiosk, "easier");
	screen_press(kiosk, "theme:white-on-black");
	screen_press(kiosk, "theme:soft-and-dim");
	screen_press(kiosk, "theme:black-on-white");
	screen_press(kiosk, "close");
	gets_on(kiosk);
	logged(kiosk, "white-on-black.json is not there");
	logged(kiosk, "soft-and-dim.json");
}

static void without_the_usual_theme_the_built_in_one_is_shown(void **state)
{
	struct shelf *shelf = *state;
	broken(shelf, "themes/default.json");
	begin(shelf);
	screen_press(&shelf->kiosk, "start");
	gets_on(&shelf->kiosk);
	logged(&shelf->kiosk, "default.json");
}

/* In plain colours, by the name that the site gives, until somebody mends it. */
static void gets_on_in_plain_colours(struct shelf *shelf, const char *words)
{
	begin(shelf);
	screen_press(&shelf->kiosk, "start");
	screen_press(&shelf->kiosk, "easier");
	screen_press(&shelf->kiosk, "theme:white-on-black");
	screen_press(&shelf->kiosk, "theme:default");
	screen_press(&shelf->kiosk, "close");
	gets_on(&shelf->kiosk);
	logged(&shelf->kiosk, "screen.trouble fail=input words=\"colours that are built in are shown, a brand or theme cannot be used: ");
	logged(&shelf->kiosk, words);
}

static void a_brand_that_is_missing_leaves_plain_colours(void **state)
{
	struct shelf *shelf = *state;
	without(shelf, "themes/brand.json");
	gets_on_in_plain_colours(shelf, "brand.json is not there");
}

static void a_brand_that_is_broken_leaves_plain_colours(void **state)
{
	struct shelf *shelf = *state;
	broken(shelf, "themes/brand.json");
	gets_on_in_plain_colours(shelf, "brand.json: ");
}

static void without_any_theme_the_built_in_one_is_shown(void **state)
{
	static const char *const names[] = { "brand", "default", "white-on-black", "black-on-white", "soft-and-dim" };
	struct shelf *shelf = *state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char name[64];
		snprintf(name, sizeof name, "themes/%s.json", names[i]);
		without(shelf, name);
	}
	gets_on_in_plain_colours(shelf, "brand.json is not there");
	logged(&shelf->kiosk, "white-on-black.json is not there");
}

static int set_up(void **state)
{
	char built[GIVEN_PATH_BYTES];
	struct shelf *shelf = calloc(1, sizeof *shelf);
	assert_non_null(shelf);
	given_folder(shelf->assets);
	given_built("assets", built);
	link_all(built, shelf->assets, 1);
	*state = shelf;
	return 0;
}

static int tear_down(void **state)
{
	struct shelf *shelf = *state;
	kiosk_end(&shelf->kiosk);
	given_done(shelf->assets);
	free(shelf);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
		CASE(fonts_of_other_scripts_are_missing), CASE(every_latin_font_is_missing), CASE(pictures_are_missing_or_broken),
		CASE(a_language_that_is_missing_is_not_offered_and_a_broken_one_leaves_the_one_in_use), CASE(a_theme_that_is_missing_or_broken_leaves_the_one_in_use), CASE(sentences_that_a_language_lacks_are_said_in_english),
		CASE(without_the_usual_theme_the_built_in_one_is_shown), CASE(a_brand_that_is_missing_leaves_plain_colours), CASE(a_brand_that_is_broken_leaves_plain_colours),
		CASE(without_any_theme_the_built_in_one_is_shown),
	};
	return cmocka_run_group_tests_name("lacking", cases, NULL, NULL);
}
