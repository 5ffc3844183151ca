/* SPDX-License-Identifier: MIT */
/* unit.layout - boxes: columns, rows, wrapping, growing, mirroring, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/layout/layout.h"

#include <stdio.h>
#include <string.h>

static struct text *text;
static struct tree tree;
static const struct layout_panel panel = { 1080, 1920, 4.03, 100 };

static int open_all(void **state)
{
	(void)state;
	tree_init(&tree);
	return text_open(FONTS, &text) == FAIL_NONE ? 0 : -1;
}

static int close_all(void **state)
{
	(void)state;
	text_close(text);
	tree_done(&tree);
	return 0;
}

static void begin(bool rtl)
{
	tree_begin(&tree, "page", "Page", rtl ? "ar" : "en", rtl)->box.flow = FLOW_STACK;
}

static enum fail lay(void)
{
	assert_int_equal(tree_end(&tree), FAIL_NONE);
	return layout_tree(&tree, text, &panel);
}

static void expect(const char *id, int left, int top, int width, int height)
{
	const struct node *node = tree_find(&tree, id);
	assert_non_null(node);
	if (node->left_px != left || node->top_px != top || node->width_px != width || node->height_px != height)
		fail_msg("%s is %d,%d %dx%d and should be %d,%d %dx%d", id, node->left_px, node->top_px, node->width_px, node->height_px, left, top, width, height);
}

#define BOX(ID, ...) LEAF(&tree, .role = NODE_ROLE_GROUP, .id = ID, .box = { __VA_ARGS__ })
#define AT(X, Y, W, H) .absolute = true, .x = (X), .y = (Y), .width = (W), .height = (H)

static void a_column_stacks_with_gaps_and_pads(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "column", .box = { AT(10, 20, 300, 500), .gap = 8, .pad_start = 5, .pad_end = 7, .pad_top = 3 }) {
		BOX("a", .height = 100);
		BOX("b", .height = 50, .width = 40);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("column", 10, 20, 300, 500);
	expect("a", 15, 23, 288, 100);
	expect("b", 15, 131, 40, 50);
}

static void packing_and_alignment_move_children(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "end", .box = { AT(0, 0, 300, 500), .pack = ALIGN_END, .align = ALIGN_CENTRE }) {
		BOX("a", .height = 100, .width = 100);
		BOX("b", .height = 100, .width = 200);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("a", 100, 300, 100, 100);
	expect("b", 50, 400, 200, 100);
}

static void growing_children_share_what_is_left(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .box = { AT(0, 0, 1000, 100), .flow = FLOW_ROW, .gap = 10 }) {
		BOX("fixed", .width = 80);
		BOX("one", .grow = 1);
		BOX("three", .grow = 3);
	}
	TREE(&tree, .box = { AT(0, 100, 100, 400) }) {
		BOX("top", .height = 100);
		BOX("space", .grow = 1);
		BOX("bottom", .height = 50);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("fixed", 0, 0, 80, 100);
	expect("one", 90, 0, 225, 100);
	expect("three", 325, 0, 675, 100);
	expect("bottom", 0, 450, 100, 50);
}

/* Ten keys of 90.8 px: each edge is rounded alone, so they end where the row ends. */
static void equal_keys_do_not_add_up_roundings(void **state)
{
	(void)state;
	static const int left[] = { 32, 135, 238, 340, 443, 546, 649, 752, 854, 957 };
	begin(false);
	TREE(&tree, .box = { AT(32, 934, 1016, 102), .flow = FLOW_ROW, .gap = 12 })
		for (int i = 0; i < 10; i++) {
			char id[] = { (char)('0' + i), '\0' };
			BOX(id, .grow = 100, .equal = true);
		}
	assert_int_equal(lay(), FAIL_NONE);
	for (int i = 0; i < 10; i++) {
		char id[] = { (char)('0' + i), '\0' };
		assert_int_equal(tree_find(&tree, id)->left_px, left[i]);
		assert_in_range(tree_find(&tree, id)->width_px, 90, 91);
	}
	assert_int_equal(tree_find(&tree, "9")->left_px + tree_find(&tree, "9")->width_px, 1048);
}

