/* SPDX-License-Identifier: MIT */
/* unit.text - lines, scripts, directions, ink. Words of several languages; no window. */
#include "tests/unit/text/text_given.h"

#include <stdlib.h>
#include <string.h>

enum { SURFACE = 600 };

static const char *const sentences[] = {
	"The crew came by on Monday and left the brown bin at number 14-16, Mill Lane.",
	"Rhowch eich enw llawn, er enghraifft Siân Ŵyn-Tŷ’r Dŵr, fel y mae ar eich cerdyn llyfrgell.",
	"يمكنك الاتصال بالمكتبة على الرقم \u206601632 960 140\u2069 حتى الساعة \u206617:30\u2069 كل يوم.",
	"کوڑے دان کل صبح سات بجے سے پہلے باہر رکھیں، ورنہ عملہ خالی نہیں کرے گا۔",
	"সাহায্য চাইলে কর্মীরা এই পৃষ্ঠা দেখতে পান, আর ফোন নম্বর 01632 960 140।",
	"Zażółć gęślą jaźń; w poniedziałek przyjedzie śmieciarka.",
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0] };

static bool is_rtl(int sentence)
{
	return sentence == 2 || sentence == 3;
}

static void squeeze(const char *from, char *ret)
{
	size_t used = 0;
	for (; *from; from++)
		if (*from != ' ')
			ret[used++] = *from;
	ret[used] = '\0';
}

static void no_letter_is_ever_lost(void **state)
{
	(void)state;
	for (int s = 0; s < SENTENCES; s++) {
		char wanted[512], got[512];
		squeeze(sentences[s], wanted);
		for (int width = 20; width < 1600; width += 97) {
			letters_of(set(sentences[s], width, is_rtl(s)), got);
			assert_string_equal(got, wanted);
		}
	}
}

static void no_line_is_wider_than_asked(void **state)
{
	(void)state;
	for (int s = 0; s < SENTENCES; s++) {
		for (int width = 60; width < 1600; width += 101) {
			const struct paragraph *paragraph = set(sentences[s], width, is_rtl(s));
			assert_true(paragraph->width_px <= width);
			for (int r = 0; r < paragraph->run_count; r++) {
				assert_true(paragraph->run[r].x_px >= 0);
				assert_true(paragraph->run[r].x_px + paragraph->run[r].width_px <= width);
			}
		}
	}
}

/* Or a button measured for its words would break them when it is drawn. */
static void set_again_in_its_own_width_it_is_the_same(void **state)
{
	(void)state;
	for (int s = 0; s < SENTENCES; s++) {
		for (int width = 100; width < 1600; width += 103) {
			const struct paragraph *once = set(sentences[s], width, is_rtl(s)), *twice = set(sentences[s], once->width_px, is_rtl(s));
			assert_int_equal(once->line_count, twice->line_count);
			assert_int_equal(once->width_px, twice->width_px);
		}
		const struct paragraph *free_width = set(sentences[s], 0, is_rtl(s));
		assert_int_equal(free_width->line_count, 1);
		assert_int_equal(set(sentences[s], free_width->width_px, is_rtl(s))->line_count, 1);
		assert_int_equal(set(sentences[s], free_width->width_px - 1, is_rtl(s))->line_count, 2);
	}
}

static void measuring_is_setting(void **state)
{
	(void)state;
	for (int s = 0; s < SENTENCES; s++) {
		int width = 0, height = 0;
		text_measure(text, sentences[s], &body, 400, is_rtl(s), &width, &height);
		const struct paragraph *paragraph = set(sentences[s], 400, is_rtl(s));
		assert_int_equal(width, paragraph->width_px);
		assert_int_equal(height, paragraph->height_px);
	}
}

static void numbers_stay_in_order_inside_arabic(void **state)
{
	(void)state;
	const struct paragraph *paragraph = set(sentences[2], 0, true);
	const struct text_run *phone = NULL, *first = NULL;
	for (int i = 0; i < paragraph->run_count; i++) {
		if (memmem(paragraph->run[i].bytes, (size_t)paragraph->run[i].size_bytes, "01632 960 140", 13))
			phone = &paragraph->run[i];
		if (paragraph->run[i].start_bytes == 0)
			first = &paragraph->run[i];
	}
	assert_non_null(phone);
	assert_false(phone->rtl);
	assert_non_null(first);
	assert_true(first->rtl);
	/* It begins at the right. */
	assert_true(first->x_px > phone->x_px);
}

