/* SPDX-License-Identifier: MIT */
/* unit.theme - shipped themes keep their promise; bad ones are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "ui/paint/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const shipped[] = { "default", "white-on-black", "black-on-white", "soft-and-dim" };
enum { SHIPPED = sizeof shipped / sizeof shipped[0] };

/* A folder with a brand and a theme of the case's own. */
struct house { char folder[64]; };

static int given_house(void **state)
{
	static struct house house;
	char themes[96];
	snprintf(house.folder, sizeof house.folder, "%s", "/tmp/foyer-theme-XXXXXX");
	if (!mkdtemp(house.folder))
		return -1;
	snprintf(themes, sizeof themes, "%s/themes", house.folder);
	*state = &house;
	return file_make_folder(themes, 0700) == FAIL_NONE ? 0 : -1;
}

static int end_house(void **state)
{
	struct house *house = *state;
	static const char *const names[] = { "themes/brand.json", "themes/own.json", "themes" };
	for (size_t i = 0; i < 3; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", house->folder, names[i]);
		if (remove(path) != 0 && i == 2)
			return -1;
	}
	return rmdir(house->folder);
}

static void put(const struct house *house, const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/themes/%s.json", house->folder, name);
	assert_int_equal(file_replace(path, text, strlen(text), 0600), FAIL_NONE);
}

static void copy_default(const struct house *house, const char *without, const char *instead)
{
	BUFFER_AUTO text, changed;
	buffer_init(&text, THEME_MAX_BYTES);
	buffer_init(&changed, 2 * THEME_MAX_BYTES);
	assert_int_equal(file_read(ASSETS "/themes/default.json", &text), FAIL_NONE);
	const char *at = strstr(buffer_text(&text), without);
	assert_non_null(at);
	assert_int_equal(buffer_add(&changed, text.bytes, (size_t)(at - text.bytes)), FAIL_NONE);
	assert_int_equal(buffer_printf(&changed, "%s%s", instead, at + strlen(without)), FAIL_NONE);
	put(house, "own", buffer_text(&changed));
}

static const char brand[] = "{\"name\":\"Test Council\",\"primary\":\"#4A1942\",\"accent\":\"#A9E3D3\",\"logo\":\"mereford.svg\"}";

static void what_we_ship_can_be_read_and_keeps_its_promise(void **state)
{
	(void)state;
	for (int i = 0; i < SHIPPED; i++) {
		struct theme theme;
		if (theme_read(ASSETS, shipped[i], &theme) != FAIL_NONE)
			fail_msg("%s: %s", shipped[i], fail_words());
		assert_string_equal(theme.name, shipped[i]);
		assert_int_equal(theme_check(&theme), FAIL_NONE);
		assert_true(theme.text_contrast >= 4.5 && theme.edge_contrast >= 3);
	}
}

static void the_default_promises_ten_to_one(void **state)
{
	(void)state;
	struct theme theme;
	assert_int_equal(theme_read(ASSETS, "default", &theme), FAIL_NONE);
	assert_true(theme.text_contrast >= 10);
	assert_true(theme_contrast(theme.rgb[COLOUR_INK2], theme.rgb[COLOUR_SUNK]) >= 10);
	assert_int_equal(theme_read(ASSETS, "white-on-black", &theme), FAIL_NONE);
	assert_true(theme.text_contrast >= 19.5);
	assert_int_equal(theme.lip_dp, 0);
	assert_true(theme.edge_contrast >= 19.5);
}

static void contrast_is_counted_as_wcag_says(void **state)
{
	(void)state;
	assert_true(theme_contrast(0x000000, 0xffffff) > 20.99);
	assert_true(theme_contrast(0xffffff, 0xffffff) < 1.01);
	double grey = theme_contrast(0x767676, 0xffffff);
	assert_true(grey > 4.53 && grey < 4.55);
}

static void derived_colours_are_mixed_from_the_brand(void **state)
{
	struct theme theme;
	copy_default(*state, "\"default\"", "\"own\"");
	put(*state, "brand", brand);
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_NONE);
	assert_int_equal(theme.rgb[COLOUR_PRIMARY], 0x4a1942);
	assert_int_equal(theme.rgb[COLOUR_PRIMARY_DEEP], 0x2b0f26);
	assert_int_equal(theme.rgb[COLOUR_TINT], 0xe7e1e6);
	assert_int_equal(theme.rgb[COLOUR_COUNTER], 0x4a1942);
	assert_int_equal(theme.rgb[COLOUR_COUNTER_LINE], 0xbaa8b7);
	assert_int_equal(theme.rgb[COLOUR_HELP], 0xa9e3d3);
	assert_string_equal(theme.council, "Test Council");
	assert_string_equal(theme.logo, "mereford.svg");
}

static void a_pale_brand_is_refused(void **state)
{
	struct theme theme;
	copy_default(*state, "\"default\"", "\"own\"");
	put(*state, "brand", "{\"name\":\"Pale\",\"primary\":\"#C03030\",\"accent\":\"#FFC24A\",\"logo\":\"x.svg\"}");
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "primary"));
	fail_clear();
	put(*state, "brand", "{\"name\":\"Dark\",\"primary\":\"#0B4340\",\"accent\":\"#8A6A20\",\"logo\":\"x.svg\"}");
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "accent"));
	fail_clear();
}

static void a_fifth_key_is_refused(void **state)
{
	struct theme theme;
	copy_default(*state, "\"default\"", "\"own\"");
	put(*state, "brand", "{\"name\":\"Test\",\"primary\":\"#4A1942\",\"accent\":\"#A9E3D3\",\"logo\":\"x.svg\",\"primaryDeep\":\"#000000\"}");
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "primaryDeep"));
	fail_clear();
}