static void equal_ignores_how_long_the_words_are(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .box = { AT(0, 0, 600, 100), .flow = FLOW_ROW }) {
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "short", .name = "A", .look = LOOK_SMALL, .box = { .grow = 1, .equal = true });
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "long", .name = "Much longer", .look = LOOK_SMALL, .box = { .grow = 1, .equal = true });
	}
	assert_int_equal(lay(), FAIL_NONE);
	assert_int_equal(tree_find(&tree, "short")->width_px, 300);
	assert_int_equal(tree_find(&tree, "long")->width_px, 300);
}

static void columns_wrap_and_share_a_height(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "tiles", .box = { AT(56, 0, 968, 0), .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = 20, .row_gap = 24 }) {
		BOX("a", .height = 100);
		BOX("b", .height = 154);
		BOX("c", .height = 154);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("a", 56, 0, 474, 100);
	expect("b", 550, 0, 474, 154);
	expect("c", 56, 178, 474, 154);
	expect("tiles", 56, 0, 968, 332);
}

static void a_row_wraps_when_it_is_full(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "row", .box = { AT(0, 0, 250, 0), .flow = FLOW_ROW, .wrap = true, .gap = 10 }) {
		BOX("a", .width = 120, .height = 40);
		BOX("b", .width = 120, .height = 60);
		BOX("c", .width = 120, .height = 50);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("b", 130, 0, 120, 60);
	expect("c", 0, 70, 120, 50);
	expect("row", 0, 0, 250, 120);
}

static void words_give_way_in_a_full_row(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "row", .box = { AT(0, 0, 300, 0), .flow = FLOW_ROW, .gap = 20, .align = ALIGN_START }) {
		BOX("icon", .width = 44, .height = 44);
		LEAF(&tree, .role = NODE_ROLE_TEXT, .id = "words", .name = "These words need more than one line here");
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("icon", 0, 0, 44, 44);
	const struct node *words = tree_find(&tree, "words");
	assert_int_equal(words->left_px, 64);
	assert_int_equal(words->width_px, 236);
	assert_true(words->height_px >= 3 * 46);
	assert_int_equal(tree_find(&tree, "row")->height_px, words->height_px);
}

static void right_to_left_turns_rows_round(void **state)
{
	(void)state;
	begin(true);
	TREE(&tree, .id = "row", .box = { AT(56, 0, 968, 100), .flow = FLOW_ROW, .gap = 24 }) {
		BOX("back", .width = 270);
		BOX("main", .grow = 1);
	}
	TREE(&tree, .id = "counter", .look = LOOK_COUNTER, .box = { AT(0, 1736, 1080, 184), .keep_left = true })
		BOX("easier", AT(32, 32, 232, 116));
	assert_int_equal(lay(), FAIL_NONE);
	expect("back", 754, 0, 270, 100);
	expect("main", 56, 0, 674, 100);
	expect("easier", 32, 1768, 232, 116);
}

static void a_screen_with_an_english_name_keeps_its_language(void **state)
{
	(void)state;
	begin(true);
	LEAF(&tree, .role = NODE_ROLE_TEXT, .id = "own", .name = "صفحة");
	TREE(&tree, .id = "english", .lang = "en")
		LEAF(&tree, .role = NODE_ROLE_TEXT, .id = "inner", .name = "Page");
	tree.root->lang = "en";
	assert_int_equal(lay(), FAIL_NONE);
	assert_string_equal(layout_language(&tree, tree.root), "en");
	assert_string_equal(layout_language(&tree, tree_find(&tree, "own")), "ar");
	assert_true(layout_text_rtl(&tree, tree_find(&tree, "own")));
	assert_string_equal(layout_language(&tree, tree_find(&tree, "inner")), "en");
	assert_false(layout_text_rtl(&tree, tree_find(&tree, "inner")));
}

static void a_stack_lays_children_over_each_other(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .box = { AT(0, 0, 400, 300), .flow = FLOW_STACK, .align = ALIGN_CENTRE, .pack = ALIGN_END }) {
		BOX("a", .width = 100, .height = 50);
		BOX("b", .width = 200, .height = 80);
	}
	assert_int_equal(lay(), FAIL_NONE);
	expect("a", 150, 250, 100, 50);
	expect("b", 100, 220, 200, 80);
}

