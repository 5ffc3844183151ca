/* SPDX-License-Identifier: MIT */
/* unit.layout_content - where the parts of a control stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/layout/layout.h"

#include <string.h>

static struct text *text;
static struct tree tree;
static struct arena arena;
static const struct layout_panel portrait = { 1080, 1920, 4.03, 100 };

static int open_all(void **state)
{
	(void)state;
	tree_init(&tree);
	arena_init(&arena, 4 * TEXT_ARENA_MAX_BYTES);
	return text_open(FONTS, &text) == FAIL_NONE ? 0 : -1;
}

static int close_all(void **state)
{
	(void)state;
	text_close(text);
	tree_done(&tree);
	arena_done(&arena);
	return 0;
}

static struct content compose(const char *lang, struct node node, int width, int height)
{
	struct content content;
	tree_begin(&tree, "page", "Page", lang, strcmp(lang, "ar") == 0 || strcmp(lang, "ur") == 0);
	layout_content(&tree, tree_leaf(&tree, node), text, &portrait, width, height, &arena, &content);
	return content;
}

static const struct part *part_of(const struct content *content, enum part_kind kind, int which)
{
	for (int i = 0; i < content->part_count; i++)
		if (content->part[i].kind == kind && which-- == 0)
			return &content->part[i];
	return NULL;
}

#define NODE(...) ((struct node){ .caret = -1, __VA_ARGS__ })

static void a_radio_has_circle_words_and_picture(void **state)
{
	(void)state;
	struct content content = compose("en", NODE(.role = NODE_ROLE_RADIO, .name = "Recycling", .hint = "Blue lid", .image = "bin-blue", .look = LOOK_CHOICE), 902, 112);
	const struct part *circle = part_of(&content, PART_CIRCLE, 0), *name = part_of(&content, PART_TEXT, 0), *hint = part_of(&content, PART_TEXT, 1), *image = part_of(&content, PART_IMAGE, 0);
	assert_int_equal(circle->left_px, 0);
	assert_int_equal(circle->width_px, 52);
	assert_int_equal(name->left_px, 80);
	assert_int_equal(hint->left_px, 80);
	assert_int_equal(hint->top_px, name->top_px + 44);
	assert_int_equal(image->left_px + image->width_px, 902);
}

static void in_arabic_the_circle_is_at_the_right(void **state)
{
	(void)state;
	struct content content = compose("ar", NODE(.role = NODE_ROLE_RADIO, .name = "نعم", .look = LOOK_CHOICE), 902, 112);
	const struct part *circle = part_of(&content, PART_CIRCLE, 0), *name = part_of(&content, PART_TEXT, 0);
	assert_int_equal(circle->left_px + circle->width_px, 902);
	assert_int_equal(name->left_px + name->width_px, 902 - 80);
}

static void no_word_is_left_alone_on_the_last_line(void **state)
{
	(void)state;
	const char *words = "Tell us which bin we did not empty. We will come back for it.";
	struct text_style style = layout_type(&portrait, TYPE_BODY);
	int width, high;
	text_measure(text, words, &style, 0, false, &width, &high);
	struct content content = compose("en", NODE(.role = NODE_ROLE_TEXT, .name = words), width - 10, 0);
	const struct paragraph *set = part_of(&content, PART_TEXT, 0)->paragraph;
	assert_int_equal(set->line_count, 2);
	assert_true(set->line[1].width_px * 3 >= set->line[0].width_px);
	content = compose("en", NODE(.role = NODE_ROLE_TEXT, .name = "Two lines as they were meant\nto be"), 902, 0);
	assert_int_equal(part_of(&content, PART_TEXT, 0)->paragraph->line[1].start_bytes, (int)strlen("Two lines as they were meant\n"));
}

static void choosing_does_not_move_the_words(void **state)
{
	(void)state;
	struct content before = compose("en", NODE(.role = NODE_ROLE_RADIO, .name = "Yes", .look = LOOK_CHOICE), 902, 112);
	struct content after = compose("en", NODE(.role = NODE_ROLE_RADIO, .name = "Yes", .look = LOOK_CHOICE, .state = NODE_CHECKED), 902, 112);
	assert_int_equal(before.part[1].left_px, after.part[1].left_px);
	assert_int_equal(before.part[1].top_px, after.part[1].top_px);
}

static void urdu_puts_the_hint_on_the_same_line(void **state)
{
	(void)state;
	struct content content = compose("ur", NODE(.role = NODE_ROLE_RADIO, .name = "ری سائیکلنگ", .hint = "نیلا ڈھکن", .look = LOOK_CHOICE), 902, 116);
	const struct part *name = part_of(&content, PART_TEXT, 0), *hint = part_of(&content, PART_TEXT, 1);
	assert_true(hint->left_px + hint->width_px < name->left_px);
	assert_int_equal(name->top_px + name->paragraph->baseline_px, hint->top_px + hint->paragraph->baseline_px);
}

static void a_button_is_centred_with_its_icon(void **state)
{
	(void)state;
	struct content content = compose("en", NODE(.role = NODE_ROLE_BUTTON, .name = "Continue", .icon_after = "arrow-right", .look = LOOK_MAIN), 600, 106);
	const struct part *name = part_of(&content, PART_TEXT, 0), *icon = part_of(&content, PART_ICON, 0);
	assert_int_equal(icon->left_px, name->left_px + name->width_px + 16);
	assert_in_range(name->left_px - (600 - icon->left_px - icon->width_px) + 1, 0, 2);
}

static void an_error_link_has_its_arrow_at_the_end(void **state)
{
	(void)state;
	struct content content = compose("en", NODE(.role = NODE_ROLE_BUTTON, .name = "Enter a date", .icon_after = "arrow-down", .look = LOOK_ERROR_LINK), 800, 94);
	assert_int_equal(part_of(&content, PART_TEXT, 0)->left_px, 0);
	const struct part *icon = part_of(&content, PART_ICON, 0);
	assert_int_equal(icon->left_px + icon->width_px, 800);
}

static void words_that_nearly_fit_are_not_broken(void **state)
{
	(void)state;
	struct content free_width = compose("en", NODE(.role = NODE_ROLE_BUTTON, .name = "Continue", .look = LOOK_MAIN), 0, 0);
	for (int less = 0; less <= 40; less += 4) {
		struct content content = compose("en", NODE(.role = NODE_ROLE_BUTTON, .name = "Continue", .look = LOOK_MAIN), free_width.width_px - less, 106);
		assert_int_equal(part_of(&content, PART_TEXT, 0)->paragraph->line_count, 1);
	}
}

static struct content field(const char *value, int caret, unsigned state, int width)
{
	return compose("en", (struct node){ .role = NODE_ROLE_FIELD, .name = "Name", .value = value, .look = LOOK_FIELD, .state = state, .caret = caret }, width, 96);
}

#undef NODE
#define NODE(...) ((struct node){ __VA_ARGS__ })

static void a_long_value_moves_so_that_the_caret_is_seen(void **state)
{
	(void)state;
	const char *value = "Llanfairpwllgwyngyllgogerychwyrndrobwll";
	struct content start = field(value, 0, 0, 400), end = field(value, (int)strlen(value), 0, 400);
	assert_true(start.clip);
	assert_int_equal(part_of(&start, PART_TEXT, 0)->left_px, 0);
	const struct part *caret = part_of(&end, PART_CARET, 0);
	assert_true(part_of(&end, PART_TEXT, 0)->left_px < 0);
	assert_true(caret->left_px + caret->width_px <= 400);
	assert_true(caret->left_px > 360);
}

static void no_caret_where_nobody_types(void **state)
{
	(void)state;
	struct content content = field("Siân", -1, 0, 400);
	assert_null(part_of(&content, PART_CARET, 0));
}

static void a_secret_shows_bullets(void **state)
{
	(void)state;
	struct content content = field("Siân", 5, NODE_SECRET, 400);
	const struct paragraph *shown = part_of(&content, PART_TEXT, 0)->paragraph;
	assert_int_equal(shown->run_count, 1);
	assert_int_equal(shown->run[0].size_bytes, 12);
	assert_memory_equal(shown->run[0].bytes, "••••", 12);
}

static void an_empty_field_shows_its_label_quietly(void **state)
{
	(void)state;
	struct content content = compose("en", NODE(.role = NODE_ROLE_FIELD, .name = "Search", .label = "Try “bins”", .look = LOOK_FIELD, .caret = -1), 400, 92);
	assert_int_equal(part_of(&content, PART_TEXT, 0)->ink, COLOUR_INK2);
	content = compose("en", NODE(.role = NODE_ROLE_FIELD, .name = "Search", .label = "Try “bins”", .value = "x", .look = LOOK_FIELD, .caret = -1), 400, 92);
	assert_int_equal(part_of(&content, PART_TEXT, 0)->ink, COLOUR_INK);
}

static void silent_roles_draw_no_name(void **state)
{
	(void)state;
	static const enum node_role silent[] = { NODE_ROLE_GROUP, NODE_ROLE_RADIO_GROUP, NODE_ROLE_LIST, NODE_ROLE_ITEM, NODE_ROLE_DIALOG, NODE_ROLE_PROGRESS, NODE_ROLE_TIMER, NODE_ROLE_IMAGE };
	for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
		struct content content = compose("en", NODE(.role = silent[i], .name = "Said, not seen", .caret = -1), 400, 100);
		assert_null(part_of(&content, PART_TEXT, 0));
	}
	struct content shorter = compose("en", NODE(.role = NODE_ROLE_BUTTON, .name = "Change your name", .label = "Change", .look = LOOK_SMALL, .caret = -1), 400, 74);
	assert_memory_equal(part_of(&shorter, PART_TEXT, 0)->paragraph->run[0].bytes, "Change", 7);
}

static void ink_follows_what_is_behind(void **state)
{
	(void)state;
	tree_begin(&tree, "page", "Page", "en", false);
	struct node *plain = tree_leaf(&tree, NODE(.role = NODE_ROLE_TEXT, .id = "a", .name = "a"));
	tree_open(&tree, NODE(.role = NODE_ROLE_GROUP, .id = "panel", .look = LOOK_PRIMARY_PANEL));
	tree_open(&tree, NODE(.role = NODE_ROLE_GROUP, .id = "inner"));
	struct node *on_primary = tree_leaf(&tree, NODE(.role = NODE_ROLE_TEXT, .id = "b", .name = "b"));
	struct node *off = tree_leaf(&tree, NODE(.role = NODE_ROLE_BUTTON, .id = "c", .name = "c", .look = LOOK_MAIN, .state = NODE_DISABLED));
	struct node *chosen = tree_leaf(&tree, NODE(.role = NODE_ROLE_RADIO, .id = "d", .name = "d", .look = LOOK_CHOICE, .state = NODE_CHECKED));
	assert_int_equal(look_ink(plain), COLOUR_INK);
	assert_int_equal(look_ink(on_primary), COLOUR_ON_PRIMARY);
	assert_int_equal(look_ink(off), COLOUR_ON_DISABLED);
	assert_int_equal(look_ink(chosen), COLOUR_ON_TINT);
	plain->ink = INK_ERROR;
	assert_int_equal(look_ink(plain), COLOUR_ERROR);
	plain->ink = INK_PRIMARY, plain->icon = "truck";
	assert_int_equal(look_ink(plain), COLOUR_INK);
	assert_int_equal(look_icon_ink(plain), COLOUR_PRIMARY);
}

static void headings_take_their_type_from_their_level(void **state)
{
	(void)state;
	struct node heading = { .role = NODE_ROLE_HEADING, .name = "x" };
	static const enum type_style wanted[] = { TYPE_QUESTION, TYPE_QUESTION, TYPE_HEADING, TYPE_CONTROL_STRONG, TYPE_CONTROL_STRONG };
	for (int level = 0; level < 5; level++) {
		heading.level = level;
		assert_int_equal(look_type(&heading), wanted[level]);
	}
	heading.type = TYPE_QUESTION_SMALL;
	assert_int_equal(look_type(&heading), TYPE_QUESTION_SMALL);
}

static void every_look_composes_every_state_without_harm(void **state)
{
	(void)state;
	for (int look = 0; look < LOOK_COUNT; look++) {
		for (int role = 0; role < NODE_ROLE_COUNT; role++) {
			struct content content = compose("en", NODE(.role = (enum node_role)role, .name = "Name", .label = "Label", .hint = "Hint", .value = "Value", .icon = "check", .icon_after = "check",
				.image = "staff", .look = (enum node_look)look, .state = NODE_CHECKED | NODE_INVALID, .caret = 2), 30, 10);
			assert_in_range(content.part_count, 1, CONTENT_PART_MAX);
		}
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_radio_has_circle_words_and_picture), cmocka_unit_test(in_arabic_the_circle_is_at_the_right), cmocka_unit_test(no_word_is_left_alone_on_the_last_line),
		cmocka_unit_test(choosing_does_not_move_the_words),
		cmocka_unit_test(urdu_puts_the_hint_on_the_same_line), cmocka_unit_test(a_button_is_centred_with_its_icon), cmocka_unit_test(an_error_link_has_its_arrow_at_the_end),
		cmocka_unit_test(words_that_nearly_fit_are_not_broken), cmocka_unit_test(a_long_value_moves_so_that_the_caret_is_seen), cmocka_unit_test(no_caret_where_nobody_types),
		cmocka_unit_test(a_secret_shows_bullets), cmocka_unit_test(an_empty_field_shows_its_label_quietly), cmocka_unit_test(silent_roles_draw_no_name),
		cmocka_unit_test(ink_follows_what_is_behind), cmocka_unit_test(headings_take_their_type_from_their_level), cmocka_unit_test(every_look_composes_every_state_without_harm),
	};
	return cmocka_run_group_tests_name("layout_content", cases, open_all, close_all);
}
