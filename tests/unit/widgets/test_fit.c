/* SPDX-License-Identifier: MIT */
/* unit.fit - an estimate is never less than what the text engine really needs. */
#include "tests/lib/given.h"
#include "ui/widgets/fit.h"

#include "ui/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct text *text;
static struct tree tree;

static const char *const samples[] = {
	"Which bin did we miss?", "Choose one. You can report another bin afterwards.", "Pryd yr oedd y bin i fod i gael ei wagio? Siŵr ŷ ô î ê â û ï ö",
	"WWWWWWW MMMMM @@@@ %%%% 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ", "one\ntwo\n\nthree", "A-wordwithhyphens-in-it that-goes-on-and-on and then ends—so “quoted” …",
	"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch is a place, and Donaudampfschifffahrtselektrizitätenhauptbetriebswerk a word",
	"What is or will be your main A1 waste installation activity that you need pre-application advice about?", "i l ! . , ' illicit little lilies",
	"Ďalej ľúbiť ŁŁŁŁ ÆæŒœ ĲĳĐđĦħŊŋŦŧ ŉŉŉŉ ÐðÞþØø Șș Țț: each as wide as its base, or narrower", "Gdzie jest pojemnik? Który pojemnik pominęliśmy? Następne pytanie",
	"Żółć, ąęśćń, șț, ğış, őű: Latin with marks of every kind; Æ Œ ß þ ð",
};

static int real_height(enum type_style type, const char *words, int width, int percent)
{
	struct layout_panel panel = { 1080, 1920, 4.03, percent };
	struct text_style style = layout_type(&panel, type);
	int across = 0, down = 0;
	text_measure(text, words, &style, width, false, &across, &down);
	return down;
}

static void an_estimate_is_never_too_small(void **state)
{
	static const int widths[] = { 380, 430, 474, 660, 790, 968, 1400 };
	(void)state;
	for (int percent = 100; percent <= 200; percent += 50)
		for (int type = 0; type < TYPE_COUNT; type++)
			for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++)
				for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
					struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, percent) };
					int guess = fit_height(&build, (enum type_style)type, samples[i], widths[w]), real = real_height((enum type_style)type, samples[i], widths[w], percent);
					if (guess < real)
						fail_msg("type %d, %d wide, %d %%: \"%s\" needs %d, guessed %d", type, widths[w], percent, samples[i], real, guess);
				}
}

static void bengali_is_never_wider_than_its_estimate(void **state)
{
	static const char *const words[] = {
		"বাংলা", "অআকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়", "আমরা আপনাকে সাহায্য করতে পারি। শুরু করতে স্ক্রিন স্পর্শ করুন। ক্ষ জ্ঞ ঞ্চ ন্দ্র স্ত্রী কৌতূহল",
	};
	(void)state;
	for (int type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
			struct layout_panel panel = { 1080, 1920, 4.03, 100 };
			struct text_style style = layout_type(&panel, (enum type_style)type);
			int across = 0, down = 0;
			text_measure(text, words[i], &style, 100000, false, &across, &down);
			assert_in_range(fit_width(&build, (enum type_style)type, words[i]), across, across * 3 / 2);
		}
}

static void an_estimate_is_rarely_more_than_a_line_too_large(void **state)
{
	int lines = 0, cases = 0;
	(void)state;
	for (int width = 300; width < 1000; width += 20)
		for (int i = 0; i < 3; i++) {
			struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
			lines += (fit_height(&build, TYPE_BODY, samples[i], width) - real_height(TYPE_BODY, samples[i], width, 100)) / fit_line(&build, TYPE_BODY);
			cases++;
		}
	assert_in_range(lines, 0, cases / 5);
}

struct sums { int sentences, guessed, real; };

static void sentence_fits(const char *language, const char *words, struct sums *sums)
{
	static const enum type_style types[] = { TYPE_BODY, TYPE_QUESTION };
	static const int widths[] = { 430 };
	struct build build = { .tree = &tree, .language = language, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
	struct layout_panel panel = { 1080, 1920, 4.03, 100 };
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct text_style style = layout_type(&panel, types[i]);
		int across = 0, down = 0;
		style.hand = strcmp(language, "ur") == 0 ? TEXT_HAND_NASTALIQ : TEXT_HAND_PLAIN;
		if (style.hand == TEXT_HAND_NASTALIQ && style.size_px > 48)
			style.size_px = style.size_px * 4 / 5;
		text_measure(text, words, &style, 0, true, &across, &down);
		if (!strchr(words, '\n')) {
			if (fit_width(&build, types[i], words) < across)
				fail_msg("%s: \"%s\" is %d wide, guessed %d", language, words, across, fit_width(&build, types[i], words));
			sums->guessed += fit_width(&build, types[i], words);
			sums->real += across;
		}
		for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
			text_measure(text, words, &style, widths[w], true, &across, &down);
			if (fit_height(&build, types[i], words, widths[w]) < down)
				fail_msg("%s: \"%s\" in %d is %d high, guessed %d", language, words, widths[w], down, fit_height(&build, types[i], words, widths[w]));
		}
	}
	sums->sentences++;
}