static void looks_bring_their_size_and_padding(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .box = { AT(56, 0, 968, 1500), .align = ALIGN_START }) {
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "main", .name = "Continue", .look = LOOK_MAIN);
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "small", .name = "Change", .look = LOOK_SMALL);
		LEAF(&tree, .role = NODE_ROLE_RADIO, .id = "choice", .name = "Yes", .look = LOOK_CHOICE, .box = { .width = 968 });
		LEAF(&tree, .role = NODE_ROLE_FIELD, .id = "field", .name = "Name", .look = LOOK_FIELD, .box = { .width = 968 });
		LEAF(&tree, .role = NODE_ROLE_IMAGE, .id = "disc", .icon = "check", .look = LOOK_DISC);
	}
	assert_int_equal(lay(), FAIL_NONE);
	assert_int_equal(tree_find(&tree, "main")->height_px, 112);
	assert_int_equal(tree_find(&tree, "small")->height_px, 80);
	assert_int_equal(tree_find(&tree, "choice")->height_px, 132);
	assert_int_equal(tree_find(&tree, "field")->height_px, 104);
	assert_int_equal(tree_find(&tree, "disc")->width_px, 52);
	const struct node *main = tree_find(&tree, "main");
	assert_int_equal(main->own_width_px, main->width_px - 2 * (36 + 3));
}

static void own_words_stand_before_children(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .role = NODE_ROLE_STATUS, .id = "note", .name = "Printed", .label = "Printed", .look = LOOK_NOTE_OK, .box = { AT(0, 0, 900, 0), .flow = FLOW_ROW, .align = ALIGN_CENTRE })
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "again", .name = "Again", .look = LOOK_SMALL);
	TREE(&tree, .role = NODE_ROLE_ALERT, .id = "box", .name = "Check", .label = "Check", .look = LOOK_ERROR_BOX, .box = { AT(0, 200, 900, 0), .gap = 20 })
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "link", .name = "Name", .look = LOOK_ERROR_LINK);
	assert_int_equal(lay(), FAIL_NONE);
	const struct node *note = tree_find(&tree, "note"), *again = tree_find(&tree, "again"), *box = tree_find(&tree, "box"), *link = tree_find(&tree, "link");
	assert_int_equal(again->left_px + again->width_px, 900 - 26);
	assert_true(note->own_left_px + note->own_width_px <= again->left_px);
	assert_int_equal(link->top_px, box->own_top_px + box->own_height_px + 20);
	assert_int_equal(box->height_px, 7 + 30 + 52 + 20 + 100 + 30 + 7);
}

static void too_much_is_named_and_marked(void **state)
{
	(void)state;
	begin(false);
	TREE(&tree, .id = "small", .box = { AT(0, 0, 100, 100) }) {
		BOX("a", .height = 60);
		BOX("b", .height = 60);
	}
	assert_int_equal(lay(), FAIL_LIMIT);
	assert_non_null(strstr(fail_words(), "#small needs 120 px and has 100"));
	assert_true(tree_find(&tree, "small")->cramped);
	assert_false(tree_find(&tree, "a")->cramped);
	fail_clear();

	begin(false);
	LEAF(&tree, .role = NODE_ROLE_TEXT, .id = "text", .name = "Words that need three lines of this width", .box = { AT(0, 0, 300, 60) });
	assert_int_equal(lay(), FAIL_LIMIT);
	assert_true(tree_find(&tree, "text")->cramped);
	fail_clear();
}

static void a_touch_finds_the_topmost_that_can_be_pressed(void **state)
{
	(void)state;
	begin(false);
	LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "under", .name = "Under", .look = LOOK_MAIN, .action.what = 1, .box = { AT(0, 0, 200, 200) });
	LEAF(&tree, .role = NODE_ROLE_TEXT, .id = "words", .name = "Words", .box = { AT(0, 0, 200, 200) });
	LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "over", .name = "Over", .look = LOOK_MAIN, .action.what = 1, .box = { AT(100, 0, 200, 200) });
	assert_int_equal(lay(), FAIL_NONE);
	assert_string_equal(layout_hit(&tree, 0, 0)->id, "under");
	assert_string_equal(layout_hit(&tree, 100, 0)->id, "over");
	assert_string_equal(layout_hit(&tree, 299, 199)->id, "over");
	assert_null(layout_hit(&tree, 300, 100));
	assert_null(layout_hit(&tree, -1, 0));
}