static void scripts_choose_their_fonts(void **state)
{
	(void)state;
	struct text_style urdu = body;
	urdu.hand = TEXT_HAND_NASTALIQ;
	const struct paragraph *paragraph = NULL;
	assert_int_equal(face_script(set("bin", 0, false)->run[0].face), SCRIPT_LATIN);
	assert_int_equal(face_script(set("مكتبة", 0, true)->run[0].face), SCRIPT_ARABIC);
	assert_int_equal(face_script(set("গ্রন্থাগার", 0, false)->run[0].face), SCRIPT_BENGALI);
	assert_int_equal(text_set(text, &arena, "زبان", &urdu, 0, TEXT_START, true, &paragraph), FAIL_NONE);
	assert_int_equal(face_script(paragraph->run[0].face), SCRIPT_NASTALIQ);
	assert_true(paragraph->line_px >= 34 * 2);
}

static void arabic_is_joined(void **state)
{
	(void)state;
	/* Four letters that join are narrower than the four alone. */
	int joined = set("بببب", 0, true)->width_px, alone = set("ب", 0, true)->width_px;
	assert_true(joined < 4 * alone - 20);
}

static void tall_scripts_take_more_line_unless_told_not_to(void **state)
{
	(void)state;
	struct text_style tight = body;
	const struct paragraph *paragraph = NULL;
	assert_int_equal(set("bin", 0, false)->line_px, 46);
	assert_int_equal(set("مكتبة", 0, true)->line_px, 51);
	tight.tight = true;
	assert_int_equal(text_set(text, &arena, "مكتبة", &tight, 0, TEXT_START, true, &paragraph), FAIL_NONE);
	assert_int_equal(paragraph->line_px, 46);
}

/* What the font has no sign for, but another of its kind. */
static void signs_that_do_not_break_keep_the_line(void **state)
{
	(void)state;
	const struct text_style own = { .size_px = 34 };
	const struct paragraph *plain = NULL, *unbroken = NULL;
	assert_int_equal(text_set(text, &arena, "in-kind at 1 pm", &own, 0, TEXT_START, false, &plain), FAIL_NONE);
	assert_int_equal(text_set(text, &arena, "in\u2011kind at 1\u202fpm", &own, 0, TEXT_START, false, &unbroken), FAIL_NONE);
	assert_int_equal(unbroken->line_px, plain->line_px);
}

static void alignment_moves_short_lines(void **state)
{
	(void)state;
	const struct paragraph *start = NULL, *centre = NULL, *end = NULL;
	assert_int_equal(text_set(text, &arena, "Back", &body, 500, TEXT_START, false, &start), FAIL_NONE);
	assert_int_equal(text_set(text, &arena, "Back", &body, 500, TEXT_CENTRE, false, &centre), FAIL_NONE);
	assert_int_equal(text_set(text, &arena, "Back", &body, 500, TEXT_END, false, &end), FAIL_NONE);
	assert_int_equal(start->run[0].x_px, 0);
	assert_int_equal(centre->run[0].x_px, (500 - centre->width_px) / 2);
	assert_int_equal(end->run[0].x_px, 500 - end->width_px);
	const struct paragraph *arabic = set("رجوع", 500, true);
	assert_int_equal(arabic->run[0].x_px, 500 - arabic->width_px);
}

static void tracking_adds_up(void **state)
{
	(void)state;
	struct text_style wide = body;
	const struct paragraph *paragraph = NULL;
	wide.tracking_px = 5;
	assert_int_equal(text_set(text, &arena, "abcd", &wide, 0, TEXT_START, false, &paragraph), FAIL_NONE);
	assert_int_equal(paragraph->width_px, set("abcd", 0, false)->width_px + 20);
}

static void the_longest_text_is_set_and_one_byte_more_is_refused(void **state)
{
	(void)state;
	char *bytes = malloc(TEXT_MAX_BYTES + 2);
	const struct paragraph *paragraph = NULL;
	memset(bytes, 'a', TEXT_MAX_BYTES + 1);
	bytes[TEXT_MAX_BYTES] = '\0';
	arena_reset(&arena);
	assert_int_equal(text_set(text, &arena, bytes, &body, 300, TEXT_START, false, &paragraph), FAIL_NONE);
	int letters = 0;
	for (int i = 0; i < paragraph->run_count; i++)
		letters += paragraph->run[i].size_bytes;
	assert_int_equal(letters, TEXT_MAX_BYTES);
	bytes[TEXT_MAX_BYTES] = 'a';
	bytes[TEXT_MAX_BYTES + 1] = '\0';
	assert_int_equal(text_set(text, &arena, bytes, &body, 300, TEXT_START, false, &paragraph), FAIL_LIMIT);
	fail_clear();
	free(bytes);
}

