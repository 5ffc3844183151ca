/* SPDX-License-Identifier: MIT */
/* unit.text_lines - where a line ends, and where a word is torn. */
#include "tests/unit/text/text_given.h"

#include <string.h>

static void lines_break_at_spaces_and_word_hyphens_only(void **state)
{
	(void)state;
	const char *words = "one-two 20-30 x";
	int longest = set("20-30", 0, false)->width_px, breaks = 0;
	for (int width = longest; width < 400; width += 3) {
		const struct paragraph *paragraph = set(words, width, false);
		for (int i = 1; i < paragraph->line_count; i++, breaks++) {
			int start = paragraph->line[i].start_bytes;
			assert_true(start == 4 || start == 8 || start == 14);
		}
	}
	assert_true(breaks > 10);
}

static void a_word_wider_than_the_line_is_broken(void **state)
{
	(void)state;
	const char *word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
	const struct paragraph *paragraph = set(word, 200, false);
	char got[128];
	assert_true(paragraph->line_count > 3);
	letters_of(paragraph, got);
	assert_string_equal(got, word);
}

static void an_address_is_torn_where_it_has_a_joint(void **state)
{
	(void)state;
	const char *address = "amina.o'connor@example.org";
	int first = set("amina.o'connor@", 0, false)->width_px, whole = set(address, 0, false)->width_px, joints = 0;
	for (int width = whole / 3; width < whole; width += 3) {
		const struct paragraph *paragraph = set(address, width, false);
		bool joint = paragraph->line_count == 2 && strchr(".@", address[paragraph->line[1].start_bytes - 1]);
		assert_true(joint || width < first); /* two lines have room for it then */
		assert_true(paragraph->line_count <= whole / width + 2); /* a character does not always fill a line to its end */
		joints += joint;
	}
	assert_true(joints > 10);
}

static void line_breaks_are_kept(void **state)
{
	(void)state;
	assert_int_equal(set("one\ntwo\n", 0, false)->line_count, 3);
	assert_int_equal(set("", 100, false)->line_count, 1);
	assert_int_equal(set("\n\n", 100, false)->line_count, 3);
}

static void spaces_at_the_end_never_widen_a_line(void **state)
{
	(void)state;
	int free_width = set("Mill     ", 0, false)->width_px, word = set("Mill", 0, false)->width_px;
	assert_true(free_width > word + 20);
	for (int width = word; width < free_width; width++)
		assert_in_range(set("Mill     ", width, false)->width_px, word, width);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(lines_break_at_spaces_and_word_hyphens_only),
		cmocka_unit_test(a_word_wider_than_the_line_is_broken),
		cmocka_unit_test(an_address_is_torn_where_it_has_a_joint),
		cmocka_unit_test(line_breaks_are_kept),
		cmocka_unit_test(spaces_at_the_end_never_widen_a_line),
	};
	return cmocka_run_group_tests_name("text_lines", cases, open_text, close_text);
}
