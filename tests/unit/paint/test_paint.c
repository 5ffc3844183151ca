/* SPDX-License-Identifier: MIT */
/* unit.paint - colours of states, partial painting, nothing outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/paint/paint.h"
#include "ui/paint/shot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct layout_panel panel = { 600, 400, 4.03, 100 };

struct easel { struct text *text; struct theme theme; struct paint *paint; struct tree tree; SDL_Surface *surface; };

static int given_easel(void **state)
{
	static struct easel easel;
	*state = &easel;
	tree_init(&easel.tree);
	easel.surface = SDL_CreateRGBSurfaceWithFormat(0, panel.width_px, panel.height_px, 32, SDL_PIXELFORMAT_RGB888);
	bool good = text_open(ASSETS "/fonts", &easel.text) == FAIL_NONE && theme_read(ASSETS, "default", &easel.theme) == FAIL_NONE
		&& paint_open(ASSETS, easel.text, &easel.theme, &easel.paint) == FAIL_NONE;
	return good ? 0 : -1;
}

static int end_easel(void **state)
{
	struct easel *easel = *state;
	paint_close(easel->paint);
	text_close(easel->text);
	tree_done(&easel->tree);
	SDL_FreeSurface(easel->surface);
	return 0;
}

static uint32_t at(const struct easel *easel, int x, int y)
{
	return ((const uint32_t *)easel->surface->pixels)[y * easel->surface->pitch / 4 + x] & 0xffffff;
}

static void show(struct easel *easel, struct node node)
{
	tree_begin(&easel->tree, "page", "Page", "en", false)->box.flow = FLOW_STACK;
	node.box = (struct box){ .absolute = true, .x = 100, .y = 100, .width = 400, .height = 112 };
	node.name = node.name ? node.name : "Go";
	tree_leaf(&easel->tree, node);
	(void)layout_tree(&easel->tree, easel->text, &panel);
	fail_clear();
	paint_tree(easel->paint, &easel->tree, &panel, easel->surface, NULL);
}

#define NODE(...) ROLE(NODE_ROLE_BUTTON, __VA_ARGS__)
#define ROLE(ROLE_, ...) ((struct node){ .id = "x", .role = ROLE_, .caret = -1, __VA_ARGS__ })

static void a_button_has_fill_border_and_lip(void **state)
{
	struct easel *easel = *state;
	const uint32_t *rgb = easel->theme.rgb;
	show(easel, NODE(.look = LOOK_SECOND));
	assert_int_equal(at(easel, 50, 50), rgb[COLOUR_PAPER]);
	assert_int_equal(at(easel, 150, 120), rgb[COLOUR_CARD]);
	assert_int_equal(at(easel, 300, 100), rgb[COLOUR_LINE]);
	assert_int_equal(at(easel, 300, 103), rgb[COLOUR_CARD]);
	assert_int_equal(at(easel, 300, 212), rgb[COLOUR_LINE]);
	assert_int_equal(at(easel, 300, 217), rgb[COLOUR_LINE]);
	assert_int_equal(at(easel, 300, 218), rgb[COLOUR_PAPER]);
	assert_int_equal(at(easel, 100, 100), rgb[COLOUR_PAPER]);
}

static void a_pressed_button_sinks_and_loses_its_lip(void **state)
{
	struct easel *easel = *state;
	show(easel, NODE(.look = LOOK_MAIN, .state = NODE_PRESSED));
	assert_int_equal(at(easel, 300, 103), easel->theme.rgb[COLOUR_PAPER]);
	assert_int_equal(at(easel, 150, 120), easel->theme.rgb[COLOUR_PRIMARY_DEEP]);
	assert_int_equal(at(easel, 300, 218), easel->theme.rgb[COLOUR_PAPER]);
}

static void a_disabled_button_has_dashes_and_no_lip(void **state)
{
	struct easel *easel = *state;
	show(easel, NODE(.look = LOOK_MAIN, .state = NODE_DISABLED));
	assert_int_equal(at(easel, 150, 120), easel->theme.rgb[COLOUR_DISABLED]);
	assert_int_equal(at(easel, 300, 214), easel->theme.rgb[COLOUR_PAPER]);
	int dash = 0, gap = 0;
	for (int x = 130; x < 470; x++) {
		dash += at(easel, x, 101) == easel->theme.rgb[COLOUR_LINE];
		gap += at(easel, x, 101) == easel->theme.rgb[COLOUR_DISABLED];
	}
	assert_true(dash > 100 && gap > 100);
}

static void a_chosen_row_is_tinted_with_a_dot(void **state)
{
	struct easel *easel = *state;
	show(easel, ROLE(NODE_ROLE_RADIO, .look = LOOK_CHOICE, .state = NODE_CHECKED));
	assert_int_equal(at(easel, 400, 150), easel->theme.rgb[COLOUR_TINT]);
	assert_int_equal(at(easel, 300, 105), easel->theme.rgb[COLOUR_PRIMARY]);
	assert_int_equal(at(easel, 100 + 33 + 26, 156), easel->theme.rgb[COLOUR_PRIMARY]);
	show(easel, ROLE(NODE_ROLE_RADIO, .look = LOOK_CHOICE));
	assert_int_equal(at(easel, 100 + 33 + 26, 156), easel->theme.rgb[COLOUR_CARD]);
}

static void a_wrong_field_has_a_wide_red_edge(void **state)
{
	struct easel *easel = *state;
	show(easel, ROLE(NODE_ROLE_FIELD, .value = "13", .look = LOOK_FIELD, .state = NODE_INVALID));
	assert_int_equal(at(easel, 300, 106), easel->theme.rgb[COLOUR_ERROR]);
	assert_int_equal(at(easel, 300, 107), easel->theme.rgb[COLOUR_CARD]);
	show(easel, ROLE(NODE_ROLE_FIELD, .value = "13", .look = LOOK_FIELD));
	assert_int_equal(at(easel, 300, 103), easel->theme.rgb[COLOUR_INK]);
	assert_int_equal(at(easel, 300, 104), easel->theme.rgb[COLOUR_CARD]);
}

/* 1 gap, 8 focus, 4 gap, 3 line. */
static void the_focus_ring_has_the_guides_numbers(void **state)
{
	struct easel *easel = *state;
	const uint32_t *rgb = easel->theme.rgb;
	static const struct { int out; enum colour colour; } wanted[] = {
		{ 1, COLOUR_PAPER }, { 2, COLOUR_FOCUS }, { 9, COLOUR_FOCUS }, { 10, COLOUR_PAPER }, { 13, COLOUR_PAPER }, { 14, COLOUR_FOCUS_LINE }, { 16, COLOUR_FOCUS_LINE }, { 17, COLOUR_PAPER },
	};
	show(easel, NODE(.look = LOOK_MAIN, .state = NODE_FOCUSED));
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		assert_int_equal(at(easel, 100 - wanted[i].out, 156), rgb[wanted[i].colour]);
}

