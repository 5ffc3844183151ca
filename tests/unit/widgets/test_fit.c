/* SPDX-License-Identifier: MIT */
/* unit.fit - an estimate is never less than what the text engine really needs. */
#include "tests/lib/given.h"
#include "ui/widgets/fit.h"

#include "ui/text/text.h"

#include <stdio.h>
#include <string.h>

static struct text *text;
static struct tree tree;

static const char *const samples[] = {
	"Which bin did we miss?", "Choose one. You can report another bin afterwards.", "Pryd yr oedd y bin i fod i gael ei wagio? Siŵr ŷ ô î ê â û ï ö",
	"WWWWWWW MMMMM @@@@ %%%% 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ", "one\ntwo\n\nthree", "A-wordwithhyphens-in-it that-goes-on-and-on and then ends—so “quoted” …",
	"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch is a place, and Donaudampfschifffahrtselektrizitätenhauptbetriebswerk a word",
	"What is or will be your main A1 waste installation activity that you need pre-application advice about?", "i l ! . , ' illicit little lilies",
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
		cmocka_unit_test(nothing_takes_no_room),
		cmocka_unit_test(taking_lines_loses_no_word),
		cmocka_unit_test(shortened_text_ends_at_a_word_and_fits),
	};
	return cmocka_run_group_tests_name("fit", cases, open_text, close_text);
}
