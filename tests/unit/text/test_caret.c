/* SPDX-License-Identifier: MIT */
/* unit.text_caret - where the caret stands while somebody types, in each direction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/utf8.h"
#include "ui/text/text.h"

#include <string.h>

static struct text *text;
static struct arena arena;

static const struct text_style entry = { .size_px = 44, .line_px = 54, .weight = TEXT_MEDIUM };

static int open_text(void **state)
{
	(void)state;
	arena_init(&arena, 4 * TEXT_ARENA_MAX_BYTES);
	return text_open(FONTS, &text) == FAIL_NONE ? 0 : -1;
}

static int close_text(void **state)
{
	(void)state;
	text_close(text);
	arena_done(&arena);
	return 0;
}

static const struct paragraph *set(const char *utf8, int max_width, bool rtl)
{
	const struct paragraph *paragraph = NULL;
	assert_int_equal(text_set(text, &arena, utf8, &entry, max_width, TEXT_START, rtl, &paragraph), FAIL_NONE);
	return paragraph;
}

static int caret_x(const struct paragraph *paragraph, int offset)
{
	int x = 0, y = 0;
	text_caret(text, paragraph, offset, &x, &y);
	return x;
}

/* Letter by letter the caret goes on in the direction of writing, from one edge to the other. */
static void walk(const char *utf8, bool rtl)
{
	const struct paragraph *paragraph = set(utf8, 0, rtl);
	int before = caret_x(paragraph, 0);
	assert_int_equal(before, rtl ? paragraph->width_px : 0);
	for (const char *at = utf8; *at;) {
		(void)utf8_next(&at);
		int x = caret_x(paragraph, (int)(at - utf8));
		assert_true(rtl ? x <= before : x >= before);
		before = x;
	}
	assert_int_equal(before, rtl ? 0 : paragraph->width_px);
}

static void it_goes_on_with_each_letter(void **state)
{
	(void)state;
	walk("Siân O’Connor", false);
	walk("Tŷ’r Dŵr 14", false);
	walk("مكتبة البلدة", true);
	walk("کوڑے دان", true);
	walk("বাংলা", false);
}

static void a_space_at_the_end_moves_it(void **state)
{
	(void)state;
	assert_true(caret_x(set("Mill ", 0, false), 5) > caret_x(set("Mill", 0, false), 4));
	assert_true(caret_x(set("Mill  ", 0, false), 6) > caret_x(set("Mill ", 0, false), 5));
}

static void inside_arabic_letters_keep_their_joined_form(void **state)
{
	(void)state;
	/* After the first of two joined letters: as wide as its initial form, not as the letter alone. */
	const struct paragraph *word = set("بب", 0, true);
	int first = word->width_px - caret_x(word, 2), alone = set("ب", 0, true)->width_px;
	assert_true(first > 0 && first < alone);
}

static void numbers_in_arabic_run_the_other_way(void **state)
{
	(void)state;
	const char *utf8 = "رقم 123";
	const struct paragraph *paragraph = set(utf8, 0, true);
	int digits = (int)strlen("رقم ");
	assert_true(caret_x(paragraph, digits + 2) > caret_x(paragraph, digits + 1));
	assert_true(caret_x(paragraph, digits + 3) > caret_x(paragraph, digits + 2));
}

static void it_follows_the_lines(void **state)
{
	(void)state;
	const char *utf8 = "one two three four\nfive";
	const struct paragraph *paragraph = set(utf8, 200, false);
	assert_true(paragraph->line_count >= 3);
	for (int i = 0; i < paragraph->line_count; i++) {
		int x = 0, y = 0;
		text_caret(text, paragraph, paragraph->line[i].start_bytes, &x, &y);
		assert_int_equal(x, 0);
		assert_int_equal(y, paragraph->line[i].top_px);
	}
	int x = 0, y = 0;
	text_caret(text, paragraph, (int)strlen(utf8), &x, &y);
	assert_int_equal(y, paragraph->line[paragraph->line_count - 1].top_px);
	assert_true(x > 0);
}

