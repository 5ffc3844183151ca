/* SPDX-License-Identifier: MIT */
/* unit.text_dots - letters on paper: sizes take turns in one open font, and what is thrown away is drawn again as it was. */
#include "tests/unit/text/text_given.h" /* ours before cmocka's macro called fail */

#include "tests/lib/given.h"
#include "ui/text/dots.h"

#include <stdlib.h>
#include <string.h>

enum { WIDE = 1024, ROWS = 400, SIZE = 28, SIZE_LEAST = 10, SIZE_MOST = SIZE_LEAST + 3 * DOTS_SIZES };

static const char *const sentences[] = {
	"Your bin is emptied by 14-16, Mill Lane: 0123456789 jqxz", "يمكنك الاتصال بالمكتبة على الرقم 01632 960 140", "সাহায্য চাইলে কর্মীরা এই পৃষ্ঠা দেখতে পান",
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0] };

static const struct paragraph *set_for(struct text *engine, int sentence, int size_px)
{
	const struct text_style style = { .size_px = size_px, .weight = size_px % 2 ? TEXT_BOLD : TEXT_MEDIUM };
	const struct paragraph *paragraph = NULL;
	assert_int_equal(text_set(engine, &arena, sentences[sentence], &style, 0, TEXT_START, sentence == 1, &paragraph), FAIL_NONE);
	return paragraph;
}

/* End with free(). */
static uint8_t *draw_all(struct text *engine)
{
	uint8_t *bits = calloc(ROWS, WIDE / 8);
	const struct text_paper paper = { bits, WIDE, ROWS };
	assert_non_null(bits);
	for (int i = 0; i < SENTENCES; i++)
		text_draw_dots(engine, set_for(engine, i, SIZE), &paper, 10, 10 + i * 60, true);
	return bits;
}

static void what_was_thrown_away_is_drawn_as_it_was(void **state)
{
	struct text *engine = NULL;
	(void)state;
	assert_int_equal(text_open_paper(FONTS, &engine), FAIL_NONE);
	uint8_t *before = draw_all(engine);
	int width = set_for(engine, 2, SIZE_MOST)->width_px;
	for (int size_px = SIZE_LEAST; size_px <= SIZE_MOST; size_px++) /* more sizes, and more letters, than are kept */
		for (int i = 0; i < SENTENCES; i++) {
			text_forget(engine);
			assert_true(set_for(engine, i, size_px)->width_px > 5 * size_px);
		}
	text_forget(engine);
	uint8_t *after = draw_all(engine);
	assert_memory_equal(before, after, ROWS * (WIDE / 8));
	assert_int_equal(set_for(engine, 2, SIZE_MOST)->width_px, width);
	free(before);
	free(after);
	text_close(engine);
}

/* Black on white and white on black are the same dots; nothing is drawn beside the paper. */
static void it_is_cleared_where_it_was_set(void **state)
{
	static const uint8_t none[ROWS * (WIDE / 8)];
	struct text *engine = NULL;
	(void)state;
	assert_int_equal(text_open_paper(FONTS, &engine), FAIL_NONE);
	uint8_t *bits = draw_all(engine);
	const struct text_paper paper = { bits, WIDE, ROWS }, slit = { bits, 8, 1 };
	assert_memory_not_equal(bits, none, sizeof none);
	for (int i = 0; i < SENTENCES; i++)
		text_draw_dots(engine, set_for(engine, i, SIZE), &paper, 10, 10 + i * 60, false);
	assert_memory_equal(bits, none, sizeof none);
	for (int x = -2000; x < 2000; x += 37)
		text_draw_dots(engine, set_for(engine, 0, SIZE), &slit, x, x / 50, false);
	assert_memory_equal(bits, none, sizeof none);
	free(bits);
	text_close(engine);
}

static void a_file_that_is_no_font_is_told_and_nothing_is_drawn(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct text *engine = NULL;
	(void)state;
	given_folder(folder);
	given_path(path, folder, "NotoSansBengali_700Bold.ttf");
	given_file(path, "no font, but long enough to look for tables in: 0123456789 0123456789 0123456789", 0600);
	assert_int_equal(text_open_paper(folder, &engine), FAIL_NONE);
	assert_int_equal(set_for(engine, 2, SIZE)->width_px, 0);
	bool told = false;
	for (const char *name = text_lacks(engine); name; name = text_lacks(engine))
		told |= strcmp(name, "NotoSansBengali_700Bold.ttf") == 0;
	assert_true(told);
	uint8_t *bits = calloc(ROWS, WIDE / 8);
	const struct text_paper paper = { bits, WIDE, ROWS };
	assert_non_null(bits);
	text_draw_dots(engine, set_for(engine, 0, SIZE), &paper, 0, 0, true);
	free(bits);
	text_close(engine);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_was_thrown_away_is_drawn_as_it_was), cmocka_unit_test(it_is_cleared_where_it_was_set),
		cmocka_unit_test(a_file_that_is_no_font_is_told_and_nothing_is_drawn),
	};
	return cmocka_run_group_tests_name("text_dots", cases, open_text, close_text);
}