static void under_a_dialog_nothing_is_hit(void **state)
{
	(void)state;
	begin(false);
	LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "under", .name = "Under", .look = LOOK_MAIN, .action.what = 1, .box = { AT(0, 0, 200, 200) });
	TREE(&tree, .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Sheet", .look = LOOK_SHEET, .state = NODE_MODAL, .box = { AT(0, 500, 1080, 500) })
		LEAF(&tree, .role = NODE_ROLE_BUTTON, .id = "close", .name = "Close", .look = LOOK_MAIN, .action.what = 1);
	assert_int_equal(lay(), FAIL_NONE);
	assert_null(layout_hit(&tree, 50, 50));
	assert_string_equal(layout_hit(&tree, 100, 600)->id, "close");
}

static void the_deepest_tree_is_laid_out(void **state)
{
	(void)state;
	begin(false);
	struct node box = { .role = NODE_ROLE_GROUP, .caret = -1 };
	for (int i = 1; i < NODE_MAX; i++)
		assert_non_null(tree_open(&tree, box));
	for (int i = 1; i < NODE_MAX; i++)
		tree_close(&tree);
	assert_int_equal(lay(), FAIL_NONE);
}

static void panels_have_their_class_and_scale(void **state)
{
	(void)state;
	const struct layout_panel wide = { 1920, 1080, 4.03, 100 }, small = { 1024, 768, 3.36, 100 };
	assert_int_equal(layout_class(&panel), PANEL_PORTRAIT);
	assert_int_equal(layout_class(&wide), PANEL_LANDSCAPE);
	assert_int_equal(layout_class(&small), PANEL_SMALL);
	assert_int_equal(layout_width_dp(&small), 1228);
	assert_int_equal(layout_height_dp(&small), 921);
	assert_int_equal(layout_px(&small, 100), 83);
	assert_int_equal(layout_border_px(&small, 3), 2);
	assert_int_equal(layout_border_px(&small, 1), 1);
	assert_int_equal(layout_px(&panel, 112), 112);
}

static void types_grow_as_the_guide_says(void **state)
{
	(void)state;
	struct layout_panel larger = panel;
	assert_int_equal(layout_type(&larger, TYPE_BODY).size_px, 34);
	assert_int_equal(layout_type(&larger, TYPE_QUESTION).line_px, 80);
	larger.text_percent = 150;
	assert_int_equal(layout_type(&larger, TYPE_SMALL).size_px, 45);
	larger.text_percent = 200;
	assert_int_equal(layout_type(&larger, TYPE_CONTROL).size_px, 60);
	for (int type = 0; type < TYPE_COUNT; type++) {
		larger.text_percent = 200;
		int most = layout_type(&larger, (enum type_style)type).size_px;
		/* Nothing that is read is below 9 mm capitals: 55 px. Keys stay as they are, they would not fit. */
		assert_true(most >= 55 || type == TYPE_KEY || type == TYPE_KEY_WORD);
		int before = 0;
		for (int percent = 100; percent <= 200; percent += 5) {
			larger.text_percent = percent;
			int size = layout_type(&larger, (enum type_style)type).size_px;
			assert_true(size >= before);
			before = size;
		}
	}
	larger.text_percent = 1000;
	assert_int_equal(layout_type(&larger, TYPE_BODY).size_px, 55);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_column_stacks_with_gaps_and_pads), cmocka_unit_test(packing_and_alignment_move_children), cmocka_unit_test(growing_children_share_what_is_left),
		cmocka_unit_test(equal_keys_do_not_add_up_roundings), cmocka_unit_test(equal_ignores_how_long_the_words_are), cmocka_unit_test(columns_wrap_and_share_a_height),
		cmocka_unit_test(a_row_wraps_when_it_is_full), cmocka_unit_test(words_give_way_in_a_full_row), cmocka_unit_test(right_to_left_turns_rows_round), cmocka_unit_test(a_screen_with_an_english_name_keeps_its_language),
		cmocka_unit_test(a_stack_lays_children_over_each_other), cmocka_unit_test(looks_bring_their_size_and_padding), cmocka_unit_test(own_words_stand_before_children),
		cmocka_unit_test(too_much_is_named_and_marked), cmocka_unit_test(a_touch_finds_the_topmost_that_can_be_pressed), cmocka_unit_test(under_a_dialog_nothing_is_hit),
		cmocka_unit_test(the_deepest_tree_is_laid_out), cmocka_unit_test(panels_have_their_class_and_scale), cmocka_unit_test(types_grow_as_the_guide_says),
	};
	return cmocka_run_group_tests_name("layout", cases, open_all, close_all);
}