/* Every sentence of the product in Arabic script, in both hands: never too small, and never twice as wide as it is. */
static void arabic_and_urdu_fit_their_estimates(void **state)
{
	static const char *const languages[] = { "ur", "ar" };
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char path[GIVEN_PATH_BYTES], name[64], words[2048];
		struct sums sums = { 0 };
		snprintf(name, sizeof name, "assets/languages/%s.po", languages[i]);
		given_source(name, path);
		char *po = given_text(path);
		for (const char *at = po; at && (at = strstr(at, "\nmsgstr")) != NULL;) {
			at = strchr(at, '"') + 1;
			size_t length = 0;
			for (; *at && *at != '"' && length < sizeof words - 1; at++)
				words[length++] = at[0] == '\\' && at[1] == 'n' ? (at++, '\n') : *at;
			words[length] = '\0';
			if (length > 0)
				sentence_fits(languages[i], words, &sums);
		}
		free(po);
		assert_true(sums.sentences > 400);
		assert_in_range(sums.guessed, sums.real, sums.real * 3 / 2);
	}
}

static void nothing_takes_no_room(void **state)
{
	struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
	(void)state;
	assert_int_equal(fit_height(&build, TYPE_BODY, "", 500), 0);
	assert_int_equal(fit_height(&build, TYPE_BODY, NULL, 500), 0);
	assert_int_equal(fit_lines(&build, TYPE_BODY, "word", 500), 1);
	assert_int_equal(fit_lines(&build, TYPE_BODY, "a\nb", 500), 2);
}

static void taking_lines_loses_no_word(void **state)
{
	struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		size_t at = 0, letters = 0, all = 0;
		for (const char *c = samples[i]; *c; c++)
			all += *c != ' ' && *c != '\n';
		while (samples[i][at]) {
			size_t take = (size_t)fit_take(&build, TYPE_HEADING, samples[i] + at, 430, 1);
			assert_true(take > 0 || samples[i][at] == '\n');
			for (size_t c = at; c < at + take; c++)
				letters += samples[i][c] != ' ' && samples[i][c] != '\n';
			at += take;
			at += strspn(samples[i] + at, " \n");
		}
		assert_int_equal(letters, all);
	}
}

static void shortened_text_ends_at_a_word_and_fits(void **state)
{
	struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
	const char *words = samples[7];
	(void)state;
	assert_ptr_equal(fit_shorten(&build, TYPE_SMALL, "short", 400, 1), "short");
	const char *cut = fit_shorten(&build, TYPE_QUESTION, words, 660, 2);
	assert_in_range(fit_lines(&build, TYPE_QUESTION, cut, 660), 1, 2);
	size_t length = strlen(cut) - strlen("…");
	assert_memory_equal(cut, words, length);
	assert_string_equal(cut + length, "…");
	assert_int_equal(words[length], ' ');
}

/* A page is laid out in many ways before one fits: each try costs little of the screen's memory. */
static void shortening_takes_the_room_of_one_text(void **state)
{
	struct build build = { .tree = &tree, .frame = frame_of(PANEL_PORTRAIT, 1080, 1920, 100) };
	char words[401];
	(void)state;
	for (size_t i = 0; i + 1 < sizeof words; i++)
		words[i] = i % 2 ? ' ' : 'a';
	words[sizeof words - 1] = '\0';
	size_t before = tree.arena.used_bytes;
	(void)fit_shorten(&build, TYPE_QUESTION, words, 660, 2);
	assert_true(tree.arena.used_bytes > before && tree.arena.used_bytes - before <= sizeof words);
}

static void a_word_wider_than_the_line_is_said(void **state)
{
	struct build build = { .tree = &tree, .frame = frame_of(PANEL_SMALL, 886, 531, 200) };
	(void)state;
	assert_true(fit_words_whole(&build, TYPE_QUESTION_SMALL, "Did you mean\nthis?", 846));
	assert_false(fit_words_whole(&build, TYPE_QUESTION_SMALL, "Did you mean amina.khan@hotmail.com?", 846));
	assert_true(fit_words_whole(&build, TYPE_BODY_STRONG, "Did you mean amina.khan@hotmail.com?", 846));
	assert_true(fit_words_whole(&build, TYPE_BODY, "", 846) && fit_words_whole(&build, TYPE_BODY, NULL, 846));
}

static int open_text(void **state)
{
	char fonts[GIVEN_PATH_BYTES];
	(void)state;
	given_source("assets/fonts", fonts);
	tree_init(&tree);
	tree_begin(&tree, "test", "test", "en", false);
	return text_open(fonts, &text) == FAIL_NONE ? 0 : -1;
}

static int close_text(void **state)
{
	(void)state;
	text_close(text);
	tree_done(&tree);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(an_estimate_is_never_too_small),
		cmocka_unit_test(an_estimate_is_rarely_more_than_a_line_too_large),
		cmocka_unit_test(arabic_and_urdu_fit_their_estimates),
		cmocka_unit_test(bengali_is_never_wider_than_its_estimate),
		cmocka_unit_test(nothing_takes_no_room),
		cmocka_unit_test(taking_lines_loses_no_word),
		cmocka_unit_test(shortened_text_ends_at_a_word_and_fits),
		cmocka_unit_test(shortening_takes_the_room_of_one_text),
		cmocka_unit_test(a_word_wider_than_the_line_is_said),
	};
	return cmocka_run_group_tests_name("fit", cases, open_text, close_text);
}