static void a_field_never_writes_outside_its_box(void **state)
{
	struct easel *easel = *state;
	show(easel, ROLE(NODE_ROLE_FIELD, .value = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", .look = LOOK_FIELD));
	for (int y = 100; y < 212; y++) {
		assert_int_equal(at(easel, 99, y), easel->theme.rgb[COLOUR_PAPER]);
		assert_int_equal(at(easel, 500, y), easel->theme.rgb[COLOUR_PAPER]);
	}
	assert_int_equal(at(easel, 490, 156), easel->theme.rgb[COLOUR_CARD]);
}

/* Painting a part gives the same pixels as painting all. */
static void a_part_is_a_part_of_the_whole(void **state)
{
	struct easel *easel = *state;
	show(easel, NODE(.look = LOOK_TILE, .icon = "house", .hint = "Second line", .state = NODE_FOCUSED));
	SDL_Surface *whole = SDL_ConvertSurface(easel->surface, easel->surface->format, 0);
	static const SDL_Rect areas[] = { { 90, 90, 40, 40 }, { 100, 150, 200, 30 }, { 480, 200, 60, 60 }, { 0, 0, 1, 1 } };
	for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
		SDL_FillRect(easel->surface, NULL, 0x00ff00ff);
		paint_tree(easel->paint, &easel->tree, &panel, easel->surface, &areas[i]);
		for (int y = 0; y < panel.height_px; y++)
			for (int x = 0; x < panel.width_px; x++) {
				bool inside = x >= areas[i].x && y >= areas[i].y && x < areas[i].x + areas[i].w && y < areas[i].y + areas[i].h;
				uint32_t want = inside ? ((const uint32_t *)whole->pixels)[y * whole->pitch / 4 + x] & 0xffffff : 0xff00ff;
				if (at(easel, x, y) != want)
					fail_msg("area %zu differs at %d,%d", i, x, y);
			}
	}
	SDL_FreeSurface(whole);
}

static void high_contrast_has_no_lips(void **state)
{
	struct easel *easel = *state;
	assert_int_equal(theme_read(ASSETS, "white-on-black", &easel->theme), FAIL_NONE);
	show(easel, NODE(.look = LOOK_SECOND));
	assert_int_equal(at(easel, 300, 212), 0x000000);
	assert_int_equal(at(easel, 300, 103), 0xffffff);
	assert_int_equal(at(easel, 300, 104), 0x000000);
	assert_int_equal(theme_read(ASSETS, "default", &easel->theme), FAIL_NONE);
}

/* There a fill has no lighter or darker sister. */
static void a_press_in_high_contrast_turns_the_control_round(void **state)
{
	struct easel *easel = *state;
	static const enum node_look looks[] = { LOOK_MAIN, LOOK_SECOND, LOOK_KEY, LOOK_PERSON, LOOK_PERSON_ACTION, LOOK_COUNTER_BUTTON, LOOK_CHOICE, LOOK_TILE };
	static const char *const themes[] = { "white-on-black", "black-on-white" };
	for (size_t t = 0; t < 2; t++) {
		assert_int_equal(theme_read(ASSETS, themes[t], &easel->theme), FAIL_NONE);
		for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
			show(easel, NODE(.look = looks[i]));
			uint32_t before = at(easel, 480, 200);
			show(easel, NODE(.look = looks[i], .state = NODE_PRESSED));
			assert_true(theme_contrast(before, at(easel, 480, 200)) >= 19.5);
		}
	}
	assert_int_equal(theme_read(ASSETS, "default", &easel->theme), FAIL_NONE);
}