static void a_theme_below_its_promise_is_refused(void **state)
{
	struct theme theme;
	put(*state, "brand", brand);
	copy_default(*state, "\"ink2\": \"#30363A\"", "\"ink2\": \"#777777\"");
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "ink2 on paper"));
	fail_clear();
}

static void a_missing_or_odd_colour_is_refused(void **state)
{
	struct theme theme;
	const struct house *house = *state;
	put(house, "brand", brand);
	copy_default(house, "\"ink2\": \"#30363A\",", "");
	assert_int_equal(theme_read(house->folder, "own", &theme), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "ink2"));
	static const char *const odd[] = { "\"#30363\"", "\"#30363AA\"", "\"30363A#\"", "\"#30363G\"", "\"\"", "7" };
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		copy_default(house, "\"#30363A\"", odd[i]);
		assert_int_not_equal(theme_read(house->folder, "own", &theme), FAIL_NONE);
	}
	fail_clear();
}

static void rescued(const struct house *house, const char *name, const char *says, struct theme *ret)
{
	char words[THEME_WORDS_BYTES];
	assert_int_equal(theme_rescue(house->folder, name, words, ret), FAIL_NONE);
	if (!strstr(words, says) || (!*says && *words))
		fail_msg("\"%s\" is said, not \"%s\"", words, says);
	assert_int_equal(theme_check(ret), FAIL_NONE);
	fail_clear();
}

static void a_brand_that_cannot_be_used_gives_way_to_a_plain_one(void **state)
{
	static const struct { const char *text, *says; } bad[] = {
		{ "{\"name\":\"Test", "brand.json: " }, { "", "not JSON" }, { "[]", "brand.json: " }, { "\xff\xfe", "not UTF-8" },
		{ "{\"name\":\"Pale\",\"primary\":\"#C03030\",\"accent\":\"#FFC24A\",\"logo\":\"x.svg\"}", "brand.json: the brand's primary colour" },
	};
	const struct house *house = *state;
	struct theme theme;
	copy_default(house, "\"default\"", "\"own\"");
	rescued(house, "own", "brand.json is not there", &theme);
	assert_int_equal(theme.rgb[COLOUR_PRIMARY], 0x0b4340);
	assert_int_equal(theme.rgb[COLOUR_FOCUS], 0xffc24a);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		put(house, "brand", bad[i].text);
		rescued(house, "own", bad[i].says, &theme);
		assert_int_equal(theme.rgb[COLOUR_PRIMARY], 0x0b4340);
		assert_string_equal(theme.council, "");
		assert_string_equal(theme.logo, "");
	}
	put(house, "brand", brand);
	rescued(house, "own", "", &theme);
	assert_int_equal(theme.rgb[COLOUR_PRIMARY], 0x4a1942);
	assert_string_equal(theme.council, "Test Council");
}

static void only_the_usual_theme_is_built_in(void **state)
{
	const struct house *house = *state;
	char words[THEME_WORDS_BYTES];
	struct theme theme, shipped_theme;
	assert_int_equal(theme_read(ASSETS, "default", &shipped_theme), FAIL_NONE);
	rescued(house, "default", "brand.json is not there", &theme); /* nothing is in the folder at all */
	assert_memory_equal(theme.rgb, shipped_theme.rgb, sizeof theme.rgb);
	put(house, "brand", brand);
	rescued(house, "default", "default.json is not there", &theme);
	assert_int_equal(theme.rgb[COLOUR_PRIMARY], 0x4a1942);
	assert_int_equal(theme.rgb[COLOUR_INK], shipped_theme.rgb[COLOUR_INK]);
	assert_int_equal(theme_rescue(house->folder, "white-on-black", words, &theme), FAIL_EMPTY);
	assert_non_null(strstr(words, "white-on-black.json is not there"));
	fail_clear();
}

static void names_cannot_leave_the_folder(void **state)
{
	(void)state;
	struct theme theme;
	static const char *const bad[] = { "../default", "", "Default", "a/b", "x.json" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(theme_read(ASSETS, bad[i], &theme), FAIL_INPUT);
	assert_int_equal(theme_read(ASSETS, "no-such-theme", &theme), FAIL_EMPTY);
	fail_clear();
}

static void a_file_beyond_the_maximum_is_refused(void **state)
{
	struct theme theme;
	static char large[THEME_MAX_BYTES + 2];
	memset(large, ' ', THEME_MAX_BYTES + 1);
	put(*state, "brand", large);
	assert_int_equal(theme_read(((struct house *)*state)->folder, "own", &theme), FAIL_LIMIT);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_we_ship_can_be_read_and_keeps_its_promise), cmocka_unit_test(the_default_promises_ten_to_one), cmocka_unit_test(contrast_is_counted_as_wcag_says),
		cmocka_unit_test_setup_teardown(derived_colours_are_mixed_from_the_brand, given_house, end_house),
		cmocka_unit_test_setup_teardown(a_pale_brand_is_refused, given_house, end_house),
		cmocka_unit_test_setup_teardown(a_fifth_key_is_refused, given_house, end_house),
		cmocka_unit_test_setup_teardown(a_theme_below_its_promise_is_refused, given_house, end_house),
		cmocka_unit_test_setup_teardown(a_missing_or_odd_colour_is_refused, given_house, end_house),
		cmocka_unit_test_setup_teardown(a_brand_that_cannot_be_used_gives_way_to_a_plain_one, given_house, end_house),
		cmocka_unit_test_setup_teardown(only_the_usual_theme_is_built_in, given_house, end_house),
		cmocka_unit_test(names_cannot_leave_the_folder),
		cmocka_unit_test_setup_teardown(a_file_beyond_the_maximum_is_refused, given_house, end_house),
	};
	return cmocka_run_group_tests_name("theme", cases, NULL, NULL);
}