static void the_worst_text_fits_the_arena_it_says(void **state)
{
	(void)state;
	static char bytes[TEXT_MAX_BYTES + 1];
	const struct paragraph *paragraph = NULL;
	/* Every character a run of its own, or a line of its own. */
	for (int i = 0; i + 3 <= TEXT_MAX_BYTES; i += 3)
		memcpy(bytes + i, "aب", 3);
	struct arena own;
	arena_init(&own, TEXT_ARENA_MAX_BYTES);
	assert_int_equal(text_set(text, &own, bytes, &body, 0, TEXT_START, false, &paragraph), FAIL_NONE);
	arena_done(&own);
	memset(bytes, '\n', TEXT_MAX_BYTES);
	arena_init(&own, TEXT_ARENA_MAX_BYTES);
	assert_int_equal(text_set(text, &own, bytes, &body, 0, TEXT_START, false, &paragraph), FAIL_NONE);
	assert_int_equal(paragraph->line_count, TEXT_MAX_BYTES + 1);
	arena_done(&own);
}

static void broken_utf8_shows_as_replacement(void **state)
{
	(void)state;
	const struct paragraph *paragraph = set("a\xff\xc3z\x01", 0, false);
	char got[64];
	letters_of(paragraph, got);
	assert_string_equal(got, "a\ufffd\ufffdz");
}

static SDL_Surface *given_surface(void)
{
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, SURFACE, 200, 32, SDL_PIXELFORMAT_RGB888);
	SDL_FillRect(surface, NULL, 0xffffffff);
	return surface;
}