static void an_empty_text_and_wild_offsets_are_harmless(void **state)
{
	(void)state;
	assert_int_equal(caret_x(set("", 0, false), 0), 0);
	const struct paragraph *paragraph = set("bin", 0, false);
	assert_int_equal(caret_x(paragraph, 99), paragraph->width_px);
	assert_int_equal(caret_x(paragraph, -1), 0);
}

static void tracking_moves_it_too(void **state)
{
	(void)state;
	struct text_style wide = entry;
	wide.tracking_px = 10;
	const struct paragraph *paragraph = NULL;
	assert_int_equal(text_set(text, &arena, "abc", &wide, 0, TEXT_START, false, &paragraph), FAIL_NONE);
	assert_int_equal(caret_x(paragraph, 2), caret_x(set("abc", 0, false), 2) + 20);
}

/* A finger on the caret's own place finds that place again, whatever the script; letters with marks are one. */
static void a_point_finds_the_place_that_was_drawn_there(void **state)
{
	static const struct { const char *utf8; bool rtl; } some[] = { { "Siân O’Connor", false }, { "e\xcc\x81w\xcc\x82y", false }, { "کوڑے دان", true }, { "বাস্ত্রী", false } };
	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
		const struct paragraph *paragraph = set(some[i].utf8, 0, some[i].rtl);
		for (size_t at = 0;; at = utf8_after(some[i].utf8, at)) {
			bool on;
			int x = caret_x(paragraph, (int)at), hit = text_hit(text, paragraph, some[i].utf8, x, 20, &on);
			assert_true(on);
			assert_int_equal(caret_x(paragraph, hit), x);
			if (!some[i].utf8[at])
				break;
		}
	}
}

static void beside_the_text_is_its_end_and_not_on_it(void **state)
{
	bool on;
	(void)state;
	const struct paragraph *paragraph = set("Mill", 0, false);
	assert_int_equal(text_hit(text, paragraph, "Mill", 9999, 20, &on), 4);
	assert_false(on);
	assert_int_equal(text_hit(text, paragraph, "Mill", -9999, 20, &on), 0);
	assert_false(on);
	assert_int_equal(text_hit(text, set("", 0, false), "", 5, 5, &on), 0);
	assert_false(on);
}

static void what_is_marked_is_a_piece_of_each_line(void **state)
{
	struct text_area area[4];
	(void)state;
	const struct paragraph *paragraph = set("Mill Lane", 0, false);
	assert_int_equal(text_marked(text, paragraph, 5, 9, area, 4), 1);
	assert_int_equal(area[0].left_px, caret_x(paragraph, 5));
	assert_int_equal(area[0].width_px, paragraph->width_px - area[0].left_px);
	assert_int_equal(text_marked(text, paragraph, 3, 3, area, 4), 0);
	assert_int_equal(text_marked(text, set("one\ntwo\nsix", 400, false), 0, 11, area, 4), 3);
	assert_int_equal(text_marked(text, set("one\ntwo\nsix", 400, false), 0, 11, area, 2), 2);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(it_goes_on_with_each_letter), cmocka_unit_test(a_space_at_the_end_moves_it), cmocka_unit_test(inside_arabic_letters_keep_their_joined_form),
		cmocka_unit_test(numbers_in_arabic_run_the_other_way), cmocka_unit_test(it_follows_the_lines), cmocka_unit_test(an_empty_text_and_wild_offsets_are_harmless),
		cmocka_unit_test(tracking_moves_it_too), cmocka_unit_test(a_point_finds_the_place_that_was_drawn_there), cmocka_unit_test(beside_the_text_is_its_end_and_not_on_it),
		cmocka_unit_test(what_is_marked_is_a_piece_of_each_line),
	};
	return cmocka_run_group_tests_name("text_caret", cases, open_text, close_text);
}