static void every_look_paints_in_every_state(void **state)
{
	struct easel *easel = *state;
	static const unsigned states[] = { 0, NODE_CHECKED, NODE_DISABLED, NODE_PRESSED, NODE_INVALID, NODE_FOCUSED, NODE_CHECKED | NODE_PRESSED | NODE_FOCUSED };
	for (int look = 0; look < LOOK_COUNT; look++)
		for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
			show(easel, NODE(.look = (enum node_look)look, .state = states[i], .icon = "check", .image = "staff", .hint = "Hint", .value = "Value"));
}

/* The corners of a code and its quiet zone, at whole pixels; a text too long for it is not drawn in part. */
static void a_code_is_black_on_white_whatever_the_theme(void **state)
{
	struct easel *easel = *state;
	char text[80] = "qr:";
	show(easel, ROLE(NODE_ROLE_IMAGE, .image = "qr:MB 7K4 29Q XM3"));
	const int size = 112 / 29, left = 100 + (400 - 29 * size) / 2, top = 100 + (112 - 29 * size) / 2; /* 21 modules, and four around */
	assert_int_equal(at(easel, left, top), 0xffffff);
	assert_int_equal(at(easel, left + 4 * size - 1, top + 4 * size), 0xffffff);
	assert_int_equal(at(easel, left + 4 * size, top + 4 * size), 0);
	assert_int_equal(at(easel, left + 11 * size - 1, top + 11 * size - 1), 0);
	assert_int_equal(at(easel, left + 11 * size, top + 11 * size), 0xffffff);
	memset(text + 3, 'a', 65);
	show(easel, ROLE(NODE_ROLE_IMAGE, .image = text));
	assert_int_equal(at(easel, left + 4 * size, top + 4 * size), easel->theme.rgb[COLOUR_PAPER]);
}