static int dark_pixels(const SDL_Surface *surface, int left, int right)
{
	int dark = 0;
	for (int y = 0; y < surface->h; y++)
		for (int x = left; x < right; x++)
			dark += (((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 0xff) < 128;
	return dark;
}

static void ink_falls_inside_the_box_and_the_clip(void **state)
{
	(void)state;
	SDL_Surface *surface = given_surface();
	const struct paragraph *paragraph = set("Continue", 0, false);
	text_draw(text, paragraph, surface, 100, 50, 0x000000);
	assert_true(dark_pixels(surface, 100, 100 + paragraph->width_px) > 300);
	assert_int_equal(dark_pixels(surface, 0, 98), 0);
	assert_int_equal(dark_pixels(surface, 102 + paragraph->width_px, SURFACE), 0);

	SDL_FillRect(surface, NULL, 0xffffffff);
	SDL_SetClipRect(surface, &(SDL_Rect){ 0, 0, 120, 200 });
	text_draw(text, paragraph, surface, 100, 50, 0x000000);
	assert_true(dark_pixels(surface, 100, 120) > 0);
	assert_int_equal(dark_pixels(surface, 120, SURFACE), 0);
	SDL_FreeSurface(surface);
}

/* The middle row of the ink, from the top of @words' only line. */
static int ink_middle(const char *words, const struct text_style *style)
{
	const struct paragraph *paragraph = NULL;
	SDL_Surface *surface = given_surface();
	int first = -1, last = -1;
	assert_int_equal(text_set(text, &arena, words, style, 0, TEXT_START, true, &paragraph), FAIL_NONE);
	text_draw(text, paragraph, surface, 20, 60, 0x000000);
	for (int y = 0; y < surface->h; y++)
		for (int x = 0; x < surface->w; x++)
			if ((((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 0xff) < 128) {
				first = first < 0 ? y : first;
				last = y;
			}
	SDL_FreeSurface(surface);
	return (first + last) / 2 - 60;
}

static void nastaliq_hangs_about_the_middle_of_its_line(void **state)
{
	static const char *const words[] = { "واپس", "جاری رکھیں", "یہ سوال چھوڑ دیں", "اگلا حصہ", "ہم یہ کیوں پوچھتے ہیں", "عملے سے مدد لیں", "آپ کا شکریہ" };
	enum { WORDS = sizeof words / sizeof words[0] };
	struct text_style style = { .size_px = 40, .hand = TEXT_HAND_NASTALIQ };
	int sum = 0;
	(void)state;
	for (int i = 0; i < WORDS; i++)
		sum += ink_middle(words[i], &style);
	assert_in_range(sum / WORDS, 84 / 2 - 3, 84 / 2 + 3);
}

static void a_broken_bengali_word_keeps_its_joined_letters(void **state)
{
	(void)state;
	const char *word = "স্ত্রীস্ত্রীস্ত্রীস্ত্রীস্ত্রীস্ত্রী";
	for (int width = 40; width < 200; width += 7) {
		const struct paragraph *paragraph = set(word, width, false);
		for (int i = 1; i < paragraph->line_count; i++)
			assert_memory_equal(word + paragraph->line[i].start_bytes, "স", strlen("স"));
	}
}

static void drawing_far_outside_is_harmless(void **state)
{
	(void)state;
	SDL_Surface *surface = given_surface();
	const struct paragraph *paragraph = set(sentences[0], 0, false);
	for (int x = -5000; x < 5000; x += 977)
		for (int y = -3000; y < 3000; y += 553)
			text_draw(text, paragraph, surface, x, y, 0x102030);
	SDL_FreeSurface(surface);
}

static void forgetting_empties_the_cache(void **state)
{
	(void)state;
	struct faces *faces = NULL;
	assert_int_equal(faces_open(FONTS, false, &faces), FAIL_NONE);
	struct ink *ink = ink_new(faces, 64 * 1024);
	int face = face_number(SCRIPT_LATIN, TEXT_REGULAR, 34), width = ink_width(ink, face, false, "secret", 6);
	const struct ink_mask *mask = ink_mask(ink, face, false, "secret", 6);
	assert_non_null(mask);
	assert_true(ink_bytes(ink) > 1000);
	ink_forget(ink);
	assert_int_equal(ink_bytes(ink), 0);
	assert_int_equal(ink_width(ink, face, false, "secret", 6), width);

	/* However much is drawn, the cache never holds more than its maximum and the last run. */
	for (int i = 0; i < 500; i++) {
		char word[8] = { 'w', (char)('a' + i % 26), (char)('a' + i / 26), '\0' };
		const struct ink_mask *last = ink_mask(ink, face, false, word, 3);
		assert_true(ink_bytes(ink) <= 64 * 1024 + (size_t)last->width_px * (size_t)last->height_px + 600);
	}
	ink_free(ink);
	faces_close(faces);
}

static void more_sizes_than_open_fonts_still_work(void **state)
{
	(void)state;
	for (int round = 0; round < 2; round++)
		for (int size = 10; size < 110; size++) {
			struct text_style style = { .size_px = size };
			int width = 0, height = 0;
			text_measure(text, "Mill", &style, 0, false, &width, &height);
			assert_true(width > size && width < 3 * size);
		}
}

static void a_folder_without_fonts_is_said(void **state)
{
	(void)state;
	struct text *none = NULL;
	assert_int_equal(text_open("/nonexistent", &none), FAIL_EMPTY);
	assert_null(none);
	fail_clear();
}

/* The rows of ink of an H, which is what one would measure on the panel. */
static void capitals_are_as_high_as_is_said(void **state)
{
	(void)state;
	static const int sizes[] = { 25, 27, 30, 34, 38, 45, 55, 72, 100 };
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct text_style style = { .size_px = sizes[i], .line_px = 2 * sizes[i] };
		const struct paragraph *paragraph = NULL;
		SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, SURFACE, SURFACE, 32, SDL_PIXELFORMAT_RGB888);
		SDL_FillRect(surface, NULL, 0xffffff);
		assert_int_equal(text_set(text, &arena, "H", &style, 0, TEXT_START, false, &paragraph), FAIL_NONE);
		text_draw(text, paragraph, surface, 10, 10, 0);
		int rows = 0;
		for (int y = 0; y < SURFACE; y++) {
			bool ink = false;
			for (int x = 0; x < SURFACE; x++)
				ink = ink || (((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 255) < 128;
			rows += ink;
		}
		double said = text_capital(text, &style);
		assert_true(said > sizes[i] * 0.66 && said < sizes[i] * 0.68);
		assert_true(rows > said - 0.75 && rows < said + 1.5);
		SDL_FreeSurface(surface);
	}
	/* Nastaliq by its own font. */
	assert_true(text_capital(text, &(struct text_style){ .size_px = 100, .hand = TEXT_HAND_NASTALIQ }) > 70);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(no_letter_is_ever_lost), cmocka_unit_test(no_line_is_wider_than_asked), cmocka_unit_test(set_again_in_its_own_width_it_is_the_same),
		cmocka_unit_test(measuring_is_setting), cmocka_unit_test(capitals_are_as_high_as_is_said),
		cmocka_unit_test(numbers_stay_in_order_inside_arabic), cmocka_unit_test(scripts_choose_their_fonts),
		cmocka_unit_test(nastaliq_hangs_about_the_middle_of_its_line), cmocka_unit_test(a_broken_bengali_word_keeps_its_joined_letters),
		cmocka_unit_test(arabic_is_joined), cmocka_unit_test(tall_scripts_take_more_line_unless_told_not_to), cmocka_unit_test(signs_that_do_not_break_keep_the_line), cmocka_unit_test(alignment_moves_short_lines),
		cmocka_unit_test(tracking_adds_up), cmocka_unit_test(the_longest_text_is_set_and_one_byte_more_is_refused), cmocka_unit_test(the_worst_text_fits_the_arena_it_says),
		cmocka_unit_test(broken_utf8_shows_as_replacement), cmocka_unit_test(ink_falls_inside_the_box_and_the_clip), cmocka_unit_test(drawing_far_outside_is_harmless),
		cmocka_unit_test(forgetting_empties_the_cache), cmocka_unit_test(more_sizes_than_open_fonts_still_work), cmocka_unit_test(a_folder_without_fonts_is_said),
	};
	return cmocka_run_group_tests_name("text", cases, open_text, close_text);
}