static void a_picture_can_be_kept(void **state)
{
	struct easel *easel = *state;
	char path[] = "/tmp/foyer-paint-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	show(easel, NODE(.look = LOOK_MAIN));
	assert_int_equal(shot_save(easel->surface, path), FAIL_NONE);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_true(status.st_size > 500);
	unlink(path);
	assert_int_equal(shot_save(easel->surface, "/nonexistent/x.png"), FAIL_IO);
	fail_clear();
}

/* In every theme a finger on anything that can be pressed is seen, and the words on it stay. */
static void a_press_is_seen_on_every_look_in_every_theme(void **state)
{
	static const char *const themes[] = { "default", "black-on-white", "white-on-black", "soft-and-dim" };
	enum { LEAST_PIXELS = 300 };
	struct easel *easel = *state;
	size_t bytes = (size_t)easel->surface->pitch * (size_t)panel.height_px;
	uint32_t *before = malloc(bytes);
	assert_non_null(before);
	for (size_t t = 0; t < sizeof themes / sizeof themes[0]; t++) {
		assert_int_equal(theme_read(ASSETS, themes[t], &easel->theme), FAIL_NONE);
		for (enum node_look look = 0; look < LOOK_COUNT; look++) {
			if (!look_of(look)->pressable && look != LOOK_FIELD)
				continue;
			for (unsigned checked = 0; checked <= NODE_CHECKED; checked += NODE_CHECKED) {
				int differ = 0;
				show(easel, NODE(.look = look, .state = checked));
				memcpy(before, easel->surface->pixels, bytes);
				show(easel, NODE(.look = look, .state = checked | NODE_PRESSED));
				const uint32_t *after = easel->surface->pixels;
				for (size_t i = 0; i < bytes / sizeof *before; i++)
					differ += before[i] != after[i];
				if (differ < LEAST_PIXELS)
					fail_msg("%s: a press on %s changes %d pixels", themes[t], node_look_name(look), differ);
			}
		}
	}
	free(before);
	assert_int_equal(theme_read(ASSETS, "default", &easel->theme), FAIL_NONE);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_button_has_fill_border_and_lip), cmocka_unit_test(a_pressed_button_sinks_and_loses_its_lip), cmocka_unit_test(a_disabled_button_has_dashes_and_no_lip),
		cmocka_unit_test(a_chosen_row_is_tinted_with_a_dot), cmocka_unit_test(a_wrong_field_has_a_wide_red_edge), cmocka_unit_test(the_focus_ring_has_the_guides_numbers),
		cmocka_unit_test(a_field_never_writes_outside_its_box), cmocka_unit_test(a_part_is_a_part_of_the_whole), cmocka_unit_test(high_contrast_has_no_lips),
		cmocka_unit_test(every_look_paints_in_every_state), cmocka_unit_test(a_code_is_black_on_white_whatever_the_theme), cmocka_unit_test(a_picture_can_be_kept), cmocka_unit_test(a_press_is_seen_on_every_look_in_every_theme),
		cmocka_unit_test(a_press_in_high_contrast_turns_the_control_round),
	};
	return cmocka_run_group_tests_name("paint", cases, given_easel, end_easel);
}
